"""Can a question be asked by itself, and is its answer whole: nothing in either hangs on what stands elsewhere."""

from __future__ import annotations

import re

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.english.answers import is_torn
from audiobook.study.english.words import TWO_SENTENCES, holds, words_of

LONGEST = 110
"""Characters of a question."""
LONGEST_ANSWER = 140
_BARE_END = re.compile(rf"\bthe (?:{alternatives('study', 'english_bare')})\?$")  # the steps of the process: of which?
_BARE_WITHIN = re.compile(
    rf"\bof the (?:{alternatives('study', 'english_bare')})\b(?! (?:of|that|in|for|[A-Z]))"
    rf"|\b(?:when|if|once) the (?:{alternatives('study', 'english_bare')}) (?:is|was|are|were|has|had)\b"
)
_TORN_QUESTION = re.compile(r"\b(?:therefore|thus|hence|however)\b|\b(?:and|or|but|that|which|the|an?)\?$")
_TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:following|that time|last (?:year|month|week)|this year)\b", re.IGNORECASE)
_LOOSE_ANSWER = re.compile(
    r"^(?:very |(?:the )?(?:same|following|other|way|fact)|it|them|this|these|those|that|what|how|his|her|a (?:number|"
    r"lot|variety)|several|many|some|such|one|both|each)\b|\b(?:he|she|we|you|I|this|these|those|here|above|below|"
    r"our|your|my|following)\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"(?:What|Why|How|When) (?:does|do|did|is|are|was|were|can|has) (?P<the>the )?(?P<x>\w+) (?!of\b|for\b|[A-Z])"
)


def is_fair(kind: QuestionKind, asked: str, answer: str) -> bool:
    """Can it be asked by itself, with an answer that is whole?"""
    rest = asked.partition(" ")[2]
    return not (
        len(asked) > LONGEST
        or len(words_of(asked)) < 4
        or _is_foreign(re.sub(r"\b(?:is|was) it that\b|\bthere\b", "", rest))
        or _foreign_answer(kind, answer)
        or answer.lower() in rest.lower()
        or _lacks_bearer(asked)
        or re.search(r"[()\[\]“”]", asked)
        or _BARE_END.search(asked)
        or _BARE_WITHIN.search(asked)
        or _TORN_QUESTION.search(asked)
        or "()" in answer
        or "—which" in answer
        or _TWICE.search(asked)
    )


def _is_foreign(asked: str) -> bool:
    """Does a question hang on what stands elsewhere?"""
    return holds(asked, "elsewhere", "deictic") or " it " in asked or bool(_DATED.search(asked))


def _foreign_answer(kind: QuestionKind, answer: str) -> bool:
    if not answer or answer.count("(") != answer.count(")") or answer.count("“") != answer.count("”"):
        return True
    if kind in ("term", "figure"):
        return False
    if TWO_SENTENCES.search(answer) or _BARE_END.fullmatch(f"{answer}?"):
        return True
    if (
        is_torn(answer)
        or re.search(r"\. [a-z]", answer)
        or re.search(r"(?<!rather) than (?:in|on|if|by|for)\b", answer)
    ):
        return True
    if kind == "cause":
        answer = re.sub(r"^it (?=\w+)", "", answer)  # what it is asked of
    return len(answer) < 3 or len(answer) > LONGEST_ANSWER or bool(_LOOSE_ANSWER.search(answer))


def _lacks_bearer(asked: str) -> bool:
    """Is it asked of a bare effectiveness: of what?"""
    found = _OF_WHAT.match(asked)
    if found is None:
        return False
    bare = found["the"] and found["x"].lower() in word_list("study", "english_bare")
    return bool(bare) or found["x"] in word_list("study", "english_properties")
