"""When words are heard in a clip: by the symbols of a voice, by the words a service reports, or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.language.chinese import words
from audiobook.model import Clip, Mark, SymbolTimes, Utterance, Voice, WrittenWord
from audiobook.pronunciation import read, sandhi
from audiobook.speech.kokoro.engine import Kokoro
from audiobook.speech.kokoro.lags import SYMBOL_LAG_MS, WORD_LEAD_MS
from audiobook.speech.kokoro.spelling import spelled
from audiobook.speech.split import in_a_row, placed
from audiobook.speech.word_times import word_times

VOICE = "zf_xiaoxiao"


def utterance(text: str, *, cut: list[str] | None = None) -> Utterance:
    """`text`, written as it is said, with its words (those of `cut`, if given) and readings."""
    pieces = cut or words(text)
    edges = [0, *accumulate(map(len, pieces))]
    own = tuple(
        WrittenWord(a, b, a, b) for (a, b), word in zip(pairwise(edges), pieces, strict=True) if word[0].isalnum()
    )
    return Utterance(1, "body", text, text, 300, words=sandhi(read(text)), written_words=own)


def clip(marks: tuple[Mark, ...] = (), times: SymbolTimes | None = None) -> Clip:
    """A clip with nothing but what the engine told of it."""
    return Clip(Path("x.wav"), 24_000, 24_000, "", marks, times)


def sent(engine: Kokoro, said: Utterance) -> SymbolTimes:
    """What the voice is sent, with symbol n from n × 10 ms on."""
    payload = engine.request(said, Voice("kokoro", VOICE)).payload
    return SymbolTimes(payload, (10,) * len(payload), 0)


PIECES = (
    "今天", "很重要", "，", "。", "：", "“", "”", "（", "）", "——", "……", "isn't", "AI", "GPT", "DeepSeek",
    "的", "一", "民意", "新一代", "二零二四年", "儿子", "花儿", "café", "Wenfeng", " ", "the apple", "A",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_every_character_is_found_among_the_symbols(text: str) -> None:
    """All that is said has its symbols, each behind the one before it, and no symbol but marks and blanks is left."""
    if not any(char.isalnum() for char in text):
        return
    engine = Kokoro()
    said = utterance(text)
    times = sent(engine, said)
    found = spelled(said.words, times.symbols)
    assert {at for each in found for at in range(each.start, each.stop)} >= {
        at for at, char in enumerate(text) if char.isalnum()
    }
    assert all(a.stop <= b.start and a.last <= b.first for a, b in pairwise(found))
    heard = word_times(said, clip(times=times), engine, VOICE)
    assert [word.text for word in heard] == [text[each.start : each.stop] for each in said.written_words]
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(heard))


def test_times_are_those_of_the_symbols() -> None:
    """A word begins with its first symbol and ends with its last, each the voice's lag before it."""
    engine = Kokoro()
    said = utterance("你好，妈妈。")
    times = sent(engine, said)
    assert times.symbols == "ni↗xau↓, ma→ma."
    late = replace(times, before_ms=SYMBOL_LAG_MS[VOICE])
    assert word_times(said, clip(times=late), engine, VOICE) == (("你好", 0, 70), ("妈妈", 90, 140))


@pytest.mark.parametrize(("blank_ms", "begins_ms"), [(25, 900), (50, 900), (75, 900), (100, 900), (125, 980)])
def test_a_word_begins_with_the_blank_before_it(blank_ms: int, begins_ms: int) -> None:
    """However long the blank is, unless it is a pause; the word before it ends there."""
    said = utterance("妈妈洗菜", cut=["妈妈", "洗菜"])
    engine = Kokoro()
    times = sent(engine, said)
    at = times.symbols.index(" ")
    lasting = tuple(blank_ms if n == at else 200 for n in range(len(times.symbols)))
    late = replace(times, durations_ms=lasting, before_ms=900 + WORD_LEAD_MS[VOICE] - 200 * at)
    before, word = word_times(said, clip(times=late), engine, VOICE)
    assert word.start_ms == begins_ms
    assert before.end_ms <= word.start_ms


def test_parts_that_were_joined() -> None:
    """A clip joined of two halves has words on both sides."""
    engine = Kokoro()
    first, second = utterance("今天下雨，"), utterance("我们读书。")
    whole = utterance("今天下雨，我们读书。")
    other = sent(engine, second)
    times = in_a_row([sent(engine, first), placed(other, 1000)])
    heard = word_times(whole, clip(times=times), engine, VOICE)
    assert [word.text for word in heard] == ["今天", "下雨", "我们", "读书"]
    assert heard[2].start_ms == 1000 - SYMBOL_LAG_MS[VOICE]


def test_other_symbols_than_the_text_s_tell_nothing() -> None:
    """Where a clip says something else, no word has a time."""
    engine = Kokoro()
    times = sent(engine, utterance("我们在河边读书。"))
    assert word_times(utterance("今天下雨。"), clip(times=times), engine, VOICE) == ()


def test_words_as_a_service_reports_them() -> None:
    """Its words may be cut otherwise: those that share a stretch are one, and one that it said otherwise has none."""
    said = utterance(
        "人工智能在Good  2 河边，读书。", cut=["人工", "智能", "在", "Good", "  ", "2", " ", "河边", "，", "读书", "。"]
    )
    marks = [
        ("人工智能", 0, 400),
        ("在", 400, 500),
        ("good", 500, 700),
        ("两", 700, 800),
        ("河", 800, 900),
        ("边", 900, 950),
    ]
    marks.append(("读书。", 1000, 1300))
    heard = word_times(said, clip(tuple(Mark(*mark) for mark in marks)), object(), "")
    assert heard == (
        ("人工智能", 0, 400), ("在", 400, 500), ("Good", 500, 700), ("河边", 800, 950), ("读书", 1000, 1300)
    )  # fmt: skip


def test_a_sentence_in_one_stretch_tells_nothing_of_its_words() -> None:
    """Clips from before services were asked for words have none, and neither have those of an engine that tells
    nothing."""
    said = utterance("今天我们在河边读书。")
    assert word_times(said, clip((Mark(said.spoken, 0, 2000),)), object(), "") == ()
    assert word_times(said, clip(), object(), "") == ()
