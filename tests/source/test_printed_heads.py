"""Headings of printed pages, told by how all lines are used that are set as one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from audiobook.source.blocks import Block
from audiobook.source.outline.evidence import gather
from audiobook.source.outline.printed_heads import FEATURES
from audiobook.source.vocabulary import Vocabulary

_PROSE = "The river rises in the hills above the town, and for nine months of the year nobody looks at it at all. " * 5
_HEADINGS = ("Where the Water Comes From", "Who May Fish Here", "The Year of the Flood", "What the Maps Leave Out")
_CELLS = ("Depth in winter", "Depth in summer", "Width at the mill", "Speed of the water")


def _pages() -> Iterator[Block]:
    """A page for each heading: text, the heading over more text, and bold cells right under one another."""
    number = 0
    for page, heading in enumerate(_HEADINGS, 1):
        for text, facts in (
            (_PROSE, {"face": "Text", "space": 1.0}),
            (heading, {"face": "Head", "bold": True, "size": 1.2, "other_face": True, "space": 2.2}),
            (_PROSE, {"face": "Text", "space": 1.3}),
            *((f"{cell} {page}", {"face": "Cell", "bold": True, "other_face": True, "space": 1.0}) for cell in _CELLS),
        ):
            number += 1
            yield Block(text, (number, number), page=page, **facts)


def test_what_is_set_as_headings_are_is_one_and_cells_are_none() -> None:
    """Bold lines over text under space are likely headings; bold lines over nothing but their like are not."""
    blocks = list(_pages())
    lines = gather(blocks, Vocabulary(block.text for block in blocks), levels=False).lines
    even = FEATURES.index("")
    steps = {
        line.text: next((FEATURES.index(name) for name in line.features if name in FEATURES), even) for line in lines
    }
    assert all(steps[heading] > even for heading in _HEADINGS[1:]), steps
    assert all(steps[f"{cell} {page}"] < even for cell in _CELLS[1:] for page in (2, 3)), steps


@pytest.mark.parametrize("label", ["{n} mm", "{n} P", "{n}"])
def test_figures_of_diagrams_are_in_no_row_of_headings(label: str) -> None:
    """Headings of one print are counted on, whatever small figures stand between; one set otherwise belongs to them."""
    blocks: list[Block] = []
    for number, name in enumerate(("Aims", "Means", "Ways", "Findings", "Ends"), 1):
        larger = {"size": 1.2 if number != 3 else 1.1, "bold": number != 4}
        for text, facts in (
            (f"{number} {name}", larger),
            (_PROSE, {}),
            *((label.format(n=n), {"size": 0.6}) for n in (1, 2)),
            (_PROSE, {}),
        ):
            blocks.append(Block(text, (len(blocks) + 1,) * 2, page=number, **facts))
    rows = gather(blocks, Vocabulary(block.text for block in blocks), levels=False).series
    assert [[blocks[one.place].text for one in row.members] for row in rows] == [
        ["1 Aims", "2 Means", "3 Ways", "4 Findings", "5 Ends"]
    ]
