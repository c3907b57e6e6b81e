"""Sessions of the relational database, and collections of the document store."""

from collections.abc import AsyncIterator

from motor.motor_asyncio import AsyncIOMotorClient
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from . import config

engine = create_async_engine(config.DATABASE_URL)
Sessions = async_sessionmaker(engine, expire_on_commit=False)
store = AsyncIOMotorClient(config.MONGO_URL)["clinic"]


async def get_session() -> AsyncIterator[AsyncSession]:
    async with Sessions() as session:
        yield session
