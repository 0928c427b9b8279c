"""Terms that the layout defines: headings that a section explains, entries of a list (完备性（Completeness）：…)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
GLOSSARY = 0.4
"""Share of the paragraphs that are entries, from which a text is a list of what words mean."""
BROTHERS = 3
"""Sentences on either side in which another entry of the same form may stand."""
SAYS = {"says_is", "says_kin"}
"""What marks an entry that says what its head is."""
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节篇部讲课]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+(?:[.．]\d+)*(?:[.．、:：)）]|\s)|[a-zA-Z][.．)）]|[①-⑳]|[-•·*])\s*"
)
_GLOSS = re.compile(r"\s*[（(](?P<gloss>[^（）()]*)[）)]\s*$")
_HEAD = re.compile(
    r"^(?:[-•·*＊]\s*|\d{1,2}[.．、)）]\s*|[（(][一二三四五六七八九十\d]{1,2}[）)]\s*|[①-⑳]\s*)?[“‘「]?(?P<head>[^，,。；;：:！!？?“”‘’「」（()）、/—]{1,14})[”’」]?"
    r"\s*(?P<gloss>[（(][^（）()]{1,60}[）)])?\s*(?:[：:]|——|—|–| - )\s*(?P<said>.+)$"
)
_NUMBERED = r"(?:\d{1,2}[.．、)）]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、)"
_NAME = r"[^\s，,。；;：:！!？?“”‘’「」【】（()）、/]{2,14}"
_SPACED = (
    # 【零息债券（Zero-coupon bond）】以低于面值的价格……
    re.compile(
        r"^【(?P<head>[^，,。；;：:！!？?【】（()）]{2,14}?)\s*(?P<gloss>[（(][^（）()]{1,60}[）)])?\s*】\s*(?P<said>.+)$"
    ),
    # 1．感觉过敏（hyperesthesia） 对刺激的感受性增高
    re.compile(
        rf"^{_NUMBERED}?\s*(?P<head>{_NAME})\s*(?P<gloss>[（(][^（）()]*[A-Za-z]{{3,}}[^（）()]*[）)])\s+(?P<said>[^\s，,。；;：:].+)$"
    ),
    # 1．时间感知障碍 对时间的判断出现障碍
    re.compile(rf"^{_NUMBERED}\s*(?P<head>{_NAME})(?P<gloss>)\s+(?P<said>[^\s，,。；;：:].{{7,}})$"),
)
"""Heads that are set off by a bracket or a space."""
_SAYS = re.compile(r"(?:就|也|通常|一般|主要)?(?:是|指|即|由|为|对|将|能够|用于|用来|以)")
"""How what an entry says begins, where it is a meaning."""
_MEANS = re.compile(
    r"(?:是指|指的是|指(?![责导标向引挥南示数控出名定派点望教证正使令])|即(?![可将使便刻时日能])|意[为指]|就是)"
)
"""How what an entry says begins, where it says outright what its head means (H股：指……)."""
_CONCEPT_OF = re.compile(r"(?P<of>[^\W\d_]{2,10})的(?:概念|定义|含义|意思|内涵)$")
"""基因突变的概念：……"""
_MEANING = re.compile(r"^(?:[-•·*＊]\s*)?(?:定义|概念|含义|释义|意思|内涵)[：:]\s*(?P<said>.{6,})$")
"""定义：…… in a section says what its heading is."""
_LEAD = re.compile(r"[：:]\s*$")
"""A line over a list (细分类别：)."""
_CLAUSE = re.compile(r"[，,；;。：:]")
_FOREIGN = re.compile(r"[A-Za-z]{3,}")
_WHAT_IS = re.compile(r"^(?:什么(?:是|叫做?)|何[为谓])\s*[“‘「]?(?P<of>.{2,24}?)[”’」]?[呢？?]*$")
"""什么是机会成本？ over a section that says it."""
_ALONE = re.compile(
    r"^(?:[-•·*＊]\s*|\d{1,2}[.．、)）]\s*|[（(][一二三四五六七八九十\d]{1,2}[）)]\s*|[①-⑳]\s*|[一二三四五六七八九十]{1,2}、)?"
    r"[“‘「]?(?P<head>[^，,。；;：:！!？?“”‘’「」（()）、/—]{2,14})[”’」]?\s*(?:[（(][^（）()]{1,40}[）)])?\s*[：:。]?$"
)
"""A line that is a name and no more."""
_ASKS = re.compile(r"什么|怎[么样]|如何|为何|哪|吗$|多少|是否")
"""A question names nothing (泥沙怎样塑造三角洲)."""
_ABOUT = frozenset(("对于", "关于", "何时", "由于", "为了", "理解", "认识", "了解"))
"""Words that open a heading and no name."""
_MARKS = re.compile(r"[，,。；;：:！!？?、/&+|“”‘’《》]|[和与及或]|是指$")


@dataclass(frozen=True, slots=True)
class Laid:
    """A term that the layout defines."""

    term: str
    place: int
    """Of the sentence that says what it is."""
    form: str
    """How it is laid out, as it is called in data/term_evidence.tsv."""
    marks: tuple[str, ...] = ()
    """What else speaks for an entry that says what something is, or for a label (输入：…)."""


def laid_out(headings: Sequence[str], sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    """The terms that headings and lists of an article may define; `headings` by section, that of section 0 the
    title."""
    yield from _headed(headings, sentences, words)
    yield from _above(sentences, words)
    yield from _entries(headings, sentences, words)


def _headed(headings: Sequence[str], sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    by_section: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_section.setdefault(sentence.section, []).append(sentence)
    for section, heading in enumerate(headings):
        bare = _NUMBER.sub("", heading.strip())
        asked = _WHAT_IS.match(bare)
        bare = asked["of"] if asked else bare
        gloss = _GLOSS.search(bare)
        name = _GLOSS.sub("", bare).strip(" ：:。")
        opening = [one for one in by_section.get(section, ()) if one.prose and len(one.text) >= LEAST_SAID][:NEAR]
        if not opening or not _may_be_name(name, words) or is_exercise_heading(heading):
            continue
        if asked:
            yield Laid(name, opening[0].place, "heads_asked")
        foreign = bool(gloss and _FOREIGN.search(gloss["gloss"]))
        marks = tuple(_marks_of_heading(name))
        for one in by_section.get(section, ()):
            if meaning := _MEANING.match(one.text):
                yield Laid(
                    name, one.place, "heads_meaning", (*marks, *["says_is"] * bool(_SAYS.match(meaning["said"])))
                )
                break
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
            yield Laid(name, one.place, form, marks)
            if foreign:
                yield Laid(name, one.place, "heads_gloss")
            break
        else:
            if foreign:
                yield Laid(name, opening[0].place, "heads_gloss")


def _above(sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    """Names that stand by themselves over the paragraph that says what they are (烧炭党人：, 1. 准备)."""
    in_paragraph = Counter(sentence.paragraph for sentence in sentences)
    lines = Counter(sentence.text for sentence in sentences)
    names = [_name_alone(sentence.text, words) for sentence in sentences]
    for at, (sentence, below) in enumerate(pairwise(sentences)):
        head = names[at]
        if not head or lines[sentence.text] > 1 or in_paragraph[sentence.paragraph] > 1:
            continue  # what stands there again and again is a label of the page
        if below.section != sentence.section or names[at + 1] or len(below.text) < LEAST_SAID:
            continue
        marks = [mark for mark in _marks(head, below.text, words) if mark.startswith("says")]
        marks += ["above_number"] * bool(_NUMBER.match(sentence.text))
        marks += ["above_colon"] * bool(_LEAD.search(sentence.text))
        marks += ["above_list"] * bool(_HEAD.match(below.text) or _NUMBER.match(below.text))
        marks += ["above_alone"] * (at + 2 >= len(sentences) or bool(names[at + 2]))
        marks += ["above_unended"] * (not below.text.endswith(("。", "！", "”", "）")))
        marks += ["above_subject"] * below.text.startswith((head, "这", "它", "是", "指", "一种"))
        yield Laid(head, below.place, "above", tuple(marks))


def _name_alone(text: str, words: Words) -> str:
    """The name that a line is and no more."""
    alone = _ALONE.match(text)
    head = alone["head"].strip() if alone else ""
    return head if _may_be_name(head, words) else ""


def _marks_of_heading(name: str) -> Iterator[str]:
    """Does it name something, or tell of a side of it (礼俗的起源)?"""
    if "的" in name:
        yield "heads_of"
    if name.endswith(_sides()):
        yield "heads_side"


def _sides() -> tuple[str, ...]:
    """Words for what something has: its traits, history, use."""
    return (*word_list("study", "sides"), *word_list("study", "aspects"))


def _leads(headings: Sequence[str], sentences: Sequence[Sentence]) -> Iterator[str]:
    """What stands over each sentence: the last line that ends in a colon, or the heading of its section."""
    lead, section = "", -1
    for sentence in sentences:
        if sentence.section != section:
            section = sentence.section
            lead = headings[section] if section < len(headings) else ""
        yield lead
        if _LEAD.search(sentence.text):
            lead = sentence.text


def _marks_of_lead(head: str, lead: str) -> Iterator[str]:
    """Does what stands over an entry announce things of a kind, that of its head, or sides of one thing?"""
    bare = _NUMBER.sub("", lead.strip()).rstrip("：: ")
    if any_word("study", "kinds").search(bare):
        yield "under_kinds"
    if bare.endswith(_sides()) or bare.startswith(_sides()):
        yield "under_sides"
    if len(head) > 2 and head[-2:] in bare:
        yield "under_kin"


def _entries(headings: Sequence[str], sentences: Sequence[Sentence], words: Words) -> Iterator[Laid]:
    found = []
    leads = list(_leads(headings, sentences))
    inside = Counter(s.paragraph for s in sentences if _HEAD.match(s.text))
    for at, sentence in enumerate(sentences):
        first = at == 0 or sentences[at - 1].paragraph != sentence.paragraph
        spaced = [entry for form in _SPACED if first and (entry := form.match(sentence.text))]
        entry = _HEAD.match(sentence.text) or (spaced[0] if spaced else None)
        if (
            entry
            and (first or inside[sentence.paragraph] > 1)
            and len(entry["said"]) >= (LEAST_SAID if not entry["gloss"] else 4)
            and _may_be_name(entry["head"].strip(), words)
        ):
            found.append((at, sentence, entry, bool(spaced)))
    saying = {at: set(_marks(entry["head"].strip(), entry["said"], words)) & SAYS for at, _, entry, _ in found}
    heads = Counter(entry["head"].strip() for _, _, entry, _ in found)
    paragraphs = len({sentence.paragraph for sentence in sentences})
    for at, sentence, entry, spaced_off in found:
        beside = [other["head"].strip() for n, _, other, _ in found if n != at and abs(n - at) <= BROTHERS]
        head = entry["head"].strip()
        # the other language in the brackets: Completeness of 完备性, 族名 of Nomen
        foreign = bool(entry["gloss"] and (head.isascii() or _FOREIGN.search(entry["gloss"])))
        marks = [*_marks(head, entry["said"], words), *_marks_of_lead(head, leads[at])]
        marks += ["head_repeats"] * (heads[head] > 1) + ["head_many"] * (heads[head] > 2) + ["head_spaced"] * spaced_off
        marks += ["brothers_say"] * any(saying[n] for n, *_ in found if n != at and leads[n] == leads[at])
        marks += ["glossary"] * (len(found) > GLOSSARY * paragraphs)
        marks += ["brother_kin"] * any(
            other != head and len(head) > 2 and (other[-1] == head[-1] or other[:2] == head[:2]) for other in beside
        )
        marks += ["brothers_kin"] * (sum(other != head and other[-1] == head[-1] for other in beside) > 1)
        if concept := _CONCEPT_OF.match(head):
            yield Laid(concept["of"], sentence.place, "headed")
        if _MEANS.match(entry["said"]):
            yield Laid(head, sentence.place, "entry_means")
        form = "entry_gloss" if foreign else "entry_listed" if beside else "entry_alone"
        yield Laid(head, sentence.place, form, tuple(marks))


def _marks(head: str, said: str, words: Words) -> Iterator[str]:
    """Is what is said of the head of an entry what it is, and of what kind?"""
    if "的" in head:
        yield "head_of"
    if len(head) > 2 and head.endswith((*word_list("study", "of_what"), *word_list("study", "weak"))):
        yield "head_label"
    if head.endswith(_sides()):
        yield "head_side"
    clauses = [clause for clause in _CLAUSE.split(said) if clause]
    if _SAYS.match(said):
        yield "says_is"
    for clause in {clauses[0], clauses[-1]} if clauses else ():
        of, _, noun = clause.rpartition("的")
        if not of or not 0 < len(noun) < 9:
            continue
        if noun.endswith((*word_list("study", "genera"), head[-2:] if len(head) > 3 else head[-1:])):
            yield "says_kin"
        last = [token for run in words.runs(noun) for token in run][-1:]
        if last and last[0].kind in ("noun", "action"):
            yield "says_noun"
    if said.count("、") > 1 and len(said) < 14 * (said.count("、") + 1) and len(clauses) == 1:
        yield "says_list"


def _may_be_name(text: str, words: Words) -> bool:
    """Is it short, of one piece, and a noun at its end?"""
    if (
        not 2 <= len(text) <= LONGEST + 6 * text.isascii()
        or _MARKS.search(text)
        or _ASKS.search(text)
        or not any(map(str.isalpha, text))
    ):
        return False
    if text in word_list("study", "plain") or any_word("study", "hedges").match(text):
        return False
    tokens = [token for run in words.runs(text) for token in run]
    return bool(tokens) and tokens[-1].text not in word_list("study", "function") and tokens[0].text not in _ABOUT
