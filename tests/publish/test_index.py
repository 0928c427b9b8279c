"""index.json: round trips, damage, versions, schema."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import os
import types
import typing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audiobook import model
from audiobook.errors import PublishError
from audiobook.model import Index, Study, Track
from audiobook.publish import index as indexes
from tests.publish import samples

SCHEMA = Path(__file__).parents[2] / "docs" / "index.schema.json"


def finished(directory: Path, *titles: str) -> Index:
    """A reconciled index."""
    return indexes.reconcile(samples.book(directory, *titles), None, date=None)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Every field comes back, paths below the folder it is read from."""
    index = finished(tmp_path / "书", *samples.HARD_TITLES[:-1])
    path = indexes.write(index, tmp_path / "书")
    assert path.name == "index.json"
    assert indexes.read(tmp_path / "书") == index
    assert indexes.read(path) == index
    (tmp_path / "书").rename(tmp_path / "moved.json")
    moved = indexes.read(tmp_path / "moved.json")
    assert moved is not None
    assert moved.tracks[0].path.parent == tmp_path / "moved.json"


def test_the_same_index_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the file depends on when or where it is written; an unchanged file is not touched."""
    one, two = tmp_path / "a", tmp_path / "b"
    first = indexes.write(finished(one), one)
    assert first.read_bytes() == indexes.write(finished(two), two).read_bytes()
    assert str(tmp_path) not in first.read_text("utf-8")
    before = first.stat().st_mtime_ns
    indexes.write(finished(one), one)
    assert first.stat().st_mtime_ns == before


def test_none_where_there_is_none(tmp_path: Path) -> None:
    """A folder without an index, or no folder at all, is no error."""
    assert indexes.read(tmp_path) is None
    assert indexes.read(tmp_path / "nothing" / "index.json") is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"version": "1"}', b'{"version": true}', b'{"title": "x"}',
     b'{"version": 0}',
     b'{"version": 1, "title": "x"}', b'{"version": 1, "title": 5, "tracks": [], "engine": "", "voice": ""}',
     b'{"version": 1, "title": "x", "tracks": {}, "engine": "", "voice": ""}', b"[" * 100_000],
)  # fmt: skip
def test_damage_is_named_with_a_remedy(tmp_path: Path, damage: bytes) -> None:
    """One line: the file, what is wrong, what to do."""
    (tmp_path / "index.json").write_bytes(damage)
    with pytest.raises(PublishError) as caught:
        indexes.read(tmp_path)
    assert str(tmp_path / "index.json") in str(caught.value)
    assert "build again" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.mp3", "a/../../x.mp3", "", "a\\b.mp3"])
def test_an_index_names_nothing_outside_its_folder(tmp_path: Path, path: str) -> None:
    """A crafted path is damage."""
    tree = json.loads(indexes.encode(finished(tmp_path), tmp_path))
    tree["tracks"][0]["path"] = path
    (tmp_path / "index.json").write_text(json.dumps(tree))
    with pytest.raises(PublishError, match="damaged"):
        indexes.read(tmp_path)


def test_a_newer_version_is_refused_clearly(tmp_path: Path) -> None:
    """It is not guessed at: the message says to upgrade."""
    (tmp_path / "index.json").write_text('{"version": 99}')
    with pytest.raises(PublishError, match=r"newer audiobook.*upgrade"):
        indexes.read(tmp_path)


def test_version_1_is_read(tmp_path: Path) -> None:
    """A book from before words had times is read as it is, without them; written again it is of this version."""
    tree = json.loads(indexes.encode(finished(tmp_path), tmp_path)) | {"version": 1}
    for track in tree["tracks"]:
        for cue in track["cues"]:
            del cue["words"]
    (tmp_path / "index.json").write_text(json.dumps(tree), "utf-8")
    index = indexes.read(tmp_path)
    assert index is not None
    assert [cue.written for cue in index.tracks[0].cues][1:] == [*samples.SENTENCES]
    assert not any(cue.words for track in index.tracks for cue in track.cues)
    assert json.loads(indexes.encode(index, tmp_path))["version"] == 2


def test_words_are_said_in_few_letters(tmp_path: Path) -> None:
    """A word is text and two times, a cue a line; words whose times are none are damage."""
    index = finished(tmp_path)
    text = indexes.encode(index, tmp_path).decode()
    first = index.tracks[0].cues[1]
    line = next(line for line in text.splitlines() if first.written in line and '"words"' in line)
    assert json.loads(line.strip().rstrip(","))["words"][0] == {"text": "河边", "start_ms": 500, "end_ms": 614}
    for wrong in (
        '{"text":"河边","start_ms":500}',
        '["河边",500,614]',
        '{"text":"河边","start_ms":"5","end_ms":614}',
        '{"text":"海边","start_ms":500,"end_ms":614}',
    ):
        broken = text.replace('{"text":"河边","start_ms":500,"end_ms":614}', wrong)
        with pytest.raises(PublishError, match="damaged"):
            indexes.decode(broken.encode(), tmp_path / "index.json")


def test_unknown_additions_are_ignored(tmp_path: Path) -> None:
    """A field that a later release of the same version added does no harm."""
    index = finished(tmp_path)
    tree = json.loads(indexes.encode(index, tmp_path))
    tree["mood"] = tree["tracks"][0]["mood"] = "calm"
    (tmp_path / "index.json").write_text(json.dumps(tree))
    assert indexes.read(tmp_path) == index


def test_silence_has_no_loudness(tmp_path: Path) -> None:
    """-inf is no JSON: it becomes null, and comes back."""
    index = finished(tmp_path)
    quiet = dataclasses.replace(index.tracks[0], loudness_lufs=float("-inf"))
    index = dataclasses.replace(index, tracks=(quiet,))
    indexes.write(index, tmp_path)
    assert indexes.read(tmp_path) == index


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    """A file where the folder should be: our error, and no half-written file."""
    (tmp_path / "書").write_text("")
    with pytest.raises(PublishError, match="cannot be written"):
        indexes.write(finished(tmp_path), tmp_path / "書")
    assert not list(tmp_path.glob("**/*.part"))


def test_golden_schema() -> None:
    """docs/index.schema.json is what the model says, with its docstrings (scripts/update-golden writes it)."""
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("AUDIOBOOK_UPDATE_GOLDEN"):
        SCHEMA.write_text(text, "utf-8")
    assert SCHEMA.read_text("utf-8") == text


def test_the_schema_holds_and_bites(tmp_path: Path) -> None:
    """A written index is valid; one with a wrong type, a missing title or a bad date is not."""
    tree = json.loads(indexes.encode(finished(tmp_path, *samples.HARD_TITLES), tmp_path))
    rules = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    check = jsonschema.Draft202012Validator(rules)
    check.validate(tree)
    for wrong in ({"title": None}, {"version": 1}, {"tracks": [{}]}, {"book_id": "x"}, {"date": "yesterday"}):
        assert not check.is_valid(tree | wrong), wrong


# ---------------------------------------------------------------------------------------------- the schema

TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}
UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
RULES: dict[str, dict[str, Any]] = {
    "Index.version": {"const": 2},
    "Index.title": {"minLength": 1},
    "Index.book_id": {"pattern": UUID},
    "Index.date": {"pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
    "Index.first_built": {"pattern": r"^\d{4}-\d\d-\d\d$"},
    "Index.podcast_guid": {"pattern": UUID[:-1] + "$|^$"},
    "Index.base_url": {"pattern": "^https?://.*/$"},
    "Track.number": {"minimum": 1},
    "Track.path": {"description": "The MP3, relative to this file, with forward slashes.", "pattern": r"^[^/\\].*$"},
    "Track.duration_ms": {"minimum": 0},
    "Track.size_bytes": {"minimum": 0},
    "Track.guid": {"pattern": UUID},
    "Track.published": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "Cue.start_ms": {"minimum": 0},
    "Cue.end_ms": {"minimum": 0},
    "TimedWord.start_ms": {"minimum": 0},
    "TimedWord.end_ms": {"minimum": 0},
    "ChapterMark.start_ms": {"minimum": 0},
}
"""What the types alone do not say."""
OPTIONAL = {"Index.coming", "Question.generated_by", "Track.summary", "Track.dialogue", "Track.generated_by"}
"""Fields that are left out where they are empty."""


def schema() -> dict[str, Any]:
    """JSON Schema of index.json, from the model."""
    definitions: dict[str, Any] = {}
    top = _object(Index, definitions)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "index.json of audiobook, version 2"}
    return {**head, **top, "$defs": dict(sorted(definitions.items()))}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """An object with all fields required but the optional ones; additions are allowed."""
    hints, notes = typing.get_type_hints(kind), _docstrings(kind)
    properties: dict[str, Any] = {}
    names = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else kind._fields
    for name in names:
        if (kind, name) == (Track, "study"):  # the file has its fields beside the track's own
            properties |= _object(Study, definitions)["properties"]
            continue
        entry = _type(hints[name], definitions)
        if name in notes:
            entry = {**entry, "description": notes[name]}
        properties[name] = {**entry, **RULES.get(f"{kind.__name__}.{name}", {})}
    doc = (kind.__doc__ or "").partition("\n")[0]
    required = [name for name in properties if f"{kind.__name__}.{name}" not in OPTIONAL]
    return {"type": "object", "description": doc, "required": required, "properties": properties}


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields")):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if origin in (typing.Union, types.UnionType):
        [inner] = [one for one in arguments if one is not type(None)]
        known = _type(inner, definitions)
        return {"type": [known["type"], "null"]} if "type" in known else {"anyOf": [known, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(arguments[1], definitions)}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if hint is float:
        return {"type": ["number", "null"]}
    return {"type": "string" if hint is Path else TYPES[hint]}


def _docstrings(kind: type) -> dict[str, str]:
    """The string that follows each field."""
    [tree] = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for one, two in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(two, ast.Expr):
            assert isinstance(two.value, ast.Constant)
            found[one.target.id] = inspect.cleandoc(str(two.value.value)).replace("\n", " ")
    return found


def test_model_docstrings_are_found() -> None:
    """The schema's descriptions come from the model."""
    assert _docstrings(model.Track)["guid"] == "Minted once, kept for ever."
