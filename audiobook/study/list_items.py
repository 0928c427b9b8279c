"""The items of a list that stands in paragraphs of its own, and a question for all of them: a list has one right
answer, the author's, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from audiobook.language.chinese import han_count
from audiobook.language.gaps import asked
from audiobook.model import BLANK, QuestionKind
from audiobook.study.prose import LETTERS
from audiobook.study.series import joined
from audiobook.study.whole_sentences import Sentence

MOST, LONGEST_ITEM, LONGEST = 6, 70, 300
"""Points that are kept in mind together; characters of one, and of all with their line."""
LONGEST_HEAD = 12
"""Characters of what an item is of (停止侵害：要求……): where all have such heads, these are the answer."""
UNEVEN = 8
"""Times as long as another item of its list no item is: else one is below the other."""
LEAST_HAN = 0.45
"""Share of Chinese characters in an item of a Chinese list."""
WORTH, FURTHER = 1.2, 0.4
"""Log odds that such a question is good, and what each further one of an article is worth less: a list is long to
say."""
_NUMBERED = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）)．.、]|[①-⑩])\s*")
_BULLET = re.compile(r"^[-*·•●▪◦○■□◆]\s*")
_ONLY_COUNTED = re.compile(r"第[一二三四五六七八九十\d]+[种类个项点条部层级][的之]?\w{0,6}$")
"""第一类不平等 says nothing that could be kept in mind."""
_ENTRY = re.compile(rf"^(?P<head>[^，,。；;：:！!？?]{{2,{LONGEST_HEAD}}})(?:[（(][^）)]*[）)])?[：:](?=.)")
_ENGLISH_ENTRY = re.compile(
    rf"^(?P<head>[A-Z“\"][^,.;:!?()]{{2,{3 * LONGEST_HEAD}}}?)(?: \([^)]*\))?(?:[:.]| [–—-]+)(?= .)"
)


@dataclass(frozen=True, slots=True)
class Points:
    """A question for all points of one list."""

    sentence: Sentence
    """The line above it and the points, as one."""
    prompt: str
    said: str
    answer: str
    kind: QuestionKind = "list"
    start: int = 0
    value: float = WORTH
    about: str = ""

    @property
    def asked(self) -> str:
        """As a teacher would ask it aloud."""
        return asked(self.prompt, self.said) if BLANK in self.prompt else self.prompt

    @property
    def known_by(self) -> str:
        """What its card is known by, in its article and kind."""
        return self.prompt


def ranked(found: Iterable[Points]) -> Iterator[Points]:
    """The questions of one article, each worth less than the one before it."""
    for rank, each in enumerate(found):
        yield replace(each, value=WORTH - FURTHER * rank)


def led(sentences: Sequence[Sentence], ends: str | tuple[str, ...]) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Each line that `ends` so, and the sentences that open the items of the list right below it."""
    for at, lead in enumerate(sentences):
        if (
            lead.text.endswith(ends)
            and lead.prose
            and (items := _below(sentences, at + 1, lead.section, lead.paragraph))
        ):
            yield lead, items


def headed(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences that open the items of the list that a section begins with, of each that does."""
    section = 0
    for at, first in enumerate(sentences):
        if first.section and first.section != section and (items := _below(sentences, at, first.section, 0)):
            yield items
        section = first.section


def _below(sentences: Sequence[Sentence], start: int, section: int, paragraph: int) -> list[Sentence]:
    """The sentences that open the items of the list that begins at `start`, behind `paragraph` of `section`."""
    opening: list[Sentence] = []
    for sentence in islice(sentences, start, None):
        if sentence.section != section:
            break
        if sentence.paragraph == paragraph:
            if not opening:
                return []  # the line is followed by more than its list
            continue  # what an item says further
        numbered = bool(_NUMBERED.match(sentence.text))
        if not (numbered or sentence.utterances[0].content == "list"):
            break
        if opening and numbered != bool(_NUMBERED.match(opening[0].text)):
            break
        paragraph = sentence.paragraph
        opening.append(sentence)
    return opening


def points_of(
    whole: Sequence[Sentence], items: Sequence[Sentence], prompt: str, said: str, language: str = "zh"
) -> Iterator[Points]:
    """The question `prompt` for `items`, if they can be kept in mind and each is said in words; `whole`: they with the
    line above them."""
    scale = LETTERS[language]
    if not _are_points(items, scale) or (language == "zh" and not _are_chinese(items)):
        return
    together = joined(whole)
    if len(together.text) <= LONGEST * scale:
        yield Points(together, prompt, said, _answer(items))


def _are_points(items: Sequence[Sentence], scale: int) -> bool:
    return (
        1 < len(items) <= MOST
        and all(each.prose and len(each.text) <= LONGEST_ITEM * scale for each in items)
        and not any(re.search(r"[：:]$", each.text) or _ONLY_COUNTED.match(_bare(each.text)) for each in items)
        and max(len(_bare(each.text)) for each in items) <= UNEVEN * min(len(_bare(each.text)) for each in items)
        and len({bool(_entry(each.text)) for each in items}) == 1  # 行业报告 is below 值钱的数据：…
    )


def _are_chinese(items: Sequence[Sentence]) -> bool:
    return all(han_count(each.text) > LEAST_HAN * len(each.text) for each in items)


def _bare(text: str) -> str:
    return re.sub(r"[,;] (?:and|or)$", "", _unmarked(text)).rstrip("。；;，,. ")


def _unmarked(text: str) -> str:
    """An item without its number or bullet."""
    return _BULLET.sub("", _NUMBERED.sub("", text))


def _entry(text: str) -> str:
    """What an item is of (停止侵害：要求……), or nothing."""
    bare = _unmarked(text)
    found = _ENTRY.match(bare) if han_count(text) else _ENGLISH_ENTRY.match(bare)
    return found["head"].strip() if found else ""


def _answer(items: Sequence[Sentence]) -> str:
    """The points: what each is of, where all say so, or their sentences."""
    chinese = han_count(items[0].text)
    if all(heads := [_entry(each.text) for each in items]):
        return ("、" if chinese else "; ").join(heads)
    return ("；" if chinese else "; ").join(_bare(each.text) for each in items)
