"""How likely a Chinese sentence says one of the main ideas of its article: what speaks for and against it, weighed
together with the weights of data/claim_evidence.tsv, which scripts/fit-claims fits to ideas somebody wrote down."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from audiobook.language.weighing import log_odds
from audiobook.language.word_lists import alternatives, any_word
from audiobook.study.figures import crowd
from audiobook.study.prose import is_numbered, leans, points_back
from audiobook.study.whole_sentences import Sentence

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零]+条")
_PURPOSE = re.compile(r"为了?[^。]{4,}[，,][^。]*制定本")
_PENALTY = re.compile(r"罚款|责令|依法追究|处分|吊销|没收")
_DUTY = re.compile(r"应当|不得|必须|禁止|有权")
_CONCLUDES = re.compile(rf"{alternatives('study', 'concluding')}")
_CAUSE = re.compile(r"因为|由于|因此|所以|导致|使得|造成|从而|是因为")
_CONTRAST = re.compile(r"但是?|然而|不过|而是|却|反而|尽管|虽然|不是")
_REPORTS = re.compile(r"表示|认为|指出|介绍|透露|坦言|强调|[^小传]说[，：:“]|回忆")
_DATED = re.compile(r"\d{3,4}年|\d月|\d日|[一二三四五六七八九〇]{4}年")
_TALK = re.compile(rf"我(?![国党军们省市县])|[你您]|{alternatives('study', 'talk')}|[？?]|……$|[吧吗呢啊]。")
_DEFINES = re.compile(
    rf"{alternatives('study', 'naming_cues')}|{alternatives('study', 'meaning_cues')}|是一[种类个门项]|所谓"
)
_GENERAL = re.compile(r"都|所有|任何|一切|往往|通常|总是|一般|本质|核心|关键|主要|根本|重要|最")
_CLUTTER = re.compile(r"^第?[\d一二三四五六七八九十.．、（）()\s]+[章节篇条]?|[\s，,、。：:“”《》？?的和与及是]")
_QUESTION = re.compile(r"怎样|怎么|如何|为什么|为何|什么|哪|吗|几|[？?]")
_ANSWER = re.compile(r"因为|由于|取决于|来自|在于|关键|原因|只有|才能|就是|通过|靠|必须|需要|应当|应该|不是|所以|因此")
TOP = 5
"""Terms that are the strongest."""


def claims(
    sentences: Sequence[Sentence], titles: Mapping[int, str], weights: Mapping[str, float] = MappingProxyType({})
) -> dict[int, float]:
    """By place, how likely a sentence says a main idea, as log odds, about -6 to 3; `titles`: the heading of each
    section, of section 0 the title; `weights` of the article's terms."""
    found = evidence(sentences, titles, weights)
    return {
        sentence.place: log_odds("study", "claim_evidence", each)
        for sentence, each in zip(sentences, found, strict=True)
    }


def answers(sentence: str, title: str) -> bool:
    """Does it answer the question that `title` asks?

    >>> answers("旧窗玻璃的厚薄来自当年的工艺。", "玻璃为什么下厚上薄"), answers("玻璃很脆。", "玻璃为什么下厚上薄")
    (True, False)
    """
    if not _QUESTION.search(title) or not _ANSWER.search(sentence):
        return False
    asked = re.sub(r"\W", "", _QUESTION.sub(" ", title))
    return any(asked[at : at + 2] in sentence for at in range(len(asked) - 1))


def evidence(
    sentences: Sequence[Sentence], titles: Mapping[int, str], weights: Mapping[str, float]
) -> list[dict[str, float]]:
    """What speaks for each sentence; `titles`: the heading of each section, of section 0 the title; `weights` of the
    article's terms."""
    count = max(1, len(sentences))
    sections = Counter(s.section for s in sentences)
    order = sorted(sections)
    paragraphs = Counter(s.paragraph for s in sentences)
    pairs = [_pairs(s.text) for s in sentences]
    central = _centrality(pairs)
    title = _pairs(_CLUTTER.sub("", titles.get(0, "")))
    holds = [sum(w for term, w in weights.items() if term in s.text.replace(" ", "")) for s in sentences]
    most = max(holds, default=0.0) or 1.0
    strongest = sorted(weights, key=lambda term: -weights[term])[:TOP]
    statute = sum(bool(_ARTICLE.match(s.text)) for s in sentences) > 0.15 * count
    found = []
    for at, s in enumerate(sentences):
        text = s.text
        before = sentences[at - 1] if at else None
        after = sentences[at + 1] if at + 1 < count else None
        heading = _pairs(_CLUTTER.sub("", titles.get(s.section, "")))
        opens_paragraph = before is None or before.paragraph != s.paragraph
        opens_section = before is None or before.section != s.section
        closes_section = after is None or after.section != s.section
        one: dict[str, float] = {
            "opens_article": float(at == 0),
            "first_three": float(at < 3),
            "early": max(0.0, 1 - at / 8),
            "late": float(at >= count - 3),
            "place": at / count,
            "opens_paragraph": float(opens_paragraph),
            "closes_paragraph": float(after is None or after.paragraph != s.paragraph),
            "whole_paragraph": float(paragraphs[s.paragraph] == 1),
            "opens_section": float(opens_section),
            "second_in_section": float(
                bool(before and before.section == s.section and (at < 2 or sentences[at - 2].section != s.section))
            ),
            "closes_section": float(closes_section),
            "first_section": float(s.section == order[0]),
            "last_section": float(s.section == order[-1] and len(order) > 1),
            "long_section": math.log(sections[s.section]) / 3,
            "short_text": float(count < 40),
            "short": float(len(text) < 20),
            "length": math.log(max(8, len(text))) - 3.5,
            "very_long": float(len(text) > 110),
            "central": central[at],
            "covers": holds[at] / most,
            "covers_for_length": min(1.0, holds[at] / most * 40 / max(20, len(text))),
            "top_terms": sum(term in text for term in strongest) / TOP,
            "in_title": len(pairs[at] & title) / len(title) if title else 0.0,
            "in_heading": len(pairs[at] & heading) / len(heading) if heading and s.section else 0.0,
            "answers_title": float(answers(text, titles.get(0, ""))),
            "answers_heading": float(bool(s.section) and answers(text, titles.get(s.section, ""))),
            "asserts": float(bool(any_word("study", "assertions").search(text))),
            "general": float(bool(_GENERAL.search(text))),
            "concludes": float(bool(_CONCLUDES.match(text))),
            "cause": float(bool(_CAUSE.search(text))),
            "contrast": float(bool(_CONTRAST.search(text))),
            "defines": float(bool(_DEFINES.search(text))),
            "reports": float(bool(_REPORTS.search(text))),
            "quotes": float("“" in text and len(re.findall(r"“[^”]{12,}", text)) > 0),
            "example": float(bool(any_word("study", "examples").search(text))),
            "talk": float(bool(_TALK.search(text))),
            "dated": float(bool(_DATED.search(text))),
            "figures": min(3, crowd(text)) / 3,
            "goes_on": float(bool(re.match(alternatives("study", "goes_on"), text))),
            "leans": float(leans(text)),
            "points_back": float(points_back(text)),
            "numbered": float(is_numbered(text)),
            "latin": sum(c.isascii() and c.isalpha() for c in text) / len(text),
            "promises": float(text.endswith(("：", ":"))),
            "prose": float(s.prose),
            "duty": float(bool(_DUTY.search(text))),
        }
        if statute:
            one |= {
                "statute_article": float(bool(_ARTICLE.match(text))),
                "statute_purpose": float(bool(_PURPOSE.search(text))),
                "statute_penalty": float(bool(_PENALTY.search(text))),
                "statute_means": float("所称" in text or "是指" in text),
                "statute_first": float(at < 3),
            }
        found.append(one)
    return found


def _pairs(text: str) -> frozenset[str]:
    text = re.sub(r"\W", "", text)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _centrality(pairs: Sequence[frozenset[str]]) -> list[float]:
    """How much each shares with all others, beside the most central one: the words most sentences have count most."""
    shared = Counter(pair for each in pairs for pair in each)
    total = max(1, len(pairs))
    raw = [sum(shared[pair] - 1 for pair in sorted(each)) / total / math.sqrt(max(1, len(each))) for each in pairs]
    most = max(raw, default=0.0) or 1.0
    return [value / most for value in raw]
