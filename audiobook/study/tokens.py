"""Sentences -> runs of words, each with its kind: what noun phrases are looked for in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from audiobook.language import chinese, dictionary
from audiobook.language.inline_formulas import INLINE
from audiobook.language.names import SURE
from audiobook.language.word_lists import word_list

Kind = Literal["noun", "modifier", "action", "verb", "saying", "affix", "latin", "other"]
"""What a word can be in a noun phrase; `action` is a verb that also names what is done (创新, 治理), a `saying`
(天人合一) is a phrase by itself and part of none."""

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_RUN = chinese.compiled(r"[[:Han:]]+|[A-Za-z_][A-Za-z0-9_]*(?:[-+.·&'][A-Za-z0-9_]+)*\+?|\d[\d.]*[A-Za-z]*")


ENDS_A_VERB = frozenset("给于着过")
"""Characters that end a verb of three or more, which waits for an object."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands."""

    text: str
    start: int
    """Offset in the sentence."""
    kind: Kind
    known: bool = False
    """The dictionary, or the user's, has it whole."""
    name: bool = False
    """Of a person or place."""

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


def _is_person(word: str, known: bool) -> bool:
    return not known and 1 < len(word) < 4 and word[0] in SURE


class Words:
    """Cuts text into words, keeping `own` words whole: built once, used for a whole book."""

    def __init__(self, own: Mapping[str, bool] = MappingProxyType({})) -> None:
        """`own` says of each whether it may be a term."""
        self.dictionary = dictionary.load()
        self.own = frozenset(word for word, may in own.items() if may)
        self.banned = frozenset(own) - self.own
        self._cut = chinese.tokenizer(frozenset(word for word in own if all(map(chinese.is_han, word))))
        self._seen: dict[str, tuple[tuple[str, Kind], ...]] = {}

    def runs(self, text: str) -> list[list[Token]]:
        """Words that stand together without punctuation between them; 昇腾 910B is one run, “头雁”效应 two. A formula
        has none."""
        runs: list[list[Token]] = []
        end = -1
        text = text.translate(_FULL)
        if "\\(" in text:
            text = INLINE.sub(lambda found: "，" * len(found[0]), text)
        for found in _RUN.finditer(text):
            if end < 0 or text[end : found.start()].strip(" "):
                runs.append([])
            start = found.start()
            for word, kind in self._words(found[0]):
                known = self.dictionary.is_common(word) or word in self.own
                name = kind == "noun" and (self.dictionary.tag(word)[:2] in ("nr", "ns") or _is_person(word, known))
                runs[-1].append(Token(word, start, kind, known, name))
                start += len(word)
            end = found.end()
        return runs

    def _words(self, run: str) -> tuple[tuple[str, Kind], ...]:
        if run not in self._seen:
            known: tuple[tuple[str, Kind], ...]
            if run[0].isascii():
                known = ((run, "latin" if run[0].isalpha() or run in self.own else "other"),)
            else:
                known = tuple((word, self._kind(word)) for word in self._chinese(run))
            self._seen[run] = known
        return self._seen[run]

    def _chinese(self, run: str) -> Iterator[str]:
        """jieba's cut; its guesses at unknown words are undone where they swallowed a function word (以全|要素), and a
        surname goes with the name it left over (余|奇文)."""
        function = word_list("study", "function")
        surname = ""
        for word in self._cut.cut(run):
            known = self.dictionary.is_common(word) or word in self.own
            if surname and not known and len(word) < 3:
                word = surname + word
            elif surname:
                yield surname
            surname = ""
            if len(word) == 1 and word in SURE:
                surname = word
            elif not known and function & set(word):
                yield from self._cut.cut(word, HMM=False)
            else:
                yield word
        if surname:
            yield surname

    def _names_a_thing(self, character: str) -> bool:
        """蜂, 舞: it may be the end of a word the dictionary does not have (采集蜂, 摆尾舞)."""
        return self.dictionary.tag(character) in ("n", "ng") and character not in word_list("study", "lone")

    def _kind(self, word: str) -> Kind:
        if word in self.own:
            return "noun"
        if word in self.banned or word in word_list("study", "never"):
            return "other"
        if word in word_list("study", "actions"):
            return "action"
        if word in word_list("study", "modifiers"):
            return "modifier"
        if len(word) == 1:
            return "affix" if word in word_list("study", "affixes") or self._names_a_thing(word) else "other"
        if len(word) > 2 and word[-1] in ENDS_A_VERB:
            return "other"  # 发送给 is a verb, whatever the dictionary says
        if set(word[1:-1]) & set("与和的及"):
            return "other"  # 人与自然 is two things, not one
        tag = self.dictionary.tag(word)
        if not tag:
            return "noun"
        if tag in ("vn", "vi"):
            return "action"
        if tag[0] == "z" and word.endswith("地"):
            return "noun"  # 湿地 is no state, whatever the dictionary says
        if tag[0] in "abzf":
            return "modifier" if tag != "f" else "other"
        if tag == "v":
            return "verb"
        if tag == "i" and len(word) == 4:
            return "saying"
        return "noun" if tag[0] in "nlijgs" else "other"
