"""The articles of documents as the study of a build has them: for scripts that gather what somebody judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobook import inspect
from audiobook.config import NarrationSettings
from audiobook.model import Script
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon

FORM = SpokenForm(words=False, preferred_syllables=40, max_syllables=90, engine="silence")


def scripts(files: Sequence[Path]) -> Iterator[tuple[Path, int, Script]]:
    """Of each article of `files`: its file, its number and its script."""
    settings, lexicon = NarrationSettings(), Lexicon()
    for file in files:
        document = inspect(file).document
        for article in document.articles:
            yield file, article.number, compose(document, article, settings=settings, lexicon=lexicon, form=FORM)
