"""What else an English sentence says that can be asked: who, where, when, how many, why, of what, what rather, which.

The question word goes to the front where one form of "be" or a verb with a known base makes that safe; otherwise it
stands in its place, as a quiz asks (… was written by whom?).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.english.actors import asked_of_actors
from audiobook.study.english.amounts import asked_of_amounts
from audiobook.study.english.answers import first_deed
from audiobook.study.english.appositions import asked_of_names
from audiobook.study.english.clauses import clauses
from audiobook.study.english.deeds import ABOUT, NUMBER, YEAR, asked_of_deeds, why_it_was_done
from audiobook.study.english.explained import explained
from audiobook.study.english.fairness import is_fair
from audiobook.study.english.statements import is_list, stated
from audiobook.study.english.words import (
    NAME,
    holds,
    is_known,
    is_person,
    is_subject,
    lowered,
    whole_phrase,
)

_BE = r"(?P<be>is|are|was|were)"
_S = r"^(?P<s>[^,;:()]+?) "
_DEED = alternatives("study", "english_deeds")
_HAPPENED = alternatives("study", "english_happenings")
_WHO = re.compile(rf"^(?P<x>{NAME}(?: and {NAME})?) (?P<rest>(?:first |later )?(?:{_DEED}) [^;:]+?)[.!]?$")
_BY_WHOM = re.compile(
    rf"{_S}{_BE} (?P<rest>(?:first |originally )?(?:{_DEED})(?: in \d{{4}})?) by (?:the )?(?P<x>{NAME}(?: and"
    rf" {NAME})?)"
)
_WHEN = re.compile(
    rf"{_S}{_BE} (?P<rest>(?:[\w’'\-]+ ){{0,2}}?(?:{_HAPPENED})(?: [^,;:()\d]+?)?),? in {YEAR}(?=[.,;]| (?:by|"
    rf"and|at|after|as|to|with)\b|$)"
)
_IN_A_YEAR = re.compile(rf"^In {YEAR}, (?P<s>[^,;:()]+?) {_BE} (?P<rest>(?:{_HAPPENED})\b[^,;:()\d]*?)(?=[.,;]|$)")
_PLACE = rf"(?P<x>(?:the )?{NAME}(?:, (?:the )?{NAME})?)"
_WHERE = re.compile(
    rf"{_S}{_BE} (?P<rest>born|located|situated|based|headquartered|buried|held|found only|built|founded) "
    rf"(?:in|at|on|near) {_PLACE}(?=[.,;]|,? (?:in|on|and|at|to|by|near|about|with|from|as|where|which)\b|$)"
)
_DO = {
    "has": "does {s} have", "have": "do {s} have", "had": "did {s} have",
    "contains": "does {s} contain", "contain": "do {s} contain", "contained": "did {s} contain",
    "comprises": "does {s} comprise", "covers": "does {s} cover", "covered": "did {s} cover", "cover": "do {s} cover",
    "consists of": "does {s} consist of", "consist of": "do {s} consist of",
    "depends on": "does {s} depend on", "depend on": "do {s} depend on",
    "leads to": "does {s} lead to", "lead to": "do {s} lead to",
    "results from": "does {s} result from", "result from": "do {s} result from",
    "comes from": "does {s} come from", "come from": "do {s} come from",
    "measures": "does {s} measure", "produces": "does {s} produce", "produce": "do {s} produce",
    "prevents": "does {s} prevent", "prevent": "do {s} prevent",
    "causes": "does {s} cause", "cause": "do {s} cause",
    "borders": "does {s} border",
    "prohibits": "does {s} prohibit", "prohibit": "do {s} prohibit",
    "forbids": "does {s} forbid", "forbid": "do {s} forbid",
    "guarantees": "does {s} guarantee", "guarantee": "do {s} guarantee",
    "regulates": "does {s} regulate", "regulate": "do {s} regulate",
    "specialises in": "does {s} specialise in", "specializes in": "does {s} specialize in",
}  # fmt: skip
_HOW_MANY = re.compile(
    rf"{_S}(?P<v>has|have|had|contains?|contained|comprises|covers?|covered) {ABOUT}(?P<x>{NUMBER}) "
    r"(?P<unit>(?:[a-z][\w’'\-]+ ){0,2}?(?:[a-z]+s of [a-z]+|[a-z]+s(?! of)|people|men|women|children|species(?:"
    r" of [a-z]+)?|[a-z]+s of [a-z]+|square (?:miles|kilometres|kilometers)))"
    r"(?=[.,;]| (?:in|and|on|with|that|from|for|to|at)\b|$)"
)
_THERE_ARE = re.compile(
    rf"^There (?P<be>are|were) {ABOUT}(?P<x>{NUMBER}) (?P<unit>(?:[\w’'\-]+ ){{0,3}}?[a-z]+s) (?P<rest>(?:in|"
    rf"on) (?:the )?[A-Z][^,;:.]*)[.]"
)
_SHARE = re.compile(
    r"^(?:About |Around |Some |Over |Nearly |Almost |Roughly |More than |Less than )?(?P<x>\d+(?:\.\d+)?"
    r" ?(?:percent|per cent|%)) of (?P<rest>[^;:]+?)[.]$"
)
_OF_BE = re.compile(
    rf"{_S}{_BE} (?P<cue>(?:mainly |mostly |largely |primarily |best |often |usually )?(?:caused by|made of|made"
    rf" from|made up of|composed of|"
    r"used for|used to|known for|famous for|named after|derived from|based on|responsible for|divided into|formed by|"
    r"produced by|powered by|measured in|surrounded by|bordered by|determined by|controlled by|similar to|"
    r"equivalent to|part of|"
    r"descended from|dedicated to|characterised by|characterized by|designed to|intended to)) (?P<x>[^;:]+?)[.!]?$"
)
_OF_DO = re.compile(
    rf"{_S}(?:also |mainly |often |usually |typically |generally )?(?P<v>consists? of|depends? on|leads? to|results?"
    rf" from|comes? from|measures|produces?|prevents?|causes?|prohibits?|forbids?|guarantees?|regulates?"
    r"|specialises in|specializes in) (?P<x>[^;:]+?)[.!]?$"
)
_PURPOSE = re.compile(
    rf"^(?P<s>The (?:{alternatives('study', 'english_purposes').replace('-', ' ')}) of (?:the )?[\w’'\- ]{{2,50}}?) "
    r"(?P<be>is|was) (?P<x>[^;:]{6,140}?)[.]$"
)
_COUNTED_LIST = re.compile(
    rf"{_S}(?P<v>has|have|had|contains?|comprises|consists? of) (?P<n>two|three|four|five|six|seven|eight|nine|"
    rf"ten) (?P<unit>(?:[\w’'\-]+ ){{0,3}}?[a-z]+s)(?:: |, namely | – | — )(?P<x>[^;:]+ and [^;:]+?)[.]$"
)
_THERE_LIST = re.compile(
    r"^There are (?P<n>two|three|four|five|six|seven|eight|nine|ten) (?P<unit>[^,;:.]+?s(?: (?:of|in)"
    r" [^,;:.]+)?)(?:: |, namely | – | — )(?P<x>[^;:]+ and [^;:]+?)[.]$"
)
_BECAUSE = re.compile(r"^(?P<all>(?P<s>[^,;:()]+?) (?P<v>\w+) [^;:]*?),? because (?P<x>(?!of\b)[^;:]+?)[.!]$")
_VERBS = re.compile(r"\w (?:\w+ed|made|took|gave|found|led|met|sent|put)\b|^(?:An?|Each) ")
_ADDED = re.compile(r"(?:by|for|of|in|to|that|than|at|on|with|as|from|and|or|when|if|are|is|were|was|have|had)\b")
"""Behind "measures" or "causes" it shows a noun."""
_NOT_BUT = re.compile(
    rf"{_S}{_BE} not (?!just |only |merely |simply )(?P<a>[\w’'\-]+(?: (?!that|which|who)[\w’'\-]+){{0,3}}),? but"
    rf" (?:rather )?(?P<x>[^,;:]{{6,}}?)[.!]$"
)
_WITHIN = re.compile(rf"(?:{alternatives('study', 'english_prepositions')}|by|with|from|to) ")
"""Not made of clay but of salt: the answer needs the verb."""
_CUT = re.compile(r"; | because ")
_SAID_AT_LENGTH = ("whereas", "cause_why", "because", "because_of")


@dataclass(frozen=True, slots=True)
class Fact:
    """A question to a sentence, and its answer as it stands there."""

    kind: QuestionKind
    asked: str
    answer: str
    form: str
    """What its words are known by."""


def facts(text: str, article: str) -> Iterator[Fact]:
    """Every question that `text`, one sentence of `article`, allows."""
    found: dict[str, Fact] = {}
    for clause in clauses(text):
        narrow = ((form_of(kind, asked), kind, asked, answer) for kind, asked, answer in _all(clause, article))
        for form, kind, asked, answer in (*narrow, *explained(clause, article), *stated(clause, article)):
            answer = answer.strip(" ,;:")
            if asked.endswith(" to do?"):
                answer = first_deed(answer)
            if form not in _SAID_AT_LENGTH:
                answer = _CUT.split(answer, maxsplit=1)[0].removesuffix(", for example")
                if ": " in answer:
                    continue  # a simple rule: what it is, is said behind
            # a clause by itself has less behind its answer than the sentence
            old = found.get(asked)
            if is_fair(kind, asked, answer) and (old is None or answer in old.answer):
                found[asked] = replace(old, answer=answer) if old else Fact(kind, asked, answer, form)
    yield from found.values()


def form_of(kind: QuestionKind, asked: str) -> str:
    """What the form of a question is known by: its kind and how it begins.

    >>> form_of("figure", "In which year did Lund adopt the chart?")
    'figure_in_which'
    """
    return "_".join((kind, *asked.lower().split(" ")[: 2 if asked.startswith(("In ", "By ", "How ")) else 1]))


def _all(text: str, article: str) -> Iterator[tuple[QuestionKind, str, str]]:
    def of(found: re.Match[str]) -> str:
        return lowered(found["s"], article)

    def subject(found: re.Match[str] | None) -> bool:
        return found is not None and is_subject(found["s"]) and is_known(found["s"], article)

    if (found := _WHO.match(text)) and _are_persons(found["x"]):
        yield "term", f"Who {_short(found['rest'])}?", found["x"]
    if (found := _BY_WHOM.match(text)) and subject(found) and _are_persons(found["x"]):
        yield "term", f"Who {found['be']} {of(found)} {found['rest']} by?", found["x"]
    for pattern in (_WHEN, _IN_A_YEAR):
        if (found := pattern.match(text)) and subject(found) and len(re.findall(r"\b[12]\d{3}\b", found[0])) == 1:
            yield "figure", f"In which year {found['be']} {of(found)} {found['rest'].strip()}?", found["x"]
    yield from asked_of_names(text, article)
    yield from asked_of_amounts(text, article)
    yield from asked_of_actors(text)
    yield from asked_of_deeds(text, article)
    if (
        (found := _WHERE.match(text))
        and subject(found)
        and found["x"].partition(" ")[0].lower() not in word_list("study", "english_months")
    ):
        yield "term", f"Where {found['be']} {of(found)} {found['rest']}?", found["x"]
    if (found := _HOW_MANY.match(text)) and subject(found) and not holds(found["unit"], "hollow"):
        yield "figure", f"How many {found['unit']} {_DO[found['v']].format(s=of(found))}?", found["x"]
    if found := _THERE_ARE.match(text):
        yield "figure", f"How many {found['unit']} {found['be']} there {found['rest']}?", found["x"]
    if (found := _SHARE.match(text)) and _is_clause(found["rest"]):
        yield "figure", f"What percentage of {_short(found['rest'])}?", found["x"]
    if (found := _COUNTED_LIST.match(text)) and subject(found):
        yield "list", f"Which {found['n']} {found['unit']} {_DO[found['v']].format(s=of(found))}?", found["x"]
    if (found := _THERE_LIST.match(text)) and re.search(r" (?:of|in) ", found["unit"]):
        yield "list", f"What are the {found['n']} {found['unit']}?", found["x"]
    if (found := _OF_BE.match(text)) and subject(found):
        yield from _relation(found, of(found))
    if (
        (found := _OF_DO.match(text))
        and subject(found)
        and not _VERBS.search(found["s"])
        and not _ADDED.match(found["x"])
    ):
        kind: QuestionKind = "list" if is_list(found["x"]) else "relation"
        yield kind, f"What {_DO[found['v']].format(s=of(found))}?", whole_phrase(found["x"])
    if (found := _PURPOSE.match(text)) and not holds(found["s"], "elsewhere", "deictic"):
        yield "relation", f"What {found['be']} {of(found)}?", found["x"]
    if found := _BECAUSE.match(text):
        yield from _why(found, article)
    if (found := _NOT_BUT.match(text)) and subject(found) and not _WITHIN.match(found["x"]):
        yield "contrast", f"What {found['be']} {of(found)}, if not {found['a']}?", found["x"]


def _relation(found: re.Match[str], subject: str) -> Iterator[tuple[QuestionKind, str, str]]:
    cue, answer = found["cue"], whole_phrase(found["x"])
    kind: QuestionKind = "list" if is_list(answer) else "relation"
    first = answer.partition(" ")[0]
    if cue.endswith(" to") and (
        re.match(r"be\b|\w+ing\b", answer) or first in word_list("study", "english_evaluations")
    ):
        return  # used to being …: accustomed; used to good effect
    if cue.endswith("used to"):
        yield kind, f"What {found['be']} {subject} {cue.removesuffix('to')}for?", f"to {answer}"
    elif cue in ("designed to", "intended to"):
        yield kind, f"What {found['be']} {subject} {cue} do?", answer
    elif cue.endswith(("by", "after")) and _are_persons(answer):
        yield "term", f"Who {found['be']} {subject} {cue}?", answer
    else:
        yield kind, f"What {found['be']} {subject} {cue}?", answer


def _why(found: re.Match[str], article: str) -> Iterator[tuple[QuestionKind, str, str]]:
    whole = found["all"]
    split = re.match(r"^(?P<s>[^,;:()]+?) (?P<be>is|are|was|were|can|could|cannot|must) (?P<rest>[^,;:]+)$", whole)
    if split and split["rest"].startswith("the "):
        return  # is the failure to notice something that is plain because …
    if split and is_subject(split["s"]):
        be, rest = split["be"], split["rest"]
        if be == "cannot":
            be, rest = "can", f"not {rest}"
        yield "cause", f"Why {be} {lowered(split['s'], article)} {rest}?", found["x"]
        return
    if asked := why_it_was_done(whole, article):
        yield "cause", asked, found["x"]
        return
    words = whole.split(" ")
    for at in range(1, min(len(words), 6)):
        head = " ".join(words[:at])
        if re.fullmatch(r"[a-z]+[^s\W]s|[a-z]+ed", words[at]) and is_subject(head) and "," not in whole:
            yield "cause", f"Why is it that {lowered(whole, article)}?", found["x"]
            return


def _is_clause(rest: str) -> bool:
    """Has it a verb before what is added? Genes located within the region, but …, are …: not before the comma."""
    return _short(rest) == rest or holds(_short(rest), "auxiliaries")


def _are_persons(names: str) -> bool:
    return all(is_person(name) for name in names.split(" and "))


def _short(rest: str) -> str:
    """The clause that holds, without what is added behind a comma."""
    return re.split(r",(?! \d)| (?:which|while|although|but|because|after|before|when) ", rest)[0].strip()
