"""Where an English text says what something is, and how that is asked.

Known by cues: S is called X, a S called X, X refers to D, X is a … that D, X is the process by which D, Full Name (FN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.english.abbreviations import Defined, spelt_out
from audiobook.study.english.shapes import JUDGES, PLURAL_SHAPE, SHAPE, cleaned, is_term, judges
from audiobook.study.english.words import (
    TWO_SENTENCES,
    head_of,
    holds,
    is_person,
    is_role,
    is_subject,
    is_surname,
    lowered,
    whole_phrase,
    words_of,
)

SHORT_MEANING, LONG_MEANING = 18, 170
"""Characters of what a term is said to be."""
_X = r"(?P<x>[A-Za-z0-9][\w’'\-]*(?: [\w’'\-]+){0,5}?)"
_STOP = (
    r"(?=[”’\"']?(?:[.,;:)!?—–]|$| \(| (?:and|because|which|that|in|by|for|when|where|since|after|or|from|as|is|are|"
    r"was) ))"
)
_OFTEN = r"(?:(?:also|now|often|commonly|generally|usually|sometimes|formally|collectively|simply|therefore) )?"
_CALLED = re.compile(rf"\b(?P<cue>called|known as|referred to as|termed|dubbed) (?P<a>an? |the )?[“‘\"']?{_X}{_STOP}")
_IS_CALLED = re.compile(rf"^(?P<s>[^,;:]+?) (?P<be>is|are|was|were) {_OFTEN}$")
_THIS_IS = re.compile(r"(?:^|, )(?:[Tt]his|[Tt]hese|[Ii]t|[Tt]hey)\b[^,;:]* (?:is|are) (?:\w+ )?$")
_ONE_OF_SEVERAL = re.compile(rf"[”’\"']? (?:or|and) (?!(?:{alternatives('study', 'english_auxiliaries')})\b)")
_QUOTED = re.compile(
    r"^(?:To |The |An? )?[“\"](?P<x>[A-Za-z][^”\"]{2,40})[”\"](?: (?!means|is|are|refers)[^,;:.“”\"]{2,40}?)? "
    r"(?P<cue>means?|refers to|includes|is|are) (?P<d>[^;:]{12,}?)[.]$"
)
"""To "modify" a work means to copy from it: a law says what its words mean."""
_MEANS = re.compile(
    r"^(?P<s>(?:(?:An?|The) )?[“‘\"']?[\w’'\- ]{2,60}?[”’\"']?) (?:\([^)]{2,60}\) )?"
    r"(?P<cue>refers? to|means? (?=(?:an?|the|that|any|to|not|\w+ing)\b|[“\"‘])|"
    r"denotes?|stands? for|(?:is|are) defined as)\b,? (?P<d>[^;]+?)[.!]?$"
)
_KIND = re.compile(
    r"^(?P<s>(?:(?:An?|The) )?[“‘\"']?[\w’'\-. ]{2,70}?[”’\"']?)(?P<gloss> \([^)]{2,160}\)|, (?:or|also known as|"
    r"also called) [^,]{3,40},)? "
    r"(?P<be>is|are|was|were) (?P<d>(?:(?:an?|the|any|one of the|two|three) )?[^;:]+?)(?:[.!]?$|[;:] \w.*$)"
)
_SUPERLATIVE = re.compile(
    r"^the (?:(?:[\w’'\-]+ )?(?:\w{2,}est|last|only|first (?!to |of |in )|oldest|capital|founder|inventor|author|"
    r"discoverer|father|mother|"
    r"creator|home|birthplace|headquarters|official|national)|most \w+|least \w+|second[ \-]\w+est)\b(?! of (?:it|"
    r"them|these|all)\b)"
)
_WHO_SAYS = re.compile(r"(?:, and (?:has|have|is|are|was)n[’']t [^,]+)?, [^,]{3,50} (?:say|says|said)$")
"""Behind what something is: …, the keepers of the wall say."""
_OPEN_END = re.compile(
    r"^(?:an?|the) (?:similar|same|different|new|second|third)\b|\bthe "
    rf"(?:{alternatives('study', 'english_bare')})[’']s\b",
    re.IGNORECASE,
)


def definitions(text: str, article: str) -> Iterator[Defined]:
    """What `text`, one sentence of `article`, says of what things are."""
    yield from _called(text, article)
    yield from spelt_out(text)
    if found := _QUOTED.match(text):
        yield from _quoted(found)
    elif found := _MEANS.match(text):
        yield from _meaning(found, article)
    elif found := _KIND.match(text):
        yield from _kind(found, article)


def _called(text: str, article: str) -> Iterator[Defined]:
    for found in _CALLED.finditer(text):
        term = cleaned(found["x"])
        if not is_term(term, called=True) or _ONE_OF_SEVERAL.match(text[found.end() :]):
            continue
        lead = _IS_CALLED.match(text[: found.start()])
        if (
            lead is None
            or not is_subject(lead["s"], clause=True)
            or re.match(r"[”\"’']?,? (?:by|in|after|for|because|when|while|until|if|where) ", text[found.end() :])
        ):
            before = words_of(text[: found.start()])[-1:]
            noun = before and before[0] not in word_list("study", "english_function")
            if (noun or found["a"] or lead or _THIS_IS.search(text[: found.start()])) and (
                found["cue"] == "called" or term.islower()
            ):
                yield Defined(term, form="called")
            continue
        end = {"called": "called", "termed": "called", "dubbed": "called"}.get(found["cue"], found["cue"])
        asked = f"What {lead['be']} {lowered(lead['s'], article)} {end}?"
        if not _repeats(term, lead["s"]):
            yield Defined(term, "name", asked, term, "called")


def _meaning(found: re.Match[str], article: str) -> Iterator[Defined]:
    subject, meaning = found["s"].strip("“”‘’\"'"), whole_phrase(found["d"])
    term = cleaned(subject)
    if (
        not is_term(term)
        or not is_subject(subject)
        or not _says(meaning, alone=False)
        or re.match(r"(?:that|to|you|it)\b", meaning)
        or re.search(rf"\b{found['cue']}\b", meaning)
    ):
        return
    if not _says(meaning):
        yield Defined(term)
        return
    if found["cue"].endswith("defined as"):
        asked = f"How {found['cue'].split()[0]} {lowered(subject, article)} defined?"
    else:
        cue = found["cue"]
        plural = not re.match(r"(?:refers|means|denotes|stands)\b", cue)
        base = re.sub(r"^(refer|mean|denote|stand)s", r"\1", cue)
        asked = f"What {'do' if plural else 'does'} {lowered(subject, article)} {base}?"
    yield Defined(term, "definition", asked, meaning)


def _quoted(found: re.Match[str]) -> Iterator[Defined]:
    meaning = re.split(r", other than|, (?:but|which|and which)\b", found["d"])[0]
    term = cleaned(found["x"])
    if not is_term(term):
        return
    if found["cue"] in ("mean", "means", "refers to") and SHORT_MEANING <= len(meaning) <= LONG_MEANING:
        cue = "refer to" if found["cue"] == "refers to" else "mean"
        yield Defined(term, "definition", f"What does “{found['x']}” {cue}?", meaning)
    else:
        yield Defined(term)


def _kind(found: re.Match[str], article: str) -> Iterator[Defined]:
    meaning = _WHO_SAYS.sub("", whole_phrase(found["d"]))
    subject, be = found["s"].strip("“”‘’\"'"), found["be"]
    term = cleaned(subject)
    if not is_subject(subject) or _doubled(subject):
        return
    if _SUPERLATIVE.match(meaning):
        short = re.split(r",| and (?=\w+(?:s|ed)\b)| but ", meaning)[0]
        one = re.split(r" (?:of|in|for|on|at|to|that|other than|\w+ing|\w+ed) ", short)[0]
        if (be in ("are", "were")) is not one.endswith("s"):
            return
        if (
            len(words_of(short)) > 3
            and _says(short)
            and subject[0].isupper()
            and not (
                subject.startswith(("The ", "A ", "An ")) and not re.match(r"The [a-z]+ (?:of|against) [A-Z]", subject)
            )
            and not judges(short)
        ):
            who = "Who" if is_role(head_of(short)) or _is_person(subject, short) else "What"
            if not _repeats(subject, short):
                yield Defined(term, "name", f"{who} {be} {short}?", subject)
        return
    plural = be in ("are", "were")
    if plural and re.match(r"\w+ing (?:the|an?) ", subject):
        return  # Supporting the roof are beams: told the other way round
    shape = PLURAL_SHAPE.match(meaning) if plural else SHAPE.match(meaning)
    if shape is None or not is_term(term):
        return
    if not _says(meaning):
        if be in ("is", "are") and _says(meaning, alone=False) and not judges(meaning):
            yield Defined(term)
        return
    if JUDGES.match(meaning) or re.match(r"\w+ing\b", meaning):
        return  # are downloading: is done, and is no thing
    many = not plural and bool(shape["many"])
    head = shape["head"] if not plural and not many else ""
    if head in word_list("study", "english_evaluations") or (not many and judges(meaning)):
        return
    if subject.startswith("The ") and not re.search(r"[A-Z]", subject[4:]) and article.lower().count(term.lower()) < 2:
        return
    named = len(re.findall(r"\b[A-Z]", subject)) > 1 or (" " not in subject and lowered(subject, article) == subject)
    person = (named and is_role(head_of(meaning))) or _is_person(subject, meaning) or is_surname(subject, article)
    if be in ("was", "were") and not re.search(r"[A-Z]", subject[1:]):
        return  # what was once so of a thing is told, not defined
    asked = f"{'Who' if person and not subject.startswith('The ') else 'What'} {be} {lowered(subject, article)}?"
    yield Defined(term, "definition", asked, meaning)


def says_what(meaning: str) -> bool:
    """Does it say what something is, and not what is thought of it?"""
    return _says(meaning) and not JUDGES.match(meaning) and not judges(meaning)


def _says(meaning: str, *, alone: bool = True) -> bool:
    """Does it say what something is, and if `alone` without what only the text around tells?"""
    return (
        SHORT_MEANING <= len(meaning) <= LONG_MEANING
        and meaning.count("(") == meaning.count(")")
        and meaning.count("“") == meaning.count("”")
        and not _OPEN_END.search(meaning)
        and not (alone and holds(re.sub(r"such as|other than", "", meaning), "elsewhere"))
        and not meaning.endswith("-")
        and not TWO_SENTENCES.search(meaning)
    )


_ROLE_BEFORE = re.compile(r"^(?:(?:[A-Z]\w+ )?[a-z]\w+(?: [a-z]\w+)? )(?=[A-Z]\w+ [A-Z])")
"""British psychologist, before a name."""


def _is_person(subject: str, meaning: str) -> bool:
    """Is it a person's name, and no film or book that is called like one?"""
    name = _ROLE_BEFORE.sub("", subject)
    return is_person(name) and head_of(meaning) not in word_list("study", "english_bare")


def _doubled(subject: str) -> bool:
    """A name said twice is a line of its own and a sentence run together."""
    words = words_of(subject)
    return len(words) != len(set(words))


def _repeats(term: str, rest: str) -> bool:
    """Does the question say its own answer?"""
    own = {word for word in words_of(term) if len(word) > 3}
    return len(own & set(words_of(rest))) * 2 > len(own)
