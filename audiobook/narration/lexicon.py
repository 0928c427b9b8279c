"""The user's and the built-in readings: `written<TAB>spoken-or-pinyin[<TAB>engines]`, # comments.

乐队<TAB>yuè duì            a reading, for engines that take phonemes; others get 月队 if nothing reads so but that
CPI<TAB>居民消费价格指数     a replacement, for all
重庆<TAB>chong2 qing4<TAB>edge   only for the engines named
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from audiobook.narration.rules.rule import BEGINS_INSIDE, ENDS_INSIDE

_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_INITIALS = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINALS = (
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|uai|uan|iao|ian|iou|uei|uen|van|ai|ei|ao|ou|an|en|in|un|vn|er|ia|ie|iu|ua|uo|ui|ue|ve"
    r"|a|o|e|i|u|v|m|n|ng|hm|hng)"
)
_SYLLABLE = re.compile(rf"{_INITIALS}{_FINALS}r?[1-5]?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon."""

    written: str
    value: str
    engines: tuple[str, ...]
    """Empty: every engine."""
    path: Path
    line: int


@dataclass(frozen=True)
class Lexicon:
    """Replacements and readings in force; later files win over earlier ones."""

    replacements: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Written -> what is said instead, before every rule."""
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Phrase -> pinyin with tone numbers, ü as v, one a character."""
    entries: tuple[Entry, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """All replacements, longest first; None where there are none."""
        return _alternatives(self.replacements)

    def substitute(self, spoken: str, engine: str) -> str:
        """`spoken` for an engine that takes only text: phrases with a reading are written with characters that
        have no other. Entries that name engines (third column) are carried out for those alone."""
        from audiobook.narration.homophones import respelled

        wanted = {
            entry.written: self.readings[entry.written]
            for entry in self.entries
            if entry.written in self.readings and (not entry.engines or engine in entry.engines)
        }
        pattern = _alternatives(wanted)
        if pattern is None:
            return spoken
        return pattern.sub(lambda found: respelled(found[0], wanted[found[0]]), spoken)


def _alternatives(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(words, key=len, reverse=True)
    if not ordered:
        return None

    def whole(edge: str, letters: str, figures: str) -> str:
        if not edge.isascii():
            return ""
        return letters if edge.isalpha() else f"(?!{figures})"

    def bounded(word: str) -> str:
        left = whole(word[0], r"(?<![A-Za-z])", BEGINS_INSIDE)
        return left + re.escape(word) + whole(word[-1], r"(?![A-Za-z])", ENDS_INSIDE)

    return re.compile("|".join(map(bounded, ordered)), re.ASCII)


def pinyin(value: str) -> tuple[str, ...] | None:
    """Syllables with tone numbers if `value` is nothing but pinyin (tone marks or numbers), else None.

    >>> pinyin("yuè duì"), pinyin("lv4 se4"), pinyin("G D P"), pinyin("月队")
    (('yue4', 'dui4'), ('lv4', 'se4'), None, None)
    """
    said = []
    toned = False
    for syllable in value.replace("'", " ").split():
        bare, tone = _split_tone(syllable)
        toned = toned or tone != ""
        if not _SYLLABLE.fullmatch(bare):
            return None
        said.append(bare + (tone or "5"))
    return tuple(said) if said and toned else None


def _split_tone(syllable: str) -> tuple[str, str]:
    text = unicodedata.normalize("NFD", syllable.lower().replace("u:", "v").replace("ü", "v"))
    tone, letters = "", ""
    for character in text:
        if character in _MARKS:
            tone = _MARKS[character]
        elif character == "\u0308":
            letters = letters[:-1] + "v"
        elif character in "12345":
            tone = character
        else:
            letters += character
    return letters, tone
