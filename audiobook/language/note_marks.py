"""How marks of references are written: [1], [2–4], [5, 6], 〔7〕, [注1], [1][2], ^[3], [^4]."""

from __future__ import annotations

_ONE = (
    r"\^?[\[［〔]\^?\s?(?:(?:注释?|[Nn]otes?)\s?)?[1-9]\d{0,2}(?:\s?[-–—~～,，、;；]\s?[1-9]\d{0,2})*\s?[\]］〕]"
    r"|[\[［〔]注[\]］〕]"
)
BRACKETED = rf"(?:{_ONE})(?:\s?[-–—~,，、]?\s?(?:{_ONE}))*"
"""One or several that follow one another, as a regular expression."""
