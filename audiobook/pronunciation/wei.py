"""为: for somebody or something (wei4), or to be and become (wei2).

The network takes it for the second more often than not. What follows in its clause decides: a verb behind a noun says
that something is done for it (为读者提供方便); a number, or a noun alone, says what something is (长度为三米).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from audiobook.language import chinese
from audiobook.language.chinese import compiled
from audiobook.language.dictionary import load
from audiobook.pronunciation.polyphones import AIM

_CLAUSE = "，。；：！？,;:!?\n（）()《》“”‘’"
_CLAUSES = re.compile(f"[{_CLAUSE}]")
_STOPS = re.compile("[，。；：！？,;:!?\n]")
# 成为, 作为, 转化为: what somebody or something becomes or is called
_BECOMES = frozenset("成作称视认变列名升转译评选封授聘推尊奉贬拜擢迁命皆乃誉喻释解判引当化图")
# 更为, 仅为, 长为: to be, unless something is done for somebody
_IS = frozenset("较更最颇甚大广稍略均即共仅长宽高厚重多达原")
_IS_WORDS = frozenset(
    (
        "分别", "合计", "总计", "平均", "大约", "通常", "一般", "不足", "不到", "超过", "至少", "最高",
        "最低", "表现", "误差", "关系", "决定", "汇率", "比例", "主题",
    )
)  # fmt: skip
_NOT_DONE = frozenset(
    (
        "是", "有", "到", "在", "会", "能", "要", "以", "可", "于", "至", "等", "来", "去", "用", "让",
        "使", "令", "被", "把", "将", "与", "和", "上", "下", "中", "内", "外", "前", "后", "起", "出",
        "成", "为", "所", "一体", "对",
    )
)  # fmt: skip
# done for somebody, though the tables call them nouns
_DEEDS = frozenset(
    (
        "干杯", "争光", "题词", "创汇", "办事", "供稿", "服务", "效力", "祈祷", "送行", "喝彩", "加油",
        "鼓掌", "叫好", "担保", "作证", "申冤", "辩护", "代言", "站台", "买单", "让路", "护航", "把脉",
        "充电", "减负", "松绑", "撑腰", "解困", "分忧", "造福", "谋利", "献身", "捐款", "建功立业",
        "出谋划策", "保驾护航", "添砖加瓦", "排忧解难", "遮风挡雨", "添彩", "增光", "立传", "正名",
        "命名", "贺寿", "祝寿", "带路", "开路", "引路", "导航", "配音", "配乐", "作序", "作曲", "写序",
        "操心", "着想", "运输", "祝福", "欢呼", "服役", "打工", "付费", "减压", "赋能", "提速", "增效",
        "助力", "领航",
    )
)  # fmt: skip
_DOING = frozenset("办做送打写拿找买作建修献争创谋添")
_SET = compiled(
    r"(?:首|期|例|止|伍|害|难|非|人|主|数|限|业|生|准|荣|本|纲|先|重)"
    r"(?:$|[^[:Han:]]|[的三两一四五六七八九十\d是]|不少|众多|什么|处世)"
)
_NUMBER = re.compile(r"[约近仅]?[\d０-９一二两三四五六七八九十百千几半零数第]")
_PASSIVE = re.compile(r"^[^的]{1,12}(?<![前无众])所[^在有以需谓作为属未能]")
_WITH = re.compile(r"(?<![所可予加难得足])以(?![及后前来上下便外内至此免致])[^，。；：！？,;:!?\n]{1,30}$")
_AIM = re.compile(rf"(?:{AIM})(?![^的]{{0,6}}$)")
_OPENS = tuple("能会可要并也都既又则而旨在是、")


def find(text: str, pieces: Sequence[str]) -> dict[int, str]:
    """Place of every lone 为 whose clause decides -> reading.

    >>> find("我们为读者提供方便", ["我们", "为", "读者", "提供", "方便"])
    {2: 'wei4'}
    >>> find("全长为三米", ["全长", "为", "三米"])
    {2: 'wei2'}
    """
    found: dict[int, str] = {}
    place = 0
    for piece in pieces if "为" in text else ():
        at = piece.find("为")
        if at >= 0 and not chinese.is_entry(piece):
            reading = _one(text[: place + at], text[place + at + 1 :])
            if reading is not None:
                found[place + at] = reading
        place += len(piece)
    return found


def _one(before: str, after: str) -> str | None:
    if after.startswith(("的是", "了")):
        return "wei4"
    clause = _CLAUSES.split(after, maxsplit=1)[0]
    so_far = _STOPS.split(before)[-1]
    if not clause:
        return None
    if before[-1:] in _BECOMES or _WITH.search(so_far) or _PASSIVE.search(clause):
        return "wei2"
    if _SET.match(clause):
        return None
    done = _is_done(clause)
    number = bool(_NUMBER.match(clause))
    if number and not done:
        return "wei2"
    if (before[-1:] in _IS and before[-2:] != "积极") or before[-2:] in _IS_WORDS:
        return "wei4" if done and not number else "wei2"
    if done or _AIM.match(clause) or ((not so_far or so_far.endswith(_OPENS)) and _begins_with_deed(clause)):
        return "wei4"
    return None


def _is_done(clause: str) -> bool:
    """Is there, behind the first word, a verb that belongs to no noun after it?"""
    words = [*chinese.known_words(clause), ""]
    return any(_is_deed(word) and following != "的" for word, following in pairwise(words[1:]))


def _is_deed(word: str) -> bool:
    """A verb, or a saying that begins with one (提供方便, 办好事)."""
    tag = load().tag
    if word in _DEEDS or len(word) < 3:
        return word in _DEEDS or (word not in _NOT_DONE and tag(word) in ("v", "vd", "vq"))
    return tag(word)[:1] == "v" or tag(word[:2]) == "v" or (tag(word)[:1] in ("l", "i", "n") and word[0] in _DOING)


def _begins_with_deed(clause: str) -> bool:
    """为加强管理，……: an aim."""
    words = chinese.known_words(clause)
    return len(words) > 1 and load().tag(words[0]) in ("v", "vn")
