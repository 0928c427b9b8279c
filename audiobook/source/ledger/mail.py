"""All that a letter by e-mail holds: the fields that are shown, and every part that is text and no attachment."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage, Message
from pathlib import Path

from audiobook.source.ledger.piece import Piece
from audiobook.source.readers.mail import FIELDS, field, parsed, said


def pieces(path: Path) -> Iterator[Piece]:
    """The fields and texts of the letter at `path`."""
    message = parsed(path.read_bytes(), path)
    for name in FIELDS:
        yield Piece(field(message, name), f"field {name}")
    for number, part in enumerate(message.walk(), 1):
        if _is_text(part):
            yield Piece(said(part), f"part {number}")


def _is_text(part: Message) -> bool:
    text = part.get_content_maintype() == "text" and not part.is_multipart()
    return isinstance(part, EmailMessage) and text and part.get_content_disposition() != "attachment"
