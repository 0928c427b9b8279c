"""What an English text says beside one of its terms, asked: behind a dash, in an apposition, in brackets, behind a
label, or where it is said between commas what something is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from audiobook.language.word_lists import word_list
from audiobook.model import QuestionKind
from audiobook.study.english.introduction_forms import FORMS, WORD
from audiobook.study.english.introductions import LEADING, introduced
from audiobook.study.english.shapes import JUDGES, PLURAL_SHAPE, SHAPE, judges
from audiobook.study.english.verbs import base_of_past, base_of_third, has_finite_verb
from audiobook.study.english.words import (
    TWO_SENTENCES,
    head_of,
    holds,
    is_person,
    is_role,
    is_subject,
    lowered,
    whole_phrase,
    words_of,
)

SHORTEST, LONGEST = 18, 180
"""Characters of what a term is said to be."""
LEAST_WORDS = 4
Gloss = tuple[str, QuestionKind, str, str, str]
"""Form, kind, question, answer, and the term it is about."""
_LABEL = re.compile(r"(?:: ?| [–—-] )(?P<d>\S.*)$")
_ADDED = re.compile(
    r",? (?:such as|including|typically|usually|often|especially|particularly|for example|e\.g\.|i\.e\.) "
    r"|, (?:but|so|while|although|though|and while|and they|and it) "
)
"""Behind what something is: what is only said of it besides."""
_CALLED_SO = re.compile(
    r"^(?P<s>[^,;:()“”\"]{8,70}?)(?:, | \()(?:(?:often|also|more|commonly|sometimes|usually|collectively|otherwise|"
    r"better|now|formerly|or|generally) )*(?P<cue>called|known as|referred to as|termed) (?:the |an? )?[“\"‘]?"
    rf"(?P<x>{WORD}(?: {WORD}){{0,3}}?)[”\"’]?[,)] (?P<next>[a-z]+)"
)
_ENDS_IN_TERM = re.compile(
    rf"^(?P<s>(?:The|An?) [a-z][^,;:“”\"]{{20,100}}) (?P<be>is|are) (?:called |known as )?(?:the |an? )?"
    rf"[“\"‘]?(?P<x>{WORD}(?: {WORD}){{0,3}}?)[”\"’]?[.]$"
)
_HELD = re.compile(r"\b(?:that|which|who|used|left|found|made|responsible|of|for|in which|by which)\b")
_KIN = re.compile(r"\b(?:son|daughter|wife|husband|brother|sister|father|mother|king|queen|emperor|member|leader)s?\b")
_LEAD = re.compile(
    r"(?i:(?:and|but) )?(?i:If|When|While|Although|Though|As|After|Before|Because|Since|Once|Until|Whereas|In|On|"
    r"At|By|For|With|From|Under|During|Despite|Through|Among|Within|\w+ing)\b"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|do|does|did)\b")
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|whom|where|when|by which|in which)\b")
_MANY = re.compile(r"(?:[^s]s|people|men|women|children|data|bacteria|media|criteria|phenomena)$")


def glosses(text: str, article: str, terms: Collection[str]) -> Iterator[Gloss]:
    """What `text`, one sentence of `article`, says of its `terms` (in small letters) beside them.

    >>> list(glosses("The pot is dipped in slip—a thin cream of clay and water.", "", {"slip"}))[0][2:4]
    ('What is slip?', 'a thin cream of clay and water')
    """
    for form, term in introduced(text):
        if not is_one_of(term, terms):
            continue
        if form == "label":
            yield from _labelled(text, article, term)
            continue
        base = re.sub(r"_(?:bare|loose|judged|listed)$", "", form)
        if base == form and base in FORMS and base != "colon":
            yield from _beside(text, article, term, base)
    yield from _called(text, article, terms)


def is_one_of(term: str, terms: Collection[str]) -> bool:
    """Is `term`, or its plural or singular, one of `terms`?"""
    low = term.lower()
    return low in terms or low.removesuffix("s") in terms or f"{low}s" in terms


def _beside(text: str, article: str, term: str, form: str) -> Iterator[Gloss]:
    for found in FORMS[form].finditer(text):
        groups = found.groupdict()
        one, many = groups.get("d") or groups.get("a"), groups.get("p") or groups.get("m")
        if not (one or many) or not (groups.get("x") or "").endswith(term):
            continue
        said = meaning(one or many or "", term)
        if said is None or not (PLURAL_SHAPE if many else SHAPE).match(said):
            continue
        at = found.start("x") + len(found["x"]) - len(term)
        if form.startswith(("appositive", "which")) and _LEAD.match(text) and text[found.end() :] in ("", "."):
            continue  # while some made it to Outremer, the elite remained in need of soldiers
        if head_of(said) in words_of(text[: found.start("x")]):
            continue  # the relationship with the sick—a relationship
        if form not in LEADING and re.search(r"\bof (?:an? |the )?$", text[:at]):
            continue  # the lands of the nobility, a system …
        if form not in LEADING and re.search(r"\b(?:not|no|like|unlike|and|or|than) (?:an? |the )?$", text[:at]):
            continue  # of two things the last
        many_of = form in LEADING and re.match(r"\W*(?:\([^)]*\) ?)?are\b", text[found.end("x") :])
        asked = asked_of(term, text[:at], article, many=bool(many or many_of), said=said)
        if asked:
            yield f"gloss_{form}", "definition", asked, said, term.lower().removesuffix("s")


def meaning(said: str, term: str) -> str | None:
    """What is `said` of a `term`, without what is only added; None where that does not stand by itself."""
    said = whole_phrase(said.strip(" .!"))
    if len(said) > LONGEST or "," in said:
        cut = _ADDED.search(said, SHORTEST)
        said = said[: cut.start()] if cut else said
    said = said.strip(" ,;.")
    bare = re.sub(rf"\b(?:this|these) {re.escape(term.lower())}\b|\b(?:an)?other\b|such as", "", said)
    if (
        not SHORTEST <= len(said) <= LONGEST
        or len(words_of(said)) < LEAST_WORDS
        or said.count("(") != said.count(")")
        or said.count("“") != said.count("”")
        or re.search(r"[;:—–]", said)
        or holds(bare, "elsewhere", "deictic")
        or JUDGES.match(said)
        or _FINITE.search(_CLAUSE.split(said)[0])
        or base_of_third(words_of(said)[0]) in word_list("study", "english_verbs")
        or _goes_on(_CLAUSE.split(said)[0])
        or re.match(r"the (?:\w+er|more|less) the\b|the [A-Z]\w+ to\b", said)
        or judges(said)
        or re.search(r"\b(?:that|which|where) it\b", said)
        or TWO_SENTENCES.search(said)
        or term.lower() in said.lower().split(" that ")[0]
    ):
        return None
    return said


def _goes_on(phrase: str) -> bool:
    """Has it a verb behind a plural: the jars lose water?"""
    verbs = word_list("study", "english_verbs")
    return any(word in verbs and before.endswith("s") for before, word in pairwise(words_of(phrase)))


def asked_of(term: str, before: str, article: str, *, many: bool, said: str) -> str | None:
    """What is asked of a `term` that stands behind `before`."""
    article_word = re.search(r"(?:^|\s)(an?|the(?: \d{4})?) $", before, re.IGNORECASE)
    shown = lowered(term, article) if not before.strip() else term
    head = head_of(said)
    if is_person(term) or (
        (is_role(head) or _KIN.fullmatch(head) or head.endswith(("man", "woman", "ician"))) and term[0].isupper()
    ):
        return f"Who is {term}?" if len(words_of(term)) > 1 else None
    if article_word and re.search(rf"\b{re.escape(term)}s\b", article) and term[0].isupper():
        return None  # the ABC is one of several
    if many or (_MANY.search(term) and not re.match(r"an? |the (?!\w+s\b)", said)):
        return f"What are {'the ' if re.search(r'[Tt]he $', before) else ''}{shown}?"
    if _MANY.search(term.split(" ")[-1]) and not article_word and term[0].islower():
        return None  # rods, a kind of cell: one of them
    return f"What is {article_word[1].lower() + ' ' if article_word else ''}{shown}?"


def _labelled(text: str, article: str, term: str) -> Iterator[Gloss]:
    found = _LABEL.search(text)
    if found is None:
        return
    said = meaning(found["d"][0].lower() + found["d"][1:], term)
    if said is None or (has_finite_verb(re.split(r"\b(?:that|which|who|where|when)\b", said)[0])):
        return
    if not (SHAPE.match(said) or PLURAL_SHAPE.match(said)):
        return
    answer = found["d"][0] + said[1:]
    be = "are" if _MANY.search(term) and not re.match(r"an? |the ", said) else "is"
    shown = term[0].lower() + term[1:] if term[1:].islower() or (" " in term and term[1:] == term[1:].lower()) else term
    asked = f"What {be} {shown}?"
    if be == "is" and re.match(r"an? |the ", said) and shown[0].islower():
        # a label has no article: the one that the text has before the word
        known = re.search(rf"\b(an?|the) {re.escape(shown)}\b", article)
        asked = f"What is {known[1]} {shown}?" if known else f"What is meant by “{shown}”?"
    yield "gloss_label", "definition", asked, answer, term.lower().removesuffix("s")


def _tells(subject: str) -> bool:
    """Is there a deed in it (the maps revealed long chains), no participle (water heated by the sun)?"""
    words = words_of(re.split(r"\b(?:that|which|who)\b", subject)[0])
    return any(
        base_of_past(word) and after not in word_list("study", "english_prepositions") and at > 0
        for at, (word, after) in enumerate(pairwise(words))
        if word not in ("the", "a", "an") and words[at - 1] not in ("the", "a", "an")
    )


def _called(text: str, article: str, terms: Collection[str]) -> Iterator[Gloss]:
    found = _CALLED_SO.match(text)
    if found and is_one_of(found["x"], terms) and is_subject(found["s"], clause=True) and not _tells(found["s"]):
        subject = found["s"]
        if not is_one_of(re.sub(r"^(?:The|An?) ", "", subject), terms) and len(words_of(subject)) > 1:
            be = "are" if _MANY.search(head_of(subject)) else "is"
            cue = found["cue"] if found["cue"] != "termed" else "called"
            asked = f"What {be} {lowered(subject, article)} {cue}?"
            if not _repeats(found["x"], subject):
                yield "gloss_called", "name", asked, found["x"], found["x"].lower().removesuffix("s")
    found = _ENDS_IN_TERM.match(text)
    if (
        found
        and is_one_of(found["x"], terms)
        and _HELD.search(found["s"])
        and len(words_of(found["s"])) > LEAST_WORDS
        and not holds(found["s"], "elsewhere", "deictic")
        and not _repeats(found["x"], found["s"])
        and not holds(found["x"], "evaluations")
    ):
        asked = f"What {found['be']} {lowered(found['s'], article)}?"
        yield "gloss_turned", "name", asked, found["x"], found["x"].lower().removesuffix("s")


def _repeats(term: str, rest: str) -> bool:
    """Does the question say its own answer?"""
    own = {word for word in words_of(term) if len(word) > 3}
    return len(own & set(words_of(rest))) * 2 > len(own)
