"""Document -> scripts: articles composed, study put in, in the order to listen in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings, SpeechSettings
from audiobook.model import Document, Script, Term
from audiobook.pipeline.lexicon import lexicon_of

if TYPE_CHECKING:
    from audiobook.narration.compose import SpokenForm
    from audiobook.speech.engine import Engine
    from audiobook.study.decisions import Decisions
    from audiobook.study.tutor.tutor import Tutor

Durations = Callable[[Sequence[Script]], list[list[int]]]
"""Milliseconds of every utterance of every script, pauses included; speaks what is not spoken yet."""


@dataclass(frozen=True, slots=True)
class Narrated:
    """What will be said for a whole book."""

    scripts: tuple[Script, ...]
    terms: tuple[Term, ...] = ()
    """Of the book."""
    articles: tuple[Script, ...] = ()
    """Those of the book as they were studied, also where they are heard in sittings."""


def form_for(engine: Engine, settings: SpeechSettings) -> SpokenForm:
    """What `engine` wants to be given: readings or text, how much at once, and whether languages go apart."""
    from audiobook.narration.compose import SpokenForm
    from audiobook.speech.cast import Cast

    can = engine.capabilities
    return SpokenForm(
        words=can.takes == "words",
        preferred_syllables=can.preferred_syllables,
        max_syllables=can.max_syllables,
        engine=engine.name,
        by_language=Cast(engine, settings).speaks_by_language,
    )


def narrate(
    document: Document,
    settings: Settings,
    engine: Engine,
    folders: Sequence[Path],
    durations: Durations,
    start: date | None = None,
    decisions: Decisions | None = None,
    tutor: Tutor | None = None,
) -> Narrated:
    """The scripts of a book; `folders` may hold a lexicon.tsv, `durations` is asked only to make sittings; `start`: the
    first day, if it is a course; `decisions`: what a person has decided of its questions and terms;
    `tutor`: a language model that words some of them.

    Raises `ConfigError`, `TextError`.
    """
    from audiobook.narration.compose import compose

    form = form_for(engine, settings.speech)
    lexicon, narration = lexicon_of(settings, *folders), settings.narration
    scripts = tuple(
        compose(document, article, settings=narration, lexicon=lexicon, form=form) for article in document.articles
    )
    if not settings.study.enabled:
        return Narrated(scripts)
    from audiobook.narration.narrator import Narrator
    from audiobook.study import in_sittings, study

    speakers = functools.cache(lambda language: Narrator(narration, lexicon, form, language))
    studied = study(
        scripts,
        settings=settings.study,
        speakers=speakers,
        rate=settings.speech.rate,
        start=start,
        decisions=decisions,
        tutor=tutor,
    )
    before: tuple[Script, ...] = (studied.brief,) if studied.brief is not None else ()
    if settings.study.fit:
        sittings = in_sittings(studied, durations, settings=settings.study, speakers=speakers, start=start)
        free = max((script.number for script in sittings), default=0) + 1
        before = tuple(replace(script, number=free) for script in before)
        return Narrated((*before, *sittings), studied.book_terms, studied.scripts)
    ordered = [
        script
        for article in studied.scripts
        for script in (article, *(extra for extra in studied.extra if extra.study.follows == article.number))
    ]
    return Narrated((*before, *ordered), studied.book_terms, studied.scripts)
