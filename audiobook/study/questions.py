"""Recall questions: a sentence of the article with one key term or figure left out.

A gap is made only where the rest of the sentence does not give it away, where it is a whole phrase and no item of
an enumeration, and where the sentence stands on its own feet. Asked aloud, 什么 or 多少 stands in the gap: Chinese
asks in place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.gaps import asked
from audiobook.language.names import SURE
from audiobook.language.word_lists import word_list
from audiobook.model import BLANK, Question, Term
from audiobook.study.recap import leans
from audiobook.study.terms import defines
from audiobook.study.tokens import Token, Words
from audiobook.study.whole_sentences import Sentence

SHORTEST, LONGEST = 16, 110
"""Characters of a sentence that is asked about."""
EVERYWHERE, EASY = 0.25, 0.35
"""A term in more than this share of the sentences is guessed too easily, and asked for less."""
FIGURES = 0.34
"""At most this share of the questions asks for a figure."""

_UNIT = (
    r"(?:年|月|日|个百分点|[%％‰]|千[瓦克米卡升]"
    r"|[万亿]*[元美人户家个度倍台套项件所名位条种亩吨米克里瓦分秒小只头棵株口座辆架艘尾篇册届岁层间场支批]|次(?!方)"
    r"|[KMGTPEZ]B|TFLOPS|平方公里|公里|万|亿)"
)
_AMOUNT = r"\d+(?:,\d{3})*(?:\.\d+)?(?:[十百万亿]|千(?![瓦克米卡升]))*[余多]?"
"""The 千 of 千瓦 is of the unit."""
_FIGURE = re.compile(rf"(?<![\dA-Za-z.,，\-—–~～/第])({_AMOUNT})\s*(?={_UNIT})")
_CANNOT_BEFORE = re.compile(r"[、—–\-A-Za-z0-9]$|[和与及]$|(?<![成作视称化变])为$|为了$|因为$")
"""An item of several; and 为什么 asks something else."""
_CANNOT_AFTER = re.compile(r"[、—–-]|[和与及等+]|以及|方面|领域|问题|来看|来说|而言|之[一间]|一词|一语|二字")
_PEOPLE = re.compile(
    r"(?:者|员|干部|群众|百姓|专家|学者|人才|青年|家长|教师|学生|[农牧渔居村市网移公选]民|工人|工程师)$"
)
_RANGE = re.compile(r"^\s*[%％]?[年月日]?\s*[—–~～至到\-]+\s*\d")


@dataclass(frozen=True, slots=True)
class _Gap:
    sentence: Sentence
    kind: str
    start: int
    stop: int
    answer: str
    said: str
    value: float


def questions(
    title: str, article: int, sentences: Sequence[Sentence], terms: Sequence[Term], words: Words, *, most: int
) -> tuple[Question, ...]:
    """At most `most` questions in the order of the article; no sentence and no answer twice."""
    terms = [term for term in terms if not _is_one_action(term.text, words)]
    asked_about = [sentence for sentence in sentences if _askable(sentence.text)]
    gaps = [gap for sentence in asked_about for gap in _gaps(sentence, terms, words, len(sentences))]
    gaps.sort(key=lambda gap: (-gap.value, gap.sentence.place, gap.start))
    chosen: list[_Gap] = []
    sections: dict[int, int] = {}
    figures = 0
    for fair in (True, False):  # first no section more than its share, then whatever is left
        share = -(-most // max(1, len({gap.sentence.section for gap in gaps})))
        for gap in gaps:
            if len(chosen) >= most:
                break
            if any(gap.sentence is c.sentence or gap.answer == c.answer for c in chosen):
                continue
            if gap.kind == "figure" and figures + 1 > max(1, round(FIGURES * most)):
                continue
            if fair and sections.get(gap.sentence.section, 0) >= share:
                continue
            chosen.append(gap)
            figures += gap.kind == "figure"
            sections[gap.sentence.section] = sections.get(gap.sentence.section, 0) + 1
    return tuple(_question(title, article, gap) for gap in sorted(chosen, key=lambda gap: gap.sentence.place))


def _askable(text: str) -> bool:
    return (
        SHORTEST <= len(text) <= LONGEST
        and not leans(text)
        and BLANK not in text  # an exercise with a gap of its own
        and not re.search(r"[？?：:][”’）)]*$", text)
        and text.count("“") == text.count("”")
        and text.count("（") + text.count("(") == text.count("）") + text.count(")")
    )


def _gaps(sentence: Sentence, terms: Sequence[Term], words: Words, total: int) -> Iterator[_Gap]:
    bare = sentence.text.replace(" ", "")
    here = [term for term in terms if term.text.replace(" ", "") in bare]
    present = sum(term.score for term in here)
    runs = words.runs(sentence.text) if here else []
    for term in here:
        spot = gap_of(term.text, sentence.text, runs)
        if spot is not None:
            value = 0.6 * term.score**0.25 + (0.6 if defines(term.text, sentence.text) else 0.0)
            value += 0.15 * min(present, 2) - abs(len(sentence.text) - 45) / 120
            value -= EASY if len(term.utterances) > EVERYWHERE * total else 0.0
            start, stop = spot
            yield _Gap(
                sentence,
                "term",
                start,
                stop,
                sentence.text[start:stop],
                _said(sentence.text, start, stop, words),
                value,
            )
    if present:
        for found in _FIGURE.finditer(sentence.text):
            gap = _figure(sentence, found, present)
            if gap is not None:
                yield gap


def gap_of(term: str, text: str, runs: Sequence[Sequence[Token]]) -> tuple[int, int] | None:
    """Where `term` may be left out of `text`, or None.

    It must stand there once, as a whole phrase; none of its own words may stand elsewhere in the sentence; no
    bracket may explain it; it must not be one item of several.
    """
    pattern = re.compile(r"\s*".join(re.escape(c) for c in term.replace(" ", "")))
    found = pattern.findall(text)
    if len(found) != 1 or _is_given_away(term, text, runs):
        return None
    spot = pattern.search(text)
    assert spot is not None
    start, stop = spot.span()
    if not _is_whole_phrase(start, stop, runs) or re.match(r"\s*[”’]?[（(]", text[stop:]):
        return None
    if _CANNOT_BEFORE.search(text[:start].rstrip("“‘ ")) or _CANNOT_AFTER.match(text[stop:].lstrip("”’ ")):
        return None
    rest = re.sub(r"[^\w]", "", text[:start] + text[stop:])
    return (start, stop) if len(rest) >= 10 else None


def _is_given_away(term: str, text: str, runs: Sequence[Sequence[Token]]) -> bool:
    """Does a word of the term that is its own, not a weak one, stand elsewhere in the sentence too?"""
    own = {token.text for run in runs for token in run if len(token.text) > 1 and token.text in term}
    own -= word_list("study", "weak")
    rest = text.replace(term, "\n", 1)
    return any(word in rest for word in own)


def _is_whole_phrase(start: int, stop: int, runs: Sequence[Sequence[Token]]) -> bool:
    """True if words end where the gap does, and no noun touches it."""
    for run in runs:
        if run and run[0].start <= start and stop <= run[-1].end:
            inside = [i for i, token in enumerate(run) if token.start >= start and token.end <= stop]
            if not inside or run[inside[0]].start != start or run[inside[-1]].end != stop:
                return False
            before = run[inside[0] - 1] if inside[0] else None
            after = run[inside[-1] + 1] if inside[-1] + 1 < len(run) else None
            return (
                before is None or before.kind in ("other", "verb") or before.text in word_list("study", "transitive")
            ) and (after is None or after.kind in ("other", "verb"))
    return False


def _is_one_action(term: str, words: Words) -> bool:
    """演进 or 突破: in its place could stand a dozen other words."""
    tokens = [token for run in words.runs(term) for token in run]
    return len(tokens) == 1 and tokens[0].kind == "action"


def _said(text: str, start: int, stop: int, words: Words) -> str:
    """什么; 谁 or 哪些人 for people; 哪个概念 where the sentence goes on to say what it is."""
    answer = text[start:stop]
    if words.dictionary.tag(answer) in ("nr", "nrt") and re.match(r"[说曾认指提写发生出在于]", text[stop:]):
        return "谁"
    if 1 < len(answer) < 4 and answer[0] in SURE and not words.dictionary.is_common(answer):
        return "谁"
    if _PEOPLE.search(answer):
        return "哪些人"
    return "哪个概念" if re.match(r"[”’]?(?:是指|指的是|是一[种类个门项])", text[stop:]) else "什么"


def _figure(sentence: Sentence, found: re.Match[str], present: float) -> _Gap | None:
    text, start, stop = sentence.text, found.start(1), found.end(1)
    answer, after = found[1], text[found.end(1) :].lstrip()
    if text.count(answer) != 1 or _RANGE.match(after) or re.search(r"[—–~～至到\-]\s*$", text[:start]):
        return None
    if after[:1] in "月日" or (after[:1] == "年" and not re.fullmatch(r"(?:1[89]|20)\d\d", answer)):
        return None
    if after[:1] == "年":
        said = "哪一"
        value = 0.25
    elif after[:1] in "%％":
        said, stop = "百分之多少", stop + (text[stop:].index(after[0]) + 1)
        value = 0.5
    elif after[:1] in "‰":
        return None
    else:
        said = "多少"
        value = 0.5
    crowd = len(_FIGURE.findall(text))
    value += 0.15 * min(present, 2) - 0.12 * (crowd - 1) - abs(len(text) - 45) / 120
    return _Gap(sentence, "figure", start, stop, text[start:stop], said, value)


def _question(title: str, article: int, gap: _Gap) -> Question:
    text = gap.sentence.text
    prompt = text[: gap.start] + BLANK + text[gap.stop :]
    # a term is asked for once in an article, so its card survives a mended sentence;
    # a figure is known by what leads to it
    known_by = (
        gap.answer
        if gap.kind == "term"
        else f"{text[max(0, gap.start - 10) : gap.start]}\t{text[gap.stop : gap.stop + 4]}"
    )
    digest = hashlib.sha256(f"{title}\t{gap.kind}\t{known_by}".encode()).hexdigest()
    return Question(
        id=digest[:20],
        article=article,
        kind="term" if gap.kind == "term" else "figure",
        prompt=prompt,
        asked=asked(prompt, gap.said),
        answer=gap.answer,
        sentence=text,
        paragraph=gap.sentence.paragraph,
        utterance=gap.sentence.numbers[0],
        utterances=gap.sentence.numbers,
        said=gap.said,
    )
