"""How much a sentence claims: what its section comes to, or the answer to the question in a title, not an example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from audiobook.language.word_lists import alternatives
from audiobook.study.figures import crowd
from audiobook.study.whole_sentences import Sentence

OPENS, CLOSES, ASSERTS, ANSWERS = 0.2, 0.2, 0.3, 0.5
"""What a sentence gains that opens a paragraph, closes a section, says what matters, answers the title."""
EXAMPLE, TALK, FIGURES = -0.5, -0.5, -0.3
"""What it loses that is an example, speaks to the reader or of the text, or is full of figures."""
LONGEST_CLOSE = 80
"""Characters of a sentence that sums up."""
_ASSERTS = re.compile(alternatives("study", "assertions"))
_EXAMPLE = re.compile(r"例如|比如|譬如|万一|好比|举例|为例|假设|假如|试想|想象一下|就像|有一次|有一天|那天")
_TALK = re.compile(
    r"我(?![国党军们省市县])|[你您]|让我们|我们(?:在上面|来看|可以看到|知道|先|再|接下来|提到)|上面提到|同志们|[？?]|……$|[吧吗呢啊]。"
)
_QUESTION = re.compile(r"怎样|怎么|如何|为什么|为何|什么|哪|吗|几|[？?]")
_ANSWER = re.compile(r"因为|由于|取决于|来自|在于|关键|原因|只有|才能|就是|通过|靠|必须|需要|应当|应该|不是|所以|因此")


def claims(sentences: Sequence[Sentence], titles: Mapping[int, str]) -> dict[int, float]:
    """By place, what speaks for a sentence as a claim, about -1 to 1; `titles`: the heading of each section, of section
    0 the title."""
    found: dict[int, float] = {}
    for at, sentence in enumerate(sentences):
        before = sentences[at - 1] if at else None
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        value = 0.0
        if before is None or before.paragraph != sentence.paragraph:
            value += OPENS
        if (after is None or after.section != sentence.section) and len(sentence.text) <= LONGEST_CLOSE:
            value += CLOSES
        value += ASSERTS * bool(_ASSERTS.search(sentence.text))
        value += ANSWERS * any(
            answers(sentence.text, title) for title in {titles.get(0, ""), titles.get(sentence.section, "")}
        )
        value += EXAMPLE * bool(_EXAMPLE.search(sentence.text))
        value += TALK * bool(_TALK.search(sentence.text))
        value += FIGURES * (crowd(sentence.text) > 2)
        found[sentence.place] = value
    return found


def answers(sentence: str, title: str) -> bool:
    """Does it answer the question that `title` asks?

    >>> answers("旧窗玻璃的厚薄来自当年的工艺。", "玻璃为什么下厚上薄"), answers("玻璃很脆。", "玻璃为什么下厚上薄")
    (True, False)
    """
    if not _QUESTION.search(title) or not _ANSWER.search(sentence):
        return False
    asked = re.sub(r"\W", "", _QUESTION.sub(" ", title))
    return any(asked[at : at + 2] in sentence for at in range(len(asked) - 1))
