"""How lines are said: figures and signs turned into words, and the readings of their characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.pipeline.lexicon import lexicon_of

if TYPE_CHECKING:
    from audiobook.narration.normalize import Spoken


def normalize(lines: Iterable[str], settings: Settings) -> Iterator[Spoken]:
    """Spoken forms of written lines, one each. Raises `TextError` for a bad lexicon."""
    from audiobook.narration.normalize import normalize as speak

    lexicon = lexicon_of(settings)
    return (speak(line, lexicon=lexicon) for line in lines)


def pinyin(lines: Iterable[str], settings: Settings, *, sandhi: bool = False) -> Iterator[list[str]]:
    """Readings of each line as it stands, one per Chinese character, ü written as ü. Raises `TextError` for a bad
    lexicon."""
    from audiobook.pronunciation import read_all
    from audiobook.pronunciation import sandhi as spoken

    for words in read_all(list(lines), lexicon=lexicon_of(settings).readings):
        heard = spoken(words) if sandhi else words
        yield [reading.replace("v", "ü") for word in heard for reading in word.readings]
