"""How many did what, by how much something rose, and in which year something is due: figures that news gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives
from audiobook.model import QuestionKind
from audiobook.study.english.deeds import NUMBER, YEAR
from audiobook.study.english.verbs import base_of_past
from audiobook.study.english.words import is_known, is_subject, lowered, words_of

LONGEST_REST, SHORTEST_REST = 80, 12
"""Characters of what they did."""
_WHEN = r"(?:In (?:[A-Z][a-z]+ )?(?P<year>1\d\d\d|20\d\d), )?"
_MANY = re.compile(
    rf"^{_WHEN}(?:(?:An? )?(?:estimated|total of|record|[Nn]early|[Aa]bout|[Aa]round|[Ss]ome|[Oo]ver|[Aa]lmost|"
    r"[Rr]oughly|[Aa]pproximately|[Mm]ore than|[Aa]t least) )?"
    rf"(?P<x>(?:{NUMBER})) (?P<unit>(?!percent|per |years|months|weeks|days|hours)"
    rf"(?:[A-Za-z][\w’'\-]+ ){{0,2}}?(?:[A-Za-z]{{3,}}s|[A-Z][a-z]{{3,}}|{alternatives('study', 'english_plurals')})) "
    r"(?P<verb>were|[a-z]+) (?P<rest>[^;:()]+?)[.]$"
)
_CHANGES = alternatives("study", "english_changes")
_ROSE = re.compile(
    rf"^(?P<s>[^,;:()]+?) (?:has |have )?(?P<verb>{_CHANGES}) (?:by )?(?:about |around |nearly |almost |more than )?"
    r"(?P<x>\d+(?:\.\d+)?(?: ?(?:percent|per cent|%)))"
    r"(?P<rest>(?: (?:in|since|between|after|over)\b[^,;:()]*?)?)(?=[.,;]|$)"
)
_DUE = re.compile(
    rf"^(?P<s>[^,;:()]+?) (?P<be>is|are|was|were) (?P<rest>(?:{alternatives('study', 'english_due')}) to [^,;:()\d]+?)"
    rf" in {YEAR}[.]$"
)


def asked_of_amounts(text: str, article: str) -> Iterator[tuple[QuestionKind, str, str]]:
    """(kind, question, answer) for the figures of `text`, one sentence of `article`.

    >>> list(asked_of_amounts("Nearly 300 ships left Lund in the storm.", ""))
    [('figure', 'How many ships left Lund in the storm?', '300')]
    """
    if found := _MANY.match(text):
        yield from _many(found)
    if (found := _ROSE.match(text)) and _is_told(found["s"], article):
        base = base_of_past(found["verb"]) or found["verb"]
        yield "figure", f"By how much did {lowered(found['s'], article)} {base}{found['rest']}?", found["x"]
    if (found := _DUE.match(text)) and _is_told(found["s"], article):
        yield "figure", f"In which year {found['be']} {lowered(found['s'], article)} {found['rest']}?", found["x"]


def _many(found: re.Match[str]) -> Iterator[tuple[QuestionKind, str, str]]:
    """Only what is bound to a name or a year: how many people were without light, anybody may ask."""
    verb, rest = found["verb"], re.split(r", | (?:after|when|while|as|because) ", found["rest"])[0]
    if verb != "were" and base_of_past(verb) is None:
        return
    if not SHORTEST_REST <= len(rest) <= LONGEST_REST or re.search(r"\d", rest) or rest.startswith("by "):
        return
    if not (found["year"] or re.search(r"\b[A-Z]", f"{found['unit']} {rest}")):
        return
    if set(words_of(rest)) & {"they", "he", "she", "it", "who", "which", "that", "and"}:
        return
    year = f" in {found['year']}" if found["year"] else ""
    yield "figure", f"How many {found['unit']} {verb} {rest}{year}?", found["x"]


def _is_told(subject: str, article: str) -> bool:
    return is_subject(subject) and is_known(subject, article)
