"""Notes of a page or a book and the marks that point at them: who links to whom, and what only looks like it."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urldefrag

from audiobook.source.readers.elements import classes, local, texts, types
from audiobook.source.readers.note_marks import mark

_HOLDERS = frozenset(["p", "li", "div", "aside", "section", "dd", "dt", "td", "tr", "blockquote", "footer"])
"""Elements that may be a note."""
_INLINE_TYPES = frozenset(["noteref", "annoref"])
_NOTES = frozenset(["footnote", "endnote", "rearnote", "note", "annotation"])
_CONTAINERS = frozenset(["footnotes", "endnotes", "rearnotes", "notes"])
_MARK_CLASS = re.compile(r"foot-?note|note-?ref|fn-?(?:ref|anchor|back)|endnote|annot|reference|zhu(?:shi)?$|sup", re.I)
_NOTE_CLASS = re.compile(
    r"^(?:duokan-)?(?:foot|end)-?note(?:-?(?:item|text|body|content))?$|^footnotes?-?item$|^zhushi$|^fn$", re.I
)
_NOTES_CLASS = re.compile(
    r"^(?:foot|end)-?notes(?:-.*)?$|^duokan-footnote-content$|^references$|^fnlist$|^notelist$|^mw-references(?:-.*)?$",
    re.I,
)
_OF_NOTES = re.compile("[Nn][Oo][Tt][Ee]|[Ff][Nn]|[Zz][Hh][Uu]|[Rr][Ee][Ff]")
"""What stands in each of these names."""
_BACK = re.compile(r"back", re.I)
_PRINTED = re.compile(r"^\s*(?:[\[［(（〔【][^\]］)）〕】]{1,8}[\]］)）〕】]|[①-⑳㉑-㉟㊱-㊿❶-❿*＊†‡§]+)\s*$")
_LONGEST = 8_000
"""Letters; what is longer is a section of its own, not a note."""
_MARK_LETTERS = 6
"""What may stand before the anchor at the beginning of a note."""


@dataclass(slots=True)
class NoteLinks:
    """What was found, by element."""

    marks: dict[Any, tuple[str, Any]] = field(default_factory=dict)
    """Link that is a mark -> (its label, the note)."""
    notes: dict[Any, str] = field(default_factory=dict)
    """Element that is a note -> its label, "" where nothing points at it and it has none."""
    containers: dict[Any, bool] = field(default_factory=dict)
    """Elements that hold notes and nothing else."""
    back: dict[Any, bool] = field(default_factory=dict)
    """Links in notes that lead back into the text."""


def find(documents: Sequence[tuple[str, Any]]) -> NoteLinks:
    """The notes of `documents`, (name, root element) of each in reading order; marks stand before their notes.

    >>> from lxml import etree
    >>> tree = etree.HTML('<p>茶<a href="#f1">[1]</a>。<p id="f1">[1] 叶子。')
    >>> [label for label, _ in find([("", tree)]).marks.values()]
    ['1']
    """
    found = NoteLinks()
    targets: dict[tuple[str, str], Any] = {}
    place: dict[Any, int] = {}
    links: list[tuple[str, Any]] = []
    for name, root in documents:
        for element in root.iter():
            if not element.attrib:
                continue
            tag = local(element)
            if not tag:
                continue
            for key in (element.get("id"), element.get("name") if tag == "a" else None):
                if key:
                    targets.setdefault((name, key), element)
                    place.setdefault(element, len(place))
            if tag == "a" and "#" in (element.get("href") or ""):
                links.append((name, element))
                place.setdefault(element, len(place))
            kinds = types(element)
            if not kinds and not _speaks_of_notes(element.get("class")):
                continue
            says = _is_note(element, tag, kinds)
            several = says and any(local(inner) in ("ol", "ul") for inner in element.iterdescendants())
            if says and not several:
                found.notes.setdefault(element, "")
            if several or _holds_notes(element, kinds):
                found.containers[element] = True
                for note in _notes_of(element):
                    found.notes.setdefault(note, "")
    names = {name for name, _ in documents}
    aims = [(link, _target(targets, names, name, link)) for name, link in links]
    _mark(found, documents, [(link, target) for link, target in aims if target is not None], place)
    _back(found, aims)
    return found


def _size(text: str | None) -> int:
    """Characters that are seen."""
    return len("".join(text.split())) if text and not text.isspace() else 0


def _is_note(element: Any, tag: str, kinds: Sequence[str]) -> bool:
    """Whether it says itself that it is a note, by its class or by one of its `types`."""
    if tag not in _HOLDERS:
        return False
    name = element.get("class")
    if name is not None and "fn" in name.split() and name != "fn":
        return False  # the column beside a picture, the full name in a visiting card
    return not _NOTES.isdisjoint(kinds) or _is_class_of(_NOTE_CLASS, name)


def _holds_notes(element: Any, kinds: Sequence[str]) -> bool:
    return not _CONTAINERS.isdisjoint(kinds) or _is_class_of(_NOTES_CLASS, element.get("class"))


@functools.lru_cache(maxsize=4096)
def _is_class_of(pattern: re.Pattern[str], names: str | None) -> bool:
    """Whether one of the names in a class attribute is one that `pattern` matches; pages have few, and often."""
    return names is not None and any(pattern.match(name) for name in names.lower().split())


def _speaks_of_notes(names: str | None) -> bool:
    if names is None or not _OF_NOTES.search(names):
        return False  # most elements
    return _is_class_of(_NOTE_CLASS, names) or _is_class_of(_NOTES_CLASS, names)


def _notes_of(container: Any) -> Iterator[Any]:
    """The notes in an element that holds nothing else: items of its lists, else its paragraphs."""
    inner = [e for e in container.iterdescendants() if local(e) == "li"]
    if not inner:
        inner = [e for e in container if local(e) in ("p", "div", "dd")]
        if any(_is_note(e, local(e), types(e)) for e in container.iterdescendants()):
            return
    for element in inner:
        if not any(local(above) == "li" for above in element.iterancestors()):
            yield element


def _target(targets: dict[tuple[str, str], Any], names: set[str], name: str, link: Any) -> Any:
    """What a link points at; None for what is not in these documents."""
    address, fragment = urldefrag(link.get("href") or "")
    if not fragment:
        return None
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address))) if address else name
    if len(names) == 1 and file not in names:
        file = name  # a saved page links to itself by its address
    return targets.get((file, fragment), targets.get((file, unquote(fragment))))


def _mark(
    found: NoteLinks, documents: Sequence[tuple[str, Any]], aims: list[tuple[Any, Any]], place: dict[Any, int]
) -> None:
    """Links that are marks, in the order they stand in, and the notes they point at."""
    pictures = 0
    beginnings = _Beginnings(found.notes, documents)
    for link, target in aims:
        if any(above in found.notes for above in (link, *link.iterancestors())):
            continue
        text = "".join(texts(link))
        sure = bool(_INLINE_TYPES & set(types(link)))
        label = mark(text)
        picture = not text.strip() and any(local(e) == "img" for e in link.iterdescendants())
        if label is None and not picture:
            continue
        if not (sure or picture or _looks_like_mark(link, text)):
            continue
        note = beginnings.note(target)
        if note is None or any(above is note for above in link.iterancestors()):
            continue
        if not (sure or note in found.notes or place[target] > place[link]):
            continue
        if picture:
            if not (sure or note in found.notes):
                continue
            pictures += 1
            label = str(pictures)
        found.marks[link] = (label or "", note)
        found.notes[note] = found.notes.get(note) or label or ""


def _looks_like_mark(link: Any, text: str) -> bool:
    """Whether a link with a short text is raised, bracketed or called a note; a bare number may be a page."""
    if _PRINTED.match(text):
        return True
    beside = link.getprevious()
    parent = link.getparent()
    before = (beside.tail if beside is not None else parent.text if parent is not None else "") or ""
    if before.rstrip().endswith(("[", "［", "〔")) and (link.tail or "").lstrip().startswith(
        ("]", "］", "〕", ",", "，")
    ):
        return True
    near = [link, link.getparent(), *link]
    return any(
        e is not None and (local(e) == "sup" or any(_MARK_CLASS.search(name) for name in classes(e))) for e in near
    )


class _Beginnings:
    """Which note begins where a link leads to; what is asked of an element is asked once, however many links ask."""

    def __init__(self, known: dict[Any, str], documents: Sequence[tuple[str, Any]]) -> None:
        self._known, self._documents = known, documents
        self._notes: dict[Any, Any] = {}
        self._fits: dict[Any, bool] = {}
        self._parted: dict[Any, bool] = {}

    def note(self, target: Any) -> Any:
        """The note that begins at `target`; None where something else stands there."""
        if target not in self._notes:
            self._notes[target] = self._found(target)
        return self._notes[target]

    def _found(self, target: Any) -> Any:
        node = target
        for _ in range(6):
            if node is None or node in self._known:
                return node
            if local(node) in _HOLDERS:
                break
            node = node.getparent()
        if node is None or local(node) not in _HOLDERS:
            return None
        if node is not target and self._is_parted(node):
            # an empty anchor between blocks
            beside = target.getnext()
            node = beside if beside is not None and local(beside) in _HOLDERS else None
        if node is None:
            return None
        if local(node) == "td" and node.getparent() is not None and local(node.getparent()) == "tr":
            node = node.getparent()
        # behind a mark at most
        if not self._can_be_note(node) or self._before[target] - self._before[node] > _MARK_LETTERS:
            return None
        return node

    @functools.cached_property
    def _before(self) -> dict[Any, int]:
        """How many letters stand before each element; most pages have no link for which that matters."""
        from lxml import etree

        before: dict[Any, int] = {}
        letters = 0
        for _, root in self._documents:
            for event, element in etree.iterwalk(root, events=("start", "end")):
                if event == "end":
                    letters += _size(element.tail)
                    continue
                before[element] = letters
                letters += _size(element.text)
        return before

    def _is_parted(self, node: Any) -> bool:
        """Whether it holds blocks."""
        if node not in self._parted:
            self._parted[node] = any(local(child) in _HOLDERS for child in node)
        return self._parted[node]

    def _can_be_note(self, node: Any) -> bool:
        """Whether it can be a note by what is in it: no headings, and not too much."""
        if node not in self._fits:
            headed = any(local(e) in ("h1", "h2", "h3", "h4", "h5", "h6") for e in node.iter())
            self._fits[node] = not headed and sum(len(text.strip()) for text in texts(node)) <= _LONGEST
        return self._fits[node]


def _back(found: NoteLinks, aims: list[tuple[Any, Any]]) -> None:
    """Links in notes that lead to their marks."""
    ways_in: dict[Any, bool] = {}
    for link in found.marks:
        near = [link, *link.iterdescendants()]
        parent = link.getparent()
        while parent is not None and local(parent) in ("sup", "span", "a", "b", "small"):
            near.append(parent)
            parent = parent.getparent()
        ways_in.update((e, True) for e in near)
        beside = link.getprevious()
        if beside is not None and local(beside) in ("a", "span") and not (beside.tail or "").strip():
            ways_in[beside] = True
    for link, target in aims:
        note = next((above for above in link.iterancestors() if above in found.notes), None)
        if note is None or link in found.marks or mark("".join(texts(link))) == found.notes[note]:
            continue  # a note's own mark may lead back, too
        said = [*types(link), *classes(link)]
        if target in ways_in or any(_BACK.search(name) for name in said):
            found.back[link] = True
    for note in found.notes:
        found.back.update((e, True) for e in note.iterdescendants() if any("backlink" in name for name in classes(e)))
