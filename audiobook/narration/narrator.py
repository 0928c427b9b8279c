"""Says what stands in no article (announcements, questions) in the voice of the rest, and sentences once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.config import NarrationSettings
from audiobook.language.gaps import asked
from audiobook.model import Role, ScriptLine, Utterance, Word
from audiobook.narration import alignment, glosses
from audiobook.narration.compose import SpokenForm, with_words
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.normalize import normalize
from audiobook.narration.pauses import after_text, table
from audiobook.narration.phrases import phrased
from audiobook.narration.sentences import split


class Narrator:
    """Turns lines into utterances the way compose does, and copies those there are."""

    def __init__(self, settings: NarrationSettings, lexicon: Lexicon, form: SpokenForm, language: str) -> None:
        self.pauses = table(settings.pauses)
        self._lexicon, self._form, self._language = lexicon, form, language
        self._breath = settings.breath
        self._read_formulas = settings.formulas == "read"
        self._read: dict[str, tuple[Word, ...]] = {}
        """Words by what is said: questions come again in later reviews."""

    def say(self, *lines: ScriptLine) -> list[Utterance]:
        """Utterances of `lines`, not yet numbered. Many lines at once are read several times as fast as one by one."""
        said = (utterance for line in lines for utterance in self._breaths(line))
        made = [phrased(each, self.pauses, breath=self._breath) for each in said]
        if not self._form.words:
            return made
        new = list({each.spoken: each for each in made if each.spoken not in self._read}.values())
        if new:
            self._read |= {each.spoken: each.words for each in with_words(new, self._lexicon)}
        return [replace(each, words=self._read[each.spoken]) for each in made]

    def again(self, utterances: Sequence[Utterance], role: Role, section: int) -> list[Utterance]:
        """A sentence of the article once more: the same request to the engine, so nothing is spoken anew."""
        copies = [replace(each, role=role, section=section, number=0) for each in utterances]
        return [*copies[:-1], replace(copies[-1], pause_ms=self.pauses[role])]

    def _said(self, text: str, language: str) -> tuple[str, list[alignment.Origin]]:
        """What is said of `text`, and where in it each letter of that comes from."""
        plain, given = glosses.parted(text)
        said = normalize(plain, lexicon=self._lexicon, language=language, read_formulas=self._read_formulas)
        origins = alignment.within(alignment.origins(plain, said), glosses.places(text))
        return said.text if self._form.words else glosses.respelled(said.text, given), origins

    def _breaths(self, line: ScriptLine) -> list[Utterance]:
        pieces = split(
            line.written,
            preferred_syllables=self._form.preferred_syllables,
            max_syllables=self._form.max_syllables,
        )
        # what is said in a gap is of the article's language
        said = [(piece, self._language) for piece in pieces]
        if not line.blank:
            said = list(self._form.parted(pieces, self._language))
        made = []
        for index, (piece, language) in enumerate(said):
            last = index == len(said) - 1
            text = asked(piece.text, line.blank, last=last) if line.blank else piece.text
            spoken, origins = self._said(text, language)
            if line.blank:
                origins = alignment.within(origins, alignment.asked_places(piece.text, text, line.blank))
            pause = self.pauses[line.role if last else after_text(piece.text, ends_sentence=piece.ends_sentence)]
            made.append(
                Utterance(
                    number=0,
                    role=line.role,
                    written=piece.text,
                    spoken=spoken,
                    pause_ms=pause + (line.answer_ms if last else 0),
                    section=line.section,
                    language=language,
                    answer_ms=line.answer_ms if last else 0,
                    written_words=alignment.written_words(piece.text, spoken, origins),
                )
            )
        return made
