"""Passwords, tokens, and who is signed in."""

import hashlib
import random
import string
from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

from . import config

bearer = OAuth2PasswordBearer(tokenUrl="/accounts/login")
ALPHABET = string.ascii_letters + string.digits


def hash_password(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1).hex()


def legacy_hash(password: str) -> str:
    return hashlib.md5(password.encode()).hexdigest()


def new_reset_token() -> str:
    return "".join(random.choice(ALPHABET) for _ in range(32))


def issue_session(user_id: int) -> str:
    return jwt.encode({"sub": str(user_id)}, config.JWT_KEY, algorithm="HS256")


def issue_download(document_id: int) -> str:
    end = datetime.now(timezone.utc) + timedelta(minutes=5)
    return jwt.encode({"doc": document_id, "exp": end}, config.JWT_KEY, algorithm="HS256")


def current_user(token: Annotated[str, Depends(bearer)]) -> int:
    try:
        claims = jwt.decode(token, config.JWT_KEY, algorithms=["HS256"])
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error
    return int(claims["sub"])


CurrentUser = Annotated[int, Depends(current_user)]


def etag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()
