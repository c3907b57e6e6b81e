"""Accounts of the staff."""

import hmac
from dataclasses import dataclass

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
