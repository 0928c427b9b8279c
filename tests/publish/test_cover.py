"""Covers: legible, never boxes, the same every time; the user's own is checked."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.publish import art, cover
from tests.publish import samples


def pixels(data: bytes, size: int) -> np.ndarray:
    """Brightness 0 to 255, shape [size, size], as a phone would shrink it."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("L").resize((size, size), Image.Resampling.LANCZOS), float)


def test_a_drawn_cover_is_what_apple_takes() -> None:
    """3000 × 3000 px, RGB, JPEG, and smaller than a megabyte or so."""
    data = cover.draw("河流", "第3期")
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (3000, 3000))
    assert len(data) < 1_500_000


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
    """Shrunk to a list's thumbnail, strokes still stand out from the ground, over a good part of it."""
    small = pixels(cover.draw(title), 100)[8:75, 8:95]
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
