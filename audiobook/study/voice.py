"""Who says what study adds: narration, which study knows by this protocol alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from audiobook.model import Role, Script, ScriptLine, Utterance


class Speaker(Protocol):
    """Turns lines into utterances of one language, in the voice of the articles."""

    @property
    def pauses(self) -> Mapping[str, int]:
        """Milliseconds of silence by name."""

    def say(self, *lines: ScriptLine) -> list[Utterance]:
        """Utterances of `lines`, not yet numbered. Many lines at once are read several times as fast as one by one."""

    def again(self, utterances: Sequence[Utterance], role: Role, section: int) -> list[Utterance]:
        """A sentence of the article once more: the same request to the engine, so nothing is spoken anew."""


Speakers = Callable[[str], Speaker]
"""The speaker of a language."""


def numbered(script: Script, utterances: Sequence[Utterance]) -> Script:
    """`script` saying `utterances`, counted from 1."""
    return replace(script, utterances=tuple(replace(each, number=number) for number, each in enumerate(utterances, 1)))
