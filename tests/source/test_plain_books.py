"""Books as plain text: what their title pages, prefaces, numbers and stanzas are, with nothing but lines to say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.source.accounts import whole

_PROSE = (
    "The ferryman came down to the landing before it was light, and looked at the water, and at the sky,\n"
    "and did not say a word to anybody until the boat was out; then he told us that it had rained in the\n"
    "hills, and that we should not come back the way we went.\n"
)
_STANZA = (
    "The river took the lantern,\nThe river took the oar;\nAnd what it took at midnight\nIt brought again to shore.\n"
)
_HAN = "　　撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨。\n"
_TITLE_PAGE = (
    "THE FERRY BOOK\nOR\nA YEAR ON THE WATER\n\n\nBY\nHELEN MOOR,\nAUTHOR OF 'OLD OARS.'\n\n_Third Impression_\n\n"
    "MOOR & SON, 4 MILL STREET, RIVERTON\n1899\n\n_First printed 1896; reprinted May_ 1897; _and January_ 1899.\n\n\n\n"
)


def _read(folder: Path, text: str) -> Document:
    return whole(folder / "book.txt", text)


def _titles(document: Document) -> list[str | None]:
    return [article.title for article in document.articles]


def test_a_title_page_is_no_article(tmp_path: Path) -> None:
    """Title, author, printer and years of reprints over the first chapter are not read as a text."""
    chapters = "".join(f"CHAPTER {n}: {name}\n\n\n{(_PROSE + chr(10)) * 4}\n\n\n" for n, name in (
        ("I", "THE LANDING"), ("II", "THE OTHER BANK"), ("III", "THE FLOOD")))  # fmt: skip
    found = _titles(_read(tmp_path, _TITLE_PAGE + chapters))
    assert found == ["CHAPTER I: THE LANDING", "CHAPTER II: THE OTHER BANK", "CHAPTER III: THE FLOOD"]


@pytest.mark.parametrize("numbers", [("CHAPTER I.", "CHAPTER II.", "CHAPTER III."), ("I", "II", "III")])
def test_a_name_under_a_number_belongs_to_it_also_with_a_full_stop(numbers: tuple[str, ...], tmp_path: Path) -> None:
    """Where each number has a short line under it, with empty lines around, the two are one title."""
    names = ("The Old Landing.", "A Wet Night.", "Lost Oars.")
    text = "".join(
        f"{number}\n\n{name}\n\n\n{(_PROSE + chr(10)) * 6}\n\n\n" for number, name in zip(numbers, names, strict=True)
    )
    assert _titles(_read(tmp_path, text)) == [f"{number} {name}" for number, name in zip(numbers, names, strict=True)]


def test_figures_as_far_apart_as_chapters_number_chapters(tmp_path: Path) -> None:
    """A number alone on its line is that of a page where pages are, and of a chapter where thousands of characters
    stand between."""
    text = "".join(f"{n}\n{_HAN * 70}" for n in range(1, 7))
    assert _titles(_read(tmp_path, text)) == [str(n) for n in range(1, 7)]


def test_signed_prefaces_stand_beside_chapters(tmp_path: Path) -> None:
    """A preface with a name under it does not make the whole book one article of its author's."""
    preface = f"出版说明\n{_HAN * 3}　　渡口书社\n　　二〇〇一年三月\n代序 说说渡口\n　　张望之\n{_HAN * 4}"
    text = f"《渡口》\n{preface}序\n{_HAN * 2}" + "".join(f"第{n}章\n{_HAN * 30}" for n in "一二三")
    assert _titles(_read(tmp_path, text))[-4:] == ["序", "第一章", "第二章", "第三章"]


def test_tables_of_a_code_and_scenes_are_series_as_chapters_are(tmp_path: Path) -> None:
    """第一表, 第一夜 and others are numbered as chapters are."""
    text = "《渡口法》全文\n\n" + "".join(f"第{n}表 {name}\n\n{_HAN * 12}\n" for n, name in zip(
        "一二三四", ("船工", "渡船", "渡费", "渡口"), strict=True))  # fmt: skip
    assert [title and title[:3] for title in _titles(_read(tmp_path, text))] == ["第一表", "第二表", "第三表", "第四表"]


def test_stanzas_of_an_english_text_are_verse(tmp_path: Path) -> None:
    """Short lines that each begin with a capital keep their ends; paragraphs and addresses do not become verse."""
    address = "Moor and Son\nMill Street\nRiverton\nThe Coast\n"
    text = f"THE SONG\n\n{_PROSE}\n{_STANZA}\n{_STANZA}\n{_PROSE}\n{address}\n{_PROSE}\n{_PROSE}\n{_PROSE}"
    kinds = [
        (p.kind, p.text.count("\n")) for a in _read(tmp_path, text).articles for s in a.sections for p in s.paragraphs
    ]
    assert [kind for kind, _ in kinds].count("verse") == 2
    assert all(lines == 3 for kind, lines in kinds if kind == "verse")


def test_what_transcribers_put_into_brackets_is_a_note_or_a_caption(tmp_path: Path) -> None:
    """[Footnote A: …] and [Illustration: …] are no headings, and the underscores of italic type are not said."""
    apart = ("[Illustration: The landing]", "He called it _the old water_.", _PROSE, "[Footnote A: In 1703.]", _PROSE)
    text = "\n\n".join(["THE SONG", _PROSE, *apart])
    found = [(p.kind, p.text) for a in _read(tmp_path, text).articles for s in a.sections for p in s.paragraphs]
    assert ("caption", "[Illustration: The landing]") in found
    assert ("note", "[Footnote A: In 1703.]") in found
    assert ("body", "He called it the old water.") in found


def test_a_name_in_the_middle_of_a_text_signs_nothing(tmp_path: Path) -> None:
    """Who writes is named over a text or under it: a name on a line of its own within it is no author."""
    path = tmp_path / "plays.md"
    prose = "船上的人都看着对岸，谁也没有先开口。"
    path.write_text(
        f"# 渡口的戏\n\n{prose}\n\n## 第一幕\n\n{prose}\n\n**方知远**\n\n> {prose}\n\n{prose}\n\n{prose}\n", "utf-8"
    )
    (article,) = read(path).articles
    assert article.authors == ()


def test_indented_lines_of_markdown_are_paragraphs(tmp_path: Path) -> None:
    """Lines set in by two wide spaces are paragraphs also where no empty line parts them, and so are the notes."""
    path = tmp_path / "a.md"
    path.write_text("# 渡口\n\n　　水退了。〔1〕\n　　船上了岸。\n\n　　注　　释\n　　〔1〕指那一年的水。\n", "utf-8")
    paragraphs = [(p.kind, p.text) for a in read(path).articles for s in a.sections for p in s.paragraphs]
    assert paragraphs == [("body", "水退了。〔1〕"), ("body", "船上了岸。"), ("note", "〔1〕指那一年的水。")]


def test_who_speaks_again_and_again_in_a_play_is_no_heading(tmp_path: Path) -> None:
    """A name in capitals on a line of its own, over what is said, belongs to it; no line is a page's head without
    pages."""
    said = {"MARY.": "Is the boat in, Tom?", "TOM.": "It is in, and the water is going down."}
    scene = "".join(f"{who}\n\n{what}\n\n" for _ in range(8) for who, what in said.items())
    text = "".join(
        f"THE {n} ACT\n\n_The landing, before it is light._\n\n{scene}\n\n\n" for n in ("FIRST", "SECOND", "THIRD")
    )
    document = _read(tmp_path, text)
    assert _titles(document) == ["THE FIRST ACT", "THE SECOND ACT", "THE THIRD ACT"]
    assert [section.heading for article in document.articles for section in article.sections] == [None] * 3
    assert document.articles[0].sections[0].paragraphs[1].text == "MARY. Is the boat in, Tom?"


def test_contents_that_are_counted_and_have_no_pages_are_contents(tmp_path: Path) -> None:
    """Numbered letters: a list of them before the text, whose numbers begin anew over the letters, is not read."""
    names = ("To the Ferryman", "To the Same", "To Mr. Moor", "To the Same", "To the Same", "To Helen")
    listed = "".join(f"{n}. {name}\n" for n, name in enumerate(names, 41))
    letters = "".join(f"{n}.\n\n{name.upper()}.\n\n{_PROSE}\n\n" for n, name in enumerate(names, 41))
    document = _read(tmp_path, f"LETTERS\n\n\n\nCONTENTS OF VOLUME II.\n\nSECOND PART.\n\n{listed}\n\n\n{letters}")
    assert len([finding for finding in document.findings if finding.kind == "contents"]) == 1
    assert [str(title).split(".")[0] for title in _titles(document)] == [str(n) for n in range(41, 47)]


def test_a_number_behind_the_name_counts_chapters(tmp_path: Path) -> None:
    """Classics number their chapters behind the name: 水名第一, 渡口第二."""
    names = ("水名第一", "渡口第二", "船工第三", "洪水第四")
    text = "渡书\n\n" + "".join(f"{name}\n{_HAN * 12}" for name in names)
    assert _titles(_read(tmp_path, text)) == list(names)


def test_many_long_numbered_texts_are_chapters(tmp_path: Path) -> None:
    """1：… over thousands of characters, eight times and more, are chapters where nothing else is numbered as such."""
    names = ("水", "船", "人", "桥", "闸", "堤", "渡", "市")
    text = "渡口中国\n\n" + "".join(f"{n}：{name}的规矩\n{_HAN * 70}" for n, name in enumerate(names, 1))
    assert _titles(_read(tmp_path, text))[-8:] == [f"{n}：{name}的规矩" for n, name in enumerate(names, 1)]


def test_the_number_of_a_section_is_no_name_of_a_chapter(tmp_path: Path) -> None:
    """第一章, and right under it the 1 of its first section: the chapter has no name."""
    text = "".join(f"第{n}章\n1\n{_HAN * 12}2\n{_HAN * 12}" for n in "一二三四")
    assert _titles(_read(tmp_path, text)) == [f"第{n}章" for n in "一二三四"]


def test_a_chapter_in_the_contents_has_its_name_from_the_line_below(tmp_path: Path) -> None:
    """CHAPTER II and its name on the next line are one title also where the contents have both on one line."""
    names = ("THE OLD LANDING", "A WET NIGHT", "LOST OARS")
    contents = "".join(f"{number} {name.ljust(40)}{page}\n" for number, name, page in zip(
        ("I", "II", "III"), names, (1, 24, 51), strict=True))  # fmt: skip
    chapters = "".join(f"CHAPTER {number}\n\n{name}\n\n\n{(_PROSE + chr(10)) * 8}\n\n\n" for number, name in zip(
        ("I", "II", "III"), names, strict=True))  # fmt: skip
    document = _read(tmp_path, f"CONTENTS\n\nCHAPTER{'PAGE'.rjust(40)}\n\n{contents}\n\n\n{chapters}")
    assert _titles(document)[-3:] == [f"CHAPTER {n} {name}" for n, name in zip(("I", "II", "III"), names, strict=True)]


@pytest.mark.parametrize("advert", ["小?说?txt?天堂", "ｗｗｗ．ｄｕｋｏｕ．ｃｏｍ", "下 //书 /网"])
def test_sites_that_write_themselves_in_disguise_are_not_read(advert: str, tmp_path: Path) -> None:
    """Signs between the letters of a site's name, and wide letters, hide it from nobody."""
    text = "".join(f"第{n}章\n{_HAN * 12}{advert}\n{_HAN * 3}" for n in "一二三四")
    document = _read(tmp_path, text)
    assert advert not in [p.text for a in document.articles for s in a.sections for p in s.paragraphs]
    assert [article.column for article in document.articles] == [None] * 4


def test_a_page_in_utf_8_that_says_otherwise_is_read_as_it_is(tmp_path: Path) -> None:
    """Browsers save pages in UTF-8 and leave the declaration of the site: gb2312."""
    path = tmp_path / "page.html"
    body = "".join(f"<p>{_HAN.strip()}</p>" for _ in range(3))
    head = "<meta charset='gb2312'><title>渡口的人</title>"
    path.write_text(f"<html><head>{head}</head><body><h1>渡口的人</h1>{body}</body></html>", "utf-8")
    assert _titles(read(path)) == ["渡口的人"]


def test_a_chapter_that_asks_for_votes_is_a_chapter(tmp_path: Path) -> None:
    """What the writer of a serial asks for in brackets is not said, and makes no advert of the title."""
    names = ("渡口", "夜雨", "来信", "茶馆")
    text = "".join(f"正文 第{n}章 {name}（求推荐票！）\n" + _HAN * 12 for n, name in enumerate(names, 1))
    document = whole(tmp_path / "novel.txt", text)
    assert [a.title for a in document.articles] == [f"第{n}章\u3000{name}" for n, name in enumerate(names, 1)]
    assert any("求推荐票" in f.message for f in document.findings)


def test_what_stands_beside_chapters_is_an_article(tmp_path: Path) -> None:
    """楔子, 番外一 and 后记 are no sections of the chapter or the blurb before them."""
    chapters = "".join(f"第{n}章 {name}\n\n{_HAN * 12}\n" for n, name in zip("一二三四", "风雨雪灯", strict=True))
    told = _HAN * 12
    text = f"《长河渡》\n\n内容简介：\n{told}\n楔子\n\n{told}\n{chapters}番外一 老船夫\n\n{told}\n后记\n\n{told}"
    titles = [a.title.replace("\u3000", "").replace(" ", "") for a in whole(tmp_path / "novel.txt", text).articles]
    assert titles == ["内容简介", "楔子", "第一章风", "第二章雨", "第三章雪", "第四章灯", "番外一老船夫", "后记"]


def test_a_book_in_a_book_is_a_part_with_its_name(tmp_path: Path) -> None:
    """BOOK ONE and the line under it stand over chapters and have no text of their own."""
    told = "\n\n".join(["The ferryman looked at the water. He did not say a word until it was light."] * 9)
    text = (
        "THE FERRY\n\nby Eleanor Marsh\n\n\n\nCONTENTS\n\nBOOK ONE: The River\n  CHAPTER I. Snow\n  CHAPTER II. Fog\n"
    )
    text += "BOOK TWO: The Sea\n  CHAPTER I. Salt\n  CHAPTER II. Sand\n\n\n\n"
    for book, name, chapters in (("ONE", "RIVER", ("SNOW", "FOG")), ("TWO", "SEA", ("SALT", "SAND"))):
        text += f"BOOK {book}\n\nTHE {name}\n\n\n\n"
        text += "".join(f"CHAPTER {'I' * n}\n\n{called}\n\n{told}\n\n\n\n" for n, called in enumerate(chapters, 1))
    document = whole(tmp_path / "novel.txt", text)
    assert [a.title for a in document.articles] == [
        "CHAPTER I SNOW", "CHAPTER II FOG", "CHAPTER I SALT", "CHAPTER II SAND"
    ]  # fmt: skip
    assert [a.column for a in document.articles] == ["BOOK ONE THE RIVER"] * 2 + ["BOOK TWO THE SEA"] * 2


def test_acts_listed_with_their_scenes_are_no_acts(tmp_path: Path) -> None:
    """ACT I, ACT II line upon line before the FIRST ACT, and SCENE under every act, which names none."""
    told = "\n\n".join(["John.  The ferryman looked at the water.", "Lane.  He did not say a word, sir."] * 20)
    text = "THE FERRY\n\nA PLAY\n\n\n\nTHE SCENES\n\n\nACT I.  The landing at dusk\n\nACT II.  The inn\n\n\n\n\n"
    text += "".join(
        f"{act} ACT\n\n\nSCENE\n\n\nThe landing, at dusk.\n\n{told}\n\n\n\n\n" for act in ("FIRST", "SECOND")
    )
    document = whole(tmp_path / "play.txt", text)
    assert [a.title for a in document.articles] == ["FIRST ACT", "SECOND ACT"]


def test_a_site_over_the_preface_of_a_collection_is_no_text(tmp_path: Path) -> None:
    """《警世录》, its author and who put it on the net stand over 序 and over stories counted as volumes."""
    stories = "".join(f"第{n}卷　　渡口{what}事\n\n{_HAN * 12}\n" for n, what in zip("一二三", "旧新奇", strict=True))
    head = (
        "《警世录》\n作者：(明)沈渡舟\n申明:本书自网络收集整理制作,仅供预览交流学习使用,请支持订阅购买正版.\n\n序\n\n"
    )
    document = whole(tmp_path / "tales.txt", f"{head}{_HAN * 12}\n{stories}\n更多精彩好书，请登陆某书网\n")
    assert [a.title.replace("\u3000", "") for a in document.articles] == [
        "序", "第一卷渡口旧事", "第二卷渡口新事", "第三卷渡口奇事"
    ]  # fmt: skip
    assert document.title == "警世录"
    assert not any("网" in p.text for a in document.articles for s in a.sections for p in s.paragraphs)


def test_padded_figures_number_chapters(tmp_path: Path) -> None:
    """001, 002: nobody counts sections so, however short the chapters are."""
    names = ("渡口", "夜雨", "来信", "茶馆")
    text = "".join(f"{n:03} {name}\n{_HAN * 12}手机用户请浏览m.example.com阅读\n" for n, name in enumerate(names, 1))
    document = whole(tmp_path / "novel.txt", text)
    assert [a.title for a in document.articles] == [f"{n:03}\u3000{name}" for n, name in enumerate(names, 1)]


def test_an_author_over_the_name_of_a_book_does_not_name_it(tmp_path: Path) -> None:
    """Eleanor Marsh wrote The Long Ferry."""
    told = "\n\n".join(["The ferryman looked at the water. He did not say a word until it was light."] * 9)
    chapters = "".join(f"Chapter {n}\n{name}\n\n{told}\n\n" for n, name in (("One", "Snow"), ("Two", "Fog")))
    document = whole(tmp_path / "novel.txt", f"Eleanor Marsh\nThe Long Ferry\n\nPrologue\n\n{told}\n\n{chapters}")
    assert document.title == "The Long Ferry"


def test_letters_to_the_same_few_keep_their_names(tmp_path: Path) -> None:
    """TO THE SAME under most numbers is a name all the same; SCENE under all of them is none."""
    names = ["TO STEINER.", "TO THE SAME.", "TO THE SAME.", "TO CZERNY.", "TO THE SAME.", "TO THE SAME."]
    letters = "".join(f"\n{n}.\n\n{name}\n\n{_PROSE}\n{_PROSE}\n" for n, name in enumerate(names, 1))
    document = whole(tmp_path / "letters.txt", f"LETTERS\n\n\n{letters}")
    heads = [*(a.title for a in document.articles), *(s.heading for a in document.articles for s in a.sections)]
    assert any(head and head.endswith("TO THE SAME.") and head[0].isdigit() for head in heads)
