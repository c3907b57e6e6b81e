"""Links in letters to the staff."""

from fastapi import Request


def reset_letter(request: Request, token: str) -> str:
    reset_url = f"{request.base_url}accounts/reset/{token}"
    return f"Somebody wants to choose a new password for your account. If it was you: {reset_url}"
