"""Is a phrase of an article a term? What speaks for and against it, weighed together with the weights of
data/term_evidence.tsv, which scripts/fit-terms fits to judged terms.

What is weighed: how often and where it stands, how common its words are elsewhere, of what words it is made, whether
more belongs to it, whether it is a name, and whether the text says what it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from audiobook.language import chinese
from audiobook.language.names import COMPOUND, SURE
from audiobook.language.weighing import likelihood, log_odds
from audiobook.language.word_lists import alternatives, any_word, word_list
from audiobook.study.answer_classes import acts_as_person, answer_class
from audiobook.study.definitions import is_action
from audiobook.study.noun_phrases import Phrase
from audiobook.study.proper_names import is_foreign_name, is_people
from audiobook.study.tokens import Token, Words
from audiobook.study.whole_sentences import Sentence

LABEL = 0.7
"""Share of its places where a phrase is a paragraph by itself, from which it is a label (英文维基百科)."""
DEEDS = 3
"""Longer phrases with a deed in them, from which it is the field's plain word."""
_MEASURE = re.compile(
    r"^[一二三四五六七八九十百千万两几数半\d]+个?(?:星期|小时|年|月|日|天|人|次|种|条|件|分钟|元|米|岁|家)$"
)
"""三星期, 一人."""
_CODE = re.compile(r"[A-Za-z]\w*[_.]\w*[_.a-z]|[a-z]_|_[a-z]")
"""redisServer.pubsub, tweet.shop.kindle."""
_BODY = re.compile(rf"(?:{alternatives('study', 'bodies')})$")
_OFFICE = re.compile(r"部门|人民政府|[主行]管机关|委员会")
"""In a longer phrase of an office (教育行政部门审查)."""
_STATUTE = re.compile(r"^第[一二三四五六七八九十百]+条")
NUMBERED, FEWEST = 0.6, 3
"""Share of its places, three or more, with a number or hyphen beside a phrase, from which that belongs to it."""
FAMILY = 3
"""So many defined terms that end alike (利率风险, 汇率风险) speak for another of them as much as more would."""
_BEFORE_VERBS = "会可要能以来并应须不让使都也就又还再先"
"""Before a verb that says what somebody does (可以|降低利率)."""
ROUGH = ("heads_kind", "heads_said", "heads_subject", "entry_listed", "entry_alone", "above")
"""Forms that common words have as well (应用场景)."""
_HAN = chinese.compiled(r"[[:Han:]]")


def probability(evidence: Mapping[str, float]) -> float:
    """How likely a phrase with this evidence is a term, 0 to 1."""
    return likelihood(log_odds("study", "term_evidence", evidence))


def rarity_of(word: str, words: Words) -> float:
    """Its idf; of weak Latin words (AI, APP) little."""
    return 4.0 if word in word_list("study", "weak") and word.isascii() else words.dictionary.idf(word)


class Evidence:
    """What speaks for and against the phrases of one article."""

    def __init__(
        self,
        words: Words,
        sentences: Sequence[Sentence],
        title: str,
        headings: str,
        phrases: Iterable[Phrase] = (),
        quoted: Collection[str] = (),
        leading: Collection[int] = (),
    ) -> None:
        """`headings` as one text; `phrases` that were counted in the `sentences`; what stands in quotation marks, and
        the places of sentences that open a paragraph."""
        self._words, self._title, self._headings = words, title, headings
        self._quoted, self._leading = quoted, leading
        self._count = max(1, len(sentences))
        phrases = list(phrases)
        self._parts = Counter(part for phrase in phrases if len(phrase.words) > 1 for part in _words_of(phrase))
        self._counts = {phrase.text: len(phrase.places) for phrase in phrases}
        self._lines = Counter(sentence.text.replace(" ", "").strip("。：:，") for sentence in sentences)
        self._text = "\n".join(sentence.text.replace(" ", "") for sentence in sentences)
        self._paragraph = {sentence.place: sentence.paragraph for sentence in sentences}
        self._examples = set(_of_examples(sentences))
        self._statute = sum(bool(_STATUTE.match(s.text)) for s in sentences) > 0.2 * self._count

    def excludes(self, phrase: Phrase) -> bool:
        """A measure, code, words of a sentence in English, only the title of another work (《战国策》), or a label that
        stands by itself again and again, whatever speaks for it."""
        text = phrase.text
        cited = self._text.count(f"《{text}》") >= self._text.count(text) > 0 and text not in self._title
        if sum(n for line, n in self._lines.items() if n > 2 and text in line) > LABEL * len(phrase.places):
            return True
        beside = self._of_neighbours(text)
        if max(beside["numbered"], beside["hyphened"]) > NUMBERED and len(phrase.places) >= FEWEST:
            return True  # 阶段提交算法 of 两阶段提交算法 and 三阶段提交算法, 评论员算法 of 演员-评论员算法
        return bool(cited or _MEASURE.match(text) or _CODE.search(text) or _is_foreign_text(phrase.words))

    def of(self, phrase: Phrase, strength: float, forms: Collection[str], defined: Collection[str]) -> dict[str, float]:
        """Evidence by name; `strength` of the phrase beside the strongest of the article, the `forms` in which the text
        says what it is, all terms that are `defined` somehow."""
        text, words = phrase.text, phrase.words
        seen = len(set(phrase.places))
        found: dict[str, float] = {
            "often": math.log(len(phrase.places)),
            "seen_once": float(seen == 1),
            "seen_twice": float(seen == 2),
            "dense": min(1.0, 10 * seen / self._count),
            "strength": math.log(max(strength, 0.01)),
            "free": phrase.free / max(1, len(phrase.places)),
            "led": len(set(self._leading) & set(phrase.places)) / seen,
            "in_title": float(text in self._title),
            "in_heading": float(text in self._headings),
            "quoted": float(text in self._quoted),
            "within": min(1.0, self._within(text) / max(1, len(phrase.places))),
            "line": min(1.0, self._lines[text] / max(1, len(phrase.places))),
            "spread": len({self._paragraph[place] for place in phrase.places}) / len(phrase.places),
            "examples": sum(place in self._examples for place in phrase.places) / len(phrase.places),
            "long_text": max(-1.0, min(1.5, math.log(self._count / 40))),
            "statute": float(self._statute),
        }
        found |= self._of_words(words)
        found |= self._of_neighbours(text)
        found |= self._of_names(phrase, seen)
        for form in forms:
            found[f"is_{form}"] = 1.0
            if form in ROUGH:
                found[f"rare_{form}"] = found["rarest"]
        found["told"] = float(bool(forms))
        rough = forms and all(form in ROUGH for form in forms)
        found["rough_verb"] = float(bool(rough and any(word.kind == "verb" for word in words)))
        found["untold_name"] = found["name"] * (not forms)
        found["untold_person"] = max(found["person"], found["foreign"], found["titled"]) * (not forms)
        kin = sum(other != text and other[-2:] == text[-2:] for other in defined) if len(text) > 2 else 0
        found["family"] = min(kin, FAMILY) / FAMILY
        found["told_twice"] = float(len(forms) > 1)
        found["ends_in_defined"] = float(any(text.endswith(other) and text != other for other in defined))
        found["begins_with_defined"] = float(any(text.startswith(other) and text != other for other in defined))
        found["science"] = float(text.endswith(tuple(word_list("study", "science"))))
        return found

    def _ends(self, text: str) -> list[int]:
        """Behind each place where it is said."""
        return [found.end() for found in re.finditer(re.escape(text), self._text)]

    def _within(self, text: str) -> int:
        """How often it is said as part of one longer phrase, the most frequent."""
        return max((n for other, n in self._counts.items() if text in other and text != other), default=0)

    def _of_words(self, words: Sequence[Token]) -> dict[str, float]:
        """How rare they are, and of what kind."""
        text = "".join(word.text for word in words)
        dictionary = self._words.dictionary
        idfs = [rarity_of(word.text, self._words) for word in words if len(word.text) > 1] or [
            dictionary.idf(text) if len(text) == 1 else 6.0
        ]
        one, last, first = len(words) == 1, words[-1], words[0]
        found = {
            "rarest": max(idfs) / 10,
            "commonest": min(idfs) / 10,
            "one_word": float(one),
            "one_rare": (idfs[0] / 10 if one else 0.0),
            "short": float(len(text) < 3),
            "one_character": float(len(text) == 1),
            "three_words": float(len(words) > 2),
            "verb_inside": float(any(word.kind == "verb" for word in words[1:-1])),
            "other_inside": float(any(word.kind == "other" for word in words[1:-1])),
            "long": float(len(text) > 6),
            "unknown": float(one and not last.known and last.kind != "latin"),
            "latin": float(last.kind == "latin"),
            "latin_small": float(one and last.kind == "latin" and last.text.islower()),
            "plain": float(text in word_list("study", "plain")),
            "weak_end": float(not one and last.text in word_list("study", "weak")),
            "plain_end": float(not one and last.text in word_list("study", "plain")),
            "weak_begin": float(not one and first.text in word_list("study", "weak")),
            "of_what": float(text in word_list("study", "of_what")),
            "acts_on": float(is_action(text)),
            f"ends_{_kind(last, dictionary.tag(last.text))}": 1.0,
        }
        if not one:
            found[f"begins_{_kind(first, dictionary.tag(first.text))}"] = 1.0
        elif last.known:
            found["bursty"] = (dictionary.idf(text) + dictionary.log_share(text)) / 10
        if one and last.kind == "action" and len(text) < 3:
            found["deed_of_many"] = float(self._parts[text] >= DEEDS)
        return found

    def _of_neighbours(self, text: str) -> dict[str, float]:
        """Whether more belongs to it, and what stands beside it."""
        before: Counter[str] = Counter()
        after: Counter[str] = Counter()
        at = self._text.find(text)
        while at >= 0:
            before[self._text[at - 1 : at]] += 1
            after[self._text[at + len(text) : at + len(text) + 1]] += 1
            at = self._text.find(text, at + len(text))
        total = max(1, sum(before.values()))

        def same(beside: Counter[str]) -> float:
            most = max((n for char, n in beside.items() if _HAN.match(char) and char not in "的是在和与了"), default=0)
            return most / total if total > 1 else 0.0

        clause = sum(before[mark] for mark in ("", "\n", *"，。；：、“（"))
        return {
            "goes_on": same(after),
            "begins_before": same(before),
            "opens_clause": clause / total,
            "after_of": before["的"] / total,
            "numbered": sum(before[digit] for digit in "一二两三四五六七八九十几") / total,
            "hyphened": sum(before[mark] + after[mark] for mark in "-‐–·") / total,
            "before_of": after["的"] / total,
            "is_said": (after["是"] + after["指"]) / total,
            "enumerated": (before["、"] + after["、"]) / total,
            "quote_goes_on": sum(
                bool(_HAN.match(self._text[spot + 1 : spot + 2]))
                for spot in self._ends(text)
                if self._text[spot : spot + 1] in "”’」"
            )
            / total,
            "labels": (after["："] + after[":"]) / total,
            "does": sum(before[char] for char in _BEFORE_VERBS) / total,
            "counted_off": sum(before[char] for char in "种个类项该此这") / total,
        }

    def _of_names(self, phrase: Phrase, seen: int) -> dict[str, float]:
        """Of a person, a people, a country, an office?"""
        text = phrase.text
        tag = self._words.dictionary.tag(text)
        spots = self._ends(text)
        acts = sum(acts_as_person(self._text[stop : stop + 8]) for stop in spots)
        kind = answer_class(text, self._text, self._words)
        unknown = len(text) > 2 and not self._words.dictionary.is_common(text)
        all_names = all(word.name for word in phrase.words)
        person = all_names and kind == "person"
        titled = text[:1] in SURE and len(text) < 5 and text.endswith(tuple(word_list("study", "roles")))
        return {
            "surnamed": float(
                (text[:1] in SURE or text[:2] in COMPOUND) and 1 < len(text) < 5 and len(phrase.words) == 1 and unknown
            ),
            "titled": float(titled and not self._words.dictionary.is_common(text)),
            "acts": acts / max(1, len(spots)),
            "organisation": float(kind in ("organisation", "company")),
            "sounds_foreign": sum(c in word_list("study", "transliteration") for c in text) / len(text)
            if unknown
            else 0.0,
            "first_name": float(text.lower() in word_list("study", "english_first_names")),
            "person": float(person),
            "person_seldom": float(person and seen < 0.12 * self._count),
            "place": float(tag.startswith("ns") and text not in word_list("study", "not_names")),
            "foreign": float(is_foreign_name(text, self._words)),
            "people": float(is_people(text, self._words)),
            "name": float(all_names),
            "name_begins": float(not all_names and phrase.words[0].name),
            "role": float(text.endswith(tuple(word_list("study", "roles")))),
            "body": float(bool(_BODY.search(text) or _OFFICE.search(text))),
        }


def _of_examples(sentences: Sequence[Sentence]) -> Iterator[int]:
    """Places of sentences that only give an example: one that begins so, and what follows in its paragraph."""
    paragraph = None
    for sentence in sentences:
        if any_word("study", "examples").match(sentence.text):
            paragraph = sentence.paragraph
        if sentence.paragraph == paragraph:
            yield sentence.place


def _kind(token: Token, tag: str) -> str:
    """Of what kind a word is, as far as it matters."""
    if token.kind in ("latin", "affix", "saying", "verb", "other"):
        return token.kind
    if token.kind == "action":
        return "deed"
    return "noun" if tag[:1] in ("n", "") else {"v": "deed", "a": "quality", "b": "quality"}.get(tag[:1], "else")


def _words_of(phrase: Phrase) -> set[str]:
    return {word.text for word in phrase.words}


def _is_foreign_text(words: Sequence[Token]) -> bool:
    """Are they words of a sentence in English (and mortality), not a name (Visual Studio)?"""
    if len(words) < 2 or any(word.kind != "latin" for word in words):
        return False
    return any(word.text.islower() for word in words)
