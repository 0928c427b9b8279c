"""What a learner remembers of a book: when each question is due again, by FSRS (the scheduler of Anki).

A question is known by its id, so that progress outlives rebuilds; what is asked no more is kept, in case it comes back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

from audiobook.errors import ConfigError

Answer = Literal["again", "hard", "good", "easy"]
"""How it went: not known, known with effort, known, known at once."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one learner with one book."""

    book: str = ""
    """Its `book_id`."""
    cards: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    """Question id -> an FSRS card, as FSRS writes it."""

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
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    old = progress.cards.get(question)
    card = Card.from_dict(dict(old)) if old else Card(card_id=_number(question), due=now)  # type: ignore[arg-type]
    card, _ = scheduler.review_card(card, Rating[answer.title()], now)
    cards = {**progress.cards, question: card.to_dict()}
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
        cards = {str(key): _card(value) for key, value in tree["cards"].items()}
        return Progress(str(tree["book"]), MappingProxyType(cards))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{name}: no progress of a quiz, or damaged; move it away to begin afresh") from error


def _card(tree: Any) -> Mapping[str, Any]:
    from fsrs import Card

    return dict(Card.from_dict(tree).to_dict())


def _last(card: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(card["last_review"]) if card.get("last_review") else datetime.min.replace(tzinfo=UTC)


def _number(question: str) -> int:
    """A number for FSRS, the same for the same question."""
    return int.from_bytes(hashlib.sha256(question.encode()).digest()[:6], "big")
