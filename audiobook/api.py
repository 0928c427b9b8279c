"""The Python interface: what the commands do, as functions; `import audiobook` offers them.

Nothing here prints, and nothing of the process is changed: folder, environment, logging and signals stay as they are.
Without `settings` a call does what the command of the same name would do here: built-in values, ./audiobook.toml and
the environment (`load_settings()`). A call that shall depend on neither is given `Settings()`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, overload

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.config_file import load
from audiobook.errors import Incomplete
from audiobook.model import VoiceInfo
from audiobook.pipeline import Built, Inspection, Step


def load_settings(
    file: str | Path | None = None, *, environment: Mapping[str, str] | None = None, **values: Any
) -> Settings:
    """Settings as the command line finds them: `file` (default: ./audiobook.toml if there is one), over it
    `environment` (default: the process's), over both `values`, sections as mappings: `speech={"engine": "edge"}`.

    Raises `ConfigError` naming the file, variable or key, and the nearest right key.

    >>> load_settings(environment={}, speech={"engine": "silence"}).speech.engine
    'silence'
    """
    return load(_path(file), environment=environment, flags=values, flags_from="load_settings")


def build(
    source: str | Path,
    *,
    only: Iterable[int] = (),
    engine: str | None = None,
    voice: str | None = None,
    rate: float | None = None,
    output: str | Path | None = None,
    settings: Settings | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Built:
    """The whole way from a file, a folder or an address on the web to a finished book; only what changed is done again.

    `only`: numbers of the articles to make; the others stay as they are. `engine`, `voice`, `rate` (1.2 is a fifth
    faster) and `output` (the folder of all books) win over `settings`. `progress` is called in this thread as
    sentences are spoken; what it raises stops the work, and what is done stays done.

    Raises `SourceError`, `ConfigError`, `TextError`, `SpeechError`, `AudioError`, `PublishError`, `CacheError`; of
    these `Incomplete` only after everything that can be made has been made and kept.
    """
    chosen = _chosen(settings, engine=engine, voice=voice, rate=rate, output=output)
    try:
        built = pipeline.build(_source(source), chosen, only=tuple(only), progress=progress or _ignore)
    except Incomplete:
        pipeline.shelve(chosen)
        raise
    pipeline.shelve(chosen)
    return built


def render(
    book: str | Path,
    articles: Iterable[int],
    *,
    engine: str | None = None,
    voice: str | None = None,
    rate: float | None = None,
    output: str | Path | None = None,
    settings: Settings | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Built:
    """Articles of a finished book again, by their numbers, from its book.md.

    `book` is its folder, or the folder's name in the output folder. The voice is the one it was made with unless
    `engine` or `voice` is given. Raises what `build` raises.
    """
    return pipeline.render(
        Path(book),
        tuple(articles),
        _chosen(settings, engine=engine, voice=voice, rate=rate, output=output),
        same_voice=engine is None and voice is None,
        progress=progress or _ignore,
    )


def inspect(source: str | Path, *, settings: Settings | None = None) -> Inspection:
    """The `document` in a file or folder or at an address, with its findings, and the time to expect; no audio.

    Raises `SourceError`."""
    return pipeline.inspect(_source(source), _chosen(settings))


def script(source: str | Path, *, settings: Settings | None = None) -> str:
    """The publication as Markdown that a person can correct and `build` reads. Raises `SourceError`."""
    return pipeline.script(_source(source), _chosen(settings))


def say(
    text: str,
    path: str | Path,
    *,
    engine: str | None = None,
    voice: str | None = None,
    rate: float | None = None,
    settings: Settings | None = None,
) -> str:
    """Speaks `text` into an MP3 at `path` as a build would, and returns what was said.

    Raises `TextError` if nothing in it can be spoken, and what a build raises.
    """
    return pipeline.say(text, Path(path), _chosen(settings, engine=engine, voice=voice, rate=rate))


# a text is an iterable of texts as well; type checkers take the first of two overloads, and so do the functions


@overload
def normalize(written: str, *, settings: Settings | None = None) -> str: ...  # type: ignore[overload-overlap]
@overload
def normalize(written: Iterable[str], *, settings: Settings | None = None) -> list[str]: ...
def normalize(written: str | Iterable[str], *, settings: Settings | None = None) -> str | list[str]:
    """What is said for a written line; for several lines, a list of as many. Raises `TextError` for a bad lexicon.

    `audiobook.pipeline.normalize` gives each change with its rule as well.

    >>> normalize("占1/3")
    '占三分之一'
    >>> normalize(["占1/3", "约900GB/s"])
    ['占三分之一', '约九百G B每秒']
    """
    lines = [written] if isinstance(written, str) else written
    said = [spoken.text for spoken in pipeline.normalize(lines, _chosen(settings))]
    return said[0] if isinstance(written, str) else said


@overload
def pinyin(  # type: ignore[overload-overlap]
    written: str, *, sandhi: bool = False, settings: Settings | None = None
) -> list[str]: ...
@overload
def pinyin(written: Iterable[str], *, sandhi: bool = False, settings: Settings | None = None) -> list[list[str]]: ...
def pinyin(
    written: str | Iterable[str], *, sandhi: bool = False, settings: Settings | None = None
) -> list[str] | list[list[str]]:
    """The readings of a line, one for each Chinese character, 5 for the neutral tone; for several lines, a list of
    as many. With `sandhi` as spoken, after tone sandhi. Raises `TextError` for a bad lexicon.

    >>> pinyin("重庆银行行长")
    ['chong2', 'qing4', 'yin2', 'hang2', 'hang2', 'zhang3']
    """
    lines = [written] if isinstance(written, str) else written
    read = list(pipeline.pinyin(lines, _chosen(settings), sandhi=sandhi))
    return read[0] if isinstance(written, str) else read


def voices(engine: str | None = None, *, settings: Settings | None = None) -> list[VoiceInfo]:
    """The voices of an engine (default: the one in the settings), the one used when none is named first.

    Raises `UnknownVoice` for an engine there is not, `EngineMissing`, `EngineUnavailable`.
    """
    default, found = pipeline.voices(_chosen(settings, engine=engine))
    return sorted(found, key=lambda voice: voice.name != default)


def _chosen(
    settings: Settings | None,
    *,
    engine: str | None = None,
    voice: str | None = None,
    rate: float | None = None,
    output: str | Path | None = None,
) -> Settings:
    """`settings`, or else the command line's, with what else was given put in."""
    chosen = load() if settings is None else settings
    given: dict[str, Any] = {"engine": engine, "voice": voice, "rate": rate}
    speech = dataclasses.replace(chosen.speech, **{name: value for name, value in given.items() if value is not None})
    return dataclasses.replace(chosen, speech=speech, output=_path(output) or chosen.output)


def _source(source: str | Path) -> str | Path:
    return pipeline.source_of(source) if isinstance(source, str) else source


def _path(path: str | Path | None) -> Path | None:
    return Path(path) if path is not None else None


def _ignore(step: Step) -> None:
    """Shows nothing."""
