"""What a learner remembers of a book: when each question is due again, by FSRS (the scheduler of Anki).

A question is known by its id, so that progress outlives rebuilds; what is asked no more is kept, in case it comes back.
The player has the same in its scheduler.js and progress.js, and reads and writes the same file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from audiobook.errors import ConfigError

if TYPE_CHECKING:
    from fsrs import Card

Answer = Literal["again", "hard", "good", "easy"]
"""How it went: not known, known with effort, known, known at once."""
VERSION = 2
"""Cards of version 1 had a number of their own, which the id makes needless."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one learner with one book."""

    book: str = ""
    """Its `book_id`."""
    cards: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    """Question id -> an FSRS card, as FSRS writes it, without `card_id`."""

    def due(self, question: str) -> datetime | None:
        """When it is to be asked again; None if it never was."""
        card = self.cards.get(question)
        return datetime.fromisoformat(card["due"]) if card else None


def queue(questions: Sequence[str], progress: Progress, *, now: datetime, new: int) -> list[str]:
    """What to ask now: what is due, the longest first, then `new` questions at most that were never asked."""
    asked = [(due, question) for question in questions if (due := progress.due(question)) is not None]
    fresh = [question for question in questions if question not in progress.cards]
    return [question for due, question in sorted(asked) if due <= now] + fresh[:new]


def answered(progress: Progress, question: str, answer: Answer, *, now: datetime) -> Progress:
    """`progress` after `question` was answered. What was not known is due at once, all else in days."""
    from fsrs import Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, _ = scheduler.review_card(_card(progress.cards.get(question), due=now), Rating[answer.title()], now)
    cards = {**progress.cards, question: _facts(card)}
    return replace(progress, cards=MappingProxyType(cards))


def merged(one: Progress, two: Progress) -> Progress:
    """Both; of a question that both have, what was answered last. Raises `ConfigError` for those of two books."""
    if one.book and two.book and one.book != two.book:
        raise ConfigError("this progress is of another book; import it there")
    cards = dict(one.cards)
    for question, card in two.cards.items():
        if question not in cards or _last(card) > _last(cards[question]):
            cards[question] = card
    return Progress(one.book or two.book, MappingProxyType(cards))


def encode(progress: Progress) -> bytes:
    """As a file: JSON, the same bytes for the same progress."""
    tree = {"version": VERSION, "book": progress.book, "cards": dict(sorted(progress.cards.items()))}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def parse(data: bytes, name: str) -> Progress:
    """From a file. Raises `ConfigError` for one that is none."""
    try:
        tree = json.loads(data)
        if tree["version"] > VERSION:
            raise ConfigError(f"{name}: written by a newer audiobook; upgrade audiobook")
        cards = {str(key): _facts(_card(value)) for key, value in tree["cards"].items()}
        return Progress(str(tree["book"]), MappingProxyType(cards))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{name}: no progress of a quiz, or damaged; move it away to begin afresh") from error


def _card(facts: Mapping[str, Any] | None, *, due: datetime | None = None) -> Card:
    """As FSRS has it; a new one where there are no facts. Raises `ValueError` and others for what is none."""
    from fsrs import Card

    if facts is None:
        return Card(card_id=0, due=due)
    card = Card.from_dict({**facts, "card_id": 0})  # type: ignore[typeddict-item]
    if card.due.tzinfo is None or card.last_review is None or card.last_review.tzinfo is None:
        raise ValueError("times without a zone")
    return card


def _facts(card: Card) -> Mapping[str, Any]:
    return {name: value for name, value in card.to_dict().items() if name != "card_id"}


def _last(card: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(card["last_review"])
