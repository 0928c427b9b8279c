"""Pauses within a clip: brought to their length where a mark stands, taken back where nothing parts the words.

A voice swallows the comma after a short opener (今天，…) and breathes where it likes. The clip stays as it was spoken;
what is joined is the clip with its silences made longer or shorter at the right sample, so that the intonation stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np

from audiobook.language.chinese import is_han
from audiobook.language.marks import MarkRun, inside
from audiobook.language.syllables import count_syllables
from audiobook.model import SymbolTimes
from audiobook.system.pcm import FRAME_S, Signal, frame_levels, silences

UNMARKED_MS = 40
"""Silence left where no mark stands: about a plosive's closure."""
BREATH_MS = 130
"""Silence left there in a long stretch; shorter than a comma's."""
BREATHLESS = 16
"""Stretches of so many syllables without a mark are long: readers take a breath in half of them."""

PAUSE_MS = 80
"""A silence of this length is heard as a pause."""

_BEFORE_MS, _AFTER_MS = 60, 40
"""A mark's silence begins in the sound before it and ends early or late by so much, measured in two voices."""
_NEAR_MS = 10
_NUCLEUS = re.compile("[aɑɐæeəɛɜɚiɪɨoɔɤuʊʌyøœɒᵊᵻAIOQWY]+")
"""The vowels of one syllable, as phoneticians write them; glides (j, w, ɥ) are none."""
_FADE_OUT_MS, _FADE_IN_MS = 15, 6
_CROSSING_MS = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a clip and the silence it should have."""

    start_ms: int
    stop_ms: int
    length_ms: int
    marked: bool
    """True: a silence of this length stands here. False: no silence here is longer."""


@dataclass(frozen=True, slots=True)
class Edit:
    """At sample `at` of the clip `cut` samples go, and `add` samples of silence come."""

    at: int
    cut: int
    add: int


class Pause(NamedTuple):
    """A silence of a clip, in milliseconds of it, and where it lies once the clip is shaped, in milliseconds from the
    first sound."""

    clip_start: float
    clip_stop: float
    start: float
    stop: float


def gaps(
    times: SymbolTimes | None, spoken: str, marks_ms: Sequence[int], breaths: Sequence[tuple[int, int]] = ()
) -> tuple[Gap, ...]:
    """What the marks inside `spoken`, whose pauses are `marks_ms`, and `breaths` (place in it, ms) ask of a clip with
    these `times`.

    Marks that the voice was not sent, and those it was sent for something else, are left alone.
    """
    if times is None:
        return ()
    edges, asked, sent = times.edges_ms, inside(spoken), inside(times.symbols)
    if len(asked) != len(marks_ms):
        return ()
    lengths_ms = dict(zip(asked, marks_ms, strict=True))
    pairs = _pairs(asked, sent)
    unknown = {run.start for run in sent} - {there.start for _, there in pairs}
    found: list[Gap] = []
    before, after = 0, 0  # of text and symbols: where the last mark ended
    for own, there in [*pairs, (None, None)]:
        text = spoken[before : own.start if own else len(spoken)]
        end = there.start if there else len(times.symbols) - 1
        first, last = edges[after] + _AFTER_MS, edges[end] - _BEFORE_MS
        if first < last and not unknown & set(range(after, end)):
            taken = [(at - before, ms) for at, ms in breaths if before < at < before + len(text)]
            spaces = [(_space(times.symbols, after, end, text, at), ms) for at, ms in taken]
            found += [
                Gap(edges[n] - _BEFORE_MS, edges[n + 1] + _AFTER_MS, ms, marked=True)
                for n, ms in spaces
                if n is not None
            ]
            unparted = count_syllables(text) >= BREATHLESS and all(n is None for n, _ in spaces)
            found.append(Gap(first, last, BREATH_MS if unparted else UNMARKED_MS, marked=False))
        if own and there:
            start, stop = edges[there.start] - _BEFORE_MS, edges[there.stop] + _AFTER_MS
            found.append(Gap(start, stop, lengths_ms[own], marked=True))
            before, after = own.stop, there.stop
    return tuple(found)


def edits(signal: Signal, rate: int, wanted: Sequence[Gap]) -> list[Edit]:
    """What must be done to `signal` for `wanted`, in the order of time; no two touch the same sample."""
    still = silences(signal, rate) if wanted else []
    made: list[Edit] = []
    for gap in sorted(wanted, key=lambda gap: not gap.marked):
        start, stop, length = (ms * rate // 1000 for ms in (gap.start_ms, gap.stop_ms, gap.length_ms))
        near = [run for run in still if run[0] < stop and run[1] > start]
        if not gap.marked:
            made += [_resized(signal, rate, run, length) for run in near if run[1] - run[0] > length]
            continue
        still = [run for run in still if run not in near]
        if near:
            made.append(_resized(signal, rate, max(near, key=lambda run: run[1] - run[0]), length))
        else:
            # the next word begins about where the mark ends; its first consonant stays whole
            at = _quietest(signal, rate, start, stop - _AFTER_MS * rate // 1000)
            made.append(Edit(at, 0, length))
    apart: list[Edit] = []
    for edit in sorted(made, key=lambda edit: edit.at):
        clear = not apart or edit.at > apart[-1].at + apart[-1].cut
        if clear and max(edit.cut, edit.add) >= _NEAR_MS * rate // 1000:
            apart.append(edit)
    return apart


def shaped(signal: Signal, rate: int, changes: Sequence[Edit]) -> Signal:
    """`signal` with `changes` made; on both sides of each it fades, so that nothing clicks."""
    if not changes:
        return signal
    pieces: list[Signal] = []
    at = 0
    for number, change in enumerate([*changes, None]):
        piece = signal[at : change.at if change else len(signal)].copy()
        if number:
            fade = min(len(piece) // 2, rate * _FADE_IN_MS // 1000)
            piece[:fade] *= np.linspace(0, 1, fade, endpoint=False, dtype=np.float32)
        if change:
            fade = min(len(piece) // 2, rate * _FADE_OUT_MS // 1000)
            piece[len(piece) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
            pieces += [piece, np.zeros(change.add, np.float32)]
            at = change.at + change.cut
        else:
            pieces.append(piece)
    return np.concatenate(pieces)


def pauses(signal: Signal, rate: int, changes: Sequence[Edit], onset: int, offset: int) -> tuple[Pause, ...]:
    """The silences of `signal` that are heard or were changed, in order; the first ends with the first sound, sample
    `onset` of what `changes` made of it, the last begins with the end of the last one, `offset`."""
    inserted = [(edit.at, edit.at) for edit in changes if not edit.cut]
    runs = silences(signal, rate)
    runs += [(at, at) for at, _ in inserted if not any(start <= at <= stop for start, stop in runs)]

    def moved(at: int, *, past: bool) -> int:
        made = [edit for edit in changes if edit.at + edit.cut < at + past]
        return at + sum(edit.add - edit.cut for edit in made)

    found = [(0, onset, 0, onset)]
    for start, stop in sorted(runs):
        lies = moved(start, past=False), moved(stop, past=True)
        changed = lies[1] - lies[0] != stop - start
        if onset < lies[0] and lies[1] < offset and (changed or lies[1] - lies[0] >= PAUSE_MS * rate // 1000):
            found.append((start, stop, *lies))
    end = moved(len(signal), past=True)
    found.append((offset - (end - len(signal)), len(signal), offset, end))
    ms = 1000 / rate
    return tuple(
        Pause(round(a * ms, 1), round(b * ms, 1), round((c - onset) * ms, 1), round((d - onset) * ms, 1))
        for a, b, c, d in found
    )


def _pairs(asked: Sequence[MarkRun], sent: Sequence[MarkRun]) -> list[tuple[MarkRun, MarkRun]]:
    """Marks of the text beside those of the symbols: all that stand in the same order in both."""
    matcher = SequenceMatcher(None, [run.sign for run in asked], [run.sign for run in sent], autojunk=False)
    return [
        (asked[block.a + n], sent[block.b + n]) for block in matcher.get_matching_blocks() for n in range(block.size)
    ]


def _space(symbols: str, start: int, stop: int, text: str, at: int) -> int | None:
    """The blank among `symbols[start:stop]`, which say `text`, that stands where `text[:at]` ends; None where it cannot
    be told. Syllables are counted from the side that is all Chinese, where a character is one."""
    nuclei = [start + found.end() for found in _NUCLEUS.finditer(symbols[start:stop])]
    head, tail = text[:at], text[at:]
    if all(map(is_han, head)):
        number = len(head)
    elif all(map(is_han, tail)):
        number = len(nuclei) - len(tail)
    else:
        return None
    if not 0 < number < len(nuclei):
        return None
    blank = symbols.find(" ", nuclei[number - 1], stop)
    return blank if 0 <= blank < nuclei[number] else None


def _resized(signal: Signal, rate: int, run: tuple[int, int], length: int) -> Edit:
    """The edit that makes the silence `run` so many samples long: its middle goes, or more comes at its stillest."""
    start, stop = run
    extra = stop - start - length
    if extra > 0:
        return Edit(start + length // 2, extra, 0)
    return Edit(_quietest(signal, rate, start, stop), 0, -extra)


def _quietest(signal: Signal, rate: int, start: int, stop: int) -> int:
    """A sample in the stillest 5 ms from `start` to `stop`."""
    start = max(0, start)
    levels = frame_levels(signal[start : max(stop, start)], rate)
    if not len(levels):
        return start
    return _crossing(signal, start + round((int(np.argmin(levels)) + 0.5) * FRAME_S * rate), rate)


def _crossing(signal: Signal, at: int, rate: int) -> int:
    """The sample next to `at` where the wave passes zero, or `at` where there is none near."""
    reach = rate * _CROSSING_MS // 1000
    low = max(0, at - reach)
    signs = np.signbit(signal[low : at + reach])
    places = [low + int(n) + 1 for n in np.flatnonzero(signs[1:] != signs[:-1])]
    return min(places, key=lambda place: abs(place - at), default=at)
