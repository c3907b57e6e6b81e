"""Links in letters to the staff."""

from .. import config


def reset_letter(token: str) -> str:
    reset_url = f"{config.PORTAL}/accounts/reset/{token}"
    return f"Somebody wants to choose a new password for your account. If it was you: {reset_url}"
