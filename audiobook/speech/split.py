"""Halving a request that would not be spoken whole, and joining the parts' audio to one clip again."""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from audiobook.language.syllables import count_syllables
from audiobook.model import Mark, SpeechRequest, SymbolTimes
from audiobook.speech.engine import Speech
from audiobook.system.pcm import speech_bounds, to_float

if TYPE_CHECKING:
    from audiobook.speech.engine import Engine
    from audiobook.system.pcm import Samples

_SENTENCE = "。！？!?…"
_CLAUSE = "；;：:，,、—"
_CLOSING = "”’」』）》"
"""Stays with what it closes."""
_LEAST = 4
"""Fewer syllables than this are not split further."""
_JOIN_MS = 250
"""Silence between joined parts: that of a comma."""
_MARGIN_MS = 20
"""Kept around what can be heard of a part."""


def split(engine: Engine, request: SpeechRequest) -> tuple[SpeechRequest, ...]:
    """Two or more smaller requests that say the same as `request`, or none if it cannot be split.

    An engine's own `split` goes before the one here, which cuts the payload at the punctuation nearest the middle.
    """
    own = getattr(engine, "split", None)
    parts = tuple(own(request)) if own is not None else halve(request, text=engine.capabilities.takes == "text")
    return parts if len(parts) > 1 else ()


def halve(request: SpeechRequest, *, text: bool = True) -> tuple[SpeechRequest, ...]:
    """`request` cut in two after the punctuation nearest its middle, sentence ends first, then clauses, then blanks;
    in a text without any, between two characters. `text` False: the payload is no text, so syllables are shared out
    by length.

    >>> from audiobook.model import SpeechRequest
    >>> whole = SpeechRequest("edge", "1", "v", 1.0, "今天下雨，我们在家读书。", 10)
    >>> [(part.payload, part.syllables) for part in halve(whole)]
    [('今天下雨，', 4), ('我们在家读书。', 6)]
    """
    payload = request.payload
    if request.syllables < _LEAST * 2:
        return ()
    middle = len(payload) / 2
    for signs in (_SENTENCE, _CLAUSE, " "):
        # a cut in the outer tenth would leave the problem where it was
        places = [match.end() for match in re.finditer(f"[{re.escape(signs)}]+[{_CLOSING}]*", payload)]
        places = [i for i in places if 0.1 < i / len(payload) < 0.9]
        places = [i for i in places if _sounds(payload[:i], text) and _sounds(payload[i:], text)]
        if places:
            cut = min(places, key=lambda i: abs(i - middle))
            break
    else:
        if not text:
            return ()
        # never inside of a Latin word or a number
        inner = [i for i in range(1, len(payload)) if not (payload[i - 1].isascii() and payload[i].isascii())]
        if not inner:
            return ()
        cut = min(inner, key=lambda i: abs(i - middle))
    return tuple(_part(request, piece, text) for piece in (payload[:cut], payload[cut:]))


def join(parts: Sequence[Speech]) -> Speech:
    """The parts' audio one after the other with a comma's pause between; marks keep their places in it."""
    rate = parts[0].sample_rate
    pieces: list[Samples] = []
    marks: list[Mark] = []
    times: list[SymbolTimes | None] = []
    offset = 0
    pause = np.zeros(rate * _JOIN_MS // 1000, dtype=np.int16)
    for number, part in enumerate(parts):
        first, last = _heard(part)
        start = 0 if number == 0 else first
        end = len(part.samples) if number == len(parts) - 1 else last
        if number:
            pieces.append(pause)
            offset += len(pause)
        shift = (offset - start) * 1000 / rate
        low, high = offset * 1000 / rate, (offset + end - start) * 1000 / rate
        for mark in part.marks:
            begins, ends = (round(min(max(ms + shift, low), high)) for ms in (mark.start_ms, mark.end_ms))
            marks.append(Mark(mark.text, begins, ends))
        times.append(None if part.times is None else placed(part.times, shift, low, high))
        pieces.append(part.samples[start:end])
        offset += end - start
    return Speech(np.concatenate(pieces), rate, tuple(marks), in_a_row(times))


def placed(times: SymbolTimes, shift_ms: float, low_ms: float = 0, high_ms: float = math.inf) -> SymbolTimes:
    """`times` moved by `shift_ms`, within what is left of their part: from `low_ms` to `high_ms`."""
    edges = [round(min(max(edge + shift_ms, low_ms), high_ms)) for edge in times.edges_ms]
    return SymbolTimes(times.symbols, tuple(b - a for a, b in itertools.pairwise(edges)), edges[0])


def in_a_row(times: Sequence[SymbolTimes | None]) -> SymbolTimes | None:
    """The times of parts, each already in its place, as those of the whole: what lies between two parts belongs to a
    blank. None if a part has none."""
    whole = times[0]
    for part in times[1:]:
        if whole is None or part is None:
            return None
        between = part.before_ms - whole.edges_ms[-1]
        durations = (*whole.durations_ms, between, *part.durations_ms)
        whole = SymbolTimes(f"{whole.symbols} {part.symbols}", durations, whole.before_ms)
    return whole


def _sounds(payload: str, text: bool) -> bool:
    return count_syllables(payload) > 0 if text else bool(payload.strip(_SENTENCE + _CLAUSE + " "))


def _part(request: SpeechRequest, piece: str, text: bool) -> SpeechRequest:
    share = len(piece) / len(request.payload)
    syllables = count_syllables(piece) if text else max(1, round(request.syllables * share))
    return dataclasses.replace(request, payload=piece.strip(" "), syllables=syllables)


def _heard(speech: Speech) -> tuple[int, int]:
    """First sample that can be heard and one past the last, with a margin around them; all of it in silence."""
    first, _, stop = speech_bounds(to_float(speech.samples), speech.sample_rate)
    margin = speech.sample_rate * _MARGIN_MS // 1000
    return max(0, first - margin), min(len(speech.samples), stop + margin)
