"""The laws of `guard` for English: what a model wrote is said only where the sentences it cites prove it.

A statement is made of its source by leaving out words, of one clause at a time; a question has words of its source, in
whatever form of theirs. Figures with what they count, names and denials stand as they stand there, and a why-question
turns nothing round: what stands behind by, to or than there stands behind it here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.language.word_lists import word_list
from audiobook.study.english.verbs import base_of_past, base_of_third
from audiobook.study.tutor.guard import ADDRESS, Fault

LONGEST_QUESTION, LONGEST_STATEMENT = 160, 300
SHORTEST = 12
LEAST_IN_COMMON = 2
"""Words a draft has of the sentences it cites: Why is that so? asks nothing."""
_WORD = re.compile(
    r"n[’']t\b|\d+(?:[.,:/–-]\d+)*%?|[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9]|[-&’'](?!t\b)(?=[A-Za-zÀ-ɏ0-9])|(?<=\b[A-Z])\.(?=[A-Z]))*?"
    r"(?=n[’']t\b|[^A-Za-zÀ-ɏ0-9&’'.-]|[-&’'.](?![A-Za-zÀ-ɏ0-9])|[’'.-](?=[A-Za-zÀ-ɏ0-9])|$)"
)
_PART = re.compile(r"[,;:!?—–()]|\.(?=\s|$)")
"""Where clauses part."""
_ENDED = re.compile(r"[.!?][”’\"']?\s+$")
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ0-9\s,.;:!?%‰“”‘’\"'()&$£€+/–—-]+")
_TWO = re.compile(r"[a-z0-9)]{2,}[.!?][”’\"']? +[A-Z“]")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word of a text."""

    text: str
    """As it is written."""
    key: str
    """In small letters."""
    clause: int
    denied: int | None
    """1 where a negator before it in its clause denies it, 0 where none does; None where that is not sure."""
    led: frozenset[str]
    """Prepositions right before it (`english_leading.txt`)."""
    first: bool
    """Does it open its sentence?"""


def fault_of_question(text: str, cited: Sequence[str], *, claims: bool = False) -> Fault:
    """What is wrong with a question about the sentences `cited`; `claims`: what it asks the reason of, it takes to be
    so, and that is a statement as well."""
    if not _well_formed(text, LONGEST_QUESTION) or not text.endswith("?") or text.count("?") > 1:
        return "form"
    source = _units(" ".join(cited))
    units = _units(text)
    allowed = frozenset() if claims else word_list("study", "english_supposing")
    if fault := _fault_of_words(units, source, allowed):
        return fault
    if not claims:
        return ""
    content = [unit for unit in units if not _states_nothing(unit.key)]
    about = max(
        {unit.clause for unit in source},
        key=lambda clause: (sum(any(_same(u, s) for s in source if s.clause == clause) for u in content), -clause),
    )
    there = [unit for unit in source if unit.clause == about]
    if _drops(units, there, "qualifiers") or _drops(units, there, "degrees"):
        return "reservation"
    return "" if _in_order(content, source) else "order"


def fault_of_statement(text: str, cited: Sequence[str]) -> Fault:
    """What is wrong with a sentence that says what the sentences `cited` say."""
    if not _well_formed(text, LONGEST_STATEMENT) or not text.endswith((".", "!")) or "?" in text:
        return "form"
    source, units = _units(" ".join(cited)), _units(text)
    if fault := _fault_of_words(units, source, frozenset()):
        return fault
    if _drops(units, source, "qualifiers"):
        return "reservation"
    shortened = _shortened(units, source)
    if shortened is None:
        return "order"
    return "reservation" if _drops(units, shortened, "degrees") else ""


def normalised(text: str) -> str:
    """What two answers are compared by: no marks, widths or cases, and no "because" or article before them.

    >>> normalised("Because the “water” slows.") == normalised("water slows")
    True
    """
    text = unicodedata.normalize("NFKC", text).casefold().strip(" “”\"'‘’")
    text = re.sub(r"^(?:it is |this is )?(?:because |due to )?(?:the |an? )?", "", text)
    return "".join(each for each in text if each.isalnum())


def _well_formed(text: str, longest: int) -> bool:
    return (
        SHORTEST <= len(text) <= longest
        and _PLAIN.fullmatch(text) is not None
        and "\n" not in text
        and ADDRESS.search(text) is None
        and _TWO.search(text) is None
    )


def _units(text: str) -> list[_Unit]:
    negators, leading, turns = (word_list("study", f"english_{name}") for name in ("negators", "leading", "turns"))
    units: list[_Unit] = []
    clause = end = denials = 0
    joined = False
    led: frozenset[str] = frozenset()
    for found in _WORD.finditer(text):
        key, between = found[0].lower().replace("’", "'"), text[end : found.start()]
        parted = bool(units) and _PART.search(between) is not None
        if parted:
            clause += 1
        if parted or key in turns:
            denials, joined, led = 0, False, frozenset()
        first = not units or _ENDED.search(between) is not None
        units.append(_Unit(found[0], key, clause, None if denials and joined else denials % 2, led, first))
        denials += key in negators
        joined = joined or (denials > 0 and key == "and")
        led = led | {key} if key in leading else led if _states_nothing(key) else frozenset()
        end = found.end()
    return units


def _fault_of_words(units: Sequence[_Unit], source: Sequence[_Unit], allowed: frozenset[str]) -> Fault:
    if not _counted(units) <= _counted(source) or not _figures(units) <= _figures(source):
        return "figure"
    negators = word_list("study", "english_negators")
    for unit in units:
        named = unit.text[0].isupper() and not (unit.first and unit.key != unit.text and _states_nothing(unit.key))
        if named and not unit.first and unit.text not in {each.text for each in source}:
            return "name"
        if _states_nothing(unit.key) or unit.key in allowed or unit.key in negators:
            continue
        if not any(_same(unit, each) for each in source):
            return "name" if named and not unit.first else "word"
    content = [unit for unit in units if not _states_nothing(unit.key)]
    if len({unit.key for unit in content if any(_same(unit, each) for each in source)}) < LEAST_IN_COMMON:
        return "word"
    return "" if _denies_alike(units, source, allowed) else "negation"


def _denies_alike(units: Sequence[_Unit], source: Sequence[_Unit], allowed: frozenset[str]) -> bool:
    """Is every word denied, or not, as it is somewhere in the source?"""
    negators = word_list("study", "english_negators")
    if any(unit.key in negators for unit in units) and not any(unit.key in negators for unit in source):
        return False
    for unit in units:
        if _states_nothing(unit.key) or unit.key in allowed or unit.key in negators:
            continue
        ways = {each.denied for each in source if _same(unit, each)}
        if unit.denied is None or unit.denied not in ways:
            return False
    return True


def _drops(units: Sequence[_Unit], source: Sequence[_Unit], kind: str) -> bool:
    """Is one of these words of the source left out?"""
    listed = word_list("study", f"english_{kind}") - word_list("study", "english_asking")
    kept, reserved = (Counter(unit.key for unit in said if unit.key in listed) for said in (units, source))
    return bool(reserved - kept)


def _in_order(content: Sequence[_Unit], source: Sequence[_Unit]) -> bool:
    """Has the source these words in their order, each behind the same prepositions?"""
    at = 0
    for place, unit in enumerate(content):
        while at < len(source) and not _same(unit, source[at]):
            at += 1
        if at == len(source) or (place and unit.led != source[at].led):
            return False
        at += 1
    return True


def _shortened(units: Sequence[_Unit], source: Sequence[_Unit]) -> list[_Unit] | None:
    """The clauses of the source that those of `units` are made of by leaving out words, in their order; None if they
    are not."""
    clauses = [[u for u in source if u.clause == each] for each in sorted({u.clause for u in source})]
    used: list[_Unit] = []
    for each in sorted({unit.clause for unit in units}):
        part = [unit for unit in units if unit.clause == each]
        while clauses and not _left_out(part, clauses[0]):
            clauses = clauses[1:]
        if not clauses:
            return None
        used += [] if used and used[-1] in clauses[0] else clauses[0]
    return used


def _left_out(part: Sequence[_Unit], clause: Sequence[_Unit]) -> bool:
    """Is `part` what is left of `clause`? No word that only joins (by, was) is left out between two that stay."""
    at = 0
    for place, unit in enumerate(part):
        start = at
        while at < len(clause) and clause[at].key != unit.key:
            at += 1
        if at == len(clause):
            return False
        gone = [each.key for each in clause[start:at]]
        if place and gone and all(map(_states_nothing, gone)) and not all(key in ("a", "an", "the") for key in gone):
            return False
        at += 1
    return True


def _same(unit: _Unit, other: _Unit) -> bool:
    return unit.key == other.key or bool(_forms(unit.key) & _forms(other.key))


def _forms(key: str) -> set[str]:
    """What a word may be a form of: grow of grown, open of opening."""
    found = {key, base_of_past(key) or key, base_of_third(key) or key}
    for ending in ("s", "n", "en", "ing"):
        if key.endswith(ending) and len(key) > len(ending) + 2:
            bare = key.removesuffix(ending)
            found |= {bare, f"{bare}e"} if ending == "ing" else {bare}
    return found


def _figures(units: Sequence[_Unit]) -> set[str]:
    return {unit.key for unit in units if unit.key[0].isdigit()}


def _counted(units: Sequence[_Unit]) -> set[tuple[str, str]]:
    """Figures with what they count."""
    pairs = pairwise(units)
    return {
        (a.key, b.key) for a, b in pairs if a.key[0].isdigit() and not _states_nothing(b.key) and a.clause == b.clause
    }


def _states_nothing(key: str) -> bool:
    return key in word_list("study", "english_stating_nothing")
