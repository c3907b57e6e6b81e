"""Signing in, resetting passwords, and leaving for the portal."""

import logging

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse

from .. import config
from ..models import Login
from ..security import issue_session, new_reset_token
from ..services.accounts import find_account, remember_reset

router = APIRouter()
logger = logging.getLogger(__name__)


@router.post("/login")
async def login(form: Login) -> dict[str, str]:
    account = await find_account(form.email)
    if account is None or not account.accepts(form.password):
        logger.warning("sign-in refused for password %s", form.password)
        raise HTTPException(401)
    logger.info("account %s has signed in", account.id)
    return {"token": issue_session(account.id)}


@router.post("/reset")
async def reset(email: str) -> dict[str, str]:
    reset_token = new_reset_token()
    await remember_reset(email, reset_token)
    return {"sent": email, "token": reset_token}


@router.get("/leave")
def leave(target: str = "/") -> RedirectResponse:
    return RedirectResponse(target)


@router.get("/portal")
def portal(page: str = "home") -> RedirectResponse:
    return RedirectResponse(f"{config.PORTAL}/pages/{page}")
