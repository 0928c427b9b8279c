"""Plays and tales as plain text: lists of acts, casts and the notices of sites over them are no articles."""

from __future__ import annotations

from pathlib import Path

from tests.source.accounts import whole

_SPEECH = "PETER. The water is rising, and I told you so yesterday; nobody in this house ever listens.\n\n"
_HAN = "　　撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨。\n\n"


def test_acts_that_are_listed_first_and_played_later(tmp_path: Path) -> None:
    """The list of the acts and the cast are set aside; what stands under each act alike (SCENE) is not its name."""
    cast = "".join(f"{who}: Mr. {who} Brown.\n" for who in ("Peter", "Anna", "The Ferryman", "A Boy", "Two Sailors"))
    acts = "".join(
        f"{n} ACT\n\n\nSCENE\n\n\nA landing by the river; it is {when}, and it rains.\n\n{_SPEECH * 40}\n\n\n"
        for n, when in (("FIRST", "morning"), ("SECOND", "noon"), ("THIRD", "night"))
    )
    text = (
        "THE FERRY\nA Play for Wet Weather\n\n\nTHE SCENES OF THE PLAY\n\n\nACT I.  The Landing by the Mill.\n\n"
        f"ACT II.  The Kitchen of the Inn.\n\nACT III.  The Landing once more.\n\n\n\n{cast}\n\n\n\n{acts}"
    )
    found = whole(tmp_path / "play.txt", text)
    assert [article.title for article in found.articles] == ["FIRST ACT", "SECOND ACT", "THIRD ACT"]
    assert [article.sections[0].heading for article in found.articles] == ["SCENE"] * 3


def test_a_preface_under_the_name_of_the_work_and_a_notice(tmp_path: Path) -> None:
    """The work is the book, the preface an article like the volumes; what a site says of itself is not read."""
    volumes = "".join(
        f"第{n}卷　{name}\n\n{_HAN * 9}\n\n" for n, name in (("一", "渡口"), ("二", "山路"), ("三", "归人"))
    )
    text = (
        "《水上通言》\n作者：(明)江渡生\n申明:本书由某某书网(Www.Example.Com)自网络收集整理制作,仅供预览交流学习使用.\n\n"
        f"序\n\n{_HAN * 4}\n\n{volumes}\n更多精彩好书，请登陆某某书网--Www.Example.Com\n"
    )
    found = whole(tmp_path / "book.txt", text)
    assert found.title == "水上通言"
    assert [article.title for article in found.articles] == ["序", "第一卷　渡口", "第二卷　山路", "第三卷　归人"]
    said = "".join(p.text for article in found.articles for s in article.sections for p in s.paragraphs)
    assert "Example" not in said
