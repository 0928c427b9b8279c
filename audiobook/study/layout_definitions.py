"""Terms that the layout defines: headings that a section explains, entries of a list (完备性（Completeness）：…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.word_lists import any_word, word_list
from audiobook.study.prose import is_exercise_heading
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence

LONGEST = 14
"""Characters of a heading or head of an entry that is a name."""
NEAR = 2
"""Sentences of a section in which its heading is explained."""
LEAST_SAID = 8
"""Characters that say what the head of an entry is."""
BROTHERS = 3
"""Sentences on either side in which another entry of the same form may stand."""
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节篇部讲课]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+(?:[.．]\d+)*(?:[.．、:：)）]|\s)|[①-⑳]|[-•·*])\s*"
)
_GLOSS = re.compile(r"\s*[（(](?P<gloss>[^（）()]*)[）)]\s*$")
_HEAD = re.compile(
    r"^(?:[-•·*＊]\s*|\d{1,2}[.．、)）]\s*|[（(][一二三四五六七八九十\d]{1,2}[）)]\s*)?[“‘「]?(?P<head>[^，,。；;：:！!？?“”‘’「」（()）、/]{1,14})[”’」]?"
    r"\s*(?P<gloss>[（(][^（）()]{1,60}[）)])?\s*(?:[：:]|——|—|–| - )\s*(?P<said>.+)$"
)
_FOREIGN = re.compile(r"[A-Za-z]{3,}")
_ASKS = re.compile(r"什么|怎[么样]|如何|为何|哪|吗$|多少|是否")
"""A question names nothing (泥沙怎样塑造三角洲)."""
_MARKS = re.compile(r"[，,。；;：:！!？?、/&+|“”‘’《》]|[和与及或]")


@dataclass(frozen=True, slots=True)
class Laid:
    """A term that the layout defines."""

    term: str
    place: int
    """Of the sentence that says what it is."""
    form: str
    """How it is laid out, as it is called in data/term_evidence.tsv."""


def laid_out(headings: Sequence[str], sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    """The terms that headings and lists of an article may define; `headings` by section, that of section 0 the
    title."""
    yield from _headed(headings, sentences, words)
    yield from _entries(sentences, words)


def _headed(headings: Sequence[str], sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    by_section: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_section.setdefault(sentence.section, []).append(sentence)
    for section, heading in enumerate(headings):
        bare = _NUMBER.sub("", heading.strip())
        gloss = _GLOSS.search(bare)
        name = _GLOSS.sub("", bare).strip(" ：:。")
        opening = [one for one in by_section.get(section, ()) if one.prose and len(one.text) >= LEAST_SAID][:NEAR]
        if not opening or not _may_be_name(name, words) or is_exercise_heading(heading):
            continue
        foreign = bool(gloss and _FOREIGN.search(gloss["gloss"]))
        for at, one in enumerate(opening):
            said = one.text.replace(" ", "").lstrip("“‘「*")
            key = name.replace(" ", "")
            if said.startswith(key) or re.match(rf"[该这此][一个项条种类]?{re.escape(key[-2:])}", said):
                form = "heads_subject"
            elif key in said:
                form = "heads_said"
            elif at == 0 and len(key) > 3 and key[-2:] in said:
                form = "heads_kind"
            else:
                continue
            yield Laid(name, one.place, form)
            if foreign:
                yield Laid(name, one.place, "heads_gloss")
            break
        else:
            if foreign:
                yield Laid(name, opening[0].place, "heads_gloss")


def _entries(sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    found = []
    for at, sentence in enumerate(sentences):
        entry = _HEAD.match(sentence.text)
        first = at == 0 or sentences[at - 1].paragraph != sentence.paragraph
        if (
            entry
            and first
            and len(entry["said"]) >= (LEAST_SAID if not entry["gloss"] else 4)
            and _may_be_name(entry["head"].strip(), words)
        ):
            found.append((at, sentence, entry))
    for at, sentence, entry in found:
        beside = sum(other != at and abs(other - at) <= BROTHERS for other, _, _ in found)
        head = entry["head"].strip()
        # the other language in the brackets: Completeness of 完备性, 族名 of Nomen
        foreign = bool(entry["gloss"] and (head.isascii() or _FOREIGN.search(entry["gloss"])))
        yield Laid(head, sentence.place, "entry_gloss" if foreign else "entry_listed" if beside else "entry_alone")


def _may_be_name(text: str, words: Words) -> bool:
    """Is it short, of one piece, and a noun at its end?"""
    if (
        not 2 <= len(text) <= LONGEST + 6 * text.isascii()
        or _MARKS.search(text)
        or _ASKS.search(text)
        or text.isdigit()
    ):
        return False
    if text in word_list("study", "plain") or any_word("study", "hedges").match(text):
        return False
    tokens = [token for run in words.runs(text) for token in run]
    return bool(tokens) and not (tokens[-1].kind == "other" and len(tokens[-1].text) == 1)
