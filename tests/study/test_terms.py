"""Key terms: whole phrases, weighed and shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiobook.config import StudySettings
from audiobook.errors import ConfigError
from audiobook.language import dictionary
from audiobook.model import Article, Document, Paragraph, Section, Term
from audiobook.study.term_choice import listed
from audiobook.study.terms import defines
from audiobook.study.tokens import Words

from .course import studied


def terms(*paragraphs: str, title: str = "题目", **settings: object) -> list[str]:
    """Key terms of an article."""
    article = Article(1, title, (Section(None, tuple(Paragraph(text) for text in paragraphs)),))
    found = studied(replace(StudySettings(), **settings), Document("书", (article,)))
    return [term.text for term in found.terms[1]]


def test_a_part_of_a_term_is_no_term():
    """What is always said within one longer phrase is not listed by itself."""
    found = terms(
        "全要素生产率反映技术进步。提高全要素生产率要靠人才。全要素生产率的测算并不容易。",
        "工厂的全要素生产率去年下降。专家认为全要素生产率会回升。",
    )
    assert "全要素生产率" in found
    assert {"要素", "生产率", "要素生产率"}.isdisjoint(found)


def test_a_word_that_never_stands_free_is_no_term():
    """联邦 in 联邦数据, 联邦控制 and 联邦管理 is a fragment of three terms."""
    found = terms(
        "联邦数据存在本地。联邦数据保护隐私。联邦控制维护安全。联邦控制管住权限。",
        "联邦管理制定规则。联邦管理调整状态。联邦数据由联邦控制看护。联邦管理依靠联邦数据。",
    )
    assert {"联邦数据", "联邦控制", "联邦管理"} <= set(found)
    assert "联邦" not in found


def test_a_verb_and_its_object_is_no_term():
    """发展低空经济 is the verb and the term, not a longer term."""
    found = terms(
        "低空经济正在兴起。各地发展低空经济。低空经济需要空域。企业进入低空经济。",
        "发展低空经济要先立规则。低空经济连着制造业。专家看好低空经济。",
    )
    assert "低空经济" in found
    assert not any("发展" in term for term in found)


def test_who_does_what_is_no_term():
    """转机出现在…… says what happened; 海岸侵蚀 names something, though 侵蚀 is a verb as well."""
    found = terms(
        "转机出现在2003年。当地关停了工厂，铺设了管道。",
        "海岸侵蚀毁了渔村。专家说，海岸侵蚀还会加快。海岸侵蚀要年年看。转机出现在十年之后。",
    )
    assert "转机出现" not in found
    assert "海岸侵蚀" in found


def test_a_word_that_adds_nothing_makes_no_new_term():
    """水稻种植领域 is 水稻种植."""
    found = terms(
        "水稻种植离不开水。机器进入水稻种植领域。水稻种植靠天吃饭的时代过去了。",
        "水稻种植领域来了年轻人。他把水稻种植当作事业。水稻种植也能上网。",
    )
    assert "水稻种植" in found
    assert "水稻种植领域" not in found


def test_new_words_are_found():
    """A word no dictionary has is a term when the text says it again and again."""
    found = terms("采集蜂飞向花朵。采集蜂带回花粉。老的采集蜂认路最好。采集蜂的寿命只有六周。")
    assert found[0] == "采集蜂"


def test_latin_names_are_terms():
    """ChatGPT or H100 is a term like any other."""
    found = terms("Kubernetes调度容器。运维人员学习Kubernetes。Kubernetes来自希腊语。大家都用Kubernetes。")
    assert found[0] == "Kubernetes"


def test_who_said_it_is_not_what_it_is_about():
    """Titles of speakers are never terms."""
    found = terms("李主任指出，湿地要保护。李主任强调，湿地是肾。李主任说，湿地会回来。湿地面积扩大了。")
    assert not any("主任" in term for term in found)


def test_the_sentence_that_defines_a_term_shows_it():
    """Of all sentences with a term the one that says what it is stands beside it."""
    found = {term.text: term for term in studied().terms[1]}
    assert found["海岸侵蚀"].sentence.startswith("海岸侵蚀是指")
    assert found["海岸侵蚀"].defined
    assert found["三角洲"].defined
    assert not studied().terms[2][0].defined  # 采集蜂 is only counted


@pytest.mark.parametrize(
    ("term", "sentence", "answer"),
    [
        ("区块链", "区块链是一种账本。", True),
        ("区块链", "所谓区块链，是人人都有一份的账本。", True),
        ("玻璃化转变", "这个范围叫做玻璃化转变。", True),
        ("联邦数据", "“联邦数据”（也叫分布数据）是指不离开本地的数据。", True),
        ("区块链", "银行也用区块链。", False),
        ("区块链", "用区块链是一种风气。", False),
    ],
)
def test_definitions(term, sentence, answer):
    """是指, 是一种, 叫做 make a definition when they follow the term at the head of a clause."""
    assert defines(term, sentence) is answer


def test_terms_come_strongest_first_and_no_more_than_set():
    """Scores fall from 1.0, and max_terms holds."""
    found = studied(replace(StudySettings(), max_terms=2)).terms[1]
    scores = [term.score for term in found]
    assert len(found) == 2
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)


def test_book_terms_say_which_articles_they_are_of():
    """A term of the book names every article it is a key term of, and where its sentence stands."""
    book = studied().book_terms
    assert book
    for term in book:
        assert term.article in term.articles
        assert term.articles == tuple(sorted(term.articles))


def test_user_dictionary_adds_and_bans_words(tmp_path):
    """A word in the user's dictionary is kept whole and preferred; with 0 behind it, it is never a term."""
    text = (
        "云雾茶长在山顶。老乡采云雾茶。云雾茶要炒三遍。",
        "等高线绕着山顶。老乡照着等高线修路。等高线画得很密。老乡回家。",
    )
    file = tmp_path / "words.txt"
    file.write_text("# 茶叶\n云雾茶\n等高线\t0\n", "utf-8")
    found = terms(*text, dictionary=(file,))
    assert found[0] == "云雾茶"
    assert "等高线" not in found
    assert "等高线" in terms(*text)


@pytest.mark.parametrize(("content", "message"), [("云雾茶\tvery\n", "words.txt:1: 'very'"), (None, "cannot be read")])
def test_a_bad_dictionary_is_named(tmp_path, content, message):
    """File and line are told."""
    file = tmp_path / "words.txt"
    if content is not None:
        file.write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=message):
        studied(replace(StudySettings(), dictionary=(file,)))


def test_english_articles_are_left_alone():
    """Terms and questions are found in Chinese only; an English article is neither studied nor harmed."""
    article = Article(
        1, "On Glass", (Section(None, (Paragraph("Glass flows slowly. Glass is glass."),)),), language="en"
    )
    made = studied(document=Document("Book", (article,)))
    assert made.scripts[0].study.terms == ()
    assert made.extra == ()


def test_the_dictionary_knows_common_from_rare():
    """A common word is found in more texts than a rare one, an unknown one counts as rare."""
    table = dictionary.load()
    assert table.idf("的") < table.idf("技术") < table.idf("三角洲")
    assert table.idf("侦察蜂群舞") > table.idf("技术")
    assert table.tag("技术") == "n"


def test_words_keep_their_places():
    """Every word stands in the text where its offset says."""
    text = "据统计，２０２３年昇腾 910B 的“头雁”效应（GPT-4）很强，全要素生产率提高。"
    for run in Words().runs(text):
        for token in run:
            assert text[token.start : token.end].translate({0xFF12: "2", 0xFF10: "0", 0xFF13: "3"}) == token.text


def test_nothing_to_find_is_nothing_found():
    """One sentence, or none that repeats: no terms, no error."""
    assert terms("好。") == []


def test_study_is_the_same_every_time():
    """Equal books give equal studies, to the last digit."""
    assert studied() == studied()


def test_nothing_of_a_formula_is_a_term():
    """LaTeX commands come again and again in a paper, and are no words of it."""
    formula = r"\(\frac{loss}{sigma}\)"
    found = terms(
        f"损失函数是{formula}的期望。训练时损失函数{formula}逐渐下降。损失函数{formula}越小越好。",
        f"测试时损失函数{formula}也要下降。损失函数{formula}不降就要停止训练。",
    )
    assert "损失函数" in found
    assert not any(term.isascii() for term in found)


def test_names_offices_and_everyday_words_are_no_terms():
    """Who acts, an office that a rule names everywhere, a cited work and a word of no field are none."""
    found = terms(
        "麦哲伦绕过海角，测量潮汐。麦哲伦的船员写下潮汐表。葡萄牙人也要潮汐表，葡萄牙人照着《航海志》画图。",
        "县水利行政部门保管潮汐表。水利行政部门每年校正潮汐表。麦哲伦死后，船员带回潮汐表，葡萄牙人抄了《航海志》。",
        "调和常数由读数算出。算调和常数要有三十天的读数。有了调和常数，明年的潮汐也能推出来。",
    )
    assert "调和常数" in found
    assert not {"麦哲伦", "葡萄牙人", "船员", "航海志"} & set(found)
    assert not any("部门" in term for term in found)


def test_identifiers_and_english_citations_are_no_terms():
    """Names out of code, and words of a reference in English, are not listed."""
    found = terms(
        "程序把水位写进 gauge_levels 表。读数存进 gauge_levels 表以后，水位曲线就画出来了。gauge_levels 表每天清理。",
        "出处：Water level and mortality in rivers。另见 Water level and mortality in lakes。",
        "水位曲线说明一切，水位曲线很长。",
    )
    assert "水位曲线" in found
    assert not any("gauge" in term or "mortality" in term for term in found)


def test_all_that_a_text_defines_is_listed():
    """Definitions come first: each is listed, though it is said once, and what is merely often said gives way."""
    defined = [f"{sign}类河床" for sign in "甲乙丙丁戊己庚辛壬癸子丑"]
    told = "".join(f"第{at}种叫作{term}，它由{at}层卵石铺成。" for at, term in enumerate(defined, 2))
    found = terms(told, "水流冲刷河岸。水流带走泥沙。水流改变河道。泥沙堆在河道里，河道又改变水流。" * 3)
    assert set(defined) <= set(found)


def test_of_a_long_tail_only_the_sure_is_listed():
    """Behind the tenth, what the text does not define must be said often."""
    made = [Term(f"词{n}", 1 / n, 2, "", 1, 1) for n in range(1, 16)]
    often = replace(made[12], count=5)
    defined = replace(made[13], defined=True)
    found = listed([*made[:12], often, defined, made[14]], 15)
    assert list(found) == [*made[:10], often, defined]


def test_headings_and_entries_define():
    """A heading that its section begins with, and entries of a list with what they mean, are terms, though said once;
    labels over examples and links are none."""
    sections = (
        Section("涌升流（Upwelling）", (Paragraph("涌升流把深处的冷水带到海面，鱼群跟着来。"),)),
        Section("应用场景", (Paragraph("渔船照着水温图找鱼。"),)),
        Section(
            "水团的性质",
            (
                Paragraph("保守性（Conservativeness）：离开海面以后，温度和盐度都不再改变。"),
                Paragraph("连续性（Continuity）：流进多少水，就流出多少水。"),
                Paragraph("参考链接：海洋局的网站上有每天的水温。"),
            ),
        ),
    )
    found = [term.text for term in studied(StudySettings(), Document("书", (Article(1, "海水", sections),))).terms[1]]
    assert {"涌升流", "保守性", "连续性"} <= set(found)
    assert not {"应用场景", "参考链接"} & set(found)


def test_a_phrase_that_was_cut_is_made_whole():
    """What stands beside a phrase in nearly all its places belongs to it."""
    found = terms(
        "共享充电宝又涨价了。车站里的共享充电宝一小时四元。商家想要共享充电宝多分些钱。",
        "共享充电宝的柜机不便宜。三年里做共享充电宝的公司少了一半。",
    )
    assert "共享充电宝" in found
    assert "共享充电" not in found


def test_a_label_is_no_term():
    """What stands as a paragraph by itself again and again is a label of the page, not what an article is about."""
    found = terms(
        "潮汐百科",
        "涌升流把深处的冷水带到海面。涌升流带来养分。",
        "潮汐百科",
        "涌升流强的年份，鱼群靠近海岸。渔船跟着涌升流走。",
        "潮汐百科",
    )
    assert "涌升流" in found
    assert "潮汐百科" not in found


def test_what_numbers_or_hyphens_stand_before_is_a_part():
    """沉淀法 with a number before it keeps the number, and what is always said behind a hyphen is no term by itself."""
    found = terms(
        "水厂用三级沉淀法处理污水。二级沉淀法便宜些。三级沉淀法出水清。二级沉淀法省地方。三级沉淀法也省电。",
        "红树-潮沟系统能消浪。红树-潮沟系统要几十年才长成。工人测量红树-潮沟系统。红树-潮沟系统养活鱼虾。",
    )
    assert {"级沉淀法", "潮沟系统"}.isdisjoint(found)
