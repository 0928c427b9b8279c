"""Lists in paragraphs of their own: what is asked of them, and of which nothing is."""

from __future__ import annotations

import pytest

from audiobook.source import read

from .course import studied

FILLER = "这一带的农民种了几百年的桑树，春天采叶，夏天修枝，冬天把塘里的泥挖起来培在树根上。\n\n"


def asked(tmp_path, text: str) -> dict[str, str]:
    """Every question for a list, with its answer."""
    file = tmp_path / "桑基鱼塘.md"
    file.write_text(f"# 桑基鱼塘\n\n{FILLER}桑基鱼塘也是水利。\n\n{text}\n\n{FILLER}", "utf-8")
    found = studied(document=read(file)).questions[1]
    return {each.asked: each.answer for each in found if each.kind == "list"}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        # the line above announces them, with a count or without
        (
            "经营鱼塘的农户享有以下权利：\n\n- 采桑养蚕\n- 塘中捕鱼\n- 引水灌溉",
            "经营鱼塘的农户享有哪些权利？",
            "采桑养蚕；塘中捕鱼；引水灌溉",
        ),
        (
            "桑基鱼塘的循环可以分为三个阶段：\n\n1. 桑叶喂蚕。蚕要吃二十多天。\n2. 蚕沙喂鱼。\n3. 塘泥肥桑。",
            "桑基鱼塘的循环可以分为哪三个阶段？",
            "桑叶喂蚕；蚕沙喂鱼；塘泥肥桑",
        ),
        (
            "我们有三种防止塘水变臭的办法：\n\n- 换掉一半旧水\n- 少喂一天饲料\n- 冬天晒塘",
            "防止塘水变臭的办法有哪三种？",
            "换掉一半旧水；少喂一天饲料；冬天晒塘",
        ),
        # items that say what they are of answer with that
        (
            "塘鱼减产的补救方式包括但不限于：\n\n- 换水：把旧水放掉一半。\n- 晒塘：冬天让塘底见太阳。",
            "塘鱼减产的补救方式包括哪些？",
            "换水、晒塘",
        ),
        # a label is of what its heading names; where that names the label itself, of the title
        (
            "## 蚕沙\n\n蚕沙就是蚕粪。\n\n作用：\n\n- 喂养塘鱼\n- 肥沃塘泥",
            "蚕沙的作用有哪些？",
            "喂养塘鱼；肥沃塘泥",
        ),
        (
            "## 定义与特点\n\n它在珠江三角洲最多。\n\n特点：\n\n- 循环性：废物都有去处。\n- 稳定性：旱涝都有收成。",
            "桑基鱼塘的特点有哪些？",
            "循环性、稳定性",
        ),
        # paragraphs that open with the points of their section
        (
            "## 怎样护好塘基\n\n先看水。\n\n第一，种草固坡。草根能抓住土。\n\n第二，清淤培土。每年冬天一次。",
            "怎样护好塘基：文中讲了哪两点？",
            "第一，种草固坡。第二，清淤培土。",
        ),
    ],
)
def test_the_points_of_a_list_are_asked_for(tmp_path, text, question, answer):
    """All of them, in the author's words."""
    assert asked(tmp_path, text) == {question: answer}


@pytest.mark.parametrize(
    "text",
    [
        "经营鱼塘的农户享有以下四项权利：\n\n- 采桑养蚕\n- 塘中捕鱼",  # two of the four
        "这种做法有以下好处：\n\n- 省饲料\n- 少生病",  # which, the sentence before says
        "比如下列情况下：\n\n- 塘水发黑\n- 鱼浮上来",  # an example
        "桑基鱼塘有以下特点：\n\n" + "\n".join(f"- 第{n}样好处" for n in "甲乙丙丁戊己庚"),  # too many to keep in mind
        "作用：\n\n- 喂养塘鱼\n- 肥沃塘泥",  # of something no heading names
        "桑基鱼塘的类型：\n\n- 第一类鱼塘\n- 第二类鱼塘",  # only counted
        "桑基鱼塘有以下特点：\n\n- 循环，包括：\n- 稳定",  # a list within the list
        "桑基鱼塘有以下特点：\n\n- 循环：废物都有去处\n- 蚕沙\n- 稳定：旱涝都有收成",
        "带来的问题：\n\n- 塘水发臭\n- 桑树烂根",  # by what, the sentence before says
    ],
)
def test_nothing_is_asked_of_other_lists(tmp_path, text):
    """Better no question than one whose answer is not whole, or not of what it says."""
    heading = "" if not text.startswith("作用") else "## 其他\n\n"
    assert asked(tmp_path, heading + text) == {}


ENGLISH = "Potters on this coast have fired their jars in kilns of turf for as long as anybody can tell.\n\n"


def asked_in_english(tmp_path, text: str) -> dict[str, str]:
    """Every question for a list, with its answer."""
    file = tmp_path / "turf-kilns.md"
    file.write_text(f"# Turf Kilns\n\n{ENGLISH}A turf kiln is cheap.\n\n{text}\n\n{ENGLISH}", "utf-8")
    found = studied(document=read(file)).questions[1]
    return {each.asked: each.answer for each in found if each.kind == "list"}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "A turf kiln has several disadvantages:\n\n- It cracks in the rain.\n- It smokes for a whole day.",
            "What disadvantages does a turf kiln have?",
            "It cracks in the rain; It smokes for a whole day",
        ),
        (
            "There are three stages in a firing:\n\n1. Drying: the jars lose water.\n2. Smoking: the door is shut.\n"
            "3. Cooling: nobody opens it.",
            "What are the three stages in a firing?",
            "Drying; Smoking; Cooling",
        ),
        (
            "The jars can be divided into two kinds:\n\n- thin jars for oil\n- thick jars for salt",
            "Into which two kinds can the jars be divided?",
            "thin jars for oil; thick jars for salt",
        ),
        (
            "Salt jars require:\n\n- a slow fire\n- a shut door",
            "What do salt jars require?",
            "a slow fire; a shut door",
        ),
        (
            "## Salt jars\n\nSalt jars are thick.\n\nUses:\n\n- keeping fish\n- keeping butter",
            "What are the uses of salt jars?",
            "keeping fish; keeping butter",
        ),
        (
            "## Causes of cracks\n\n- wet clay\n- a door that is opened early",
            "What are the causes of cracks?",
            "wet clay; a door that is opened early",
        ),
    ],
)
def test_the_points_of_an_english_list_are_asked_for(tmp_path, text, question, answer):
    """All of them, in the author's words."""
    assert asked_in_english(tmp_path, text) == {question: answer}


@pytest.mark.parametrize(
    "text",
    [
        "A turf kiln has three advantages:\n\n- It is cheap.\n- It is quick.",  # two of the three
        "It has several advantages:\n\n- It is cheap.\n- It is quick.",  # what, the sentence before says
        "You need the following things:\n\n- a spade\n- a match",
        "Jars were kept as shown:\n\n- in sheds\n- in cellars",
        "Uses:\n\n- keeping fish\n- keeping butter",  # of what no heading names
    ],
)
def test_nothing_is_asked_of_other_english_lists(tmp_path, text):
    """Better no question than one whose answer is not whole, or not of what it says."""
    heading = "## More\n\n" if text.startswith("Uses") else ""
    assert asked_in_english(tmp_path, heading + text) == {}
