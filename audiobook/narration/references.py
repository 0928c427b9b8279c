"""Marks of references and notes: [1], [2–4], 〔3〕, ①, ² right behind a word. They are for the eye, and silent.

The same signs number lists (①加强领导), name things (文献[3], 区间[1,5]) and raise to powers (10⁶): what a sign stands
on decides. Text may be as printed or `evened`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.chinese import compiled, cut, is_han
from audiobook.language.note_marks import BRACKETED
from audiobook.language.word_lists import word_list
from audiobook.narration.rules.units import table as units

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CANDIDATE = re.compile(rf"{BRACKETED}|[{CIRCLED}]+|[{RAISED}]+")
_CLOSERS = "”’\"'）)》〉】」』〗"
_STOPS = "。，、！？!?.,…"
_BEGINS_CLAUSE = re.compile(rf"(?:^|[\n：:；;。，、（(])\s*[{CIRCLED}]")
_WORD = re.compile("[A-Za-z]+$")
_HAN_RUN = compiled("[[:Han:]]{1,8}$")
_NUMBERED = compiled(r"[(（][\d[:Han:]]{1,3}[)）]$")
ISOTOPE = re.compile(
    rf"[{RAISED}]+(?=(?:H|He|Li|Be|B|C|N|O|F|Na|P|S|Ar|K|Ca|Fe|Co|Kr|Sr|Tc|I|Xe|Cs|Pb|Po|Rn|Ra|Th|U|Pu|Am)(?![A-Za-z]))"
)
_FUNCTION = re.compile("(?:arc)?(?:sin|cos|tan|cot|sec|csc)h?$|(?:log|exp|lim|max|min|det)$")


def marks(text: str) -> Iterator[tuple[int, int]]:
    """Where the marks of `text` begin and end, in order."""
    for found in _CANDIDATE.finditer(text):
        if is_mark(text, found.start(), found.end()):
            yield found.span()


def is_mark(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], numbers in brackets or circles or raised figures, is a mark.

    >>> is_mark("陆羽①生于唐代", 2, 3), is_mark("①加强领导", 0, 1), is_mark("10⁶米", 2, 3), is_mark("文献[3]", 2, 5)
    (True, False, False, False)
    """
    if text[start] in CIRCLED:
        return _circled(text, start, end)
    return _raised(text, start) if text[start] in RAISED else _bracketed(text, start)


def _bracketed(text: str, start: int) -> bool:
    gap = text[start - 1 : start] == " "
    head = text[max(0, start - 24 - gap) : start - gap]
    last = head[-1:]
    if gap and last in _STOPS:
        return False
    if word := _WORD.search(head):
        index = not gap and len(word[0]) == 1  # a[1] is one of a row of numbers
        return not index and word[0].lower() not in word_list("narration", "index_words")
    if last and is_han(last):
        return _last_word(head) not in word_list("narration", "index_words")
    return bool(last) and (last.isalnum() or last in _CLOSERS or last in _STOPS or last in "%％℃°")


def _circled(text: str, start: int, end: int) -> bool:
    last, following = text[start - 1 : start], text[end : end + 1]
    if last in _STOPS:
        return bool(last) and not text[end:].strip(_CLOSERS + " \n")  # at the end of all there is nothing to count
    if not (last.isalnum() or last in _CLOSERS) or _NUMBERED.search(text[max(0, start - 5) : start]):
        return False
    if _BEGINS_CLAUSE.search(text[:start]) or _counts_on(text, start, end):
        return False
    word = _last_word(text[max(0, start - 12) : start])
    if word in word_list("narration", "index_words") or word in word_list("narration", "list_openers"):
        return False
    return bool(following or last)


def _counts_on(text: str, start: int, end: int) -> bool:
    """Whether all circled numbers of the sentence, two or more, are followed by words: 做好①教育②医疗."""
    begin = max(text.rfind(stop, 0, start) for stop in "。！？\n") + 1
    stop = min((at for sign in "。！？\n" if (at := text.find(sign, end)) >= 0), default=len(text))
    sentence = text[begin:stop]
    numbers = re.findall(rf"[{CIRCLED}]", sentence)
    return len(numbers) > 1 and len(re.findall(rf"[{CIRCLED}](?=\w)(?![{CIRCLED}])", sentence)) == len(numbers)


def _raised(text: str, start: int) -> bool:
    """Raised figures are powers of figures, letters, units and of sums in brackets; on all else they are marks."""
    if ISOTOPE.match(text, start):
        return False
    head = text[max(0, start - 60) : start]
    last = head[-1:]
    if last in (")", "）"):
        opened = max(head.rfind("("), head.rfind("（"))
        return any(map(is_han, head[opened + 1 :]))
    if word := _WORD.search(head):
        return len(word[0]) > 2 and word[0] not in units() and not _FUNCTION.search(word[0])
    return bool(last) and (is_han(last) or last in _CLOSERS or last in _STOPS or last in "%％：；")


def _last_word(head: str) -> str:
    run = _HAN_RUN.search(head)
    return list(cut(run[0]))[-1] if run else ""
