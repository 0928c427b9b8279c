"""`audiobook quiz`: be asked, in the terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from audiobook.cli.build import numbers
from audiobook.cli.options import EXISTING, config_option, settings
from audiobook.cli.terminal import print_line

if TYPE_CHECKING:
    from audiobook.model import Question
    from audiobook.pipeline import Quiz

Answer = Literal["again", "hard", "good", "easy"]
_ANSWERS: dict[str, Answer] = {"n": "again", "h": "hard", "y": "good", "e": "easy"}
_AGAIN_AFTER = 3
"""Questions between one that was not known and its return."""


@click.command("quiz")
@click.argument("book", type=EXISTING)
@click.option("--new", type=click.IntRange(0), default=10, show_default=True, help="Questions never asked, at most.")
@click.option("--only", metavar="NUMBERS", help="Of these articles, as 2,4-6.")
@click.option("--export", "export", type=EXISTING, metavar="FILE", help="Write your progress there, and ask nothing.")
@click.option("--import", "import_", type=EXISTING, metavar="FILE", help="Add progress from there, and ask nothing.")
@config_option
def command(
    book: Path, new: int, only: str | None, export: Path | None, import_: Path | None, config: Path | None
) -> int:
    """Ask the recall questions of BOOK that are due, in the terminal.

    Each is asked, then answered when you press Return; you say whether you knew it (y), had to think hard (h), knew it
    at once (e) or did not know it (n). FSRS tells when it comes again; what you did not know comes again at once.
    Progress is kept in the book's folder, in progress.json.

    \b
    audiobook quiz output/步行者学习
    audiobook quiz output/步行者学习 --only 2 --new 5
    audiobook quiz output/步行者学习 --export my-progress.json
    """
    from audiobook import pipeline

    asked = pipeline.quiz(book, settings(config), numbers(only))
    if import_ is not None:
        print_line(f"{asked.take(import_)} questions taken from {import_}")
    if export is not None:
        print_line(f"{export}: {asked.give(export)} questions")
    if import_ is not None or export is not None:
        return 0
    waiting = asked.waiting(now=_now(), new=new)
    if not waiting:
        due = asked.next_due()
        print_line(f"nothing is due{f' before {due:%Y-%m-%d}' if due else '; --new 10 asks what is new'}")
        return 0
    known = _sitting(asked, waiting)
    print_line(f"{known} of {len(waiting)} known at the first try")
    return 0


def _sitting(asked: Quiz, waiting: list[Question]) -> int:
    """Asks all that waits, what was not known again; returns how many were known at the first try."""
    total, known, missed = len(waiting), 0, set[str]()
    line = list(waiting)
    print_line(f"{asked.title}: {total} questions; y knew it, h hardly, e easily, n did not, q ends")
    while line:
        question = line.pop(0)
        how = _ask(asked, question, total - len({each.id for each in line} - missed))
        if how is None:
            break
        due = asked.answer(question, how, now=_now())
        if how == "again":
            missed.add(question.id)
            line.insert(min(_AGAIN_AFTER, len(line)), question)
            print_line("  again in this sitting")
        else:
            known += question.id not in missed
            print_line(f"  again on {due:%Y-%m-%d}")
    return known


def _ask(asked: Quiz, question: Question, place: int) -> Answer | None:
    """How it went; None if that is enough."""
    print_line("")
    print_line(f"{place}. {question.asked}  ({asked.titles.get(question.article, asked.title)})")
    click.prompt("  Return shows the answer", default="", show_default=False)
    print_line(f"  {question.answer}")
    print_line(f"  {question.sentence}")
    reply = click.prompt("  knew it?", type=click.Choice([*_ANSWERS, "q"]), default="y")
    return _ANSWERS.get(reply)


def _now() -> datetime:
    return datetime.now(UTC)
