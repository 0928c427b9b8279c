"""Which voice says what."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from audiobook.config import SpeechSettings
from audiobook.config_file import load
from audiobook.errors import UnknownVoice
from audiobook.model import Role
from audiobook.speech.cast import Cast
from audiobook.speech.kokoro.engine import Kokoro


def name(language: str, role: Role = "body", **speech: Any) -> str:
    """Who of the embedded voices says it."""
    return Cast(Kokoro(), SpeechSettings(**speech)).name(language, role)


@pytest.mark.parametrize(
    ("speech", "chinese", "english"),
    [
        ({}, "zf_xiaoxiao", "af_heart"),
        ({"voice": "zm_yunxi"}, "zm_yunxi", "af_heart"),
        ({"voice": "am_michael"}, "zf_xiaoxiao", "am_michael"),
        ({"voices": {"en": "bf_emma"}}, "zf_xiaoxiao", "bf_emma"),
        ({"voices": {"en": "bf_emma"}, "voice": "am_michael"}, "zf_xiaoxiao", "bf_emma"),
        ({"voice": "zf_xiaobei*0.6+am_michael*0.4"}, "zf_xiaobei*0.6+am_michael*0.4", "af_heart"),
        # the user may have it otherwise
        ({"voices": {"en": "zf_xiaobei"}}, "zf_xiaoxiao", "zf_xiaobei"),
    ],
)
def test_a_voice_speaks_its_own_language(speech: Mapping[str, Any], chinese: str, english: str) -> None:
    """A named voice says the sentences of its language; those of the other have the other's."""
    assert (name("zh", **speech), name("en", **speech)) == (chinese, english)


def test_roles_go_before() -> None:
    """The voice of a role says it, in the voice's own language."""
    voices = {"quote": "zm_yunxi", "title": "am_michael"}
    said = [(name("zh", role, voices=voices), name("en", role, voices=voices)) for role in ("quote", "title", "body")]
    assert said == [("zm_yunxi", "af_heart"), ("zf_xiaoxiao", "am_michael"), ("zf_xiaoxiao", "af_heart")]


def engine(**more: Any) -> Any:
    """An engine that cannot tell the languages of its voices."""
    return SimpleNamespace(
        name="other", capabilities=SimpleNamespace(english_voice=""), default_voice=lambda: "usual", **more
    )


@pytest.mark.parametrize(
    ("speech", "chinese", "english"),
    [
        ({}, "usual", "usual"),
        ({"voice": "named"}, "named", "named"),
        ({"voice": "named", "voices": {"en": "Jenny"}}, "named", "Jenny"),
        ({"voices": {"body": "told", "en": "Jenny"}}, "told", "Jenny"),
        ({"voices": {"body": "told"}}, "told", "told"),
    ],
)
def test_other_engines(speech: Mapping[str, Any], chinese: str, english: str) -> None:
    """Without a voice named for English everything is as it was; with one, it says the English sentences."""
    cast = Cast(engine(), SpeechSettings(**speech))
    assert (cast.name("zh"), cast.name("en")) == (chinese, english)
    assert cast.speaks_by_language == ("en" in speech.get("voices", {}))


def test_an_unknown_voice_is_named() -> None:
    """A misspelt voice is an error wherever it stands."""
    for speech in ({"voice": "af_hart"}, {"voices": {"body": "af_hart"}}):
        with pytest.raises(UnknownVoice, match=r"af_hart.*did you mean af_heart"):
            name("en", **speech)


def test_the_setting() -> None:
    """[speech.voices] takes en beside the roles."""
    settings = load(environment={}, flags={"speech": {"voices": {"en": "af_bella", "title": "zm_yunxi"}}})
    assert settings.speech.voices == {"en": "af_bella", "title": "zm_yunxi"}
