"""Documents of patients: downloads, uploads, previews, prints."""

from pathlib import PurePath

from fastapi import APIRouter, HTTPException, UploadFile
from fastapi.responses import FileResponse, HTMLResponse

from .. import config
from ..security import CurrentUser
from ..services import labels, storage

router = APIRouter()


@router.get("/{patient_id}/{name:path}")
def download(user: CurrentUser, patient_id: int, name: str) -> FileResponse:
    return FileResponse(storage.place_of(patient_id, name))


@router.post("/{patient_id}")
async def upload(user: CurrentUser, patient_id: int, file: UploadFile) -> dict[str, str]:
    name = PurePath(file.filename or "document").name
    target = config.DOCUMENTS / str(patient_id) / name
    target.write_bytes(await file.read())
    return {"name": name}


@router.get("/{patient_id}/preview")
def preview(user: CurrentUser, patient_id: int, title: str) -> HTMLResponse:
    return HTMLResponse(f"<h1>{title}</h1><p>Patient {patient_id}</p>")


@router.post("/{patient_id}/label")
def label(user: CurrentUser, patient_id: int, printer: str) -> dict[str, int]:
    if len(printer) > 40:
        raise HTTPException(400)
    return {"code": labels.print_label(patient_id, printer)}
