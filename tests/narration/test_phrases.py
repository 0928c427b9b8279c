"""Breaths in long stretches: at the end of a word, where phrases meet, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import NarrationSettings
from audiobook.language.chinese import words
from audiobook.language.syllables import count_syllables
from audiobook.model import Article, Document, Paragraph, Script, Section
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.pauses import PAUSES
from audiobook.narration.phrases import SURE, breaths

PARTED = [
    "图书馆的志愿者们把捐来的旧书｜按照年代分成了十二个大类。",
    "这家成立不到三年的公司｜已经在全国二十多个城市｜开设了门店。",
    "他认为当前的主要问题｜是地方政府缺少稳定而可靠的收入来源。",
    "大家都说，大模型在一些行业的实际应用｜还存在不少需要解决的困难；所以要慢慢来。",
    "学校图书馆和街道文化站联合举办的夏季阅读活动吸引了数百名学生。",
    "研究人员发现这种材料在低温条件下仍然能够保持良好的导电性能。",
]
WORDS = [
    "村里",
    "的",
    "老人",
    "科技",
    "创新",
    "在",
    "对",
    "把",
    "和",
    "了",
    "着",
    "山脚",
    "下",
    "谈到",
    "道路",
    "三",
    "个",
]
WORDS += ["南京", "大学", "《红楼梦》", "的话", "已经", "GPT", "，", "、"]


@pytest.mark.parametrize("line", PARTED)
def test_a_breath_is_taken_where_phrases_meet(line: str) -> None:
    """Before prepositions, adverbs and predicates; where no place is likely enough, nowhere."""
    text = line.replace("｜", "")
    parted = "".join("｜" * (at in {place.at for place in breaths(text)}) + char for at, char in enumerate(text))
    assert parted == line


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_a_breath_parts_no_word_and_no_name(text: str) -> None:
    """It stands at the end of a word, outside of book titles, in order, five syllables or more apart."""
    places = breaths(text)
    ends = {sum(map(len, words(text)[:n])) for n in range(len(words(text)) + 1)}
    at = [place.at for place in places]
    assert at == sorted(set(at)) and set(at) <= ends
    for before, after in zip([0, *at], [*at, len(text)], strict=True):
        assert not places or count_syllables(text[before:after]) >= 5
    for place in places:
        assert text[: place.at].count("《") == text[: place.at].count("》")
        assert not text.startswith(("的", "了", "着", "下"), place.at) and place.odds > SURE


def test_short_stretches_and_marks_need_none() -> None:
    """Fifteen syllables are said in one breath, and so is a long sentence with marks enough."""
    assert breaths("村里的老人又一次谈到山外那条路。") == ()
    assert breaths("村里的老人，又一次谈到，通往山外的那条路，大家都听着。") == ()


def script(text: str, kind: str = "body", **settings: object) -> Script:
    """A text of one paragraph, composed."""
    article = Article(1, "路", (Section(None, (Paragraph(text, kind=kind),)),))  # type: ignore[arg-type]
    form = SpokenForm(words=False, preferred_syllables=45, max_syllables=90, engine="edge")
    return compose(
        Document("书", (article,)),
        article,
        settings=NarrationSettings(**settings),  # type: ignore[arg-type]
        lexicon=Lexicon(),
        form=form,
    )


def test_utterances_carry_their_breaths() -> None:
    """Place and length stand in the script; `breath = false` takes none, and the length is set by name."""
    text = "图书馆的志愿者们把捐来的旧书按照年代分成了十二个大类。"
    (said,) = [each for each in script(text).utterances if each.role == "body"]
    assert said.breaths == ((14, PAUSES["breath"]),)
    assert not any(each.breaths for each in script(text, breath=False).utterances)
    assert ((14, 150),) in [each.breaths for each in script(text, pauses={"breath": 150}).utterances]
