"""What any statement says, asked by the form of its clause: what something is, does, can, is done by or for, why, and
what happens when.

These forms fit nearly every sentence, so that most of what they ask is a trifle: `question_evidence` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.english.clauses import capital, without_opener
from audiobook.study.english.definitions import says_what
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
_HELPS = frozenset(("is", "are", "be", "been", "has", "have", "not", "a", "an", "the", "of"))
"""Words behind which what looks like a past tense is none."""
_LEAD = re.compile(
    r"^(?P<lead>(?:In|During|Under|After|Before|At|On|By|For|Throughout|Within|Among|Until|Since) [^,;:()]{3,45}), "
    r"(?=[A-Z]|the |an? )"
)
_WHEN = re.compile(
    r"^(?P<cue>When|If|Once|Unless|As soon as) (?P<x>[^,;:()]{10,80}), (?:then )?"
    rf"(?!(?:{alternatives('study', 'english_splits')}) )(?P<y>[^;:]{{12,160}}?)[.!]$"
)
_BECAUSE = re.compile(rf",? (?P<x>{any_phrase('causes')} [^;:()]{{6,120}}?)[.!]$")
_BECAUSE_LEAD = re.compile(r"^(?:Because|Since) (?!of\b)(?P<x>[^;:()]{10,110}?), (?P<y>[^,;:()]{12,100}?)[.!]$")
_BY_DOING = re.compile(r"^(?P<rest>[^,;:()]{4,70}?),? (?P<x>by (?!the|a\b|no)\w+ing [^;:()]{6,110}?)$")
_PASSIVE = re.compile(
    r"^(?P<how>(?:\w+ly |often |also |then |now |first |best |once ){0,2})(?P<v>[a-z\-]+)(?P<mid>(?: [\w’'\-]+){0,6}?) "
    r"(?P<p>by|for|as|in|into|from|with|on|through|of|at|between|among|to|against|under) (?P<x>[^;:]+?)[.!]?$"
)
_OBJECT = re.compile(
    r"^(?:an?|the|its|their|his|her|all|both|two|three|four|five|six|no|more|most|many|several|[A-Z][\w\-]+"
    rf"|(?!(?:{alternatives('study', 'english_function')})\b)(?:[a-z\-]+ ){{0,2}}?[a-z\-]+s)\b"
)
_PREPOSITION = re.compile(
    r"^(?P<p>on|of|in|for|with|from|into|as|at|through|against|between|over|under|around) (?P<x>\S.*)$"
)
_PURPOSE = re.compile(r"^(?P<o>[^,;:()]{6,80}?),? (?P<x>(?:in order |so as )?to (?P<b>[a-z]+) [^;:()]{4,110}?)[.!]?$")
_THAT = re.compile(r"^that (?P<x>[^;:()“”]{20,150}?)[.!]?$")
_YEAR = re.compile(r"^In (?:[A-Z][a-z]+ )?\d{4}$")


Asked = tuple[str, QuestionKind, str, str]
"""Form, kind, question and answer."""


def stated(text: str, article: str) -> Iterator[Asked]:
    """What `text`, one sentence or clause of `article`, can be asked for by its form."""
    if found := _WHEN.match(text):
        yield from _when(found)
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
        answer = _first_deed(f"{clause.verb} {clause.rest}")
        if SHORTEST <= len(answer) <= LONGEST:
            yield "did_in_year", "relation", f"What did {clause.subject} do{tail}?", answer
    for form, kind, asked, answer in _all(clause, article):
        if not re.match(r"as |(?:about |around |nearly )?\d", answer) and not re.match(
            r"the most \w+$", clause.subject
        ):
            yield form, kind, f"{asked.removesuffix('?')}{tail}?", _first_deed(answer)


def _all(clause: Clause, article: str) -> Iterator[Asked]:
    because = _BECAUSE.search(clause.rest)
    if found := _BY_DOING.match(clause.rest.rstrip(".!")):
        yield from _how(clause, found["rest"], found["x"])
    if because:
        yield from _why("because_of", clause, clause.rest[: because.start()], because["x"])
    rest = clause.rest.rstrip(".!")
    if clause.verb in BE:
        yield from _is(clause, rest)
    elif clause.verb in ("can", "cannot", "will"):  # what may or should be was worth asking once in thirty
        rest = re.sub(r"^(?:also|even|only|often|then|still|easily) ", "", rest)
        first = rest.partition(" ")[0]
        if first not in ("be", "seem", "appear", "have", "become", "remain"):
            answer = whole_phrase(rest)
            denied = "not " if clause.verb == "cannot" or first == "not" else ""
            modal = "can" if clause.verb == "cannot" else clause.verb
            yield (
                f"modal_{modal}",
                "relation",
                f"What {modal} {clause.subject} {denied}do?",
                answer.removeprefix("not "),
            )
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
        who = "Who" if is_person(subject) or (is_role(head_of(said)) and subject[0].isupper()) else "What"
        yield "is", "definition", f"{who} {be} {subject}?", said
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
            yield "is_to", "relation", f"What {be} {subject} {done} to do?", answer
        return
    if p == "by" and re.match(r"\w+ing\b", answer):
        yield "by_doing", "relation", f"How {be} {subject} {done}?", f"by {answer}"
        return
    if _is_of_phrase(p, answer):
        return  # a year is asked for by its own form
    who = "Who" if p == "by" and (is_person(answer) or is_role(head_of(answer).removesuffix("s"))) else "What"
    if p == "at" or (p == "in" and re.match(r"(?:the )?[A-Z]", answer)):
        return  # where something is done is mostly a trifle
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
    if base in word_list("study", "english_needs_more"):
        return
    if (
        (found := _PURPOSE.match(rest))
        and found["b"] in verbs
        and _OBJECT.match(found["o"])
        and words_of(found["o"])[-1] not in word_list("study", "english_aims")
    ):
        yield "in_order_to", "cause", f"Why {do} {subject} {base} {found['o']}?", whole_phrase(found["x"])
    if found := _THAT.match(rest):
        yield "that", "relation", f"What {do} {subject} {base}?", found["x"]
        return
    if _OBJECT.match(rest) and not re.match(r"(?:a|the) (?:few|little|lot|same)\b", rest):
        answer = whole_phrase(rest)
        yield "does", "list" if is_list(answer) else "relation", f"What {do} {subject} {base}?", answer
        if person or is_role(words_of(subject)[-1]):
            yield "subject_who", "term", f"Who {f'{base}s' if do == 'do' else verb} {answer}?", subject
    elif (found := _PREPOSITION.match(rest)) and not _is_of_phrase(found["p"], found["x"]):
        yield f"does_{found['p']}", "relation", f"What {do} {subject} {base} {found['p']}?", whole_phrase(found["x"])


def _is_of_phrase(preposition: str, behind: str) -> bool:
    """Does the preposition belong to what stands behind it: in response to, to build?"""
    first = behind.partition(" ")[0]
    if first == "that" or (preposition == "as" and clause_of(capital(behind), "") is not None):
        return True  # it rose as the ships came; in that both float
    return preposition in ("in", "on") and (
        first in word_list("study", "english_in_phrases")
        or re.match(r"(?:the |early |late )*(?:\d|[A-Z][a-z]+day\b)", behind) is not None
        or first.lower().rstrip(".") in word_list("study", "english_months")
    )


def _when(found: re.Match[str]) -> Iterator[Asked]:
    condition = found["x"]
    if holds(condition, "elsewhere") or re.search(r"\b(?:it|they|them|their|its|there)\b", condition):
        return
    cue = found["cue"].lower()
    words = condition.split(" ")
    past = any(
        word in ("was", "were", "had", "did") or (base_of_past(word) and before not in _HELPS and at)
        for at, (before, word) in enumerate(pairwise(words))
    )
    past = past and not {"is", "are", "has", "have"} & set(words)
    if re.match(r"\w+(?:ing|ed)\b", condition) or len(words) < 3 or (past and cue in ("if", "unless")):
        return
    if is_verb(found["y"].partition(" ")[0]) and "," in found["y"]:
        return  # When the pots crack, leak, and lose their glaze, …: another condition
    yield (
        "happened" if past else "happens",
        "cause",
        f"What {'happened' if past else 'happens'} {cue} {condition}?",
        found["y"],
    )


def _because(found: re.Match[str], article: str) -> Iterator[Asked]:
    if not has_finite_verb(found["x"]):
        return  # since the last war
    clause = clause_of(found["y"][0].upper() + found["y"][1:], article)
    if clause is not None:
        yield from _why("because", clause, clause.rest, found["x"])


def _how(clause: Clause, rest: str, answer: str) -> Iterator[Asked]:
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


def _first_deed(text: str) -> str:
    """What is done first: imposed an embargo and blocked the assets.

    >>> _first_deed("bright uniforms, fought in the summer, and retired to their quarters.")
    'bright uniforms'
    """
    for found in re.finditer(r"(?P<by>,|,? (?:and|but)) (?:\w+ly |then |later |also )?(\w+)\b", text):
        if found["by"] == "," and not re.search(r", and \w+ed\b", text[found.end() :]):
            continue  # the money, called the Continental
        if base_of_past(found[2]) and not re.match(r" [a-z]+s?(?:[,.]|$)", text[found.end() :]):
            return text[: found.start()].rstrip(".!,")
    for found in re.finditer(r", and (?=\w+ )", text):
        if clause_of(capital(text[found.end() :]), "") is not None:
            return text[: found.start()]
    return re.split(r", (?:which|who|where|but|while)\b", text)[0].rstrip(".!,")


def is_list(answer: str) -> bool:
    """Is it three things or more, the last behind "and"?"""
    return bool(re.match(r"[^,]{2,40}, [^,]{2,40}(?:, [^,]{2,40})*,? and [^,]{2,40}$", answer))
