"""Settings of the clinic's service, from the environment where they differ between installations."""

import os
from pathlib import Path

DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///clinic.db")
MONGO_URL = os.environ.get("MONGO_URL", "mongodb://localhost")
JWT_KEY = os.environ["JWT_KEY"]
LAB_API_TOKEN = "lab_7f3a91c04be84d2f9c1e"
DOCUMENTS = Path(os.environ.get("DOCUMENTS", "/srv/documents"))
PORTAL = "https://portal.clinic.example"
PARTNERS = {"lab.clinic.example", "pharmacy.clinic.example"}
