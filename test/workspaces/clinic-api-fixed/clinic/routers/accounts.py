"""Signing in, resetting passwords, and leaving for the portal."""

import logging

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import RedirectResponse

from .. import config
from ..models import Login
from ..security import issue_session, new_reset_token
from ..services.accounts import find_account, remember_reset, slow_down

router = APIRouter()
logger = logging.getLogger(__name__)


@router.post("/login", dependencies=[Depends(slow_down)])
async def login(form: Login) -> dict[str, str]:
    account = await find_account(form.email)
    if account is None or not account.accepts(form.password):
        logger.warning("sign-in refused")
        raise HTTPException(401)
    logger.info("account %s has signed in", account.id)
    return {"token": issue_session(account.id)}


@router.post("/reset", dependencies=[Depends(slow_down)])
async def reset(email: str) -> dict[str, bool]:
    await remember_reset(email, new_reset_token())
    return {"sent": True}


@router.get("/leave")
def leave(target: str = "home") -> RedirectResponse:
    return RedirectResponse(f"{config.PORTAL}/leave/{target}")


@router.get("/portal")
def portal(page: str = "home") -> RedirectResponse:
    return RedirectResponse(f"{config.PORTAL}/pages/{page}")
