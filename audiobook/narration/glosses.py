"""Readings that a text gives itself: 仇（qiú）, 角（jué）色, ruby of web pages and e-books, and {重|chóng} in a script.

The gloss is not said; the characters before it are read as it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audiobook.language.chinese import compiled, is_han
from audiobook.narration.lexicon import pinyin

if TYPE_CHECKING:
    from audiobook.model import Word

_VOWELS = "aeiouüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN = rf"[a-zA-Z{_VOWELS}{_VOWELS.upper()}' ]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z{_VOWELS}' ]*"
_GLOSS = compiled(
    rf"(?P<base>[[:Han:]]{{1,8}})(?:（|\()(?:音|读音?|读作|念|拼音：?)?(?P<reading>{_PINYIN})(?:）|\))"
    rf"|\{{(?P<of>[[:Han:]]{{1,8}})\|(?P<as>[a-zA-Z1-5{_VOWELS}{_VOWELS.upper()}' ]+)\}}"
)
_ONE = re.compile(rf"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWELS}]+(?:ng(?![{_VOWELS}])|[nr](?![{_VOWELS}]))?[1-5]?")


@dataclass(frozen=True, slots=True)
class Gloss:
    """The `occurrence`-th `character` of a text, counted from 0, is read `reading`."""

    character: str
    occurrence: int
    reading: str


def parted(text: str) -> tuple[str, tuple[Gloss, ...]]:
    """`text` without its glosses, and what they say.

    >>> parted("演员的角（jué）色")
    ('演员的角色', (Gloss(character='角', occurrence=0, reading='jue2'),))
    >>> parted("{重|chóng}新（new）写")[0], parted("黄陂（Huángpí）在北")[0]
    ('重新（new）写', '黄陂在北')
    """
    if "（" not in text and "(" not in text and "{" not in text:
        return text, ()
    plain, end = "", 0
    found: list[Gloss] = []
    for match, base, readings in _glosses(text):
        plain += text[end : match.start()] + base
        for place, reading in enumerate(readings, len(plain) - len(readings)):
            found.append(Gloss(plain[place], plain[:place].count(plain[place]), reading))
        end = match.end()
    return plain + text[end:], tuple(found)


def places(text: str) -> list[tuple[int, int]]:
    """Where in `text` each character of it without its glosses stands: first character and one past the last.

    >>> places("角（jué）色")
    [(0, 1), (6, 7)]
    """
    if "（" not in text and "(" not in text and "{" not in text:
        return [(at, at + 1) for at in range(len(text))]
    kept: list[int] = []
    end = 0
    for match, base, _ in _glosses(text):
        first = match.start("base" if match["base"] else "of")
        kept += [*range(end, match.start()), *range(first, first + len(base))]
        end = match.end()
    return [(at, at + 1) for at in (*kept, *range(end, len(text)))]


def silent(text: str) -> list[str]:
    """The glosses of `text`, as they are written."""
    return [match["reading"] or match["as"] for match, _, _ in _glosses(text)]


def _glosses(text: str) -> Iterator[tuple[re.Match[str], str, tuple[str, ...]]]:
    for match in _GLOSS.finditer(text):
        base = match["base"] or match["of"]
        readings = _syllables(match["reading"] or match["as"])
        if readings and (len(readings) == len(base) or (match["base"] and len(readings) < len(base))):
            yield match, base, readings


def _syllables(written: str) -> tuple[str, ...]:
    """Huángpí -> huang2 pi2; nothing where it is no pinyin with its tones."""
    text = unicodedata.normalize("NFC", written.lower()).strip()
    if (whole := pinyin(text)) is not None:
        return whole
    pieces = _ONE.findall(text)
    if "".join(pieces) != text.replace("'", "").replace(" ", ""):
        return ()
    return pinyin(" ".join(pieces)) or ()


def overrule(words: Sequence[Word], glosses: Sequence[Gloss]) -> tuple[Word, ...]:
    """`words`, before sandhi, with the readings that the text gives."""
    wanted = {(gloss.character, gloss.occurrence): gloss.reading for gloss in glosses}
    seen: dict[str, int] = {}
    result = []
    for word in words:
        readings = list(word.readings)
        for place, char in enumerate(filter(is_han, word.text)):
            occurrence = seen.get(char, 0)
            seen[char] = occurrence + 1
            if (char, occurrence) in wanted and place < len(readings):
                readings[place] = wanted[char, occurrence]
        result.append(replace(word, readings=tuple(readings)))
    return tuple(result)


def respelled(spoken: str, glosses: Sequence[Gloss]) -> str:
    """`spoken` for an engine that takes text: characters that have no other reading, where one was given."""
    from audiobook.narration import homophones

    characters = list(spoken)
    for gloss in glosses:
        places = [place for place, char in enumerate(spoken) if char == gloss.character]
        if gloss.occurrence < len(places):
            characters[places[gloss.occurrence]] = homophones.respelled(gloss.character, (gloss.reading,))
    return "".join(characters)
