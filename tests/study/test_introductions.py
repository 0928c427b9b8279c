"""Terms that a text introduces in words, and by its layout."""

from __future__ import annotations

import pytest

from audiobook.study.definitions import definitions
from audiobook.study.even_text import even
from audiobook.study.introductions import introduced
from audiobook.study.layout_definitions import laid_out
from audiobook.study.second_names import second_names
from audiobook.study.tokens import Words
from tests.study.test_meanings import Sentence, Utterance

WORDS = Words()


@pytest.mark.parametrize(
    ("sentence", "term", "form"),
    [
        ("汇率风险（currency risk）指一种货币跌价给持有人带来的损失。", "汇率风险", "points"),
        ("纸张的耐折度是指断裂以前能够来回折叠的次数。", "耐折度", "of_it"),
        ("轮值主席制（RP），即各成员每半年轮流主持会议。", "轮值主席制", "that_is"),
        ("评价纸张有白度（反射白光的程度）和紧度（每立方米纸的重量）。", "紧度", "pair"),
        ("系统随后进入「静默模式」（silent mode），不再应答。", "静默模式", "quote_gloss"),
        ("反之称逆温层（inversion layer），烟尘散不出去。", "逆温层", "called_gloss"),
        ("前款所称共有人，包括按份出资的合伙人。", "共有人", "law"),
        ("古树的所有人（以下称养护人）应当每年检查。", "养护人", "below"),
        ("科斯定理表明，产权清楚就能谈成交易。", "科斯定理", "says"),
        ("魏格纳提出了漂移学说，说大陆从前连在一起。", "漂移学说", "proposed"),
        ("所谓“筒子楼”，走廊里摆满了煤炉。", "筒子楼", "so_named"),
        ("胶水是用动物的皮和骨熬成的黏合剂。", "胶水", "genus_any"),
        ("夏布，也叫苎布，夏天做衣服最凉快。", "夏布", "also"),
        ("经线是纵向的纱，而纬线则是与它交织的横向的纱。", "纬线", "contrast"),
        ("织布要用两种纱：经线就是绷在织机上的那一组纱。", "经线", "contrast"),
        ("可以当场退换的门票为通用门票。", "通用门票", "reverse"),
        ("纸浆脱水成形的过程叫抄造。", "抄造", "reverse"),
        ("油纸伞，从唐代传到今天，是用桐油纸做面的雨具。", "油纸伞", "apposed"),
        ("土布是由农家自己纺纱，在木机上织成的棉布。", "土布", "genus_long"),
        ("前端投料指原料在进炉以前就加入催化剂。", "前端投料", "points"),
        ("雌雄羽色不同带来的偏好谓之羽色选择。", "羽色选择", "named_so"),
        ("磨面的石头不动的一半，这叫“下扇”。", "下扇", "named_so"),
        ("染料留在布上的比例被称为 上染率 。", "上染率", "named_so"),
        ("签字用的一把称作私匙 private key，不外借。", "私匙", "named_spelled"),
        ("他设想过理想水车（Ideal Wheel: 没有摩擦和漏水的水车）。", "理想水车", "gloss_means"),
        ("钟表发明家哈里森（John Harrison: 英国物理学家）。", None, "gloss_means"),
        ("纸厂每天都测打浆度（SR），再调磨盘。", "打浆度", "abbreviated"),
        ("厂方主张实行浮动价格，即按每天的行情结账。", "浮动价格", "that_is_end"),
        ("拉伸强度可以同耐破强度对比，耐破强度是指纸面破裂时承受的压力。", "耐破强度", "means_inside"),
        ("花市，一种天亮以前就散的早市，只在春节前开。", "花市", "apposed_kind"),
        ("相比之下，平底船则要求航道里没有暗礁。", "平底船", "contrast_does"),
        ("捻线，就是把两股纱合成一股的工序。", "捻线", "comma_is"),
        ("吸水性是纸张的基本性能，它是指纸面吸收水分的快慢。", "吸水性", "it_means"),
        ("所谓“节”，是指两个接头之间的一段竹竿。", "节", "so_called_one"),
        ("那么什么叫定量？后面再说。", "定量", "asked"),
        ("『水口』就是水流进出村子的地方。", "水口", "quoted_is"),
        ("墙上开了一个用来透气的风眼（vent）。", "风眼", "glossed_short"),
        ("这是一种回潮现象。", "回潮现象", "this_is_a"),
    ],
)
def test_a_term_is_introduced_by_many_forms_of_words(sentence, term, form):
    """指, 所称, 即 behind a bracket, two brackets that explain, and so on, each known by its name; no person is one."""
    found = list(introduced(even(sentence), WORDS))
    assert (term, form) in found if term else form not in dict(map(reversed, found))


@pytest.mark.parametrize(
    "sentence",
    [
        "院长指责工程队拖延了三个月的工期。",
        "如果多个指针指向同一个对象，就要小心。",
        "对旧桥加固工程，即使花费再多也要先做检查。",
        "他是厂里手艺最好的师傅。",
        "这是一件值得高兴的事情。",
        "修桥要先看地基，基本原则是先深后浅。",
        "最好的办法就是早点出发。",
        "降低水位，是保住堤坝的一种办法。",
        "这叫什么事情！",
    ],
)
def test_what_somebody_does_or_thinks_introduces_nothing(sentence):
    """指责 is no 指, and praise is no definition."""
    assert list(introduced(sentence, WORDS)) == []


def test_former_and_latter_say_what_two_things_are():
    """Two things that the next sentence tells apart are both introduced."""
    found = dict(introduced("桥可分为梁桥和拱桥。", WORDS, "前者靠梁承重，后者靠拱承重。"))
    assert found == {"梁桥": "former", "拱桥": "former"}


def said(*lines: str) -> list[Sentence]:
    """Each a paragraph."""
    return [Sentence(line, (Utterance(at, "body", line, line, 0, paragraph=at),), at) for at, line in enumerate(lines)]


def test_heads_are_set_off_by_colons_brackets_and_spaces():
    """【…】, a space behind the other language, and a space behind the number of an item, as well as a colon."""
    found = {
        one.term: one.form
        for one in laid_out(
            [""],
            said(
                "【活期存款（Demand deposit）】随时可以取走的存款。",
                "1．嗅觉减退（hyposmia） 对气味的感受性降低。",
                "2．时间错觉 对时间长短的判断出现很大的误差。",
                "永久变形：由外力超过限度而留下的变形。",
            ),
            WORDS,
        )
    }
    assert found["活期存款"] == found["嗅觉减退"] == "entry_gloss"
    assert "时间错觉" in found
    assert "永久变形" in found


def test_what_stands_behind_a_label_says_what_the_heading_is():
    """定义：…… below a heading, numbered by a letter or not, defines the heading."""
    lines = (
        Sentence(
            "定义：押车人在货到以前扣住货单的权利。", (Utterance(1, "body", "", "", 0, section=1, paragraph=1),), 0
        ),
        Sentence("示例：货款没有付清，押车人不交货单。", (Utterance(2, "body", "", "", 0, section=1, paragraph=2),), 1),
    )
    found = {(one.term, one.form) for one in laid_out(["运货", "a. 扣单权"], lines, WORDS)}
    assert ("扣单权", "heads_meaning") in found
    assert not any(term == "示例" for term, _ in found)


def test_a_heading_that_tells_of_a_side_of_a_thing_is_marked():
    """纸伞的起源 names no thing, 纸伞 does."""
    lines = tuple(
        Sentence(text, (Utterance(at, "body", text, text, 0, section=at, paragraph=at),), at - 1)
        for at, text in ((1, "纸伞的起源可以追溯到唐代的作坊。"), (2, "纸伞是用油纸做成的雨具。"))
    )
    marks = {one.term: one.marks for one in laid_out(["伞", "纸伞的起源", "纸伞"], lines, WORDS)}
    assert set(marks["纸伞的起源"]) >= {"heads_of", "heads_side"}
    assert not marks["纸伞"]


def test_what_stands_over_a_list_tells_kinds_from_sides():
    """伞的种类： is followed by names of things, 特点： by labels."""
    found = {
        one.term: set(one.marks)
        for one in laid_out(
            [""],
            said(
                "常见种类：", "油纸伞：伞面刷了桐油的伞。", "绸布伞：伞面是丝绸的伞。",
                "主要特点：", "轻便性：一只手就能拿稳。", "耐用性：可以用十年以上。",
            ),
            WORDS,
        )
    }  # fmt: skip
    assert "under_kinds" in found["油纸伞"]
    assert "brothers_say" in found["绸布伞"]
    assert "under_sides" in found["轻便性"]
    assert "under_kinds" not in found["耐用性"]


def test_an_entry_that_says_of_what_kind_its_head_is_is_marked():
    """A thing of the head's own kind is a meaning; 的原因 and what heads two entries are labels."""
    marks = {
        one.term: set(one.marks)
        for one in laid_out(
            [""],
            said(
                "弹性变形：是外力撤去以后消失的变形。",
                "塑性变形：由外力超过限度而留下的变形。",
                "断裂的原因：材料疲劳，并且温度太低了。",
                "所用材料：铸铁、青铜和不锈钢的板材。",
                "所用材料：木材、竹材和芦苇编的席子。",
            ),
            WORDS,
        )
    }
    assert {"says_is", "says_kin", "brother_kin"} <= marks["弹性变形"]
    assert "head_of" in marks["断裂的原因"]
    assert "head_repeats" in marks["所用材料"]


def test_a_second_name_is_known_by_its_bracket_or_by_also():
    """也称 and an abbreviation in brackets name the same thing again; a list in brackets does not."""
    sentences = said(
        "名义价格，也称票面价格，印在证券上。",
        "权益证明（Proof of Stake，PoS）先有论文。",
        "储备资产（外汇、黄金）由央行持有。",
    )
    terms = ["名义价格", "票面价格", "权益证明", "PoS", "储备资产", "外汇"]
    assert second_names(terms, sentences) == {"票面价格": "名义价格", "PoS": "权益证明"}


def test_phrases_around_a_name_are_none_of_it():
    """What the author says beside the matter is not part of what is defined."""
    assert {one.term for one in definitions("说白了浮桥就是一种用船连起来的桥。", WORDS)} == {"浮桥"}


def test_the_mark_of_an_item_is_no_part_of_its_head():
    """②沙嘴：… defines 沙嘴."""
    sentences = said("①沙坝：由波浪推来的泥沙堆成的长堤。", "②沙嘴：一端连着岸、一端伸进海里的沙堆。")
    assert {one.term for one in laid_out(["河口地貌"], sentences, WORDS)} == {"沙坝", "沙嘴"}


def test_a_name_that_stands_alone_is_explained_in_the_paragraph_below():
    """粗纱： over what it is; a name over a list of notes is marked as less."""
    texts = ["粗纱：", "纺成细纱以前的松软纱条，一拉就断。", "牵伸倍数", "它是喂入和输出的速度之比。"]
    sentences = [
        Sentence(text, (Utterance(at, "body", text, text, 0, section=1, paragraph=at),), at)
        for at, text in enumerate(texts)
    ]
    found = {one.term: one for one in laid_out(["纺纱", "原料"], sentences, WORDS) if one.form == "above"}
    assert set(found) == {"粗纱", "牵伸倍数"}
    assert "above_colon" in found["粗纱"].marks
    assert "above_subject" in found["牵伸倍数"].marks


def test_a_heading_that_asks_what_a_thing_is_names_it():
    """什么是打浆？ over a section that says it."""
    text = "打浆把纤维切短、磨毛，好让它们抱在一起。"
    sentence = Sentence(text, (Utterance(1, "body", text, text, 0, section=1, paragraph=1),), 0)
    assert ("打浆", "heads_asked") in [
        (one.term, one.form) for one in laid_out(["造纸", "什么是打浆？"], [sentence], WORDS)
    ]


def test_an_action_is_no_term_unless_it_is_named():
    """降低水位是…的一种办法 defines nothing; 称为降低水位 would."""
    assert not list(definitions("降低水位是保住堤坝的一种办法。", WORDS))
    assert [one.term for one in definitions("先放水、后修堤的做法称为降低水位。", WORDS)] == ["降低水位"]
