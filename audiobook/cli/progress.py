"""A bar with the time left on a terminal, a plain line every tenth elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console

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
    console = Console(stderr=True)
    if console.is_terminal:
        with _bar(console, name) as show:
            yield show
    else:
        yield _lines(name)


@contextmanager
def _bar(console: Console, name: str) -> Iterator[Show]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(name, total=None, note="")

    def show(step: Step) -> None:
        bar.start()  # at the first step, so that a question asked before it has the terminal to itself
        bar.update(task, completed=step.done, total=step.total, note=step.note)
        if step.message:
            bar.console.print(step.message, markup=False, highlight=False)

    try:
        yield show
    finally:
        bar.stop()


def _lines(name: str) -> Callable[[Step], None]:
    tenth = -1

    def show(step: Step) -> None:
        nonlocal tenth
        if step.message:
            click.echo(step.message, err=True)
        now = step.done * 10 // step.total if step.total else 0
        if step.total and now != tenth:
            tenth = now
            click.echo(f"{name}: {step.note}", err=True)

    return show
