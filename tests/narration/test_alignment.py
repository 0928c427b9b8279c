"""Words as a reader sees them, and what says them, through rules, brackets, readings and joins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import NarrationSettings
from audiobook.model import BLANK, Article, Document, Paragraph, ParagraphKind, ScriptLine, Section, Utterance
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.narrator import Narrator

WORDS, TEXT = SpokenForm(True, 45, 90, "kokoro"), SpokenForm(False, 60, 400, "edge")


def told(
    text: str, *, kind: ParagraphKind = "body", form: SpokenForm = WORDS, language: str = "zh", **settings: object
) -> list[Utterance]:
    """What is said of one paragraph."""
    article = Article(1, "", (Section(None, (Paragraph(text, kind=kind),)),), language=language)
    options = NarrationSettings(announce=False, **settings)  # type: ignore[arg-type]
    lexicon = Lexicon(replacements={"CPI": "居民消费价格指数"})
    return list(compose(Document("书", (article,)), article, settings=options, lexicon=lexicon, form=form).utterances)


def pairs(utterances: list[Utterance]) -> list[tuple[str, str]]:
    """Words as written and as said."""
    return [
        (each.written[word.start : word.stop], each.spoken[word.spoken_start : word.spoken_stop])
        for each in utterances
        for word in each.written_words
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "产量在2014—2023年增长3.5%。",
            {"2014—2023年": "二零一四到二零二三年", "3.5%": "百分之三点五", "增长": "增长"},
        ),
        ("这笔$300M的投资花在GPT-4上。", {"$300M": "三亿美元", "GPT-4": "G P T四", "投资": "投资"}),
        ("镇上有12,345人，八成用5G。", {"12,345": "一万二千三百四十五", "人": "人", "5G": "五G"}),
        ("每年的年产量是2023年产量的2倍。", {"年产量": "年产量", "2023年": "二零二三年", "产量": "产量"}),
        ("演员的角（jué）色（role）变了。", {"角": "角", "色": "色", "role": "role"}),
        ("{重|chóng}新计算CPI。", {"重": "重", "新": "新", "CPI": "居民消费价格指数"}),
        ("他说[1]：“好！（笑）”", {"说": "说", "好": "好", "笑": "笑"}),
        ("面积是\\(a^2\\)，很小。", {"\\(a^2\\)": "A平方", "面积": "面积"}),
        ("Москва的café很多，①也是。", {"Москва": "moskva", "café": "cafe", "①": "一"}),
    ],
)
@pytest.mark.parametrize("form", [WORDS, TEXT])
def test_words_as_written_beside_what_says_them(text: str, expected: dict[str, str], form: SpokenForm) -> None:
    """A figure, a model's number, a formula is one word; readings, marks of notes and brackets belong to none."""
    found = dict(pairs(told(text, form=form)))
    if form is TEXT:  # 角 has another reading, and is sent as a character that has only this one
        expected = {word: said for word, said in expected.items() if word not in ("角", "重")}
    assert expected.items() <= found.items()
    assert not {"jué", "chóng", "[1]", "1"} & found.keys()


def test_english_words() -> None:
    """Latin words with their apostrophes; dates and figures whole."""
    found = dict(pairs(told("It's 3.5% of $300M on Feb. 27, isn't it?", language="en")))
    assert found["It's"] == "It's" and found["isn't"] == "isn't"
    assert found["3.5%"] == "three point five percent" and found["$300M"] == "three hundred million dollars"


PIECES = (
    "今天", "，", "。", "！", "“", "”", "《春》", "（", "）", "……", "——", " ", "\n", "\u3000", "2014—2023年",
    "3.5%", "第3次", "12,345", "$300M", "10 km", "GPT-4", "DeepSeek-R1", "C++", "①②", "½", "Ⅲ", "角（jué）色",
    "[3]", "強迫", "Москва", "café", "isn't", "A", "①", "10:30", "1/3", "的", "我们在河边", "人工智能", "★",
    "ﬁ", "𠮷野家", "\\(x_1\\)", "CPI", "{重|chóng}新",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join), st.sampled_from([WORDS, TEXT]))
def test_every_letter_that_is_said_belongs_to_a_word(text: str, form: SpokenForm) -> None:
    """Words follow each other in what is written and in what is said, and say all of it; what stands unchanged in both
    is its own word's."""
    for each in told(text, form=form, simplify=True):
        words = each.written_words
        assert all(a.stop <= b.start and a.spoken_stop <= b.spoken_start for a, b in pairwise(words))
        assert all(word.start < word.stop <= len(each.written) for word in words)
        said = "".join(each.spoken[word.spoken_start : word.spoken_stop] for word in words)
        assert [c for c in said if c.isalnum()] == [c for c in each.spoken if c.isalnum()]
        for word in words:
            written = each.written[word.start : word.stop]
            if written in ("今天", "的", "人工智能"):
                assert each.spoken[word.spoken_start : word.spoken_stop] == written


def test_rows_of_a_table() -> None:
    """Cells that are said together keep their words; what is said before a cell is nobody's."""
    rows = [Paragraph("年\t产量（吨）\t备注", kind="table"), Paragraph("2023\t1,200\t水灾", kind="table")]
    article = Article(1, "", (Section(None, tuple(rows)),))
    options = NarrationSettings(announce=False)
    script = compose(Document("书", (article,)), article, settings=options, lexicon=Lexicon(), form=WORDS)
    found = pairs(list(script.utterances))
    assert ("1,200", "一千二百") in found and ("水灾", "水灾") in found and ("产量", "产量") in found
    second = [each for each in script.utterances if "1,200" in each.written]
    assert all(each.written[word.start : word.stop] != "产量" for each in second for word in each.written_words)


def test_lines_that_are_said_together() -> None:
    """Short lines of a poem become one utterance, whose words stand at their places in it."""
    [said] = told("床前\n明月光", kind="verse")
    assert [word for word, _ in pairs([said])] == ["床前", "明月光"]
    assert said.written == "床前\n明月光"


def test_what_cannot_be_heard_moves_words_along() -> None:
    """An ornament before a sentence is kept in what is written, and the words behind it stand where they stand."""
    [said] = [each for each in told("***\n今天下雨。") if each.written_words]
    assert pairs([said])[0] == ("今天", "今天")


def test_a_question_s_gap_is_a_word() -> None:
    """What is asked stands for the gap; words around it keep their places."""
    narrator = Narrator(NarrationSettings(), Lexicon(), WORDS, "zh")
    [said] = narrator.say(ScriptLine("question", f"水车的核心是{BLANK}，重3吨。", blank="什么"))
    assert pairs([said])[2:-1] == [("核心", "核心"), ("是", "是"), (BLANK, "什么"), ("重", "重"), ("3", "三")]


def test_where_letters_are_lost_nothing_is_told() -> None:
    """An origin for every letter, or no words at all."""
    from audiobook.narration.alignment import written_words

    assert written_words("今天", "今天", [(0, 1), (1, 2)])
    assert written_words("今天", "今天好", [(0, 1), (1, 2)]) == ()
