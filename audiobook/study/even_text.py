"""A sentence as the forms of words look for terms in it: written one way, however its author sets marks and spaces.

所谓的 “语调” and 僵住:静止 come out as 所谓的“语调” and 僵住：静止.
"""

from __future__ import annotations

import re

_MARKS = "“”‘’（），。；：、！？"
_BESIDE_MARK = re.compile(rf"[ \t]+(?=[{_MARKS}])|(?<=[{_MARKS}])[ \t]+")
_HAN = r"[^\W\d_A-Za-z]"
_LETTER = re.compile(rf"(?<={_HAN}) ?(?<![A-Za-z])(?P<letter>[A-Za-z]) ?(?={_HAN})")
"""等方差 t 检验."""
_OPENS = re.compile(rf"^(?P<letter>[A-Za-z]) (?={_HAN})")
_ASCII = re.compile(rf"(?<=[^\W\d_A-Za-z”’）])[,;:]|[,;:](?={_HAN})")
_STOP = re.compile(rf"(?<={_HAN})\.(?={_HAN}|$)")
_QUOTED = re.compile(r'"(?P<said>[^"“”\n]{1,20})"')
_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_CORNERS = str.maketrans("「」『』", "“”“”")


def even(text: str) -> str:
    """`text` with full-width marks beside Chinese, one kind of quotation marks, and no spaces beside marks.

    >>> even("所谓的 『语调』 ,是指音高(pitch)的变化.")
    '所谓的“语调”，是指音高（pitch）的变化。'
    >>> even("等方差 t 检验是一种检验"), even('这就是"域"')
    ('等方差t检验是一种检验', '这就是“域”')
    """
    text = _QUOTED.sub(r"“\g<said>”", text.translate(_CORNERS))
    text = re.sub(r"\((?=[^()]*\))|(?<=\S)\)", lambda found: found[0].translate(_FULL), text)
    text = _STOP.sub("。", _ASCII.sub(lambda found: found[0].translate(_FULL), _BESIDE_MARK.sub("", text)))
    text = _OPENS.sub(r"\g<letter>", _LETTER.sub(r"\g<letter>", text))
    return _BESIDE_MARK.sub("", text)
