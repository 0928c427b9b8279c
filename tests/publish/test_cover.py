"""Covers: legible, never boxes, the same every time; the user's own is checked."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.publish import art, cover
from audiobook.publish.cover_colours import ACCENTS, HUES, TONES, luminance, palette
from audiobook.publish.cover_forms import FORMS, panel
from tests.publish import samples


@pytest.fixture(autouse=True)
def drawn_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests draw once (tests/conftest.py) is the subject here."""
    monkeypatch.setattr(art, "cover", cover)


def pixels(data: bytes, size: int) -> np.ndarray:
    """Brightness 0 to 255, shape [size, size], as a phone would shrink it."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("L").resize((size, size), Image.Resampling.LANCZOS), float)


def thumbnail(data: bytes) -> np.ndarray:
    """What is seen of it from afar: RGB, shape [24, 24, 3]."""
    image = Image.open(io.BytesIO(data)).convert("RGB").resize((24, 24), Image.Resampling.LANCZOS)
    return np.asarray(image, float)


def differences(thumbnails: list[np.ndarray]) -> list[float]:
    """Of every two, how much a channel differs on average, 0 to 255."""
    return [float(np.abs(one - two).mean()) for one, two in itertools.combinations(thumbnails, 2)]


@pytest.mark.parametrize("title", ["河流", "大力推动河流治理现代化", samples.HARD_TITLES[3]])
@pytest.mark.parametrize("number", [None, 3])
def test_a_drawn_cover_is_what_apple_takes(title: str, number: int | None) -> None:
    """3000 × 3000 px, RGB, JPEG, and less than half a megabyte."""
    data = cover.draw(title, "河流编辑部 · 第3期", number=number, kind="article" if number else "book")
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (3000, 3000))
    assert len(data) < 500_000


def test_what_compresses_badly_is_compressed_harder() -> None:
    """No picture is larger than apps like to fetch, whatever is drawn."""
    noise = Image.effect_noise((1200, 1200), 50).convert("RGB")
    best = io.BytesIO()
    noise.save(best, "JPEG", quality=cover.QUALITIES[0])
    assert len(cover.compressed(noise)) < 500_000 < best.tell()


def test_books_are_told_apart_at_a_glance() -> None:
    """Of 48 books no two look alike from afar: titles of one length, the same issue."""
    places, kinds = "河流 山谷 水车 渡口 稻田 竹林 石桥 茶馆 书院 码头 雪原 果园", "读本 周刊 通讯 文集"
    names = [place + kind for place in places.split() for kind in kinds.split()]
    seen = [thumbnail(cover.draw(name, "第3期", size=300)) for name in names]
    assert min(differences(seen)) > 10


def test_issues_and_articles_are_told_apart_too() -> None:
    """Issues of one journal share its colours, not its picture; so do the articles of one book."""
    issues = [thumbnail(cover.draw("河流周刊", f"第{number}期", size=300)) for number in range(1, 27)]
    assert np.percentile(differences(issues), 5) > 10
    titles = ("水车的故事", "渡口的故事", "石桥的故事", "茶馆的故事", "码头的故事", "雪原的故事")
    articles = [
        thumbnail(cover.draw(title, "河流周刊", number=number, kind="article", size=300))
        for number, title in enumerate(titles, 1)
    ]
    assert np.percentile(differences(articles), 10) > 8


@pytest.mark.parametrize("title", ["河流", "水车", "大力推动河流治理现代化"])
def test_an_article_does_not_look_like_its_book(title: str) -> None:
    """Not even the only article of a book that is called as the book is."""
    book, article = cover.draw(title, size=300), cover.draw(title, title, number=1, kind="article", size=300)
    assert differences([thumbnail(book), thumbnail(article)])[0] > 10


def test_there_are_many_of_each() -> None:
    """Hues with tones and accents, forms, layouts: more than eight of the first two, and every form is its own."""
    grounds = {palette(bytes([hue, tone, 0])).ground for hue in range(HUES) for tone in range(len(TONES))}
    assert len(grounds) == HUES * len(TONES) > 30
    colours = palette(bytes(3))
    drawn = [np.asarray(panel(120, 90, colours, bytes([form, *range(40, 72)])), float) for form in range(len(FORMS))]
    assert len(FORMS) >= 10
    assert min(differences(drawn)) > 10


@pytest.mark.parametrize("hue", range(HUES))
def test_type_stands_out_from_every_ground(hue: int) -> None:
    """Type is white: WCAG's 7 to 1 for the title; the number's accent has 3 to 1, as large type needs."""
    for tone, accent in itertools.product(range(len(TONES)), range(len(ACCENTS))):
        colours = palette(bytes([hue, tone, accent]))
        ground = luminance(colours.ground) + 0.05
        assert 1.05 / ground >= 7
        assert (luminance(colours.accent) + 0.05) / ground >= 3


def test_the_same_words_give_the_same_bytes() -> None:
    """Drawing is deterministic, and other words look different."""
    assert cover.draw("河流", number=3, kind="article", size=300) == cover.draw(
        "河流", number=3, kind="article", size=300
    )
    assert cover.draw("河流", size=300) != cover.draw("湖泊", size=300)


@pytest.mark.parametrize(
    "title", ["人工智能", "大力推动河流治理现代化", "Rivers and Mills", "从 DeepSeek 谈起：开源的河流"]
)
def test_a_title_is_legible_at_100_px(title: str) -> None:
    """Shrunk to a list's thumbnail, white strokes still stand out from the ground, over a good part of it."""
    small = pixels(cover.draw(title, title, number=3, kind="article"), 100)[50:88]
    ground = np.median(small)
    assert (small > ground + 90).mean() > 0.04
    assert small.max() - ground > 130


def test_no_boxes_and_no_blanks() -> None:
    """What the font cannot show is left out: such a title looks as if it had not been there."""
    assert cover.draw("河🎧流📚\u202e\U0001faea", size=300) == cover.draw("河流", size=300)
    assert cover.draw("مرحبا", number=2, kind="article", size=300) == cover.draw("", number=2, kind="article", size=300)
    assert cover.draw("𠮷龘㊙한글ñ", size=300) != cover.draw("龘㊙ñ", size=300)


@pytest.mark.parametrize("title", samples.HARD_TITLES)
def test_any_title_fits(title: str) -> None:
    """No title reaches the edge, however long or odd."""
    data = cover.draw(title, title, number=123, kind="article", size=600)
    border = pixels(data, 600)[:, -20:]
    assert np.ptp(border[300:, :], axis=0).max() < 40


def test_a_small_one_for_tags(tmp_path: Path) -> None:
    """600 px, the same for the same words; a user's cover is shrunk for all tracks."""
    one = art.for_tags("水车", book="河流", number=1, settings=PublishSettings())
    assert one == art.for_tags("水车", book="河流", number=1, settings=PublishSettings())
    assert Image.open(io.BytesIO(one)).size == (600, 600)
    own = tmp_path / "own.png"
    Image.new("RGB", (1400, 1400), "navy").save(own)
    shrunk = art.for_tags("水车", book="河流", number=1, settings=PublishSettings(cover=own))
    assert (Image.open(io.BytesIO(shrunk)).size, Image.open(io.BytesIO(shrunk)).format) == ((600, 600), "JPEG")


def test_new_art_has_a_new_name() -> None:
    """Names follow what is shown, since apps keep what they fetched once."""
    assert cover.name("cover", ("甲", None)) == cover.name("cover", ("甲", None))
    assert cover.name("cover", ("甲", None)) != cover.name("cover", ("乙", None))
    assert cover.name("cover", b"x") != cover.name("cover", b"y")


@pytest.mark.parametrize(("size", "kind"), [(1400, "PNG"), (3000, "JPEG")])
def test_a_good_cover_is_taken_as_it_is(tmp_path: Path, size: int, kind: str) -> None:
    """Smallest and largest, both kinds, byte for byte."""
    path = tmp_path / "own"
    Image.new("RGB", (size, size), "teal").save(path, kind)
    assert cover.check_user_cover(path) == path.read_bytes()


@pytest.mark.parametrize(
    ("size", "mode", "kind", "complaint"),
    [
        ((1400, 1300), "RGB", "PNG", "not square"),
        ((1399, 1399), "RGB", "PNG", "too small"),
        ((3001, 3001), "RGB", "PNG", "too large"),
        ((1400, 1400), "RGBA", "PNG", "colour space is RGBA"),
        ((1400, 1400), "CMYK", "JPEG", "colour space is CMYK"),
        ((1400, 1400), "L", "JPEG", "colour space is L"),
        ((1400, 1400), "P", "PNG", "colour space is P"),
        ((1400, 1400), "RGB", "WEBP", "cannot be read as JPEG or PNG"),
    ],
)
def test_an_unfit_cover_is_refused(tmp_path: Path, size: tuple[int, int], mode: str, kind: str, complaint: str) -> None:
    """One line: the file, what is wrong, what a cover is."""
    path = tmp_path / "own"
    Image.new(mode, size).save(path, kind)
    with pytest.raises(PublishError, match=complaint) as caught:
        cover.check_user_cover(path)
    assert str(path) in str(caught.value)
    assert "1400 to 3000 px" in str(caught.value)


def test_a_damaged_or_missing_cover_is_refused(tmp_path: Path) -> None:
    """Half a picture, a text and nothing at all."""
    path = tmp_path / "own.jpg"
    with pytest.raises(PublishError, match="no such file"):
        cover.check_user_cover(path)
    Image.effect_noise((1400, 1400), 80).convert("RGB").save(path, "JPEG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(PublishError, match="not whole"):
        cover.check_user_cover(path)
    path.write_text("no picture")
    with pytest.raises(PublishError, match="cannot be read"):
        cover.check_user_cover(path)
