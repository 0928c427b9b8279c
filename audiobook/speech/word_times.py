"""When the words of an utterance are heard within its clip, as far as the engine tells.

An engine tells it by the times of its symbols (`Clip.times`; `Spells.stretches` says which characters they stand for),
or by the words it reports (`Clip.marks`); one that tells nothing gives no times, and none are made up. Where two words
stand in one stretch of the engine's, they are one word; a whole sentence in one stretch tells nothing of its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from audiobook.model import Clip, Mark, SymbolTimes, TimedWord, Utterance, WrittenWord
from audiobook.speech.reported import places

_TOGETHER = 6
"""Letters of several words in one stretch, at most, for it to pass for a word."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of `Utterance.spoken`, and when it is heard in the clip."""

    start: int
    stop: int
    start_ms: int
    end_ms: int


@runtime_checkable
class Spells(Protocol):
    """An engine that says which characters its symbols stand for."""

    def heard_edges_ms(self, voice: str, times: SymbolTimes) -> Sequence[int]:
        """When the sound of each symbol begins and that of the one before it ends, in milliseconds of the clip, as
        `SymbolTimes.edges_ms`: the times of symbols and the sound of `voice` may differ."""

    def stretches(self, utterance: Utterance, symbols: str) -> Sequence[tuple[int, int, int, int]]:
        """In order: first character of `spoken` and one past the last, first symbol and one past the last; nothing
        where `symbols` do not say `utterance`."""


def word_times(utterance: Utterance, clip: Clip, engine: object, voice: str) -> tuple[TimedWord, ...]:
    """The words of `utterance.written` whose times can be told, in order, in milliseconds of `clip`, which `engine`
    made in `voice`."""
    heard = [*_by_symbols(utterance, clip, engine, voice)] or [*_by_marks(utterance.spoken, clip.marks)]
    found: list[TimedWord] = []
    at = 0
    for words, stretches in _together(utterance.written_words, heard):
        text = utterance.written[words[0].start : words[-1].stop]
        # readers of a transcript look for each word behind the one before it: a word must be found there
        if utterance.written.find(text, at) == words[0].start:
            found.append(TimedWord(text, stretches[0].start_ms, stretches[-1].end_ms))
            at = words[-1].stop
    return tuple(found)


def _by_symbols(utterance: Utterance, clip: Clip, engine: object, voice: str) -> Iterator[Heard]:
    times = clip.times
    if times is None or not isinstance(engine, Spells):
        return
    edges = engine.heard_edges_ms(voice, times)
    for start, stop, first, last in engine.stretches(utterance, times.symbols):
        yield Heard(start, stop, edges[first], edges[last])


def _by_marks(spoken: str, marks: Sequence[Mark]) -> Iterator[Heard]:
    for mark, place in zip(marks, places(spoken, [mark.text for mark in marks]), strict=True):
        if place is not None:
            yield Heard(*place, mark.start_ms, mark.end_ms)


def _together(
    words: Sequence[WrittenWord], heard: Sequence[Heard]
) -> Iterator[tuple[Sequence[WrittenWord], Sequence[Heard]]]:
    """Words beside the stretches that say them: as few of both as have their ends in common."""
    n = 0
    at = 0
    while n < len(words):
        first = n
        while at < len(heard) and heard[at].stop <= words[n].spoken_start:
            at += 1
        begun = at
        end = words[n].spoken_stop
        while at < len(heard) and heard[at].start < end:
            # a stretch that reaches into the next word takes it along
            while n + 1 < len(words) and words[n + 1].spoken_start < heard[at].stop:
                n += 1
                end = words[n].spoken_stop
            at += 1
        n += 1
        group, stretches = words[first:n], heard[begun:at]
        if stretches and _same(group, stretches):
            yield group, stretches


def _same(words: Sequence[WrittenWord], heard: Sequence[Heard]) -> bool:
    """Whether the stretches say the words, all of them and nothing else."""
    whole = heard[0].start == words[0].spoken_start and heard[-1].stop == words[-1].spoken_stop
    letters = words[-1].spoken_stop - words[0].spoken_start
    return whole and (len(words) == 1 or len(heard) > 1 or letters <= _TOGETHER)
