"""A script's utterances -> the author's sentences: what terms are shown by, recaps and questions are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.language.note_marks import BRACKETED
from audiobook.model import Script, Utterance
from audiobook.study.prose import is_exercise_heading, is_prose

_END = re.compile(rf"(?:[。！？!?][”’」』）)》\"']*|\.[”’)\"']*)\s*(?:{BRACKETED}\s*)?$")
_MARK = re.compile(rf"\s?{BRACKETED}")
_NO_PROSE = ("table", "code", "formula", "caption", "note")
"""Kinds of content that are no sentences to define, ask or recall anything by."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the running text, word for word, but for marks of notes ([14]), which nobody says."""

    text: str
    utterances: tuple[Utterance, ...]
    """What it is spoken in, in order: one, or the clauses of a long sentence."""
    place: int
    """Counts the sentences of the article from 0."""
    shortened: bool = False
    """Words of it are left out."""

    @property
    def prose(self) -> bool:
        """Running text, with no formula, code or mark-up in it: it may be asked, recalled, and show a term."""
        return is_prose(self.text)

    @property
    def paragraph(self) -> int:
        """Of the article's body, from 1."""
        return self.utterances[0].paragraph

    @property
    def section(self) -> int:
        """Index into `Script.headings`."""
        return self.utterances[0].section

    @property
    def numbers(self) -> tuple[int, ...]:
        """`Utterance.number` of each."""
        return tuple(each.number for each in self.utterances)


def sentences(script: Script) -> tuple[Sentence, ...]:
    """The sentences of the article's body and quotations, in order; what is nothing but a mark of a note is none."""
    said = ((_MARK.sub("", "".join(each.written for each in group)).strip(), group) for group in _groups(script))
    kept = ((text, group) for text, group in said if text)
    return tuple(Sentence(text, group, place) for place, (text, group) in enumerate(kept))


def _groups(script: Script) -> Iterator[tuple[Utterance, ...]]:
    """Utterances of one sentence together: until one ends with an end mark, or its paragraph does."""
    held: list[Utterance] = []
    exercises = {at for at, heading in enumerate(script.headings) if at and is_exercise_heading(heading)}
    for each in script.utterances:
        if each.role not in ("body", "quote") or each.content in _NO_PROSE or each.section in exercises:
            continue
        if held and held[-1].paragraph != each.paragraph:
            yield tuple(held)
            held = []
        held.append(each)
        if _END.search(each.written):
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def section_titles(script: Script) -> dict[int, str]:
    """The heading of each section, of section 0 the title."""
    return {0: script.title, **{n: heading for n, heading in enumerate(script.headings) if n}}
