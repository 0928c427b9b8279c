"""Who a page says wrote it, in its head and in elements made for that: witnesses to be weighed against each other."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audiobook.language.chinese import HAN, han_count
from audiobook.language.word_lists import alternatives
from audiobook.source.bylines import byline, is_sure_name, split_names
from audiobook.source.line_features import comparable
from audiobook.source.name_tails import POST, WHEN
from audiobook.source.readers import linked_data
from audiobook.source.readers.elements import local, text_of

LEAD = re.compile(rf"(?:{alternatives('source', 'byline_words')})(?![^\W_])[\s:：\-–—]*|By(?=[A-Z][a-z])", re.I)
NOBODY = re.compile(rf"(?:{alternatives('source', 'not_authors')})", re.I)
_DATED = re.compile(r"\s*(?:19|20)\d\d\s?[-年/.].*$", re.S)
_SHOUTED = re.compile(
    r"(?<=[a-z])(?:\s[A-Z]{2,}){2,}.*$|\s+(?:twitter|facebook|linkedin|instagram)$|,?\s(?:Mo|Di|Mi|Do|Fr|Sa|So)$"
)
"""Behind a name: that of the paper in capitals, or of a platform, or half of a date."""
_PEN_NAME = re.compile(f"[{HAN}]{{2,5}}")
_OUTLET = re.compile(
    r"(?:[报社网台站]|频道|编辑部|博客|客户端|公司|中心|大学|新闻|资讯|日志|周刊|杂志|在线|平台|论坛|官方|记者)$"
)
"""How names of papers and sites end."""
_PARTED = re.compile(r"\s*[,;、/|&]\s*|\s+(?:and|und|et|y|with|mit)\s+", re.I)
_SMALL = frozenset(["de", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "del", "di", "da", "do",
                    "dos", "du", "zu", "ter", "ten", "y", "e", "af", "av", "della"])  # fmt: skip
_MARKED = re.compile(r"author(?!i[sz]|ity)|byline|autor(?!i)|auteur|redakteur|verfasser|writer|zuozhe", re.I)
_PATH = re.compile(
    r"(?<!licenses)/(?:authors?|autor(?:en)?|auteurs?|by|people|contributors?|redaktion|writers?|columnists?|reporters?)/[^/]",
    re.I,
)
_ELSEWHERE = re.compile(
    r"comment|\brespond|repl(?:y|ies)\b|related|recommend|sidebar|teaser|promo|popular|latest|trending|newsletter|"
    r"read-?next|more-?from|caption|(?<!ac)credit|carousel|quote|testimonial|widget-area|(?:^|[-_\s])(?:nav|ads?)(?:$|[-_\s])",
    re.I,
)
_HEAD = ("author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "byl", "byline",
         "dc.creator", "dc:creator", "dcterms.creator", "citation_author")  # fmt: skip
_LABELLED = re.compile(
    r"(?:^|(?<=[\s|·,]))(?:authors?|autor(?:en|in|innen)?|text|auteurs?)\s?:\s*([^:]+?)(?=\s+[^\s:]+\s?:|\s*$)", re.I
)
"""Datum: 5. März Autor: Ruth Amsel Quelle: …"""
_METADATA = 1_000
"""Characters of metadata that may name authors."""
_LONGEST = 140
"""Characters of an element that may name authors."""
_NEAR = 8
"""Elements between two that name authors of one text."""


_RUN = 60
"""Characters that an element of running text begins with."""
_LED = 2
"""So many of them may lead in above a byline."""
_OVER, _UNDER, _FAR = 30, 80, 600
"""Elements before and behind the title among which its byline stands, and from which it hardly is its byline."""
PICTURE = re.compile(r"\W*(?:photo|foto|image|bild|picture|illustration|graphic|video|credit|图|摄)", re.I)


@dataclass(frozen=True, slots=True)
class Witness:
    """Names, and what says that they are the author's."""

    names: tuple[str, ...]
    kind: str
    weight: float
    place: int = 0
    """Of its element among those of the page; 0 for the head."""


def names_in(text: str, *, said: bool = False) -> tuple[str, ...]:
    """Names in a text that stands where authors do; none if it holds anything but what may stand beside names; `said`:
    marked as the author's, so that one word may be a name.

    >>> names_in("By Ana Holt and Jo Reed, Staff Writer | May 6, 2019"), names_in("Von Ruth Amsel22. Februar")
    (('Ana Holt', 'Jo Reed'), ('Ruth Amsel',))
    >>> names_in("redwing on 3 May", said=True), names_in("Redaktion", said=True), names_in("What we know so far")
    (('redwing',), (), ())
    """
    whole = " ".join(text.split())
    if han_count(whole):
        whole = _DATED.sub("", whole)
        person, _, paper = whole.partition("/")
        if paper and is_sure_name(person) and _OUTLET.search(paper):
            return (person,)
        pen_name = (whole,) if said and _PEN_NAME.fullmatch(whole) and not _OUTLET.search(whole) else ()
        chinese = byline(whole) or split_names(whole) or pen_name
        return tuple(name for name in chinese if not NOBODY.fullmatch(name))
    bare = whole
    if labelled := _LABELLED.search(bare):
        bare, said = labelled[1], True
    while lead := LEAD.match(bare):
        bare, said = bare[lead.end() :], True
    found: list[str] = []
    dated = bare if " " not in bare else _SHOUTED.sub("", WHEN.sub("", bare).partition("(")[0])
    for piece in _PARTED.split(dated):
        name = piece.strip(" .:,()[]-–—'\"“”*")
        if not name or name.lower() in ("and", "und", "by", "von"):
            continue
        if NOBODY.fullmatch(name) or POST.search(name):
            continue
        if not _is_name(name, one_word=said and not found):
            break
        found.append(name)
    return tuple(dict.fromkeys(found))


def whole_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """`names` without those that another one begins, without what is glued to one, and without single words beside
    names in full.

    >>> whole_names(("Ana", "Ana Holt", "Ana HoltCEO", "CEO"))
    ('Ana Holt',)
    """
    full = [name for name in names if " " in name or han_count(name)]
    kept = [name for name in full or names if not any(other != name and name.startswith(other) for other in full)]
    return tuple(kept)


def _is_name(text: str, *, one_word: bool) -> bool:
    """Whether somebody may be called so: a few words that begin with capitals; or one word, where it is said."""
    words = text.split()
    if len(words) == 1:
        return one_word and 3 <= len(text) <= 24 and text[0].isalpha() and not re.search(r"[@/\\:!?…]|\.\w{2,3}$", text)
    if not 2 <= len(words) <= 5 or len(text) > 40 or re.search(r"[\d:!?…@/\\«»„“”_#%]", text):
        return False
    shaped = [word for word in words if word[0].isupper() or word.lower() in _SMALL or "’" in word or "'" in word]
    return len(shaped) == len(words) and words[-1][0].isupper()


def of_the_head(tree: Any, data: bytes) -> Iterator[Witness]:
    """What metadata and linked data say; `data`: the page as it is, whose scripts `tree` lacks."""
    for node in tree.iter("{*}meta", "{*}META"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = node.get("content") or node.get("value") or ""
        if (
            name in _HEAD
            and "//" not in content
            and len(content) <= _METADATA
            and (names := names_in(content, said=True))
        ):
            yield Witness(tuple(map(_in_small, names)), f"meta {name}", 2.5)
    found = [names for value in linked_data.authors(data) if (names := names_in(value[:_METADATA], said=True))]
    if found:
        yield Witness(tuple(dict.fromkeys(name for names in found for name in names))[:12], "linked data", 3.0)


def of_elements(elements: Sequence[Any], title: str) -> Iterator[Witness]:
    """What elements made to name the author say, of each kind those nearest to the title; names that stand far from it
    and beside which others are called so are of other texts."""
    key = comparable(title)
    heads = [(place, node) for place, node in enumerate(elements) if local(node) in ("h1", "h2")]
    start, head = next((found for found in heads if comparable(text_of(found[1])) == key), (heads or [(0, None)])[0])
    around = set(head.iterancestors()) if head is not None else set()
    runs = (place for place in range(start + 1, len(elements)) if len(elements[place].text or "") >= _RUN)
    under = min(next(itertools.islice(runs, _LED, None), start + _UNDER), start + _UNDER)
    found: dict[str, list[tuple[int, Witness]]] = {}
    for place, node in enumerate(elements):
        if not node.attrib or not (kind := _kind(node)):
            continue
        text = node.get("content") or _named(node) or ""
        if not text or len(text) > _LONGEST or PICTURE.match(text) or _is_elsewhere(node, around, kind):
            continue
        names = names_in(text, said=kind != "path")
        if not names:
            continue
        alike = found.setdefault(kind, [])
        beside = bool(alike) and place - alike[-1][0] <= _NEAR and _are_beside(node, elements[alike[-1][0]])
        if beside:
            merged = whole_names(tuple(dict.fromkeys((*alike[-1][1].names, *names)))[:12])
            alike[-1] = (place, replace(alike[-1][1], names=merged))
        else:
            alike.append((place, Witness(names, kind, 2.0, place)))
    for alike in found.values():
        best = min((witness for _, witness in alike), key=lambda one: abs(one.place - start - 10))
        far = best.place - start
        if far > -_OVER and best.place < under:
            yield replace(best, weight=2.6 if far > 0 else 2.3)
        elif len({witness.names for _, witness in alike}) == 1:
            yield replace(best, weight=1.7 if far > _FAR else 2.0)


def _are_beside(one: Any, other: Any) -> bool:
    """Whether two elements stand in one list of names: in one another, or in one element, or items of one list."""
    above, around = one.getparent(), other.getparent()
    if above is around or above is other or around is one:
        return True
    items = local(above) == "li" and local(around) == "li" and above.getparent() is around.getparent()
    return items and text_of(above) == text_of(one)


_LARGE = frozenset(["body", "html", "article", "section", "main", "img", "link", "script"])
"""Elements that are called after authors and do not name them."""


def _kind(node: Any) -> str:
    if (said := node.get("itemprop")) and "author" in said.split():
        return "microdata"
    if (said := node.get("rel")) and "author" in said.split():
        return "rel"
    if (named := node.get("class")) and _is_marked(named) and local(node) not in _LARGE:
        return "class"
    return "path" if (href := node.get("href")) and local(node) == "a" and _PATH.search(href) else ""


@functools.lru_cache(maxsize=4096)
def _is_marked(named: str) -> bool:
    return _MARKED.search(named) is not None


def _named(node: Any) -> str:
    """The text of an element, or of what names somebody in it."""
    for inner in node.iterdescendants():
        if inner.get("itemprop") == "name" or "fn" in (inner.get("class") or "").split():
            return inner.get("content") or text_of(inner)
    return text_of(node)


def _in_small(name: str) -> str:
    """A name all in capitals as it is written otherwise."""
    return name.title() if name.isupper() and name.isascii() and " " in name else name


def _is_elsewhere(node: Any, around: Container[Any], kind: str) -> bool:
    """Whether it stands in what is not the article; what is `around` the title is the article."""
    for above in (node, *node.iterancestors()):
        if above in around:
            return False
        if local(above) == "blockquote" or (local(above) == "nav" and kind not in ("microdata", "rel")):
            return True
        if _says_elsewhere(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


@functools.lru_cache(maxsize=4096)
def _says_elsewhere(named: str) -> bool:
    return _ELSEWHERE.search(named) is not None
