"""How likely a question that could be asked of an English article is a good one: what speaks for and against it,
weighed together with the weights of data/english_question_evidence.tsv, which scripts/fit-questions fits to questions
somebody judged."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind, Term
from audiobook.study.english.claims import shared
from audiobook.study.english.shapes import JUDGES, PLURAL_SHAPE, SHAPE, judges
from audiobook.study.english.words import is_person, words_of

TABLE = "english_question_evidence"
CHIEF = 4
"""So many of the strongest terms are what the article is about."""
WIDE = ("does", "is_done", "is", "modal", "has_done", "that")
"""Beginnings of forms that fit nearly any sentence: only what stands beside them tells."""
BESIDE = (
    "chief",
    "no_term",
    "claims",
    "told_term",
    "past",
    "report",
    "answer_article",
    "short_question",
    "light",
    "often",
)
_FIGURE = re.compile(r"\d")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SUPPOSES = re.compile(r"\b(?:may|might|could|would|should|perhaps|likely|possibly|if|hopes?)\b")
_SAYS = re.compile(r"\b(?:said|says|told|according to|added|tweeted|wrote that)\b")
_DATED = re.compile(r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|week|month|year|years|day)\b")
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|his|him|she|her)\b")
_PAST = re.compile(r"\b(?:did|was|were|had)\b")
_NARROW = re.compile(
    r"(?:said|relation|list|figure|term|definition|name|cause|contrast|gloss)_"
    r"|(?:divided|the_parts|its_parts|occurs|so|lets|unlike|whereas|therefore|this_is_because|rather_than|event|on_day)$"
)
"""Forms whose words say one thing only."""
_BARE = re.compile(rf"\bthe (?:{alternatives('study', 'english_bare')})\b(?! (?:of|for|that|in)\b)")
"""The organisation: which?"""
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where|when|because|while|although|if)\b")


def evidence(
    form: str,
    kind: QuestionKind,
    asked: str,
    answer: str,
    sentence: str,
    terms: Sequence[Term],
    *,
    claim: float,
    place: float,
    title: str,
    article: str,
    report: bool,
) -> dict[str, float]:
    """What speaks for asking `asked`, in a `form`, of `sentence`; `claim`: how likely the sentence says a main idea,
    `place`: where it stands in the `article`, both 0 to 1; `report`: is the article news?"""
    low, said = asked.lower(), answer.lower()
    named = [(at, term) for at, term in enumerate(terms) if _has(low, term.text)]
    held = [term for term in terms if _has(said, term.text)]
    question, own = words_of(asked), words_of(answer)
    small = word_list("study", "english_function")
    full = [word for word in question[1:] if word not in small]
    text = _lower(article)
    first = question[0] if question else ""
    light = word_list("study", "english_light")
    subject = re.sub(r"^\w+ (?:\w+ )??(?:did|do|does|is|are|was|were|can|has|have|must|should) ", "", asked)
    found = {
        f"kind_{kind}": 1.0,
        f"form_{form}": 1.0,
        f"asks_{first}": 1.0,
        "term_asked_of": max((term.score for _, term in named), default=0.0),
        "no_term": float(not named),
        "chief": float(any(at < CHIEF for at, _ in named)),
        "opens_with_term": float(any(_has(subject[: len(term.text) + 6].lower(), term.text) for _, term in named)),
        "told_term": float(any(term.defined for _, term in named)),
        "answer_is_term": float(any(re.sub(r"^(?:an?|the) ", "", said) == term.text.lower() for term in held)),
        "answer_has_term": float(bool(held)),
        "claims": claim,
        "place": place,
        "report": float(report),
        "in_title": shared(asked, title),
        "question_length": len(asked) / 110,
        "short_question": float(len(full) < 3),
        "answer_length": math.log(max(4, len(answer))) - 3.5,
        "one_word": float(len(own) == 1),
        "long_answer": float(len(answer) > 90),
        "answer_has_commas": float("," in answer),
        "answer_in_parts": float(bool(re.search(r"\b(?:and|or)\b", answer))),
        "answer_hangs": float(bool(_RELATIVE.search(said))),
        "answer_points": float(bool(_PRONOUN.search(said))),
        "answer_has_figure": float(bool(_FIGURE.search(answer)) and kind != "figure"),
        "answer_article": float(bool(re.match(r"an? ", answer))),
        "answer_the": float(answer.startswith("the ")),
        "answer_name": float(answer[:1].isupper()),
        "answer_ends": float(sentence.rstrip(".!”\"").endswith(answer)),
        "evaluates": float(bool({*own} & word_list("study", "english_evaluations"))),
        "supposes": float(bool(_SUPPOSES.search(low + " " + said))),
        "says": float(bool(_SAYS.search(sentence))),
        "dated": float(bool(_DATED.search(asked + " " + answer))),
        "question_figures": float(bool(_FIGURE.search(asked))),
        "question_names": min(3, len(_CAPITAL.findall(asked))) / 3,
        "question_commas": float("," in asked),
        "question_hangs": float(bool(_RELATIVE.search(low[6:]))),
        "the_subject": float(bool(re.match(r"the [a-z]", subject))),
        "person": float(bool(re.match(r"[A-Z]", subject)) and is_person(" ".join(subject.split(" ")[:2]))),
        "often": min(1.0, math.log(1 + text.count(" ".join(words_of(subject)[:2]))) / 3),
        "shaped": float(bool(SHAPE.match(answer) or PLURAL_SHAPE.match(answer))),
        "judges": float(bool(JUDGES.match(answer)) or judges(answer)),
        "rare": 1 - min(1.0, sum(text.count(word) for word in full) / max(1, len(full)) / 8),
        "light": float(bool({*question[1:4], *question[-1:]} & light)),
        "past": float(bool(_PAST.search(low))),
        "quotes": float(bool(re.search(r"[“\"]", sentence))),
        "dash": float(bool(re.search(r"[—–]", sentence))),
        "brackets": float("(" in sentence),
        "long_sentence": float(len(sentence) > 200),
        "short_sentence": float(len(sentence) < 80),
        "share": (len(asked) + len(answer)) / max(30, len(sentence)),
        "the_bare": float(bool(_BARE.search(low))),
        "always_so": float(not _PAST.search(low) and not _CAPITAL.search(asked)),
    }  # fmt: skip
    found["narrow"] = float(bool(_NARROW.match(form)))
    wide = next((wide for wide in WIDE if form == wide or form.startswith(f"{wide}_")), "")
    found |= {f"{wide}_{name}": found[name] for name in BESIDE if wide}
    return {name: value for name, value in found.items() if value}


def _has(text: str, term: str) -> bool:
    return re.search(rf"\b{re.escape(term.lower())}(?:s|es)?\b", text) is not None


@lru_cache(maxsize=2)
def _lower(article: str) -> str:
    return article.lower()
