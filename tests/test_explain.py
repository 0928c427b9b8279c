"""Why a sentence is said as it is, and a reading mended in its place."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.errors import TextError
from audiobook.pronunciation.reasons import reasons
from tests.conftest import Run


def words(text: str, *folders: Path) -> dict[str, pipeline.SaidWord]:
    """The words of `text` by what is written."""
    return {word.written: word for word in pipeline.explain([text], Settings(), folders)[0]}


def test_each_word_says_how_it_is_read_and_who_decided(desk: Path) -> None:
    """Rules of narration, the dictionary, names, rules of form, the network with how sure it was, the text itself."""
    found = words("2014—2023年，他还没有长大，{重|chóng}庆的GPU行当不好当，银行里。")
    assert found["2014—2023年"].spoken == "二零一四到二零二三年"
    assert found["2014—2023年"].reasons == ("year range",)
    assert found["长大"].readings == ("zhang3", "da4")
    assert found["长大"].others[0] == ("zhang3", "chang2")
    assert found["还"].reasons == ("rule 还 still",)
    assert found["银行"].reasons == ("only", "dictionary 银行")
    assert found["重庆"].reasons[1] == "names 重庆"
    assert found["当"].reasons == ("network",)
    assert 0 < found["当"].margin < 1
    assert found["没有"].sounds == ("mei2", "you2")


def test_the_lexicon_is_named(desk: Path) -> None:
    """A reading and a replacement of the user's are known as such."""
    (desk / "lexicon.tsv").write_text("乐队\tyuè duì\nGPU\t图形处理器\n", "utf-8")
    found = words("乐队用GPU。", desk)
    assert found["乐队"].reasons == ("lexicon 乐队", "lexicon 乐队")
    assert (found["GPU"].spoken, found["GPU"].reasons) == ("图形处理器", ("lexicon",))


def test_a_text_that_gives_a_reading_is_the_reason(desk: Path) -> None:
    """{重|zhòng}新 is read so because the text says so, and the brackets are no words."""
    found = words("他{重|zhòng}新来过。")
    assert found["重新"].readings[0] == "zhong4"
    assert found["重新"].reasons[0] == "text"


@given(st.text(alphabet="银行重庆还没有长当为得，。 2014—%GPU（）的", max_size=40))
def test_words_stand_where_they_are_written(text: str) -> None:
    """The places of the words rise, and each is in the sentence where it says."""
    from audiobook.narration import glosses
    from audiobook.narration.characters import evened
    from audiobook.source.cleaning import cleaned

    even = evened(glosses.parted(cleaned(text))[0])
    end = 0
    for word in pipeline.explain([text], Settings())[0]:
        assert word.start >= end
        assert even.startswith(word.written, word.start)
        end = word.start + len(word.written)


def test_reasons_are_of_every_chinese_character() -> None:
    """One for each, in their order; Latin letters and marks have none."""
    (found,) = reasons(["银行ABC，重。"])
    assert [reason.place for reason in found] == [0, 1, 6]


def test_a_reading_is_mended_in_one_place_alone(desk: Path, issue: Path, audiobook: Run) -> None:
    """The second 豆腐 of a paragraph gets its reading in book.md, and no other; another reading takes its place."""
    assert audiobook("build", issue, "--engine", "silence", "-q") == 0
    settings = pipelined()
    (book,) = (path.parent for path in Path("output").glob("*/index.json"))
    index = index_of(book)
    track = index.tracks[0]
    cue = next(cue for cue in track.cues if "32年豆腐" in cue.written)
    start = cue.written.index("豆腐")
    pipeline.mend_here(book, track, cue, start, "豆腐", "dòu fǔ", settings)
    script = (book / "book.md").read_text("utf-8")
    assert "开门的是豆腐店。老板说，他做了32年{豆腐|dòu fǔ}，" in script
    # once more, before the book is made again: the reading that stands there gives way
    pipeline.mend_here(book, track, cue, start, "豆腐", "dòu fu1", settings)
    assert "32年{豆腐|dòu fu1}，" in (book / "book.md").read_text("utf-8")


def test_what_is_no_paragraph_cannot_be_mended_in_its_place(desk: Path, issue: Path, audiobook: Run) -> None:
    """A title names files and feeds: the message says what to do instead."""
    assert audiobook("build", issue, "--engine", "silence", "-q") == 0
    (book,) = (path.parent for path in Path("output").glob("*/index.json"))
    track = index_of(book).tracks[0]
    title = next(cue for cue in track.cues if cue.role == "title")
    with pytest.raises(TextError, match="for this book"):
        pipeline.mend_here(book, track, title, 0, title.written[:1], "zǎo", pipelined())


def test_pinyin_must_fit_the_word() -> None:
    """Another number of syllables than characters is refused, in one line; words take the place of words."""
    assert pipeline.said_as("GPU", "图形处理器") == "图形处理器"
    with pytest.raises(TextError, match="2 characters but 1 syllables"):
        pipeline.said_as("重庆", "chóng")


def test_an_engine_that_is_ready_speaks_sentence_after_sentence(desk: Path) -> None:
    """The same engine each time, in the voice asked for, with the lexicons of the folders."""
    (desk / "lexicon.tsv").write_text("GPU\t图形处理器\n", "utf-8")
    settings = pipelined()
    auditions = pipeline.Auditions()
    try:
        assert auditions.hear("GPU来了。", desk / "a.mp3", settings, (desk,)) == "图形处理器来了。"
        assert auditions.engine(settings) is auditions.engine(settings)
        assert (desk / "a.mp3").stat().st_size > 500
    finally:
        auditions.close()


def test_an_engine_that_computes_is_warmed_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it must load is loaded before somebody waits for a sentence; one that takes no time is left alone."""
    from audiobook.speech.silence import Silence

    spoken: list[str] = []
    speak = Silence.speak
    monkeypatch.setattr(Silence, "speak", lambda self, request: spoken.append(request.payload) or speak(self, request))
    settings = pipelined()
    auditions = pipeline.Auditions()
    auditions.warm(settings)
    engine = auditions.engine(settings)
    assert spoken == []
    monkeypatch.setattr(engine, "capabilities", dataclasses.replace(engine.capabilities, needs="cpu"))
    auditions.warm(settings)
    auditions.warm(settings)
    auditions.executor.shutdown(wait=True)
    assert spoken == ["一。"]
    auditions.close()


def test_where_speaking_takes_long_the_word_is_heard_first(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an engine that computes only what stands around the word; from one that does not the sentence."""
    settings, auditions = pipelined(), pipeline.Auditions()
    text = "夏天下了一场大雨，桥被大水冲走了，船都停在上游。"
    try:
        assert auditions.hear(text, desk / "a.mp3", settings, near=text.index("冲")) == text
        engine = auditions.engine(settings)
        monkeypatch.setattr(engine, "capabilities", dataclasses.replace(engine.capabilities, needs="cpu"))
        assert auditions.hear(text, desk / "b.mp3", settings, near=text.index("冲")) == "桥被大水冲走了，"
        assert auditions.hear(text, desk / "c.mp3", settings) == text
        assert (desk / "b.mp3").stat().st_size < (desk / "a.mp3").stat().st_size
    finally:
        auditions.close()


def pipelined() -> Settings:
    """The settings of this folder, with the engine that takes no time."""
    from audiobook.config_file import load

    return load(flags={"speech.engine": "silence"})


def index_of(book: Path):  # type: ignore[no-untyped-def]
    """The index of a book that is there."""
    from audiobook.publish.index import read

    found = read(book)
    assert found is not None
    return found
