"""What of a page only leads elsewhere: lists of links, teasers, a paragraph that is one link."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from audiobook.source.readers import page_tails
from audiobook.source.readers.elements import local

_BARS = re.compile(r"[\s|｜·•»>/›‹«<【】\[\]]*")
_MARKS = frozenset("。！？；，.!?,;")
_LETTERS = re.compile(r"\w+")
_LINKED = 0.7
"""Share of the letters of an element that are in links where it is a list of links."""
_TITLES = 0.5
"""The same behind all running text: titles, each with its date, its column, its number of readers."""
_SOME = 2
"""Headings that lead elsewhere, of as many teasers."""
_TEASER = 350
"""Letters of a teaser, on the average, its heading among them."""
_CARDS = 3
"""Things of one kind that may be teasers."""
_CARD = 6
"""Letters of the title of a teaser."""
_ALONE = 120
"""Letters of a link that is a paragraph of its own."""
_FEW = 6
"""Such links are no more than one part in so many of the running text."""
_PARAGRAPHS = frozenset(["p", "div"])
_WITHIN = frozenset(["li", "td", "th", "figure", "figcaption", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "dd"])
"""What may hold a link and nothing else that is text."""


@dataclass(slots=True)
class Below:
    """What stands in an element, as far as it has been counted."""

    letters: int = 0
    linked: int = 0
    """Letters in links."""
    links: int = 0
    prose: int = 0
    """Letters of running text."""
    heads: int = 0
    """Headings of the first level."""
    there: int = 0
    """Headings that lead elsewhere."""
    others: int = 0
    """All other headings."""
    cards: int = 0
    """Blocks that are links as a whole, as titles of teasers are."""
    run: int = 0
    """Letters outside links since the last block."""
    sentence: bool = False
    """Whether a sentence is among them."""

    def is_card(self) -> bool:
        """Whether all of it is one link with the words of a title."""
        return self.letters == self.linked >= _CARD and not self.cards

    def add(self, text: str) -> None:
        """Text that stands right in the element."""
        size = _size(text)
        self.letters += size
        self.run += size
        self.sentence = self.sentence or not _MARKS.isdisjoint(text)


NOTHING = Below()


def is_of_links(here: Below, element: Any, tag: str, behind: Callable[[], bool]) -> bool:
    """Whether it is links with little text between, `behind` the text of the page titles with their dates; single links
    in prose are none."""
    share = here.linked / here.letters if here.letters else 0.0
    if here.links >= 3:
        return share > _LINKED or (behind() and page_tails.share_of_titles(element) > _TITLES)
    return here.links == 2 and tag in ("p", "div") and share == 1.0 and bool(_BARS.fullmatch(_between(element)))


def is_of_teasers(here: Below, prose: int) -> bool:
    """Whether it is headings that lead elsewhere, each with a few words under it, while most of the `prose` of the
    page, in letters, stands somewhere else."""
    if here.there < _SOME or here.others > 1:
        return False
    return here.letters < _TEASER * here.there and here.letters * 2 < prose


def is_of_cards(counts: Mapping[Any, Below], element: Any, prose: int) -> bool:
    """Whether it is three or more things of one kind, nearly each with a block that is a link and a few words beside
    it, while most of the `prose` of the page stands somewhere else."""
    here = counts.get(element, NOTHING)
    if here.cards < _CARDS or here.letters >= _TEASER * here.cards or here.letters * 2 >= prose:
        return False
    inner = [child for child in element if counts.get(child, NOTHING).letters]
    with_one = [child for child in inner if counts[child].cards]
    return (
        len(with_one) >= _CARDS and len(inner) <= len(with_one) + 1 and len({local(child) for child in with_one}) == 1
    )


def alone(counts: Mapping[Any, Below], place: Mapping[Any, int], begin: int, prose: int) -> frozenset[Any]:
    """Paragraphs behind the place where the text begins that are one link each, which leads to another text; none where
    there are so many that they are what the page is about."""
    found = [
        element
        for element, here in counts.items()
        if here.links == 1
        and 0 < here.letters == here.linked <= _ALONE
        and local(element) in _PARAGRAPHS
        and place[element] > begin
        and _leads_away(element)
    ]
    there = set(found)
    size = sum(counts[element].letters for element in found if element.getparent() not in there)
    return frozenset(there) if size * _FEW < prose else frozenset()


def _size(text: str) -> int:
    return len("".join(_LETTERS.findall(text)))


def _leads_away(element: Any) -> bool:
    """Whether its one link leads to another page, and it stands by itself among paragraphs."""
    link = next((node for node in element.iterdescendants() if local(node) == "a"), None)
    href = (link.get("href") or "").strip() if link is not None else ""
    if not href or href.startswith(("#", "mailto:", "tel:")):
        return False
    return not any(local(above) in _WITHIN for above in element.iterancestors())


def _between(element: Any) -> str:
    """The text of an element outside its links."""
    return "".join(
        [element.text or "", *(node.tail or "" for node in element.iterdescendants()),
         *(node.text or "" for node in element.iterdescendants() if not _in_link(node, element))]
    )  # fmt: skip


def _in_link(node: Any, top: Any) -> bool:
    while node is not top:
        if local(node) == "a":
            return True
        node = node.getparent()
    return False
