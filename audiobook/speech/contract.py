"""What every engine must do, as tests that anyone who writes an engine can run.

    from audiobook.speech.contract import EngineContract

    class TestMine(EngineContract):
        factory = MyEngine
        options = {"model": "small"}

pytest collects the methods; nothing here needs pytest itself. docs/engines.md explains each promise.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from audiobook.errors import ConfigError, SpeechError, TextError, UnknownVoice
from audiobook.model import SpeechRequest, Utterance, Voice, Word
from audiobook.speech.clip_validation import fault, speech_ms
from audiobook.speech.engine import Engine, Speech

_TABLE = """
春 chun1  天 tian1  来 lai2   了 le5    山 shan1  里 li3  的 de5  花 hua1  都 dou1  开 kai1
雨 yu3    停 ting2  鸟 niao3  叫 jiao4
"""
_READINGS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
SHORT = "雨停了，鸟叫了。"
LONG = "春天来了，山里的花都开了，鸟都叫了。"
UNSPEAKABLE = ("", " ", "。", "……", "——！？", "\x0b\n", "\u200b")


def utterance(text: str) -> Utterance:
    """`text` to be said, with readings if it is made of the characters above."""
    words = tuple(Word(sign, (_READINGS[sign],) if sign in _READINGS else ()) for sign in text)
    return Utterance(1, "body", text, text, 300, words=words)


def _speak(engine: Engine, request: SpeechRequest) -> Speech:
    """Module level, for other processes."""
    speech = engine.speak(request)
    engine.close()
    return speech


class EngineContract:
    """Subclass it, name the class of the engine, and give it the options it needs to work in a test."""

    factory: ClassVar[Callable[[Mapping[str, Any], Path], Engine]]
    options: ClassVar[Mapping[str, Any]] = {}
    repeats: ClassVar[bool] = True
    """The same request gives the same samples. False for services that do not promise it."""

    def engine(self, cache: Path) -> Engine:
        """A new engine that keeps what it must in `cache`."""
        return type(self).factory(self.options, cache)

    def requests(self, engine: Engine, *texts: str, **changes: Any) -> list[SpeechRequest]:
        """`texts` as the engine would send them, in its default voice."""
        voice = replace(Voice(engine.name, engine.default_voice()), **changes)
        return [engine.request(utterance(text), voice) for text in texts]

    # --------------------------------------------------------------------------------- before anything is said

    def test_capabilities(self, tmp_path: Path) -> None:
        """It says what it needs and can, and the figures make sense."""
        engine = self.engine(tmp_path)
        able = engine.capabilities
        assert isinstance(engine, Engine)
        assert engine.name == engine.name.strip().lower() != ""
        assert able.needs in ("cpu", "network", "nothing") and able.takes in ("text", "words")
        assert 8_000 <= able.sample_rate <= 48_000
        assert 1 <= able.preferred_syllables <= able.max_syllables
        assert able.workers >= 0 and able.memory_mb >= 0
        assert 0 < able.syllable_ms[0] <= able.syllable_ms[1]

    def test_voices(self, tmp_path: Path) -> None:
        """It lists its voices, and the default one is among them."""
        engine = self.engine(tmp_path)
        voices = engine.voices()
        names = [voice.name for voice in voices]
        assert engine.default_voice() in names and len(set(names)) == len(names)
        assert all(voice.engine == engine.name and voice.language for voice in voices)
        assert {voice.gender for voice in voices} <= {"female", "male", "neutral"}
        engine.close()

    def test_requests_are_pure(self, tmp_path: Path) -> None:
        """The same words make the same request; another text, voice or rate makes another."""
        engine = self.engine(tmp_path)
        (request,) = self.requests(engine, LONG)
        assert [request] == self.requests(engine, LONG) == self.requests(self.engine(tmp_path), LONG)
        assert (request.engine, request.voice, request.rate) == (engine.name, engine.default_voice(), 1.0)
        assert request.syllables == sum(sign in _READINGS for sign in LONG)
        assert request.engine_version
        others = [*self.requests(engine, SHORT), *self.requests(engine, LONG, rate=1.1)]
        others += [
            replacement
            for voice in engine.voices()[:3]
            for replacement in self.requests(engine, LONG, name=voice.name)
            if voice.name != engine.default_voice()
        ]
        assert len({request, *others}) == len(others) + 1
        engine.close()

    def test_unspeakable(self, tmp_path: Path) -> None:
        """Text without anything to say is refused before it costs anything."""
        engine = self.engine(tmp_path)
        for text in UNSPEAKABLE:
            try:
                self.requests(engine, text)
            except TextError:
                continue
            raise AssertionError(f"{text!r} was accepted")

    def test_unknown_voice(self, tmp_path: Path) -> None:
        """A voice that cannot be is refused, at the latest when it should speak."""
        engine = self.engine(tmp_path)
        try:
            (request,) = self.requests(engine, SHORT, name="no such voice")
            engine.speak(request)
        except UnknownVoice as error:
            assert "no such voice" in str(error)
        else:
            raise AssertionError("an unknown voice spoke")
        finally:
            engine.close()

    def test_unknown_option(self, tmp_path: Path) -> None:
        """A misspelt setting is an error, not ignored."""
        try:
            type(self).factory({**self.options, "no_such_option": 1}, tmp_path)
        except ConfigError as error:
            assert "no_such_option" in str(error)
        else:
            raise AssertionError("an unknown option was accepted")

    # ------------------------------------------------------------------------------------------ what is said

    def test_speaks_whole(self, tmp_path: Path) -> None:
        """What comes back passes the proof of completeness, has marks if promised, and grows with the text."""
        engine = self.engine(tmp_path)
        lengths = []
        for request in self.requests(engine, SHORT, LONG):
            speech = engine.speak(request)
            assert fault(request, speech, engine.capabilities) is None
            assert bool(speech.marks) == engine.capabilities.sentence_marks
            starts = [mark.start_ms for mark in speech.marks]
            assert starts == sorted(starts)
            lengths.append(speech_ms(speech))
        assert lengths[1] > lengths[0] * 1.5
        engine.close()

    def test_rate(self, tmp_path: Path) -> None:
        """A higher rate is heard as a faster voice."""
        engine = self.engine(tmp_path)
        slow, fast = (engine.speak(*self.requests(engine, LONG, rate=rate)) for rate in (1.0, 1.25))
        assert 0.6 < speech_ms(fast) / speech_ms(slow) < 0.95
        engine.close()

    def test_same_again_anywhere(self, tmp_path: Path) -> None:
        """The same request gives the same audio: again, after `close`, in threads, and unpickled in another process."""
        engine = self.engine(tmp_path)
        texts = self.requests(engine, SHORT, LONG)
        expected = [engine.speak(request) for request in texts]
        engine.close()
        with ThreadPoolExecutor(2) as threads:
            self._assert_same(expected, threads.map(engine.speak, texts))
        copy = pickle.loads(pickle.dumps(engine))
        with ProcessPoolExecutor(1, get_context("spawn")) as processes:
            self._assert_same(expected, processes.map(_speak, [copy, copy], texts))
        engine.close()

    def test_close_ends_what_is_under_way(self, tmp_path: Path) -> None:
        """After `close` nobody waits for long, whatever a request had come to; and the engine works again."""
        engine = self.engine(tmp_path)
        (request,) = self.requests(engine, LONG)
        begun, ended = threading.Event(), list[object]()

        def run() -> None:
            begun.set()
            try:
                ended.append(engine.speak(request))
            except SpeechError as error:
                ended.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        begun.wait()
        engine.close()
        # what computes is ended with its process, not by `close`; the margin is for busy machines
        thread.join(10 if engine.capabilities.needs == "network" else 60)
        assert len(ended) == 1
        assert len(engine.speak(request).samples)
        engine.close()

    def _assert_same(self, expected: list[Speech], got: Any) -> None:
        for one, other in zip(expected, got, strict=True):
            assert one.sample_rate == other.sample_rate
            if self.repeats:
                assert np.array_equal(one.samples, other.samples)
            else:
                assert 0.8 < speech_ms(one) / speech_ms(other) < 1.25
