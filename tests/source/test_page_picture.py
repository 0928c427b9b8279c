"""Pages as they look, and where their print stands on them."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audiobook.config import SourceSettings
from audiobook.config_file import load
from audiobook.errors import SourceError, UnreadableSource, UnsupportedSource
from audiobook.pipeline import sandbox
from audiobook.source import page_picture, read
from tests.source.typeset import CHINESE, HEIGHT, Sheet

TEXTS = ["河上的桥", "从前有一座桥，桥上有一盏灯。", "灯下坐着一个等船的人，他已经等了一个晚上。"]


def typeset(path: Path, turned: int = 0) -> None:
    """A page with a title and two lines in its upper left, then one with a line at its foot; both seen turned."""
    import pypdfium2

    sheet = Sheet(path)
    for y, size, text in ((100, 24, TEXTS[0]), (160, 12, TEXTS[1]), (180, 12, TEXTS[2])):
        sheet.line(60, y, text, size, CHINESE)
    sheet.page()
    sheet.line(60, HEIGHT - 60, "船在天亮的时候来了，灯还亮着。", 12, CHINESE)
    sheet.save()
    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        page.set_rotation(turned)
    document.save(str(path))


def darkest(image: Image.Image, box: tuple[float, float, float, float] = (0, 0, 1, 1)) -> int:
    """The darkest point of a picture within a box given in parts of its sides; what is in it is white afterwards."""
    wide, tall = image.size
    place = tuple(round(part * side) for part, side in zip(box, (wide, tall, wide, tall), strict=True))
    low, _ = image.crop(place).getextrema()
    image.paste(255, place)
    assert isinstance(low, int)
    return low


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_print_stands_where_the_picture_has_it(tmp_path: Path, turned: int) -> None:
    """However a page is turned in the file, each line of text lies in its box, and beside the boxes nothing does."""
    file = tmp_path / "桥.pdf"
    typeset(file, turned)
    document = read(file)
    assert [page.number for page in document.printed] == [1, 2]
    assert sorted(line.text for line in document.printed[0].lines) == sorted(TEXTS)
    for page in document.printed:
        image = Image.open(io.BytesIO(page_picture.draw(file, page.number, SourceSettings()).jpeg())).convert("L")
        for line in page.lines:
            assert darkest(image, (line.left - 0.01, line.top - 0.01, line.right + 0.01, line.bottom + 0.01)) < 100
        assert darkest(image) > 200


def test_a_page_is_drawn_behind_the_walls(tmp_path: Path) -> None:
    """In a child process, as the document is read; a page there is none of is one line."""
    file = tmp_path / "桥.pdf"
    typeset(file)
    settings = load(flags={"source.sandbox": True})
    with Image.open(io.BytesIO(sandbox.picture(file, 2, settings))) as image:
        assert image.format == "JPEG"
        assert abs(image.size[1] / image.size[0] - HEIGHT / 595) < 0.01
    with pytest.raises(SourceError, match="no page 3"):
        sandbox.picture(file, 3, settings)


def test_a_scan_is_drawn_upright_and_no_larger_than_needed(tmp_path: Path) -> None:
    """A photograph that says by EXIF how it was held is turned, and made smaller."""
    file = tmp_path / "page.jpg"
    exif = Image.Exif()
    exif[274] = 6  # turn by a quarter
    Image.new("RGB", (3000, 2000), "white").save(file, exif=exif)
    with Image.open(io.BytesIO(page_picture.draw(file, 1, SourceSettings()).jpeg())) as image:
        assert image.size == (1400, 2100)
    strip = tmp_path / "strip.png"
    Image.new("L", (200, 60_000)).save(strip)
    with Image.open(io.BytesIO(page_picture.draw(strip, 1, SourceSettings()).jpeg())) as image:
        assert image.size[0] * image.size[1] <= page_picture.MOST_PIXELS


def test_what_is_no_page_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, half a picture, a picture too large and a broken PDF are refused with our errors only."""
    text, half, wall, broken = (tmp_path / name for name in ("a.txt", "half.png", "wall.png", "broken.pdf"))
    text.write_text("一页。", "utf-8")
    with pytest.raises(UnsupportedSource, match="no printed pages"):
        page_picture.draw(text, 1, SourceSettings())
    file = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(file, "PNG")
    half.write_bytes(file.getvalue()[:2000])
    Image.new("1", (20_000, 20_000)).save(wall)
    broken.write_bytes(b"%PDF-1.7\n" + bytes(100))
    for one in (half, wall, broken):
        with pytest.raises(UnreadableSource, match=one.name):
            page_picture.draw(one, 1, SourceSettings())


@pytest.mark.parametrize("data", [b"<svg onload='alert(1)'/>", b"", b"\xff\xd8\xff" + bytes(page_picture.MOST_BYTES)])
def test_a_reader_that_lies_gives_no_picture(data: bytes) -> None:
    """What a taken-over reader gives for a page is a JPEG of a bounded size, or refused."""
    with pytest.raises(UnreadableSource):
        page_picture.PagePicture(base64.b64encode(data).decode()).jpeg()


def test_a_folder_of_scans_says_which_file_has_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of one text in several files: each names its file."""
    from audiobook.source.printed import Page, Piece
    from audiobook.source.readers import scan

    said = iter(["第一页从这里写起，写到这里还没有完。", "第二页接着写下去，写到这里就写完了。"])

    def recognise(pixels: Any, number: int) -> tuple[Page, list[Any]]:
        piece = Piece(next(said), 30, 40, 270, 55, 15.0, confidence=0.99)
        return Page(number, 300, 400, (piece,)), []

    monkeypatch.setattr(scan, "engine", lambda: None)
    monkeypatch.setattr(scan, "recognise", recognise)
    for name in ("001.png", "002.png"):
        Image.new("RGB", (300, 400), "white").save(tmp_path / name)
    printed = read(tmp_path).printed
    assert [(page.file, page.number) for page in printed] == [("001.png", 1), ("002.png", 1)]
    assert printed[1].lines[0].left == 0.1
