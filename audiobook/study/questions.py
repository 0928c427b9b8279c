"""Recall questions: a sentence of the article, or its clause that holds, with one phrase left out.

A question word stands in the gap, for Chinese asks in place. What a sentence says of things is asked before the
words in it: the term for a definition, what a term means, every point of a list, why, what rather (`definitions`,
`relations`); then names, figures and terms. Better no question than a bad one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.gaps import asked
from audiobook.language.word_lists import alternatives
from audiobook.model import BLANK, Question, QuestionKind, Term
from audiobook.study.clauses import LONGEST, cut, opens_with_noun
from audiobook.study.definitions import Definition, definitions
from audiobook.study.figures import crowd, figures
from audiobook.study.prose import is_numbered, leans, points_back
from audiobook.study.relations import Asked, relations
from audiobook.study.term_gaps import gap_of, said_for
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence

SHORTEST, LONGEST_SENTENCE = 10, 160
"""Characters of a sentence that is asked about."""
LONGEST_LIST = 260
"""Characters of a list over several sentences, with what it is of."""
EVERYWHERE, EASY = 0.25, 0.35
"""A term in more than this share of the sentences is guessed too easily, and asked for less."""
FIGURES = 0.34
"""At most this share of the questions asks for a figure."""
SHORT_MEANING = 24
"""Letters of what a term means that are asked for; of longer ones the term is."""
LEAST_BESIDE_FIGURE = 11
LEAST_LEFT = 6
"""Letters of a question beside what is said in the gap."""
WORTH: dict[QuestionKind, float] = {
    "name": 2.4,
    "list": 2.3,
    "definition": 2.1,
    "contrast": 1.8,
    "cause": 1.6,
    "relation": 1.5,
    "figure": 0.5,
    "term": 0.0,
}
"""What is asked first; a person or institution counts `NAMED` beside a term."""
NAMED = 0.7
_ENDS = re.compile(r"[。．.！!][”’』」）)]*$")
_SUPPOSED = re.compile(r"假设|假如|如果|倘若|比如|例如|譬如|好比|要是")
"""A figure of an example is not worth keeping."""
_OF_A_PERSON = re.compile(
    rf"(?:{alternatives('study', 'roles')}|神|娃|仙)[，,]?\w?(?:叫[作做]|名为|取名为?|称[为作])[“‘]?$"
)
"""What a person is called is no term."""
_PERSONAL = re.compile(r"我(?![国党军省市县])|[你您咱吧吗呢啊]")
"""Who speaks to the reader tells, and is not asked back."""


@dataclass(frozen=True, slots=True)
class _Gap:
    sentence: Sentence
    kind: QuestionKind
    start: int
    stop: int
    said: str
    head: int
    end: int
    value: float
    about: str = ""
    """The term of a definition, which is asked about once."""

    @property
    def answer(self) -> str:
        answer = self.sentence.text[self.start : self.stop].strip("，,。；;：: ")
        return self.about if self.kind == "name" else answer

    @property
    def prompt(self) -> str:
        text = self.sentence.text
        return text[self.head : self.start] + BLANK + text[self.stop : self.end].rstrip("，,；; ")


def questions(
    title: str,
    article: int,
    sentences: Sequence[Sentence],
    terms: Sequence[Term],
    words: Words,
    *,
    most: int,
    before: Collection[str] = (),
) -> tuple[Question, ...]:
    """At most `most` questions in the order of the article; no sentence and no answer twice, and none of those that
    are in `before` as they are asked."""
    text = "\n".join(sentence.text for sentence in sentences)
    gaps = [
        gap
        for sentence in (*sentences, *_lists(sentences))
        if _askable(sentence)
        for gap in _gaps(sentence, terms, words, len(sentences), text)
        if asked(gap.prompt, gap.said) not in before
    ]
    gaps.sort(key=lambda gap: (-gap.value, gap.sentence.place, gap.start))
    chosen: list[_Gap] = []
    sections: dict[int, int] = {}
    shown = 0
    for fair in (True, False):  # first no section more than its share, then whatever is left
        share = -(-most // max(1, len({gap.sentence.section for gap in gaps})))
        for gap in gaps:
            if len(chosen) >= most:
                break
            if any(_same(gap, other) for other in chosen):
                continue
            if gap.kind == "figure" and shown + 1 > max(1, round(FIGURES * most)):
                continue
            if fair and sections.get(gap.sentence.section, 0) >= share:
                continue
            chosen.append(gap)
            shown += gap.kind == "figure"
            sections[gap.sentence.section] = sections.get(gap.sentence.section, 0) + 1
    return tuple(_question(title, article, gap) for gap in sorted(chosen, key=lambda gap: gap.sentence.place))


def _same(one: _Gap, two: _Gap) -> bool:
    """Do they ask of one sentence, for one answer, or about one term?"""
    return (
        one.answer == two.answer
        or bool(set(one.sentence.numbers) & set(two.sentence.numbers))
        or one.sentence.text == two.sentence.text
        or bool(one.about and two.about == one.about)
    )


def _askable(sentence: Sentence) -> bool:
    text = sentence.text
    longest = LONGEST_LIST if len(_marks(text)) > 1 else LONGEST_SENTENCE
    return (
        sentence.prose
        and SHORTEST <= len(text) <= longest
        and not leans(text)
        and not is_numbered(text)
        and BLANK not in text  # an exercise with a gap of its own
        and _ENDS.search(text) is not None
        and not _PERSONAL.search(text)
        and not re.search(r"_{2,}|[（(]\s*[）)]", text)
        and text.count("“") == text.count("”")
        and text.count("（") + text.count("(") == text.count("）") + text.count(")")
    )


def _marks(text: str) -> list[str]:
    return re.findall(r"[。！？]", text)


def _lists(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Lists over sentences of one paragraph (有三个原因。第一，…。第二，…。第三，…。), each as one sentence."""
    for at, first in enumerate(sentences):
        found = re.search(r"[两二三四五六七](?:点|条|步|类|种|个?\w{1,4})[：:。]$", first.text)
        if not found and not re.search(r"[两二三四五六七](?:点|个?\w{1,4})[：:](?:第一|一是|首先|其一)", first.text):
            continue
        text, utterances = first.text, list(first.utterances)
        for following in sentences[at + 1 :]:
            item = re.match(r"第[一二三四五六七]|[一二三四五六七]是|其[一二三四五六七]", following.text)
            if following.paragraph != first.paragraph or not item or not following.prose:
                break
            text += following.text
            utterances += following.utterances
        if len(utterances) > len(first.utterances) and len(text) <= LONGEST_LIST:
            yield Sentence(text, tuple(utterances), first.place)


def _gaps(sentence: Sentence, terms: Sequence[Term], words: Words, total: int, article: str) -> Iterator[_Gap]:
    text = sentence.text
    weight = _weight(text, terms)
    for one in _of_meaning(text, words):
        if one.kind == "cause" and one.head == one.start and _opens_with_verb(text[one.stop :], words):
            continue
        if not one.about and not opens_with_noun(
            text[one.head :], words, verbs=one.kind == "list" or "的" in text[one.head : one.start]
        ):
            continue
        if one.kind in ("list", "cause"):
            span: tuple[int, int] | None = (one.head, one.end)
        elif one.kind in ("name", "definition"):
            span = cut(text[: one.end], one.start, one.stop, one.said, words, pointing=True)
        else:
            span = cut(text[: one.end], one.start, one.stop, one.said, words)
        if span is None or not _is_fair(text, one, span):
            continue
        value = WORTH[one.kind] + 0.15 * min(weight, 2)
        yield _Gap(sentence, one.kind, one.start, one.stop, one.said, *span, value, one.about)
    if len(_marks(text)) < 2:
        yield from _of_words(sentence, terms, words, total, article, weight)


def _opens_with_verb(text: str, words: Words) -> bool:
    """Has it no subject of its own (由于…的人，有权…)?"""
    runs = words.runs(text)
    return bool(re.match(r"[有是可应能会要不将被必需]", text) or (runs and runs[0] and runs[0][0].kind == "verb"))


def _of_meaning(text: str, words: Words) -> Iterator[Asked]:
    for definition in definitions(text, words):
        yield from _of_definition(text, definition)
    yield from relations(text)


def _of_definition(text: str, one: Definition) -> Iterator[Asked]:
    if text[: one.start].count(one.term) + text[one.stop :].count(one.term):
        return
    quoted = text[one.start - 1 : one.start] in ("“", "‘") and text[one.stop : one.stop + 1] in ("”", "’")
    if one.named and _OF_A_PERSON.search(text[: one.start]):
        return
    if one.named:
        yield Asked("name", one.start - quoted, one.stop + quoted, "什么", 0, one.stop + quoted, one.term)
    elif one.meaning:
        start, stop = one.meaning
        stop = start + len(text[start:stop].rstrip("。！"))
        if stop - start <= LONGEST + 20:
            yield Asked("definition", start, stop, "什么", one.start, stop, one.term)
            if stop - start <= SHORT_MEANING or re.search(r"所谓的?[“‘]?$", text[: one.start]):
                return
        yield Asked("name", one.start - quoted, one.stop + quoted, "哪个概念", one.start - quoted, stop, one.term)


def _of_words(
    sentence: Sentence, terms: Sequence[Term], words: Words, total: int, article: str, weight: float
) -> Iterator[_Gap]:
    text = sentence.text
    runs = words.runs(text)
    bare = text.replace(" ", "")
    scores = {term.text: term for term in terms if term.text.replace(" ", "") in bare}
    first = runs[0][0] if runs and runs[0] else None
    names = [first.text] if first is not None and first.name and first.start == 0 else []
    for name in dict.fromkeys((*scores, *names)):
        spot = gap_of(name, text, runs)
        said = said_for(text, *spot, article, words) if spot else None
        span = cut(text, *spot, said, words) if spot and said else None
        if spot is None or said is None or span is None:
            continue
        term = scores.get(name)
        value = 0.6 * (term.score if term else 0.1) ** 0.25 + 0.15 * min(weight, 2) - abs(len(text) - 45) / 120
        value += NAMED if said != "什么" else 0.0
        value -= EASY if term and len(term.utterances) > EVERYWHERE * total else 0.0
        gap = Asked("term", *spot, said, *span)
        if _is_fair(text, gap, span):
            yield _Gap(sentence, "term", *spot, said, *span, value)
    if weight:
        for start, stop, said in figures(text):
            span = cut(text, start, stop, said, words)
            gap = Asked("figure", start, stop, said, *(span or (start, stop)))
            if span is None or _SUPPOSED.search(text) or not _is_fair(text, gap, span):
                continue
            value = WORTH["figure"] if said != "哪一" else WORTH["figure"] / 2
            value += 0.15 * min(weight, 2) - 0.12 * (crowd(text) - 1) - abs(len(text) - 45) / 120
            yield _Gap(sentence, "figure", start, stop, said, *span, value)


def _weight(text: str, terms: Sequence[Term]) -> float:
    bare = text.replace(" ", "")
    return sum(term.score for term in terms if term.text.replace(" ", "") in bare)


def _is_fair(text: str, gap: Asked, span: tuple[int, int]) -> bool:
    """Is it short enough, with enough to answer from, and not said in the question itself?"""
    head, end = span
    rest = text[head : gap.start] + text[gap.stop : end]
    answer = text[gap.start : gap.stop].strip("，,。；;：: ")
    left = re.sub(r"[^\w]", "", rest)
    if any(rest.count(one) != rest.count(two) for one, two in ("（）", "()", "“”", "《》")):
        return False
    if gap.kind == "figure":
        return len(left) >= LEAST_BESIDE_FIGURE
    if len(rest) + len(gap.said) > LONGEST + 2 or len(answer) < 2:
        return False
    if gap.kind == "definition":
        return len(left) >= 2
    return len(left) >= LEAST_LEFT and answer not in rest and not points_back(answer[:4])


def _question(title: str, article: int, gap: _Gap) -> Question:
    text = gap.sentence.text
    # a term is asked for once in an article, so its card survives a mended sentence;
    # a figure is known by what leads to it, what a sentence says of things by what is asked
    known_by = gap.about or gap.answer
    if gap.kind == "figure":
        known_by = f"{text[max(0, gap.start - 10) : gap.start]}\t{text[gap.stop : gap.stop + 4]}"
    elif gap.kind not in ("term", "name", "definition"):
        known_by = gap.prompt
    digest = hashlib.sha256(f"{title}\t{gap.kind}\t{known_by}".encode()).hexdigest()
    numbers = gap.sentence.numbers
    return Question(
        id=digest[:20],
        article=article,
        kind=gap.kind,
        prompt=gap.prompt,
        asked=asked(gap.prompt, gap.said),
        answer=gap.answer,
        sentence=text,
        paragraph=gap.sentence.paragraph,
        utterance=numbers[0],
        utterances=numbers,
        said=gap.said,
    )
