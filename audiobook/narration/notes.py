"""Notes of an article and where they are read: not at all, behind the paragraph that has their mark, or at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.model import Article, Paragraph
from audiobook.narration.lines import Part
from audiobook.narration.references import CIRCLED, marks

_MARK = re.compile(rf"\s*(?:[\[［〔](?P<name>[^\]］〕\n]{{1,8}})[\]］〕]|(?P<circled>[{CIRCLED}]))[\s.．、：:]*")


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its paragraphs with their places in the article, from 1."""

    mark: str
    """1 of [1] and ①; "" where it has none."""
    paragraphs: tuple[tuple[int, Paragraph], ...]

    def parts(self, paragraph: Paragraph, *, english: bool) -> tuple[Part, ...]:
        """How one of its paragraphs is said: 注一：…"""
        found = _MARK.match(paragraph.text)
        if found is None:
            return ()
        number = re.sub(r"^(?:注释?|note)\s*", "", self.mark, flags=re.IGNORECASE)
        named = number if number.isdecimal() else ""
        before = f"Note {named}: " if english else f"注{named}："
        return (Part(paragraph.text, before=before.replace(" :", ":"), skip=found.end()),)


def notes(article: Article) -> list[Note]:
    """The notes of `article`, in order; a paragraph of a note without a mark belongs to the note before it."""
    found: list[Note] = []
    before: Paragraph | None = None
    place = 0
    for section in article.sections:
        before = None
        for paragraph in section.paragraphs:
            place += 1
            if paragraph.kind == "note":
                mark = mark_of(paragraph.text)
                if mark or before is None or before.kind != "note":
                    found.append(Note(mark, ((place, paragraph),)))
                else:
                    found[-1] = Note(found[-1].mark, (*found[-1].paragraphs, (place, paragraph)))
            before = paragraph
    return found


def mark_of(text: str) -> str:
    """The mark a note begins with.

    >>> mark_of("[1] 陆羽，字鸿渐。"), mark_of("② 三卷。"), mark_of("又见序言。")
    ('1', '2', '')
    """
    found = _MARK.match(text)
    if found is None:
        return ""
    return found["name"].strip() if found["name"] else _number(found["circled"])


def marked(text: str) -> Iterator[str]:
    """The marks of notes in `text`, in order: [2–4] is three of them."""
    for start, end in marks(text):
        for name in re.findall(rf"注\s?\d*|\d+(?:\s?[-–—~～]\s?\d+)?|[{CIRCLED}]|[⁰¹²³⁴-⁹]+", text[start:end]):
            first, *last = re.split(r"\s?[-–—~～]\s?", name)
            if last:
                yield from map(str, range(int(first), min(int(last[0]), int(first) + 50) + 1))
            else:
                yield _number(name)


def placed(found: Sequence[Note], paragraphs: Sequence[tuple[int, str]]) -> dict[int, list[Note]]:
    """Notes by the place of the paragraph that has their mark, or of their own where none has; `paragraphs`: place and
    text of all that is no note. Of several notes with one mark (pages count anew) the next one behind it is meant."""
    free = list(found)
    at: dict[int, list[Note]] = {}
    for place, text in paragraphs:
        for mark in marked(text):
            named = [note for note in free if note.mark == mark]
            note = next((note for note in named if note.paragraphs[0][0] > place), named[0] if named else None)
            if note is not None:
                at.setdefault(place, []).append(note)
                free.remove(note)
    for note in free:
        at.setdefault(note.paragraphs[0][0], []).append(note)
    return at


def _number(mark: str) -> str:
    """① and ² as 1 and 2."""
    import unicodedata

    folded = "".join(str(int(unicodedata.numeric(c))) if unicodedata.numeric(c, None) is not None else c for c in mark)
    return folded if len(mark) == 1 or mark.isdecimal() else mark
