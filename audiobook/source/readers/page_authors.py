"""Who wrote the text of a page: what its head, its elements and its lines say, weighed against each other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from audiobook.language.chinese import han_count
from audiobook.language.word_lists import alternatives
from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read
from audiobook.source.bylines import byline, is_sure_name
from audiobook.source.line_features import comparable, stops
from audiobook.source.readers import page_witnesses
from audiobook.source.readers.page_titles import is_signed, meta, pieces, title_of
from audiobook.source.readers.page_witnesses import LEAD, PICTURE, Witness, names_in, whole_names

_NEAR = 12
"""Blocks below a title among which its byline stands."""
_OVER = 3
"""The same above it."""
_ARTICLE = 40_000
"""Characters of a page that may be one article with headings; longer ones are weighed as books are."""
_MOST = 40
"""Witnesses of the head that are heard."""
_LINE = 160
"""Characters of a line that may name the author."""
_ENOUGH = 1.6
"""Weight from which somebody is named."""
_PRINTED = 2.2
"""Weight of a line near the title that begins as bylines do."""
_ALONE = 1.7
"""Weight of a line under the title that holds the name of a person and nothing else."""
_RIGHT = 4
"""Blocks under the title among which such a line stands."""
_SHORT = 100
"""Characters of a line that may name the author at its end."""
_WITHIN = re.compile(r"(?<=\s)(?:by|von|par|por)\s+(?=\S)|\bautor(?:in|en)?\s?:\s*|\bauthor\s?:\s*", re.I)
_EDITED = re.compile(r"[编审校][^\n]{0,6}[：:]\s*")
_TELLS = re.compile(rf"(?:,[^.。]{{1,60}},|（[^）]{{1,20}}）)?\s?(?:{alternatives('source', 'about_verbs')})(?![a-z])")
_ITEM = re.compile(r"^(?:\d{1,2}[.)]|[•·*-])\s*")
_BEHIND = 3
"""Who wrote a page is told in the last one of so many parts of it."""
_LEADS = re.compile(rf"(?:{alternatives('source', 'byline_words')})\W*$", re.I)
_LONE = re.compile(rf"(?:{alternatives('source', 'byline_words')})\W*", re.I)
"""Von, and the name in an element of its own."""


def signed(blocks: Sequence[Block], tree: Any, data: bytes, elements: Sequence[Any]) -> tuple[list[Block], list[str]]:
    """`blocks` with the lines that name the author of the page marked as bylines, or one made below its title where
    none is printed, and what of that is not text of the page; `data`: the page as it is, whose scripts `tree` lacks."""
    at = _place(blocks)
    if at is None:
        return list(blocks), []
    whole = "\n".join(block.text for block in blocks)
    near = range(max(0, at - _OVER), min(len(blocks), at + 1 + _NEAR))
    witnesses = [
        *itertools.islice(page_witnesses.of_the_head(tree, data), _MOST),
        *page_witnesses.of_elements(elements, blocks[at].text),
    ]
    witnesses += _printed(blocks, range(near.start, min(near.stop, _end_of_head(blocks, at))), at)
    behind = comparable(title_of(tree) or "").replace(comparable(blocks[at].text), "")
    site = comparable(meta(tree, "og:site_name") or "") + " " + behind
    names = chosen(witnesses, site=site.strip(), text=whole)
    printed = [i for i in near if i != at and _is_printed(blocks[i])]
    # what somebody signs and a page calls by one name is one article, whatever its headings are
    declared = meta(tree, "og:type") == "article"
    single = (declared or bool(printed or names)) and len(whole) <= _ARTICLE and pieces(blocks) <= 1
    done = [
        *blocks[:at],
        replace(blocks[at], label="title") if single and blocks[at].level == 1 else blocks[at],
        *blocks[at + 1 :],
    ]
    done = [_known(block) for block in done]
    if not names:
        return done, []
    lines = [i for i in near if i != at and _is_line_of(blocks[i], names)]
    if lines:
        done = _with_subtitle(done, at, lines)
        return _below(_marked(done, lines, names), at, lines), []
    if any(_signs(blocks[i]) for i in printed):
        return done, []
    line = Block("、".join(names) if han_count(names[0]) else ", ".join(names), label="byline", names=names)
    return [*done[: at + 1], line, *done[at + 1 :]], [line.text]


def _place(blocks: Sequence[Block]) -> int | None:
    """Where the title of the page's one article stands; None where there are several, or none."""
    titles = [i for i, block in enumerate(blocks) if block.level == 1 or block.label == "title"]
    if titles:
        return titles[0] if len(titles) == 1 else None
    heads = [i for i, block in enumerate(blocks[:_NEAR]) if block.level]
    return (
        heads[0]
        if heads and not any((b.level or 7) <= (blocks[heads[0]].level or 7) for b in blocks[heads[0] + 1 :])
        else None
    )


def _end_of_head(blocks: Sequence[Block], at: int) -> int:
    """Where the first heading under running text stands: what is signed under it is another text."""
    running = False
    for i in range(at + 1, len(blocks)):
        if blocks[i].level and running:
            return i
        running = running or (stops(blocks[i].text) and not blocks[i].level)
    return len(blocks)


def _printed(blocks: Sequence[Block], near: range, at: int) -> Iterator[Witness]:
    """Lines near the title that name somebody as bylines do: behind "by", or alone and with the name of a person."""
    for i in near:
        block, text = blocks[i], " ".join(blocks[i].text.split())
        if i == at or not _may_sign(block) or PICTURE.match(text):
            continue
        if i and _LONE.fullmatch(blocks[i - 1].text.strip()):
            text = f"{blocks[i - 1].text.strip()} {text}"
        within = block.kind == "body" and not stops(text) and len(text) <= _SHORT
        lead = LEAD.match(text) or (_WITHIN.search(text) if within else None)
        if lead and (names := names_in(text[lead.start() :])):
            yield Witness(names, "printed", _PRINTED, 1)
        elif not lead and at < i <= at + _RIGHT and not stops(text) and block.level is None:
            names = names_in(text)
            if names and all((" " in name or "/" in text) and is_sure_name(name) for name in names):
                yield Witness(names, "alone", _ALONE, 1)


def _known(block: Block) -> Block:
    """A line that its element calls a byline, with the names in it, as far as they are written in Latin letters."""
    if block.label != "byline" or block.names is not None or han_count(block.text):
        return block
    return replace(block, names=names_in(block.text, said=True))


def _below(blocks: Sequence[Block], at: int, lines: Sequence[int]) -> list[Block]:
    """`blocks` with the bylines among `lines` right under the title, where a text that leads in stands between."""
    first = next((i for i in lines if i > at), None)
    if first is None or all(b.level or b.label or not stops(b.text) for b in blocks[at + 1 : first]):
        return list(blocks)
    signed = [i for i in range(at + 1, len(blocks)) if blocks[i].label == "byline"]
    rest = [block for i, block in enumerate(blocks) if i > at and i not in signed]
    return [*blocks[: at + 1], *(blocks[i] for i in signed), *rest]


def _with_subtitle(blocks: list[Block], at: int, lines: Sequence[int]) -> list[Block]:
    """`blocks` with the one lower heading between title and byline as the subtitle: no text can stand under it."""
    first = next((i for i in lines if i > at), at)
    between = [i for i in range(at + 1, first) if blocks[i].level]
    if len(between) != 1:
        return blocks
    return [replace(b, level=None, label="subtitle") if i in between else b for i, b in enumerate(blocks)]


def told_of(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """`blocks` without what stands behind the text and tells of those who wrote it, and findings that hold that."""
    names = [name for block in blocks for name in block.names or ()]
    if not names:
        return list(blocks), []
    called = re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?P<behind>.*)", re.S)
    kept: list[Block] = []
    findings: list[Finding] = []
    before = 0
    size = sum(len(block.text) for block in blocks)
    telling = False
    for block in blocks:
        before += len(block.text)
        plain = block.kind in ("body", "caption", "list") and block.label is None
        found = called.match(_ITEM.sub("", block.text)) if plain and before * _BEHIND > size * (_BEHIND - 1) else None
        alone = found is not None and not found["behind"].strip(" :：,，")
        goes_on = telling and plain and re.match(r"(?:He|She|They|His|Her|Their|Sie|Er)\s", block.text)
        telling = bool(goes_on or alone or (found and _TELLS.match(found["behind"])))
        if telling:
            findings.append(not_read("about the author", block.text, block.lines))
        else:
            kept.append(block)
    return kept, findings


def chosen(witnesses: Sequence[Witness], *, site: str, text: str) -> tuple[str, ...]:
    """The names that most speaks for; none if too little does."""
    fair = []
    for one in witnesses:
        # 责任编辑：… is named in the head of many a page as if he had written it
        names = tuple(
            name
            for name in one.names
            if not (site and " " not in name and not is_sure_name(name) and comparable(name) in site)
            and not re.search(_EDITED.pattern + re.escape(name), text)
        )
        fair += [replace(one, names=names)] if names else []
    best, most = None, 0.0
    for one in fair:
        keys = set(map(comparable, one.names))
        beside = {other.kind: other.weight for other in fair if keys & set(map(comparable, other.names))}
        weight = one.weight + sum(w for kind, w in beside.items() if kind != one.kind) / 2 + 0.01 * len(keys)
        weight -= 0.8 * all(" " not in name and not han_count(name) for name in one.names)
        # a blog may be called as who writes it
        weight -= 1.2 * any(
            site and comparable(name) in site and not (" " in name and is_sure_name(name)) for name in one.names
        )
        # the head of many a page names its site or its owner; who wrote the text, the text says
        weight -= 0.5 * (one.kind.startswith("meta") and not any(map(is_sure_name, one.names)))
        if weight > most:
            best, most = one, weight
    if best is None or most < _ENOUGH:
        return ()
    longer = {name: other for name in best.names for one in fair for other in one.names if other.startswith(f"{name} ")}
    glued = {name: other for name in best.names for one in fair for other in one.names if _is_glued(name, other)}
    return whole_names(tuple(dict.fromkeys(glued.get(name) or longer.get(name, name) for name in best.names)))


def _is_glued(name: str, other: str) -> bool:
    """Whether `name` is `other`, the name of a person in full, and buttons without a gap: Ana HoltFollow."""
    return " " in other and name.startswith(other) and name[len(other) : len(other) + 1].isalpha()


def _may_sign(block: Block) -> bool:
    return len(block.text) <= _LINE and block.kind in ("body", "list") and (block.level or 7) > 1


def _is_line_of(block: Block, names: tuple[str, ...]) -> bool:
    """Whether a line names one of `names` as bylines do: by itself, behind "by", or before a date or a post."""
    if not _may_sign(block) or PICTURE.match(block.text):
        return False
    text = " ".join(block.text.split())
    for name in names:
        place = text.lower().find(name.lower())
        if place < 0:
            continue
        before, behind = text[:place], text[place + len(name) :]
        if _LEADS.search(before) and not (stops(text) and len(behind) > 60):
            return True
        if before.strip(" ,;&|/·•") and not any(other.lower() in before.lower() for other in names):
            continue
        if not stops(text) and (
            not behind.strip() or re.match(r"\s*(?:[,|·•(/–—-]|\d|and\b|und\b|et\b|[A-Z])", behind)
        ):
            return True
    return False


def _marked(blocks: Sequence[Block], lines: Sequence[int], names: tuple[str, ...]) -> list[Block]:
    """`blocks` with the lines that name the author as bylines, each name once as it is printed."""
    done = list(blocks)
    open_ = dict.fromkeys(names)
    for i in lines:
        text = " ".join(done[i].text.split())
        said = []
        for name in names:
            place = text.lower().find(name.lower())
            if place >= 0 and name in open_:
                said.append((place, text[place : place + len(name)]))
                del open_[name]
        printed = tuple(name for _, name in sorted(said))
        done[i] = replace(done[i], text=text, label="byline", level=None, kind="body", names=printed, bold=False)
        if i and _LONE.fullmatch(done[i - 1].text):
            done[i - 1] = replace(done[i - 1], label="byline", level=None, kind="body", names=())
    return done


def _signs(block: Block) -> bool:
    """Whether it says who wrote the text, and is not only a line with names in it, or a "by" whose names are missing.

    >>> _signs(Block("By Ana Holt")), _signs(Block("By and")), _signs(Block("Ana Holt and Jo Reed"))
    (True, False, False)
    """
    led = block.label == "byline" or is_signed(block)
    return led and bool(block.names or names_in(block.text, said=True) or byline(block.text))


def _is_printed(block: Block) -> bool:
    if block.label == "byline" or is_signed(block):
        return True
    named = not block.level and block.kind == "body" and not block.text.endswith(".")
    return named and byline(block.text, sure=True) is not None
