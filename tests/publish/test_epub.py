"""The EPUB: what is in it, that it is the same for the same book, and that a change costs what changed."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Cue, Index, TimedWord
from audiobook.publish.cover import draw
from audiobook.publish.epub import Chapter, Footnote, squeezed, write
from audiobook.publish.index import reconcile
from tests.publish import samples
from tests.publish.epub_book import NAMES, TEXTREF, TYPE, Taken, milliseconds, text

COVER = draw("河流", size=100)


def chapters(index: Index, **known: object) -> list[Chapter]:
    """One for each track."""
    return [Chapter(track, index.language, **known) for track in index.tracks]  # type: ignore[arg-type]


def made(folder: Path, *titles: str, **fields: object) -> tuple[Path, Index]:
    """An EPUB of samples, and its index."""
    index = reconcile(samples.book(folder, *titles, **fields), None, date=None)  # type: ignore[arg-type]
    path = folder / "book.epub"
    assert write(index, chapters(index), path, cover=COVER, settings=PublishSettings())
    return path, index


def test_every_word_and_sentence_is_lit_from_its_start_to_the_next(tmp_path: Path) -> None:
    """The times are those of the index, without a gap that a reading system would have to jump over, from the first
    sentence to the end of the audio; what is lit is the word, or the sentence that has no words."""
    path, index = made(tmp_path)
    book = Taken(path)
    for number, track in enumerate(index.tracks, 1):
        pars = book.pars(number)
        wanted = [
            (word.text if cue.words else cue.written, cue.start_ms if not place else word.start_ms)
            for cue in track.cues
            for place, word in enumerate(cue.words or (TimedWord(cue.written, cue.start_ms, cue.end_ms),))
        ]
        elements = {each.get("id"): each for each in book.page(number).iter() if each.get("id")}
        assert [(text(elements[par.element]), par.begin_ms) for par in pars] == [(squeezed(t), at) for t, at in wanted]
        assert [par.end_ms for par in pars] == [*(par.begin_ms for par in pars[1:]), track.duration_ms]
        assert {par.audio for par in pars} == {f"../audio/{number:03d}.mp3"}
        assert [text(elements[f"s{cue.utterance}"]) for cue in track.cues] == [squeezed(c.written) for c in track.cues]
        assert book.files[f"EPUB/audio/{number:03d}.mp3"] == track.path.read_bytes()


WORDS = (("水车", 600), ("[1]", 900), ("旧了", 900), ("重", 1200), ("修", 1500), ("过", 2600))
"""One heard with the one before it, one within a reading, and one that would be heard after its sentence."""


def test_words_are_lit_where_their_times_are_known(tmp_path: Path) -> None:
    """Each word from its start to the next one's, the first from the start of the sentence and the last to its end; no
    reading or mark is torn, no stretch is empty, and all of the text is there."""
    index = reconcile(samples.book(tmp_path, "水车"), None, date=None)
    words = tuple(TimedWord(text, start, start + 100) for text, start in WORDS)
    cue = Cue(500, 2000, "“水车[1]旧了，{重|chóng}修过。”", "body", 0, 2, paragraph=1, words=words)
    later = Cue(2500, 3000, "完。", "body", 0, 3, paragraph=1)
    track = dataclasses.replace(index.tracks[0], cues=(cue, later), marks=index.tracks[0].marks[:1])
    chapter = Chapter(track, "zh", notes=(Footnote(2, "[1] 在河边。", "[1]", 1),))
    write(index, [chapter], tmp_path / "b.epub", cover=COVER, settings=PublishSettings())
    book = Taken(tmp_path / "b.epub")
    elements = {each.get("id"): each for each in book.page(1).iter() if each.get("id")}
    lit = [(text(elements[par.element]), par.begin_ms, par.end_ms) for par in book.pars(1)]
    assert lit == [
        ("水车", 500, 900), ("[1]", 900, 1200), ("重", 1200, 1500), ("修", 1500, 2500),
        ("完。", 2500, track.duration_ms),
    ]  # fmt: skip
    assert text(elements["s2"]) == "“水车[1]旧了，重修过。”" and not book.dangling()
    sentences = [each.attrib[TEXTREF] for each in book.xml("text/001.smil").iterfind(".//smil:seq/smil:seq", NAMES)]
    assert sentences == ["001.xhtml#s2"]


def test_durations_are_exact(tmp_path: Path) -> None:
    """The length of each overlay is that of its clips, and the book's is that of all overlays."""
    path, index = made(tmp_path)
    book = Taken(path)
    *parts, whole = [milliseconds(each) for each in book.metadata("media:duration")]
    assert parts == [sum(par.end_ms - par.begin_ms for par in book.pars(n)) for n in range(1, len(index.tracks) + 1)]
    assert whole == sum(parts)


def test_the_package_says_what_the_book_is(tmp_path: Path) -> None:
    """Title, issue, authors, narrator, publisher, date, language and the identity it keeps."""
    path, index = made(tmp_path)
    book = Taken(path)
    assert book.metadata("title") == ["河流 第3期"]
    assert book.metadata("belongs-to-collection") == ["河流"]
    assert book.metadata("creator") == ["林雨"]
    assert book.metadata("contributor") == ["silence silent"]
    assert book.metadata("publisher") == ["河流编辑部"]
    assert book.metadata("date") == ["2025-02"]
    assert book.metadata("language") == ["zh-CN"]
    assert book.metadata("identifier") == [f"urn:uuid:{index.book_id}"]
    assert book.metadata("media:active-class")[0] in book.files["EPUB/style.css"].decode()
    assert book.files["EPUB/cover.jpg"] == COVER


def test_contents_nest_as_sections_do(tmp_path: Path) -> None:
    """Chapters, and under them their sections as deep as they lie, in both tables of contents."""
    index = reconcile(samples.book(tmp_path, "水车", "轴承"), None, date=None)
    cues = [Cue(1000 * n, 1000 * n + 900, name, "heading", n, n) for n, name in enumerate(["", "甲", "乙", "丙"])][1:]
    marks = tuple(
        dataclasses.replace(index.tracks[0].marks[0], start_ms=cue.start_ms, title=cue.written) for cue in cues
    )
    track = dataclasses.replace(index.tracks[0], cues=tuple(cues), marks=marks)
    found = [Chapter(track, "zh", levels={1: 1, 2: 2, 3: 1}), Chapter(index.tracks[1], "zh")]
    write(index, found, tmp_path / "book.epub", cover=COVER, settings=PublishSettings())
    book = Taken(tmp_path / "book.epub")
    assert book.contents() == [(0, "水车"), (1, "甲"), (2, "乙"), (1, "丙"), (0, "轴承"), (1, "修理")]
    labels = [each.text for each in book.xml("toc.ncx").iterfind(".//ncx:navLabel/ncx:text", NAMES)]
    assert labels == [title for _, title in book.contents()]
    headings = [re.sub("{.*}", "", each.tag) for each in book.page(1).iter() if re.search(r"}h\d$", each.tag)]
    assert headings == ["h1", "h2", "h3", "h2"]


KINDS = {
    "table": ("年份\t水位\n", "2019\t3.2米"), "verse": ("天冷了，\n河面结了冰。\n", "雁向南飞。"),
    "code": ("print(1)",), "formula": ("E = mc²",), "caption": ("图1 河",), "quote": ("水往低处流。",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "tag"),
    [("table", "tr"), ("verse", "p"), ("code", "pre"), ("formula", "p"), ("caption", "p"), ("quote", "blockquote")],
)
def test_kinds_of_content_are_marked_as_such(kind: str, tag: str, tmp_path: Path) -> None:
    """Tables are tables, verse has its lines, code and quotations are what they are, and all their words are there."""
    index = reconcile(samples.book(tmp_path, "水车"), None, date=None)
    role = "quote" if kind == "quote" else "body"
    lines = [Cue(100 * n, 100 * n + 90, line, role, 0, n, paragraph=1) for n, line in enumerate(KINDS[kind], 1)]
    if kind == "table":
        lines = [dataclasses.replace(cue, paragraph=cue.utterance) for cue in lines]
    track = dataclasses.replace(index.tracks[0], cues=tuple(lines), marks=index.tracks[0].marks[:1])
    known = {squeezed("".join(c.written for c in lines if c.paragraph == n)): kind for n in (1, 2)}
    write(index, [Chapter(track, "zh", known)], tmp_path / "b.epub", cover=COVER, settings=PublishSettings())  # type: ignore[arg-type]
    page = Taken(tmp_path / "b.epub").page(1)
    found = list(page.iter(f"{{{NAMES['x']}}}{tag}"))
    assert squeezed("".join(text(each) for each in found)) == squeezed("".join(KINDS[kind]))
    assert len(page.findall(".//x:br", NAMES)) == (2 if kind == "verse" else 0)
    assert len(found) == (2 if kind == "table" else 1)


def test_notes_are_reached_by_their_marks(tmp_path: Path) -> None:
    """A note that is not heard stands at the end, and its mark, once, leads there and back. One without a mark is no
    footnote, which reading systems hide. Readings stand above."""
    index = reconcile(samples.book(tmp_path, "水车"), None, date=None)
    title = Cue(0, 100, "水车", "title", 0, 9)
    cues = (title, Cue(100, 900, "水车[1]旧，{重|chóng}修过[1]。", "body", 0, 1, paragraph=1))
    track = dataclasses.replace(index.tracks[0], cues=cues, marks=index.tracks[0].marks[:1])
    chapter = Chapter(track, "zh", notes=(Footnote(2, "[1] 在河边。", "[1]", 1), Footnote(3, "又见序。")))
    write(index, [chapter], tmp_path / "b.epub", cover=COVER, settings=PublishSettings())
    page = Taken(tmp_path / "b.epub").page(1)
    ids = {each.get("id"): each for each in page.iter() if each.get("id")}
    (mark,) = [each for each in page.iter() if each.get(TYPE) == "noteref"]
    notes = [each for each in page.iter() if each.get(TYPE) == "footnote"]
    assert [text(each) for each in notes] == ["[1]在河边。↩"]
    assert [text(each) for each in page.iterfind(".//x:p[@class='note']", NAMES)] == ["[1]在河边。↩", "又见序。"]
    assert ids[mark.attrib["href"][1:]] is notes[0]
    back = notes[0].find(".//x:a", NAMES)
    assert back is not None and ids[back.attrib["href"][1:]] is mark
    assert not Taken(tmp_path / "b.epub").dangling()
    assert text(ids["s1"]) == "水车[1]旧，重修过[1]。"
    assert [each.text for each in page.iterfind(".//x:rt", NAMES)] == ["chóng"]


def test_the_same_book_has_the_same_bytes(tmp_path: Path) -> None:
    """Wherever and whenever it is made; the type comes first and the audio is not compressed, as readers expect."""
    first, _ = made(tmp_path / "a", *samples.HARD_TITLES)
    second, _ = made(tmp_path / "b", *samples.HARD_TITLES)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "mimetype" and entries[0].compress_type == ZIP_STORED
    assert all(each.compress_type == ZIP_STORED for each in entries if each.filename.endswith(".mp3"))
    assert all(each.filename.isascii() for each in entries)


def test_what_holds_the_book_already_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written where all would be the same; a new title, other audio of the same size, an article less, and
    a broken file are noticed."""
    path, index = made(tmp_path)
    before = path.stat()

    def again(index: Index) -> bool:
        return write(index, chapters(index), path, cover=COVER, settings=PublishSettings())

    assert not again(index)
    assert path.stat().st_mtime_ns == before.st_mtime_ns and path.stat().st_ino == before.st_ino
    assert again(dataclasses.replace(index, title="河山"))
    assert Taken(path).metadata("title") == ["河山 第3期"]
    index.tracks[0].path.write_bytes(b"\xff\xfb" + b"n" * 998)
    assert again(index)
    assert again(dataclasses.replace(index, tracks=index.tracks[1:]))
    assert "EPUB/audio/003.mp3" not in Taken(path).names
    path.write_bytes(path.read_bytes()[:-30])
    assert again(index)
    assert not again(index)


def test_audio_that_is_gone_is_named(tmp_path: Path) -> None:
    """A missing MP3 is an error that names it, and what was there stays."""
    path, index = made(tmp_path)
    before = path.read_bytes()
    index.tracks[1].path.unlink()
    with pytest.raises(PublishError, match=re.escape(str(index.tracks[1].path))):
        write(index, chapters(index), path, cover=COVER, settings=PublishSettings())
    assert path.read_bytes() == before
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".audiobook")]
