"""File names that work everywhere and stay."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Index, Script, Track, Utterance
from audiobook.publish import filenames


def script(number: int, title: str, *sentences: str, kind: str = "article", authors: tuple[str, ...] = ()) -> Script:
    """A script whose body is `sentences`."""
    body = tuple(Utterance(at, "body", text, text, 300) for at, text in enumerate(sentences, 1))
    return Script("书", number, title, body, authors=authors, kind=kind)  # type: ignore[arg-type]


def made(scripts: list[Script], stems: list[str]) -> Index:
    """The index that a build of `scripts` would leave behind."""
    from audiobook.model import Cue

    tracks = []
    for one, stem in zip(scripts, stems, strict=True):
        cues = tuple(Cue(0, 1, u.written, "body", 0, u.number) for u in one.utterances)
        path = Path(f"{stem}.mp3")
        tracks.append(
            Track(one.number, one.title, path, 1, 1, -16, -1, 44100, 96, cues, (), one.authors, kind=one.kind)
        )
    return Index("书", tuple(tracks), "silence", "x")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("标题", "标题"),
        ("为什么？——谈 AI", "为什么？——谈-AI"),
        ("a/b\\c:d", "a-b-c-d"),
        ("..", "untitled"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "untitled"),
        ("NUL", "NUL_"),
        ("com1.txt", "com1_.txt"),
        ("lpt¹", "lpt¹_"),
        ("console", "console"),
        ("结尾。. ", "结尾。"),
        ("\u202e反\u202c向\u200f", "反向"),
        ("❤️‍🔥火", "❤火"),
        ("𠮷野家", "𠮷野家"),
        ("一\n二\t三", "一-二-三"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_slug(title: str, expected: str) -> None:
    """A title becomes the name a reader would expect, without what some system refuses."""
    assert filenames.slug(title) == expected


@given(st.text(max_size=400), st.integers(12, 200))
def test_every_slug_works_on_every_system(title: str, limit: int) -> None:
    """No forbidden or invisible character, no reserved name, no dot or space at the ends, never too long or empty."""
    slug = filenames.slug(title, limit_bytes=limit)
    assert slug
    assert len(slug.encode("utf-8")) <= limit
    assert not set(slug) & set('<>:"/\\|?*')
    assert all(unicodedata.category(character)[0] not in "CZ" for character in slug)
    assert slug[0] not in ". -~" and slug[-1] not in ". "
    assert not filenames.RESERVED.match(slug)
    assert unicodedata.is_normalized("NFC", slug)


def test_a_long_title_is_cut_between_characters() -> None:
    """What is left of 300 characters is whole: no half character, no letter without its accent."""
    slug = filenames.slug("标题" * 150)
    assert len(slug.encode()) <= filenames.LIMIT_BYTES
    assert set(slug) == {"标", "题"}
    assert filenames.slug("q\u0307" * 100, limit_bytes=20).endswith("q\u0307")


def test_the_longest_companion_fits_every_file_system() -> None:
    """Number, title, digest and extension together stay under the 143 bytes of an encrypted folder."""
    [stem] = filenames.plan([script(1, "很长的标题" * 60)], None)
    assert len(f"{stem}-01234567.chapters.json".encode()) <= 255
    assert len(f"{stem}.mp3".encode()) <= 143


def test_a_first_plan_counts() -> None:
    """New books are numbered, two digits or as many as are needed."""
    assert filenames.plan([script(1, "甲"), script(2, "乙")], None) == ["01-甲", "02-乙"]
    many = filenames.plan([script(n, "同题") for n in range(1, 101)], None)
    assert many[0] == "001-同题"
    assert many[-1] == "100-同题"
    assert len(set(many)) == 100


def test_names_stay_when_an_article_is_inserted() -> None:
    """Old stems stay; the new one sorts between its neighbours, also when there is one there already."""
    first = [script(1, "甲", "一。"), script(2, "乙", "二。")]
    stems = filenames.plan(first, None)
    index = made(first, stems)
    second = [script(1, "甲", "一。"), script(2, "新", "三。"), script(3, "乙", "二。")]
    stems = filenames.plan(second, index)
    assert stems == ["01-甲", "01.5-新", "02-乙"]
    third = [*second[:2], script(3, "更新", "四。"), script(4, "乙", "二。"), script(5, "尾", "五。")]
    stems = filenames.plan(third, made(second, stems))
    assert stems == ["01-甲", "01.5-新", "01.7-更新", "02-乙", "05-尾"]
    assert stems == sorted(stems)


def test_names_stay_when_articles_move_or_change() -> None:
    """Order, a corrected title and corrected text leave a stem alone; another article gets another."""
    first = [script(1, "甲", "一。", "二。"), script(2, "乙", "三。", "四。")]
    index = made(first, filenames.plan(first, None))
    assert filenames.plan([script(1, "乙", "三。", "四。"), script(2, "甲", "一。", "二。")], index) == [
        "02-乙",
        "01-甲",
    ]
    assert filenames.plan([script(1, "甲（修订）", "一。", "二。")], index) == ["01-甲"]
    assert filenames.plan([script(1, "甲", "全新。")], index) == ["01-甲"]
    assert filenames.plan([script(1, "丙", "全新。")], index) == ["01-丙"]


def test_a_review_sorts_behind_its_article() -> None:
    """A review between two articles is named between them."""
    scripts = [script(1, "甲", "一。"), script(3, "回顾", kind="review"), script(2, "乙", "二。")]
    assert filenames.plan(scripts, None) == ["01-甲", "01.5-回顾", "02-乙"]


@given(st.lists(st.text(alphabet="aAàÀ标·?😀", max_size=3), max_size=8))
def test_stems_are_unique_for_systems_that_ignore_case(titles: list[str]) -> None:
    """However alike the titles, no two files are the same on Windows or macOS."""
    stems = filenames.plan([script(n, title) for n, title in enumerate(titles, 1)], None)
    assert len({unicodedata.normalize("NFC", stem).casefold() for stem in stems}) == len(titles)
