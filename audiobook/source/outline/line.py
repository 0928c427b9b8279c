"""A line of a publication while it is looked at, and what several looks ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from audiobook.source.blocks import Block
from audiobook.source.line_features import ends, is_chinese, longest_title, stops
from audiobook.source.outline import series
from audiobook.source.outline.contents import Contents

SHORT = 60
"""Characters up to which a line is looked at closely; what is longer is running text, whatever else it has."""


_LINE = 75
"""Characters from which also a line in Latin letters is running text; of Chinese ones 45 are as long."""
HUGE = 1.45
"""Type so many times as large as the text's is far larger."""


LARGE = 1.12
"""Type so many times as large as the text's is larger."""


def is_display(block: Block) -> bool:
    """Whether it is no sentence and is set in larger type, or on a printed page in bold type: however long, it may be
    a title or a heading."""
    bold, large = block.bold and block.page is not None, block.size >= LARGE
    if block.kind != "body" or not (bold or large) or stops(block.text):
        return False
    most = longest_title(block.text)
    return len(block.text) <= (most if large else most / 2)


@dataclass(slots=True)
class Line:
    """A block and what is known of it."""

    place: int
    block: Block
    features: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    """Whom it names if it is a byline."""
    running: tuple[Block, bool] | None = None
    """What `is_running` found, and of which block; many looks ask."""

    @property
    def text(self) -> str:
        """As printed."""
        return self.block.text


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand alike."""

    places: tuple[int, ...]
    evidence: dict[str, float]
    """What speaks for their being titles or headings, see standing_rows."""


@dataclass(slots=True)
class Evidence:
    """All lines of a publication, and what holds for the whole of it."""

    lines: list[Line]
    contents: Contents | None
    series: list[series.Series]
    listed: frozenset[int]
    """Places of lines that read as an entry of the contents page, or of the navigation, does."""
    marked: dict[int, list[int]]
    """Level -> places of the headings that the file itself marks with it."""
    laws: list[range] = field(default_factory=list)
    """Lines of the laws in it."""
    rows: list[Row] = field(default_factory=list)
    """Lines that stand alike, where the file marks nothing."""
    named: bool = False
    """The file names the whole of it in its own fields."""


def is_running(line: Line) -> bool:
    """Whether it is running text for certain: long, or a sentence."""
    if line.running is None or line.running[0] is not line.block:
        line.running = line.block, _runs_on(line.block)
    return line.running[1]


def _runs_on(block: Block) -> bool:
    if block.level is not None or block.kind not in ("body", "quote", "verse"):
        return False
    size, text = len(block.text), block.text
    long = size > 45 and (size > _LINE or is_chinese(text)) and not is_display(block)
    return long or (size >= 10 and stops(text)) or (size >= 30 and "。" in text)


def runs(line: Line) -> bool:
    """Running text, or what a page break has left of it."""
    text = line.text
    return is_running(line) or (
        line.block.level is None
        and ((len(text) >= 8 and ends(text)) or (len(text) >= 18 and any(c in text for c in "，,")))
    )


def in_row(line: Line) -> bool:
    """Whether it belongs to a numbered series."""
    return any(feature.startswith("row ") for feature in line.features)


_FURNITURE = frozenset(["page number", "rising", "page head"])


def is_furniture(line: Line) -> bool:
    """Whether it is of the page, so that the lines around it are neighbours."""
    return line.block.edge or not _FURNITURE.isdisjoint(line.features)


def text_before(lines: Sequence[Line], i: int) -> Line | None:
    """The line before, furniture passed over."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if not is_furniture(lines[j]) and "often" not in lines[j].features:
            return lines[j]
    return None


def text_after(lines: Sequence[Line], i: int) -> Line | None:
    """The line after, furniture passed over."""
    for j in range(i + 1, min(len(lines), i + 5)):
        if not is_furniture(lines[j]) and "often" not in lines[j].features:
            return lines[j]
    return None
