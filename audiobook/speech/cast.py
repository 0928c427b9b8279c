"""Who says what: the voice of an utterance, by its language and its role.

A voice speaks sentences of its own language. Of an engine that cannot tell the languages of its voices, what the user
named for English says English sentences, and the rest is as it would be without.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from audiobook.model import Voice

if TYPE_CHECKING:
    from audiobook.config import SpeechSettings
    from audiobook.model import Role, Utterance
    from audiobook.speech.engine import Engine

ENGLISH: Literal["en"] = "en"
"""The key in [speech.voices] of the voice for English sentences."""


class Cast:
    """The voices of one engine as `settings` distribute them; `voice` goes before the one named there."""

    def __init__(self, engine: Engine, settings: SpeechSettings, voice: str | None = None) -> None:
        self._engine, self._settings = engine, settings
        self._named = voice or settings.voice
        self._language_of = getattr(engine, "language_of", None)

    @property
    def speaks_by_language(self) -> bool:
        """Whether English sentences have a voice of their own."""
        return ENGLISH in self._settings.voices or bool(self._engine.capabilities.english_voice)

    def voice(self, utterance: Utterance) -> Voice:
        """Who says `utterance`. Raises `UnknownVoice`, `ConfigError` for a name that the engine does not know."""
        return self._as_set(self.name(utterance.language, utterance.role))

    def name(self, language: str, role: Role = "body") -> str:
        """The voice's name; raises as `voice` does."""
        english = language.startswith("en")
        return next(name for name in self._candidates(english, role) if name)

    def _candidates(self, english: bool, role: Role) -> Iterator[str | None]:
        """Names in the order of preference, None where there is none."""
        by_role = self._settings.voices.get(role)
        if not self.speaks_by_language:
            yield by_role
        elif english:
            yield self._if_of(by_role, english)
            yield self._settings.voices.get(ENGLISH)
            yield self._if_of(self._named, english)
            yield self._engine.capabilities.english_voice
        else:
            yield self._if_of(by_role, english)
            yield self._if_of(self._named, english)
            yield self._engine.default_voice() if self._language_of else None
        yield self._named
        yield self._engine.default_voice()

    def _if_of(self, name: str | None, english: bool) -> str | None:
        """`name` if it is a voice of that language; of an engine that cannot tell, only for what is not English."""
        if name is None:
            return None
        if self._language_of is None:
            return None if english else name
        return name if self._language_of(name).startswith("en") == english else None

    def _as_set(self, name: str) -> Voice:
        return Voice(self._engine.name, name, self._settings.rate)
