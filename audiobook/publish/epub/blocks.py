"""Cues of a section -> its blocks: headings, paragraphs, quotations, verse, tables, code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from audiobook.model import Cue
from audiobook.publish.epub.chapter import Chapter
from audiobook.publish.epub.inline import note_id
from audiobook.publish.epub.sentences import Sentences
from audiobook.publish.epub.xml import E, squeezed

Cues = Sequence[Cue]
_BY_ROLE = ("announcement", "title", "byline", "heading", "note", "quote", "recap")


def blocks(cues: Cues, title: str, level: int, chapter: Chapter, sentences: Sentences) -> Iterator[Any]:
    """The elements of a section that is called `title`; its heading is of this `level`."""
    found = [(_kind(each, chapter), each) for each in _paragraphs(cues)]
    for kind, run in groupby(found, key=lambda block: block[0]):
        paragraphs = [each for _, each in run]
        if kind in ("title", "heading"):
            yield from _headed([cue for each in paragraphs for cue in each], title, level, sentences)
        elif kind == "note":
            for each in paragraphs:
                yield from _notes(each, chapter, sentences)
        elif kind in _RUNS:
            yield _RUNS[kind](paragraphs, sentences)
        else:
            for each in paragraphs:
                yield _paragraph(each, kind, sentences)


def _paragraphs(cues: Cues) -> Iterator[Cues]:
    """Cues of one paragraph together; an announcement is always alone."""
    for _, group in groupby(cues, key=lambda c: (c.role, c.paragraph, c.role == "announcement" and c.utterance)):
        yield list(group)


def _kind(cues: Cues, chapter: Chapter) -> str:
    role = cues[0].role
    if role in _BY_ROLE:
        return role
    return chapter.kinds.get(squeezed("".join(cue.written for cue in cues)), "body")


def _paragraph(cues: Cues, kind: str, sentences: Sentences) -> Any:
    element = E.p(*(node for cue in cues for node in sentences.inside(cue)))
    if kind != "body":
        element.set("class", kind)
    return element


def _headed(cues: Cues, title: str, level: int, sentences: Sentences) -> Iterator[Any]:
    """The heading, which may be several sentences long, and the subtitle behind it."""
    heading, *rest = _runs(cues, [title])
    yield E(f"h{level}", *(node for cue in heading for node in sentences.inside(cue)))
    for each in rest:
        yield _paragraph(each, "subtitle", sentences)


def _notes(cues: Cues, chapter: Chapter, sentences: Sentences) -> Iterator[Any]:
    """A note where it is heard, or the article's own note and source, which are no paragraphs of it."""
    note = next((note for note in chapter.notes if cues[0].paragraph and note.place == cues[0].paragraph), None)
    track = chapter.track
    for each in [cues] if note else _runs(cues, [track.note or "", track.source or ""]):
        semantics = "footnote" if note else ""
        element = E.p({"class": "note"})
        if note:
            element.set("id", note_id(note))
        _fill(element, (node for cue in each for node in sentences.inside(cue, semantics=semantics)))
        yield element


def _runs(cues: Cues, texts: Sequence[str]) -> list[list[Cue]]:
    """`cues` parted where what was written so far is the next of `texts`; what is left is one more."""
    waiting = [squeezed(text) for text in texts if text]
    runs: list[list[Cue]] = [[]]
    for cue in cues:
        runs[-1].append(cue)
        if waiting and squeezed("".join(each.written for each in runs[-1])) == waiting[0]:
            del waiting[0]
            runs.append([])
    return [run for run in runs if run]


def _quote(paragraphs: Sequence[Cues], sentences: Sentences) -> Any:
    return E.blockquote(*(_paragraph(each, "body", sentences) for each in paragraphs))


def _table(rows: Sequence[Cues], sentences: Sentences) -> Any:
    cells = ["th" if not place and len(rows) > 1 else "td" for place in range(len(rows))]
    return E.table(*(sentences.row(row, cell) for row, cell in zip(rows, cells, strict=True)))


def _code(paragraphs: Sequence[Cues], sentences: Sentences) -> Any:
    pre = E.pre()
    for place, each in enumerate(paragraphs):
        _fill(pre, ["\n"] if place else [])
        _fill(pre, (node for cue in each for node in sentences.inside(cue, breaks=False)))
    return pre


def _fill(element: Any, nodes: Iterator[Any] | Sequence[Any]) -> None:
    """Put strings and elements behind what is in `element`."""
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text = (element.text or "") + node


_RUNS: Mapping[str, Callable[[Sequence[Cues], Sentences], Any]] = {"quote": _quote, "table": _table, "code": _code}
"""Kinds of which paragraphs that follow one another are one block."""
