"""Terms that an English sentence names in passing, which nothing can be asked of: in brackets, between dashes, called
so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import word_list
from audiobook.study.english.shapes import JUDGES, PLURAL_SHAPE, SHAPE, cleaned, is_term, judges
from audiobook.study.english.words import words_of

_TERM_FOR = re.compile(
    r"\bterm [“\"](?P<x>[^”\"]{3,40})[”\"][^.;]{0,60}\b(?:refers?|means?|denotes?|describes?)\b"
    r"|\brefer(?:red)? to [^,;:.]{5,80}? as (?:an? |the )?[“\"](?P<y>[^”\"]{3,40})[”\"]"
)
"""We use the term "toll access" to refer to; we refer to what is free to read as "open access"."""
_GLOSSED = re.compile(
    r"^(?P<x>[A-Z][\w’'\-]*(?: [\w’'\-]+){0,2}) [–—-] (?P<d>[^–—;:.]{18,110}?) [–—-] (?=[a-z]+\b)"
    r"|\b[Tt]he (?P<y>[a-z][\w’'\-]+(?: [a-z][\w’'\-]+)?) \((?P<e>(?:an?|the) [^();]{12,110})\)"
)
"""Organic materials - carbon-based compounds … - play; the thymus (a small gland in the chest)."""
_DASHED = re.compile(
    r"\b(?P<x>[A-Za-z][\w’'\-.]*(?: [a-z][\w’'\-]+)?) ?[—–] ?"
    r"(?P<d>(?:an?|the) (?!(?:first|last|only|same) )[^—–;:“”,]{12,110}?|[a-z]{3,}s "
    r"(?!and\b|or\b|of\b)[^—–;:“”]{12,110}?) ?(?=[—–]|[.]$)"
)
"""An oligarchy—a government of the rich."""
_NAMED_SO = re.compile(
    r"\bcall(?:s|ed)? (?:this|these|the (?:first|second|third|last|former|latter)) (?:the |an? )?"
    r"[“\"](?P<x>[^”\"]{3,40})[”\"]"
    r"|\bwhat (?:(?:is|are|we|they|some|might|may|can|could|be) ){1,3}call(?:ed)? (?:the |an? )?[“\"]?"
    r"(?P<y>[a-z][\w’'\-]+(?: (?!or\b|and\b)[a-z][\w’'\-]+){0,2})(?:[”\".,;]| or\b| and\b)"
    r"|\b(?:[Oo]ne|other|first|second|third|last|method|type|kind|form) (?:is|is known as|is called) (?:the |an? )?"
    r"(?P<z>[a-z][\w’'\-]+ [a-z][\w’'\-]+), (?:where|in which|under which|which)\b"
    r"|^(?:(?:An?|The) )?(?P<w>[A-Za-z][\w’'\-]+(?: [a-z][\w’'\-]+){0,3}) "
    r"(?:(?:occurs?|happens?|is|are) (?:when|where)|describes? (?:an?|the)|exists? when)\b"
    r"|^(?:An?other|One) [^,;:.]{5,70} is (?P<v>[a-z][\w’'\-]+ [a-z][\w’'\-]+)[.,]"
)
"""We might call the first the “complexity canard”; what is called macroprudential regulation; one is natural monopoly,
where …"""
_COLON = re.compile(
    r"\b(?P<x>[a-z][\w’'\-]+ [a-z][\w’'\-]+): "
    r"(?P<d>(?:an?|the) [^:;.]{14,130}?|(?P<again>[a-z]+) that [^:;.]{14,130}?)[.]$"
)
"""Inter-rater reliability: a measure that …"""
_WITHIN = re.compile(
    r"^In (?:an? |the )?(?P<x>[a-z][\w’'\-]+(?: [a-z][\w’'\-]+){1,3}), (?:an?|the|you|people|we|there)\b"
)
"""In negative punishment, you remove … : said of a thing that has a name of several words."""
LEAST_WITHIN = 2
"""How often the text says what a sentence begins with so."""
_WHICH_IS = re.compile(
    r"\b(?P<x>[a-z][\w’'\-]+(?: [a-z][\w’'\-]+)?), which (?P<be>is|are) (?P<d>[^,;:.]{18,140})(?=[,;:.]|$)"
)
"""Globalization, which is the …: a noun right before."""


def introduced(text: str, article: str) -> Iterator[str]:
    """The terms that `text`, one sentence of `article`, introduces."""
    for pattern in (_TERM_FOR, _GLOSSED, _NAMED_SO):
        for one in pattern.finditer(text):
            named = next(one[name] for name in ("x", "y", "z", "w", "v") if name in one.groupdict() and one[name])
            term = cleaned(named.rstrip(".,"))
            if is_term(term) and not (pattern is _NAMED_SO and _passing(term.split(" "))):
                yield term
    if (found := _WITHIN.match(text)) and is_term(found["x"]):
        rare = [word for word in words_of(found["x"]) if word not in word_list("study", "english_common")]
        if rare and article.lower().count(found["x"]) >= LEAST_WITHIN:
            yield found["x"]
    if said := _COLON.search(text):
        last = said["x"].rpartition(" ")[2]
        shaped = said["again"] == last if said["again"] else SHAPE.match(said["d"])
        if shaped and not judges(said["d"]) and is_term(said["x"]):
            yield said["x"]
    for one in _DASHED.finditer(text):
        words = [word for word in one["x"].split(" ") if word.lower() not in word_list("study", "english_function")]
        shape = SHAPE.match(one["d"]) or PLURAL_SHAPE.match(one["d"])
        if words and shape and not _passing(words) and is_term(term := cleaned(" ".join(words))):
            yield term
    for one in _WHICH_IS.finditer(text):
        words = one["x"].split(" ")
        shape = (PLURAL_SHAPE if one["be"] == "are" else SHAPE).match(one["d"])
        term = one["x"] if words[0] not in word_list("study", "english_function") else words[-1]
        if (
            shape
            and not _passing(term.split(" "))
            and is_term(term)
            and not JUDGES.match(one["d"])
            and not judges(one["d"])
        ):
            yield term


def _passing(words: Sequence[str]) -> bool:
    """Is it an everyday word, of which something is said in passing?"""
    return len(words) == 1 and words[0].lower() in word_list("study", "english_common")
