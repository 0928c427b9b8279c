"""What letters stand for: World Health Organization (WHO)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.language.word_lists import word_list
from audiobook.model import QuestionKind

_ABBREVIATION = re.compile(r"\((?P<x>[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,})s?\)")


@dataclass(frozen=True, slots=True)
class Defined:
    """A term where a sentence says what it is, and the question that asks for it, if one can be asked."""

    term: str
    kind: QuestionKind | None = None
    asked: str = ""
    answer: str = ""
    form: str = "defined"
    """In which words the sentence says it."""


def spelt_out(text: str) -> Iterator[Defined]:
    """World Health Organization (WHO): the first letters tell how far the name reaches."""
    function = word_list("study", "english_function")
    for found in _ABBREVIATION.finditer(text):
        short = found["x"].rstrip("s")
        before = list(re.finditer(r"[A-Za-z]+", text[: found.start()]))
        if not re.search(r"[\w”\"’] $", text[: found.start()]) or len(short) < 2:
            continue
        for count in range(len(short), len(short) + 3):
            words = before[-count:]
            letters = "".join(
                word[0][0] for word in words if word[0] not in ("of", "the", "and", "for", "in", "to", "on")
            )
            if len(words) == count and letters.lower() == short.lower() and words[0][0].lower() not in function:
                name = text[words[0].start() : words[-1].end()]
                if not re.search(r"[,;:.()]", name):
                    yield Defined(name, "name", f"What does {short} stand for?", name, "letters_behind")
                break
