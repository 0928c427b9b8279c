"""A Chinese sentence without what it only adds: what stands in brackets, examples, what is said of a part or besides.
What remains are the author's words in their order, and says nothing that was not said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives

LEAST = 12
"""Characters that must remain of a sentence."""
_BRACKETS = re.compile(r" ?[（(](?![\d一二三四五六七八九十]{1,3}[）)])[^（）()\d]{2,}[）)]")
"""No number of an item, and no figure."""
_ASIDE = re.compile(r"(?<!\d)——[^—。；;]{2,60}——(?!\d)")
_ADDS = re.compile(
    rf"[，,；;](?:{alternatives('study', 'adding')}|如(?![果何同此今下上实是]))"
    r"[^。；;“”（）()：:]{3,120}?(?=[。；;]$)"
)
_NAMED = re.compile(r"(?:^|[，,；;])(?P<clause>[^，,；;。]*的[^，,；;。的]{1,10})[。；;]?$")
_STATES = re.compile(r"[是有会应须需不无令使让被将把能了着过]|可以")
"""A clause that ends in a noun behind 的, with none of these words, names something of which nothing is said yet."""
_LIMITS = re.compile(r"认为|表示|指出|主张|据|如果|若|除|但|却|不|没|未|无|仅|只|可能")
_NEVER = re.compile(rf"{_LIMITS.pattern}|强调|称|说|应当|必须")
"""Who says so, on what condition, and what is denied or limited is never left out."""


def shortened(text: str) -> str:
    """`text`, a sentence, without what it only adds; itself where nothing can be left out.

    >>> shortened("河口的湿地（人们也叫它沼泽）能把洪水留住，例如芦苇荡。")
    '河口的湿地能把洪水留住。'
    >>> shortened("渡口的船在冬天停航，船工说也有例外。")
    '渡口的船在冬天停航，船工说也有例外。'
    >>> shortened("泥沙从上游到河口的移动，包括滚动、跳动和悬浮三种。")
    '泥沙从上游到河口的移动，包括滚动、跳动和悬浮三种。'
    """
    for cut in _cuts(text):
        text = cut
    return text


def _cuts(text: str) -> Iterator[str]:
    """Shorter and shorter."""
    for pattern in (_BRACKETS, _ASIDE, _ADDS):
        found = pattern.search(text)
        while found:
            rest = text[: found.start()] + text[found.end() :]
            if len(rest) < LEAST or (_NEVER if pattern is _ADDS else _LIMITS).search(found[0]):
                break
            if pattern is _ADDS and (named := _NAMED.search(rest)) and not _STATES.search(named["clause"]):
                break
            text = rest
            yield text
            found = pattern.search(text)
