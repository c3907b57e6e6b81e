"""Where documents lie on disk."""

from pathlib import Path

from fastapi import HTTPException

from .. import config


def place_of(patient_id: int, name: str) -> Path:
    folder = (config.DOCUMENTS / str(patient_id)).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise HTTPException(404)
    return path


def place_of_image(patient_id: int, name: str) -> Path:
    folder = (config.DOCUMENTS / str(patient_id) / "images").resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise HTTPException(404)
    return path
