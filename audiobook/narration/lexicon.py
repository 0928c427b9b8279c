"""The user's and the built-in readings: `written<TAB>spoken-or-pinyin[<TAB>engines]`, # comments.

乐队<TAB>yuè duì            a reading, for engines that take phonemes; others get 月队 if nothing reads so but that
CPI<TAB>居民消费价格指数     a replacement, for all
重庆<TAB>chong2 qing4<TAB>edge   only for the engines named
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from audiobook.errors import TextError
from audiobook.language.chinese import is_han
from audiobook.system import files

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


@dataclass(frozen=True, slots=True)
class Remark:
    """Something `lexicon check` reports."""

    kind: str
    """"unused", "conflicting" or "unspeakable"."""
    path: Path
    line: int
    message: str


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

    def bounded(word: str) -> str:
        left = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
        right = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        return left + re.escape(word) + right

    return re.compile("|".join(map(bounded, ordered)))


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


def load(paths: Sequence[Path]) -> Lexicon:
    """The lexicon in `paths`, later files over earlier ones. Raises `TextError` naming file and line."""
    replacements: dict[str, str] = {}
    readings: dict[str, tuple[str, ...]] = {}
    entries: dict[str, Entry] = {}
    for path in paths:
        for entry in read(path):
            replacements.pop(entry.written, None)
            readings.pop(entry.written, None)
            entries[entry.written] = entry
            syllables = pinyin(entry.value)
            if syllables is None:
                replacements[entry.written] = _speakable(entry)
                continue
            characters = [c for c in entry.written if is_han(c)]
            if len(characters) != len(entry.written) or len(characters) != len(syllables):
                raise TextError(
                    f"{path}:{entry.line}: {entry.written} has {len(characters)} Chinese characters"
                    f" but {len(syllables)} syllables are given"
                )
            readings[entry.written] = syllables
    return Lexicon(MappingProxyType(replacements), MappingProxyType(readings), tuple(entries.values()))


def read(path: Path) -> tuple[Entry, ...]:
    """The lines of one file. Raises `TextError` naming file and line."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise TextError(f"{path}: no such lexicon") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TextError(f"{path}: cannot be read as a lexicon: {error}") from error
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) not in (2, 3) or not columns[0] or not columns[1]:
            raise TextError(f"{path}:{number}: expected written<TAB>spoken-or-pinyin, got {line.strip()!r}")
        engines = tuple(re.split(r"[,，\s]+", columns[2])) if len(columns) == 3 and columns[2] else ()
        entries.append(Entry(columns[0], columns[1], engines, path, number))
    return tuple(entries)


def _speakable(entry: Entry) -> str:
    from audiobook.narration.normalize import normalize

    said = normalize(entry.value).text
    if not any(c.isalpha() for c in said):
        raise TextError(f"{entry.path}:{entry.line}: {entry.value!r} cannot be spoken")
    return said


def add(path: Path, written: str, value: str, engines: Sequence[str] = ()) -> None:
    """Put an entry into the lexicon at `path` (made if it is not there), in place of an older one for `written`.
    Raises `TextError` if the entry says nothing sensible."""
    if not written.strip() or any(c in written + value for c in "\t\n\r"):
        raise TextError(f"{path}: neither side of an entry may be empty or hold a tab or line break")
    line = "\t".join([written.strip(), value.strip(), *([",".join(engines)] if engines else [])])
    old = path.read_text("utf-8-sig").splitlines() if path.exists() else []
    kept = [each for each in old if each.split("\t")[0].strip() != written.strip() or each.lstrip().startswith("#")]
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with files.replacing(path, mode=mode, error=TextError) as draft:
        draft.write_text("\n".join([*kept, line]) + "\n", "utf-8")
        try:
            load([draft])
        except TextError as error:
            raise TextError(str(error).replace(str(draft), str(path))) from error


def check(paths: Sequence[Path], text: str | None = None) -> tuple[Remark, ...]:
    """What is wrong with the lexicons: entries that contradict one another, cannot be spoken, or (where `text` is
    given) stand nowhere in it."""
    remarks = []
    seen: dict[str, Entry] = {}
    for path in paths:
        for entry in read(path):
            earlier = seen.get(entry.written)
            if earlier is not None and earlier.value != entry.value:
                where = f"{earlier.path.name}:{earlier.line}"
                message = f"{entry.written} is {entry.value} here and {earlier.value} in {where}"
                remarks.append(Remark("conflicting", path, entry.line, message))
            seen[entry.written] = entry
            remarks.extend(_unspeakable(entry))
            if text is not None and entry.written not in text:
                remarks.append(Remark("unused", path, entry.line, f"{entry.written} stands nowhere in the text"))
    return tuple(remarks)


def _unspeakable(entry: Entry) -> Iterable[Remark]:
    syllables = pinyin(entry.value)
    try:
        if syllables is None:
            _speakable(entry)
            return
    except TextError as error:
        yield Remark("unspeakable", entry.path, entry.line, str(error).split(": ", 1)[1])
        return
    if len(syllables) != len(entry.written) or not all(map(is_han, entry.written)):
        message = f"{entry.written} has {len(entry.written)} characters but {len(syllables)} syllables are given"
        yield Remark("unspeakable", entry.path, entry.line, message)
