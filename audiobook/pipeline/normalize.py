"""How lines are said: figures and signs turned into words, and the readings of their characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import SourceError, UnreadableSource
from audiobook.pipeline.lexicon import lexicon_of

if TYPE_CHECKING:
    from audiobook.narration.normalize import Spoken


def written_lines(data: bytes, name: str) -> list[str]:
    """The lines of `data`, in UTF-8 (a byte order mark at its head is none of them) or what else it is written in;
    `name` stands in messages. Raises `UnreadableSource` for bytes that are no text, naming the first line of them."""
    from audiobook.source.encoding import decode

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = decode(data, Path(name))
        except SourceError:
            text = data.decode("utf-8", "replace")
        bad = next((number for number, line in enumerate(text.split("\n"), 1) if "\ufffd" in line), None)
        if bad is not None:
            raise UnreadableSource(
                f"{name}, line {bad}: not all of it is text in an encoding known here; send UTF-8"
            ) from None
    lines = text.split("\n")
    return [line.removesuffix("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]


def normalize(lines: Iterable[str], settings: Settings, *, language: str = "auto") -> Iterator[Spoken]:
    """Spoken forms of written lines, one each, in Chinese ("zh"), English ("en") or what each line is in ("auto").

    Raises `TextError` for a bad lexicon.
    """
    from audiobook.narration import glosses
    from audiobook.narration.english_passages import language_of
    from audiobook.narration.normalize import normalize as speak
    from audiobook.source.cleaning import cleaned

    lexicon = lexicon_of(settings)
    for line in map(cleaned, lines):
        plain = glosses.parted(line)[0]
        yield speak(plain, lexicon=lexicon, language=language_of(plain) if language == "auto" else language)


def pinyin(lines: Iterable[str], settings: Settings, *, sandhi: bool = False) -> Iterator[list[str]]:
    """Readings of each line as it stands, one per Chinese character, ü written as ü. Raises `TextError` for a bad
    lexicon."""
    from audiobook.narration import glosses
    from audiobook.pronunciation import read_all
    from audiobook.pronunciation import sandhi as spoken
    from audiobook.source.cleaning import cleaned

    parted = [glosses.parted(cleaned(line)) for line in lines]
    read = read_all([plain for plain, _ in parted], lexicon=lexicon_of(settings).readings)
    for words, (_, given) in zip(read, parted, strict=True):
        given_words = glosses.overrule(words, given)
        heard = spoken(given_words) if sandhi else given_words
        yield [reading.replace("v", "ü") for word in heard for reading in word.readings]
