"""Where a text says what something is: the term, and the words that say it.

Known by cues: …叫作X, …称为X, 简称X, 所谓X就是…, X是指…, X是一种…, 这就是X, X（English）, 提出X：….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.study.tokens import Words

_X = r"[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?"
_STOP = r"(?=[。；;，,：:（(）)！!—、]|$)"
_NAMED = re.compile(
    r"(?:叫[作做]|被?称[为作之]{1,2}|[简统俗合又也]称(?:为|作)?|又叫|也叫|俗称|[俗别原本学]名[为叫是]?|旧称|古称|定义为|命名为|(?<!为)名为|取名为?)(?!了)"
    + _X
    + _STOP
)
_THIS_IS = re.compile(r"(?:^|[，,；;])这(?:就|便|正)是(?:所谓的?|著名的|有名的)?" + _X + _STOP)
_HEAD = (
    r"(?:^|[。；;])(?:所谓的?|本[法规条例办定]{1,3}所称的?)?[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?(?:[（(][^）)]{1,60}[）)])?"
)
_MEANS = re.compile(
    _HEAD + r"[，,]?(?P<cue>是指|指的是|就?是指|的意思是|的定义是|[，,]即(?![可将使便刻时日能是]))(?P<d>[^。；;]{6,})"
)
_SO_CALLED = re.compile(
    r"(?:^|[，,。；;])所谓的?[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?[，,]?(?P<cue>就?是指?|即|指的?是?)(?P<d>[^。；;]{6,})"
)
_KIND = re.compile(
    _HEAD + r"(?P<cue>是)(?P<d>(?:一[种类个门项套](?!人)|[^，。；;]{2,30}的(?:一[种类个门项]))[^。；;]{5,})"
)
_GLOSSED = re.compile(
    r"(?P<x>[^\W\d_]{2,12})[（(](?:英文|英语)?[:：]?\s?"
    r"(?P<en>(?:[A-Za-z]?[a-z]+[ \-])*[a-z]{4,}|(?:[A-Z][a-z]+ )+[A-Z]?[a-z]+)[)）,，]"
)
_INTRODUCED = re.compile(r"(?:提出|画出|引入|创立|建立|发现)了?(?:一条|一个|著名的)?" + _X + r"(?=[：:])")
_GOES_ON = re.compile(r"[（(][^）)]{1,12}[）)]\w")
_HOLLOW = re.compile(
    r"[的了着过这那此其它他她我你们是在不有和与或把被让很更最都也就还又只]|什么|怎么|如何|可以|能够|因为|所以|一[个种些样]|自己|^(?:[所上下前后]|[两三几]个)|问题$|方面$|时$|人们|大家"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term where it is defined; offsets are into the sentence."""

    term: str
    start: int
    stop: int
    named: bool
    """The words that say it come first (…叫作X), and are asked by what they name."""
    told: bool
    """The text says what it is; else it only names it anew (X（English）)."""
    meaning: tuple[int, int] | None = None
    """Span of what the term is said to be, where it follows."""


def definitions(text: str, words: Words) -> Iterator[Definition]:
    """The definitions in a sentence, by cue; a term once."""
    seen: set[str] = set()
    for pattern, named in (
        (_NAMED, True),
        (_THIS_IS, True),
        (_MEANS, False),
        (_SO_CALLED, False),
        (_KIND, False),
        (_GLOSSED, False),
        (_INTRODUCED, False),
    ):
        for found in pattern.finditer(text):
            start, stop = found.span("x")
            if pattern is _GLOSSED:
                start = _phrase_start(text, start, stop, words)
                if stop - start < 3:
                    continue
            term = text[start:stop]
            if term in seen or not _names_something(term, words, named=named):
                continue
            if named and (text[stop : stop + 1] == "、" or _GOES_ON.match(text, stop)):
                continue  # one name of several, or the beginning of one
            strict = pattern is _KIND or ("cue" in pattern.groupindex and "即" in found["cue"])
            if not named and not _is_noun_phrase(term, words, kind=strict):
                continue
            if pattern is _THIS_IS and (len(term) < 3 or words.dictionary.is_common(term)):
                continue  # 这就是主题 names nothing
            seen.add(term)
            meaning = found.span("d") if "d" in pattern.groupindex else None
            yield Definition(term, start, stop, named, pattern not in (_GLOSSED, _INTRODUCED), meaning)


def _phrase_start(text: str, start: int, stop: int, words: Words) -> int:
    """Where the noun phrase that ends at `stop` begins."""
    at = stop
    for run in words.runs(text):
        inside = [token for token in run if token.start >= start and token.end <= stop]
        if inside and inside[-1].end == stop:
            for token in reversed(inside):
                if token.kind == "verb":
                    return stop  # 扩散|模型 or 使用|模型: who can tell
                if token.kind == "other":
                    break
                at = token.start
    return at


def _names_something(term: str, words: Words, *, named: bool) -> bool:
    """Can it be a term? What a text itself names (…叫作必要难度) may begin with any word."""
    if not 2 <= len(term) <= 12 or _HOLLOW.search(term) or term.isdigit():
        return False
    tokens = [token for run in words.runs(term) for token in run]
    if not tokens or (tokens[0].kind == "other" and not named):
        return False
    return not (len(tokens) == 1 and tokens[0].kind in ("verb", "other"))


def _is_noun_phrase(term: str, words: Words, *, kind: bool) -> bool:
    tokens = [token for run in words.runs(term) for token in run]
    return all(token.kind not in ("verb", "other") for token in (tokens if kind else tokens[:1]))
