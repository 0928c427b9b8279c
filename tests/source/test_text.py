# ruff: noqa: E501 - tables of examples
"""Plain text: whatever it was saved in, and with what converters leave in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiobook.errors import EmptySource
from audiobook.source import read
from audiobook.source.encoding import decode
from tests.source.accounts import aside, difference, extract, texts, whole

LANGUAGES = {
    "Chinese": (
        "水库去年入夏以来连续五十三天没有进水，下游的农民只好轮流灌溉，等到秋天才松了一口气。",
        ["utf-8", "gb18030", "gbk"],
    ),
    "Traditional": (
        "水庫去年入夏以來連續五十三天沒有進水，下游的農民只好輪流灌溉，等到秋天才鬆了一口氣。",
        ["utf-8", "big5", "gb18030"],
    ),
    "Japanese": (
        "水門の当番は毎朝六時に川の水位を見て、数字をノートに書く。雨の日はダムのゲートに近づかない。",
        ["utf-8", "shift_jis", "euc_jp", "iso2022_jp"],
    ),
    "Korean": (
        "수문을 지키는 사람은 매일 아침 여섯 시에 강의 수위를 보고 공책에 숫자를 적는다. 비가 오면 가까이 가지 않는다.",
        ["utf-8", "euc_kr", "cp949"],
    ),
    "French": (
        "Le gardien de l’écluse note chaque matin la hauteur d’eau : « à six heures, déjà 2 mètres… » dit-il, étonné.",
        ["utf-8", "cp1252"],
    ),
    "German": (
        "Der Wärter der Schleuse schreibt täglich den Wasserstand auf; über die Größe der Flüsse weiß er alles.",
        ["utf-8", "cp1252", "latin-1"],
    ),
    "English": ("The café opens at six, and the naïve visitor pays £2 for what costs nothing.", ["latin-1", "cp1252"]),
}


@pytest.mark.parametrize(
    ("language", "encoding"), [(language, one) for language, (_, names) in LANGUAGES.items() for one in names]
)
def test_text_is_decoded_whatever_it_was_saved_in(language: str, encoding: str) -> None:
    """A sentence of a language comes back from each encoding it is written in, and so does a whole page of it."""
    text = LANGUAGES[language][0]
    for one in (text, f"README\n\n{text}\n" * 40):
        assert decode(one.encode(encoding), Path("a.txt")) == one


def test_a_few_damaged_bytes_do_not_spoil_a_file(tmp_path: Path) -> None:
    """UTF-8 with faults in it stays UTF-8; the damaged characters are counted in a finding."""
    data = bytearray((LANGUAGES["Chinese"][0] + "\n").encode() * 50)
    for at in random.Random(5).sample(range(0, len(data), 3), 4):
        data[at] = 0xFF
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(data))
    found = extract(path)
    assert sum("水库去年" in text for text in texts(found)) >= 46
    assert [finding.kind for finding in found.findings] == ["encoding"]


@pytest.mark.parametrize(
    ("line", "text", "gone"),
    [
        ("　　<a href='/book/7'>于是</a>有了书。", "于是有了书。", "<a href='/book/7'> </a>"),
        ("书名。<s></s><a>某某网</a>", "书名。", "某某网"),
        ('<span class="right">三月</span>', "三月", '<span class="right">'),
        ("价格&nbsp;&yen;5，caf&eacute;。", "价格 ¥5，café。", "&nbsp; &yen; &eacute;"),
        ("面积10<sup>6</sup>平方米。", "面积10⁶平方米。", "<sup> </sup>"),
        ("如果a<b而c>d，用List<T>。", "如果a<b而c>d，用List<T>。", ""),
        ("标签<b>表示粗体，没有别的。", "标签<b>表示粗体，没有别的。", ""),
        ("甲<!-- 广告 -->乙", "甲乙", "<!-- 广告 -->"),
    ],
)
def test_tags_that_converters_leave(line: str, text: str, gone: str, tmp_path: Path) -> None:
    """Tags with attributes, in pairs or without an end are taken out and named; other angles are text."""
    path = tmp_path / "a.txt"
    path.write_text(f"标题\n\n{line}\n\n末段写得完整。\n", "utf-8")
    found = extract(path)
    assert texts(found)[1] == text
    assert found.blocks[1].lines == (3, 3)
    assert gone in aside(found)
    assert difference(path, found) == ("", "")


def test_a_tag_ends_a_line(tmp_path: Path) -> None:
    """<br> and <p> part paragraphs that stand on one line of the file."""
    path = tmp_path / "a.txt"
    path.write_text("<p>第一段写得完整。</p><p>第二段也完整。<br/>第三段。</p>\n", "utf-8")
    assert [(block.text, block.lines) for block in extract(path).blocks] == [
        ("第一段写得完整。", (1, 1)), ("第二段也完整。", (1, 1)), ("第三段。", (1, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_is_not_read_is_named(language: str, tmp_path: Path) -> None:
    """What is neither Chinese nor English is decoded, and said to be misread; the others pass without a word."""
    path = tmp_path / "a.txt"
    path.write_bytes(f"標題\n\n{LANGUAGES[language][0]}\n".encode(LANGUAGES[language][1][-1], "ignore"))
    named = [finding.message for finding in read(path).findings if finding.kind == "language"]
    ours = ("Chinese", "Traditional", "English")
    assert [language in message for message in named] == [True] * (language not in ours)


PIECES = st.sampled_from(
    [
        "甲乙丙", "abc 12", "。", "\n", "\n\n", "\f", "\v", "　　", "<a href='/b'>", "<a>", "</a>", "<b>", "</b>", "<br>", "<p>", "</p>", "<sup>", "</sup>",
        "2", "<!-- ", " -->", "<script>", "</script>", "&nbsp;", "&eacute;", "&x;", "<", ">", "<T>", "\u00ad", "\ufeff", "ﬁ", "⼀",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, min_size=1, max_size=14))
def test_every_letter_of_a_text_with_tags_is_accounted_for(pieces: list[str], tmp_path: Path) -> None:
    """Tags, names of characters and odd signs in any order: each letter is read or set aside, none is made up."""
    path = tmp_path / "a.txt"
    path.write_bytes("".join(pieces).encode())
    try:
        found = extract(path)
    except EmptySource:
        return
    assert difference(path, found) == ("", "")


def test_the_law_notices_a_broken_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops the tails of long lines is found out by the second look."""
    path = tmp_path / "a.txt"
    path.write_text("标题\n\n" + LANGUAGES["Chinese"][0] + "\n", "utf-8")
    monkeypatch.setattr("audiobook.source.readers.text.join_all", lambda lines: "".join(lines)[:20])
    ledger = read(path).ledger
    assert ledger is not None
    assert ledger.lost > 0


def test_a_tag_over_several_lines(tmp_path: Path) -> None:
    """What a word processor left of its pages is mark-up also where it was broken; a sum is not."""
    path = tmp_path / "a.txt"
    path.write_text(
        "<p class=a0 style='margin:0cm;\n\ntext-indent:22.0pt;\n\nlayout:none'>他听了不说话。\n\n当a <b且\nc> d时停下。\n",
        "utf-8",
    )
    found = extract(path)
    assert "".join(texts(found)).startswith("他听了不说话。")
    assert "且" in "".join(texts(found))
    assert difference(path, found) == ("", "")


def test_headings_marked_as_in_markdown(tmp_path: Path) -> None:
    """Marks before headings are marks in a file of any name; before lines of a program they are not."""
    path = tmp_path / "a.txt"
    path.write_text("# 水闸的夜班\n\n他在闸上守了一夜，天亮才回家。\n\n## 水位\n\n水位涨了三尺。\n", "utf-8")
    (article,) = read(path).articles
    assert (article.title, [section.heading for section in article.sections]) == ("水闸的夜班", [None, "水位"])
    path.write_text("他写了几行。\n# 打开水闸\nopen()\n# 关上水闸\nclose()\n# 再看一遍\n", "utf-8")
    assert "# 打开水闸" in texts(extract(path))


def test_a_paragraph_copied_from_elsewhere_keeps_none_of_its_line_breaks(tmp_path: Path) -> None:
    """Most paragraphs are a line each; one has lines of a measure of its own, the first of which is no heading."""
    told = "撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨，夜里还要涨。"
    wrapped = "２５　一切儿童和青年显然都是这样的，习俗比自然的力\n量还大，它只要能教人把自己的心理和理解屈从于某种\n事理，它就往往能使人崇拜那种事理为神圣的，因为他\n们已经迷惑于人生必需的事务，而不能坐下来细看。"
    document = whole(tmp_path / "excerpt.txt", f"渡口摘抄\n\n{told}\n\n{told}\n\n{wrapped}\n\n{told}\n")
    texts = [p.text for a in document.articles for s in a.sections for p in s.paragraphs]
    assert wrapped.replace("\n", "").replace("\u3000", " ") in [text.replace("\u3000", " ") for text in texts]
    assert [s.heading for a in document.articles for s in a.sections] == [None]


def test_a_list_of_chapters_is_no_paragraph(tmp_path: Path) -> None:
    """Couplets of one length, line upon line, each with its number."""
    names = (
        "王孝廉村学识同科周蒙师暮年登",
        "周学道校士拔真才胡屠户行凶闹",
        "荐亡斋和尚吃官司打秋风乡绅遭",
        "王秀才议立偏房严监生疾终正寝",
    )
    rows = [f"第{n}回　　　　{name}" for n, name in zip("一二三四", names, strict=True)]
    file = tmp_path / "novel.txt"
    file.write_text("渡口外史\n\n" + "\n".join(rows) + "\n", "utf-8")
    blocks = texts(extract(file))
    assert [row.split("　")[-1] in block for row, block in zip(rows, blocks[1:], strict=True)] == [True] * 4
