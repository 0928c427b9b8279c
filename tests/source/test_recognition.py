"""Pictures of pages are read offline, and what is doubtful is said to be."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from audiobook.config import SourceSettings
from audiobook.errors import UnreadableSource, UnsupportedSource
from audiobook.source import read
from audiobook.source.readers import scan
from audiobook.source.reading_order import Page, Piece
from tests.source import scoring
from tests.source.pieces import PIECES
from tests.tools import package

PAGE = PIECES[2]
SCAN = Path(__file__).parents[2] / "docs" / "examples" / "scan.pdf"
WIDTH, MARGIN, SIZE = 1240, 120, 34


def picture() -> Image.Image:
    """A page set in a real typeface, as a scanner would see it."""
    face = next(str(p) for p in files("manimgx_fonts_cjk").iterdir() if str(p).endswith((".ttc", ".otf", ".ttf")))
    image = Image.new("RGB", (WIDTH, 1500), "white")
    draw = ImageDraw.Draw(image)
    y = MARGIN

    def line(text: str, size: int, left: float | None = None) -> None:
        nonlocal y
        font = ImageFont.truetype(face, size)
        x = (WIDTH - draw.textlength(text, font=font)) / 2 if left is None else left
        draw.text((x, y), text, fill="black", font=font)
        y += int(size * 1.75)

    line(PAGE.title, 56)
    line(PAGE.authors[0], 38)
    per_line = (WIDTH - 2 * MARGIN) // SIZE
    for _, text in PAGE.parts:
        first, rest = text[: per_line - 2], text[per_line - 2 :]
        line(first, SIZE, MARGIN + 2 * SIZE)
        for at in range(0, len(rest), per_line):
            line(rest[at : at + per_line], SIZE, MARGIN)
    return image


def test_a_picture_of_a_page_is_read(tmp_path: Path) -> None:
    """Title, author and nearly every character of a clean scan are found; paragraphs are whole."""
    package("rapidocr")
    file = tmp_path / "page.png"
    picture().save(file)
    document = read(file)
    article = document.articles[0]
    assert (article.title, article.authors) == (PAGE.title, PAGE.authors)
    got, want = scoring.views(scoring.found(document)), scoring.views([PAGE.gold])
    shared = (got["characters"] & want["characters"]).total()
    assert 2 * shared / (got["characters"].total() + want["characters"].total()) > 0.97
    assert len(article.sections[0].paragraphs) == len(PAGE.parts)


class _Faint:
    """What a recogniser says of a page it can hardly read."""

    def __call__(self, pixels: Any) -> Any:
        from types import SimpleNamespace

        box = [[100, 100], [500, 100], [500, 140], [100, 140]]
        return SimpleNamespace(boxes=[box], txts=["看不大清的一行字"], scores=[0.52])


def test_doubtful_lines_stand_in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line recognised with little confidence is named with its page and the confidence."""
    monkeypatch.setattr(scan, "engine", _Faint)
    page, findings = scan.recognise(np.zeros((800, 600, 3), dtype="uint8"), 7)
    assert [piece.confidence for piece in page.pieces] == [0.52]
    assert [(f.kind, "52%" in f.message, "age 7" in f.message) for f in findings] == [
        ("illegible", True, True),
        ("doubtful", True, True),
    ]


@pytest.mark.parametrize(("sure", "title"), [(0.97, "水位記録"), (0.6, "")])
def test_a_page_that_is_hardly_recognised_names_nothing(
    sure: float, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where most of a page is doubtful, that is the first finding, and its large first line is no title."""
    from types import SimpleNamespace

    rows = [("水位記録", 60), *[("水闸每天早上六点开门，晚上九点关门，中间有人看着水位。", 30)] * 4]
    boxes, y = [], 100
    for text, size in rows:
        wide = len(text) * size
        left = (1000 - wide) / 2 if size > 30 else 60
        boxes.append([[left, y], [left + wide, y], [left + wide, y + size * 1.25], [left, y + size * 1.25]])
        y += size * 2
    said = SimpleNamespace(boxes=boxes, txts=[text for text, _ in rows], scores=[sure] * len(rows))
    monkeypatch.setattr(scan, "engine", lambda: lambda pixels: said)
    file = tmp_path / "page.png"
    Image.new("RGB", (1000, 1400), "white").save(file)
    document = read(file)
    assert document.articles[0].title == title
    assert (document.findings[0].kind == "illegible") == (sure < 0.85) if document.findings else sure > 0.85


def test_without_the_extra_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no recogniser is installed, the message says which command installs it."""

    def missing() -> Any:
        raise UnsupportedSource("no recogniser")

    file = tmp_path / "page.png"
    Image.new("RGB", (60, 60), "white").save(file)
    monkeypatch.setattr(scan, "engine", missing)
    with pytest.raises(UnsupportedSource, match=r"page\.png.*pip install 'audiobook\[ocr\]'"):
        scan.read(file, SourceSettings())


def test_a_scanned_pdf_goes_through_recognition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF whose pages are pictures is read by the recogniser, and says so where there is none."""
    file = tmp_path / "scan.pdf"
    Image.new("RGB", (400, 600), "white").save(file)

    def missing() -> Any:
        raise UnsupportedSource("no recogniser")

    monkeypatch.setattr(scan, "engine", missing)
    with pytest.raises(UnsupportedSource, match=r"scan\.pdf.*audiobook\[ocr\]"):
        read(file)
    text = "这一页是从扫描的图片里认出来的，一共只有一句话，写得清清楚楚。"
    piece = Piece(text, 60, 200, 900, 234, 30.0, confidence=0.99)
    monkeypatch.setattr(scan, "engine", lambda: None)
    monkeypatch.setattr(scan, "recognise", lambda pixels, number: (Page(number, 1000, 1500, (piece,)), []))
    assert read(file).articles[0].sections[0].paragraphs[0].text == text


def test_a_picture_too_large_is_refused(tmp_path: Path) -> None:
    """A file that claims 400 million pixels is refused by its header, and Pillow's limit stays the host program's."""
    limit = Image.MAX_IMAGE_PIXELS
    file = tmp_path / "wall.png"
    Image.new("1", (20_000, 20_000)).save(file)
    with pytest.raises(UnreadableSource, match=r"wall\.png"):
        scan.read(file, SourceSettings())
    assert limit == Image.MAX_IMAGE_PIXELS


def test_a_scan_that_lies_askew_keeps_its_headings() -> None:
    """In the example scan titles are one size and headings another, though no two lines were measured alike."""
    package("rapidocr")
    document = read(SCAN)
    assert [(a.title, a.authors) for a in document.articles] == [
        ("会说错话的大模型", ("林晓燕",)),
        ("一度电的旅行", ("唐博远",)),
    ]
    assert [[s.heading for s in a.sections] for a in document.articles] == [
        [None, "一、幻觉从哪里来", "二、怎样少上当"],
        [None, "一、为什么要送这么远", "二、多出来的电放在哪里"],
    ]
