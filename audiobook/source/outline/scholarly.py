"""Papers and editions: the head in a second language, references, notes at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.word_lists import alternatives
from audiobook.source.line_features import is_chinese, squeeze, stops
from audiobook.source.outline.line import SHORT, Line, in_row, is_furniture
from audiobook.source.outline.paper_heads import paper_head

_ABSTRACT = re.compile(r"^\s*(?:abstract|key\s?words)\b", re.I)


_REFERENCES = re.compile(
    r"^(?:主要)?参考(?:文献|资料|书目)[：:]?$|^(?:references|bibliography|works cited)[:.]?$", re.I
)


_CITED = re.compile(
    r"^\s*[\[〔【［]\s*\d|\[[A-Z](?:/[A-Z]{1,2})?\]|\bdoi\b|\bet al\b|"
    r"\d{4}\s*[,，]\s*\d+\s*[(（]\d+[)）]\s*[:：]\s*\d"
)

_WORK = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|https?://|\bretrieved\b|出版社|书局|学报", re.I)
"""What a line says that names a printed work or a page."""
_LONGEST = 400
"""Characters of an entry: a paragraph with years in it is longer."""

_NOTES = re.compile(r"^(?:注释|注解|附注|尾注|脚注|注|notes|footnotes|endnotes)[：:.]?$", re.I)


_NOTE = re.compile(r"^\s*(?:[\[〔【［（(]\s*\d{1,3}\s*[\]〕】］）)]|[①-⑳*＊†‡]|\^)")


_REFERENCE = re.compile(r"^\s*(?:[\[〔【［]\s*(?P<n>\d{1,3})\s*[\]〕】］]|(?P<bare>\d{1,3})[.．、)）])")


_DATED = re.compile(
    r"^\W{0,2}(?-i:[A-Z\u00c0-\u024f])"
    r"(?=.*?(?:[(（,.，\s](?:19|20)\d\d[a-z]?|\b(?:in press|forthcoming|n\.d\.))[)）]?(?:[.,:;)]|$))",
    re.S,
)
"""An entry that begins with who wrote it and says when: Marsh, J. (2019). The ferry.; Jo Reed. The ferry. 2019."""
_SOURCED = re.compile(
    rf"https?:|\b(?:{alternatives('source', 'cited_words')})\b|"
    r"\d\s*[(（]\d+[)）]|\d+\s*[:：]\s*\d+|\d+[-–—]\d+|(?-i:\b[A-Z]\.\s?[A-Z]?\.?[,\s(])",
    re.I,
)
"""Where a work appeared, or initials of who wrote it."""
_TAIL = re.compile(r"\d.*[,(:–]|[,(:–].*\d")
"""The end of a torn entry, in volumes and pages: Phys., 96, 6348."""
_FEWEST, _TORN, _TORN_OFF = 3, 2, 4
"""Entries of a list of references at the least; lines that a torn entry has behind its first at the most."""


_HEAD = 20
"""Lines that the head of a paper in its second language has at the most."""


def scholarly(lines: Sequence[Line]) -> None:
    """A paper's head in a second language, and its references."""
    paper_head(lines)
    _listed_works(lines)
    english = {line.place for line in lines if _ABSTRACT.match(line.text)}
    chinese = bool(english) and sum(is_chinese(line.text) for line in lines) * 2 > len(lines)
    for line in lines:
        if chinese and line.place in english:
            first = last = line.place
            while first > 0 and line.place - first < _HEAD and not is_chinese(lines[first - 1].text):
                first -= 1
            while last + 1 < len(lines) and last - first < _HEAD and not is_chinese(lines[last + 1].text):
                last += 1
            if first > 0 and last - first < _HEAD:
                for other in lines[first : last + 1]:
                    if "second language" not in other.features:
                        other.features.append("second language")
        if _heads_notes(line):
            line.features.append("notes heading")
            _notes(lines, line.place)
        if _heads_references(line):
            below = _references_end(lines, line.place)
            entries = lines[line.place + 1 : below]
            cited = sum(_is_entry(line, other) for other in entries) * 2 >= len(entries) > 0
            dated = entries and _dated_end(lines, line.place + 1, below) == below
            if cited or dated or (entries and line.place >= len(lines) * 0.8):
                for other in lines[line.place : below]:
                    other.features.append("reference")


_MARKED_ENTRY = re.compile(r"\s*[\[［〔【]\s*(?P<n>\d{1,3})\s*[\]］〕】]\s*\S")
_KIND_OF_WORK = re.compile(r"[\[［][A-Z](?:/[A-Z]{1,2})?[\]］]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _listed_works(lines: Sequence[Line]) -> None:
    """Entries [1], [2], … one below the other are references under no heading if most say where and when it was."""
    run: list[Line] = []
    for line in [*lines, None]:
        found = _MARKED_ENTRY.match(line.text) if line is not None and not line.block.level else None
        if line is not None and found and int(found["n"]) == len(run) + 1 and len(line.text) <= _LONGEST:
            run.append(line)
            continue
        works = sum(bool(_YEAR.search(one.text) and _names_a_source(one.text)) for one in run)
        if len(run) >= _FEWEST and works * 4 >= len(run) * 3:
            for one in run:
                one.features.append("reference")
        run = [line] if line is not None and found and int(found["n"]) == 1 else []


def _names_a_source(text: str) -> bool:
    return bool(_KIND_OF_WORK.search(text) or _SOURCED.search(text))


def _heads_notes(line: Line) -> bool:
    return len(line.text) <= SHORT and bool(_NOTES.match(squeeze(line.text)))


def _heads_references(line: Line) -> bool:
    if len(line.text) > SHORT:
        return False
    return bool(_REFERENCES.match(squeeze(line.text) if is_chinese(line.text) else line.text.strip()))


def _references_end(lines: Sequence[Line], place: int) -> int:
    """The line behind the references that the heading at `place` stands over."""
    stop = place + 1
    while stop < len(lines) and not lines[stop].block.level and not _heads_references(lines[stop]):
        stop += 1
    below = place + 1
    number = 0
    while below < stop:
        # heads and feet of pages stand between them
        past = next((at for at in range(below, stop) if not is_furniture(lines[at])), stop)
        if below < past < stop and any(_REFERENCE.match(line.text) for line in lines[past : past + 2]):
            below = past
        # what is torn off an entry stands between two of them
        here = _numbers(lines[below].text)
        wrapped = below > place + 1 and any(
            number < _numbers(line.text) <= number + 2 for line in lines[below + 1 : below + 1 + _TORN_OFF]
        )
        ends_here = below + 1 == len(lines) and below > place + 1
        if not (here or wrapped or ends_here):
            break
        number = here or number
        below += 1
    if number:
        # what is torn off the last one ends in a year, a volume, pages
        rest = range(below, min(stop, below + _TORN_OFF - 1))
        below = max(
            (at + 1 for at in rest if len(lines[at].text) <= 2 * SHORT and _ends_an_entry(lines[at].text)),
            default=below,
        )
    if below == place + 1 or not _REFERENCE.match(lines[place + 1].text):
        below = max(below, _dated_end(lines, place + 1, stop))
    if lines[place].block.level:
        # where the file marks the heading, what is under it reaches to its last entry, however it is torn
        cited = [at for at in range(place + 1, stop) if _is_entry(lines[place], lines[at])]
        if len(cited) * 2 >= stop - place - 1 > 0:
            return max(below, cited[-1] + 1)
    return below


def _numbers(text: str) -> int:
    """The number of an entry; 0: it has none.

    >>> _numbers("[12] Marsh, J. The ferry."), _numbers("River Press, 2019.")
    (12, 0)
    """
    found = _REFERENCE.match(text)
    return int(found["n"] or found["bare"]) if found else 0


def _ends_an_entry(text: str) -> bool:
    """Whether a line is the end of an entry that names a work.

    >>> _ends_an_entry("Rev. Rivers 68 (1968) 316."), _ends_an_entry("Appendix 1968")
    (True, False)
    """
    return _is_cited(text) or bool(_YEAR.search(text) and _TAIL.search(text))


def _is_cited(text: str) -> bool:
    """Whether a line is an entry of a list of references by what it says.

    >>> _is_cited("Marsh, J., & Reed, A. (2019). The ferry. River Press."), _is_cited("In 2019 the ferry stopped.")
    (True, False)
    """
    return bool(_CITED.search(text) or (_DATED.match(text) and _SOURCED.search(text)))


def _dated_end(lines: Sequence[Line], first: int, stop: int) -> int:
    """The line behind entries without numbers that begin at `first`: who wrote what when, one below the other."""
    last = first - 1
    entries = torn = 0
    for at in range(first, stop):
        text = lines[at].text
        after = lines[at + 1].text if at + 1 < stop and not stops(text) else ""
        if _is_cited(text) or (after and _is_cited(f"{text} {after}")):
            last, entries, torn = at, entries + 1, 0
        elif is_furniture(lines[at]):
            torn -= 1
        elif at - last + torn > _TORN or (
            len(text) <= SHORT and not stops(text) and stops(lines[at - 1].text) and not _TAIL.search(text)
        ):
            break  # the heading of an appendix
    return last + 1 if entries >= _FEWEST else first


def _is_entry(heading: Line, line: Line) -> bool:
    """Whether a line names a work; an item of a list does where the file marks the heading over it."""
    if _is_cited(line.text):
        return True
    is_item = line.block.kind == "list" or bool(_WORK.search(line.text))
    return heading.block.level is not None and len(line.text) <= _LONGEST and is_item


def _notes(lines: Sequence[Line], place: int) -> None:
    """The lines under 注释 are notes, up to the next heading that the file marks."""
    below: list[Line] = []
    for at in range(place + 1, len(lines)):
        if lines[at].block.level or in_row(lines[at]) or _heads_notes(lines[at]):
            break
        below.append(lines[at])
    stop = len(below)
    noted = [line for line in below if _NOTE.match(line.text) or line.block.kind in ("list", "note")]
    if noted and (len(noted) * 2 >= stop or noted[-1].place - place > stop - 3):
        for line in lines[place + 1 : noted[-1].place + 1]:
            line.block = replace(line.block, kind="note")
            line.features = ["kind", "kind note"]
