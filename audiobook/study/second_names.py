"""Second names of one thing: what stands in brackets behind a term, or behind 也称 in the sentence a term opens. Of two
names one is listed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from audiobook.study.definitions import LABEL
from audiobook.study.sentence_groups import bare
from audiobook.study.whole_sentences import Sentence

FAR_OFTENER = 2
"""What is said so many times as often is the first name, wherever it stands."""
_BRACKET = re.compile(
    r"[（(](?:(?:以下|下文)?(?:简称|又称|也称|亦称|或称|即)为?[“‘]?(?P<inside>[^（）(),，；;、”’]{2,16})[”’]?|(?P<latin>[A-Za-z][^（）()、]{1,60}))[）)]"
)
"""A second name in brackets says so, or is Latin: 外汇储备 in 储备资产（外汇储备、黄金） is another thing."""
_ALSO = re.compile(
    r"(?:[也又亦或俗]被?称[为作之]{0,2}|简称为?|又名|亦名|别名|[也又]叫[做作]?)[“‘「]?(?P<name>[\w\-]{2,14}?)[”’」]?(?=[，,。；;、（(]|$)"
)
_ENDS = re.compile(r"(?![A-Za-z\-])")
_OPENS = re.compile(rf"^{LABEL}[【“‘「]?")


def second_names(terms: Collection[str], sentences: Sequence[Sentence]) -> dict[str, str]:
    """Of `terms` those that are another name of one of them, with that one."""
    count = {term: sum(sentence.text.count(term) for sentence in sentences) for term in terms}
    found: dict[str, str] = {}
    for sentence in sentences:
        text = bare(sentence.text)
        opens = _OPENS.match(text)
        start = opens.end() if opens else 0
        opening = [term for term in terms if text.startswith(term, start) and _ENDS.match(text, start + len(term))]
        first = max(opening, key=len, default="")
        pairs = [(first, match["name"]) for match in _ALSO.finditer(text) if first]
        for match in _BRACKET.finditer(text):
            before = max((term for term in terms if text.endswith(term, 0, match.start())), key=len, default="")
            pairs += [
                (before, name.strip()) for name in re.split(r"[，,；;]", match["inside"] or match["latin"]) if before
            ]
        for one, other in pairs:
            if other in count and other != one and one not in found and other not in found:
                if count[other] > FAR_OFTENER * count[one]:
                    one, other = other, one
                found[other] = one
    return found
