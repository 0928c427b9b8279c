"""The law of this room: every letter of a file is in the Document or set aside with a finding.

Each format has a second, dumb look at its files (`ledger/<format>.py`): all text there is, by rules that know nothing
of headings, columns or navigation. It is held against the reader's result at the room's edge. What is in neither is
lost, and said so with its place; what we put in twice is found the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from audiobook.model import Document, Finding, Ledger
from audiobook.source import characters
from audiobook.source.cleaning import cleaned, joined_halves
from audiobook.source.ledger.piece import Piece

_GRAM = 6
"""Letters of a stretch that is looked for as a whole."""
_MOST = 20
"""Findings of one kind that name their place; what is beyond is counted in the last."""
_SAMPLE = 60
_SOUGHT = 500
"""Paragraphs that may stand twice and are looked for in the whole file; with more, something else is wrong with it."""


_NO_LETTERS = re.compile(r"[\W_]+")


LOOKS = {
    "text": "text",
    "markdown": "text",
    "subtitles": "text",
    "mail": "mail",
    "notebook": "notebook",
    "org": "text",
    "rst": "text",
    "html": "page",
    "epub": "epub",
    "word": "word",
    "pdf": "pdf",
}
"""Format -> the module here whose `pieces(path)` looks at its files a second time. What was recognised in a picture
cannot be held against anything."""


def look(path: Path, format_name: str) -> Iterable[Piece] | None:
    """All text in the file at `path`; None for a format without a second look."""
    module = LOOKS.get(format_name)
    if module is None:
        return None
    found: Iterable[Piece] = import_module(f"audiobook.source.ledger.{module}").pieces(path)
    return found


def letters(text: str) -> str:
    """Letters and figures of `text`, one form of each: what is counted.

    >>> letters("ﬁne café²，第１页")
    'finecafé2第1页'
    """
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", cleaned(text)))


def counted(text: str) -> Counter[str]:
    """How often each letter and figure stands in `text`, accents apart; as `letters`, and ten times as fast.

    >>> counted("ﬁne café²，第１页") == Counter("finecafe2第1页")
    True
    """
    found, signs = Counter[str](), characters.counts(text)
    if any("\ud800" <= char <= "\udfff" for char in signs):
        signs = characters.counts(joined_halves(text))
    for char, times in signs.items():
        for form in _forms(char):
            found[form] += times
    return found


@cache
def _forms(char: str) -> str:
    """What a character counts as: the letters it is made of."""
    plain = unicodedata.normalize("NFKC", cleaned(char))
    return "".join(c for c in (plain if _is_hangul(plain) else unicodedata.normalize("NFKD", plain)) if c.isalnum())


def _is_hangul(text: str) -> bool:
    """Whether it is a Korean syllable, which is one letter though it can be taken apart."""
    return "\uac00" <= text <= "\ud7a3"


def balanced(document: Document, source: Iterable[Piece], made: Sequence[str] = ()) -> Document:
    """`document` with its `ledger`, and with findings for what is lost or stands twice; `made`: text the reader
    added (numbers of lists, titles from the file's properties)."""
    pieces = list(source)
    there = "\n".join(piece.text for piece in pieces)
    kept = "\n".join(_texts(document))
    aside = "\n".join(finding.text for finding in document.findings)
    whole, has, put, count_made = counted(there), counted(kept), counted(aside), counted("\n".join(made))
    missing = whole - has - put
    surplus = has + put - whole - count_made
    lost = missing.total()
    findings: list[Finding] = []
    if lost:
        findings += _lost([(letters(piece.text), piece) for piece in pieces], letters(f"{kept}\n{aside}"), missing)
    if surplus:
        findings += _twice(document, letters(there), surplus)
    total = whole.total()
    set_aside = sum(min(count, put[letter]) for letter, count in (whole - (whole & has)).items()) if put else 0
    ledger = Ledger(letters=total, read=total - set_aside - lost, set_aside=set_aside, lost=lost)
    return replace(document, findings=(*document.findings, *findings), ledger=ledger)


def whole(document: Document) -> Document:
    """`document`, all of whose letters are read: it is a script of ours, which holds nothing else."""
    count = counted("\n".join(_texts(document))).total()
    return replace(document, ledger=Ledger(count, count, 0, 0))


def _texts(document: Document) -> Iterator[str]:
    """All that will be said or shown of the articles."""
    for article in document.articles:
        yield article.title or ""
        yield from filter(None, (article.subtitle, article.note, article.source, article.column))
        yield from article.authors
        for section in article.sections:
            yield section.heading or ""
            yield from (paragraph.text for paragraph in section.paragraphs)


def _lost(pieces: Sequence[tuple[str, Piece]], there: str, missing: Counter[str]) -> Iterator[Finding]:
    """Runs of the file that are nowhere in the result, the longest first; letters that fit no run in one finding."""
    grams = {there[at : at + _GRAM] for at in range(len(there) - _GRAM + 1)}
    shorter: dict[int, set[str]] = {}
    runs: list[tuple[str, Piece]] = []
    for text, piece in pieces:
        covered = bytearray(len(text))
        for at in range(len(text) - _GRAM + 1):
            if text[at : at + _GRAM] in grams:
                covered[at : at + _GRAM] = b"\1" * _GRAM
        size = len(text)
        if size < _GRAM:
            if size not in shorter:
                shorter[size] = {there[at : at + size] for at in range(len(there) - size + 1)}
            if text in shorter[size]:
                continue
        start = None
        for at in range(len(text) + 1):
            open_ = at < len(text) and not covered[at]
            if open_ and start is None:
                start = at
            elif not open_ and start is not None:
                runs.append((text[start:at], piece))
                start = None
    left = Counter(missing)
    named = 0
    for run, piece in sorted(runs, key=lambda one: -len(one[0])):
        gone = Counter(run) & left
        if gone.total() * 2 < len(run):
            continue
        left.subtract(gone)
        named += 1
        if named <= _MOST:
            lines = (piece.line, piece.line) if piece.line else None
            yield Finding("lost", lines, f"In the file and not in the result ({piece.place}): {_sample(run)}")
    rest = left.total()
    if named > _MOST or rest:
        stretches = f"{named - _MOST} more stretches; " if named > _MOST else ""
        few = "".join(sorted(+left, key="".join(text for text, _ in pieces).find))
        yield Finding("lost", None, f"{stretches}{rest} letters here and there, among them {_sample(few)}")


def _twice(document: Document, source: str, surplus: Counter[str]) -> Iterator[Finding]:
    """Paragraphs that stand in the result more often than in the file."""
    seen: Counter[str] = Counter()
    there: dict[str, int] = {}
    for article in document.articles:
        for section in article.sections:
            for paragraph in section.paragraphs:
                text = letters(paragraph.text)
                own = Counter(text)
                if len(text) < 2 * _GRAM or any(surplus[letter] < count for letter, count in own.items()):
                    continue
                seen[text] += 1
                if text not in there:
                    if len(there) == _SOUGHT:
                        return
                    there[text] = source.count(text)
                if seen[text] > there[text] > 0:
                    surplus.subtract(own)
                    yield Finding("twice", paragraph.lines, f"Stands once more than in the file: {_sample(text)}")


def _sample(text: str) -> str:
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 20]}…{text[-18:]} ({len(text):,} letters)"
