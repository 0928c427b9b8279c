"""A sentence without what it only adds: where a report comes from, what stands in brackets or between commas, what is
told of a name beside it. What remains are the author's words in their order, and says nothing that was not said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.english.verbs import base_of_past, has_finite_verb
from audiobook.study.english.words import NAME, any_phrase

LEAST = 36
"""Letters that must remain of a sentence."""
MOST_CUT = 0.8
"""What is longer, beside what stands before it, is what the sentence was written for: it is no addition."""
_DATELINE = re.compile(
    r"^(?:[A-Z][\w.’' \-]{1,30}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?[ ,]*)?(?:\([A-Z][\w ]*\)|(?<=[A-Z]{2}))"
    r" ?[—–-]+ (?=[A-Z“])"
)
_BRACKETS = re.compile(r" \((?!(?:[A-Z][\w&\-]*|[a-z]|[ivx]+|\d+)\))[^()]{2,}\)")
"""Neither the letters of a name nor the number of an item."""
_ASIDE = re.compile(r" [—–] (?:a|an|the|which|who|including|such as) [^—–]{6,140} [—–] ")
_RELATIVE = re.compile(r", (?:which|who|whose|where) (?P<said>[^,;:()“”\"]{6,160}?)(?P<end>, (?!and |or |but )|\.$)")
_BESIDE = re.compile(
    rf"\b(?P<x>{NAME}), (?:an?|the|one of|\d+|{alternatives('study', 'english_roles')})\b[^,;:()“”\"]{{0,110}}"
    r"(?P<end>, (?P<next>[a-z]+)|\.$)"
)
_PARTICIPLE = re.compile(
    rf", (?!{alternatives('study', 'english_no_addition')})(?:also |thus |then )?[a-z]+ing (?!(?:and|or)\b)"
    r"(?P<said>[^;:()“”\"]{8,160})\.$"
)
_UNDER = re.compile(
    r"^(?:If|When|While|Whenever|Because|Although|Though|Since|As|After|Before|Once|Until|Unless|By|In)\b[^,]*$"
)
"""An opening clause: what stands behind its comma is no addition."""
_INCLUDING = re.compile(r", (?:including|such as) [^;:()“”\"]{6,160}\.$")
_WHO_SAYS = re.compile(rf"\b{any_phrase('who_says')}\b")
"""Never left out: what somebody says is not told as so."""
_FIGURE = re.compile(r"\d")
_WORK = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|n\.d\.|link")
_CLAUSES = re.compile(r", | (?:and|but|that|because|since|as|while|when|where|if|although|so|which|who) ")
_GOES_ON = re.compile(
    r"(?:about|as|at|before|after|by|for|from|in|into|of|on|onto|over|since|than|to|until|with|\w+ing)\b"
)
"""What can stand behind an object: to a town hall."""
_LIST = re.compile(r"^(?:and|or|but|nor|as well as)\b")


def shortened(text: str) -> str:
    """`text`, a sentence, without what it only adds; itself where nothing can be left out.

    >>> shortened("CORK (AP) — Ada Holm, a potter of Lund, sold the kiln, which was built in 1841, to a town hall.")
    'Ada Holm sold the kiln to a town hall.'
    >>> shortened("The board (of nine) closed the quay for the winter and the spring, adding to the woes of the town.")
    'The board closed the quay for the winter and the spring.'
    >>> shortened("If the kiln was cold from the start, firing it again takes a day.")
    'If the kiln was cold from the start, firing it again takes a day.'
    """
    for cut in _cuts(text):
        text = cut
    return text


def _cuts(text: str) -> Iterator[str]:
    """Shorter and shorter."""
    found = _DATELINE.match(text)
    if found:
        text = text[found.end() :]
        yield text
    for pattern in (_BRACKETS, _ASIDE, _RELATIVE, _BESIDE, _PARTICIPLE, _INCLUDING):
        at = 0
        while found := pattern.search(text, at):
            rest = _without(text, found)
            if rest is None or len(rest) < LEAST or not has_finite_verb(rest):
                at = found.start() + 1
                continue
            text = rest
            yield text


def _without(text: str, found: re.Match[str]) -> str | None:
    """`text` without what was `found`; None where that is no addition."""
    groups = found.groupdict()
    before, behind = text[: found.start()], text[found.end() :]
    if _WHO_SAYS.search(found[0]) or (found.re is _PARTICIPLE and _UNDER.match(before)):
        return None
    if found.re is _BRACKETS and _FIGURE.search(found[0]) and not _WORK.search(found[0]):
        return None
    if found.re is _RELATIVE and groups["end"] != "." and not _is_inserted(before, groups["said"], behind):
        return None
    if "x" in groups:  # beside a name: its verb must follow, else it is a list of names
        following = groups["next"]
        if following and not (following in word_list("study", "english_auxiliaries") or base_of_past(following)):
            return None
        if re.search(r"(?:,|\band|\bor) $", before) or re.search(
            r" and (?:the )?[A-Z]", found[0].removeprefix(groups["x"])
        ):
            return None
        return f"{before}{groups['x']} {following}{behind}" if following else f"{before}{groups['x']}."
    if found.end() == len(text) and len(found[0]) > MOST_CUT * len(before):
        return None
    if "end" in groups:
        if groups["end"] == ".":
            return f"{before}."
        if _LIST.match(behind):
            return None
        return f"{before}{', ' if re.match(r'[a-z]+ing ', behind) else ' '}{behind}"
    if found[0].endswith("."):
        return f"{before}."
    return f"{before} {behind}" if found[0].startswith(" ") and found[0].endswith(" ") else f"{before}{behind}"


def _is_inserted(before: str, said: str, behind: str) -> bool:
    """Is what is `said` between two commas a clause, and does the sentence go on `behind` it?

    >>> _is_inserted("The town has a kiln", "changed how potters live", "read and eat.")
    False
    """
    if not has_finite_verb(f"it {said}"):
        return False  # a river, which Kelley, with others, crossed
    return not has_finite_verb(_CLAUSES.split(before)[-1]) or _GOES_ON.match(behind) is not None
