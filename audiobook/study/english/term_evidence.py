"""Is a phrase of an English article a term? What speaks for and against it, weighed together with the weights of
data/english_term_evidence.tsv, which scripts/fit-english-terms fits to judged phrases."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from audiobook.language import english_dictionary
from audiobook.language.weighing import likelihood, log_odds
from audiobook.language.word_lists import rows, word_list
from audiobook.study.english.introductions import is_everyday
from audiobook.study.english.phrases import Found, is_name
from audiobook.study.english.shapes import cleaned
from audiobook.study.english.verbs import base_of_past, base_of_third
from audiobook.study.english.words import is_person, words_of
from audiobook.study.whole_sentences import Sentence

TABLE = "english_term_evidence"
FIELDS = 15
"""In whose textbooks words were counted."""
ROUGH = ("appositive", "appositive_of_many", "which_is", "which_does", "is_a", "are_such", "does", "short_in_brackets")
"""Forms in which the text speaks of everyday things as well."""
_LETTERS = re.compile(r"^[A-Z][A-Z0-9+\-]+s?$")
_ABSTRACT = re.compile(r"(?:tion|sion|ity|ism|ment|ness|ance|ence|ics|logy|osis|itis|ure|acy|graphy|metry)s?$")
_ADJECTIVE = re.compile(r"(?:[^e]al|ic|ary|ory|ive|ous|ar|less|ful|ible|able)$")
_SAID = re.compile(r"\b(?:said|told|says|according to)\b")


def probability(evidence: Mapping[str, float]) -> float:
    """How likely a phrase with this evidence is a term, 0 to 1."""
    return likelihood(log_odds("study", TABLE, evidence))


class Evidence:
    """What speaks for and against the phrases of one article."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        found: Mapping[str, Found],
        title: str,
        headings: Sequence[str],
        emphasised: Collection[str] = (),
    ):
        """`found`: every phrase that was counted in the `sentences`; `emphasised`: what the author set apart."""
        self._found, self._title, self._headings = found, title.lower(), " / ".join(headings).lower()
        self._whole = {re.sub(r"^[\d.]+\s*", "", each).lower().strip("“”\"' .") for each in headings}
        self._count = max(1, len(sentences))
        self._most = max((one.places for one in found.values()), default=1)
        self._text = "\n".join(sentence.text for sentence in sentences).lower()
        self._marked = {single(cleaned(one.partition(" (")[0]).lower()) for one in emphasised}
        self._sets_apart = min(1.0, len(self._marked) / 5)
        self._reports = sum(bool(_SAID.search(sentence.text)) for sentence in sentences) / self._count
        self._within: Counter[str] = Counter()
        for key, one in found.items():
            words = key.split(" ")
            for size in range(1, len(words)):
                for start in range(len(words) - size + 1):
                    part = " ".join(words[start : start + size])
                    self._within[part] = max(self._within[part], one.places)

    def of(
        self, key: str, shown: str, forms: Collection[str], *, asked: bool, defined: Collection[str]
    ) -> dict[str, float]:
        """Evidence by name: of the phrase known by `key`, written as `shown`; the `forms` in which the text says what
        it is, whether that can be `asked`, and all terms that are `defined` somehow."""
        one = self._found.get(key, Found())
        places = max(1, one.places or len(re.findall(rf"\b{re.escape(key)}\b", self._text)))
        words = key.split(" ")
        name = is_name(one) or (not one.shown and shown[:1].isupper() and shown not in (key, key.capitalize()))
        evidence: dict[str, float] = {
            "often": math.log(places),
            "seen_once": float(places == 1),
            "seen_twice": float(places == 2),
            "dense": min(1.0, 10 * places / self._count),
            "strength": math.log(places / self._most + 0.02),
            "in_title": float(_in(key, self._title)),
            "in_heading": float(_in(key, self._headings)),
            "is_heading": float(key in self._whole or key + "s" in self._whole or key.removesuffix("s") in self._whole),
            "long_text": max(-1.0, min(1.5, math.log(self._count / 60))),
            "closes": one.closes / places if one.places else 0.5,
            "nouns": one.nouns / places if one.places else 0.5,
            "part": min(1.0, self._within[key] / places),
            "quoted_so": float(bool(re.search(rf"[“\"‘]{re.escape(key)}[”\"’]", self._text))),
            "counted": float(one.places > 0),
        }
        evidence |= self._of_words(words)
        evidence |= self._of_type(key, name=name)
        evidence |= self._of_names(key, shown, one, places, name=name)
        for form in forms:
            evidence[f"is_{form}"] = 1.0
            if form in ROUGH and is_everyday(key):
                evidence["everyday_rough"] = 1.0
        rare = evidence["rarest"]
        evidence["told"] = float(bool(forms))
        evidence["told_rare"] = float(bool(forms)) * rare
        evidence["told_rare_word"] = float(bool(forms) and len(words) == 1) * rare
        for form in forms:
            if form in ROUGH:
                evidence["rough_rare"] = rare
                evidence["rough_rare_word"] = float(len(words) == 1) * rare
        evidence["told_twice"] = float(len(forms) > 1)
        evidence["told_once_said_once"] = float(len(forms) == 1 and places == 1)
        evidence["asked"] = float(asked)
        evidence["tail_of_told"] = float(any(other.endswith(f" {key}") for other in defined))
        evidence["head_of_told"] = float(any(other.startswith(f"{key} ") for other in defined))
        evidence["ends_in_defined"] = float(any(key.endswith(f" {other}") for other in defined))
        evidence["told_in_report"] = float(bool(forms)) * self._reports
        return {name: value for name, value in evidence.items() if value}

    def _of_type(self, key: str, *, name: bool) -> dict[str, float]:
        """What bold and italic type says: in a text that sets words apart those that are not say less."""
        one = single(key)
        marked = one in self._marked
        within = any(f" {one} " in f" {other} " for other in self._marked if other != one)
        holds = any(f" {other} " in f" {one} " for other in self._marked if other != one)
        return {
            "marked": float(marked),
            "marked_name": float(marked and name),
            "marked_word": float(marked and " " not in key),
            "marked_seldom": float(marked) * (1 - self._sets_apart),
            "marked_much": float(marked) * min(1.0, len(self._marked) / self._count),
            "holds_marked": float(holds and not marked),
            "in_marked": float(within and not marked),
            "unmarked": float(not marked) * self._sets_apart,
        }

    def _of_words(self, words: Sequence[str]) -> dict[str, float]:
        common = [_is_common(word) for word in words]
        known = english_dictionary.words()
        last = words[-1]
        one = len(words) == 1
        rare = [1.0 - spread(word) for word in words if len(word) > 2] or [1.0]
        return {
            "rarest": max(rare),
            "one_rare": one * rare[0],
            "rare_head": rare[-1],
            "one_word": float(one),
            "three_words": float(len(words) == 3),
            "more_words": float(len(words) > 3),
            "common": float(one and common[0]),
            "all_common": float(not one and all(common)),
            "last_common": float(not one and common[-1] and not all(common)),
            "first_common": float(not one and common[0] and not all(common)),
            "unknown": float(any(word not in known and word.removesuffix("s") not in known for word in words)),
            "abstract": float(bool(_ABSTRACT.search(last))),
            "abstract_word": float(one and bool(_ABSTRACT.search(last))),
            "plural": float(last.endswith("s") and not last.endswith("ss")),
            "ing": float(last.endswith("ing")),
            "one_ing": float(one and last.endswith("ing")),
            "begins_ing": float(not one and words[0].endswith(("ing", "ed"))),
            "evaluates": float(bool({*words} & word_list("study", "english_evaluations"))),
            "bare": float(last in word_list("study", "english_bare")),
            "never": float({*words} <= word_list("study", "english_never")),
            "office": float(last in word_list("study", "english_offices")),
            "role": float(last in word_list("study", "english_roles")),
            "role_word": float(one and last in word_list("study", "english_roles")),
            "adjective": float(one and bool(_ADJECTIVE.search(last))),
            "ends_adjective": float(not one and bool(_ADJECTIVE.search(last))),
            "begins_third": float(not one and base_of_third(words[0]) is not None),
            "begins_base": float(not one and words[0] in word_list("study", "english_verbs")),
            "begins_plain": float(not one and words[0] in word_list("study", "english_begin_terms")),
            "ends_plain": float(not one and last in word_list("study", "english_end_terms")),
            "joined": float("of" in words or "to" in words),
            "ends_in_verb": float(not one and (base_of_third(last) or base_of_past(last)) is not None),
            "long_word": float(one and len(last) > 8),
            "hyphen": float("-" in last or "-" in words[0]),
        }

    def _of_names(self, key: str, shown: str, one: Found, places: int, *, name: bool) -> dict[str, float]:
        words = words_of(key)
        person = name and is_person(key)
        first = words[0] in word_list("study", "english_first_names") if words else False
        return {
            "name": float(name),
            "name_word": float(name and len(words) == 1),
            "name_in_report": float(name) * self._reports,
            "phrase_in_report": float(not name) * self._reports,
            "person": float(person),
            "first_name": float(first),
            "letters": float(bool(_LETTERS.match(shown))),
            "organisation": float(bool(words) and words[-1] in word_list("study", "english_organisations")),
            "speaks": one.quoted / places,
            "works_at": one.at / places,
            "beside_capital": one.within / places,
            "name_part": (one.within / places) * float(len(words) == 1 and name),
            "demonym": float(name and bool(re.search(r"(?:[ai]n|ese|ish)s?$", key))),
            "name_seldom": float(name and places < 0.06 * self._count),
        }


def single(key: str) -> str:
    """`key` as of one thing, without hyphens.

    >>> single("one-way valves"), single("theories")
    ('one way valve', 'theory')
    """
    key = key.replace("-", " ")
    return f"{key.removesuffix('ies')}y" if key.endswith("ies") else key.removesuffix("s")


def spread(word: str) -> float:
    """The share of fields in which a word is said (data/english_spread.tsv), 0 to 1.

    >>> spread("process"), spread("fermentations") < spread("structures")
    (1.0, True)
    """
    return max(_fields().get(word, 0.0), _fields().get(word.removesuffix("s"), 0.0))


@cache
def _fields() -> Mapping[str, float]:
    return {word: int(count) / FIELDS for count, words in rows("study", "english_spread") for word in words.split(" ")}


def _in(key: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(key)}s?\b", text) is not None


def _is_common(word: str) -> bool:
    common = word_list("study", "english_common")
    return word in common or word.removesuffix("s") in common
