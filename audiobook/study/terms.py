"""The key terms of an article, each with the sentence that defines or best shows it.

A phrase is worth its count (tf), how rare its words are elsewhere (idf), how central they are here (TextRank), and
where it stands: in the title, a heading, in quotation marks, or where the text says what it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audiobook.language.word_lists import word_list
from audiobook.model import Script, Term
from audiobook.study.definitions import definitions
from audiobook.study.layout_definitions import laid_out
from audiobook.study.noun_phrases import Phrase, merged, phrases
from audiobook.study.prose import is_prose
from audiobook.study.sentence_groups import bare
from audiobook.study.term_evidence import Evidence, probability, rarity_of
from audiobook.study.textrank import textrank
from audiobook.study.tokens import Words
from audiobook.study.whole_phrases import whole
from audiobook.study.whole_sentences import Sentence

IN_TITLE = 1.8
IN_HEADING = 1.35
RUN_IN = 30
"""Characters of a paragraph's first sentence that is a heading in all but name."""
LEADS = 0.6
"""A phrase found only in sentences that open a paragraph is worth this much more."""
QUOTED = 1.25
DEFINED = 1.3
INTRODUCED = 1.6
"""What the text itself names and says what it is comes first, however often it is said…"""
INTRODUCED_ONCE = 0.4
"""…and said once is worth this part of the strongest."""
LEAST_SURE = 0.12
"""How likely a phrase must be a term to count for recap and questions…"""
FEW, LISTED_FEW = 5, 0.6
"""So many are listed where they are less likely."""
BESIDE = 0.6
"""What the strength of a term counts beside that, where there are more of them than are listed."""
LISTED = 0.68
"""…and to be listed: of documents left out of the fit 0.8 of what is counted and as likely is right."""
OUTRIGHT = frozenset(
    {
        *(
            "means",
            "so_called",
            "named",
            "genus",
            "genus_far",
            "kind",
            "explained",
            "part",
            "used_for",
            "bracketed",
            "translated",
        ),
        *("stated", "heads_gloss", "heads_subject", "entry_gloss"),
    }
)
"""Forms in which a text says outright what a term is…"""
LEAST_OUTRIGHT, LEAST_ROUGH = 0.2, 0.6
"""…and how likely what is found in one of them, or in another, must be a term to count as told: 0.84 and 0.76 of them
are right."""
OWN = 2.0
"""A word of the user's dictionary."""
ONE_WORD = 0.5
"""A term is a phrase rather than one short word…"""
ONE_ACTION = 0.35
"""…and rarely a bare 融合 or 优化."""
WEAK_END = 0.75
"""经济社会发展 says less than 产业链供应链."""
BOUND, BOUND_ONE = 0.65, 0.3
"""What an occurrence counts where other nouns touch the phrase (of more words, of one)."""
SHORT = 1000
"""Characters below which saying a thing twice already means something."""
PER_CHANCE = 2000
"""Characters of text in which any phrase may turn up once by chance."""
FIRST, OFTEN, LONG, LONG_OFTEN = 10, 5, 5, 3
"""So many terms are listed as they come; behind them what the text does not define must be said so often, or be a
phrase of so many characters and be said so often: the tail is mostly chance."""
NEAR = 0.6
"""Each chosen term that shares its words makes another one less new."""

_ENUMERATOR = re.compile(r"^[第其]?[一二三四五六七八九十]+[是、，,：:]\s*")
_QUOTED = re.compile(r"[“‘《]([^“”‘’《》，。、；：,;:！？!?]{2,10})[”’》]")
_DEFINES_BEFORE = re.compile(r"(?:^|[，,；;。：:]|所谓)[“‘]?$")
_DEFINES_AFTER = re.compile(
    r"[”’]?(?:[（(][^）)]{1,80}[）)])?[，,]?(?:是指|指的是|是|就是|即|主要是|本质上?是|的核心|的本质|的内涵)"
)
_NAMED_BEFORE = re.compile(r"(?:称为|称作|叫做|叫作|定义为)[“‘]?$")
_NAMED_AFTER = re.compile(r"[”’]?[。，；,;]|[（(](?:指|即|[A-Z])")


@dataclass(slots=True)
class Scored:
    """A phrase that may be a term."""

    phrase: Phrase
    score: float
    introduced: bool = False
    """The text says what it is."""
    heading: tuple[int, ...] = ()
    """Utterances of the headings that are it."""
    forms: set[str] = field(default_factory=set)
    """How it says so."""
    own: bool = False
    """A word of the user's dictionary."""
    evidence: dict[str, float] = field(default_factory=dict)
    sure: float = 1.0
    """How likely it is a term."""


def terms(
    script: Script, sentences: Sequence[Sentence], words: Words, *, most: int
) -> tuple[tuple[Term, ...], dict[str, float]]:
    """At most `most` key terms, strongest first, and how likely each is one; scores are relative to the strongest."""
    scored = [each for each in candidates(script, sentences, words) if each.sure >= LEAST_SURE or each.own]
    chosen = _distinct(scored, most)
    top = max((each.score for each in chosen), default=1.0)
    found = tuple(_term(each, each.score / top, sentences) for each in chosen)
    return found, {each.phrase.text: 1.0 if each.own or each.introduced else each.sure for each in chosen}


def candidates(script: Script, sentences: Sequence[Sentence], words: Words) -> list[Scored]:
    """Every phrase that may be a term, with what speaks for it."""
    length = sum(len(sentence.text) for sentence in sentences)
    short = length < SHORT
    runs = merged([words.runs(sentence.text) for sentence in sentences], least=2 if short else 3)
    ranks = textrank(runs)
    title = _bare(script.title + (script.subtitle or ""))
    quoted = {q for sentence in sentences for q in _QUOTED.findall(sentence.text)}
    first = {s.place for n, s in enumerate(sentences) if n == 0 or sentences[n - 1].paragraph != s.paragraph}
    paragraphs = Counter(s.paragraph for s in sentences)
    leading = {s.place for s in sentences if s.place in first and paragraphs[s.paragraph] > 1 and _is_run_in(s.text)}
    headings = _bare("\n".join((*script.headings[1:], *(s.text for s in sentences if s.place in leading))))
    found = whole(phrases(runs, least_short=2 if short else 3, quoted=quoted, leading=leading), runs)
    evidence = Evidence(words, sentences, title, headings, found.values(), quoted, first)
    scored = {}
    for phrase in found.values():
        own = phrase.text in words.own
        if evidence.excludes(phrase) and not own:
            continue
        score = _weight(phrase, ranks, words, length, leading)
        score *= 1 + LEADS * len(first & set(phrase.places)) / len(set(phrase.places))
        score *= IN_TITLE if phrase.text in title else IN_HEADING if phrase.text in headings else 1.0
        score *= QUOTED if phrase.text in quoted else 1.0
        score *= DEFINED if any(defines(phrase.text, sentences[p].text) for p in set(phrase.places)) else 1.0
        score *= OWN if own else 1.0
        scored[phrase.text] = Scored(phrase, score, own=own)
    _introduce(scored, script, sentences, words)
    top = max((each.score for each in scored.values()), default=1.0) or 1.0
    defined = {text for text, each in scored.items() if each.forms}
    for each in scored.values():
        if each.forms:
            each.score = max(each.score * INTRODUCED, INTRODUCED_ONCE * top)
        each.evidence = evidence.of(each.phrase, each.score / top, each.forms, defined)
        each.sure = probability(each.evidence)
        least = LEAST_OUTRIGHT if each.forms & OUTRIGHT else LEAST_ROUGH
        each.introduced = bool(each.forms) and each.sure >= least
    return list(scored.values())


def listed(found: Sequence[Term], most: int, sure: Mapping[str, float] | None = None) -> tuple[Term, ...]:
    """Of all terms found those that are shown: at most `most`, and only what is `sure` enough; where that is not told,
    of the tail what is defined or said often."""
    if sure is not None:
        surest = sorted(found, key=lambda term: -sure[term.text])[:FEW]
        likely = [term for term in found if sure[term.text] >= (LISTED_FEW if term in surest else LISTED)]
        kept = set(sorted(likely, key=lambda term: -(sure[term.text] + BESIDE * term.score))[:most])
        return tuple(term for term in likely if term in kept)
    return tuple(
        term
        for place, term in enumerate(found[:most])
        if place < FIRST or term.defined or term.count >= (LONG_OFTEN if len(term.text) >= LONG else OFTEN)
    )


def _introduce(scored: dict[str, Scored], script: Script, sentences: Sequence[Sentence], words: Words) -> None:
    """Adds to `scored` how the text says what each is, and what it says it of that counting did not find."""
    titles = [script.title, *script.headings[1:]]
    said = [
        *(
            (_bare(one.term), s.place, one.form)
            for s in sentences
            if s.prose
            for one in definitions(bare(s.text), words)
        ),
        *((_bare(one.term), one.place, one.form) for one in laid_out(titles, sentences, words)),
    ]
    for term, place, form in said:
        if term not in scored:
            tokens = tuple(token for run in words.runs(term) for token in run)
            if not tokens:
                continue
            places = tuple(s.place for s in sentences if term in _bare(s.text)) or (place,)
            scored[term] = Scored(Phrase(term, tokens, places, len(places)), 0.0)
        scored[term].forms.add(form)
        if form.startswith("heads"):
            scored[term].heading = tuple(
                u.number for u in script.utterances if u.role in ("title", "heading") and term in _bare(u.written)
            )


def _is_run_in(sentence: str) -> bool:
    bare = _ENUMERATOR.sub("", sentence)
    return len(bare) <= RUN_IN and not re.search(r"[，,：:；;]", bare)


def _weight(phrase: Phrase, ranks: dict[str, float], words: Words, length: int, leading: set[int]) -> float:
    idfs = sorted((rarity_of(t.text, words) for t in phrase.words if len(t.text) > 1), reverse=True) or [6.0]
    rarity = idfs[0] + 0.3 * sum(idfs[1:3])
    central = sum(ranks.get(t.text, 0.0) for t in phrase.words) / len(phrase.words)
    bound = BOUND_ONE if len(phrase.words) == 1 else BOUND
    tf = phrase.free + bound * (len(phrase.places) - phrase.free)
    seen = len(set(phrase.places)) + sum(place in leading for place in phrase.places)
    factor = seen / (seen + length / PER_CHANCE)
    if len(phrase.words) == 1 and len(phrase.text) < 3:
        factor *= ONE_WORD if phrase.words[0].kind != "action" else ONE_ACTION
    elif phrase.words[-1].text in word_list("study", "weak"):
        factor *= WEAK_END
    elif len(phrase.words) == 1 and phrase.text[-1] in "化性式型级":
        factor *= ONE_WORD
    return float(math.pow(tf, 0.75) * rarity * (0.35 + central)) * factor


def _distinct(scored: Sequence[Scored], most: int) -> list[Scored]:
    """The best one by one; what only says chosen terms side by side (人工智能|大模型) is left out, and what shares
    words with them counts for less."""
    pool = sorted(scored, key=lambda each: (-each.score, each.phrase.places[0], each.phrase.text))
    chosen: list[Scored] = []
    counted = max(1, most - sum(each.introduced for each in pool))
    while pool and len(chosen) < most:
        best = max(pool, key=lambda each: each.score)
        if not best.introduced and sum(not each.introduced for each in chosen) >= counted:
            pool = [each for each in pool if each.introduced]
            continue
        pool.remove(best)
        chosen.append(best)
        text = best.phrase.text
        texts = [each.phrase.text for each in chosen]
        pool = [
            each
            for each in pool
            if each.introduced
            or not (
                _is_made_of(each.phrase.text, texts)
                or _is_half_of(each, best)
                or _is_turned_round(each.phrase, best.phrase)
                or each.phrase.text.casefold() == text.casefold()
            )
        ]
        for each in pool:
            if not each.introduced and (text in each.phrase.text or each.phrase.text in text):
                each.score *= NEAR
    return chosen


def _is_turned_round(one: Phrase, chosen: Phrase) -> bool:
    """编辑|基因 beside 基因|编辑 is a verb and its object."""
    words, others = [t.text for t in one.words], [t.text for t in chosen.words]
    return words != others and sorted(words) == sorted(others)


def _is_half_of(one: Scored, chosen: Scored) -> bool:
    """Is it mostly said within the longer term already chosen?"""
    whole, part = chosen.phrase, one.phrase
    return part.text in whole.text and len(whole.places) * 2 >= len(part.places)


def _is_made_of(text: str, chosen: Sequence[str]) -> bool:
    """Is it nothing but chosen terms laid side by side?"""
    for part in chosen:
        if text == part:
            return True
        if text.startswith(part) and _is_made_of(text[len(part) :], chosen):
            return True
    return False


def defines(term: str, sentence: str) -> bool:
    """Does the sentence say what the term is?"""
    start = sentence.find(term)
    while start >= 0:
        before, after = sentence[max(0, start - 4) : start], sentence[start + len(term) : start + len(term) + 90]
        if _DEFINES_BEFORE.search(before) and _DEFINES_AFTER.match(after):
            return True
        if _NAMED_BEFORE.search(before) and _NAMED_AFTER.match(after):
            return True
        start = sentence.find(term, start + 1)
    return False


def _term(each: Scored, score: float, sentences: Sequence[Sentence]) -> Term:
    places = sorted(set(each.phrase.places))
    text = each.phrase.text
    best = max(places, key=lambda p: _shows(text, sentences[p].text, p))
    shown = sentences[best]
    said = tuple(u.number for p in places for u in sentences[p].utterances if text in _bare(u.written))
    return Term(
        text=text,
        score=round(score, 4),
        count=len(each.phrase.places),
        sentence=shown.text,
        paragraph=shown.paragraph,
        utterance=shown.numbers[0],
        utterances=said or each.heading or shown.numbers[:1],
        defined=each.introduced or defines(text, shown.text),
    )


def _shows(term: str, sentence: str, place: int) -> tuple[float, int]:
    """How well a sentence shows a term: defining it, naming it early, being of a length to take in."""
    at = _bare(sentence).find(term)
    score = 3.0 if defines(term, sentence) else 0.0
    score -= 3.0 if not is_prose(sentence) else 0.0
    score += 1.0 if 0 <= at <= 2 else 0.0
    score -= abs(len(sentence) - 50) / 60
    return score, -place


def _bare(text: str) -> str:
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text)
