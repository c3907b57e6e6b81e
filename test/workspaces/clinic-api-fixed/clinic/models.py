"""What clients send, as the service expects it."""

from typing import Literal

from pydantic import BaseModel, Field


class Login(BaseModel):
    email: str
    password: str = Field(min_length=8)


class Patient(BaseModel):
    name: str
    birth_year: int
    insurer: str
    kind: Literal["inpatient", "outpatient"] = "outpatient"


class NoteQuery(BaseModel):
    author: str
    limit: int = 20


class Formula(BaseModel):
    text: str
    weight: float


class Referral(BaseModel):
    department: Literal["cardiology", "neurology", "surgery"]
    diagnosis: str
    medication: list[str] = Field(max_length=20)
