"""Accounts of the staff."""

import hmac
import time
from collections import defaultdict
from dataclasses import dataclass

from fastapi import HTTPException, Request

from ..db import store
from ..security import hash_password


@dataclass
class Account:
    id: int
    salt: bytes
    digest: str

    def accepts(self, password: str) -> bool:
        return hmac.compare_digest(self.digest, hash_password(password, self.salt))


async def find_account(email: str) -> Account | None:
    found = await store["accounts"].find_one({"email": str(email)})
    return None if found is None else Account(found["id"], found["salt"], found["digest"])


async def remember_reset(email: str, token: str) -> None:
    await store["accounts"].update_one({"email": str(email)}, {"$set": {"reset": token}})


PER_MINUTE = 5
_tries: dict[str, list[float]] = defaultdict(list)


def slow_down(request: Request) -> None:
    """Five times a minute from one address, and no more."""
    now = time.monotonic()
    tries = _tries[request.client.host if request.client else ""]
    tries[:] = [at for at in tries if now - at < 60]
    if len(tries) >= PER_MINUTE:
        raise HTTPException(429)
    tries.append(now)
