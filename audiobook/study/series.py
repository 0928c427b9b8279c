"""Lists that run over sentences: 第一，…。…第二，…。…, and the items below a line that announces them: whole, or not at
all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from audiobook.language.chinese import han_count
from audiobook.study.whole_sentences import Sentence

LEAST_LEAD = 6
"""Characters of a line that says of what the items below it are (优先股有以下特点：); 特点： alone does not."""
_ENDED = re.compile(r"[。．.！!？?…—：:；;，,、][”’」』）)]*$")
_LEAD = re.compile(r"[：:]$")
_COUNT = "一二三四五六七八九"
_ITEM = re.compile(
    rf"^(?:(?P<first>第)(?P<a>[{_COUNT}])[，,、：:是]|(?P<b>[{_COUNT}])是|(?P<its>其)(?P<c>[{_COUNT}])[，,是])"
)


def item(text: str) -> tuple[str, int] | None:
    """How an item of a list is counted, and its number.

    >>> item("第二，放水。"), item("三是放水。"), item("放水。")
    (('第', 2), ('是', 3), None)
    """
    found = _ITEM.match(text)
    if not found:
        return None
    kind = found["first"] or found["its"] or "是"
    return kind, _COUNT.index(found["a"] or found["b"] or found["c"]) + 1


def series(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences that open the items of each list of two items or more, first to last; a list does not leave its
    section."""
    open_: dict[tuple[str, int], list[Sentence]] = {}
    for sentence in sentences:
        found = item(sentence.text)
        if found is None:
            continue
        kind, number = found
        key = (kind, sentence.section)
        if number == 1:
            if len(open_.get(key, ())) > 1:
                yield tuple(open_[key])
            open_[key] = [sentence]
        elif len(open_.get(key, ())) == number - 1:
            open_[key].append(sentence)
        else:
            open_.pop(key, None)
    for each in open_.values():
        if len(each) > 1:
            yield tuple(each)


def items(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Places of the lines that stand for sentences though nothing ends them: paragraphs by themselves, beside another
    such line."""
    alone = Counter(sentence.paragraph for sentence in sentences)
    open_ = [alone[s.paragraph] == 1 and s.prose and not _ENDED.search(s.text) for s in sentences]
    return frozenset(
        place
        for (at, one), (after, two) in pairwise(enumerate(sentences))
        if open_[at] and open_[after] and one.section == two.section
        for place in (one.place, two.place)
    )


def announced(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """A line that announces items, and all the items below it."""
    listed = items(sentences)
    for at, lead in enumerate(sentences):
        if not lead.prose or not _LEAD.search(lead.text) or han_count(lead.text) < LEAST_LEAD:
            continue
        in_section = (one for one in sentences[at + 1 :] if one.section == lead.section)
        below = tuple(takewhile(lambda one: one.place in listed, in_section))
        if len(below) > 1:
            yield (lead, *below)


def joined(sentences: Sequence[Sentence]) -> Sentence:
    """They as one."""
    return Sentence(
        "".join(each.text for each in sentences),
        tuple(utterance for each in sentences for utterance in each.utterances),
        sentences[0].place,
    )
