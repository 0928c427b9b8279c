"""The embedded voice: requests without a model, and a few sentences with it."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import ConfigError, TextError, UnknownVoice
from audiobook.model import Utterance, Voice, Word
from audiobook.speech.cache import Cache
from audiobook.speech.kokoro.engine import Kokoro
from audiobook.system.pcm import speech_bounds, to_float

VOICE = Voice("kokoro", "zf_xiaoxiao")
SENTENCE = (
    Word("今天", ("jin1", "tian1")),
    Word("我们", ("wo3", "men5")),
    Word("学习", ("xue2", "xi2")),
    Word("机器", ("ji1", "qi4")),
    Word("翻译", ("fan1", "yi4")),
    Word("。"),
)


def utterance(*words: Word) -> Utterance:
    """An utterance of these words."""
    text = "".join(word.text for word in words)
    return Utterance(1, "body", text, text, 0, words=words)


def test_a_request_carries_everything_that_shapes_the_sound() -> None:
    """Voice, rate, phonemes and the versions of model and front end stand in the request, so in the cache key."""
    request = Kokoro().request(utterance(*SENTENCE), Voice("kokoro", "zm_yunyang", 1.2))
    assert (request.voice, request.rate, request.syllables) == ("zm_yunyang", 1.2, 10)
    assert request.payload.startswith("ʨi→ntʰjɛ→n wo↓mən")
    assert request.engine_version.startswith("8803ef77951bb3ad/")


def test_what_was_spoken_stays() -> None:
    """Requests of Chinese sentences, English terms in them included, have the keys they always had."""
    term = (Word("使用", ("shi3", "yong4")), Word(" "), Word("the"), Word(" "), Word("language"), Word("。"))
    digests = [Cache(Path()).digest(Kokoro().request(utterance(*words), VOICE)) for words in (SENTENCE, term)]
    assert [digest[:16] for digest in digests] == ["c09e1631365df181", "4a357dd2cd18a663"]


def test_an_english_sentence() -> None:
    """It is sent as an English speaker says it, and the English voices are there to say it."""
    sentence = dataclasses.replace(utterance(Word("I read the letter last night")), language="en")
    request = Kokoro().request(sentence, Voice("kokoro", "af_heart"))
    assert (request.payload, request.syllables) == ("ˌI ɹˈɛd ðə lˈɛTəɹ lˈæst nˈIt", 7)
    assert Kokoro().capabilities.english_voice in [info.name for info in Kokoro().voices()]


def test_an_engine_can_be_sent_to_a_worker() -> None:
    """Instances pickle, and answer the same request afterwards."""
    engine = Kokoro({}, Path("somewhere"))
    copy = pickle.loads(pickle.dumps(engine))
    assert copy.request(utterance(*SENTENCE), VOICE) == engine.request(utterance(*SENTENCE), VOICE)


@pytest.mark.parametrize(
    ("voice", "error", "message"),
    [
        (Voice("kokoro", "zf_xiaoxia"), UnknownVoice, "did you mean zf_xiaoxiao"),
        (Voice("kokoro", "zf_xiaoxiao", 5.0), ConfigError, "rate 5"),
    ],
)
def test_a_voice_that_cannot_be_is_refused(voice: Voice, error: type[Exception], message: str) -> None:
    """An unknown voice or rate is named with the remedy before anything is spoken."""
    with pytest.raises(error, match=message):
        Kokoro().request(utterance(*SENTENCE), voice)


def test_an_utterance_without_sound_is_refused() -> None:
    """The error names the written sentence."""
    with pytest.raises(TextError, match="nothing to speak"):
        Kokoro().request(utterance(Word("……")), VOICE)


def test_an_unknown_option_is_refused() -> None:
    """A misspelt key of [engines.kokoro] is named."""
    with pytest.raises(ConfigError, match=r"engines\.kokoro\.modle"):
        Kokoro({"modle": "x"})


@pytest.mark.kokoro
def test_the_voice_speaks_and_says_the_same_again(embedded: Kokoro) -> None:
    """Ten syllables take one to five seconds, are loud enough to hear, never clipped, and equal bit for bit twice."""
    request = embedded.request(utterance(*SENTENCE), VOICE)
    first = embedded.speak(request)
    embedded.close()
    second = embedded.speak(request)
    assert first.sample_rate == 24_000
    assert first.samples.dtype == np.int16
    assert 1.0 < len(first.samples) / 24_000 < 5.0
    assert np.sqrt(np.mean(first.samples.astype(float) ** 2)) > 300
    assert np.array_equal(first.samples, second.samples)
    times = first.times
    assert times is not None and times == second.times and times.symbols == request.payload
    assert times.before_ms > 0 and 0 <= len(first.samples) / 24 - times.edges_ms[-1] <= 500
    first_heard, _, last_heard = speech_bounds(to_float(first.samples), 24_000)
    assert times.before_ms - 150 < first_heard / 24 < times.before_ms + 50
    assert times.edges_ms[-2] - 800 < last_heard / 24 < times.edges_ms[-1]


@pytest.mark.kokoro
def test_a_sentence_that_somebody_waits_for_is_the_same(voice_cache: Path, embedded: Kokoro) -> None:
    """Spoken by all cores, the samples are those of one; what is sent to workers is spoken by one each."""
    waiting = Kokoro({}, voice_cache)
    waiting.one_at_a_time()
    request = waiting.request(utterance(*SENTENCE), VOICE)
    assert np.array_equal(waiting.speak(request).samples, embedded.speak(request).samples)
    assert pickle.loads(pickle.dumps(waiting))._threads == 1
