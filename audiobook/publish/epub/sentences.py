"""Sentences of a page and their words as elements with ids, and the stretch of the audio in which each is lit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from audiobook.model import Cue
from audiobook.publish.epub.chapter import Chapter, Footnote, Lit
from audiobook.publish.epub.inline import inline, signs
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
        begin = cue.written.index(text)
        yield from inline(cue.written[:begin], {}, breaks=breaks)
        yield E.span({"id": f"s{cue.utterance}"}, *self._sentence(cue, begin, text, breaks, semantics))
        yield from inline(cue.written[begin + len(text) :], {}, breaks=breaks)

    def _sentence(self, cue: Cue, begin: int, text: str, breaks: bool, semantics: str) -> Iterator[Any]:
        """`text`, which begins with character `begin` of `cue.written`: its words, each lit when it is heard, or what
        is lit as a whole."""
        links, sentence = self._marks(cue), f"s{cue.utterance}"
        words = list(_words(cue, begin, text, links, self._ends[cue.utterance]))
        if len(words) < 2:
            self._light(cue, sentence, semantics)
            yield from inline(text, links, breaks=breaks)
            return
        # the first is lit as soon as the sentence begins, the last until it is over, and none goes out before the next
        edges = [cue.start_ms, *(start_ms for _, _, start_ms in words[1:]), self._ends[cue.utterance]]
        done = 0
        for number, (first, last, _) in enumerate(words, 1):
            name = f"{sentence}w{number}"
            self.lit.append(Lit(name, sentence, edges[number - 1], edges[number], cue.section, semantics))
            yield from inline(text[done:first], links, breaks=breaks)
            yield E.span({"id": name}, *inline(text[first:last], links, breaks=breaks))
            done = last
        yield from inline(text[done:], links, breaks=breaks)

    def leads_to(self, note: Footnote) -> bool:
        """Whether a mark that leads to `note` has been written."""
        return bool(note.mark) and note.mark not in self._links.get(note.at, {note.mark: note})

    def row(self, cues: Sequence[Cue], cell: str) -> Any:
        """A row of a table, lit as a whole for each sentence of it: no sentence keeps to its cells."""
        row = E.tr({"id": f"row{cues[0].utterance}"})
        for cue in cues:
            self._light(cue, f"row{cues[0].utterance}", "")
        for text in "".join(cue.written for cue in cues).strip("\n").split("\t"):
            row.append(E(cell, *inline(text.strip(), self._marks(cues[0]))))
        return row

    def _light(self, cue: Cue, element: str, semantics: str) -> None:
        """Light `element` from the start of `cue` to that of the next: reading systems play without a jump then."""
        end_ms = self._ends[cue.utterance]
        if end_ms > cue.start_ms:
            self.lit.append(Lit(element, element, cue.start_ms, end_ms, cue.section, semantics))

    def _marks(self, cue: Cue) -> dict[str, Footnote]:
        """The marks of notes that may still stand in the paragraph of `cue`."""
        if cue.role == "note":
            return {}
        notes = {note.mark: note for note in self._notes if note.mark and note.at == cue.paragraph}
        return self._links.setdefault(cue.paragraph, notes)


def _words(cue: Cue, begin: int, text: str, links: dict[str, Footnote], end_ms: int) -> Iterator[tuple[int, int, int]]:
    """First character in `text`, one past the last, and start of each word that is lit by itself: widened where it
    would end within a reading or a mark, left out where the one before has taken it in or nothing of it is heard."""
    whole = [found.span() for found in signs(text, links)]
    at, heard_ms = 0, -1
    for (first, last), word in zip(cue.word_places(), cue.words, strict=True):
        first, last = max(0, first - begin), min(len(text), last - begin)
        for start, end in whole:
            if first < end and start < last:
                first, last = min(first, start), max(last, end)
        if at <= first < last and heard_ms < word.start_ms < end_ms:
            yield first, last, word.start_ms
            at, heard_ms = last, max(word.start_ms, cue.start_ms)
