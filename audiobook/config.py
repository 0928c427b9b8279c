"""Settings: one frozen `Settings`, every value of it checked. `config_file.load` reads them.

A section of audiobook.toml is one dataclass here, a key one field: adding a field, and what it may be in its
`__post_init__`, is all it takes to add a setting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from audiobook.errors import ConfigError
from audiobook.system.mp3 import BITRATES_KBPS

_RATES = {
    rate: [kbps for kbps in BITRATES_KBPS[rate] if kbps >= 16] for rate in sorted(BITRATES_KBPS) if rate >= 16_000
}
"""Bit rates at each sample rate that speech can bear."""

Notes = Literal["skip", "inline", "end"]
Tables = Literal["rows", "skip"]
Code = Literal["skip", "read"]
Formulas = Literal["read", "announce"]


def _within(name: str, value: float | None, least: float, most: float, unit: str) -> None:
    """Raises `ConfigError` for a value out of range; None is "not set"."""
    if value is not None and not least <= value <= most:  # not a number is in no range
        raise ConfigError(f"{name} = {value}: between {least:g} and {most:g} {unit}")


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """[source]: how publications are read."""

    max_megabytes: int = 200
    """Larger files are refused."""
    articles: str = ""
    """How a publication falls into articles, as `inspect --json` names the alternatives; unless told, what the lines
    say together."""
    skip: tuple[str, ...] = ()
    """Regular expressions: a line of the text that one of them finds is not read, and is named with its rule."""
    sandbox: bool = False
    """Read documents in a child process with limits and without network; for those of strangers."""
    sandbox_megabytes: int = 3000
    """Memory that reading a document may take, in the sandbox or without."""
    sandbox_seconds: int = 300
    """Processor time that it may take; a page recognised without the sandbox adds a minute."""

    def __post_init__(self) -> None:
        _within("source.max_megabytes", self.max_megabytes, 1, 100_000, "MB")
        _within("source.sandbox_megabytes", self.sandbox_megabytes, 100, 1_000_000, "MB")
        _within("source.sandbox_seconds", self.sandbox_seconds, 1, 86_400, "seconds")
        for rule in self.skip:
            try:
                re.compile(rule)
            except (re.error, OverflowError, RecursionError) as error:
                raise ConfigError(f"source.skip: “{rule}” is no regular expression ({error})") from error


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
    notes: Notes = "skip"
    """Footnotes and endnotes: not read; behind the paragraph their mark stands in; or after the article's text."""
    tables: Tables = "rows"
    """Read row by row with their headings, or one sentence says that there is a table."""
    code: Code = "skip"
    """One sentence says that there is code, or it is read line by line."""
    formulas: Formulas = "read"
    """Read in words where they are plain, or only said to be there."""

    def __post_init__(self) -> None:
        for name, value in self.pauses.items():
            _within(f"narration.pauses.{name}", value, 0, 60_000, "milliseconds")
        for name, choices in (("notes", Notes), ("tables", Tables), ("code", Code), ("formulas", Formulas)):
            if (value := getattr(self, name)) not in get_args(choices):
                raise ConfigError(f"narration.{name} = {value!r}: one of {', '.join(get_args(choices))}")


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

    def __post_init__(self) -> None:
        _within("speech.rate", self.rate, 0.5, 2.0, "times the voice's own pace")
        _within("speech.workers", self.workers, 1, 1000, "processes or connections")
        _within("speech.retries", self.retries, 0, 100, "tries")


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
        if self.sample_rate not in _RATES:
            raise ConfigError(f"audio.sample_rate = {self.sample_rate}: MP3 has {', '.join(map(str, _RATES))}")
        allowed = _RATES[self.sample_rate]
        if self.bitrate not in allowed:
            listed = ", ".join(map(str, allowed))
            raise ConfigError(f"audio.bitrate = {self.bitrate}: MP3 at {self.sample_rate} Hz has {listed}")
        _within("audio.loudness", self.loudness, -40.0, -9.0, "LUFS")
        _within("audio.true_peak", self.true_peak, -12.0, 0.0, "dBTP")
        _within("audio.m4b_bitrate", self.m4b_bitrate, 24, 256, "kbit/s")
        _within("audio.opus_bitrate", self.opus_bitrate, 6, 256, "kbit/s")


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
        _within("study.max_terms", self.max_terms, 1, 100, "terms")
        _within("study.max_questions", self.max_questions, 1, 100, "questions")
        _within("study.spaced_questions", self.spaced_questions, 2, 200, "questions")
        _within("study.answer_ms", self.answer_ms, 500, 60_000, "milliseconds")
        _within("study.recap_share", self.recap_share, 0.0, 0.5, "of the length")
        _within("study.fit", self.fit, 1, 600, "minutes")


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

    def __post_init__(self) -> None:
        _within("cache_megabytes", self.cache_megabytes, 0, 100_000_000, "MB")
