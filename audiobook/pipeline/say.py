"""`say` and `voices`: one sentence through the rooms as a build would, and who can speak it, with samples."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import SpeechError, TextError
from audiobook.model import Article, Document, Paragraph, Section, Utterance, VoiceInfo
from audiobook.pipeline.lexicon import lexicon_of
from audiobook.pipeline.narrate import form_for
from audiobook.system import cleanup

if TYPE_CHECKING:
    from audiobook.speech.engine import Engine

SAMPLES: Mapping[str, str] = {
    "zh": "这是一段试听。二零二五年，我们边走边学。",
    "en": "This is a sample. Wherever we walk, there is something to learn.",
}
"""What voices are tried with, by the beginning of their language."""


def say(
    text: str,
    target: Path,
    settings: Settings,
    *,
    voice: str | None = None,
    folders: Sequence[Path] = (),
    language: str = "zh",
    engine: Engine | None = None,
    executor: Executor | None = None,
    near: int | None = None,
) -> str:
    """Speaks `text` into an MP3 at `target` and returns what was said; `folders` may hold a lexicon.tsv.

    `near`: only what stands between two pauses around this character, read as in the whole. `engine` and `executor`:
    those that are ready, where somebody keeps them (see `auditions`). Raises `TextError` and what a build raises.
    """
    from audiobook.audio.assemble import assemble
    from audiobook.audio.tags import Tags
    from audiobook.narration.compose import compose
    from audiobook.source.cleaning import cleaned
    from audiobook.speech.cache import Cache
    from audiobook.speech.cast import Cast
    from audiobook.speech.engine import create
    from audiobook.speech.render import render

    engine = engine or create(settings.speech.engine, settings)
    text = cleaned(text)
    article = Article(1, text, (Section(None, (Paragraph(text),)),), language=language)
    script = compose(
        Document("", (article,)),
        article,
        settings=settings.narration,
        lexicon=lexicon_of(settings, *folders),
        form=form_for(engine, settings.speech),
    )
    body = [u for u in script.utterances if u.role not in ("title", "announcement", "byline")]
    if not body:
        raise TextError(f"“{text}”: there is nothing in it that can be spoken")
    if near is not None:
        body = [_around(body, near)]
    cast = Cast(engine, settings.speech, voice)
    cache = Cache(settings.cache / "clips")
    requests = [engine.request(utterance, cast.voice(utterance)) for utterance in body]
    with cleanup.running(settings.cache):
        # one sentence is sooner spoken than a second worker is started
        rendering = render(requests, engine, cache, workers=1, retries=settings.speech.retries, executor=executor)
    if rendering.failures:
        raise SpeechError(f"“{text}”: {rendering.failures[0].reason}")
    target.parent.mkdir(parents=True, exist_ok=True)
    clips = [rendering.clips[cache.digest(request)] for request in requests]
    assemble(
        dataclasses.replace(script, utterances=tuple(body)),
        clips,
        target,
        settings=settings.audio,
        tags=Tags(title=text[:60], album=""),
    )
    return "".join(utterance.spoken for utterance in body)


def _around(body: Sequence[Utterance], near: int) -> Utterance:
    """What is heard around the character `near` of the text of all these utterances."""
    from audiobook.narration.stretch import around

    before = 0
    for utterance in body:
        if near < before + len(utterance.written):
            break
        before += len(utterance.written)
    return around(utterance, near - before)


def engines() -> list[str]:
    """The names of all engines there are."""
    from audiobook.speech.engine import names

    return names()


def voices(settings: Settings) -> tuple[str, Sequence[VoiceInfo]]:
    """The default voice and all voices of the engine in `settings`. Raises `SpeechError`."""
    from audiobook.speech.engine import opened

    with opened(settings.speech.engine, settings) as engine:
        return engine.default_voice(), engine.voices()


def samples(folder: Path, voices: Sequence[VoiceInfo], settings: Settings) -> Iterator[Path]:
    """Speaks a sentence in each of `voices` whose language is one of `SAMPLES`, and tells of each file in `folder` as
    soon as it is there. Raises what `say` raises."""
    # a voice named for a role or a language is not to say another one's sample
    settings = dataclasses.replace(settings, speech=dataclasses.replace(settings.speech, voices={}))
    from audiobook.speech.engine import opened

    # a thread shares the engine, and with it the model that it has loaded
    with opened(settings.speech.engine, settings) as engine, ThreadPoolExecutor(1) as executor:
        for voice in voices:
            language = voice.language[:2]
            if sentence := SAMPLES.get(language):
                target = folder / f"{voice.name}.mp3"
                say(
                    sentence,
                    target,
                    settings,
                    voice=voice.name,
                    language=language,
                    engine=engine,
                    executor=executor,
                )
                yield target
