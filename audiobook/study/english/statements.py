"""What any statement says, asked by the form of its clause: what something is, does, can, is done by or for, why, and
what happens when.

These forms fit nearly every sentence, so that most of what they ask is a trifle: `question_evidence` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.english.answers import first_deed, says_enough
from audiobook.study.english.clauses import capital, without_opener
from audiobook.study.english.conditions import asked_of_condition
from audiobook.study.english.definitions import says_what
from audiobook.study.english.explained import rather_than
from audiobook.study.english.main_clauses import BE, MODALS, Clause, clause_of, is_verb
from audiobook.study.english.verbs import base_of_past, base_of_third, has_finite_verb
from audiobook.study.english.words import (
    any_phrase,
    head_of,
    holds,
    is_person,
    is_role,
    is_surname,
    whole_phrase,
    words_of,
)

SHORTEST, LONGEST = 10, 140
"""Characters of an answer."""
_LEAD = re.compile(
    r"^(?P<lead>(?:In|During|Under|After|Before|At|On|By|For|Throughout|Within|Among|Until|Since) [^,;:()]{3,45}), "
    r"(?=[A-Z]|the |an? )"
)
_BECAUSE = re.compile(rf",? (?P<x>{any_phrase('causes')} [^;:()]{{6,120}}?)[.!]$")
_BECAUSE_LEAD = re.compile(r"^(?:Because|Since) (?!of\b)(?P<x>[^;:()]{10,110}?), (?P<y>[^,;:()]{12,100}?)[.!]$")
_BY_DOING = re.compile(r"^(?P<rest>[^,;:()]{4,70}?),? (?P<x>by (?!the|a\b|no)\w+ing [^;:()]{6,110}?)$")
_PASSIVE = re.compile(
    r"^(?P<how>(?:\w+ly |often |also |then |now |first |best |once ){0,2})(?P<v>[a-z\-]+)(?P<mid>(?: [\w’'\-]+){0,6}?) "
    r"(?P<p>by|for|as|in|into|from|with|on|through|of|at|between|among|to|against|under) (?P<x>[^;:]+?)[.!]?$"
)
_OBJECT = re.compile(
    r"^(?:people|children|men|women|an?|the|its|their|his|her|all|both|two|three|four|five|six|no|more|most|many|several|[A-Z][\w\-]+"
    rf"|(?!(?:{alternatives('study', 'english_function')})\b)(?:[a-z\-]+ ){{0,2}}?[a-z\-]+s)\b"
)
_PREPOSITION = re.compile(r"^(?P<p>on|of|from|into|as|through|against|to) (?P<x>\S.*)$")
_LETS = re.compile(r"^(?P<o>(?:(?! to )[^,;:()]){3,70}?) to (?P<x>(?P<b>[a-z]+) [^;:()]{4,110}?)[.!]?$")
"""Allows the potter to lift the pot."""
_CLAUSE = re.compile(r"\b(?:how|what|when|whether|that|which|who|if|because|is|are|was|were)\b")
_SAYS_LITTLE = re.compile(r"(?:an?|the) (?:[\w\-]+ ){0,2}?(?:role|part|difference|impact)\b")
"""Plays an important role."""
_AND_DOES = re.compile(rf" and (?:{alternatives('study', 'english_verbs')}) ")
_SO = re.compile(
    r"^(?:\w+ly |very |also |often |more |most |particularly )*(?P<a>[a-z]+) (?P<p>to|in|for|on|of|from) "
    r"(?P<x>[^;:()]{6,120}?)[.!]?$"
)
_PURPOSE = re.compile(r"^(?P<o>[^,;:()]{6,80}?),? (?P<x>(?:in order |so as )?to (?P<b>[a-z]+) [^;:()]{4,110}?)[.!]?$")
_ANYBODY = re.compile(
    r"\b(?:research(?:ers)?|studies|study|evidence|data|scientists|experts|critics|people|many|some)$", re.I
)
"""Who finds and holds more than one thing in most texts."""
_THAT = re.compile(r"^that (?P<x>[^;:()“”]{20,150}?)[.!]?$")
_YEAR = re.compile(r"^In (?:[A-Z][a-z]+ )?\d{4}$")


Asked = tuple[str, QuestionKind, str, str]
"""Form, kind, question and answer."""


def stated(text: str, article: str) -> Iterator[Asked]:
    """What `text`, one sentence or clause of `article`, can be asked for by its form."""
    yield from asked_of_condition(text)
    if found := _BECAUSE_LEAD.match(text):
        yield from _because(found, article)
    text = without_opener(text)
    lead = _LEAD.match(text)
    tail = ""
    if lead:
        if holds(lead["lead"], "elsewhere", "deictic"):
            return
        tail = f" {lead['lead'][0].lower()}{lead['lead'][1:]}"
        text = (
            text[lead.end()].upper() + text[lead.end() + 1 :]
            if text[lead.end() :].startswith(("the ", "a ", "an "))
            else text[lead.end() :]
        )
    clause = clause_of(text, article)
    if clause is None:
        return
    if lead and _YEAR.match(lead["lead"]) and clause.verb not in (*BE, *MODALS) and base_of_past(clause.verb):
        answer = first_deed(f"{clause.verb} {clause.rest}")
        if SHORTEST <= len(answer) <= LONGEST:
            yield "did_in_year", "relation", f"What did {clause.subject} do{tail}?", answer
    for form, kind, asked, answer in _all(clause, article):
        if not re.match(r"as |(?:about |around |nearly )?\d", answer) and not re.match(
            r"the most \w+$", clause.subject
        ):
            yield form, kind, f"{asked.removesuffix('?')}{tail}?", first_deed(answer)


def _all(clause: Clause, article: str) -> Iterator[Asked]:
    because = _BECAUSE.search(clause.rest)
    if found := _BY_DOING.match(clause.rest.rstrip(".!")):
        yield from _how(clause, found["rest"], found["x"])
    if because:
        yield from _why("because_of", clause, clause.rest[: because.start()], because["x"])
    rest = clause.rest.rstrip(".!")
    if clause.verb in BE:
        yield from _is(clause, rest)
    elif clause.verb in MODALS:
        return  # what may, can or should be was worth asking once in eight
    elif clause.verb in ("has", "have") and (
        base_of_past(rest.partition(" ")[0]) or rest.partition(" ")[0] in word_list("study", "english_participles")
    ):
        done, _, behind = rest.partition(" ")
        if _OBJECT.match(behind) and base_of_past(done) not in word_list("study", "english_needs_more"):
            yield "has_done", "relation", f"What {clause.verb} {clause.subject} {done}?", whole_phrase(behind)
    else:
        yield from _does(clause, rest, article)


def _is(clause: Clause, rest: str) -> Iterator[Asked]:
    be, subject = clause.verb, clause.subject
    if re.match(r"(?:an?|the|one of) ", rest):
        if (
            re.search(r"\d|^the (?:least|most) \w+ and\b", rest)
            or re.match(r"[a-z]+ing ", subject)
            or not says_what(rest)
        ):
            return  # collecting taxes was a chief concern
        said = whole_phrase(rest)
        if not says_enough(said):
            return
        who = "Who" if is_person(subject) or (is_role(head_of(said)) and subject[0].isupper()) else "What"
        yield "is", "definition", f"{who} {be} {subject}?", said
        return
    if (found := _SO.match(rest)) and f"{found['a']}-{found['p']}" in word_list("study", "english_adjectives_of"):
        answer = _AND_DOES.split(whole_phrase(found["x"]))[0]
        yield "is_so", "relation", f"What {be} {subject} {found['a']} {found['p']}?", answer
        return
    found = _PASSIVE.match(rest)
    if found is None or not (base_of_past(found["v"]) or found["v"] in word_list("study", "english_participles")):
        return
    done = f"{found['how']}{found['v']}{found['mid']}"
    if holds(found["mid"], "clausal", "auxiliaries") or " and " in found["mid"]:
        return
    p, answer = found["p"], whole_phrase(found["x"])
    if p == "to":
        first = answer.partition(" ")[0]
        if (first == "be" or is_verb(first)) and done in word_list("study", "english_aimed"):
            if first == "be" or not re.match(r"(?:the|an?|each|every) |[A-Z]", subject):
                return  # companies are required to do many things
            yield "is_to", "relation", f"What {be} {subject} {done} to do?", answer
        return
    if p == "by" and re.match(r"\w+ing\b", answer):
        yield "by_doing", "relation", f"How {be} {subject} {done}?", f"by {answer}"
        return
    if _is_of_phrase(p, answer):
        return  # a year is asked for by its own form
    who = "Who" if p == "by" and (is_person(answer) or is_role(head_of(answer).removesuffix("s"))) else "What"
    if p not in ("by", "as", "for", "with"):
        return  # where something is done, and on and from what, is mostly a trifle
    yield f"is_done_{p}", "relation", f"{who} {be} {subject} {done} {p}?", answer


def _does(clause: Clause, rest: str, article: str) -> Iterator[Asked]:
    verb, subject = clause.verb, clause.subject
    past, third = base_of_past(verb), base_of_third(verb)
    verbs = word_list("study", "english_verbs")
    person = is_person(subject) or is_surname(subject, article)
    if verb in ("has", "have", "had"):
        base, do = "have", {"has": "does", "have": "do", "had": "did"}[verb]
    elif verb in verbs and not (past and past != verb):
        base, do = verb, "do"
    elif past:
        base, do = past, "did"
    elif third:
        base, do = third, "does"
    else:
        return
    yield from rather_than(clause, rest)
    if base in word_list("study", "english_lets") and (found := _LETS.match(rest)):
        if is_verb(found["b"]) and _OBJECT.match(found["o"]) and not _CLAUSE.search(found["o"]):
            yield "lets", "relation", f"What {do} {subject} {base} {found['o']} to do?", whole_phrase(found["x"])
        return
    if base in word_list("study", "english_needs_more"):
        return
    if (
        (found := _PURPOSE.match(rest))
        and found["b"] in verbs
        and _OBJECT.match(found["o"])
        and words_of(found["o"])[-1] not in word_list("study", "english_aims")
        and not _CLAUSE.search(found["o"])
    ):
        yield "in_order_to", "cause", f"Why {do} {subject} {base} {found['o']}?", whole_phrase(found["x"])
    if (found := _THAT.match(rest)) and base not in word_list("study", "english_saying"):
        return  # the gains that are possible
    if found and base not in word_list("study", "english_holding_many") and not _ANYBODY.search(subject):
        yield "that", "relation", f"What {do} {subject} {base}?", found["x"]
    if found:
        return
    if re.search(r"\b(?:rather than|instead of)\b", rest):
        return
    if is_person(" ".join(rest.split(" ")[:2])) or is_person(" ".join(rest.split(" ")[1:3])):
        return  # nominated General Zachary Taylor: whom
    if _SAYS_LITTLE.match(rest) or re.match(r"the (?:next|following|same|very) ", rest):
        return
    if _OBJECT.match(rest) and not re.match(r"(?:a|the) (?:few|little|lot|same)\b", rest):
        answer = whole_phrase(rest)
        yield "does", "list" if is_list(answer) else "relation", f"What {do} {subject} {base}?", answer
        if person or is_role(words_of(subject)[-1]):
            yield "subject_who", "term", f"Who {f'{base}s' if do == 'do' else verb} {answer}?", subject
    elif (
        base in word_list("study", "english_intransitive")
        and (found := _PREPOSITION.match(rest))
        and not (base == "refer" and " as " in found["x"])
        and not (found["p"] == "to" and base in ("begin", "start", "come", "serve", "turn"))
        and not _is_of_phrase(found["p"], found["x"])
    ):
        yield f"does_{found['p']}", "relation", f"What {do} {subject} {base} {found['p']}?", whole_phrase(found["x"])


def _is_of_phrase(preposition: str, behind: str) -> bool:
    """Does the preposition belong to what stands behind it: in response to, to build?"""
    first = behind.partition(" ")[0]
    if preposition == "as" and has_finite_verb(re.split(r"\b(?:that|which|who)\b", behind)[0]):
        return True  # listen as their colleague makes a speech
    if preposition == "to" and (is_verb(first) or first in ("be", "have")):
        return True
    if first in ("that", "to") or (preposition == "between" and " and " not in behind):
        return True
    if preposition == "as" and clause_of(capital(behind), "") is not None:
        return True  # it rose as the ships came; in that both float
    return preposition in ("in", "on") and (
        first in word_list("study", "english_in_phrases")
        or re.match(r"(?:the |early |late )*(?:\d|[A-Z][a-z]+day\b)", behind) is not None
        or first.lower().rstrip(".") in word_list("study", "english_months")
    )


def _because(found: re.Match[str], article: str) -> Iterator[Asked]:
    if not has_finite_verb(found["x"]):
        return  # since the last war
    clause = clause_of(found["y"][0].upper() + found["y"][1:], article)
    if clause is not None:
        yield from _why("because", clause, clause.rest, found["x"])


def _how(clause: Clause, rest: str, answer: str) -> Iterator[Asked]:
    if clause.verb in ("has", "have", "had"):
        return  # has since been consumed
    past, third = base_of_past(clause.verb), base_of_third(clause.verb)
    if past or third:
        yield "how", "relation", f"How {'did' if past else 'does'} {clause.subject} {past or third} {rest}?", answer


def _why(form: str, clause: Clause, rest: str, answer: str) -> Iterator[Asked]:
    if clause.verb in BE:
        yield form, "cause", f"Why {clause.verb} {clause.subject} {rest}?", answer
        return
    if clause.verb in ("has", "have", "had"):
        return  # has been fired: no verb that "does" stands before
    past, third = base_of_past(clause.verb), base_of_third(clause.verb)
    if past:
        yield form, "cause", f"Why did {clause.subject} {past} {rest}?", answer
    elif third:
        yield form, "cause", f"Why does {clause.subject} {third} {rest}?", answer


def is_list(answer: str) -> bool:
    """Is it three things or more, the last behind "and"?"""
    return bool(re.match(r"[^,]{2,40}, [^,]{2,40}(?:, [^,]{2,40})*,? and [^,]{2,40}$", answer))
