"""A bar with the time left on a terminal, a plain line every tenth elsewhere."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from audiobook.cli.screen import Screen, cells, folded
from audiobook.cli.terminal import one_line, print_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from audiobook.pipeline import Step

    Show = Callable[[Step], None]

_BAR, _REDRAWN_S, _PACE_S = 40, 0.1, 30.0
"""Cells of the bar; seconds from one drawing to the next; seconds by which the time left is reckoned."""


@contextmanager
def shown(name: str, *, quiet: bool = False) -> Iterator[Show]:
    """Something to hand to the pipeline as `progress`; output goes to standard error."""
    if quiet:
        yield lambda step: None
        return
    screen = Screen(err=True)
    if screen.is_terminal:
        with _bar(screen, name) as show:
            yield show
    else:
        yield _lines(name)


@contextmanager
def _bar(screen: Screen, name: str) -> Iterator[Show]:
    began = time.monotonic()
    pace = Pace()
    drawn = 0.0

    def show(step: Step) -> None:
        nonlocal drawn
        now = time.monotonic()
        if step.message:
            screen.overwrite("")
            screen.print(_line(step, began))
        if step.total and (step.message or step.done == step.total or now - drawn >= _REDRAWN_S):
            drawn = now
            tail = f" {step.note} {_clock(pace.left_s(step, now))}"
            room = max(0, screen.width - 1 - cells(tail))
            title = folded(one_line(name), max(room // 2, 8))[0]
            width = max(0, min(_BAR, room - cells(title) - 1))
            full = width * step.done // step.total
            screen.overwrite(f"{title} {'━' * full}{'╌' * (width - full)}{tail}")

    try:
        yield show
    finally:
        if drawn:
            screen.overwrite("")


class Pace:
    """How long the rest takes at the pace of the last half minute: what lay ready went by at once and tells nothing."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def left_s(self, step: Step, now: float) -> float | None:
        """Seconds until `step.total` is done; None as long as nobody can know. `now` in seconds of any clock."""
        self._seen.append((now, step.done))
        while len(self._seen) > 2 and now - self._seen[0][0] > _PACE_S:
            self._seen.popleft()
        before, done = self._seen[0]
        if step.done <= done or now <= before:
            return None
        return (step.total - step.done) * (now - before) / (step.done - done)


def _clock(seconds: float | None) -> str:
    """Hours, minutes and seconds.

    >>> _clock(3725), _clock(None)
    ('1:02:05', '-:--:--')
    """
    if seconds is None:
        return "-:--:--"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _line(step: Step, began: float) -> str:
    """The message of `step`; with the time since the work `began`, on the clock, where something can be played."""
    if step.playable is None:
        return step.message
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    return f"{step.message} after {minutes}:{seconds:02}"


def _lines(name: str) -> Callable[[Step], None]:
    tenth = -1
    began = time.monotonic()

    def show(step: Step) -> None:
        nonlocal tenth
        if step.message:
            print_line(_line(step, began), err=True)
        now = step.done * 10 // step.total if step.total else 0
        if step.total and now != tenth:
            tenth = now
            print_line(f"{name}: {step.note}", err=True)

    return show
