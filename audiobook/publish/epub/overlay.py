"""SMIL: which element of a page is lit while which stretch of the audio is heard."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from audiobook.publish.epub.chapter import Lit, Part, section_id
from audiobook.publish.epub.xml import OPS, SMIL, TYPE, clock, data, namespaces

_TEXTREF = f"{{{OPS}}}textref"


def overlay(part: Part) -> bytes:
    """The overlay of a chapter: a `seq` for each section, and for each sentence of several words; a `par` for each word
    or sentence."""
    text, audio = f"{part.number}.xhtml", f"../{part.audio}"
    root = etree.Element(f"{{{SMIL}}}smil", version="3.0", nsmap=namespaces(SMIL, epub=OPS))
    body = etree.SubElement(root, f"{{{SMIL}}}body", {_TEXTREF: text})
    for section, lit in groupby(part.page.lit, key=lambda each: each.section):
        row = etree.SubElement(body, f"{{{SMIL}}}seq", {_TEXTREF: f"{text}#{section_id(section)}"})
        for sentence, words in groupby(lit, key=lambda each: each.sentence):
            _sentence(row, sentence, list(words), text, audio)
    return data(root)


def _sentence(row: Any, sentence: str, words: Sequence[Lit], text: str, audio: str) -> None:
    if len(words) > 1:
        row = etree.SubElement(row, f"{{{SMIL}}}seq", {_TEXTREF: f"{text}#{sentence}"})
    for word in words:
        par = etree.SubElement(row, f"{{{SMIL}}}par", {TYPE: word.semantics} if word.semantics else {})
        etree.SubElement(par, f"{{{SMIL}}}text", src=f"{text}#{word.id}")
        times = {"clipBegin": clock(word.begin_ms), "clipEnd": clock(word.end_ms)}
        etree.SubElement(par, f"{{{SMIL}}}audio", {"src": audio, **times})
