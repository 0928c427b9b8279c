"""How likely a question that could be asked is a good one: what speaks for and against it, weighed together with the
weights of data/question_evidence.tsv, which scripts/fit-questions fits to questions somebody judged."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from audiobook.language.word_lists import any_word
from audiobook.model import Term
from audiobook.study.answer_evidence import answer_evidence
from audiobook.study.clauses import LONGEST, opens_with_noun
from audiobook.study.figures import crowd
from audiobook.study.relations import Asked
from audiobook.study.standing_alone import names_its_subject, opens_with_verb
from audiobook.study.tokens import Token, Words
from audiobook.study.word_questions import is_about

WIDE = frozenset(("is", "is_so", "does", "must", "may", "must_not", "brings", "like", "for_what", "would"))
"""Forms that say anything: of others the words say one thing outright."""
_YEAR = re.compile(r"年|世纪")
_LABELLED = re.compile(r"^[^，,。；;：:]{1,8}[：:]")
_SPEAKS = re.compile(r"我(?!们|[国党军省市县])|[你您咱吧吗呢啊]")
_WE = re.compile(r"我们")
_MODAL = re.compile(r"可能|也许|或许|大概|似乎|希望|应该|如果|假如")
_MANY = re.compile(r"等(?![级于待候同])")
_ONE = re.compile(r"一[个种类项位名部次条座家]")
_CONDITION = re.compile(r"(?:的|时|后|前|由于|如果|为了)[^，,]{0,12}[，,]")


def _tokens(text: str, words: Words) -> list[Token]:
    return [token for run in words.runs(text) for token in run]


def _acts(token: Token) -> bool:
    return token.kind in ("verb", "action")


def evidence(
    text: str,
    gap: Asked,
    span: tuple[int, int],
    terms: Sequence[Term],
    words: Words,
    *,
    claim: float,
    statute: bool,
    place: float,
    title: str,
    article: str,
) -> dict[str, float]:
    """What speaks for asking `gap` of the sentence `text` within `span`; `claim`: how likely the sentence says a main
    idea, `place`: where it stands in the article, both 0 to 1; `statute`: is the article one of rules?"""
    head, end = span
    answer = text[gap.start : gap.stop].strip("，,。；;：: ")
    before, after = text[head : gap.start], text[gap.stop : end]
    rest = before + after
    named = [term.score for term in terms if term.text in rest.replace(" ", "")]
    form = gap.form or f"{gap.kind}_{gap.said[:2]}"
    said_of, of_answer = _tokens(rest, words), _tokens(answer, words)
    last = of_answer[-1] if of_answer else None
    opens_with_term = any(rest.lstrip("“《").startswith(term.text) for term in terms)
    ends_in_noun = last is not None and last.kind in ("noun", "affix", "latin")
    condition = bool(_CONDITION.search(before))
    wide = {"is": gap.form in ("is", "is_so"), "does": gap.form == "does", "must": gap.form in ("must", "may")}
    beside = {
        "term_first": opens_with_term,
        "noun_last": ends_in_noun,
        "condition": condition,
        "statute": statute,
        "chief": is_about(rest, terms),
        "one_of_a_kind": bool(_ONE.match(answer)),
        "short_answer": len(answer) < 9,
        "long_answer": len(answer) > 22,
        "short_question": len(rest) < 10,
    }
    return {
        **answer_evidence(text, gap, span, terms, words, title),
        **{f"{form}_{each}": float(beside[each]) for form, is_it in wide.items() if is_it for each in beside},
        **{f"{form}_claims": claim for form, is_it in wide.items() if is_it},
        "opens_with_term": float(opens_with_term),
        "answer_ends_in_noun": float(ends_in_noun),
        "one_of_a_kind": float(bool(_ONE.match(answer))),
        "condition": float(condition),
        "verbs_asked": min(3, sum(_acts(token) for token in said_of)) / 3,
        "verbs_answered": min(3, sum(_acts(token) for token in of_answer)) / 3,
        "answer_is_one_word": float(len(of_answer) == 1),
        "outright": float(form not in WIDE and gap.kind not in ("term", "figure")),
        f"kind_{gap.kind}": 1.0,
        f"form_{form}": 1.0,
        "who": float(gap.said in ("谁", "哪个机构", "哪家公司", "哪个部门", "哪个机关")),
        "no_subject": float(not names_its_subject(rest, terms, words)),
        "no_noun_first": float(not opens_with_noun(text[head:], words)),
        "verb_first": float(opens_with_verb(text[head:end], words)),
        "term_asked_of": max(named, default=0.0),
        "no_term": float(not named),
        "asks_of_chief": float(is_about(rest, terms)),
        "defines_term": float(bool(gap.about) and any(term.text == gap.about for term in terms)),
        "answer_is_term": float(any(term.text == answer for term in terms)),
        "answer_has_term": float(any(term.text in answer for term in terms)),
        "unreal": float(bool(any_word("study", "unreal").search(text))),
        "passing": float(bool(any_word("study", "passing").search(text))),
        "labelled": float(bool(_LABELLED.match(text))),
        "speaks": float(bool(_SPEAKS.search(text))),
        "speaks_of_us": float(bool(_WE.search(rest + answer))),
        "supposes": float(bool(_MODAL.search(rest + answer))),
        "evaluates": float(bool(any_word("study", "not_defining").search(answer))),
        "claims": claim,
        "place": place,
        "statute": float(statute),
        "question_length": (len(rest) + len(gap.said)) / LONGEST,
        "short_question": float(len(rest) < 10),
        "answer_length": math.log(max(2, len(answer))) - 2.2,
        "long_answer": float(len(answer) > 36),
        "answer_has_commas": float(bool(re.search(r"[，,]", answer))),
        "answer_has_of": float("的" in answer),
        "answer_acts": float(opens_with_verb(answer, words)),
        "answer_many": float(bool(_MANY.search(answer))),
        "answer_again": float(article.count(answer) > 1),
        "question_has_commas": float(bool(re.search(r"[，,]", rest))),
        "answer_last": float(not after.strip("。；;，, ")),
        "all_of_sentence": float(head <= 2 and end >= len(text) - 1),
        "short_sentence": float(len(text) < 24),
        "long_sentence": float(len(text) > 90),
        "figures": min(3, crowd(rest)) / 3,
        "dated": float(bool(_YEAR.search(rest))),
        "quotes": float("“" in text),
        "latin": sum(c.isascii() and c.isalpha() for c in rest + answer) / max(1, len(rest + answer)),
        "in_title": float(any(title[i : i + 2] in rest for i in range(len(title) - 1))),
    }
