"""What a model wrote is said only where the sentences it cites prove it; each law here names what it found.

A word is one of the cited sentences or states nothing (stating_nothing.txt, supposing.txt in data/); a figure, a name
and a Latin word stand there whole; what is denied there is denied, what is not is not. A statement is at most
a shortening, clause by clause, and keeps every condition and reservation. An answer is a stretch of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from audiobook.language import chinese
from audiobook.language.word_lists import word_list
from audiobook.study.tokens import Token as Unit
from audiobook.study.tokens import Words

Fault = Literal["", "form", "citation", "figure", "name", "word", "negation", "reservation", "order", "answer"]
"""Which law a draft breaks; "" if none."""

LONGEST_QUESTION, LONGEST_STATEMENT, LONGEST_ANSWER = 60, 120, 100
SHORTEST = 6
LEAST_IN_COMMON = 2
"""Words a draft has of the sentences it cites: 为什么？ asks nothing."""
_FIGURE = chinese.compiled(
    r"\d+(?:[.,:：/／—–~～-]\d+)*[%％‰]?[万亿千百十]*[[:Han:]]?|[零〇一二两三四五六七八九十百千万亿]{2,}"
)
_BARE_FIGURE = re.compile(r"\d+(?:[.,:：/／—–~～-]\d+)*[%％‰]?[万亿千百十]*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[-+.·&'’][A-Za-zÀ-ɏ0-9]+)*")
_CLAUSE = re.compile(r"[，,。；;：:！!？?、\n]")
_PART = re.compile(r"[，,。；;：:！!？?\n]")
"""The same, but a list goes on over its marks."""
_PLAIN = chinese.compiled(r"[[:Han:]A-Za-zÀ-ɏ0-9\s，。；：！？、,.;:!?%％‰“”‘’「」『』《》〈〉（）()·—–…~～/+&'-]+")
ADDRESS = re.compile(r"https?:|www\.|[\w.]+@[\w.]+|\[[^\]]*\]\(", re.IGNORECASE)


def fault_of_question(text: str, cited: Sequence[str], words: Words, *, claims: bool = False) -> Fault:
    """What is wrong with a question about the sentences `cited`; `claims`: what it asks the reason of, it takes to be
    so, and that is a statement as well."""
    if not _well_formed(text, LONGEST_QUESTION) or not text.endswith(("？", "?")) or text.count("？") > 1:
        return "form"
    source = "".join(cited)
    if not claims:
        return _fault_of_words(text, source, words, word_list("study", "supposing"))
    if fault := _fault_of_words(text, source, words):
        return fault
    content = [unit.text for unit in _content(text, source, words)]
    about = max(_CLAUSE.split(source), key=lambda clause: sum(each in clause for each in content))
    if _drops_reservation(text, about, words):
        return "reservation"
    return "" if _in_order(text, source, words) else "order"


def fault_of_statement(text: str, cited: Sequence[str], words: Words) -> Fault:
    """What is wrong with a sentence that says what the sentences `cited` say."""
    if not _well_formed(text, LONGEST_STATEMENT) or not text.endswith(("。", "！")) or "？" in text:
        return "form"
    source = "".join(cited)
    if fault := _fault_of_words(text, source, words):
        return fault
    if _drops_reservation(text, source, words):
        return "reservation"
    return "" if _shortens(text, source, words) else "order"


def span(answer: str, question: str, cited: Sequence[str]) -> str:
    """The stretch of one of `cited` that `answer` is, as it stands there; "" if it is none, all of it, or in the
    question already."""
    answer = answer.strip().strip("。，；：！？,.;:!?").strip()
    if not 1 < len(answer) <= LONGEST_ANSWER or normalised(answer) in normalised(question):
        return ""
    for sentence in cited:
        at = sentence.find(answer)
        # a figure or word is not cut: 5 is no part of 25, and glass none of glasses
        if at >= 0 and len(answer) < len(sentence.rstrip("。！？.!?")) and not _cuts(sentence, at, at + len(answer)):
            return answer
    return ""


def normalised(text: str) -> str:
    """What two answers are compared by: no marks, widths or cases, and no 因为 before a cause.

    >>> normalised("因为“水流”变慢。") == normalised("水流变慢")
    True
    """
    text = "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())
    return re.sub("^(?:是因为|因为|由于)", "", text)


def _cuts(text: str, start: int, end: int) -> bool:
    return any(
        0 < at < len(text) and all(each.isascii() and each.isalnum() for each in text[at - 1 : at + 1])
        for at in (start, end)
    )


def _well_formed(text: str, longest: int) -> bool:
    return (
        SHORTEST <= len(text) <= longest
        and _PLAIN.fullmatch(text) is not None
        and "\n" not in text
        and ADDRESS.search(text) is None
        and len(re.findall("[。！？]", text)) == 1
    )


def _fault_of_words(text: str, source: str, words: Words, allowed: frozenset[str] = frozenset()) -> Fault:
    if not _figures(text) <= _figures(source) or not _bare(text) <= _bare(source):
        return "figure"
    if not _latin(text) <= _latin(source):
        return "name"
    for unit in _units(text, source, words):
        if unit.text not in _nothing() | allowed and not _stands(unit, text, source, words):
            return "name" if unit.name else "word"
    if len({unit.text for unit in _content(text, source, words) if unit.text in source}) < LEAST_IN_COMMON:
        return "word"
    return "" if _denies_alike(text, source, words, allowed) else "negation"


def _stands(unit: Unit, text: str, source: str, words: Words) -> bool:
    """A single character is a word only where it is one, or beside the same one: 三 is not said in 三角洲."""
    if len(unit.text) > 1:
        return unit.text in source
    around = {text[max(0, unit.start - 1) : unit.end], text[unit.start : unit.end + 1]}
    return any(len(pair) == 2 and pair in source for pair in around) or any(
        unit.text == each.text for each in _tokens(source, words)
    )


def _drops_reservation(text: str, source: str, words: Words) -> bool:
    kept, reserved = (
        Counter(each.text for each in _tokens(said, words) if each.text in word_list("study", "qualifiers"))
        for said in (text, source)
    )
    return bool(reserved - kept)


def _in_order(text: str, source: str, words: Words) -> bool:
    """Has `source` the words of `text` in their order?"""
    at = 0
    for unit in _content(text, source, words):
        at = source.find(unit.text, at)
        if at < 0:
            return False
        at += len(unit.text)
    return True


def _shortens(text: str, source: str, words: Words) -> bool:
    """Is each clause of `text` a shortening of one clause of `source`, in their order? Over two of them other things
    are said: 去年 of the one, 亏损 of the next."""
    there = _PART.split(source)
    for part in _PART.split(text):
        while there and not _in_order(part, there[0], words):
            there = there[1:]
    return bool(there)


def _figures(text: str) -> set[str]:
    """Figures with what they count, and numerals of two characters and more."""
    return {found[0] for found in _FIGURE.finditer(text)}


def _bare(text: str) -> set[str]:
    return {found[0] for found in _BARE_FIGURE.finditer(text)}


def _latin(text: str) -> set[str]:
    return {found[0].casefold() for found in _LATIN.finditer(text)}


def _tokens(text: str, words: Words) -> Iterator[Unit]:
    """Every word in Han."""
    for run in words.runs(text):
        for token in run:
            if chinese.is_han(token.text[0]):
                yield token


def _units(text: str, source: str, words: Words) -> Iterator[Unit]:
    """The same; a guessed word that `source` has not in its characters, for it may be none (采集|蜂靠|气味)."""
    for token in _tokens(text, words):
        if token.known or token.text in source or len(token.text) == 1:
            yield token
        else:
            for place, character in enumerate(token.text, token.start):
                yield Unit(character, place, token.kind, name=token.name)


def _content(text: str, source: str, words: Words) -> list[Unit]:
    """Words that state something, in order."""
    return [unit for unit in _units(text, source, words) if unit.text not in _nothing()]


def _nothing() -> frozenset[str]:
    return word_list("study", "stating_nothing") | word_list("study", "negators")


def _denies_alike(text: str, source: str, words: Words, allowed: frozenset[str]) -> bool:
    """Is every word of `text` denied, or not, as it is somewhere in `source`? A negator denies what follows in its
    clause, and a second one takes that back."""
    there = [(clause, _negators(clause, words)) for clause in _CLAUSE.split(source)]
    denied = False
    for clause in _CLAUSE.split(text):
        negators = _negators(clause, words)
        denied = denied or bool(negators)
        for unit in _units(clause, source, words):
            if unit.text in _nothing() | allowed:
                continue
            ways = {
                sum(end <= found.start() for end in ends) % 2
                for other, ends in there
                for found in re.finditer(re.escape(unit.text), other)
            }
            if sum(end <= unit.start for end in negators) % 2 not in ways:
                return False
    return not denied or any(ends for _, ends in there)


def _negators(clause: str, words: Words) -> list[int]:
    """Where negators end, 看不见 among them."""
    return [
        each.end
        for each in _tokens(clause, words)
        if each.text in word_list("study", "negators") or (len(each.text) == 3 and each.text[1] == "不")
    ]
