"""Running heads and page numbers of printed pages: what stands at the head or foot of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.model import Finding
from audiobook.source.reading_order import Page, Piece

_NUMBER = re.compile(
    r"^[\s\-—–·.•~～第\[（(]*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页)?(?:\s*[/／]\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–·.•~～\]）)]*$",
    re.I,
)


def taken_out(pages: Sequence[Page]) -> tuple[list[Page], list[Finding]]:
    """Pages without page numbers and what stands at the head or foot of several."""
    zones: dict[tuple[str, str], set[int]] = {}
    edges: dict[int, list[tuple[str, Piece]]] = {}
    for page in pages:
        edges[page.number] = _edges(page)
        for zone, piece in edges[page.number]:
            zones.setdefault((zone, _masked(piece.text)), set()).add(page.number)
    findings: list[Finding] = []
    cleaned: list[Page] = []
    for page in pages:
        out: set[int] = set()
        for zone, piece in edges[page.number]:
            often = len(zones[zone, _masked(piece.text)]) >= (2 if len(pages) < 6 else 3)
            if _NUMBER.match(piece.text) or (often and len(piece.text) <= 60):
                out.add(id(piece))
                kind = "page number" if _NUMBER.match(piece.text) else "running head"
                findings.append(Finding("dropped", None, f"Not read ({kind}, page {page.number}): {piece.text}"))
        cleaned.append(replace(page, pieces=tuple(p for p in page.pieces if id(p) not in out)))
    return cleaned, findings


def _edges(page: Page) -> list[tuple[str, Piece]]:
    """Pieces of the two outermost lines above and below, where they stand near the page's edge."""
    lines = sorted({round(piece.middle / max(1.0, piece.size)) for piece in page.pieces})
    tops, bottoms = set(lines[:2]), set(lines[-2:])
    found = []
    for piece in page.pieces:
        line = round(piece.middle / max(1.0, piece.size))
        if line in tops and piece.middle < page.height * 0.14:
            found.append(("top", piece))
        elif line in bottoms and piece.middle > page.height * 0.86:
            found.append(("bottom", piece))
    return found


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))
