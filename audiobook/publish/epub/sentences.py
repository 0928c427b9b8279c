"""Sentences of a page as elements with ids, and the stretch of the audio in which each is lit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from audiobook.model import Cue
from audiobook.publish.epub.chapter import Chapter, Footnote, Lit
from audiobook.publish.epub.inline import inline
from audiobook.publish.epub.xml import E


class Sentences:
    """Gives each sentence of a chapter its element, and keeps in `lit` what is lit when, in order."""

    def __init__(self, chapter: Chapter) -> None:
        self.lit: list[Lit] = []
        self._notes = chapter.notes
        self._links: dict[int, dict[str, Footnote]] = {}
        starts = [cue.start_ms for cue in chapter.track.cues]
        ends = [*starts[1:], max(chapter.track.duration_ms, *starts[-1:], 0)]
        self._ends = {cue.utterance: end for cue, end in zip(chapter.track.cues, ends, strict=True)}

    def inside(self, cue: Cue, *, breaks: bool = True, semantics: str = "") -> Iterator[Any]:
        """The sentence of `cue` as strings and elements; white space around it is not lit."""
        text = cue.written.strip()
        if not text:
            return
        start = cue.written.index(text)
        yield from inline(cue.written[:start], {}, breaks=breaks)
        yield E.span({"id": self._light(cue, f"s{cue.utterance}", semantics)}, *self._inline(text, cue, breaks))
        yield from inline(cue.written[start + len(text) :], {}, breaks=breaks)

    def leads_to(self, note: Footnote) -> bool:
        """Whether a mark that leads to `note` has been written."""
        return bool(note.mark) and note.mark not in self._links.get(note.at, {note.mark: note})

    def row(self, cues: Sequence[Cue], cell: str) -> Any:
        """A row of a table, lit as a whole for each sentence of it: no sentence keeps to its cells."""
        row = E.tr({"id": f"row{cues[0].utterance}"})
        for cue in cues:
            self._light(cue, row.get("id"), "")
        for text in "".join(cue.written for cue in cues).strip("\n").split("\t"):
            row.append(E(cell, *self._inline(text.strip(), cues[0], True)))
        return row

    def _light(self, cue: Cue, element: str, semantics: str) -> str:
        """Light `element` from the start of `cue` to that of the next: reading systems play without a jump then."""
        end_ms = self._ends[cue.utterance]
        if end_ms > cue.start_ms:
            self.lit.append(Lit(element, cue.start_ms, end_ms, cue.section, semantics))
        return element

    def _inline(self, text: str, cue: Cue, breaks: bool) -> Iterator[Any]:
        links = (
            {}
            if cue.role == "note"
            else self._links.setdefault(
                cue.paragraph, {note.mark: note for note in self._notes if note.mark and note.at == cue.paragraph}
            )
        )
        return inline(text, links, breaks=breaks)
