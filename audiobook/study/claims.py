"""How much a Chinese sentence claims: what its section comes to, or the answer to its title, not an example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audiobook.language.word_lists import alternatives, any_word
from audiobook.study.figures import crowd
from audiobook.study.whole_sentences import Sentence

OPENS, CLOSES, ASSERTS, ANSWERS = 0.2, 0.2, 0.3, 0.5
"""What a sentence gains that opens a paragraph, closes a section, says what matters, answers the title…"""
DEFINES, HEADED = 0.2, 0.3
"""…says what something is, or speaks of what its heading names."""
DATED, GOES_ON = -0.2, -0.3
"""What it loses that tells of a day, or goes on with what somebody does."""
EXAMPLE, TALK, FIGURES = -0.5, -0.5, -0.3
"""What it loses that is an example, speaks to the reader or of the text, or is full of figures."""


_CLUTTER = re.compile(
    r"^第?[\d一二三四五六七八九十.．、（）()\s]+[章节篇]?|[\s，,、。：:“”《》的和与及]|如何|怎样|什么|为什么"
)
"""Of a heading, what names nothing."""


@dataclass(frozen=True, slots=True)
class _Cues:
    """What tells a claim."""

    asserts: re.Pattern[str]
    example: re.Pattern[str]
    talk: re.Pattern[str]
    question: re.Pattern[str]
    answer: re.Pattern[str]
    longest_close: int
    """Characters of a sentence that sums up."""
    defines: re.Pattern[str] | None = None
    dated: re.Pattern[str] | None = None
    goes_on: re.Pattern[str] | None = None

    def of_its_own(self, sentence: str, heading: str) -> float:
        """What speaks for or against it whatever stands around."""
        value = DEFINES * bool(self.defines and self.defines.search(sentence))
        value += DATED * bool(self.dated and self.dated.search(sentence))
        value += GOES_ON * bool(self.goes_on and self.goes_on.match(sentence))
        if self.defines:
            named = _CLUTTER.sub("", heading)
            value += HEADED * any(named[at : at + 2] in sentence for at in range(len(named) - 1))
        return value


_CHINESE = _Cues(
    re.compile(alternatives("study", "assertions")),
    any_word("study", "examples"),
    re.compile(rf"我(?![国党军们省市县])|[你您]|{alternatives('study', 'talk')}|[？?]|……$|[吧吗呢啊]。"),
    re.compile(r"怎样|怎么|如何|为什么|为何|什么|哪|吗|几|[？?]"),
    re.compile(r"因为|由于|取决于|来自|在于|关键|原因|只有|才能|就是|通过|靠|必须|需要|应当|应该|不是|所以|因此"),
    80,
    re.compile(
        rf"{alternatives('study', 'naming_cues')}|{alternatives('study', 'meaning_cues')}|是一[种类个门项]|所谓"
    ),
    re.compile(r"\d{3,4}年|\d月|\d日|[一二三四五六七八九〇]{4}年"),
    re.compile(rf"(?:{alternatives('study', 'goes_on')})"),
)


def claims(sentences: Sequence[Sentence], titles: Mapping[int, str]) -> dict[int, float]:
    """By place, what speaks for a sentence as a claim, about -1 to 1; `titles`: the heading of each section, of section
    0 the title."""
    found: dict[int, float] = {}
    for at, sentence in enumerate(sentences):
        cues = _CHINESE
        before = sentences[at - 1] if at else None
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        value = 0.0
        if before is None or before.paragraph != sentence.paragraph:
            value += OPENS
        if (after is None or after.section != sentence.section) and len(sentence.text) <= cues.longest_close:
            value += CLOSES
        value += ASSERTS * bool(cues.asserts.search(sentence.text))
        value += ANSWERS * any(
            answers(sentence.text, title) for title in {titles.get(0, ""), titles.get(sentence.section, "")}
        )
        value += cues.of_its_own(sentence.text, titles.get(sentence.section, ""))
        value += EXAMPLE * bool(cues.example.search(sentence.text))
        value += TALK * bool(cues.talk.search(sentence.text))
        value += FIGURES * (crowd(sentence.text) > 2)
        found[sentence.place] = value
    return found


def answers(sentence: str, title: str) -> bool:
    """Does it answer the question that `title` asks?

    >>> answers("旧窗玻璃的厚薄来自当年的工艺。", "玻璃为什么下厚上薄"), answers("玻璃很脆。", "玻璃为什么下厚上薄")
    (True, False)
    """
    cues = _CHINESE
    if not cues.question.search(title) or not cues.answer.search(sentence):
        return False
    asked = re.sub(r"\W", "", cues.question.sub(" ", title))
    return any(asked[at : at + 2] in sentence for at in range(len(asked) - 1))
