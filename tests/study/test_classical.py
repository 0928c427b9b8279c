"""Of classical Chinese nothing is made up: its words of grammar mean other things than those of modern texts."""

from __future__ import annotations

from audiobook.model import Article, Document, Paragraph, Section

from .course import studied

TEXT = (
    "昔者青溪有樵者，姓陆，名安。其父早没，安与母居，采薪而食。一日入山，遇老者坐石上，须发皆白，谓安曰：“吾有书一卷，世之所宝也，"
    "欲以授子，子能受乎？”安拜而谢之，曰：“吾家贫，惟知采薪，不知书也。”老者笑曰：“书者，所以明理也，何贫富之有？”乃授之。"
    "安归，夜读之，三年而尽通其义，性又好静，乡人称为书樵。县令闻其名，召而问之，安即往见，令指庭中之树曰：“此树几何年矣？”"
    "安曰：“其围三尺，当百年矣。”令大奇之，欲荐于朝，安辞不受，归而采薪如故。其后乡之子弟多从之学，青溪之俗为之一变焉。"
)
ABOUT = (
    "《青溪樵者》讲的是一个打柴的人怎样读书的故事。樵者是靠砍柴为生的人。陆安家里很穷，可是他读完了老人给的书。"
    "书樵是指会读书的樵夫，乡人就这样称他。县官想推荐他做官，他没有接受，还是回山里打柴。"
    "“其围三尺，当百年矣”是说树围三尺，大约有一百年了。后来这个地方的风气变了，孩子们都来跟他念书。"
)


def of(text: str):
    """What study makes of an article of one paragraph."""
    return studied(document=Document("书", (Article(1, "青溪樵者", (Section(None, (Paragraph(text),)),)),)))


def test_a_classical_text_is_read_and_not_asked_about():
    """No terms, no questions, no recap; every sentence stays, and a text about it has its terms."""
    found = of(TEXT)
    assert (found.terms.get(1, ()), found.questions.get(1, ())) == ((), ())
    assert {one.role for one in found.scripts[0].utterances} & {"recap", "heading"} == set()
    assert "".join(one.written for one in found.scripts[0].utterances if one.role in ("body", "quote")) == TEXT
    assert of(ABOUT).terms[1]
