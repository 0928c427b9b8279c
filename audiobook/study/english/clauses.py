"""A sentence of a report taken apart: what it says when the place it comes from, and what stands between commas, are
left out, and what it says of a name there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.study.english.shortening import shortened
from audiobook.study.english.words import NAME, any_phrase

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .]{2,}(?:, [A-Z][\w. ]+)?(?: \([A-Z][\w ]*\))?|\([A-Z][\w ]*\)) ?[—–-]+ (?=[A-Z])"
)
_AFTER = re.compile(
    r"^(?:After|Before|During|Since|With|Amid|Despite|Following) [^,]{5,60}, (?=(?:the )?[A-Z]|the [a-z])"
)
_LETTERS = re.compile(r" \([A-Z][\w&\-]*s?\)")
"""What a name is called for short, behind it."""
_JOINED = re.compile(r", (?:however|therefore|thus|for example|for instance|of course|in turn|too), ")
_OPENER = re.compile(rf"^{any_phrase('openers')},? (?=\S)", re.IGNORECASE)
_LEAD = re.compile(rf"^{any_phrase('leads')} [^,;:()“”\"]{{3,110}}, (?=\S)", re.IGNORECASE)
_HOW = re.compile(r"^(?:[A-Z]\w+ly|[A-Z]\w+(?:ing|ed) [^,;:()“”\"]{3,90}), (?=\S)")
"""Internally; Depending on the kiln: what a sentence may begin with as well."""
_LABEL = re.compile(r"^(?:\d[\d.]*[.)]? )?[A-Z][\w’'\- ]{2,40}: (?=[A-Z])|^\d[\d.]*[.)]? (?=[A-Z])")
_TOLD = re.compile(r", (?:[\w’'.\-]+ ){0,6}?(?:said|says|told|wrote|according to)\b[^,]*\.$")
_BETWEEN = re.compile(
    rf"^((?:[Tt]he )?{NAME}), (?!and\b|or\b|the [A-Z])[^,;:]{{4,90}}, "
    r"(?!and\b|or\b|but\b)(?=[a-z]+(?:s|ed|d|t|k|e|w)\b)"
)
_RELATIVE = re.compile(
    rf"\b({NAME}), (?:who|which) ((?!is\b|are\b|was\b|were\b|has\b|have\b|had\b)[a-z]+ [^,;:]{{6,90}}?)[,.]"
)


def clauses(text: str) -> Iterator[str]:
    """`text`, and the statements in it that stand by themselves, as sentences, each once.

    >>> list(clauses("CAIRO — Ada Holm, a potter, built the kiln."))[1:]
    ['Ada Holm, a potter, built the kiln.', 'Ada Holm built the kiln.']
    >>> list(clauses("It honours Ada Holm, who built the kiln in 1841."))[1:]
    ['Ada Holm built the kiln in 1841.']
    """
    yield from dict.fromkeys(_statements(text))


def _statements(text: str) -> Iterator[str]:
    yield text
    if joined := _JOINED.search(text):
        yield f"{text[: joined.start()]} {text[joined.end() :]}"
    bare = _LETTERS.sub("", shortened(without_opener(text)))
    if bare != text:
        yield bare
    if label := _LABEL.match(bare):
        bare = bare[label.end() :]
        yield bare
    if lead := _LEAD.match(bare) or _HOW.match(bare):
        yield capital(bare[lead.end() :])
    for pattern in (_DATELINE, _AFTER, _TOLD):
        if found := pattern.search(text):
            text = f"{text[: found.start()]}." if found.start() else text[found.end()].upper() + text[found.end() + 1 :]
            yield text
    if found := _BETWEEN.match(text):
        yield f"{found[1]} {text[found.end() :]}"
    for found in _RELATIVE.finditer(text):
        yield f"{found[1]} {found[2]}."


def without_opener(text: str) -> str:
    """`text` without what joins it to the sentence before.

    >>> without_opener("However, the kiln was cold."), without_opener("But kilns cool.")
    ('The kiln was cold.', 'Kilns cool.')
    """
    found = _OPENER.match(text)
    return capital(text[found.end() :]) if found else text


def capital(text: str) -> str:
    """`text` as a sentence begins."""
    return text[:1].upper() + text[1:]
