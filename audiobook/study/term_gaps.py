"""Where a term may be left out of a sentence, and what is said in its place.

A gap is made only where the rest of the sentence does not give it away, where it is a whole phrase and no item of an
enumeration, and where its class is known and a question for it reads as Chinese: a person anywhere, a thing where a
clause ends in it or opens with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.answer_classes import ASKED, acts_as_person, answer_class, is_role
from audiobook.study.tokens import Token, Words

LEAST_LEFT, LEAST_SAID = 10, 6
"""Letters that are left of a sentence to answer from, and of the clause before a thing at its end."""
_CANNOT_BEFORE = re.compile(
    r"[、—–\-A-Za-z0-9]$|[和与及]$|(?<![成作视称化变])为$|为了$|因为$|一[个种次项类位名]$|[某每各]$"
)
"""An item of several; and 为什么 asks something else."""
_CANNOT_AFTER = re.compile(
    r"[、—–-]|[和与及等+]|以及|方面|领域|问题|来看|来说|而言|之[一间]|一词|一语|二字|[们上下中里内外前后时间]"
)
_TAILS = "式性化型率度"
"""A term that begins so was cut off from what is before it (可逆|式机组)."""
_SAYS_WHAT_IT_IS = re.compile(r"[”’]?(?:成为|属于|构成|来自|取决于|导致|起源于)")
_IS_A_PERSON = re.compile(rf"是[^，,。；;]*(?:{alternatives('study', 'roles')})[，,。；;]")
_SLOGAN = re.compile(rf"(?:{alternatives('study', 'slogans')})了?$")
_DEED = re.compile(rf"(?:也|还|就|后来|首次|最早|率先|因为?[^，,]*[，,])?(?:{alternatives('study', 'achievements')})")
"""What somebody is known for."""
_DUTY = re.compile(r"应当|有权|有责任|不得|负责|承担")
"""What tells one role from another; what it 可以 and 认为 holds of many."""
_ONLY_ONE = re.compile(
    r"成立|创立|创办|发明|发现|推出|首[次个家]|率先|最[早先大]|颁布|制定|通过|第一|提出|研制|建成|是"
)
"""What one institution has done, and others have not."""
_PLACE_BEFORE = re.compile(r"(?:在|到|去|从|自|于|往|位于|来自|抵达|离开|前往|定居|生于|死于|葬于|迁往|迁到)$")


def gap_of(term: str, text: str, runs: Sequence[Sequence[Token]]) -> tuple[int, int] | None:
    """Where `term` may be left out of `text`, or None.

    It must stand there once, as a whole phrase; none of its own words may stand elsewhere in the sentence; no
    bracket may explain it; it must not be one item of several.
    """
    pattern = re.compile(r"\s*".join(re.escape(c) for c in term.replace(" ", "")))
    found = pattern.findall(text)
    if len(found) != 1 or term[0] in _TAILS or _is_given_away(term, text, runs):
        return None
    spot = pattern.search(text)
    assert spot is not None
    start, stop = spot.span()
    if not _is_whole_phrase(start, stop, runs) or re.match(r"\s*[”’]?[（(]", text[stop:]):
        return None
    if _CANNOT_BEFORE.search(text[:start].rstrip("“‘ ")) or _CANNOT_AFTER.match(text[stop:].lstrip("”’ ")):
        return None
    rest = re.sub(r"[^\w]", "", text[:start] + text[stop:])
    return (start, stop) if len(rest) >= LEAST_LEFT else None


def said_for(text: str, start: int, stop: int, article: str, words: Words) -> str | None:
    """What is said in place of start:stop of the sentence `text` of `article`; None if it cannot be asked for."""
    answer, before, after = text[start:stop], text[:start], text[stop:]
    kind = answer_class(answer, article, words)
    asked = ASKED.get(kind)
    if kind == "place":
        return asked if _PLACE_BEFORE.search(before) and re.match(r"[，,。；;！!]|$", after) else None
    if kind in ("person", "organisation", "company", "animal"):
        opens = not before or before[-1] in "。；;，,"
        if kind == "person":
            has_name = words.dictionary.tag(answer)[:2] == "nr" or not is_role(answer)
            acts = bool(_DEED.match(after)) if has_name else _DUTY.match(after) is not None
            if answer in word_list("study", "anybody"):
                return None
            return asked if (opens and acts) or _takes_a_person(before, after) else None
        return (
            asked
            if opens and _goes_on(after) and (kind == "animal" or _ONLY_ONE.search(re.split(r"[，,、。；;]", after)[0]))
            else None
        )
    if kind != "thing":
        return None
    if runs_end_in_deed(answer, words):
        return None
    quoted = before[-1:] in ("“", "‘") and after[:1] in ("”", "’")
    opens = not before.rstrip("“‘") or before.rstrip("“‘")[-1] in "。；;"
    if opens:
        return asked if _SAYS_WHAT_IT_IS.match(after) and not _IS_A_PERSON.match(after) else None
    clause = re.split(r"[，,。；;：:]", before)[-1].rstrip("“‘")
    closes = not after.lstrip("”’") or after.lstrip("”’")[0] in "。；;，,！!"
    if not closes or len(clause) < LEAST_SAID or _SLOGAN.search(clause) or clause.endswith("的"):
        return None
    last = [token for run in words.runs(clause) for token in run][-1:]
    named = re.search(r"(?:称为|称作|叫作|叫做|名为|变成|化为|作为)$", clause)
    if not named and not quoted and (len(answer) < 3 or re.search(r"[和与及、]\w{1,2}$", clause)):
        return None  # 范围和统计|口径
    if last and article.count(last[0].text + answer) > 1:
        return None  # 拍摄控制系统 is one thing
    return asked if quoted or named or (last and last[0].kind == "verb" and len(last[0].text) < 3) else None


def runs_end_in_deed(answer: str, words: Words) -> bool:
    """Is its last word something that is done (机关|备案)?"""
    last = [token for run in words.runs(answer) for token in run][-1:]
    return bool(last) and last[0].kind in ("verb", "action") and words.dictionary.tag(last[0].text).startswith("v")


def _goes_on(after: str) -> bool:
    """Does a mark, a verb with 了 or what stands before a verb follow, and no more of a name?"""
    return bool(re.match(r"[，,。；;]|$|\w{1,2}了|[曾也就还都已将在从把被由对向与是有]", after)) or acts_as_person(
        after
    )


def _takes_a_person(before: str, after: str) -> bool:
    return bool(re.search(r"(?:由|被|给|向|请求|赢得|要求|命令|允许|委托|跟随)$", before)) and after[:1] not in (
        "",
        "。",
    )


def _is_given_away(term: str, text: str, runs: Sequence[Sequence[Token]]) -> bool:
    """Does a word of the term that is its own, not a weak one, stand elsewhere in the sentence too?"""
    own = {token.text for run in runs for token in run if len(token.text) > 1 and token.text in term}
    own -= word_list("study", "weak")
    rest = text.replace(term, "\n", 1)
    return any(word in rest for word in own)


def _is_whole_phrase(start: int, stop: int, runs: Sequence[Sequence[Token]]) -> bool:
    """True if words end where the gap does, and no noun touches it."""
    for run in runs:
        if run and run[0].start <= start and stop <= run[-1].end:
            inside = [i for i, token in enumerate(run) if token.start >= start and token.end <= stop]
            if not inside or run[inside[0]].start != start or run[inside[-1]].end != stop:
                return False
            before = run[inside[0] - 1] if inside[0] else None
            after = run[inside[-1] + 1] if inside[-1] + 1 < len(run) else None
            return (
                before is None or before.kind in ("other", "verb") or before.text in word_list("study", "transitive")
            ) and (after is None or after.kind in ("other", "verb") or acts_as_person(after.text))
    return False
