"""What ties an English sentence to the one before it: connectives that can be left unsaid, and words that only look as
if they pointed out of the sentence."""

from __future__ import annotations

import re

from audiobook.study.english.verbs import has_finite_verb
from audiobook.study.english.words import any_phrase

_TIE = rf"{any_phrase('ties')}"
_OPENING = re.compile(rf"^(?:(?:And|But|So|Yet),? )?(?:{_TIE}), (?=\S)", re.IGNORECASE)
_CONJUNCTION = re.compile(
    r"^(?:(?:And|But)(?! for\b),? |(?:Yet|So),? (?=(?:the|an?|there|if|when|because|in|for|as|while|most|all|no)\b))"
)
_BETWEEN = re.compile(rf"(?P<before>[^,;:]+), (?:{_TIE}), (?P<behind>[a-z])", re.IGNORECASE)
_BEHIND_VERB = re.compile(
    r"(?<= )(?P<verb>is|are|was|were|can|could|will|would|may|must|has|have|had) (?:thus|therefore|hence|consequently) "
)
_BEFORE_SUBJECT = re.compile(
    r"^(?:In|On|At|For|From|By|With|Without|Under|Below|Above|Among|Between|Behind|Before|After|During|Since|Until"
    r"|When|While|If|Because|Although|As|To|Like|Unlike)\b"
)
_NUMBER = re.compile(r"^\(?\d{1,2}[.)] (?=[A-Z])")
_UNDER = re.compile(r" (?:that|which|who|whose|where|when|if|as|to|by) ")
_STEM = 5
_OWN = re.compile(r"\b(?:this|these|those|such(?: an?)?|the (?:other|same|former|latter)) (?P<noun>[a-z\-]{3,})")
_NOT_BACK = re.compile(
    r"\bthose (?=(?:who|that|which|whose|with|without|of|in|from|at|on|to|for|near|under|[a-z]+(?:ed|ing))\b)"
    r"|\b(?:is|are|was|were|not|just|exactly|much|about|roughly) the same(?= as\b)|\bthe same (?=\w+ (?:as|that)\b)"
    r"|\bat the same time\b|\b(?<!the )(?<!see )(?:above|below) (?=\w)|\bearlier (?=than\b)",
    re.IGNORECASE,
)


def untied(text: str) -> str:
    """`text` without the connective that ties it to the sentence before, and without the number of an item.

    >>> untied("However, the kiln cooled."), untied("The kiln, therefore, cooled."), untied("2. A kiln has a lid.")
    ('The kiln cooled.', 'The kiln cooled.', 'A kiln has a lid.')
    >>> untied("Below the rim, however, the clay stays wet."), untied("But for the rain, it held.")
    ('Below the rim, the clay stays wet.', 'But for the rain, it held.')
    >>> untied("3. A way to cool kilns."), untied("If, however, it rains, the clay is lost.")
    ('3. A way to cool kilns.', 'If it rains, the clay is lost.')
    """
    number = _NUMBER.match(text)
    if number and has_finite_verb(_UNDER.split(text[number.end() :])[0]):
        text = text[number.end() :]
    for pattern in (_OPENING, _CONJUNCTION):
        if found := pattern.match(text):
            rest = text[found.end() :]
            text = rest[:1].upper() + rest[1:]
    if found := _BETWEEN.match(text):
        mark = ", " if _BEFORE_SUBJECT.match(text) and " " in found["before"] else " "
        text = f"{found['before']}{mark}{text[found.start('behind') :]}"
    return _BEHIND_VERB.sub(r"\g<verb> ", text)


def without_own(text: str) -> str:
    """`text` without what only seems to point out of it: those who, at the same time, "these tides" behind "tides".

    >>> without_own("Those who fish know the tides, and these tides are high."), without_own("They know these tides.")
    ('who fish know the tides, and tides are high.', 'They know these tides.')
    """

    def own(found: re.Match[str]) -> str:
        stem = found["noun"].removesuffix("s")[:_STEM]
        known = re.search(rf"\b{re.escape(stem)}", text[: found.start()], re.IGNORECASE)
        return found["noun"] if known else found[0]

    return _NOT_BACK.sub("", _OWN.sub(own, text))
