"""A question cut to the clause that holds: at most so many characters around a gap, with a subject of its own."""

from __future__ import annotations

import re

from audiobook.study.prose import leans, points_back
from audiobook.study.tokens import Words

LONGEST = 40
"""Characters of a question."""
_MARKS = re.compile(r"[，；;：:。！!]|,(?!\d{3})|——")
"""The comma of 3,451 is none."""
_BEYOND = re.compile(r"[；;]|。(?!$)|[，,](?:这|那|其中|此|其|该|但|由于|因为)")
_PRONOUN = re.compile(r"[他她它]|其(?![他中实余次])")
_HANGS = re.compile(
    r"(?:相比|相比之下|时|时候|之?后|以后|以前|之前|前后|以来|之中|中|上|下|例如|比如|的话|来看|来说|而言|情况下|同时|为例|以及|和|的|包含|包括|为|是|有|即|至|于|[日月年天]内|期间|之际|之下|前提下|基础上|过去)$"
)
"""A clause that ends so waits for the next one."""


def cut(text: str, start: int, stop: int, said: str, words: Words, *, pointing: bool = False) -> tuple[int, int] | None:
    """Span of `text` that is asked with `said` in place of start:stop: whole if it is short enough, else from a
    clause with a subject of its own to the end of the clause with the gap. None if there is none.
    With `pointing` what is kept may say 这种现象 of a clause that is kept, too."""
    marks = [found.span() for found in _MARKS.finditer(text) if not start <= found.start() < stop]
    ends = [begin for begin, _ in marks if begin >= stop] + [len(text)]
    # what is said behind a semicolon, or of 这 and 那, is another thing
    beyond = _BEYOND.search(text, stop)
    ends = [end for end in ends if beyond is None or end <= beyond.start()]
    opens = len(text) - len(text.lstrip("。"))
    heads = [opens] + [end for _, end in marks if end <= start and text[end:][:1] != "。"]
    # after a semicolon another thing is said
    heads.sort(key=lambda head: (-head if head and text[head - 1] in "；;" else 1, head))
    extra = len(said) - (stop - start)

    def fits(head: int, end: int) -> bool:
        return end - head + extra <= LONGEST

    for head in heads:
        piece = text[head:]
        if head > opens and (not _begins_with_subject(piece, words) or _HANGS.search(text[:head].rstrip("，,；;：: "))):
            continue
        if _PRONOUN.search(_MARKS.split(piece, maxsplit=1)[0]):
            continue
        if leans(piece) or (not pointing and points_back(text[head:stop])):
            continue
        for end in reversed(ends):
            if (
                fits(head, end)
                and not _HANGS.search(text[head:end])
                and not (points_back(text[stop:end]) and end > ends[0])
            ):
                return head, end
    return None


def opens_with_noun(piece: str, words: Words, *, verbs: bool = False) -> bool:
    """Does it begin with what it speaks of, or with what leads to it? With `verbs` an act may be it (防治…的关键)."""
    runs = words.runs(piece.lstrip("“‘《"))
    if piece.startswith(("由于", "因为", "只有", "唯有", "先")):
        return True
    if not runs or not runs[0] or runs[0][0].start:
        return False
    first = runs[0][0]
    if len(first.text) > 1 and words.dictionary.tag(first.text) in ("f", "s"):
        return True  # 下游, 海外
    return first.kind not in (("other",) if verbs else ("verb", "other"))


def _begins_with_subject(piece: str, words: Words) -> bool:
    """A noun and a verb behind it, before the next mark."""
    clause = _MARKS.split(piece, maxsplit=1)[0]
    tokens = [token for run in words.runs(clause) for token in run]
    return opens_with_noun(clause, words) and any(
        token.kind == "verb" or token.text in ("是", "有", "为", "在") for token in tokens[1:]
    )
