"""Where English sentences end: the rules that say an abbreviation decide on its full stop."""

from __future__ import annotations

import re

from audiobook.narration.rules import by_first

_WORD = re.compile(r"(?<![A-Za-z.])[A-Za-z]+(?:\.[A-Za-z]+)*$")
_START = re.compile(r"(?<![A-Za-z0-9.,])[A-Za-z0-9]")
_LONGEST = 6
"""Letters of a word that may be an abbreviation."""
_REACH = 40
"""Characters before the full stop in which what it belongs to may begin: 1428 Old Mill Rd."""


def ends_sentence(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends a sentence, and is not (only) that of an abbreviation or an initial.

    >>> [ends_sentence(text, text.index(".")) for text in ("It is Dr. Day.", "I said no. He left.", "at 5 pm. Then")]
    [False, True, True]
    """
    word = _WORD.search(text[max(0, stop - 24) : stop])
    if word is None or (len(word[0]) > _LONGEST and "." not in word[0]):
        return True
    table, at = by_first("en"), max(0, stop - _REACH)
    while (begin := _START.search(text, at, stop)) is not None:
        at = begin.end()
        for rule in table.get(begin[0], ()):
            found = rule.pattern.match(text, begin.start())
            spoken = rule.say(found) if found is not None else None
            if found is None or spoken is None:
                continue
            if found.end() > stop:
                return spoken.endswith("。")
            at = max(at, found.end())
            break
    return True
