"""Paragraphs fall into breaths where a speaker would breathe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.language.syllables import count_syllables
from audiobook.narration.sentences import split
from tests.conftest import more_examples


def pieces(paragraph: str, preferred: int = 45, most: int = 90) -> list[str]:
    """The texts of the pieces."""
    return [piece.text for piece in split(paragraph, preferred_syllables=preferred, max_syllables=most)]


@pytest.mark.parametrize(
    "expected",
    [
        ["他说：“今天天气真好！", "我们出去走走吧。”", "然后拿起了帽子。"],
        ["“好！”他说，“就这么办。”"],
        ["“快走！”她喊道。", "大家都跑了起来。"],
        ["会议强调（见《日报》。第3版）要加强管理。", "大家都同意。"],
        ["《你好！世界》是一本书。", "《为什么？》也是。"],
        ["什么？！你刚才说什么？？！"],
        ["一是加强领导；二是完善机制；三是强化检查。", "各地要抓好落实。"],
        ["增长了3.5%。", "其中第1项为1,234.5亿元。"],
        ["Dr. Smith et al. agreed on this. ", "See Fig. 3 for the details. ", "It works very well."],
        ["（一）总体要求。", "坚持以人民为中心。", "（二）主要目标。", "到2025年基本建成。"],
        ["他想了想……", "还是没有说出来。"],
        ["没有句号的标题"],
        ["这是前人的结论。[1]", "后人对此不以为然。[2-4]", "至今没有定论！①"],
        ["The old method works.[1] ", "The new one does not work.[2, 3]"],
    ],
    ids=lambda expected: expected[0][:8],
)
def test_sentences_end_where_they_end(expected: list[str]) -> None:
    """Quotes, brackets, book titles, figures and abbreviations do not end a sentence, and what closes goes with it."""
    assert pieces("".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The price of bread rose by 5%. ", "Nobody in the village knew why."],
        ["He went home early (it was late). ", "She stayed in the garden."],
        ['All of them answered him with "never." ', "Then the two men left."],
        ["It was a warm day of 30°C. ", "We sat under the old trees."],
        ["He has worked for Acme Inc. ", "The firm sells pens and ink."],
        ["Mr. Day met Gen. Hill on Oak St. near the bank. ", "It was 5 p.m. ", "Then they went away again."],
        ["We have lived for years in the U.S. ", "They live in Washington, D.C. ", "It is hot in summer."],
        ["She takes some vitamin C. ", "It helps her very much. ", "J. K. Rowling wrote of it."],
        ["I told them all no. ", "I went to No. 5 with Prof. A. Reed instead."],
        ["The crown went to Henry VIII. ", "He reigned for many years."],
        ["He bought pens, ink, etc. and left. ", "It took him 25 min. ", "Then he came back again."],
        ["“Why have they gone?” she asked. ", "He gave her no answer."],
        ["Nora lived at 12 Pine St. ", "It was a very quiet place."],
    ],
    ids=lambda expected: expected[0][:12],
)
def test_english_sentences_end_where_they_end(expected: list[str]) -> None:
    """A full stop ends a sentence behind %, brackets and quotes, and of an abbreviation where a sentence begins."""
    assert pieces("".join(expected), preferred=20, most=90) == expected


def test_very_short_sentences_join_a_neighbour() -> None:
    """One or two syllables are never asked for alone where there is a neighbour; the shorter neighbour gets them."""
    assert pieces("好。我们继续往下说。") == ["好。我们继续往下说。"]
    assert pieces("“你去吗？”“不去。”“为什么？”") == ["“你去吗？”“不去。”“为什么？”"]
    long = "这是一个比较长的句子而且没有停顿。"
    assert pieces(f"{long}嗯。我们走吧。") == [long, "嗯。我们走吧。"]


def test_long_sentences_split_at_clauses() -> None:
    """A sentence beyond a breath and a half is split at the clause nearest the preferred length."""
    text = "一是加强组织领导，明确责任分工；二是完善工作机制，形成整体合力；三是强化督促检查，确保各项任务落到实处。"
    assert pieces(text, 28, 60) == [
        "一是加强组织领导，明确责任分工；二是完善工作机制，形成整体合力；",
        "三是强化督促检查，确保各项任务落到实处。",
    ]


def test_words_and_figures_stay_whole() -> None:
    """Without any mark to split at, the split is between words, and a figure keeps its unit."""
    text = "没有标点的长句子也必须在词语之间断开而不能把人工智能或者2024年这样的词语从中间切断否则听众就会听不明白"
    found = pieces(text, 12, 20)
    assert "".join(found) == text
    assert len(found) > 2
    for word in ("人工智能", "2024年", "词语", "听众", "必须"):
        assert sum(piece.count(word) for piece in found) == text.count(word)


def test_split_marks_where_a_sentence_ends() -> None:
    """A piece knows whether its sentence ends with it, which decides the pause."""
    text = "第一个分句说得比较长一些，第二个分句说得也比较长一些，第三个分句就结束了。下一句话说完了。"
    ends = [piece.ends_sentence for piece in split(text, preferred_syllables=12, max_syllables=40)]
    assert ends[-1] and not ends[0]


_CLAUSES = st.lists(
    st.sampled_from(
        [
            "人工智能",
            "发展",
            "，",
            "。",
            "“",
            "”",
            "（",
            "）",
            "、",
            "；",
            "2024年",
            "3.5%",
            "AI",
            " ",
            "…",
            "！”",
            "他说",
            "[1]",
            "①",
            "\\(x, y\\)",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(max_size=80), _CLAUSES), st.integers(6, 60), st.integers(0, 60))
@more_examples(3)
def test_joined_pieces_are_the_paragraph(paragraph: str, preferred: int, more: int) -> None:
    """Nothing is lost, added or moved by splitting, and no piece is empty."""
    found = pieces(paragraph, preferred, preferred + more)
    assert "".join(found) == paragraph
    assert all(found)


def test_a_mark_stays_with_its_word() -> None:
    """However short the breath, none begins with the mark of a note, where it would be said as a number."""
    text = (
        "没有标点的长句子[1]也必须在词语[2-4]之间断开而不能把人工智能①或者这样的词语[5]从中间切断，[6]否则就听不明白。"
    )
    for preferred in range(6, 40):
        assert not [piece for piece in pieces(text, preferred, 40) if piece[0] in "[①"]


@given(st.text("人工智能发展的和在，、；。", min_size=1, max_size=200))
@more_examples(2)
def test_no_piece_is_longer_than_the_engine_takes(paragraph: str) -> None:
    """Pieces keep to the engine's maximum as far as there are words to split between."""
    assert all(count_syllables(piece) <= 40 for piece in pieces(paragraph, 20, 40))


@pytest.mark.parametrize(("written", "count"), [("人工智能", 4), ("GDP", 3), ("2024年", 8), ("hello", 2), ("，。", 0)])
def test_syllables_are_about_what_is_heard(written: str, count: int) -> None:
    """Characters and capitals count one, figures what they take to say, Latin words their vowels."""
    assert count_syllables(written) == count
