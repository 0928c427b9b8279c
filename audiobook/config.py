"""Settings: built-in values, then audiobook.toml, then the environment, then flags; one frozen `Settings`.

A section of the file is one dataclass here, a key one field: adding a field is all it takes to add a setting.

    [speech]
    engine = "kokoro"
    [speech.voices]
    quote = "zm_yunyang"

The same key is AUDIOBOOK_SPEECH_ENGINE in the environment. Secrets are read from the environment only, by the
engine that needs them, and never stored here.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from audiobook.errors import ConfigError

FILE_NAME = "audiobook.toml"

_MPEG1_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2_KBPS = (16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """[source]: how publications are read."""

    max_megabytes: int = 200
    """Larger files are refused."""
    sandbox: bool = False
    """Read documents in a child process with limits and without network; for those of strangers."""
    sandbox_megabytes: int = 3000
    """Memory it may take."""
    sandbox_seconds: int = 300
    """Processor time it may take."""

    def __post_init__(self) -> None:
        for name in ("max_megabytes", "sandbox_megabytes", "sandbox_seconds"):
            if getattr(self, name) < 1:
                raise ConfigError(f"source.{name} = {getattr(self, name)}: at least 1")


@dataclass(frozen=True, slots=True)
class NarrationSettings:
    """[narration]: what is said, and how it is read."""

    lexicon: tuple[Path, ...] = ()
    """The user's readings; `lexicon.tsv` beside audiobook.toml or the source is found without being named."""
    announce: bool = True
    """Say book, number, title and author before an article."""
    pauses: Mapping[str, int] = field(default_factory=dict)
    """Milliseconds by name, over those of narration/pauses.py."""
    slow_figures: bool = False
    """A breath before long numbers and between their groups."""
    simplify: bool = False
    """Say Traditional characters as Simplified ones; what was written stays as it is."""


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """[speech]: who speaks."""

    engine: str = "kokoro"
    voice: str | None = None
    voices: Mapping[str, str] = field(default_factory=dict)
    """By role: title, heading, body, quote, question, …"""
    rate: float = 1.0
    workers: int | None = None
    """None: what the engine and the machine are best at."""
    fallback: str | None = None
    """Engine that stands in for sentences the first one could not speak; never chosen silently."""
    retries: int = 4
    cluster: str | None = None
    """Address of a dask.distributed scheduler (tcp://host:8786) whose workers speak; see docs/scaling.md."""
    store: str | None = None
    """Object store that machines share spoken sentences through, as fsspec writes it (s3://bucket/clips)."""


@dataclass(frozen=True, slots=True)
class AudioSettings:
    """[audio]: how it sounds and is stored."""

    bitrate: int = 96
    """kbit/s, constant."""
    sample_rate: int = 44_100
    loudness: float = -16.0
    """LUFS, integrated, mono (not dual mono)."""
    true_peak: float = -1.0
    """dBTP, at most."""
    chime: bool = False
    """A soft drawn sound before every part."""
    m4b: bool = False
    """Also the whole book as one M4B with chapters."""
    m4b_bitrate: int = 64
    """kbit/s of its AAC."""
    opus: bool = False
    """Also every chapter as Opus."""
    opus_bitrate: int = 32
    """kbit/s."""
    lrc: bool = False
    """Also timed lyrics beside every chapter, for players that show them."""

    def __post_init__(self) -> None:
        rates = {
            44_100: _MPEG1_KBPS, 48_000: _MPEG1_KBPS, 32_000: _MPEG1_KBPS,
            22_050: _MPEG2_KBPS, 24_000: _MPEG2_KBPS, 16_000: _MPEG2_KBPS,
        }  # fmt: skip
        if self.sample_rate not in rates:
            raise ConfigError(f"audio.sample_rate = {self.sample_rate}: MP3 has {', '.join(map(str, sorted(rates)))}")
        allowed = rates[self.sample_rate]
        if self.bitrate not in allowed:
            listed = ", ".join(map(str, allowed))
            raise ConfigError(f"audio.bitrate = {self.bitrate}: MP3 at {self.sample_rate} Hz has {listed}")
        if not -40.0 <= self.loudness <= -9.0:
            raise ConfigError(f"audio.loudness = {self.loudness}: between -40 and -9 LUFS")
        if not -12.0 <= self.true_peak <= 0.0:
            raise ConfigError(f"audio.true_peak = {self.true_peak}: between -12 and 0 dBTP")
        if not 24 <= self.m4b_bitrate <= 256:
            raise ConfigError(f"audio.m4b_bitrate = {self.m4b_bitrate}: between 24 and 256 kbit/s")
        if not 6 <= self.opus_bitrate <= 256:
            raise ConfigError(f"audio.opus_bitrate = {self.opus_bitrate}: between 6 and 256 kbit/s")


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """[publish]: how it reaches listeners."""

    base_url: str | None = None
    """Where the output folder will live on the web; every book is a folder below it."""
    author: str | None = None
    """Who the show is by; default: the publisher, then the authors."""
    email: str | None = None
    """The owner's address; directories write to it to prove that the feed is yours."""
    cover: Path | None = None
    """Square JPEG or PNG, 1400 to 3000 px, RGB; one is drawn when none is given."""
    owner: str | None = None
    """The owner's name; default: `author`."""
    title: str | None = None
    """What the feed of the whole output folder is called."""
    description: str | None = None
    """Stands before what the feed says of itself."""
    category: str = "Education/Courses"
    """One of Apple's categories, with its subcategory after a slash."""
    medium: str = "podcast"
    """`podcast:medium`: podcast, audiobook or course; some apps list only podcast."""
    explicit: bool = False
    """Mark every episode as not for children."""
    locked: bool = True
    """Ask other hosts not to import the feed."""
    funding: str | None = None
    """A page where listeners can give."""
    copyright: str | None = None
    """The notice of rights in the feed."""


@dataclass(frozen=True, slots=True)
class StudySettings:
    """[study]: what is added for learning. `enabled = false` switches all of it off."""

    enabled: bool = True
    opening: bool = True
    """Say how long an article is and name its parts before it begins."""
    terms: bool = True
    """Find key terms: shown, clicked, and what recap and questions are chosen by."""
    max_terms: int = 15
    """Key terms kept of an article."""
    dictionary: tuple[Path, ...] = ()
    """Words of your field, one a line; a line may give a weight after a tab, and 0 there means "never a term"."""
    recap: bool = True
    """Close an article with the few sentences that carry it."""
    recap_share: float = 0.12
    """The recap is at most this share of the article's length."""
    questions: bool = True
    """Make recall questions (also for cards)."""
    max_questions: int = 8
    """Questions of an article, at most."""
    answer_ms: int = 4000
    """Silence to answer in."""
    review: bool | None = None
    """A review episode per article; unset: for books of more than one article."""
    spaced: bool = True
    """Review episodes that mix earlier articles' questions at growing intervals; books of three articles or more."""
    spaced_questions: int = 12
    """Questions of a spaced review, at most."""
    fit: int | None = None
    """Minutes of a sitting: pack articles, or sections of long ones, into sittings of about this length."""

    def __post_init__(self) -> None:
        """Raises `ConfigError` for what cannot be."""
        for name, least, most, unit in (
            ("max_terms", 1, 100, "terms"),
            ("max_questions", 1, 100, "questions"),
            ("spaced_questions", 2, 200, "questions"),
            ("answer_ms", 500, 60_000, "milliseconds"),
            ("recap_share", 0.0, 0.5, "of the length"),
            ("fit", 1, 600, "minutes"),
        ):
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise ConfigError(f"study.{name} = {value}: between {least} and {most} {unit}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    source: SourceSettings = SourceSettings()
    narration: NarrationSettings = NarrationSettings()
    speech: SpeechSettings = SpeechSettings()
    audio: AudioSettings = AudioSettings()
    publish: PublishSettings = PublishSettings()
    study: StudySettings = StudySettings()
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """[engines.NAME]: handed to that engine as it stands; it checks its own keys."""
    output: Path = Path("output")
    cache: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("audiobook", appauthor=False)))
    cache_megabytes: int = 20_000
    """What the cache may hold: after a build, what was used longest ago goes. 0: no limit."""
    date: str | None = None
    """The date of the publication, ISO 8601, where the source names none."""


def load(
    file: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
    flags_from: str = "command line",
) -> Settings:
    """Settings from `file` (or ./audiobook.toml if there is one), `environment` (default: the process's) and
    `flags`, a mapping of dotted names to values in which None means "not given": {"speech.engine": "edge"}; a section
    may be a mapping as well. `flags_from` is what messages call them.

    Raises `ConfigError` naming the file, variable or flag and the nearest right key.
    """
    tree: dict[str, Any] = {}
    if file is not None or Path(FILE_NAME).is_file():
        tree = _read(file or Path(FILE_NAME))
    base = (file or Path(FILE_NAME)).parent
    settings: Settings = _fill(Settings(), tree, where=str(file or FILE_NAME), base=base)
    variables = os.environ if environment is None else environment
    settings = _fill(settings, _from_environment(variables), where="environment", base=Path())
    nested: dict[str, Any] = {}
    for name, value in (flags or {}).items():
        if value is not None:
            *path, last = name.split(".")
            spot = nested
            for part in path:
                spot = spot.setdefault(part, {})
            spot[last] = value
    final: Settings = _fill(settings, nested, where=flags_from, base=Path())
    return final


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{file}: no such file") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{file}: brackets within brackets without end") from error


def _from_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    """AUDIOBOOK_SPEECH_ENGINE=edge -> {"speech": {"engine": "edge"}}; names of other programs' are left alone."""
    tree: dict[str, Any] = {}
    for field_ in dataclasses.fields(Settings):
        prefix = f"AUDIOBOOK_{field_.name.upper()}"
        value = getattr(Settings(), field_.name)
        if dataclasses.is_dataclass(value):
            for key in dataclasses.fields(value):
                text = variables.get(f"{prefix}_{key.name.upper()}")
                if text is not None:
                    tree.setdefault(field_.name, {})[key.name] = text
        elif prefix in variables and field_.name != "engines":
            tree[field_.name] = variables[prefix]
    return tree


def _fill(current: Any, tree: Mapping[str, Any], *, where: str, base: Path, path: str = "") -> Any:
    """`current` with the keys of `tree` put in, checked against the field's type."""
    hints = typing.get_type_hints(type(current))
    changes: dict[str, Any] = {}
    for key, value in tree.items():
        name = f"{path}{key}"
        if key not in hints:
            near = difflib.get_close_matches(key, list(hints), n=1)
            hint = f"; did you mean {path}{near[0]}?" if near else f"; known: {', '.join(sorted(hints))}"
            raise ConfigError(f"{where}: no setting called {name}{hint}")
        old = getattr(current, key)
        if dataclasses.is_dataclass(old):
            if not isinstance(value, Mapping):
                raise ConfigError(f"{where}: {name} is a section, not a value")
            changes[key] = _fill(old, value, where=where, base=base, path=f"{name}.")
        else:
            changes[key] = _coerce(value, hints[key], name=name, where=where, base=base)
    return dataclasses.replace(current, **changes)


def _coerce(value: Any, hint: Any, *, name: str, where: str, base: Path) -> Any:
    """`value` as `hint` wants it; texts from the environment and flags become numbers, paths are made absolute
    from the file that names them."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value in (None, "", "auto"):
            return None
        hint = next(a for a in arguments if a is not type(None))
        return _coerce(value, hint, name=name, where=where, base=base)
    try:
        if hint is bool:
            if isinstance(value, str):
                value = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[value.lower()]
            if isinstance(value, bool):
                return value
        elif hint is Path and isinstance(value, str | Path):
            return base / Path(value).expanduser()
        elif hint in (int, float) and isinstance(value, int | float | str) and not isinstance(value, bool):
            number = hint(value)
            if isinstance(value, str) or number == value:
                return number
        elif hint is str and isinstance(value, str):
            return value
        elif origin is tuple:
            items = value.split(os.pathsep) if isinstance(value, str) else value
            return tuple(_coerce(v, arguments[0], name=name, where=where, base=base) for v in items)
        elif isinstance(value, Mapping):
            return dict(value)
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{where}: {name} = {value!r} is not a {_plain(hint)}") from error
    raise ConfigError(f"{where}: {name} = {value!r} is not a {_plain(hint)}")


def _plain(hint: Any) -> str:
    return {bool: "true or false", int: "whole number", float: "number", str: "text", Path: "path"}.get(
        hint, "table" if typing.get_origin(hint) is not tuple else "list"
    )
