"""What is asked about beside single sentences: lists over several, and a sentence with what comes of it; and the number
of an article of law, which is spoken and not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audiobook.language.word_lists import alternatives
from audiobook.study.whole_sentences import Sentence

LONGEST_LIST = 260
"""Characters of a list over several sentences, with what it is of."""
_OPENER = re.compile(rf"。*(?:(?:{alternatives('study', 'openers')})(?:[，,：:]|(?=[^的是有在不]))[，,]?){{1,2}}")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十])?[　\s]*")
"""第三条 of a law: spoken with its sentence, and no part of a question."""


def grouped(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences that say one thing together, each group as one sentence."""
    yield from _lists(sentences)
    yield from _numbered_lists(sentences)
    yield from _consequences(sentences)


def bare(text: str) -> str:
    """`text` with the number of an article of law made a mark, so that places stay as they are."""
    return _ARTICLE.sub(lambda found: "。" * len(found[0]), text)


def asked_text(text: str) -> str:
    """`text` as it is asked about: `bare`, and what joins it to the sentence before made marks as well.

    >>> asked_text("因此，珊瑚成片地变白。"), asked_text("而且他们走了。")
    ('。。。珊瑚成片地变白。', '。。他们走了。')
    """
    text = bare(text)
    found = _OPENER.match(text)
    return "。" * found.end() + text[found.end() :] if found else text


def without_opener(text: str) -> str:
    """`text` without what joins it to the sentence before.

    >>> without_opener("因此，珊瑚成片地变白。"), without_opener("而是珊瑚。")
    ('珊瑚成片地变白。', '而是珊瑚。')
    """
    found = _OPENER.match(text)
    return text[found.end() :] if found else text


def said_from(text: str) -> int:
    """Where the sentence begins, behind the number of an article."""
    found = _ARTICLE.match(text)
    return found.end() if found else 0


def marks(text: str) -> list[str]:
    """The ends of sentences in `text`."""
    return re.findall(r"[。！？]", text.lstrip("。"))


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


def _numbered_lists(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """What a rule lists in paragraphs of their own (应当具备下列条件：（一）…；（二）….), each list as one sentence."""
    for at, first in enumerate(sentences):
        if not re.search(r"下列[^，,。；;：:]{2,8}[：:]$", first.text):
            continue
        text, utterances = first.text, list(first.utterances)
        for number, following in zip("一二三四五六七八九", sentences[at + 1 :], strict=False):
            if not re.match(rf"[（(]{number}[）)]", following.text) or not following.prose:
                break
            text += following.text
            utterances += following.utterances
            if following.text.endswith("。"):
                if len(text) <= LONGEST_LIST:
                    yield Sentence(text, tuple(utterances), first.place)
                break


def _consequences(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """A sentence and the one that says what comes of it (…。因此，…。), as one."""
    for one, two in pairwise(sentences):
        if one.paragraph == two.paragraph and two.prose and re.match(r"因此|所以|因而", two.text):
            yield Sentence(one.text + two.text, one.utterances + two.utterances, one.place)
