"""The key terms of an article, each with the sentence that defines or best shows it.

A phrase is worth its count (tf), how rare its words are elsewhere (idf), how central they are here (TextRank), and
where it stands: in the title, a heading, in quotation marks, or where the text says what it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from audiobook.language.word_lists import word_list
from audiobook.model import Script, Term
from audiobook.study.definitions import definitions
from audiobook.study.even_text import even
from audiobook.study.introductions import introduced
from audiobook.study.layout_definitions import laid_out
from audiobook.study.noun_phrases import Phrase, merged, phrases
from audiobook.study.prose import is_prose
from audiobook.study.second_names import second_names
from audiobook.study.sentence_groups import bare
from audiobook.study.term_choice import Scored, distinct
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
LEAST_SURE = 0.1
"""How likely a phrase must be a term to count for recap and questions…"""
OUTRIGHT = frozenset(
    {
        *("means", "so_called", "named", "genus", "genus_far", "genus_any", "kind", "explained", "part", "used_for"),
        *("bracketed", "translated", "stated", "heads_gloss", "entry_gloss", "points", "quote_gloss", "called_gloss"),
        *("heads_meaning", "contrast", "reverse", "apposed", "introduced"),
        *("law", "below", "former", "says", "proposed", "so_named", "headed"),
        *("named_so", "named_spelled", "means_inside", "apposed_kind"),
        *("comma_is", "it_means", "so_called_one", "asked", "heads_asked", "entry_means"),
    }
)
"""Forms in which a text says outright what a term is…"""
LEAST_OUTRIGHT, LEAST_ROUGH = 0.3, 0.6
"""…and how likely what is found in one of them, or in another, must be a term to count as told: of fields left out of
the fit 0.89 and 0.66 of them are right, by two readers of whom one was stricter (0.92 and 0.77 by the other)."""
NAMES, OF_A_NAME = ("surnamed", "untold_person"), 0.5
"""A person or people is seldom what a text is about unless it says what they are: of 42 that were judged 7 were terms,
so they count as half as likely."""
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
_DOUBLED = re.compile(r"^(\w{3,})\1$")
"""A heading that was joined to the sentence it stands over (夜盲症夜盲症是……)."""
_ENUMERATOR = re.compile(r"^[第其]?[一二三四五六七八九十]+[是、，,：:]\s*")
_QUOTED = re.compile(r"[“‘《]([^“”‘’《》，。、；：,;:！？!?]{2,10})[”’》]")
_DEFINES_BEFORE = re.compile(r"(?:^|[，,；;。：:]|所谓)[“‘]?$")
_DEFINES_AFTER = re.compile(
    r"[”’]?(?:[（(][^）)]{1,80}[）)])?[，,]?(?:是指|指的是|是|就是|即|主要是|本质上?是|的核心|的本质|的内涵)"
)
_NAMED_BEFORE = re.compile(r"(?:称为|称作|叫做|叫作|定义为)[“‘]?$")
_NAMED_AFTER = re.compile(r"[”’]?[。，；,;]|[（(](?:指|即|[A-Z])")


def terms(
    script: Script, sentences: Sequence[Sentence], words: Words, *, most: int
) -> tuple[tuple[Term, ...], dict[str, float]]:
    """At most `most` key terms, strongest first, and how likely each is one; scores are relative to the strongest."""
    scored = [each for each in candidates(script, sentences, words) if each.sure >= LEAST_SURE or each.own]
    second = second_names([each.phrase.text for each in scored], sentences)
    by_text = {each.phrase.text: each for each in scored}
    for other, one in second.items():  # what is said of one name is said of the thing
        by_text[one].introduced |= by_text[other].introduced
        by_text[one].sure = max(by_text[one].sure, by_text[other].sure)
    scored = [each for each in scored if each.own or each.phrase.text not in second]
    chosen = distinct(scored, most)
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
        each.evidence |= dict.fromkeys(each.marks, 1.0)
        each.sure = probability(each.evidence)
        if not each.forms and any(each.evidence[name] for name in NAMES):
            each.sure *= OF_A_NAME
        least = LEAST_OUTRIGHT if each.forms & OUTRIGHT else LEAST_ROUGH
        each.introduced = bool(each.forms) and each.sure >= least
    return list(scored.values())


def _introduce(scored: dict[str, Scored], script: Script, sentences: Sequence[Sentence], words: Words) -> None:
    """Adds to `scored` how the text says what each is, and what it says it of that counting did not find."""
    titles = [script.title, *script.headings[1:]]
    said: list[tuple[str, int, str, Sequence[str]]] = []
    for at, sentence in enumerate(sentences):
        if not sentence.prose:
            continue
        text = even(bare(sentence.text))
        then = sentences[at + 1].text if at + 1 < len(sentences) else ""
        said += ((one.term, sentence.place, one.form, ()) for one in definitions(text, words))
        said += ((term, sentence.place, form, ()) for term, form in introduced(text, words, then))
    said += ((one.term, one.place, one.form, one.marks) for one in laid_out(titles, sentences, words))
    for written, place, form, marks in said:
        term = _DOUBLED.sub(r"\1", _bare(written))
        if term not in scored:
            tokens = tuple(token for run in words.runs(term) for token in run)
            if not tokens:
                continue
            places = tuple(s.place for s in sentences if term in _bare(s.text)) or (place,)
            scored[term] = Scored(Phrase(term, tokens, places, len(places)), 0.0)
        scored[term].forms.add(form)
        scored[term].marks |= set(marks)
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
