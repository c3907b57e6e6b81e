"""Reports over many patients, and results that come from partners."""

import httpx
from fastapi import APIRouter

from .. import config
from ..models import Formula, Referral
from ..security import CurrentUser
from ..services import letters

router = APIRouter()
UNITS = {"day": 1, "week": 7}


@router.post("/score")
def score(user: CurrentUser, formula: Formula) -> dict[str, float]:
    return {"score": eval(formula.text) * formula.weight}


@router.get("/span")
def span(user: CurrentUser, unit: str, count: int) -> dict[str, int]:
    return {"days": UNITS.get(unit, 1) * count}


@router.post("/import")
async def import_results(user: CurrentUser, url: str) -> dict[str, int]:
    headers = {"x-clinic": config.PORTAL}
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.get(url, headers=headers)
    return {"status": answer.status_code}


@router.post("/referral")
async def referral(user: CurrentUser, asked: Referral) -> dict[str, str]:
    return {"letter": await letters.referral(asked)}
