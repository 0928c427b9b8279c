"""WebVTT, SRT and chapters JSON."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Cue, TimedWord, Track
from audiobook.publish import chapters, transcripts
from tests.publish import samples

LONG = "河水从山里来，" * 12 + "最后流进大海。"


def with_cues(*texts: str, start_ms: int = 0, length_ms: int = 6000) -> Track:
    """A track whose cues say `texts`, one after the other without pauses."""
    cues = tuple(
        Cue(start_ms + at * length_ms, start_ms + (at + 1) * length_ms, text, "body", 1, at + 1)
        for at, text in enumerate(texts)
    )
    return Track(1, "题", Path("01-题.mp3"), 1, 1, -16, -1, 44100, 96, cues, ())


def parse(text: str, point: str) -> list[tuple[int, int, str]]:
    """(start, end, text) of every cue, as strict a reading as players do."""
    clock = rf"(\d\d+):(\d\d):(\d\d){re.escape(point)}(\d\d\d)"
    found = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if lines[0] == "WEBVTT":
            continue
        if point == ",":
            assert lines.pop(0) == str(len(found) + 1)
        match = re.fullmatch(rf"{clock} --> {clock}", lines[0])
        assert match, lines[0]
        n = [int(group) for group in match.groups()]
        times = [((n[i] * 60 + n[i + 1]) * 60 + n[i + 2]) * 1000 + n[i + 3] for i in (0, 4)]
        assert 1 <= len(lines) - 1 <= 2, block
        found.append((times[0], times[1], "\n".join(lines[1:])))
    return found


@pytest.mark.parametrize(("write", "point"), [(transcripts.vtt, "."), (transcripts.srt, ",")])
def test_times_are_exact_and_text_is_whole(write: object, point: str) -> None:
    """Every cue starts and ends to the millisecond where the sentence does, and no character is lost."""
    track = with_cues("短句。", LONG, "Deep learning needs data, and 910B chips.", start_ms=3_599_001, length_ms=7777)
    cues = parse(write(track), point)  # type: ignore[operator]
    starts, ends = {start for start, _, _ in cues}, {end for _, end, _ in cues}
    for cue in track.cues:
        assert cue.start_ms in starts
        assert cue.end_ms in ends
    joined = "".join(text.replace("\n", "").replace(" ", "") for _, _, text in cues)
    assert joined == "".join(cue.written for cue in track.cues).replace(" ", "")
    assert all(one[1] == two[0] for one, two in itertools.pairwise(cues))


def test_a_long_sentence_is_shared_out_by_characters() -> None:
    """Pieces of a long sentence last as long as their share of its characters, and break at punctuation."""
    cues = parse(transcripts.vtt(with_cues(LONG, length_ms=9100)), ".")
    assert len(cues) > 1
    assert sum(end - start for start, end, _ in cues) == 9100
    for start, end, text in cues:
        assert abs((end - start) - len(text.replace("\n", "")) * 100) <= 1
        assert text[-1] in "，。"


def with_words(text: str, *, start_ms: int = 1000) -> Track:
    """A track of one cue whose words are its characters, each 100 ms, but for marks, which take 300 ms more."""
    words, now = [], start_ms
    for char in text:
        if char.isalnum():
            words.append(TimedWord(char, now, now + 100))
            now += 100
        else:
            now += 300
    cue = Cue(start_ms, now, text, "body", 1, 1, words=tuple(words))
    return Track(1, "题", Path("01-题.mp3"), 1, 1, -16, -1, 44100, 96, (cue,), ())


def test_a_long_sentence_goes_on_with_its_next_word() -> None:
    """Where words have times, a piece of a long sentence begins exactly when its first word is heard."""
    track = with_words(LONG)
    [cue] = track.cues
    for write, point in ((transcripts.vtt, "."), (transcripts.srt, ",")):
        pieces = parse(write(track), point)  # type: ignore[operator]
        count = 0
        for start, _, text in pieces:
            assert start == cue.words[count].start_ms
            count += sum(char.isalnum() for char in text)
        assert count == len(cue.words) and pieces[-1][1] == cue.end_ms


def test_word_stamps_only_where_they_are_asked_for() -> None:
    """Each word but the first of a cue stands behind its time; without stamps and markup the text is the plain one."""
    track = with_words("水车<b>停&下来。")
    assert transcripts.vtt(track) == transcripts.vtt(track, words=False)
    [(_, _, text)] = parse(transcripts.vtt(track, words=True), ".")
    assert text == ("水<00:00:01.100>车&lt;<00:00:01.500>b&gt;<00:00:01.900>停&amp;<00:00:02.300>下<00:00:02.400>来。")


@given(st.text(alphabet="字词句A，。b <&", min_size=1, max_size=200), st.integers(0, 4_000_000))
def test_stamps_grow_within_their_cue(text: str, start_ms: int) -> None:
    """Whatever the text: stamps lie inside of their cue, one after the other, and nothing else is changed."""
    track = with_words(text, start_ms=start_ms)
    plain, stamped = (
        parse(transcripts.vtt(track, words=words), ".") if text.strip() else [] for words in (False, True)
    )
    clock = re.compile(r"<(\d\d+):(\d\d):(\d\d)\.(\d\d\d)>")
    for (start, end, shown), (_, _, with_stamps) in zip(plain, stamped, strict=True):
        assert clock.sub("", with_stamps) == shown
        times = [((int(h) * 60 + int(m)) * 60 + int(s)) * 1000 + int(ms) for h, m, s, ms in clock.findall(with_stamps)]
        assert all(a < b for a, b in itertools.pairwise([start, *times, end]))


def columns(line: str) -> int:
    """How wide a line is on a screen: two for what is set as wide as a Chinese character, none for a combining mark."""
    marks = ("Mn", "Me", "Cf")
    return sum(
        0 if unicodedata.category(sign) in marks else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line
    )


@given(st.text(alphabet="字词A b，。<&>-\n👍\u0301", min_size=1, max_size=200))
def test_lines_fit_and_lose_nothing(text: str) -> None:
    """No line is wider than a phone, and together they are the text but for the white space at breaks."""
    flat = " ".join(text.split())
    lines = transcripts.wrap(flat, transcripts.LINE_COLUMNS)
    assert "".join(lines).replace(" ", "") == flat.replace(" ", "")
    assert all(columns(line) <= transcripts.LINE_COLUMNS for line in lines)


def test_words_and_figures_stay_whole() -> None:
    """A line never ends inside a Latin word or a number, nor begins with a comma."""
    lines = transcripts.wrap("他们用了GPT-4和Transformer模型，训练了1979个小时，效果很好，成本也低了。", 20)
    assert all(not re.match("[，。、]", line) for line in lines)
    joined = "\n".join(lines)
    for word in ("Transformer", "1979"):
        assert word in joined


def test_vtt_escapes_and_srt_disarms() -> None:
    """Markup in a text is shown, not obeyed; an arrow in it cannot pass for a time line."""
    track = with_cues("<b>&amp; --> </b>", "一\n\n二")
    assert "&lt;b&gt;&amp;amp; --&gt; &lt;/b&gt;" in transcripts.vtt(track)
    assert transcripts.srt(track).count("-->") == 2
    assert "一 二" in transcripts.srt(track)


def test_two_lines_are_used_before_two_cues() -> None:
    """A sentence that fits two lines is one cue, even where punctuation stands badly for it."""
    text = "“言教不如身教，身教不如境教”，这是镇上的老校长在校庆典礼上常说的一句话。"
    [(_, _, shown)] = parse(transcripts.vtt(with_cues(text)), ".")
    assert shown.replace("\n", "") == text


@given(st.text(alphabet="字词句A，。b ", min_size=1, max_size=300))
def test_a_cue_never_has_a_third_line(text: str) -> None:
    """Whatever the text, pages have one or two lines, each within the width, and together they are the text."""
    track = with_cues(text, length_ms=60_000)
    pages = [lines.split("\n") for _, _, lines in parse(transcripts.vtt(track), ".")] if text.strip() else []
    assert all(columns(line) <= transcripts.LINE_COLUMNS for page in pages for line in page)
    assert "".join("".join(page) for page in pages).replace(" ", "") == text.replace(" ", "")


def test_what_shows_nothing_is_no_cue() -> None:
    """Blank text makes no empty block, which would break every reader."""
    assert parse(transcripts.srt(with_cues("一", "  ", "二")), ",") == [(0, 6000, "一"), (12000, 18000, "二")]


def test_chapters_are_those_of_the_track(tmp_path: Path) -> None:
    """Same count, times and titles as the marks, whole seconds as whole numbers, version 1.2."""
    track = samples.track(tmp_path, 1, '<script>"&')
    tree = json.loads(chapters.chapters(track, "书"))
    assert tree["version"] == "1.2.0"
    assert tree["chapters"] == [
        {"startTime": 0, "title": '<script>"&', "toc": True}, {"startTime": 2, "title": "修理", "toc": True}
    ]  # fmt: skip
    assert (tree["podcastName"], tree["fileName"]) == ("书", track.path.name)
    assert "author" not in json.loads(chapters.chapters(dataclasses.replace(track, authors=()), "书"))
