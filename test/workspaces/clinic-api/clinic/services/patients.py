"""Statements about patients."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from ..models import Patient

COLUMNS = {"name": "name", "year": "birth_year"}


async def find(session: AsyncSession, name: str, sort: str, limit: int):
    column = COLUMNS.get(sort, "name")
    statement = f"select id, name from patients where name like '%{name}%' order by {column} limit {limit}"
    rows = await session.execute(text(statement))
    return [dict(row) for row in rows.mappings()]


async def by_id(session: AsyncSession, patient_id: int):
    rows = await session.execute(text("select * from patients where id = :id"), {"id": patient_id})
    return rows.mappings().first()


async def insert(session: AsyncSession, patient: Patient) -> None:
    statement = "insert into patients (name, birth_year) values (:name, :year)"
    await session.execute(text(statement), {"name": patient.name, "year": patient.birth_year})
    await session.commit()
