"""Which part of a web page is the article, and what stands around it: weighed by running text, not by names alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from audiobook.language.word_lists import alternatives, word_list
from audiobook.source.readers import page_links, page_tails
from audiobook.source.readers.around import HEADINGS
from audiobook.source.readers.elements import classes, local, text_of, texts
from audiobook.source.readers.note_links import NoteLinks
from audiobook.source.readers.page_links import Below

_TAGS = {
    "nav": "navigation", "aside": "beside the article", "footer": "footer", "form": "form", "menu": "navigation",
    "dialog": "dialogue box",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "banner": "banner", "complementary": "beside the article", "contentinfo": "footer",
    "search": "form", "menu": "navigation", "menubar": "navigation", "dialog": "dialogue box",
}  # fmt: skip
_FURNITURE = re.compile(rf"(?:^|[-_\s])(?:{alternatives('source', 'page_furniture')})(?:$|[-_\s])", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOXES = re.compile(r"admonition|callout|note|tip|warning|important|caution|danger|info|pullquote", re.I)
_BLOCKS = word_list("source", "blocks_elements")
_UNSEEN = word_list("source", "unseen_elements") | {"script", "style"}
_NAMED = frozenset(["div", "ul", "ol", "section", "p", "span", "table", "td", "dl"])
_OF_LINKS = frozenset(["div", "ul", "ol", "section", "dl", "p", "table", "td"])
_LISTS = frozenset(["ul", "ol", "dl"])
_HOLDERS = frozenset(
    ["div", "section", "table", "tbody", "tr", "td", "center", "form", "article", "main", "font", "span"]
)
_RUN = 20
"""Letters that a stretch with a punctuation mark must have to be running text."""
_MARKED = 0.85
"""Share of the running text that an <article> or <main> must hold to be taken at its word."""
_ENOUGH = 0.92
"""The same for an element chosen only because its running text is in it."""
_WHOLE = 0.5
"""What holds more of the running text than this is no furniture, whatever it is called."""


class Page:
    """A page's elements with what stands in them, counted once from the leaves up."""

    def __init__(self, body: Any, links: NoteLinks | None = None) -> None:
        self.body = body
        self.links = links or NoteLinks()
        self.counts: dict[Any, Below] = {}
        self._elements = list(body.iter())
        self._runs: list[Any] = []  # elements with running text, the last one first
        self._count()
        self.prose_of_all = self._of(body).prose

    def _count(self) -> None:
        """Letters, letters in links, links, letters of running text and h1s of every element."""
        below: dict[Any, Below] = {}
        for element in reversed(self._elements):  # every one after those in it
            parent = element.getparent() if element is not self.body else None
            around = None if parent is None else below.get(parent)
            if around is None:
                around = below[parent] = Below()
            if parent is not None and (text := element.tail) and not text.isspace():
                around.add(text)
            tag, inner = local(element), below.pop(element, None)
            if not tag or tag in _UNSEEN:
                continue
            inner = inner or Below()
            if (text := element.text) and not text.isspace():
                inner.add(text)
            run = inner.run
            if tag in HEADINGS and inner.letters:
                elsewhere = inner.linked == inner.letters
                inner.there, inner.others = int(elsewhere), int(not elsewhere)
            if tag == "a":
                inner.linked, inner.links, run = inner.letters, inner.links + 1, 0
                inner.there, inner.others = inner.there + inner.others, 0
            elif tag == "h1":
                inner.heads += 1
            if tag in _BLOCKS or element is self.body:
                inner.cards += inner.is_card()
                if run >= _RUN and inner.sentence:
                    inner.prose += run
                    self._runs.append(element)
            else:
                around.run += run
                around.sentence = around.sentence or inner.sentence
            self.counts[element] = inner
            around.letters += inner.letters
            around.linked += inner.linked
            around.links += inner.links
            around.heads += inner.heads
            around.cards += inner.cards
            around.there, around.others = around.there + inner.there, around.others + inner.others
            if inner.prose and not self._is_furniture(element):
                around.prose += inner.prose

    def _of(self, element: Any) -> Below:
        return self.counts.get(element, page_links.NOTHING)

    def prose(self, element: Any) -> int:
        """Letters of running text outside links and furniture."""
        return self._of(element).prose

    def main_part(self) -> Any:
        """The element that holds the article, or the articles, with the page's only h1."""
        articles = [
            a for a in self.body.iter("{*}article") if not any(local(p) == "article" for p in a.iterancestors())
        ]
        written = [a for a in articles if self._of(a).letters > 60]
        if written and sum(map(self.prose, written)) >= _MARKED * self.prose_of_all:
            common = _common(written)
            return self._with_title(self.body if common is None else common)
        for main in self.body.iter():
            named = local(main) == "main" or (local(main) and main.get("role") == "main")
            if named and self._of(main).letters > 60 and self.prose(main) >= _MARKED * self.prose_of_all:
                return self._with_title(main)
        return self._with_title(self._densest())

    def _densest(self) -> Any:
        """Walk down while one child holds nearly all of the running text."""
        by = "prose" if self.prose_of_all else "letters"
        total = getattr(self._of(self.body), by)
        element = self.body
        while True:
            best = max(
                (child for child in element if local(child) in _HOLDERS),
                key=lambda e: getattr(self._of(e), by),
                default=None,
            )
            if best is None or not total or getattr(self._of(best), by) < total * _ENOUGH:
                return element
            element = best

    def _with_title(self, element: Any) -> Any:
        """`element`, or the nearest one around it that has the page's only h1 as well."""
        if self._of(self.body).heads != 1 or self._of(element).heads:
            return element
        head = next(node for node in self.body.iter() if local(node) == "h1")
        common = _common([element, head])
        return self.body if common is None else common

    def why_not(self, element: Any) -> str | None:
        """Why `element` is not read, or None."""
        if element in self.links.notes or element in self.links.containers:
            return None
        hidden = why_hidden(element)
        if hidden:
            return hidden
        tag = local(element)
        if self._is_whole(element):
            return None
        if tag in _TAGS and not self._belongs(element, tag):
            return _TAGS[tag]
        if tag == "header" and not self._of(element).heads and not _inside(element, _ARTICLES):
            return "page header"
        if element.get("role") in _ROLES:
            return _ROLES[element.get("role")]
        if self._is_furniture(element):
            return "page furniture"
        here = self._of(element)
        if here.heads:
            return None
        if tag in _OF_LINKS and page_links.is_of_links(here, element, tag, behind=lambda: self._is_behind(element)):
            return "links"
        if element in self._alone:
            return "link"
        if page_links.is_of_teasers(here, self.prose_of_all):
            return "teasers"
        if tag in _OF_LINKS and self._place.get(element, 0) > self._begin:
            cards = page_links.is_of_cards(self.counts, element, self.prose_of_all)
            if cards and (tag not in _LISTS or self._is_last(element)):
                return "teasers"
            if self._place[element] > self._end and page_tails.is_of_dates(element):
                return "titles with dates"
        return None

    @functools.cached_property
    def _alone(self) -> frozenset[Any]:
        return page_links.alone(self.counts, self._place, self._begin, self.prose_of_all)

    @functools.cached_property
    def _begin(self) -> int:
        """The place of the first running text."""
        return self._place[self._runs[-1]] if self._runs else 0

    @functools.cached_property
    def _place(self) -> dict[Any, int]:
        return {element: place for place, element in enumerate(self._elements)}

    def _is_last(self, element: Any) -> bool:
        """Whether no running text follows it."""
        # what stands in an element comes right behind it: the last run tells it of all of them
        last = self._runs[0] if self._runs else element
        return self._place[last] < self._place[element] or element is last or element in last.iterancestors()

    def _is_behind(self, element: Any) -> bool:
        """Whether it stands behind all running text of the page that is no furniture."""
        return not self._of(element).prose and self._place.get(element, 0) > self._end

    @functools.cached_property
    def _end(self) -> int:
        return page_tails.end(self._runs, self._place, lambda e: local(e) in _TAGS or self._is_furniture(e))

    def _belongs(self, element: Any, tag: str) -> bool:
        """Whether a footer or an aside is part of the text: who is quoted, a box with a remark."""
        if tag == "footer":
            return _inside(element, _QUOTES)
        return tag == "aside" and any(_BOXES.search(name) for name in classes(element))

    def _is_furniture(self, element: Any) -> bool:
        tag = local(element)
        if element in self.links.notes or element in self.links.containers:
            return False
        if tag not in _NAMED or self._of(element).heads or self._is_whole(element):
            return False
        if not _is_of_furniture(element.get("class")):
            name = element.get("id")
            if not _is_of_furniture(name) or self._is_section(element, name):
                return False
        return tag != "span" or not _inside(element, _LISTINGS)  # comments in a listing

    def _is_section(self, element: Any, name: str) -> bool:
        """Whether its id is made of the words of its heading, as programs make them: editing-and-navigation."""
        head = next((child for child in element if local(child) in HEADINGS), None)
        words = re.findall(r"[^\W_]+", name.lower())
        return len(words) > 1 and head is not None and set(words) <= set(re.findall(r"[^\W_]+", text_of(head).lower()))

    def _is_whole(self, element: Any) -> bool:
        """Whether most of the page's running text is in it."""
        own = self._of(element).prose
        return own >= 300 and own > _WHOLE * self._letters_of_running_text()

    def _letters_of_running_text(self) -> int:
        # while the leaves are still being counted, no element is the whole page
        return getattr(self, "prose_of_all", 10**9)


_ARTICLES = frozenset(["article", "main", "section"])
_QUOTES = frozenset(["blockquote"])
_LISTINGS = frozenset(["pre", "code"])


def why_hidden(element: Any) -> str | None:
    """A reason for what browsers do not show; None for formulas and initials hidden from one kind of reader only."""
    if not element.attrib:
        return None
    style = element.get("style")
    hidden = element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)
    if not (hidden or element.get("aria-hidden") == "true"):
        return None
    if hidden and any(local(node) == "math" for node in element.iterdescendants()):
        return None
    text = "".join(texts(element)).strip()
    if not hidden and len(text) == 1 and text.isalnum() and (element.tail or "")[:1].isalnum():
        return None
    return "hidden"


def outside(root: Any, top: Any) -> Iterator[tuple[Any, str, int | None]]:
    """(element, its text, line) of what stands in `top` and not in `root`, one for each outermost element."""
    inside = root
    while inside is not top:
        around = inside.getparent()
        if around is None:
            return
        loose = [around.text or ""]
        for element in around:
            if element is not inside:
                text = " ".join("".join(texts(element)).split())
                if text:
                    yield element, text, element.sourceline
            loose.append(element.tail or "")
        text = " ".join(" ".join(loose).split())
        if text:
            yield around, text, around.sourceline
        inside = around


@functools.lru_cache(maxsize=4096)
def _is_of_furniture(name: str | None) -> bool:
    return name is not None and _FURNITURE.search(name) is not None


def _inside(element: Any, names: frozenset[str]) -> bool:
    return any(local(above) in names for above in element.iterancestors())


def _common(elements: list[Any]) -> Any:
    """The nearest element that holds all of them."""
    shared: list[Any] = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        line = {element, *element.iterancestors()}
        shared = [candidate for candidate in shared if candidate in line]
    return shared[0] if shared else None
