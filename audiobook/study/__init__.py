"""Study: key terms, an opening, a recap, recall questions, reviews, and sittings of a given length. See docs/study.md.

Everything is found by counting and by rule: no network, no language model, the same result every time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from audiobook.model import Question, Script, Term

if TYPE_CHECKING:
    from audiobook.config import StudySettings
    from audiobook.study.sittings import Links
    from audiobook.study.voice import Speakers

__all__ = ["Studied", "arrange", "fit", "study"]


@dataclass(frozen=True, slots=True)
class Studied:
    """What study made of a book."""

    scripts: tuple[Script, ...]
    """The articles, with opening and recap put in, carrying their terms, questions and recap sentences."""
    extra: tuple[Script, ...] = ()
    """Review episodes (kind "review"), numbered on from the articles; `Study.follows` says where each belongs."""
    terms: Mapping[int, tuple[Term, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By article number, strongest first."""
    questions: Mapping[int, tuple[Question, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By article number, in the order of the article."""
    book_terms: tuple[Term, ...] = ()
    """Of the whole book, strongest first; `Term.articles` says where."""
    links: Links | None = None
    """For `fit`, where `settings.fit` asks for sittings."""


def study(
    scripts: Sequence[Script],
    *,
    settings: StudySettings,
    speakers: Speakers,
    rate: float = 1.0,
) -> Studied:
    """`scripts` (from compose) with all that `settings` asks for. `speakers` says what is added; `rate`
    of the voice is for the minutes told. Raises `ConfigError` for a dictionary that cannot be read."""
    from audiobook.study.course import Course

    if not settings.enabled:
        return Studied(tuple(scripts))
    course = Course(settings, speakers, rate)
    taught = [course.article(script) for script in scripts]
    questions = {script.number: script.study.questions for script in taught}
    return Studied(
        scripts=tuple(taught),
        extra=course.reviews(taught),
        terms=MappingProxyType({script.number: script.study.terms for script in taught}),
        questions=MappingProxyType(questions),
        book_terms=course.book_terms(taught),
        links=course.links(taught),
    )


def fit(
    scripts: Sequence[Script], minutes: float, durations_ms: Sequence[Sequence[int]], *, links: Links | None = None
) -> tuple[Script, ...]:
    """`scripts` as sittings of about `minutes` (kind "sitting"); `durations_ms` of every utterance of every script,
    pauses included; `links` as `Studied` has them. See `sittings.fit`."""
    from audiobook.study import sittings as packing

    return packing.fit(scripts, minutes, durations_ms, links=links)


def arrange(sittings: Sequence[Script], reviews: Sequence[Script]) -> tuple[Script, ...]:
    """Sittings and reviews in the order to listen in. See `sittings.arrange`."""
    from audiobook.study import sittings as packing

    return packing.arrange(sittings, reviews)
