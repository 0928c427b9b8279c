"""Words that sound otherwise as one part of speech than as another: read, record, close, use.

data/heteronyms.tsv is misaki's table, heteronyms_own.tsv what stands over it, heteronyms_beside.tsv what the words
right beside a word tell, whatever its part of speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from audiobook.language.word_lists import rows
from audiobook.speech.kokoro import english_parts

FILE = Path(__file__).parent / "data" / "heteronyms.tsv"
ALONE = "None"
"""misaki's name for a small word that nothing follows: of the two forms of "can", the one that is stressed."""
_PAST_TENSE = frozenset(["read", "reread", "wound"])


def symbols(words: Sequence[str], at: int, *, last: bool) -> str | None:
    """How `words[at]` sounds if its sound depends on its place, and is not the usual one there; `words` as
    `english_parts.parts` takes them, `last`: a mark or nothing follows.

    >>> words = "we close the shop at the close of day".split()
    >>> symbols(words, 1, last=False), symbols(words, 6, last=False)
    ('klˈOz', 'klˈOz')
    """
    word = words[at]
    for said, before, behind in _beside().get(word, ()):
        if (at and words[at - 1] in before) or (at + 1 < len(words) and words[at + 1] in behind):
            return said
    forms = _forms().get(word)
    if forms is None:
        return None
    if last and ALONE in forms:
        return forms[ALONE]
    if word == "used":
        return forms["VBD"] if _accustomed(words, at) else None
    tags = english_parts.parts(words, at)
    if word in _PAST_TENSE and tags == ("VERB",):
        tags = ()  # the present: what its table has for VBP is the past
    return next((forms[tag] for tag in tags if tag in forms), None)


def _accustomed(words: Sequence[str], at: int) -> bool:
    """Whether "used" is said of habit: he used to sing, she is used to singing; not: it is used to sing."""
    if words[at + 1 : at + 2] != ["to"]:
        return False
    if english_parts.parts(words, at) != english_parts.PARTICIPLE:
        return True
    following = words[at + 2] if at + 2 < len(words) else ""
    return following.endswith("ing") or english_parts.begins_object(following)


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Word -> part of speech -> symbols."""
    found: dict[str, dict[str, str]] = {}
    for word, tag, said in (*rows("speech.kokoro", "heteronyms"), *rows("speech.kokoro", "heteronyms_own")):
        forms = found.setdefault(word, {})
        if said == "-":
            forms.pop(tag, None)
        else:
            forms[tag] = said
    return found


@cache
def _beside() -> Mapping[str, tuple[tuple[str, frozenset[str], frozenset[str]], ...]]:
    """Word -> its sound, and the words before and behind it that tell of it."""
    found: dict[str, tuple[tuple[str, frozenset[str], frozenset[str]], ...]] = {}
    for word, said, before, behind in rows("speech.kokoro", "heteronyms_beside"):
        found[word] = (*found.get(word, ()), (said, frozenset(before.split()), frozenset(behind.split())))
    return found
