"""A bar with the time left on a terminal, a plain line every tenth elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from audiobook.cli.screen import Screen
from audiobook.cli.terminal import print_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from audiobook.pipeline import Step

    Show = Callable[[Step], None]


@contextmanager
def shown(name: str, *, quiet: bool = False) -> Iterator[Show]:
    """Something to hand to the pipeline as `progress`; output goes to standard error."""
    if quiet:
        yield lambda step: None
        return
    console = Screen(err=True)
    if console.is_terminal:
        with _bar(console, name) as show:
            yield show
    else:
        yield _lines(name)


@contextmanager
def _bar(console: Screen, name: str) -> Iterator[Show]:
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.table import Column

    class Plain(ProgressColumn):
        """A part of the task as a `str`, which our screen takes for no more; rich's own column makes text of it."""

        def __init__(self, read: Callable[[Task], str]) -> None:
            super().__init__(Column(no_wrap=True))
            self.read = read

        def render(self, task: Task) -> str:
            return self.read(task)

    description, note = Plain(lambda task: task.description), Plain(lambda task: task.fields["note"])
    columns = (description, BarColumn(), note, TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(name, total=None, note="")
    began = time.monotonic()

    def show(step: Step) -> None:
        bar.start()  # at the first step, so that a question asked before it has the terminal to itself
        if step.total:
            bar.update(task, completed=step.done, total=step.total, note=step.note)
        if step.message:
            bar.console.print(_line(step, began))

    try:
        yield show
    finally:
        bar.stop()


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
