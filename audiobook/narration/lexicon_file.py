"""Lexicons as files: `written<TAB>spoken-or-pinyin[<TAB>engines]`, # begins a comment.

乐队<TAB>yuè duì            a reading, for engines that take phonemes; others get 月队 if nothing reads so but that
CPI<TAB>居民消费价格指数     a replacement, for all
重庆<TAB>chong2 qing4<TAB>edge   only for the engines named
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from audiobook.errors import TextError
from audiobook.language.chinese import is_han
from audiobook.narration.lexicon import Entry, Lexicon, pinyin
from audiobook.narration.normalize import normalize
from audiobook.system import files


@dataclass(frozen=True, slots=True)
class Remark:
    """Something `lexicon check` reports."""

    kind: str
    """"unused", "conflicting" or "unspeakable"."""
    path: Path
    line: int
    message: str


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


def _text(path: Path) -> str:
    """What is in the file, its line ends as they are. Raises `TextError`."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise TextError(f"{path}: no such lexicon") from error
    except UnicodeDecodeError as error:
        raise TextError(f"{path}: cannot be read as a lexicon: {error}") from error
    except OSError as error:
        raise TextError(f"{path}: cannot be read as a lexicon ({error.strerror or error})") from error


def read(path: Path) -> tuple[Entry, ...]:
    """The lines of one file. Raises `TextError` naming file and line."""
    text = _text(path)
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
    said = normalize(entry.value).text
    if not any(c.isalpha() for c in said):
        raise TextError(f"{entry.path}:{entry.line}: {entry.value!r} cannot be spoken")
    return said


def add(path: Path, written: str, value: str, engines: Sequence[str] = (), *, lock: Path | None = None) -> None:
    """Put an entry into the lexicon at `path` (made if it is not there), in place of an older one for `written`; all
    other lines stay as they are. Raises `TextError` if the entry says nothing sensible, or the file cannot be written.

    Reads, then writes: whoever shares the file holds `lock` meanwhile.
    """
    if not written.strip() or any(c in written + value for c in "\t\n\r"):
        raise TextError(f"{path}: neither side of an entry may be empty or hold a tab or line break")
    line = "\t".join([written.strip(), value.strip(), *([",".join(engines)] if engines else [])])
    _replace(path, written, [line], lock)


def remove(path: Path, written: str, *, lock: Path | None = None) -> None:
    """Take what the lexicon at `path` says of `written` out of it; all other lines stay as they are. Raises
    `TextError`."""
    _replace(path, written, [], lock)


def _replace(path: Path, written: str, new: Sequence[str], lock: Path | None) -> None:
    old = _text(path) if path.exists() else ""
    end = "\r\n" if "\r\n" in old else "\n"
    lines = re.split(r"\r?\n", old)
    if not lines[-1]:  # behind the end of the last line
        lines.pop()
    kept = [each for each in lines if each.split("\t")[0].strip() != written.strip() or each.lstrip().startswith("#")]
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with files.replacing(path, mode=mode, lock=lock, error=TextError) as draft:
        draft.write_bytes("".join(line + end for line in (*kept, *new)).encode())
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
