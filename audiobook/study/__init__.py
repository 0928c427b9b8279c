"""Study: key terms, an opening, a recap, recall questions, reviews, and sittings of a given length. See docs/study.md.

Everything is found by counting and by rule: no network, no language model, the same result every time, unless somebody
sets up a tutor (`tutor`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from audiobook.model import Question, Script, Term

if TYPE_CHECKING:
    from audiobook.config import StudySettings
    from audiobook.study.decisions import Decisions
    from audiobook.study.sittings import Links
    from audiobook.study.tutor.tutor import Tutor
    from audiobook.study.voice import Speakers

__all__ = ["Durations", "Studied", "arrange", "fit", "in_sittings", "study"]

Durations = Callable[[Sequence[Script]], Sequence[Sequence[int]]]
"""Milliseconds of every utterance of every script, pauses included."""


@dataclass(frozen=True, slots=True)
class Studied:
    """What study made of a book."""

    scripts: tuple[Script, ...]
    """The articles, with opening and recap put in, carrying their terms, questions and recap sentences."""
    extra: tuple[Script, ...] = ()
    """Review episodes (kind "review"), numbered on from the articles; `Study.follows` says where each belongs. In a
    book that is packed into sittings they are placed once more when those are known (`in_sittings`)."""
    terms: Mapping[int, tuple[Term, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By article number, strongest first."""
    questions: Mapping[int, tuple[Question, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By article number, in the order of the article."""
    book_terms: tuple[Term, ...] = ()
    """Of the whole book, strongest first; `Term.articles` says where."""
    brief: Script | None = None
    """What is heard before all of them, if `settings.brief` asks for it; numbered on from all others."""
    links: Links | None = None
    """For `fit`, where `settings.fit` asks for sittings."""


def study(
    scripts: Sequence[Script],
    *,
    settings: StudySettings,
    speakers: Speakers,
    rate: float = 1.0,
    start: date | None = None,
    decisions: Decisions | None = None,
    tutor: Tutor | None = None,
) -> Studied:
    """`scripts` (from compose) with all that `settings` asks for. `speakers` says what is added; `rate`
    of the voice is for the minutes told; `start`: the first day of a course; `decisions`: what a person has
    decided of questions and terms; `tutor`: a language model, if one is
    asked. Raises `ConfigError` for a dictionary that cannot be read."""
    from audiobook.study.course import Course

    if not settings.enabled:
        return Studied(tuple(scripts))
    course = Course(settings, speakers, rate, decisions, tutor)
    days = course.days(len(scripts), start)
    taught = _dated([course.article(script) for script in scripts], days)
    questions = {script.number: script.study.questions for script in taught}
    extra = course.reviews(taught, range(len(taught)), days)
    return Studied(
        scripts=taught,
        extra=extra,
        brief=course.brief(taught, number=max((s.number for s in (*taught, *extra)), default=0) + 1),
        terms=MappingProxyType({script.number: script.study.terms for script in taught}),
        questions=MappingProxyType(questions),
        book_terms=course.book_terms(taught),
        links=course.links(taught),
    )


def in_sittings(
    studied: Studied,
    durations: Durations,
    *,
    settings: StudySettings,
    speakers: Speakers,
    start: date | None = None,
) -> tuple[Script, ...]:
    """The book in sittings of `settings.fit` minutes, each with the reviews that come behind it, in the order to listen
    in. Reviews of a sitting's articles count into its length; in a course they have days of their own."""
    from audiobook.study.course import Course

    assert settings.fit is not None
    articles = studied.scripts
    own = (
        () if settings.course else tuple(each for each in studied.extra if each.study.articles == (each.study.follows,))
    )
    lengths = durations((*articles, *own))
    behind = {each.study.follows: sum(length) for each, length in zip(own, lengths[len(articles) :], strict=True)}
    sittings = fit(articles, settings.fit, lengths[: len(articles)], links=studied.links, behind=behind)
    course = Course(settings, speakers, 1.0)
    days = course.days(len(sittings), start)
    ends = {article: place for place, each in enumerate(sittings) for article in each.study.articles}
    lessons = [ends[script.number] for script in articles if script.number in ends]
    return arrange(_dated(sittings, days), course.reviews(articles, lessons, days))


def _dated(scripts: Sequence[Script], days: Sequence[date]) -> tuple[Script, ...]:
    if not days:
        return tuple(scripts)
    return tuple(
        replace(script, study=replace(script.study, day=day.isoformat()))
        for script, day in zip(scripts, days, strict=True)
    )


def fit(
    scripts: Sequence[Script],
    minutes: float,
    durations_ms: Sequence[Sequence[int]],
    *,
    links: Links | None = None,
    behind: Mapping[int, int] | None = None,
) -> tuple[Script, ...]:
    """`scripts` as sittings of about `minutes` (kind "sitting"); `durations_ms` of every utterance of every script,
    pauses included; `links` as `Studied` has them; `behind`: milliseconds of what is heard behind an article, by its
    number. See `sittings.fit`."""
    from audiobook.study import sittings as packing

    return packing.fit(scripts, minutes, durations_ms, links=links, behind=behind)


def arrange(sittings: Sequence[Script], reviews: Sequence[Script]) -> tuple[Script, ...]:
    """Sittings and reviews in the order to listen in. See `sittings.arrange`."""
    from audiobook.study import sittings as packing

    return packing.arrange(sittings, reviews)
