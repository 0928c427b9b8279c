"""Lines -> utterances: cut into breaths, turned into words, parted by pauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audiobook.config import NarrationSettings
from audiobook.language.syllables import count_syllables
from audiobook.model import Utterance
from audiobook.narration import alignment, glosses
from audiobook.narration.figures import slowed
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.lines import Line, Part
from audiobook.narration.normalize import normalize
from audiobook.narration.pauses import after_text
from audiobook.narration.sentences import SentencePart, split
from audiobook.narration.tongues import by_language

_MARKS = "，。！？；：、…—"


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """What the engine wants: readings or text, and how much at once."""

    words: bool
    """True: utterances carry readings (`Utterance.words`)."""
    preferred_syllables: int
    max_syllables: int
    engine: str
    by_language: bool = False
    """Sentences of the other language have a voice of their own, so they are utterances of their own."""

    def parted(self, pieces: Iterable[SentencePart], language: str) -> Iterator[tuple[SentencePart, str]]:
        """`pieces` of a text in `language` with the language of each, parted further where languages meet."""
        for piece in pieces:
            yield from by_language(piece, language) if self.by_language else [(piece, language)]


@dataclass(frozen=True, slots=True)
class Breaths:
    """Cuts lines of one language into breaths for one engine."""

    language: str
    settings: NarrationSettings
    lexicon: Lexicon
    form: SpokenForm
    pauses: Mapping[str, int]

    def of(self, line: Line) -> list[Utterance]:
        """The utterances of one line; the last one's pause is the line's own."""
        parts = line.parts or (Part(line.written),)
        made = [utterance for part in parts for utterance in self._part(line, part)]
        made = _joined(made, line.joins) if line.joins else made
        return [*made[:-1], replace(made[-1], pause_ms=self.pauses[line.pause])]

    def _part(self, line: Line, part: Part) -> Iterator[Utterance]:
        pieces = self._pieces(part)
        for index, (piece, language) in enumerate(pieces):
            last = index == len(pieces) - 1
            skip = part.skip if index == 0 else 0
            if part.instead is None:
                spoken, origins = self._said(piece.text[skip:], language)
                origins = alignment.within(origins, [(at, at + 1) for at in range(skip, len(piece.text))])
            else:
                spoken, _ = self._said(part.instead, language)
                origins = alignment.as_a_whole(spoken, len(piece.text))
            if part.before and index == 0:
                before, _ = self._said(part.before, self.language)
                spoken, origins = before + spoken, alignment.nowhere(before) + origins
            if last and spoken and spoken[-1] not in _MARKS:
                spoken += part.close
            named = part.pause if last else None
            # where a pause is named, only a mark of punctuation asks for another one
            ends = piece.ends_sentence and named is None
            mark = after_text(piece.text, ends_sentence=ends)
            if mark == "word" and not last and pieces[index + 1][1] != language:
                mark = "comma"  # another voice goes on
            pause_ms = max(self.pauses[mark], self.pauses.get(named or "", 0))
            yield Utterance(
                number=0,
                role=line.role,
                written=piece.text,
                spoken=spoken,
                pause_ms=pause_ms,
                section=line.section,
                paragraph=line.paragraph,
                lines=line.lines,
                language=language,
                content=line.content,
                written_words=alignment.written_words(piece.text, spoken, origins),
            )

    def _pieces(self, part: Part) -> list[tuple[SentencePart, str]]:
        """What is said in one breath each, and its language."""
        whole = SentencePart(part.written, True)
        if part.instead is not None:
            return [(whole, self.language)]
        form = self.form
        pieces = split(part.written, preferred_syllables=form.preferred_syllables, max_syllables=form.max_syllables)
        return list(form.parted(pieces or [whole], self.language))

    def _said(self, text: str, language: str) -> tuple[str, list[alignment.Origin]]:
        """What is said of `text`, and where in it each letter of that comes from."""
        plain, given = glosses.parted(text)
        result = normalize(
            plain,
            lexicon=self.lexicon,
            language=language,
            traditional_to_simplified=self.settings.simplify,
            read_formulas=self.settings.formulas == "read",
        )
        said, origins = result.text, alignment.within(alignment.origins(plain, result), glosses.places(text))
        if self.settings.slow_figures:
            said = slowed(said)
        if not self.form.words:
            said = self.lexicon.substitute(glosses.respelled(said, given), self.form.engine)
        return said, origins


def _joined(utterances: list[Utterance], least: int) -> list[Utterance]:
    """Those of fewer than `least` syllables together with the next, the last one with the one before it."""
    joined: list[Utterance] = []
    for each in utterances:
        if joined and (_is_short(joined[-1], least) or (each is utterances[-1] and _is_short(each, least))):
            before = joined[-1]
            comma = "，" if before.spoken and each.spoken and before.spoken[-1] not in _MARKS else ""
            joined[-1] = replace(
                before,
                written=before.written + each.written,
                spoken=before.spoken + comma + each.spoken,
                pause_ms=each.pause_ms,
                written_words=before.written_words
                + alignment.moved(each.written_words, len(before.written), len(before.spoken + comma)),
            )
        else:
            joined.append(each)
    return joined


def _is_short(utterance: Utterance, least: int) -> bool:
    return count_syllables(utterance.spoken) < least
