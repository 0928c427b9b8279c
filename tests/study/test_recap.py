"""Recap, opening and reviews."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from audiobook.config import StudySettings
from audiobook.model import Article, Paragraph, Section, Utterance
from audiobook.narration.compose import SpokenForm
from audiobook.study.claims import claims
from audiobook.study.opening import outline
from audiobook.study.shortening import shortened
from audiobook.study.whole_sentences import Sentence

from .course import DOCUMENT, NARRATION, RIVER, studied

LONG = replace(
    RIVER,
    sections=(
        *RIVER.sections,
        *(replace(section, heading=f"{section.heading}（续）") for section in RIVER.sections[1:]),
        *(replace(section, heading=f"{section.heading}（再续）") for section in RIVER.sections[1:]),
    ),
)
"""Three times the text, so that there is room for a recap."""


def river(**settings: object):
    """The long article studied alone."""
    made = studied(replace(StudySettings(), **settings), replace(DOCUMENT, articles=(LONG,)))
    return made.scripts[0]


def test_recap_is_word_for_word_and_within_its_share():
    """The recap's sentences stand in the article exactly so, and take no more than the share set."""
    script = river()
    text = "".join(u.written for u in script.utterances if u.role == "body")
    assert script.study.recap
    assert all(sentence in text for sentence in script.study.recap)
    assert sum(map(len, script.study.recap)) <= 0.12 * len(text)


def test_recap_says_nothing_twice():
    """A sentence the article repeats is recalled once."""
    assert len(set(river(recap_share=0.4).study.recap)) == len(river(recap_share=0.4).study.recap)


def test_recap_is_spoken_last_under_its_own_mark():
    """The recap closes the article and can be jumped to; what is spoken are the article's own utterances."""
    script = river()
    said = [u for u in script.utterances if u.role == "recap"]
    assert script.headings[-1] == "小结"
    assert [u.role for u in script.utterances[-len(said) :]] == ["recap"] * len(said)
    assert {u.section for u in said} == {len(script.headings) - 1}
    assert "".join(u.written for u in said).replace(" ", "") == "".join(script.study.recap)
    spoken = {u.spoken for u in script.utterances if u.role == "body"}
    assert all(u.spoken in spoken for u in said)


def test_no_recap_without_room():
    """A note of a few lines gets no recap; an article of three hundred characters gets what one sentence says."""
    note = replace(RIVER, sections=RIVER.sections[:1])
    assert studied(document=replace(DOCUMENT, articles=(note,))).scripts[0].study.recap == ()
    recap = studied(document=replace(DOCUMENT, articles=(RIVER,))).scripts[0].study.recap
    assert recap
    assert sum(map(len, recap)) <= 60


def test_recap_has_a_list_whole_or_not_at_all():
    """All items of a list are recalled together; one alone, or what waits for a list, is not."""
    items = ("第一，淤地坝留住泥沙。", "第二，植树造林稳住坡地。", "第三，调水调沙冲走淤积。")
    texts = ("治理泥沙有三个办法。", *items, "代价是淤地坝要年年清淤。", "可是植树造林很慢，调水调沙要看天。")
    filler = tuple(Paragraph(f"在{n}号断面，水文站的人每天量一次水，记下读数。" * 3) for n in range(9))
    article = replace(RIVER, sections=(Section(None, (Paragraph("".join(texts)), *filler)),))
    recap = studied(document=replace(DOCUMENT, articles=(article,))).scripts[0].study.recap
    assert [s for s in recap if s in items] in ([], list(items))
    assert not any(s.startswith(("代价是", "可是", "治理泥沙有")) for s in recap)


def test_articles_are_counted_by_ordinals():
    """The second article is 第二篇, never 第两篇."""
    said = [u.written for script in studied().extra for u in script.utterances]
    assert any(text.startswith("第二篇：") for text in said)
    assert not any("第两篇" in text for text in said)


def test_words_are_filled_for_engines_that_read_them():
    """With an engine that takes readings every added utterance carries them, character for character."""
    form = SpokenForm(words=True, preferred_syllables=30, max_syllables=60, engine="kokoro")
    made = studied(document=replace(DOCUMENT, articles=(LONG, DOCUMENT.articles[1])), form=form)
    for script in (*made.scripts, *made.extra):
        for utterance in script.utterances:
            assert "".join(word.text for word in utterance.words) == utterance.spoken


@pytest.mark.parametrize(
    ("headings", "minutes", "said"),
    [
        ([], 12, "约十二分钟。"),
        (["只有一节"], 2, "约两分钟。"),
        (["（一）水", "（二）土"], 25, "约二十五分钟，分两个部分：水；土。"),
        (["第一章 水", "第二章 土", "结语"], 3, "约三分钟，分三个部分：水；土；结语。"),
        (["1. 水", "2. 土"], 0.2, "约一分钟，分两个部分：水；土。"),
        (["三农问题", "一带一路"], 5, "约五分钟，分两个部分：三农问题；一带一路。"),
        ([f"第{n}节 题" for n in "一二三四五六七八九十"], 60, "约六十分钟，分十个部分。"),
    ],
)
def test_outline(headings, minutes, said):
    """Length and parts are told as one would say them; the author's numbering is not read."""
    assert outline(headings, round(minutes * 60_000)) == said


def test_outline_in_english():
    """An English article is announced in English."""
    assert outline(["Water", "Soil"], 720_000, "en") == "About 12 minutes, in 2 parts: Water; Soil."


def test_faster_voice_is_told_shorter():
    """The minutes told are those of the rate chosen."""
    from audiobook.study.opening import duration_ms

    utterances = studied().scripts[0].utterances
    assert duration_ms(utterances, rate=2.0) < duration_ms(utterances)


def test_mixed_reviews_bring_every_question_back_in_its_own_words():
    """Each question is asked and returns at least twice, under the mark of its article, and answered as the text has
    it."""
    made = studied(replace(StudySettings(), spaced_questions=4))
    asked = Counter(question.id for episode in made.extra for question in episode.study.questions)
    assert set(asked) == {question.id for every in made.questions.values() for question in every}
    assert min(asked.values()) >= 3
    mixed = [episode for episode in made.extra if episode.title.startswith("间隔复习")]
    assert len({episode.title for episode in mixed}) == len(mixed)
    for episode in mixed:
        assert len(episode.study.questions) <= 4
        assert DOCUMENT.articles[episode.study.articles[0] - 1].title in episode.title
        assert episode.headings[1:] == tuple(DOCUMENT.articles[n - 1].title for n in episode.study.articles)
        assert {question.article for question in episode.study.questions} == set(episode.study.articles)


def test_reviews_are_numbered_on_from_the_articles():
    """Every script of a book has a number of its own, and says which article it follows."""
    made = studied()
    numbers = [script.number for script in (*made.scripts, *made.extra)]
    assert numbers == list(range(1, len(numbers) + 1))
    follows = [script.study.follows for script in made.extra]
    assert follows[:3] == [1, 2, 3]
    assert set(follows[3:]) == {3}


def test_time_to_answer_is_set():
    """answer_ms is the silence after every question."""
    made = studied(replace(StudySettings(), answer_ms=7000))
    waits = {u.answer_ms for script in made.extra for u in script.utterances if u.role == "question" and u.answer_ms}
    assert waits == {7000}


def test_pauses_can_be_set():
    """Pauses of questions and answers come from the same table as all others."""
    assert NARRATION.pauses == {}
    slow = replace(NARRATION, pauses={"answer": 5000})
    from audiobook.study import study

    from .course import scripts, speakers

    made = study(scripts(), settings=StudySettings(), speakers=speakers(slow))
    last = [u for u in made.extra[0].utterances if u.role == "answer"]
    assert last[-1].pause_ms == 5000


def test_a_recap_answers_the_title_and_gives_no_examples():
    """What answers the question in a title comes before what is only an example, or is said to the reader."""
    said = (
        "苇塘里的水为什么清，住在岸边的人各有各的说法，说来说去也没有定论。",
        "例如去年苇塘里的水就清得能看见底下的石头和鱼，孩子们都跑去看。",
        "苇塘里的水清，是因为芦苇的根把泥沙和肥料都留了下来。",
        "你到苇塘边上去看看，就知道那里的水和别处的水不一样了。",
        "苇塘里的水流到下游，下游的水田也跟着少生虫，少长草。",
    )
    article = Article(1, "苇塘里的水为什么清", (Section(None, tuple(Paragraph(text) for text in said * 2)),))
    recap = studied(StudySettings(), replace(DOCUMENT, articles=(article,))).scripts[0].study.recap
    assert said[2] in recap
    assert not {said[0], said[1], said[3]} & set(recap)


def test_claims_are_told_from_what_leads_to_them():
    """In the same place an example and an address to the reader count against a sentence, a conclusion for it."""

    def claim(text: str) -> float:
        texts = [f"第{n}片苇塘在河的下游。" for n in range(9)]
        texts[4] = text
        sentences = [
            Sentence(each, (Utterance(at + 1, "body", each, each, 0, paragraph=1),), at)
            for at, each in enumerate(texts)
        ]
        return claims(sentences, {0: "苇塘里的水"})[4]

    plain = claim("苇塘里的水很清，能看见鱼。")
    assert claim("可见苇塘里的水很清，能看见鱼。") > plain
    assert claim("比如苇塘里的水很清，能看见鱼。") < plain
    assert claim("你看，苇塘里的水很清，能看见鱼。") < plain


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("河口的湿地（当地人叫它草滩）能把洪水留住，例如芦苇荡。", "河口的湿地能把洪水留住。"),
        ("一座座淤地坝把泥沙拦在沟口，从而让下游的河床变得平稳。", "一座座淤地坝把泥沙拦在沟口。"),
        (
            "水库在汛期要放水（除非上游的雨已经停了），船要靠岸。",
            "水库在汛期要放水（除非上游的雨已经停了），船要靠岸。",
        ),
        ("渡口的船在冬天停航，其中三条船工说可以破冰。", "渡口的船在冬天停航，其中三条船工说可以破冰。"),
        ("河口的收成，以及上游的收成，都靠那道老堤。", "河口的收成，以及上游的收成，都靠那道老堤。"),
        ("两个渡口一天过2.8——3万人，比从前的2.2——2.3万人多。", "两个渡口一天过2.8——3万人，比从前的2.2——2.3万人多。"),
        ("输沙量在1998年（减少了12%）以后下降得很快。", "输沙量在1998年（减少了12%）以后下降得很快。"),
    ],
)
def test_a_sentence_is_recalled_without_what_it_only_adds(sentence, short):
    """Brackets, examples and what follows besides are left out; conditions, figures and who says so are not."""
    assert shortened(sentence) == short


NOTES = Article(
    1,
    "育苗笔记",
    tuple(
        Section(heading, tuple(map(Paragraph, lines.split())))
        for heading, lines in (
            ("浸种", "浸种能让种子同时发芽 水温不应超过五十五度 浸泡时间：大粒种子需要一天一夜 竹筛和木盆"),
            ("苗床", "好的苗床具有以下三个条件： 土要细碎，不结硬块 排水要通畅，雨后不积水 向阳，整天都有光照"),
            ("间苗", "间苗要在长出两片真叶以后进行 每一穴可以留下最壮的一棵苗 拔苗时应按住旁边的土"),
            ("补苗", "缺苗的地方可以补种 补种的苗应比原来的苗大"),
            ("肥水", "追肥应在浇水以前撒在行间 傍晚浇水能让水分少蒸发一半 叶色发黄可能是因为缺少氮肥"),
            ("移栽", "移栽应在阴天或者傍晚进行 根上需要带一团原来的土 栽后三天不能断水 株距和行距"),
        )
    ),
)
"""Lines that nothing ends."""


def test_notes_are_recalled_by_their_lines():
    """A line of notes is a sentence though no mark ends it; one that only names things is not recalled, and a list is
    recalled with what announces it, or not at all."""
    script = studied(StudySettings(recap_share=0.5), replace(DOCUMENT, articles=(NOTES,))).scripts[0]
    recap = script.study.recap
    assert "移栽应在阴天或者傍晚进行" in recap
    assert not {"竹筛和木盆", "株距和行距"} & set(recap)
    conditions = ["好的苗床具有以下三个条件：", "土要细碎，不结硬块", "排水要通畅，雨后不积水", "向阳，整天都有光照"]
    assert [line for line in recap if line in conditions] in ([], conditions)
    assert conditions[0] in recap


def test_sentences_come_before_lines_that_nothing_ends():
    """What is only noted has the room that sentences leave."""
    said = (
        "嫁接是把一株植物的枝条接在另一株上的办法。",
        "嫁接能让果树提早几年结果，也能让它抵抗根部的病害。",
        "嫁接成活的关键是两个切面的形成层对齐并且扎紧。",
    )
    noted = ("春天树液流动时可以枝接", "秋天树皮容易剥开时可以芽接", "刀口不应沾水")
    lines = tuple(map(Paragraph, (*said, *noted) * 3))
    article = Article(1, "嫁接", (Section(None, lines),))
    script = studied(StudySettings(recap_share=0.2), replace(DOCUMENT, articles=(article,))).scripts[0]
    assert set(said) & set(script.study.recap)


def test_talk_taken_down_without_marks_is_not_recalled():
    """Lines of a lecture without a single mark are no notes."""
    lines = (
        "我们今天接着讲嫁接的时候为什么一定要把两个切面对齐",
        "说白了就是两边的形成层要长到一起去才能活下来这是最关键的",
        "你们看这个枝条是不是已经可以接了",
        "同学们记住刀口不应沾水这个是最重要的一条",
    )
    article = Article(1, "嫁接", (Section(None, tuple(map(Paragraph, lines * 3))),))
    assert not studied(StudySettings(), replace(DOCUMENT, articles=(article,))).scripts[0].study.recap


def test_a_name_is_not_left_without_what_is_said_of_it():
    """What follows a name and says what it is, is no addition; a clause of its own before it may stand."""
    kept = "一系列的河口地貌，如沙嘴、潟湖的形成，都与潮水有关。"
    assert shortened(kept) == kept
    assert shortened("河口的沙嘴是潮水堆成的，例如东岸的那一道。") == "河口的沙嘴是潮水堆成的。"
