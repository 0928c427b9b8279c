"""得 and 地 as particles: 跑得快, 积极地参与 (de5), where the network reads 获得 (de2) and 土地 (di4) nearly always.

What stands on both sides decides. 得 is also "must" (dei3). 率 behind what is measured is the rate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language import chinese
from audiobook.language.chinese import compiled
from audiobook.language.dictionary import load
from audiobook.language.word_lists import word_list

_CLAUSE = "，。；：！？、,;:!?\n“”‘’（）()《》— "
# verbs of getting: their 得 is the verb's own
_GETTING = "获取赢博夺求争落幸分测所难心应自购换觅喜习查解摘荣斩贪偶即赚挣拾窃骗既再可方始未须"
# after these, 得到, 得出 and 得了 say that something can be done
_CAN = {
    "到": "听看摸做办达想见找买吃用数认等",
    "出": "看说拿做想听叫写认猜分",
    "了": "受免少忍管改治吃长算做办奈赖离缺成",
}
_END_DE = re.compile(r"(?:值|觉|记|懂|晓|舍|要不|怪不|见不|恨不|巴不|舍不|怨不|由不|顾不|容不|免|省|懒|认|使|显|变)$")
_ABOUT = re.compile(
    r"(?:值|觉|记|懂|晓|舍|显|认|使|变|免|省|懒|来|由|算|称|谈|说|顾|要不|怪不|见不|恨不|巴不|舍不|怨不)$"
)
_GET = "到知以出益主奖分名失手力当体意罪逞票胜救病了此其证道志法悉宠势标"
_MUST_BEFORE = re.compile(rf"(?:^|[{_CLAUSE}我你他她它们咱谁家人就都还也总必又先]|至少|起码|非|恐怕|可能)$")
_MUST_AFTER = compiled(r"(?![很更最太非十分相当那这好快慢多少高低远近])[[:Han:]]")
_OTHER_WORDS = re.compile(r"[不只亦]$")

_ANY = re.compile("[得地率]")
_RATE = compiled(
    r"(?!亲)[[:Han:]]率(?=[^[:Han:]]|$|[为达高低稳上下提是有和与的仅约超升降增减从由在也都已将均不较比可保居位及等到接突快明持逐连大小远最更很又还只就以同环年逾])"
)
"""What is measured, and 率; 表率, 统率 and the like are words of the dictionary, which goes before."""
_NOT_DONE = "之和与及或内里上下中区方位面块图段势铁处边角层皮壳价租权产税契板毯窖市"
_DEGREE = re.compile(r"[更最很较太越愈多过][好多快高深久远强准实紧密早大小细全美近广优]$")
_LAND = re.compile(r"[这那一每该两几半哪][块片亩分]$")
_SUDDEN = re.compile(r"[猛腾嗖唰轰呼噌哗怦砰咚]$")
_WITH = compiled(r"(?:有|毫无)[[:Han:]]{2,3}$")


def find(text: str, pieces: Sequence[str]) -> dict[int, str]:
    """Place of every 得, 地 and 率 whose neighbours decide -> reading; `pieces` are the words of `text`.

    >>> find("他跑得快", ["他", "跑得快"]), find("得到支持", ["得到", "支持"]), find("你得去", ["你", "得", "去"])
    ({2: 'de5'}, {0: 'de2'}, {1: 'dei3'})
    >>> find("积极地参与", ["积极", "地", "参与"]), find("各地参与", ["各地", "参与"])
    ({2: 'de5'}, {})
    """
    found: dict[int, str] = {}
    if not _ANY.search(text):
        return found
    place = 0
    for number, piece in enumerate(pieces):
        for i, char in enumerate(piece):
            reading = None
            if char == "得":
                before, after = text[: place + i], text[place + i + 1 :]
                head = piece[:i] or (pieces[number - 1] if number else "")
                reading = "dei3" if _needs(head, after) else _get(before, after)
            elif char == "率" and place + i and _RATE.match(text, place + i - 1):
                reading = "lv4"
            elif char == "地":
                before = text[: place + i]
                if len(piece) == 2 and i == 0 and number and _deed(piece[1] + text[place + 2 : place + 3]):
                    reading = _way(pieces[number - 1], before, piece[1])
                # 选择地 is a word in the dictionary of segmentation, 有选择地 is none
                elif not chinese.is_entry(piece) or (i > 1 and _WITH.search(before)):
                    head = piece[:i] or (pieces[number - 1] if number else "")
                    reading = _way(head, before, text[place + i + 1 : place + i + 2])
            if reading is not None:
                found[place + i] = reading
        place += len(piece)
    return found


def _needs(head: str, after: str) -> bool:
    """这件事得抓紧办, 钱得省着花: a thing, and what must be done with it."""
    if after[:1] in _GET or load().tag(head) != "n":
        return False
    return any(word[0] not in "很更最太" and load().tag(word) in ("v", "p", "d") for word in _first_word(after))


def _first_word(text: str) -> list[str]:
    """As a list, which is empty for an empty text."""
    return chinese.known_words(text[:6])[:1]


def _deed(word: str) -> bool:
    """清楚|地表|达: the second character of a word with 地 and what follows are a verb."""
    return len(word) == 2 and chinese.is_known(word) and load().tag(word) == "v"


def _way(head: str, before: str, following: str) -> str | None:
    """地 behind the word `head`: how something is done, unless it names a place or land."""
    if following == "的":
        return "di4"
    if not chinese.is_han(following or " ") or following in _NOT_DONE:
        return None
    if before[-2:] in word_list("pronunciation", "places") or _LAND.search(before):
        return None
    if _DEGREE.search(before) or _SUDDEN.search(before):
        return "de5"
    if len(head) < 2 or not chinese.is_han(head[-1]):
        return None
    return "de5"


def _get(before: str, after: str) -> str | None:
    last, following = before[-1:], after[:1]
    if not following or following in _CLAUSE:
        return "de5" if _END_DE.search(before) else None
    if _ABOUT.search(before) and not (last == "来" and following in _GET):
        return "de5"
    if following in _GET:
        if last and last in _CAN.get(following, ""):
            return "de5"
        # 我得了第一名, 你得出面: who it is stands before; 得到 and the like are words
        return "de2"
    if _OTHER_WORDS.search(before):
        return None
    if _MUST_BEFORE.search(before) and _MUST_AFTER.match(after):
        return "dei3"
    if last and chinese.is_han(last) and last not in _GETTING and chinese.is_han(following):
        return "de5"
    return None
