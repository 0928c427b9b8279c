"""Names of the parts of a book that are not its text: 版权页, 目錄, Imprint, and both in one line."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from audiobook.language.chinese import HAN
from audiobook.language.traditional import has_traditional, simplified
from audiobook.language.word_lists import alternatives, word_list
from audiobook.source.line_features import squeeze

_NAMES = re.compile(rf"(?:{alternatives('source', 'unread_parts')})", re.I)
_HAN_AND_LATIN = re.compile(rf"([{HAN}][{HAN}\s　]*?)[\s　/／·|｜（(]*([A-Za-z][A-Za-z\s'’]*?)[）)]?")
_MOST = 40
"""Characters of such a name."""


@functools.lru_cache(maxsize=1024)
def is_unread_part(name: str) -> bool:
    """Whether a part of an e-book that is called so is left out: its cover, title page, copyright page, contents.

    >>> is_unread_part("版權頁 Imprint"), is_unread_part("目　錄"), is_unread_part("版权的来历")
    (True, True, False)
    """
    return _is_called(name, lambda one: bool(_NAMES.fullmatch(one)))


@functools.lru_cache(maxsize=1024)
def is_matter(name: str) -> bool:
    """Whether what stands under a heading is the maker's and not the author's: a licence, a colophon.

    >>> is_matter("License"), is_matter("版權頁 Imprint"), is_matter("The Licence of Poets")
    (True, True, False)
    """
    return _is_called(name, lambda one: squeeze(one).lower() in word_list("source", "matter_titles"))


def _is_called(name: str, known: Callable[[str], bool]) -> bool:
    bare = name.strip().strip(":.：").strip()
    if not bare or len(bare) > _MOST:
        return False
    plain = simplified(bare) if has_traditional(bare) else bare
    if known(plain):
        return True
    both = _HAN_AND_LATIN.fullmatch(plain)
    return both is not None and all(known(part.strip()) for part in both.groups())
