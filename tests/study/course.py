"""A small publication of our own to study: three short articles about rivers, bees and glass."""

from __future__ import annotations

import functools

from audiobook.config import NarrationSettings, StudySettings
from audiobook.model import Article, Document, Paragraph, Script, Section
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.narrator import Narrator
from audiobook.study import Studied, study
from audiobook.study.voice import Speakers

RIVER = Article(
    1,
    "泥沙怎样塑造三角洲",
    (
        Section(
            None,
            (
                Paragraph(
                    "三角洲是河流在入海口堆积泥沙而成的平原。河流把上游的泥沙搬运到入海口，水流一慢，泥沙就沉下来。"
                    "年复一年，三角洲便向海里伸展。"
                ),
            ),
        ),
        Section(
            "一、泥沙从哪里来",
            (
                Paragraph(
                    "泥沙主要来自上游的水土流失。暴雨冲刷坡地，表层土壤被带进支流，再汇入干流。"
                    "据水文站多年的记录，这条河每年输送的泥沙曾经达到16亿吨，如今只有3亿吨左右。"
                    "植树造林和淤地坝使水土流失大为减轻，输沙量因此逐年下降。"
                ),
                Paragraph("淤地坝是拦在沟口、用来留住泥沙的小型土坝。一座淤地坝十年可以淤出上百亩良田。"),
            ),
        ),
        Section(
            "二、三角洲会不会消失",
            (
                Paragraph(
                    "输沙量下降之后，海岸侵蚀开始加重。海岸侵蚀是指海浪带走的泥沙多于河流送来的泥沙。"
                    "研究人员建议用调水调沙的办法，在汛期集中放水，把水库里的泥沙送到入海口。"
                    "调水调沙实施以来，三角洲的湿地面积增加了280平方公里，候鸟也回来了。"
                ),
                Paragraph("湿地退化的速度由输沙量和海平面共同决定。保护湿地，就是保护三角洲的未来。"),
            ),
        ),
    ),
    authors=("林河",),
)
BEE = Article(
    2,
    "蜜蜂如何找到花",
    (
        Section(
            "舞蹈的语言",
            (
                Paragraph(
                    "侦察蜂发现蜜源以后，会回到蜂巢跳摆尾舞。摆尾舞是蜜蜂传递方向和距离的语言。"
                    "摆尾舞的角度表示蜜源与太阳方位的夹角，摆尾的时间表示蜜源的距离。"
                    "跟随的采集蜂据此飞向蜜源，误差不到15%。"
                ),
            ),
        ),
        Section(
            "气味与颜色",
            (
                Paragraph(
                    "采集蜂还靠气味辨认花朵。花蜜的气味留在侦察蜂身上，成为采集蜂的线索。"
                    "蜜蜂看不见红色，却能看见紫外线，许多花瓣上的蜜导只有在紫外线下才显现。"
                    "蜜导是花瓣上指向花蜜的条纹。"
                ),
            ),
        ),
    ),
    authors=("陈枫", "苏杭"),
)
GLASS = Article(
    3,
    "玻璃是固体还是液体",
    (
        Section(
            None,
            (
                Paragraph(
                    "玻璃没有固定的熔点。加热时，玻璃在很宽的温度范围里慢慢变软，这个范围叫做玻璃化转变。"
                    "玻璃化转变的温度取决于冷却速度：冷却速度越快，转变温度越高。"
                    "教堂的旧窗玻璃下厚上薄，常被当作玻璃会流动的证据。"
                    "测量表明，室温下玻璃的黏度高达10的20次方以上，旧窗玻璃的厚薄来自当年的吹制工艺。"
                    "吹制工艺做出的玻璃厚薄不匀，工匠习惯把厚的一边装在下面。"
                ),
            ),
        ),
    ),
)

DOCUMENT = Document("自然读本", (RIVER, BEE, GLASS), issue="第1期", date="2024-03")
FORM = SpokenForm(words=False, preferred_syllables=40, max_syllables=90, engine="silence")
NARRATION = NarrationSettings()
LEXICON = Lexicon()


def scripts(document: Document = DOCUMENT, form: SpokenForm = FORM) -> list[Script]:
    """The articles composed, before any study."""
    return [compose(document, a, settings=NARRATION, lexicon=LEXICON, form=form) for a in document.articles]


def speakers(narration: NarrationSettings = NARRATION, form: SpokenForm = FORM) -> Speakers:
    """Who says what study adds."""
    return functools.cache(lambda language: Narrator(narration, LEXICON, form, language))


def studied(settings: StudySettings | None = None, document: Document = DOCUMENT, form: SpokenForm = FORM) -> Studied:
    """The whole of it."""
    return study(
        scripts(document, form),
        settings=settings or StudySettings(),
        speakers=speakers(form=form),
    )
