"""What is composed before it is cut into breaths: a line, and the parts of one that are said otherwise than written."""

from __future__ import annotations

from dataclasses import dataclass

from audiobook.model import Lines, ParagraphKind, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; joined, the `written` of its parts is the line."""

    written: str
    instead: str | None = None
    """What is said in its place; "" for nothing; None: what is written."""
    before: str = ""
    """Said before it."""
    skip: int = 0
    """So many characters at its beginning are not said."""
    close: str = ""
    """A mark of punctuation that ends what is said, where none does."""
    pause: str | None = None
    """Name of the pause after it, if that is longer than the one its last mark asks for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of writing in one role, not yet cut into breaths."""

    role: Role
    written: str
    pause: str
    """Name of the pause after the whole of it."""
    section: int = 0
    paragraph: int = 0
    lines: Lines | None = None
    content: ParagraphKind = "body"
    parts: tuple[Part, ...] = ()
    """None: the whole, as written."""
    joins: int = 0
    """Parts of fewer syllables are said together with the next."""
