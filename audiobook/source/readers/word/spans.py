"""Stretches of a paragraph, and how they become its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from audiobook.source import raised
from audiobook.source.emphasis import emphasised
from audiobook.source.readers.word.styles import Look

_NUMBER = re.compile(r"[\s\u3000]*[（(〔\[]?\s*[A-Za-z]?\d+(?:[-.–．]\d+)*[a-z]?\s*[)）〕\]]?[\s\u3000]*")
"""The number of an equation, beside it."""
_RAISED_ALONE = 12
"""Characters of a paragraph that is nothing but raised: it stands on no word, it is set so for its looks."""
_EDGES = " \t\n\u3000\xa0"


@dataclass(frozen=True, slots=True)
class Span:
    """Text that looks the same from end to end."""

    text: str
    look: Look
    kind: Literal["text", "formula", "mark"] = "text"
    linked: bool = False
    """Leads elsewhere when it is clicked."""


def text_of(spans: Sequence[Span]) -> str:
    """The text of a paragraph: raised figures as powers or marks, formulas between their signs."""
    merged = _merged(spans)
    if len(merged) == 1 and len(merged[0].text.strip()) > _RAISED_ALONE:
        return merged[0].text if merged[0].kind == "text" else rf"\({merged[0].text}\)"
    text = ""
    for place, span in enumerate(merged):
        after = merged[place + 1].text if place + 1 < len(merged) else ""
        if span.kind == "formula":
            text += rf"\({span.text}\)"
        elif span.kind == "text" and span.look.raised > 0:
            text += raised.superscript(text, span.text, after, linked=span.linked)
        elif span.kind == "text" and span.look.raised < 0:
            text += raised.subscript(span.text)
        else:
            text += span.text
    return text


def formula_alone(spans: Sequence[Span]) -> str | None:
    """The formula that is all of a paragraph, with its number behind it; None where there is other text."""
    formulas = [span.text for span in spans if span.kind == "formula"]
    others = "".join(span.text for span in spans if span.kind != "formula")
    if not formulas or (others.strip(_EDGES) and not _NUMBER.fullmatch(others)):
        return None
    return "; ".join(formulas) + (f" {others.strip()}" if others.strip() else "")


def bare(text: str) -> str:
    """`text` without page breaks and without white space at its ends."""
    return text.replace("\f", "").strip(_EDGES)


def is_bold(spans: Sequence[Span]) -> bool:
    """Whether all that is seen of them is bold."""
    seen = [span for span in spans if span.text.strip() and span.kind == "text"]
    return bool(seen) and all(span.look.bold for span in seen)


def set_apart(spans: Sequence[Span], usual: Look) -> tuple[str, ...]:
    """What is bold or italic among them where the paragraph is not."""
    return emphasised(
        (span.text, (span.look.bold and not usual.bold) or (span.look.italic and not usual.italic))
        for span in spans
        if span.kind == "text"
    )


def size(spans: Sequence[Span]) -> float | None:
    """The size most of them have, in points."""
    sizes = Counter[float]()
    for span in spans:
        sizes[span.look.size] += len(span.text.strip())
    return max(sizes, key=lambda one: sizes[one]) if sizes.total() else None


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Spans side by side that are raised alike as one: word processors cut them anywhere."""
    done: list[Span] = []
    for span in spans:
        last = done[-1] if done else None
        if (
            last is not None
            and last.kind == span.kind == "text"
            and last.look.raised == span.look.raised
            and last.linked == span.linked
        ):
            done[-1] = Span(last.text + span.text, last.look, "text", last.linked)
        else:
            done.append(span)
    return done
