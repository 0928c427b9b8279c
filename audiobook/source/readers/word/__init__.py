"""Word documents (.docx): heading styles, and bold or centred lines where there are none.

parts     what is in the file            styles    sizes, weights, headings      numbering  1.  1.1  （一）
cover     the title of a cover
story     paragraphs and tables          inline    what stands in a paragraph    spans      raised figures, formulas
fields    code and result                formula   OMML in one line              notes      footnotes and their marks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.model import Finding, Lines
from audiobook.source.blocks import Block, Extract, not_read
from audiobook.source.outline.contents import HEADING
from audiobook.source.readers.lines import is_running
from audiobook.source.readers.word.cover import titled
from audiobook.source.readers.word.line import Found
from audiobook.source.readers.word.notes import Notes
from audiobook.source.readers.word.numbering import Numbering
from audiobook.source.readers.word.parts import A, C, Parts, W, load
from audiobook.source.readers.word.story import Story
from audiobook.source.readers.word.styles import Styles

_BESIDE = {"header": "page head", "footer": "page foot", "comments": "comment", "chart": "chart", "diagram": "diagram"}
"""Parts that are not read -> what they are called in the report."""


def read(path: Path, settings: SourceSettings) -> Extract:
    """The blocks of a Word file. Raises `UnreadableSource`, `EmptySource`."""
    parts = load(path, settings)
    styles = Styles(parts.first("styles"))
    story = Story(styles, Numbering(parts.first("numbering"), styles), Notes(parts))
    try:
        found = story.read(parts.document.find(f"{W}body"))
        story.finish()
        beside = list(_beside(parts, styles))
    except RecursionError as error:
        raise UnreadableSource(f"{path}: nested too deep; copy its text into a new document") from error
    if not found:
        raise EmptySource(f"{path}: no text in it; if its pages are pictures, print it to PDF and read that with OCR")
    found, heading = _without_contents_heading(_with_prose(found), story.findings)
    blocks, title, once_more = titled(_sized(found))
    return Extract(
        tuple(_with_notes(blocks, found)),
        (*story.findings, *heading, *once_more, *beside),
        title=title,
        language=parts.language,
        shape="levels" if any(block.level for block in blocks) else "styled",
        made=tuple(story.made),
    )


def _with_prose(found: list[Found]) -> list[Found]:
    """What is pasted as preformatted text is code or running text, all of a file together: translations come so."""
    if not is_running("\n".join(one.block.text for one in found if one.pasted)):
        return found
    return [replace(one, block=replace(one.block, kind="body")) if one.pasted else one for one in found]


def _sized(found: Sequence[Found]) -> list[Block]:
    """Blocks that know how large they are beside the running text."""
    sizes = Counter[float]()
    for one in found:
        sizes[one.size] += len(one.block.text) * (one.block.kind == "body")
    usual = max(sizes, key=lambda size: sizes[size])
    return [replace(one.block, size=round(one.size / usual, 2) if one.size and usual else 1.0) for one in found]


def _with_notes(blocks: Sequence[Block], found: Sequence[Found]) -> Iterator[Block]:
    """Each note at the end of the section that refers to it: the paragraphs of a section stay side by side."""
    notes: dict[Lines | None, list[Block]] = {}
    for one in found:
        notes.setdefault(one.block.lines, []).extend(one.notes)
    waiting: list[Block] = []
    for block in blocks:
        if block.level is not None:
            yield from waiting
            waiting = []
        yield block
        waiting += notes.pop(block.lines, ())
    # what is left belongs to the second line of a title, which is one with the first by now
    yield from (*waiting, *(note for those in notes.values() for note in those))


def _without_contents_heading(found: list[Found], findings: Sequence[Finding]) -> tuple[list[Found], list[Finding]]:
    """目录 above a table of contents goes with it."""
    listed = next((one.lines for one in findings if one.message.startswith("Not read (contents page)")), None)
    if listed is None:
        return found, []
    above = [i for i, one in enumerate(found) if one.block.lines and one.block.lines[0] <= listed[0]]
    if not above or not HEADING.match(found[above[-1]].block.text):
        return found, []
    block = found[above[-1]].block
    return [*found[: above[-1]], *found[above[-1] + 1 :]], [not_read("contents page", block.text, block.lines)]


def _beside(parts: Parts, styles: Styles) -> Iterator[Finding]:
    """What stands beside the text: page heads and feet, comments, charts."""
    for kind, why in _BESIDE.items():
        for root in parts.by_kind.get(kind, ()):
            for part in root if kind == "comments" else [root]:
                text = _drawn(part) if kind in ("chart", "diagram") else ""
                story = Story(styles, Numbering(None, styles), Notes(Parts(None)))
                text = text or " ¶ ".join(one.block.text for one in story.read(part))
                story.finish()
                yield from story.findings
                if text.strip():
                    yield not_read(why, text)


def _drawn(root: Any) -> str:
    """The words and figures of a chart or diagram."""
    return " ".join(element.text for element in root.iter(f"{A}t", f"{C}v") if element.text)
