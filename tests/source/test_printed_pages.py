"""Printed pages are read as people read them, and no letter of one is lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.config import SourceSettings
from audiobook.source import ledger, read, reading_order
from audiobook.source.blocks import Block, Extract
from audiobook.source.readers import pdf
from audiobook.source.reading_order import Page, Piece
from tests.source.typeset import CHINESE, SERIF, Sheet

ENGLISH = [
    "The harbour was built by fishermen who could not wait for the county to act.",
    "Every stone was carried down from the quarry on sledges in the hard winter of the great frost.",
    "A light was put up on the pier ten years later, and the insurance on boats fell by half.",
    "Today the quarry is a lake where children learn to sail before they learn to read.",
    "Nobody remembers who paid for the bell, which was cast from broken anchors.",
    "It is rung when the fog comes in, and on the first of May for no reason at all.",
    "The keeper writes the weather into a ledger that goes back to the year of the flood.",
    "Some of its pages have been eaten by mice, but the storms can all be read.",
]  # fmt: skip
HAN = [
    "渡口在村子的东头，过去每天有两班船，早上送人去镇上赶集，傍晚把他们接回来。",
    "后来修了桥，船就停在岸边，孩子们夏天在船上钓鱼，冬天在船底下躲风。",
    "老船工舍不得那条船，每年清明前后都要给它上一遍桐油。",
    "有人劝他把船卖给公园，他摇摇头，说船离了水就不是船了。",
    "今年春天涨水，桥封了三天，村里人又坐上了他的船。",
    "船到河心，谁也没有说话，只听见桨声和风吹芦苇的声音。",
]  # fmt: skip


def blocks(path: Path) -> tuple[Block, ...]:
    """What the reader makes of it; fails if a letter is lost or made up."""
    extract = pdf.read(path, SourceSettings())
    assert counted(extract) == Counter(
        ledger.letters("\n".join(piece.text for piece in ledger.look(path, "pdf") or ()))
    )
    return extract.blocks


def counted(extract: Extract) -> Counter[str]:
    """Letters of all blocks and of what is set aside."""
    texts = [*(block.text for block in extract.blocks), *(finding.text for finding in extract.findings)]
    return Counter(ledger.letters("\n".join(texts)))


def running(found: Sequence[Block]) -> str:
    """The running text without white space."""
    return "".join("".join(block.text.split()) for block in found if block.kind == "body" and not block.edge)


def paragraphs(texts: Sequence[str], seed: int, size: int) -> list[str]:
    """`texts` shuffled and put together to paragraphs of `size`."""
    order = random.Random(seed).sample(list(texts), len(texts))
    blank = " " if texts is ENGLISH else ""
    return [blank.join(order[at : at + size]) for at in range(0, len(order), size)]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("texts", [ENGLISH, HAN], ids=["English", "Chinese"])
@pytest.mark.parametrize("seed", range(4))
def test_columns_are_read_one_after_another(count: int, texts: list[str], seed: int, tmp_path: Path) -> None:
    """Two and three columns of any lengths, ragged or full, under a title that spans them."""
    sheet = Sheet(tmp_path / "page.pdf")
    font = SERIF if texts is ENGLISH else CHINESE
    gap = 20.0
    wide = (sheet.width - 120 - gap * (count - 1)) / count
    chosen = paragraphs(texts, seed, 2)
    lines: list[str] = []
    for paragraph in chosen:
        rows = sheet.wrapped(("　　" if font == CHINESE else "") + paragraph, wide, font=font)
        lines += rows
    sheet.centred(100, "The Harbour and the Bell" if font == SERIF else "渡口的船", 20, font)
    each = -(-len(lines) // count) + (seed % 2 if count == 2 else 0)
    for at in range(count):
        sheet.column(
            60 + at * (wide + gap), 140, [line.lstrip("　") for line in lines[at * each : (at + 1) * each]], font=font
        )
    sheet.save()
    assert running(blocks(tmp_path / "page.pdf")[1:]) == "".join("".join(chosen).split())


def test_what_spans_the_columns_is_read_between_them(tmp_path: Path) -> None:
    """A caption over the whole width parts the columns above it from those below."""
    sheet = Sheet(tmp_path / "page.pdf")
    parts = [sheet.wrapped(text, 220) for text in ENGLISH]
    left = sheet.column(60, 100, parts[0] + parts[1])
    right = sheet.column(315, 100, parts[2] + parts[3])
    caption = (
        "Figure 1. The harbour as it was drawn in the year of the flood, with the pier and the light that was put up."
    )
    below = max(left, right) + 200
    sheet.line(60, below, caption)
    sheet.column(60, below + 40, parts[4] + parts[5])
    sheet.column(315, below + 40, parts[6] + parts[7])
    sheet.save()
    wanted = "".join([*ENGLISH[:4], caption, *ENGLISH[4:]])
    assert running(blocks(tmp_path / "page.pdf")) == "".join(wanted.split())


def test_a_list_stands_beside_prose(tmp_path: Path) -> None:
    """A column of short lines of any length is read after the prose beside it, not line by line with it."""
    sheet = Sheet(tmp_path / "page.pdf")
    items = [f"{number}. {text.split(',')[0].rstrip('.')}" for number, text in enumerate(ENGLISH, 1)]
    sheet.column(60, 100, sheet.wrapped(" ".join(ENGLISH), 240))
    sheet.column(330, 100, [line for item in items for line in sheet.wrapped(item, 200)])
    sheet.save()
    found = running(blocks(tmp_path / "page.pdf"))
    assert found.startswith("".join("".join(ENGLISH).split()))


def test_terms_are_read_with_what_is_said_of_them(tmp_path: Path) -> None:
    """A narrow column of names, each beside the first line of its text, is no column of text."""
    sheet = Sheet(tmp_path / "page.pdf")
    down, wanted = 100.0, []
    for name, text in zip(["harbour", "stone", "light", "quarry lake", "bell", "fog"], ENGLISH, strict=False):
        sheet.line(60, down, name)
        down = sheet.column(150, down, sheet.wrapped(f"{text} {ENGLISH[0]}", 380))
        wanted.append(f"{name}{text}")
    sheet.save()
    found = "".join("".join(block.text.split()) for block in blocks(tmp_path / "page.pdf"))
    assert [one for one in wanted if "".join(one.split())[:40] not in found] == []


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("count", [1, 2])
def test_turned_pages_are_read_as_they_are_seen(turned: int, count: int, tmp_path: Path) -> None:
    """/Rotate changes nothing."""
    sheet = Sheet(tmp_path / "page.pdf", turned=turned)
    sheet.centred(100, "The Harbour and the Bell", 20)
    wide = (sheet.width - 120 - 20 * (count - 1)) / count
    half = len(ENGLISH) // count
    for at in range(count):
        sheet.column(60 + at * (wide + 20), 140, sheet.wrapped(" ".join(ENGLISH[at * half : (at + 1) * half]), wide))
    sheet.save()
    found = blocks(tmp_path / "page.pdf")
    assert found[0].text == "The Harbour and the Bell"
    assert running(found[1:]) == "".join("".join(ENGLISH).split())


def test_a_stamp_at_the_side_is_set_aside(tmp_path: Path) -> None:
    """What runs up the margin is not read into the text, and said not to be."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.column(60, 100, sheet.wrapped(" ".join(ENGLISH), 470))
    sheet.sideways(25, 600, "harbour.2031v1 [hist] 3 May 2031")
    sheet.save()
    found = blocks(tmp_path / "page.pdf")
    assert running(found) == "".join("".join(ENGLISH).split())
    document = read(tmp_path / "page.pdf")
    assert any(one.text == "harbour.2031v1 [hist] 3 May 2031" for one in document.findings)


@pytest.mark.parametrize("gap", [0.18, 0.25, 0.6])
def test_words_are_parted_by_what_is_seen(gap: float, tmp_path: Path) -> None:
    """Spaces that the file does not have are found by the gaps, and letters spaced out are no words."""
    sheet = Sheet(tmp_path / "page.pdf")
    for place, text in enumerate(ENGLISH[:4]):
        sheet.words(40, 100 + 14 * place, text.split(), 9, gap)
    sheet.canvas.setFont(SERIF, 10)
    sheet.canvas.drawString(40, sheet.height - 300, "It stands on TANGLED ropes.", charSpace=2.5)
    sheet.save()
    found = " ".join(block.text for block in blocks(tmp_path / "page.pdf"))
    assert found == " ".join([*ENGLISH[:4], "It stands on TANGLED ropes."])


def test_words_parted_at_the_end_of_a_line_are_put_together(tmp_path: Path) -> None:
    """The hyphen goes where the word has none, and stays where it has."""
    sheet = Sheet(tmp_path / "page.pdf")
    lines = [
        "The fishermen of this coast were never afraid of the weath-",
        "er, though the storms of that winter were unlike the well-",
        "known ones; and the harbour, which the county would not re-",
        "build, was finished by their own hands.",
    ]
    sheet.column(60, 100, lines)
    sheet.save()
    assert [block.text for block in blocks(tmp_path / "page.pdf")] == [
        "The fishermen of this coast were never afraid of the weather, though the storms of that winter were unlike "
        "the well-known ones; and the harbour, which the county would not rebuild, was finished by their own hands."
    ]


def test_notes_at_the_foot_of_a_column_are_notes(tmp_path: Path) -> None:
    """A mark set above the line is [1], and so begins the note; the text goes on in the next column."""
    sheet = Sheet(tmp_path / "page.pdf")
    text = sheet.wrapped(" ".join(ENGLISH), 220)
    half = len(text) // 2
    y = sheet.column(60, 100, text[:half])
    end = 60 + sheet.canvas.stringWidth(text[half - 1], SERIF, 10)
    sheet.line(end, y - 14 - 3.5, "1", 6)
    sheet.line(60, y + 14, "1", 5)
    sheet.line(63, y + 16, "The quarry was closed in 1901.", 7.5)
    sheet.column(315, 100, text[half:])
    sheet.save()
    found = blocks(tmp_path / "page.pdf")
    assert [block.text for block in found if block.kind == "note"] == ["[1] The quarry was closed in 1901."]
    assert running(found) == "".join([*text[:half], "[1]", *text[half:]]).replace(" ", "")


def test_rows_of_a_table_keep_their_cells(tmp_path: Path) -> None:
    """Cells are parted by tabs, an empty one counts, the second line of one belongs to it."""
    sheet = Sheet(tmp_path / "page.pdf")
    y = sheet.column(60, 100, sheet.wrapped(" ".join(ENGLISH[:4]), 470)) + 20
    rows = [
        ("Year", "Boats", "Keeper"),
        ("1872", "14", "Anna Holm"),
        ("1873", "", "Per Lind"),
        ("1874", "19", "Per Lind and"),
    ]
    for row in rows:
        for cell, x in zip(row, (60, 200, 330), strict=True):
            sheet.line(x, y, cell)
        y += 20
    sheet.line(330, y - 8, "his brother")
    sheet.column(60, y + 30, sheet.wrapped(" ".join(ENGLISH[4:]), 470))
    sheet.save()
    found = blocks(tmp_path / "page.pdf")
    table = ["Year\tBoats\tKeeper", "1872\t14\tAnna Holm", "1873\t\tPer Lind", "1874\t19\tPer Lind and his brother"]
    assert [block.text for block in found if block.kind == "table"] == table
    assert running(found) == "".join("".join(ENGLISH).split())


def test_heads_and_feet_are_blocks_of_their_own(tmp_path: Path) -> None:
    """They stand on several pages, and a paragraph goes on across them."""
    sheet = Sheet(tmp_path / "page.pdf")
    lines = sheet.wrapped(" ".join(ENGLISH * 6), 470)
    for number in range(3):
        if number:
            sheet.page()
        sheet.line(60, 50, "The Harbour Quarterly", 8)
        sheet.line(490, 50, f"Spring {2031 + number}", 8)
        sheet.column(60, 72, lines[number * len(lines) // 3 : (number + 1) * len(lines) // 3])
        sheet.centred(810, f"{number + 7}", 8)
    sheet.save()
    found = blocks(tmp_path / "page.pdf")
    assert Counter(block.text for block in found if block.edge) == Counter(
        ["The Harbour Quarterly"] * 3 + ["Spring 2031", "Spring 2032", "Spring 2033", "7", "8", "9"]
    )
    assert [block.text for block in found if not block.edge] == [" ".join(ENGLISH * 6)]
    article = read(tmp_path / "page.pdf").articles[0]
    assert "Quarterly" not in "".join(p.text for section in article.sections for p in section.paragraphs)


def heads(lines: Sequence[tuple[int, str]], size: float) -> list[str]:
    """What is apart from the text on pages of ten lines of text in 10 point under a line of `size`, (page, text)."""
    pages = []
    for number, text in lines:
        written = [(text, 130.0, size), *((one, 160.0 + 14 * at, 10.0) for at, one in enumerate((ENGLISH * 2)[:10]))]
        pieces = tuple(Piece(one, 60, y, 60 + high * 0.5 * len(one), y + high, high) for one, y, high in written)
        pages.append(Page(number, 595, 842, pieces))
    repeated = reading_order.repeating(pages)
    return [row.piece.text for page in pages for row in reading_order.rows(page, repeated) if row.zone == "edge"]


@pytest.mark.parametrize("form", ["{} A. Reed et al.", "Saltby and its bells {}", "{}"])
@pytest.mark.parametrize("more", [0, 247])
def test_what_counts_the_pages_is_a_head_in_any_type(form: str, more: int) -> None:
    """In large type and far from the edge, as some journals set it; it would number the text's headings otherwise."""
    lines = [(page, form.format(page + more)) for page in range(2, 12, 2)]
    assert heads(lines, 14) == [text for _, text in lines]


@pytest.mark.parametrize(
    "lines",
    [
        [(page, f"Lesson {page}") for page in range(1, 7)],
        [(page, f"{page} {word}") for page, word in enumerate(["Mud", "Salt", "Rope", "Tar", "Ice"], 1)],
        [(page, f"Table {number}") for page, number in ((1, 1), (2, 4), (3, 5), (4, 9), (7, 2))],
    ],
    ids=["lessons", "names of their own", "numbers of other things"],
)
def test_what_is_numbered_otherwise_is_text(lines: list[tuple[int, str]]) -> None:
    """A lesson a page, headings with names of their own, numbers that do not go with the pages."""
    assert heads(lines, 14) == []


def test_the_law_sees_a_column_that_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that loses the right column is found out, with what it lost."""
    sheet = Sheet(tmp_path / "page.pdf")
    sheet.column(60, 100, sheet.wrapped(" ".join(ENGLISH[:4]), 220))
    sheet.column(315, 100, sheet.wrapped(" ".join(ENGLISH[4:]), 220))
    sheet.save()
    whole = read(tmp_path / "page.pdf").ledger
    assert whole is not None and whole.lost == 0
    rows = reading_order.rows
    monkeypatch.setattr(reading_order, "rows", lambda *page: [row for row in rows(*page) if row.left < 300])
    document = read(tmp_path / "page.pdf")
    assert document.ledger is not None and document.ledger.lost > 100
    assert any(finding.kind == "lost" and "page 1" in finding.message for finding in document.findings)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abc甲乙丙12 .…", min_size=1, max_size=12).filter(str.strip),
            st.integers(0, 560),
            st.integers(0, 80),
            st.sampled_from([7.0, 10.0, 10.0, 10.0, 18.0]),
        ),
        max_size=40,
    )
)
def test_no_piece_of_any_page_is_left_out(places: list[tuple[str, int, int, float]]) -> None:
    """Whatever stands wherever, all of it is read once."""
    pieces = tuple(
        Piece(text, x, y * 10, x + size * 0.6 * len(text), y * 10 + size, size) for text, x, y, size in places
    )
    page = Page(1, 595, 842, pieces)
    found = reading_order.rows(page, reading_order.repeating([page, page]))
    assert Counter(ledger.letters("".join(row.piece.text for row in found))) == Counter(
        ledger.letters("".join(piece.text for piece in pieces))
    )


def test_a_character_that_comes_in_halves_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two halves of a character beyond U+FFFF become one where it is read and where it stands; a half alone is none."""
    from pypdfium2 import raw

    sheet = Sheet(tmp_path / "a.pdf")
    sheet.column(60, 140, ["The slope ~^ of the bank is given, and ~ alone is a fault of the file.", *ENGLISH])
    sheet.save()
    unicode_of = raw.FPDFText_GetUnicode
    halves = {ord("~"): 0xD835, ord("^"): 0xDC49}
    monkeypatch.setattr(raw, "FPDFText_GetUnicode", lambda *where: halves.get(unicode_of(*where), unicode_of(*where)))
    document = read(tmp_path / "a.pdf")
    texts = [one.text for article in document.articles for part in article.sections for one in part.paragraphs]
    printed = [line.text for page in document.printed for line in page.lines]
    for found in ("".join(texts), "".join(printed)):
        assert "slope \U0001d449 of" in found
        assert "and \ufffd alone" in found
