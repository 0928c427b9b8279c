"""Study of any text at all: it may find nothing, but never fails and never changes the text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from audiobook.config import StudySettings
from audiobook.model import BLANK, Article, Document, Paragraph, Script, Section

from .course import scripts, studied

PIECES = st.sampled_from(
    [
        *("三角洲", "人工智能", "大模型", "的", "是", "不", "和", "这", "第一，", "𠮷", "é", "H100", "ChatGPT ", "1/3"),
        *("，", "。", "、", "？", "“", "”", "（", ")", "…", "——", " ", "　", "\u200b", "\n", "☆", BLANK),
        *("2023年", "35%", "3.5万亿元", "[2]", "^[2]"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


def texts(script: Script) -> list[str]:
    """What the author wrote, in order."""
    return [u.written for u in script.utterances if u.role in ("title", "body", "quote")]


@example(["河水带来泥沙，堆成平地。", "^[2]"], "", "zh")
@given(st.lists(TEXTS, min_size=1, max_size=5), TEXTS, st.sampled_from(["zh", "en"]))
def test_any_text_can_be_studied(paragraphs, heading, language):
    """Whatever is written: no error, the text as it was, and questions that are its own sentences."""
    sections = (Section(heading.strip() or None, tuple(Paragraph(text) for text in paragraphs)),)
    document = Document("书", (Article(1, "题", sections, language=language),))
    before = scripts(document)[0]
    after = studied(StudySettings(review=True, recap_share=0.5, fit=1), document).scripts[0]
    assert texts(after) == texts(before)
    for question in after.study.questions:
        assert question.prompt.replace(BLANK, question.answer) == question.sentence
