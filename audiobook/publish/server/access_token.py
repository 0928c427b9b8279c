"""The unguessable path behind which a server lies that a whole network reaches."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from pathlib import Path

import platformdirs


def access_token(file: Path | None = None) -> str:
    """128 random bits for the path, the same as last time; for this run only where they cannot be kept.

    `file` holds them, readable for its owner only; default: in the user's data folder.
    """
    file = file or Path(platformdirs.user_data_dir("audiobook", appauthor=False)) / "serve-token"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        kept = file.read_text("ascii").strip()
        if re.fullmatch(r"[A-Za-z0-9_-]{22,64}", kept):
            return kept
    token = secrets.token_urlsafe(16)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(token + "\n")
    return token
