"""Settings: one frozen `Settings`, every value of it checked. `config_file.load` reads them.

A section of audiobook.toml is one dataclass here, a key one field: adding a field, with what it may be beside its type,
is all it takes to add a setting.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, get_origin, get_type_hints

import platformdirs

from audiobook.errors import ConfigError
from audiobook.model import Role
from audiobook.system.mp3 import BITRATES_KBPS
from audiobook.system.value_rules import ADDRESS, NAME, Matching, OneOf, Within, check

_RATES = {
    rate: [kbps for kbps in BITRATES_KBPS[rate] if kbps >= 16] for rate in sorted(BITRATES_KBPS) if rate >= 16_000
}
"""Bit rates at each sample rate that speech can bear."""

COURSE = r"[1-9]\d{0,2}d|(?:mon|tue|wed|thu|fri|sat|sun)(?:,(?:mon|tue|wed|thu|fri|sat|sun))*"
"""So many days, or the weekdays of its lessons."""

VoiceFor = Literal[Role, "en"]
Notes = Literal["skip", "inline", "end"]
Tables = Literal["rows", "skip"]
Code = Literal["skip", "read"]
Formulas = Literal["read", "announce"]


@dataclass(frozen=True, slots=True)
class RegularExpression:
    """A text that can be searched for."""

    def __str__(self) -> str:
        return "regular expressions"

    def fault(self, value: str) -> str:
        """Where it cannot be read."""
        try:
            re.compile(value)
        except (re.error, OverflowError, RecursionError) as error:
            return f"no regular expression ({error})"
        return ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as exact as it is known."""

    def __str__(self) -> str:
        return "like 2025-02-27, 2025-02 or 2025"

    def fault(self, value: str) -> str:
        """Days that are in no calendar are none."""
        try:
            start_day(value)
        except ValueError:
            return f"write it {self}"
        return ""


def start_day(text: str) -> datetime.date:
    """The first day of what `text` names: 2025-02 is 2025-02-01. Raises `ValueError` for what is no date."""
    numbers = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?", text)
    if numbers is None:
        raise ValueError(text)
    return datetime.date(*(int(number or 1) for number in numbers.groups()))


@lru_cache(maxsize=16)
def _hints(section: Any) -> Mapping[str, Any]:
    return get_type_hints(section, include_extras=True)


class Checked:
    """A section whose values are what its fields declare, or `ConfigError` names the key."""

    __slots__ = ()
    prefix: ClassVar[str] = ""
    """Before every key, in messages."""

    def __post_init__(self) -> None:
        section: Any = type(self)
        for name, hint in _hints(section).items():
            if get_origin(hint) is not ClassVar:
                check(f"{self.prefix}{name}", getattr(self, name), hint)


@dataclass(frozen=True, slots=True)
class SourceSettings(Checked):
    """[source]: how publications are read."""

    prefix: ClassVar[str] = "source."

    max_megabytes: Annotated[int, Within(1, 100_000, "MB")] = 200
    """Larger files are refused."""
    articles: str = ""
    """How a publication falls into articles, as `inspect --json` names the alternatives; unless told, what the lines
    say together."""
    skip: tuple[Annotated[str, RegularExpression()], ...] = ()
    """Regular expressions: a line of the text that one of them finds is not read, and is named with its rule."""
    sandbox: bool = False
    """Read documents in a child process with limits and without network; for those of strangers."""
    sandbox_megabytes: Annotated[int, Within(100, 1_000_000, "MB")] = 3000
    """Memory that reading a document may take, in the sandbox or without."""
    sandbox_seconds: Annotated[int, Within(1, 86_400, "seconds")] = 300
    """Processor time that it may take; a page recognised without the sandbox adds a minute."""
    second_opinion: bool = False
    """Let another program (`pip install 'audiobook[web]'`) look for the article of a web page, too, and name what it
    finds and we leave out; pages from the web have it wherever it is installed."""


@dataclass(frozen=True, slots=True)
class WebSettings(Checked):
    """[web]: how pages and feeds are fetched."""

    prefix: ClassVar[str] = "web."

    max_megabytes: Annotated[int, Within(1, 2000, "MB")] = 50
    """Larger answers are refused, unpacked as well."""
    seconds: Annotated[float, Within(1.0, 3600.0, "seconds")] = 60.0
    """What one answer may take from the first look-up to its last byte."""
    pause_ms: Annotated[int, Within(0, 60_000, "milliseconds")] = 1000
    """Between two requests to the same host; more where its robots.txt asks for it."""
    pages: Annotated[int, Within(1, 200, "pages")] = 30
    """Pages of one article that are followed (`rel="next"`)."""
    robots: bool = True
    """Heed robots.txt."""
    private_hosts: tuple[Annotated[str, NAME], ...] = ()
    """Hosts of your own network that may be read from, with a port where it is not the usual one: wiki.lan:8080."""
    watch_minutes: Annotated[int, Within(1, 10_080, "minutes")] = 60
    """How often `--watch` asks for a page or feed again."""


@dataclass(frozen=True, slots=True)
class NarrationSettings(Checked):
    """[narration]: what is said, and how it is read."""

    prefix: ClassVar[str] = "narration."

    lexicon: tuple[Path, ...] = ()
    """The user's readings; `lexicon.tsv` beside audiobook.toml or the source is found without being named."""
    announce: bool = True
    """Say book, number, title and author before an article."""
    pauses: Mapping[str, Annotated[int, Within(0, 60_000, "milliseconds")]] = field(default_factory=dict)
    """Milliseconds by name, over those of narration/pauses.py."""
    breath: bool = True
    """A short breath in stretches of 16 syllables and more without a mark, where phrases meet."""
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


@dataclass(frozen=True, slots=True)
class SpeechSettings(Checked):
    """[speech]: who speaks."""

    prefix: ClassVar[str] = "speech."

    engine: Annotated[str, NAME] = "kokoro"
    voice: Annotated[str | None, NAME] = None
    voices: Mapping[VoiceFor, Annotated[str, NAME]] = field(default_factory=dict)
    """By role: title, heading, body, quote, question, …; `en`: who says English sentences."""
    rate: Annotated[float, Within(0.5, 2.0, "times the voice's own pace")] = 1.0
    workers: Annotated[int | None, Within(1, 1000, "processes or connections")] = None
    """None: what the engine and the machine are best at."""
    fallback: Annotated[str | None, NAME] = None
    """Engine that stands in for sentences the first one could not speak; never chosen silently."""
    retries: Annotated[int, Within(0, 100, "tries")] = 4
    listen: bool = False
    """Recognise every clip and say another way what is misheard; what stays so is listed. Needs the extra `listen`."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """What the embedded voice computes with; auto: a graphics card where onnxruntime-gpu and one are there."""
    cluster: Annotated[str | None, Matching(r"\S+", "tcp://host:8786")] = None
    """Address of a dask.distributed scheduler (tcp://host:8786) whose workers speak; see docs/scaling.md."""
    store: Annotated[str | None, Matching(r"\S(.*\S)?", "s3://bucket/clips")] = None
    """Object store that machines share spoken sentences through, as fsspec writes it (s3://bucket/clips)."""


@dataclass(frozen=True, slots=True)
class AudioSettings(Checked):
    """[audio]: how it sounds and is stored."""

    prefix: ClassVar[str] = "audio."

    bitrate: Annotated[int, Within(16, 320, "kbit/s")] = 96
    """kbit/s, constant."""
    sample_rate: Annotated[int, OneOf(tuple(_RATES))] = 44_100
    loudness: Annotated[float, Within(-40.0, -9.0, "LUFS")] = -16.0
    """LUFS, integrated, mono (not dual mono)."""
    true_peak: Annotated[float, Within(-12.0, 0.0, "dBTP")] = -1.0
    """dBTP, at most."""
    chime: bool = False
    """A soft drawn sound before every part."""
    m4b: bool = False
    """Also the whole book as one M4B with chapters; needs `pip install 'audiobook[m4b]'`."""
    m4b_bitrate: Annotated[int, Within(24, 256, "kbit/s")] = 64
    """kbit/s of its AAC."""
    opus: bool = False
    """Also every chapter as Opus."""
    opus_bitrate: Annotated[int, Within(6, 256, "kbit/s")] = 32
    """kbit/s."""
    lrc: bool = False
    """Also timed lyrics beside every chapter, for players that show them."""

    def __post_init__(self) -> None:
        Checked.__post_init__(self)
        allowed = _RATES[self.sample_rate]
        if self.bitrate not in allowed:
            listed = ", ".join(map(str, allowed))
            raise ConfigError(f"audio.bitrate = {self.bitrate}: MP3 at {self.sample_rate} Hz has {listed}")


@dataclass(frozen=True, slots=True)
class PublishSettings(Checked):
    """[publish]: how it reaches listeners."""

    prefix: ClassVar[str] = "publish."

    base_url: Annotated[str | None, ADDRESS] = None
    """Where the output folder will live on the web; every book is a folder below it."""
    epub: bool = False
    """Also the whole book as one EPUB that reads along: text, audio, and each word lit while it is heard."""
    author: str | None = None
    """Who the show is by; default: the publisher, then the authors."""
    email: Annotated[str | None, Matching(r"[^@\s]+@[^@\s]+", "editor@example.org")] = None
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
    medium: Literal["podcast", "audiobook", "course"] = "podcast"
    """`podcast:medium`: podcast, audiobook or course; some apps list only podcast."""
    explicit: bool = False
    """Mark every episode as not for children."""
    locked: bool = True
    """Ask other hosts not to import the feed."""
    funding: Annotated[str | None, Matching(r"https?://\S+", "https://example.org/give")] = None
    """A page where listeners can give."""
    copyright: str | None = None
    """The notice of rights in the feed."""
    word_stamps: bool = False
    """A time stamp before every word of the WebVTT transcripts, for apps that light words as they are heard."""


@dataclass(frozen=True, slots=True)
class TutorSettings(Checked):
    """[study.tutor]: a language model that words questions and summaries; nothing is asked of it unless `base_url` and
    `model` are set. Its key is AUDIOBOOK_TUTOR_KEY in the environment."""

    prefix: ClassVar[str] = "study.tutor."

    base_url: Annotated[str | None, ADDRESS] = None
    """Any server with OpenAI's `/v1/chat/completions`, up to and with /v1. The text of the articles is sent there."""
    model: Annotated[str | None, NAME] = None
    """As that server calls it."""
    questions: Annotated[int, Within(0, 20, "questions")] = 4
    """Questions of an article that it may word, at most; they count into `max_questions`."""
    summary: bool = True
    """Let it write the recap that is heard."""
    dialogue: bool = False
    """Let it write a dialogue on each article for two voices: [speech.voices] guest names the second."""
    seconds: Annotated[float, Within(0.1, 600.0, "seconds")] = 90.0
    """What one answer may take."""


@dataclass(frozen=True, slots=True)
class StudySettings(Checked):
    """[study]: what is added for learning. `enabled = false` switches all of it off."""

    prefix: ClassVar[str] = "study."

    enabled: bool = True
    opening: bool = True
    """Say how long an article is and name its parts before it begins."""
    terms: bool = True
    """Find key terms: shown, clicked, and what recap and questions are chosen by."""
    max_terms: Annotated[int, Within(1, 100, "terms")] = 30
    """Key terms kept of an article."""
    dictionary: tuple[Path, ...] = ()
    """Words of your field, one a line; a line may give a weight after a tab, and 0 there means "never a term"."""
    recap: bool = True
    """Close an article with the few sentences that carry it."""
    recap_share: Annotated[float, Within(0.0, 0.5, "of the length")] = 0.12
    """The recap is at most this share of the article's length."""
    questions: bool = True
    """Make recall questions (also for cards)."""
    max_questions: Annotated[int, Within(1, 100, "questions")] = 8
    """Questions of an article, at most."""
    answer_ms: Annotated[int, Within(500, 60_000, "milliseconds")] = 4000
    """Silence to answer in."""
    review: bool | None = None
    """A review episode per article; unset: for books of more than one article."""
    spaced: bool = True
    """Review episodes that mix earlier articles' questions at growing intervals; books of three articles or more."""
    spaced_questions: Annotated[int, Within(2, 200, "questions")] = 12
    """Questions of a spaced review, at most."""
    fit: Annotated[int | None, Within(1, 600, "minutes")] = None
    """Minutes of a sitting: pack articles, or sections of long ones, into sittings of about this length."""
    brief: bool = False
    """Before the first article, in at most three minutes, what is in the book and what each article claims."""
    course: Annotated[str | None, Matching(COURSE, "7d or mon,wed,fri")] = None
    """Date the feed: lessons spread over so many days, or one on each of these weekdays; reviews 1, 3 and 7 days on."""
    course_start: Annotated[str | None, Day()] = None
    """The day on which the course begins; unset: the day it was first built."""
    tutor: TutorSettings = TutorSettings()


@dataclass(frozen=True, slots=True)
class Settings(Checked):
    """Everything that can be set."""

    source: SourceSettings = SourceSettings()
    web: WebSettings = WebSettings()
    narration: NarrationSettings = NarrationSettings()
    speech: SpeechSettings = SpeechSettings()
    audio: AudioSettings = AudioSettings()
    publish: PublishSettings = PublishSettings()
    study: StudySettings = StudySettings()
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """[engines.NAME]: handed to that engine as it stands; it checks its own keys."""
    output: Path = Path("output")
    cache: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("audiobook", appauthor=False)))
    cache_megabytes: Annotated[int, Within(0, 100_000_000, "MB")] = 20_000
    """What the cache may hold: after a build, what was used longest ago goes. 0: no limit."""
    date: Annotated[str | None, Day()] = None
    """The date of the publication, ISO 8601, where the source names none."""
