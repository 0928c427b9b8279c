"""What a model wrote is said only where the sentences it cites prove it; each law here names what it found.

A word is one of the cited sentences or states nothing (data/stating_nothing.txt); a figure, a name and a Latin word
stand there whole; what is denied there is denied, what is not is not. A statement has its words in their order and
keeps every condition and reservation: it is at most a shortening. An answer is a stretch of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from audiobook.language import chinese
from audiobook.language.word_lists import word_list
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
_PLAIN = chinese.compiled(r"[[:Han:]A-Za-zÀ-ɏ0-9\s，。；：！？、,.;:!?%％‰“”‘’「」『』《》〈〉（）()·—–…~～/+&'-]+")
_ADDRESS = re.compile(r"https?:|www\.|[\w.]+@[\w.]+|\[[^\]]*\]\(", re.IGNORECASE)


def fault_of_question(text: str, cited: Sequence[str], words: Words) -> Fault:
    """What is wrong with a question about the sentences `cited`."""
    if not _well_formed(text, LONGEST_QUESTION) or not text.endswith(("？", "?")) or text.count("？") > 1:
        return "form"
    return _fault_of_words(text, "".join(cited), words)


def fault_of_statement(text: str, cited: Sequence[str], words: Words) -> Fault:
    """What is wrong with a sentence that says what the sentences `cited` say."""
    if not _well_formed(text, LONGEST_STATEMENT) or not text.endswith(("。", "！")) or "？" in text:
        return "form"
    source = "".join(cited)
    if fault := _fault_of_words(text, source, words):
        return fault
    kept, reserved = (
        Counter(token for token, *_ in _tokens(each, words) if token in word_list("study", "qualifiers"))
        for each in (text, source)
    )
    if reserved - kept:
        return "reservation"
    at = 0
    for token in _content(text, words):
        at = source.find(token, at)
        if at < 0:
            return "order"
        at += len(token)
    return ""


def span(answer: str, question: str, cited: Sequence[str]) -> str:
    """The stretch of one of `cited` that `answer` is, as it stands there; "" if it is none, all of it, or in the
    question already."""
    answer = answer.strip().strip("。，；：！？,.;:!?").strip()
    if not 1 < len(answer) <= LONGEST_ANSWER or normalised(answer) in normalised(question):
        return ""
    for sentence in cited:
        at = sentence.find(answer)
        # a figure or word is not cut: 5 is no part of 25, and glass none of glasses
        if at >= 0 and len(answer) < len(sentence.rstrip("。！？")) and not _cuts(sentence, at, at + len(answer)):
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
        and _ADDRESS.search(text) is None
        and len(re.findall("[。！？]", text)) == 1
    )


def _fault_of_words(text: str, source: str, words: Words) -> Fault:
    if not _figures(text) <= _figures(source) or not _bare(text) <= _bare(source):
        return "figure"
    if not _latin(text) <= _latin(source):
        return "name"
    there = {token for token, *_ in _tokens(source, words)}
    for token, name, _, _ in _tokens(text, words):
        # a single character is a word only where it is one: 三 is not said in 三角洲
        if token not in _nothing() and token not in (there if len(token) == 1 else source):
            return "name" if name else "word"
    if len(set(_content(text, words))) < LEAST_IN_COMMON:
        return "word"
    return "" if _denies_alike(text, source, words) else "negation"


def _figures(text: str) -> set[str]:
    """Figures with what they count, and numerals of two characters and more."""
    return {found[0] for found in _FIGURE.finditer(text)}


def _bare(text: str) -> set[str]:
    return {found[0] for found in _BARE_FIGURE.finditer(text)}


def _latin(text: str) -> set[str]:
    return {found[0].casefold() for found in _LATIN.finditer(text)}


def _tokens(text: str, words: Words) -> Iterator[tuple[str, bool, int, int]]:
    """Every word in Han: the word, whether it names a person or place, where it begins and ends."""
    for run in words.runs(text):
        for token in run:
            if chinese.is_han(token.text[0]):
                yield token.text, token.name, token.start, token.end


def _content(text: str, words: Words) -> list[str]:
    """Words that state something, in order."""
    return [token for token, *_ in _tokens(text, words) if token not in _nothing()]


def _nothing() -> frozenset[str]:
    return word_list("study", "stating_nothing") | word_list("study", "negators")


def _denies_alike(text: str, source: str, words: Words) -> bool:
    """Is every word of `text` denied, or not, as it is somewhere in `source`? A negator denies what follows in its
    clause, and a second one takes that back."""
    there = [(clause, _negators(clause, words)) for clause in _CLAUSE.split(source)]
    denied = False
    for clause in _CLAUSE.split(text):
        negators = _negators(clause, words)
        denied = denied or bool(negators)
        for token, _, start, _ in _tokens(clause, words):
            if token in _nothing():
                continue
            ways = {
                sum(end <= found.start() for end in ends) % 2
                for other, ends in there
                for found in re.finditer(re.escape(token), other)
            }
            if sum(end <= start for end in negators) % 2 not in ways:
                return False
    return not denied or any(ends for _, ends in there)


def _negators(clause: str, words: Words) -> list[int]:
    """Where negators end, 看不见 among them."""
    return [
        end
        for token, _, _, end in _tokens(clause, words)
        if token in word_list("study", "negators") or (len(token) == 3 and token[1] == "不")
    ]
