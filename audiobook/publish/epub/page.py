"""The XHTML of a chapter: its sections and headings, and the notes that are not heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from audiobook.model import Cue, Track
from audiobook.publish.epub.blocks import blocks
from audiobook.publish.epub.chapter import Chapter, Page, section_id
from audiobook.publish.epub.inline import inline, note_id
from audiobook.publish.epub.sentences import Sentences
from audiobook.publish.epub.xml import LANG, TYPE, E, data, line
from audiobook.publish.wording import locale, phrases


def page(chapter: Chapter) -> Page:
    """The page of a chapter, and what of it is lit when."""
    track = chapter.track
    titles, sentences = section_titles(track), Sentences(chapter)
    body = E.section({TYPE: "chapter", "role": "doc-chapter"})
    if not any(cue.role == "title" and not cue.section for cue in track.cues):
        body.append(E.h1(line(track.title)))
    for section, group in groupby(track.cues, key=lambda cue: cue.section):
        element = E.section({"id": section_id(section)})
        element.extend(_section(list(group), section, titles[section], chapter, sentences))
        body.append(element)
    body.extend(_silent_notes(chapter, sentences))
    language = locale(chapter.language)
    link = E.link({"rel": "stylesheet", "type": "text/css", "href": "../style.css"})
    root = E.html({"lang": language, LANG: language}, E.head(E.title(line(track.title) or "…"), link), E.body(body))
    return Page(data(root, page=True), tuple(sentences.lit), tuple(titles.items()))


def section_titles(track: Track) -> dict[int, str]:
    """Section -> title, of those that are heard, in order: marks stand where sections begin."""
    heard = list(dict.fromkeys(cue.section for cue in track.cues))
    titles = [mark.title for mark in track.marks]
    return {section: line(title) or track.title for section, title in zip(heard, titles, strict=True)}


def _section(cues: Sequence[Cue], section: int, title: str, chapter: Chapter, sentences: Sentences) -> Iterator[Any]:
    level = min(6, 1 + chapter.levels.get(section, 1)) if section else 1
    if section and not any(cue.role in ("title", "heading") for cue in cues):
        yield E(f"h{level}", title)
    yield from blocks(cues, title, level, chapter, sentences)


def _silent_notes(chapter: Chapter, sentences: Sentences) -> Iterator[Any]:
    """Notes that nobody reads aloud: those with a mark in the text are footnotes, which reading systems may hide until
    it is touched, so the others are plain paragraphs."""
    said = {cue.paragraph for cue in chapter.track.cues if cue.role == "note"}
    silent = [note for note in chapter.notes if note.place not in said]
    if silent:
        section = E.section({TYPE: "endnotes", "role": "doc-endnotes"}, E.h2(phrases(chapter.language).notes))
        for note in silent:
            text = E.p({"class": "note"}, *inline(note.text, {}))
            if sentences.leads_to(note):
                text.append(E.a({"href": f"#mark{note.place}", "role": "doc-backlink"}, "↩"))
                text = E.aside({"id": note_id(note), TYPE: "footnote", "role": "doc-footnote"}, text)
            section.append(text)
        yield section
