"""Who acted: asked with the verb as it stands, of what only a person or a body does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives
from audiobook.model import QuestionKind
from audiobook.study.english.words import holds, is_subject, words_of

SHORTEST, LONGEST = 18, 100
"""Characters of what was done."""
_ACTED = re.compile(
    rf"^(?P<x>[^,;:()“”\"]{{3,70}}?)(?P<gloss> \([A-Z][^)]*\))? (?P<does>(?:(?:has|have|had) )?"
    rf"(?:{alternatives('study', 'english_acts')})|(?:is|are) (?:{alternatives('study', 'english_acting')})) "
    r"(?P<rest>[^;:()“”\"]+?)[.]$"
)
_BEHIND = re.compile(
    r", (?!and )| (?:on [A-Z][a-z]+day|after|as|because|amid|when|while|which|following|until|if|that|who)\b"
)


def asked_of_actors(text: str) -> Iterator[tuple[QuestionKind, str, str]]:
    """(kind, question, answer) for who did what the sentence `text` tells of.

    >>> list(asked_of_actors("The harbour board of Lund has closed the old quay for the winter."))
    [('term', 'Who has closed the old quay for the winter?', 'The harbour board of Lund')]
    """
    found = _ACTED.match(text)
    if found is None or not is_subject(found["x"]) or not re.search(r"(?<!^)(?<!^The )\b[A-Z]", found["x"]):
        return
    rest = _BEHIND.split(found["rest"], maxsplit=1)[0].strip()
    if (
        not (len(rest) >= SHORTEST or re.match(r"[A-Z]\w{4,}", rest))
        or len(rest) > LONGEST
        or holds(rest, "elsewhere", "deictic")
        or re.search(r"\b(?:is|are|was|were)\b", rest)  # the pots sold in Cork were grey: nobody sold
    ):
        return
    if set(words_of(found["x"])) & {word for word in words_of(rest) if len(word) > 3} or rest.startswith(
        ("by ", "to ")
    ):
        return
    does = re.sub(r"^are ", "is ", re.sub(r"^have ", "has ", found["does"]))
    yield "term", f"Who {does} {rest}?", found["x"]
