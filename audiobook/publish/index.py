"""index.json: the record that feed, player and the next build are made from. See docs/index.md.

The file mirrors `model.Index` field by field, paths relative to itself, so that a field added there is in here.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from audiobook.errors import PublishError
from audiobook.model import Cue, Index, Question, Study, TimedWord, Track
from audiobook.publish import identity
from audiobook.system import files

NAME = "index.json"
VERSION = 2
_CUES = re.compile(r'(?<="cues": )"\\u0000(\d+)"')

reconcile = identity.reconcile


@dataclasses.dataclass(frozen=True, slots=True)
class PublishedBook:
    """A published book: its index, and the name of the folder in the output folder that it was read from."""

    folder: str
    index: Index


def write(index: Index, directory: Path) -> Path:
    """Write index.json into `directory`, atomically, the same bytes for the same `index`; returns its path.

    Call it last: whoever sees an index may rely on everything it names. Raises `PublishError`.
    """
    path = directory / NAME
    files.write(path, encode(index, directory), durable=True, error=PublishError)
    return path


def encode(index: Index, directory: Path) -> bytes:
    """The bytes of index.json for a book in `directory`: JSON in UTF-8, fields in the model's order, a cue a line."""
    tree = _plain(dataclasses.replace(index, version=VERSION), directory)
    if not index.coming:
        del tree["coming"]
    cues = [track["cues"] for track in tree["tracks"]]
    for number, track in enumerate(tree["tracks"]):
        track["cues"] = f"\0{number}"
    ordered = {"version": tree.pop("version"), **tree}  # what a reader must look at first stands first
    text = json.dumps(ordered, ensure_ascii=False, indent=1, allow_nan=False)
    text = _CUES.sub(lambda found: _lines(cues[int(found[1])]), text)
    return (text + "\n").encode("utf-8", "replace")


def _lines(cues: Sequence[Mapping[str, Any]]) -> str:
    """Cues one a line, without blanks: the words of a book are many."""
    lines = [json.dumps(cue, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for cue in cues]
    return "[\n    " + ",\n    ".join(lines) + "\n   ]" if lines else "[]"


def read(directory_or_file: Path) -> Index | None:
    """The index in a folder, or of a file; None when there is none.

    Raises `PublishError` when it was written by a newer version, or is damaged; the message says what to do.
    """
    named = directory_or_file.suffix == ".json" and not directory_or_file.is_dir()
    path = directory_or_file if named else directory_or_file / NAME
    try:
        data = files.read(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PublishError(f"{path}: cannot be read ({error.strerror or error})") from error
    return decode(data, path)


def decode(data: bytes, path: Path) -> Index:
    """An index from the bytes of the file at `path`; raises `PublishError` as `read` does."""
    remedy = "restore it from a backup, or delete it and build again (identifiers of the feed start anew then)"
    try:
        tree = json.loads(data.decode("utf-8"))
        version = tree["version"]
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise ValueError(f"version {version!r}")
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise PublishError(f"{path}: damaged ({_brief(error)}); {remedy}") from error
    if version > VERSION:
        raise PublishError(
            f"{path}: written by a newer audiobook (index version {version}, this one reads up to {VERSION}); "
            "upgrade audiobook, or build into another folder"
        )
    for older in range(version, VERSION):
        tree = MIGRATIONS[older](tree)
    try:
        index: Index = _value(tree, Index, path.parent, "index")
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{path}: damaged ({_brief(error)}); {remedy}") from error
    return index


def names(index: Index, directory: Path) -> tuple[str, ...]:
    """Every file that belongs to the book in `directory`, itself included, as paths relative to it."""
    companions = [*index.files.values(), *(name for track in index.tracks for name in track.files.values())]
    return (NAME, *companions, *(relative(track.path, directory) for track in index.tracks))


def relative(path: Path, directory: Path) -> str:
    """`path` as the index and the feed name it: from the book's folder, with forward slashes."""
    return path.relative_to(directory).as_posix() if path.is_relative_to(directory) else path.name


MIGRATIONS: dict[int, typing.Callable[[dict[str, Any]], dict[str, Any]]] = {1: lambda tree: {**tree, "version": 2}}
"""How to lift an index of version N to N + 1, by N; version 1 is the first there is, and knows no words."""


def _plain(value: Any, directory: Path) -> Any:
    """`value` as JSON knows it; paths become relative to `directory`, with forward slashes."""
    if isinstance(value, Cue):
        words = [word._asdict() for word in value.words]
        return {**{field.name: getattr(value, field.name) for field in dataclasses.fields(value)}, "words": words}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        tree = {field.name: _plain(getattr(value, field.name), directory) for field in dataclasses.fields(value)}
        if isinstance(value, Question | Track):
            tree = _without_empty(tree)
        # the file has what belongs to study beside the track's own fields
        return {**tree, **tree.pop("study")} if isinstance(value, Track) else tree
    if isinstance(value, Path):
        return relative(value, directory)
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key], directory) for key in sorted(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item, directory) for item in value]
    if isinstance(value, float):
        return None if value != value or value in (float("inf"), float("-inf")) else round(value, 3)
    return value


def _without_empty(tree: dict[str, Any]) -> dict[str, Any]:
    """Of a question or track what a language model wrote, only where one did."""
    study = tree.get("study", {})
    for each in (tree, study):
        for name in ("summary", "dialogue", "generated_by"):
            if name in each and not each[name]:
                del each[name]
    return tree


def _value(tree: Any, hint: Any, directory: Path, name: str) -> Any:
    """`tree` as the type `hint`; raises `ValueError` naming the field that does not fit."""
    if hint in _PLAIN and type(tree) is hint:  # first, for most of an index is of these
        return tree
    if hint == _WORDS and isinstance(tree, list):
        return tuple(_word(word, name) for word in tree)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(tree, dict):
            raise ValueError(f"{name} is no object")
        hints = _hints(hint)
        if hint is Track:
            tree = {**tree, "study": {key: tree[key] for key in _hints(Study) if key in tree}}
        # fields this version does not know are left out: additions do not change the version
        known = {key: _value(tree[key], hints[key], directory, f"{name}.{key}") for key in hints if key in tree}
        value = hint(**known)
        if isinstance(value, Cue):
            value.word_places()
        return value
    if origin in (typing.Union, types.UnionType):
        if tree is None:
            return None
        return _value(tree, next(a for a in arguments if a is not type(None)), directory, name)
    if origin is tuple and isinstance(tree, list):
        kinds = [arguments[0]] * len(tree) if arguments[-1] is Ellipsis else list(arguments)
        if len(kinds) == len(tree):
            return tuple(_value(item, kind, directory, name) for item, kind in zip(tree, kinds, strict=True))
    if origin is dict and isinstance(tree, dict):
        return {str(key): _value(item, arguments[1], directory, f"{name}.{key}") for key, item in tree.items()}
    if origin is typing.Literal and tree in arguments:
        return tree
    if hint is Path and isinstance(tree, str) and _inside(tree):
        return directory / tree
    if hint is float and tree is None:
        return float("-inf")  # loudness of silence
    if hint is float and isinstance(tree, int | float) and not isinstance(tree, bool):
        return float(tree)
    raise ValueError(f"{name} is {json.dumps(tree, ensure_ascii=False)[:60]}")


_PLAIN = (str, int, bool)
_WORDS = tuple[TimedWord, ...]
_hints = functools.cache(typing.get_type_hints)
"""Field -> type of a dataclass: found out once a class, or it takes two thirds of the time an index is read in."""


def _word(tree: Any, name: str) -> TimedWord:
    """What `_value` would make of it, at a tenth of the time: a book has a hundred thousand of them."""
    if isinstance(tree, dict):
        word = TimedWord(tree["text"], tree["start_ms"], tree["end_ms"])
        if type(word.text) is str and type(word.start_ms) is type(word.end_ms) is int:
            return word
    raise ValueError(f"{name} has {json.dumps(tree, ensure_ascii=False)[:60]}")


def _inside(path: str) -> bool:
    """True for a relative path that stays in its folder: an index from elsewhere must not name /etc/passwd."""
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and "\0" not in path


def _brief(error: Exception) -> str:
    return f"no {error.args[0]!r}" if isinstance(error, KeyError) else str(error).splitlines()[0][:120]
