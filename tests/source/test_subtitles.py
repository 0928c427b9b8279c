"""Subtitles: what is said in them is read as running text, and the rest is in the report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiobook.model import Cue, Document, Ledger, Track
from audiobook.publish.transcripts import srt
from audiobook.source import read
from audiobook.source.cleaning import cleaned
from audiobook.source.readers.subtitles import from_text

LECTURE = """1
00:00:01,000 --> 00:00:03,500
今天我们讲<i>人工智能</i>

2
00:00:03,600 --> 00:00:06,000 X1:40 X2:600 Y1:20 Y2:50
{\\an8}的历史，从1956年
的一次会议说起。

3
00:00:10,000 --> 00:00:12,000
- 为什么是那一年？
- 因为名字就是那时起的。
"""


def texts(document: Document) -> list[str]:
    """Its paragraphs, one after the other."""
    return [p.text for article in document.articles for section in article.sections for p in section.paragraphs]


def written(tmp_path: Path, text: str, name: str = "第三讲.srt") -> Document:
    """`text` read from a file of that name."""
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return read(file)


def test_cues_become_paragraphs(tmp_path: Path) -> None:
    """A sentence goes on from cue to cue, a pause begins a paragraph, and so does each speaker."""
    document = written(tmp_path, LECTURE)
    assert texts(document) == [
        "今天我们讲人工智能的历史，从1956年的一次会议说起。",
        "为什么是那一年？",
        "因为名字就是那时起的。",
    ]
    assert document.title == "第三讲"
    assert [p.lines for s in document.articles[0].sections for p in s.paragraphs] == [(3, 8), (12, 12), (13, 13)]


def test_what_is_not_read_is_reported(tmp_path: Path) -> None:
    """One finding tells of the times, and of every tag that was taken out."""
    (finding,) = written(tmp_path, LECTURE).findings
    assert finding.kind == "dropped"
    assert finding.lines == (1, 13)
    for what in ("3 cues", "00:00:01,000", "00:00:12,000", "<i>", "{\\an8}"):
        assert what in finding.message


def test_the_ledger_holds_every_letter(tmp_path: Path) -> None:
    """What is said and what is set aside are the whole file, to the letter; its name, the title, is no part of it."""
    ledger = written(tmp_path, LECTURE).ledger
    said = sum(
        map(str.isalnum, "今天我们讲人工智能的历史，从1956年的一次会议说起。为什么是那一年？因为名字就是那时起的。")
    )
    assert ledger == Ledger(sum(map(str.isalnum, LECTURE)), said, sum(map(str.isalnum, LECTURE)) - said, 0)


def test_lines_without_marks_stay_lines(tmp_path: Path) -> None:
    """Subtitles that have no punctuation keep a break after each cue, so that the voice pauses there."""
    cues = ["大家好", "我们今天来读一本书", "它讲的是一条河"]
    text = "\n".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{cue}\n" for i, cue in enumerate(cues, 1))
    assert texts(written(tmp_path, text)) == ["大家好\n我们今天来读一本书\n它讲的是一条河"]


def test_other_angles_are_text() -> None:
    """Only tags that subtitles know are taken out; a comparison is no tag."""
    cues = "1\n0:00:01,0 --> 0:00:02,0\n若a<b且b>c，则a<font color=red>不</font>定。\n"
    assert texts(from_text(cues, "")) == ["若a<b且b>c，则a不定。"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\n行尾不同。\r\n\r\n", ["行尾不同。"]),
        ("00:00:01.000 --> 00:00:02.000\n没有序号。\n", ["没有序号。"]),
        ("1\n00:00:01,000 --> 00:00:02,000\n2024\n\n2\n00:00:02,000 --> 00:00:03,000\n年的事。\n", ["2024年的事。"]),
        ("译者：李四\n\n1\n00:00:01,000 --> 00:00:02,000\n正文。\n", ["译者：李四", "正文。"]),
        ("1\n00:00:01,000 --> 00:00:02,000\n上半，\n\n下半。\n", ["上半，下半。"]),
    ],
    ids=["line ends", "no numbers", "a number is said", "before the first cue", "a blank line in a cue"],
)
def test_files_as_they_are_found(text: str, said: list[str]) -> None:
    """Programs write the format in many ways; all of the text is read."""
    assert texts(from_text(text, "")) == said


def test_our_own_transcripts_are_read_back(tmp_path: Path) -> None:
    """The .srt beside a finished track gives its sentences again, long ones cut over several cues included."""
    long = "换下来的轴承还能再用二十年，" * 6 + "工程师们说。"
    sentences = ["河边的旧水车转了一百年。", long, "到了傍晚，水声又响起来了。"]
    cues = tuple(Cue(i * 9_000, i * 9_000 + 8_500, text, "body", 0, i) for i, text in enumerate(sentences))
    text = srt(Track(1, "水车", Path("01.mp3"), 27_000, 0, -16.0, -1.0, 44_100, 96, cues, ()))
    assert texts(written(tmp_path, text)) == ["".join(sentences)]


WORDS = st.text(st.characters(whitelist_categories=["Lo", "Lu", "Ll", "Nd"]), min_size=1, max_size=12)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cues=st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["", "。", "，", "<i>", "-"])), min_size=1, max_size=8))
def test_every_letter_of_every_cue_is_read(cues: list[tuple[str, str, str]], tmp_path: Path) -> None:
    """Whatever the cues say, each letter and figure of theirs stands in the document, in order."""
    text = "".join(
        f"{i}\n00:00:{i:02},000 --> 00:00:{i:02},800\n{first}{mark}\n{second}\n\n"
        for i, (first, second, mark) in enumerate(cues, 1)
    )
    document = written(tmp_path, text)
    read_out = "".join(filter(str.isalnum, "".join(texts(document))))
    assert Counter(read_out) == Counter(cleaned("".join(first + second for first, second, _ in cues)))
    assert document.ledger is not None
    assert document.ledger.lost == 0


def test_subtitles_for_the_web_are_read_as_others_are(tmp_path: Path) -> None:
    """Head, remarks, names of cues and speakers are set aside; hours may be missing in the times."""
    web = (
        "WEBVTT - 第三讲\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n"
        "opening\n00:01.000 --> 00:03.500 align:start\n"
        "<v 老师>今天我们讲<c.loud>渡口</c>\n\n00:00:03.600 --> 00:00:06.000\n的历史 &amp; 现在。\n"
    )
    document = written(tmp_path, web, "第三讲.vtt")
    assert texts(document) == ["今天我们讲渡口的历史 & 现在。"]
    assert document.ledger is not None
    assert document.ledger.lost == 0
