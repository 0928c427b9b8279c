"""What an engine is, and the table of those there are.

An engine turns an utterance into a `SpeechRequest` (cheap, in the parent process: this is what the cache key is
made of) and a request into audio (dear, in a worker). Because the request carries exactly what the voice is sent,
improving a rule of reading respeaks only the sentences whose request changed.

Others join by the entry-point group `audiobook.engines`: name -> a class called as `Class(options, cache)`, as
those in `ENGINES` are. docs/engines.md describes the protocol, `audiobook.speech.contract` tests an engine
against it.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from audiobook.errors import ConfigError, EngineMissing, UnknownVoice
from audiobook.model import Mark, SpeechRequest, SymbolTimes, Utterance, Voice, VoiceInfo
from audiobook.system import plugins
from audiobook.system.pcm import Samples
from audiobook.system.suggest import did_you_mean, nearest
from audiobook.system.value_rules import check

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from audiobook.config import Settings

_CLOSING_S = 5.0
"""An engine has closed within a second; a busy machine may need longer."""
ENGINES: dict[str, tuple[str, str]] = {
    "kokoro": ("audiobook.speech.kokoro.engine", "Kokoro"),
    "edge": ("audiobook.speech.edge", "Edge"),
    "openai": ("audiobook.speech.openai", "OpenAI"),
    "silence": ("audiobook.speech.silence", "Silence"),
}
"""Built-in engines: name -> module and class, imported on first use."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine needs and can."""

    needs: Literal["cpu", "network", "nothing"]
    """cpu: rendered in processes; network: in threads; nothing: so cheap that it is done at once, in place."""
    takes: Literal["text", "words"]
    """words: utterances must carry readings (`Utterance.words`)."""
    sample_rate: int
    """Hz of what it returns."""
    preferred_syllables: int
    """Long sentences are split near this length, at a clause."""
    max_syllables: int
    """No request is longer."""
    workers: int
    """Connections or processes to use when nobody says; 0 for processes: as many as the machine can feed."""
    sentence_marks: bool = False
    exact_durations: bool = False
    """Every clip lasts exactly `syllable_ms[0]` a syllable, and may be silent."""
    syllable_ms: tuple[int, int] = (90, 700)
    """Shortest and longest a syllable takes on average at rate 1.0, measured over clips of ten syllables or more;
    outside of it a clip counts as cut off or as babble."""
    voice_syllable_ms: Mapping[str, int] = field(default_factory=dict)
    """By voice, what a syllable usually takes at rate 1.0, pauses included; where it is known, clips are held to
    0.65 to 1.7 times of it."""
    english_voice: str = ""
    """Speaks English sentences where the engine's usual voices read them less well; with it an engine has
    `language_of`."""
    request_seconds: float = 300.0
    """No request takes longer, in a thread: what does is given up, tried once more, and then reported."""
    memory_mb: int = 0
    """What one worker process needs; fewer are started when the machine has less."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What came back for one request, trimmed of nothing."""

    samples: Samples
    sample_rate: int
    marks: tuple[Mark, ...] = ()
    times: SymbolTimes | None = None
    """Of every symbol of the payload, where the engine can tell."""


@runtime_checkable
class Engine(Protocol):
    """A voice maker. Instances are made in the parent and again in every worker: construction must be cheap,
    nothing may be loaded or connected before the first `speak`, and instances must pickle.

    Five more methods are used where an engine has them: `check() -> list[tuple[str, bool, str]]` for
    `audiobook doctor` (what was looked at, whether it is well, the remedy);
    `split(request) -> Sequence[SpeechRequest]` to halve a request that would not be spoken whole (default:
    at the clause nearest the middle of the payload); `language_of(voice) -> str` (BCP 47) where it has voices of
    several languages and sentences are to be spoken by one of their own; `use(device)` for one that can compute with a
    graphics card: told once, before anything else, what [speech] device says; and `one_at_a_time()`, called before the
    first `speak` of an instance that has the machine to itself, for somebody who waits for each sentence.
    """

    name: str
    capabilities: Capabilities

    def voices(self) -> Sequence[VoiceInfo]:
        """All voices it can use now, Mandarin first. Raises `EngineUnavailable` if they cannot be known."""

    def default_voice(self) -> str:
        """The voice used when none is named."""

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """What would be sent. Pure and fast. Raises `UnknownVoice`, or `TextError` if nothing can be spoken."""

    def speak(self, request: SpeechRequest) -> Speech:
        """Audio of one request. Raises `NoAudio` (worth another try), `EngineUnavailable`, `EngineMissing`."""

    def close(self) -> None:
        """Let go of connections and models; a `speak` under way in another thread ends within a second with a
        `SpeechError`, and `speak` may be called again afterwards."""


def names() -> list[str]:
    """Every engine that can be asked for: the built-in ones in the table's order, then those of other packages."""
    return [*ENGINES, *sorted(set(_others()) - set(ENGINES))]


def create(name: str, settings: Settings) -> Engine:
    """The engine called `name` with its section [engines.NAME] of `settings`; nothing is loaded or connected yet.

    Raises `UnknownVoice` listing the engines there are, `EngineMissing` if its package is not installed or
    broken, `ConfigError` for an option it does not know.
    """
    for other in set(settings.engines) - set(names()):
        # a section for an engine that is not installed here is no mistake, a misspelt one is
        if near := nearest(other, names()):
            raise ConfigError(f"no engine called {other} (engines.{other}); did you mean engines.{near}?")
    if name in ENGINES:
        module, attribute = ENGINES[name]
        try:
            factory = getattr(importlib.import_module(module), attribute)
        except ImportError as error:
            raise EngineMissing(f"engine {name} cannot be used: {error}; install the package again") from error
    else:
        others = _others()
        if name not in others:
            hint = did_you_mean(name, names(), otherwise=".")
            raise UnknownVoice(f"no engine called {name!r}{hint} There are: {', '.join(names())}")
        factory = others[name].load(EngineMissing)
    engine = factory(settings.engines.get(name, {}), settings.cache)
    if (use := getattr(engine, "use", None)) is not None:
        use(settings.speech.device)
    if not isinstance(engine, Engine):
        raise EngineMissing(f"engine {name} lacks a part of the protocol; its author can run audiobook.speech.contract")
    return engine


@contextmanager
def opened(name: str, settings: Settings) -> Iterator[Engine]:
    """The engine called `name` for as long as the block runs; its connections and models are let go of then. Raises as
    `create` does."""
    engine = create(name, settings)
    try:
        yield engine
    finally:
        let_go(engine)


def let_go(engine: Engine) -> None:
    """Closes `engine`, and waits no longer than that is promised to take: one that hangs in there keeps nobody."""
    closing = threading.Thread(target=engine.close, daemon=True)
    closing.start()
    closing.join(_CLOSING_S)


def check_options(engine: str, options: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise `ConfigError` naming the nearest right key if [engines.ENGINE] has one that the engine does not know."""
    for key in options:
        if key not in known:
            raise ConfigError(f"no setting called engines.{engine}.{key}{did_you_mean(key, known)}")


def read_options(engine: str, given: Mapping[str, Any], declared: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Every option of [engines.ENGINE]: as `given`, or the default. Raises `ConfigError` naming the key.

    `declared`: key -> default and type, with what a value may be in `Annotated` (see `system.value_rules`).
    """
    check_options(engine, given, declared)
    found: dict[str, Any] = {}
    for key, (default, hint) in declared.items():
        name, value = f"engines.{engine}.{key}", given.get(key, default)
        if isinstance(value, list):
            value = tuple(value)
        if value == () and key in given:
            raise ConfigError(f"{name} = []: an empty list says nothing; leave it out")
        check(name, value, hint)
        found[key] = float(value) if isinstance(default, float) else value
    return found


def _others() -> dict[str, plugins.Plugin]:
    """Engines of other packages; a built-in name stays ours. Raises `EngineMissing` if two have one name."""
    return plugins.plugins(plugins.ENGINES, (), EngineMissing)
