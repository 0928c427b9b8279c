"""What somebody or something did, asked with "did": when, how many, how much, why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.language.word_lists import word_list
from audiobook.model import QuestionKind
from audiobook.study.english.verbs import base_of_past, base_of_third, has_finite_verb
from audiobook.study.english.words import holds, is_known, is_person, is_subject, lowered, whole_phrase

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?: (?:hundred|thousand|million|billion|trillion))?"
)
ABOUT = (
    r"(?:(?:about|around|some|over|nearly|almost|roughly|approximately|more than|at least|"
    r"only) )?"
)
YEAR = r"(?P<x>1[0-9]\d\d|20\d\d)"
LONGEST_SUBJECT, LONGEST_REST = 6, 80
"""Words of who did it, characters of what was done."""
_IN_YEAR = re.compile(
    rf"^(?P<rest>[^,;:()\d]*?),? in {YEAR}(?=[.,;]|$| (?:and|but|by|as|at|with|when|after|following)\b)"
)
_FROM_YEAR = re.compile(rf"^In (?:[A-Z][a-z]+ )?{YEAR}, (?=\S)")
_COUNTED = re.compile(
    rf"^{ABOUT}(?P<x>{NUMBER}) (?P<unit>(?!percent|per )(?:[a-z][\w’'\-]+ ){{0,2}}?(?:[a-z]{{3,}}s of "
    rf"(?:[a-z]+ )?[a-z]{{3,}}s|[a-z]{{3,}}s(?! of)|people|men|women|children))"
    r"(?P<rest>(?: (?:in|on|at|from|for|of|with|to|during|across)\b[^,;:()\d]*?)?)(?=[.,;]|$)"
)
_SUM = re.compile(
    rf"^{ABOUT}(?P<x>(?:US)?[$£€]\d[\d,.]*\d?(?: (?:thousand|million|billion|trillion))?)"
    r"(?P<rest>(?: (?:for|in|on|to|from|by|a)\b[^,;:()\d]*?)?)(?=[.,;]|$)"
)
_THING = re.compile(
    r"^(?P<x>(?:an?|two|three|four|five|the (?=[^,;:()]* of )) [^,;:()]{6,90}?)"
    r"(?P<rest>(?: (?:in|to|for|at|from|on) (?:the )?[A-Z1-9][^,;:()]{2,30})?)[.!]$"
)
_THAT = re.compile(
    r"^(?:(?:on )?[A-Z][a-z]+day |in [A-Z][a-z]+ |[A-Z][a-z]{2,8}\.? \d{1,2} )?that (?P<x>[^;:()“”]{20,150})[.!]$"
)
_TO = re.compile(r"^to (?!(?:an?|the|its|their|his|her|this|that|all|each|any)\b)(?P<x>[a-z][^;:()“”\"]{11,240})[.!]$")
_HAS = re.compile(r"^(?P<s>[^,;:()]+?) (?P<has>has|have) (?P<v>[a-z]+) (?P<rest>that .+)$")
_HAS_DONE = re.compile(r"^(?P<s>[^,;:()]+?) (?P<has>has|have) (?P<v>[a-z]+) (?P<rest>.+)$")
_PRESENT = re.compile(r"^(?P<s>[^,;:()]+?) (?P<v>[a-z]+) (?P<rest>(?:that|to) .+)$")
_FINITE = re.compile(r"^(?:[\w’'\-]+ ){0,9}?(?:is|are|was|were|has|have|had|will|would|can|could|may|must)\b")
_LINKS = re.compile(r"\b(?:and|but|that|which|who|because|when|while|after|before|as|if|where)\b|[,;:]")


@dataclass(frozen=True, slots=True)
class Deed:
    """A clause in the past tense."""

    subject: str
    verb: str
    """Its base."""
    past: str
    rest: str
    """All behind it."""


def deed(text: str, article: str) -> Deed | None:
    """The clause in the past tense that `text`, of `article`, begins with; None where there is none, or where who did
    it is not told.

    >>> deed("The Rhine flooded Cologne in 1993.", "")
    Deed(subject='the Rhine', verb='flood', past='flooded', rest='Cologne in 1993.')
    >>> deed("The boats built in Cork were sold.", "") is None
    True
    """
    words = text.split(" ")
    for at in range(1, min(LONGEST_SUBJECT + 1, len(words) - 1)):
        base, rest = base_of_past(words[at]), " ".join(words[at + 1 :])
        if base is None:
            continue
        subject = " ".join(words[:at])
        if subject.lower() in word_list("study", "english_months"):
            return None
        if not is_subject(subject) or not is_known(subject, article) or not _names(subject, article):
            return None
        if subject.startswith(("A ", "An ")) or rest.startswith("by ") or _is_participle(rest):
            return None
        return Deed(lowered(subject, article), base, words[at], rest)
    return None


def asked_of_deeds(text: str, article: str) -> Iterator[tuple[QuestionKind, str, str]]:
    """(kind, question, answer) for what `text`, one sentence of `article`, tells of a deed."""
    year = _FROM_YEAR.match(text)
    if not year:
        yield from _stated(text, article)
    done = deed(text[year.end() :] if year else text, article)
    if done is None:
        return
    did = f"did {done.subject} {done.verb}"
    if year:
        rest = _first(re.split(r"[,;:(.]", done.rest)[0])
        if 3 < len(rest) <= LONGEST_REST and not re.search(r"\d", rest):
            yield "figure", f"In which year {did} {rest}?", year["x"]
        return
    yield from _aimed_at(did, done.verb, done.rest)
    if done.rest.startswith(("that ", "to ")) or re.match(r"on [A-Z][a-z]+day that ", done.rest):
        return
    if (found := _IN_YEAR.match(done.rest)) and 3 < len(found["rest"]) <= LONGEST_REST:
        yield "figure", f"In which year {did} {found['rest']}?", found["x"]
    if (
        (found := _THING.match(done.rest))
        and done.past in word_list("study", "english_deeds") | word_list("study", "english_acts")
        and not is_person(done.subject)
    ):
        yield "relation", f"What {did}{found['rest']}?", found["x"]
    if found := _COUNTED.match(done.rest):
        yield "figure", f"How many {found['unit']} {did}{found['rest']}?", found["x"]
    if found := _SUM.match(done.rest):
        yield "figure", f"How much {did}{found['rest']}?", found["x"]


def _stated(text: str, article: str) -> Iterator[tuple[QuestionKind, str, str]]:
    """What somebody has found, or plans to do."""
    if (found := _HAS.match(text)) and _is_told(found["s"], article):
        base = base_of_past(found["v"])
        if base in word_list("study", "english_reports") and (said := _THAT.match(found["rest"])):
            yield "relation", f"What {found['has']} {lowered(found['s'], article)} {found['v']}?", said["x"]
    elif (
        (found := _HAS_DONE.match(text))
        and found["v"] in word_list("study", "english_acts")
        and _is_told(found["s"], article)
        and re.match(r"an? |two |three |the [^,;:()]* of |its |their ", found["rest"])
    ):
        has = f"{found['has']} {lowered(found['s'], article)} {found['v']}"
        yield "relation", f"What {has}?", whole_phrase(found["rest"].rstrip(".!"))
    elif (found := _PRESENT.match(text)) and _is_told(found["s"], article):
        base = base_of_third(found["v"])
        if base and _names(found["s"], article):
            yield from _aimed_at(f"does {lowered(found['s'], article)} {base}", base, found["rest"])


def _is_told(subject: str, article: str) -> bool:
    return is_subject(subject) and is_known(subject, article) and not has_finite_verb(subject)


def _aimed_at(does: str, verb: str, rest: str) -> Iterator[tuple[QuestionKind, str, str]]:
    if verb in word_list("study", "english_reports") and (found := _THAT.match(rest)):
        yield "relation", f"What {does}?", found["x"]
    if verb in word_list("study", "english_intentions") and (found := _TO.match(rest)):
        yield "relation", f"What {does} to do?", re.split(r" and to |, (?=and to |a |an )", whole_phrase(found["x"]))[0]


def why_it_was_done(clause: str, article: str) -> str | None:
    """The question to the reason of `clause`; None where it is no deed."""
    done = deed(clause, article)
    if (
        done is None
        or done.rest.startswith("to ")
        or _LINKS.search(done.rest)
        or holds(done.rest, "elsewhere", "deictic")
    ):
        return None
    return f"Why did {done.subject} {done.verb} {done.rest}?"


def _first(rest: str) -> str:
    """What was done first: imposed an embargo and blocked the assets."""
    for found in re.finditer(r",? (?:and|but) (\w+)\b", rest):
        if base_of_past(found[1]):
            return rest[: found.start()]
    return rest


def _names(subject: str, article: str) -> bool:
    """Does it tell who or what: by a name, or by a phrase the article keeps?"""
    bare = re.sub(r"^(?:The|An?) ", "", subject)
    return bool(re.search(r"[A-Z]", bare[1:])) or lowered(bare, article)[0].isupper() or subject.startswith("The ")


def _is_participle(rest: str) -> bool:
    """Does a finite verb follow in the same clause? Then what looked like one was none: boats built in Cork were …"""
    finite = _FINITE.match(rest)
    return finite is not None and not _LINKS.search(finite[0])
