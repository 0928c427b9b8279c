"""`quiz`: a finished book's questions, asked when they are due; progress.json in the book's folder remembers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import ConfigError, PublishError
from audiobook.model import Question
from audiobook.pipeline.finished_book import finished_book
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.study.memory import Answer, Progress

NAME = "progress.json"


@dataclass(slots=True)
class Quiz:
    """A sitting with one book; every answer is kept at once."""

    folder: Path
    title: str
    questions: dict[str, Question]
    """By id, in the order of the book."""
    titles: dict[int, str]
    """Of the articles."""
    progress: Progress

    def waiting(self, *, now: datetime, new: int) -> list[Question]:
        """What to ask now: what is due, then at most `new` that were never asked."""
        from audiobook.study.memory import queue

        return [self.questions[each] for each in queue(list(self.questions), self.progress, now=now, new=new)]

    def answer(self, question: Question, how: Answer, *, now: datetime) -> datetime:
        """Keeps how it went; returns when the question comes again. Raises `PublishError`."""
        from audiobook.study.memory import answered

        self.progress = answered(self.progress, question.id, how, now=now)
        self._keep()
        due = self.progress.due(question.id)
        assert due is not None
        return due

    def next_due(self) -> datetime | None:
        """When the next of its questions is due; None if none was ever asked."""
        return min((due for each in self.questions if (due := self.progress.due(each))), default=None)

    def take(self, file: Path) -> int:
        """Adds the progress in `file`; returns how many questions it knew. Raises `ConfigError`, `PublishError`."""
        from audiobook.study.memory import merged

        other = _read(file)
        self.progress = merged(self.progress, other)
        self._keep()
        return len(other.cards)

    def give(self, file: Path) -> int:
        """Writes the progress to `file`; returns how many questions it knows. Raises `PublishError`."""
        from audiobook.study.memory import encode

        files.write(file, encode(self.progress), error=PublishError)
        return len(self.progress.cards)

    def _keep(self) -> None:
        self.give(self.folder / NAME)


def quiz(book: Path, settings: Settings, articles: Collection[int] = ()) -> Quiz:
    """The quiz of `book` (see `finished_book`), of all articles or those given.

    Raises `ConfigError` if no one book is meant, it has no questions or its progress is damaged.
    """
    from audiobook.publish.questions import every
    from audiobook.study.memory import Progress

    folder, index = finished_book(book, settings)
    asked = {each.id: each for _, each in every(index) if not articles or each.article in articles}
    if not asked:
        raise ConfigError(f"{folder}: no questions to ask; `audiobook cards` says why a book has none")
    path = folder / NAME
    progress = _read(path) if path.is_file() else Progress(index.book_id)
    titles = {track.number: track.title for track in index.tracks if track.kind == "article"}
    return Quiz(folder, index.title, asked, titles, progress)


def _read(path: Path) -> Progress:
    from audiobook.study.memory import parse

    try:
        return parse(files.read(path), str(path))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or error})") from error
