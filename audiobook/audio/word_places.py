"""Times of words in a clip -> times in what the clip has become: shaped, cut to its speech, and put in a row.

The voice counts in frames of 25 ms and ends a word before or after the sound does; where a pause parts two words, the
sound itself says where one ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from audiobook.audio.phrasing import PAUSE_MS, Pause
from audiobook.model import TimedWord

_NEAR_MS = 60
"""A word that begins no further than this from the end of a pause begins there."""
_TAIL_MS = 120
"""One that ends no further than this from a pause ends with it: a voice's last sound is long in dying away."""


def placed(
    words: Sequence[TimedWord], pauses: Sequence[Pause], onset_ms: float, within_ms: tuple[int, int]
) -> tuple[TimedWord, ...]:
    """`words` of a clip that has `pauses` and is heard from `onset_ms` on; in order, without overlap, none before or
    after `within_ms`."""
    if not words:
        return ()
    starts = [_moved(word.start_ms, pauses) for word in words]
    ends = [_moved(word.end_ms, pauses) for word in words]
    # where words meet, and where the first begins and the last ends
    meetings = [(a.end_ms + b.start_ms) / 2 for a, b in pairwise(words)]
    meetings = [words[0].start_ms, *meetings, words[-1].end_ms]
    for pause in pauses:
        heard = pause.stop - pause.start >= PAUSE_MS or pause in (pauses[0], pauses[-1])
        near, tail = (_NEAR_MS, _TAIL_MS) if heard else (0, 0)
        middle = (pause.clip_start + pause.clip_stop) / 2
        number = min(range(len(meetings)), key=lambda n: (_off(pause, meetings[n]), abs(meetings[n] - middle)))
        if number > 0 and _off(pause, words[number - 1].end_ms) <= tail:
            ends[number - 1] = pause.start
        if number < len(words) and _off(pause, words[number].start_ms) <= near:
            starts[number] = pause.stop
    return tuple(_in_order(words, starts, ends, onset_ms, within_ms))


def _off(pause: Pause, at: float) -> float:
    """How far `at`, in the clip, lies outside of `pause`."""
    return max(pause.clip_start - at, at - pause.clip_stop, 0)


def _moved(at: float, pauses: Sequence[Pause]) -> float:
    """Where `at`, in the clip, has come to lie."""
    before = [pause for pause in pauses if (pause.clip_start + pause.clip_stop) / 2 <= at] or pauses[:1]
    return at + before[-1].stop - before[-1].clip_stop if before else at


def _in_order(
    words: Sequence[TimedWord],
    starts: Sequence[float],
    ends: Sequence[float],
    onset_ms: float,
    within_ms: tuple[int, int],
) -> Iterator[TimedWord]:
    """With whole milliseconds of the track."""
    low, high = within_ms
    starts_ms = [*accumulate((min(max(round(onset_ms + at), low), high) for at in starts), max)]
    for word, start_ms, end, next_ms in zip(words, starts_ms, ends, [*starts_ms[1:], high], strict=True):
        yield TimedWord(word.text, start_ms, min(max(round(onset_ms + end), start_ms), next_ms))
