"""What feed, covers and EPUB say in words of their own, by language of the book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences with places to fill in."""

    synthetic: str
    about: str
    library: str
    library_title: str
    outline: str
    authors: str
    source: str
    terms: str
    recap: str
    questions: str
    answers: str
    separator: str
    contents: str
    cover: str
    start: str
    notes: str
    summary: str
    dialogue: str
    speakers: tuple[str, str]
    """What host and guest of a dialogue are called."""
    generated: str
    quoted: str
    """A title."""
    comma: str


CHINESE = Phrases(
    synthetic="本节目由合成语音朗读（{voice}）。",
    about="《{title}》{issue}有声版，共 {count} 集。",
    library="{count} 本出版物的有声版，每本为一季。",
    library_title="有声文库",
    outline="提纲",
    authors="作者：{names}",
    source="出处：{text}",
    terms="关键词",
    recap="要点",
    questions="回想一下",
    answers="答案",
    separator="、",
    contents="目录",
    cover="封面",
    start="正文",
    notes="注释",
    summary="小结",
    dialogue="对谈",
    speakers=("甲：", "乙："),
    generated="（语言模型 {model} 所写）",
    quoted="《{title}》",
    comma="，",
)

ENGLISH = Phrases(
    synthetic="Read by a synthetic voice ({voice}).",
    about="{title} {issue} to listen to, in {count} parts.",
    library="{count} publications to listen to, each a season.",
    library_title="Listening library",
    outline="Outline",
    authors="By {names}",
    source="Source: {text}",
    terms="Key terms",
    recap="In short",
    questions="Do you recall?",
    answers="Answers",
    separator=", ",
    contents="Contents",
    cover="Cover",
    start="Start of the text",
    notes="Notes",
    summary="Summary",
    dialogue="Dialogue",
    speakers=("A: ", "B: "),
    generated=" (worded by the language model {model})",
    quoted="“{title}”",
    comma=", ",
)


def phrases(language: str) -> Phrases:
    """Chinese for Chinese books, English for all others."""
    return CHINESE if language.lower().startswith("zh") else ENGLISH


def marked(text: str, model: str, words: Phrases) -> str:
    """`text` with the note that the language model `model` worded it; as it is where none did.

    >>> marked("为什么？", "m", CHINESE), marked("为什么？", "", CHINESE)
    ('为什么？（语言模型 m 所写）', '为什么？')
    """
    return text + words.generated.format(model=model) if model else text


def locale(language: str) -> str:
    """The language tag feeds use: zh alone means zh-CN there.

    >>> locale("zh"), locale("en")
    ('zh-CN', 'en')
    """
    return "zh-CN" if language.lower() == "zh" else language or "zh-CN"
