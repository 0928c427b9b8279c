"""What an answer is like: a definition, a bare kind or what is thought of a thing; whole, or cut off; of something
named. Evidence for `question_evidence`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language.word_lists import alternatives, any_word
from audiobook.model import Term
from audiobook.study.relations import Asked
from audiobook.study.standing_alone import opens_with_verb
from audiobook.study.tokens import Words

RAREST = 12.0
"""idf of a word as rare as any."""
LONG_DIFFERENTIA = 20
"""Characters before the last 的 that say which one of its kind a thing is, from which more say no more."""
_VALUES = re.compile(rf"(?:{alternatives('study', 'evaluations')}|工具|方式|作用|概念|尝试|推动力|问题|手段)$")
_PRAISES = re.compile(r"重要|主要|核心|关键|有效|常见|基本|著名|伟大|唯一|必要|必需|必不可少|最|良好|优秀|强大|理想")
_NOTION = re.compile(
    rf"(?:{alternatives('study', 'concept_nouns')}|概念|领域|哲学|政策|制度|方法|手段|名称|疾病|系统)$"
)
_ONE_OF = re.compile(r"^另?一[种个项门类套家座条部]")
_COUNTED = re.compile(r"^(?:两|三|四|几|多|许多|各种|一些|数)[个种类项条家位]?")
_TOLD = re.compile(r"(?:是指|指的是|指|定义为|意思是|所谓[^，,]{1,14}[，,]?就是)$")
_GOES_ON = re.compile(rf"^[，,](?:{alternatives('study', 'explaining')}|并|也|而|以|从|通常|常|它)")
_HEDGED_IS = re.compile(
    r"(?:也|都|仍|依然|主要|通常|往往|一般|曾|一直|终究|毕竟|上|中|最终|本质上|基本上)(?:都|也)?是$"
)
_EXAMPLE = re.compile(r"[甲乙丙丁](?:公司|方|国|某|企业)|ABC|XYZ|[A-Z] ?(?:公司|商品|国)|小[明红王李]|某[个家人]")
_REPORTS = re.compile(r"认为|指出|提出|表示|强调|主张|补充|声称|看来|据[^，,]{2,8}[，,]")
_HANGS = re.compile(r"(?:[的了时后中上]|等|如|是|从而|以及|和)$")


def _rarest(text: str, words: Words) -> float:
    found = [words.dictionary.idf(token.text) for run in words.runs(text) for token in run if token.kind != "other"]
    return min(RAREST, max(found, default=0.0)) / RAREST


def answer_evidence(
    text: str, gap: Asked, span: tuple[int, int], terms: Sequence[Term], words: Words, title: str
) -> dict[str, float]:
    """What the answer of `gap` in `text` is like, and what it is the answer about; of what something is, more."""
    head, end = span
    answer, before = text[gap.start : gap.stop].strip("，,。；;：: "), text[head : gap.start]
    rest = before + text[gap.stop : end]
    first = re.split(r"[，,]", answer)[0]
    found = {
        "example": float(bool(_EXAMPLE.search(text) or any_word("study", "examples").search(text))),
        "reports": float(bool(_REPORTS.search(rest))),
        "rare_question": _rarest(rest, words),
        "rare_answer": _rarest(answer, words),
        "goes_on": float(bool(re.match(r"[，,]", text[gap.stop :]))),
        "goes_on_so": float(bool(_GOES_ON.match(text[gap.stop :]))),
        "hangs": float(bool(_HANGS.search(answer))),
        "clauses_before": min(3, len(re.findall(r"[，,]", before))) / 3,
        "counted": float(bool(_COUNTED.match(answer))),
        "praises": float(bool(_PRAISES.search(first))),
        f"said_{gap.said.strip('，')}": 1.0,
        f"{gap.kind}_no_term": float(not any(term.text in rest for term in terms)),
        f"{gap.kind}_goes_on": float(bool(re.match(r"[，,]", text[gap.stop :]))),
        f"{gap.kind}_acts": float(opens_with_verb(answer, words)),
    }
    if gap.kind == "definition" or gap.form in ("is", "is_so"):
        found |= _of_what_it_is(before, first, answer, gap, terms, words, title)
    return found


def _of_what_it_is(
    before: str, first: str, answer: str, gap: Asked, terms: Sequence[Term], words: Words, title: str
) -> dict[str, float]:
    """Is it what the thing is, or only its kind, or what is thought of it?"""
    which = _ONE_OF.sub("", first[: max(0, first.rfind("的"))])
    subject = re.sub(r"(?:其实|就|便|都|也)?(?:是指?|指的是|[：:])?$", "", before).strip("“”《》 ")
    told = bool(_TOLD.search(before)) or gap.form in ("points", "entry_told")
    values = bool(_VALUES.search(first))
    return {
        "what_told": float(told),
        "what_which": min(LONG_DIFFERENTIA, len(which)) / LONG_DIFFERENTIA,
        "what_bare": float(len(which) < 3 and not told),
        "what_bare_short": float(len(which) < 3 and len(answer) < 12 and not told),
        "what_one_of": float(bool(_ONE_OF.match(first))),
        "what_values": float(values),
        "what_values_untold": float(values and not told),
        "what_praises": float(bool(_PRAISES.search(first))),
        "what_notion": float(bool(_NOTION.search(first))),
        "what_explained": float(bool(re.search(rf"[，,](?:{alternatives('study', 'explaining')})", answer))),
        "what_hedged": float(bool(_HEDGED_IS.search(before))),
        "what_of_term": float(any(term.text == subject for term in terms)),
        "what_of_chief": float(any(term.text == subject for term in terms[:5])),
        "what_in_title": float(len(subject) > 1 and subject in title),
        "what_of_deed": float(opens_with_verb(subject, words)),
        "what_of_part": float("的" in subject),
        "what_of_long": min(20, len(subject)) / 20,
        "what_counted": float(bool(_COUNTED.match(answer))),
        "what_no_noun": float(not _ends_in_noun(first, words)),
        "what_verb_first": float(opens_with_verb(first, words)),
    }


def _ends_in_noun(phrase: str, words: Words) -> bool:
    tokens = [token for run in words.runs(phrase) for token in run]
    return bool(tokens) and tokens[-1].kind in ("noun", "affix", "latin", "action")
