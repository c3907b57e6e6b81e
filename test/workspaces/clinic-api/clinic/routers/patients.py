"""Patients: found, listed and written down."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from ..db import get_session, store
from ..models import NoteQuery, Patient
from ..security import CurrentUser
from ..services import patients

router = APIRouter()
Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("/")
async def search(user: CurrentUser, session: Session, name: str, sort: str = "name", limit: int = 20):
    return await patients.find(session, name, sort, limit)


@router.get("/{patient_id}")
async def show(user: CurrentUser, session: Session, patient_id: int):
    found = await patients.by_id(session, patient_id)
    if found is None:
        raise HTTPException(404)
    return found


@router.post("/")
async def create(user: CurrentUser, session: Session, patient: Patient) -> dict[str, str]:
    await patients.insert(session, patient)
    return {"name": patient.name}


@router.post("/{patient_id}/notes/search")
async def notes(user: CurrentUser, patient_id: int, query: NoteQuery):
    cursor = store["notes"].find({"patient": patient_id, "author": query.author})
    return await cursor.to_list(query.limit)
