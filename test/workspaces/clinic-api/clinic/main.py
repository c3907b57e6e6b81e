"""The application: its middleware and its routers."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from . import config
from .routers import accounts, documents, graph, patients, reports

app = FastAPI(title="Clinic")
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
)
app.include_router(accounts.router, prefix="/accounts")
app.include_router(patients.router, prefix="/patients")
app.include_router(documents.router, prefix="/documents")
app.include_router(reports.router, prefix="/reports")
app.include_router(graph.router, prefix="/graph")


@app.get("/health")
def health() -> dict[str, str]:
    return {"state": "up", "portal": config.PORTAL}
