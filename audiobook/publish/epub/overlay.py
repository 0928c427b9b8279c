"""SMIL: which element of a page is lit while which stretch of the audio is heard."""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from audiobook.publish.epub.chapter import Part, section_id
from audiobook.publish.epub.xml import OPS, SMIL, TYPE, clock, data, namespaces

_TEXTREF = f"{{{OPS}}}textref"


def overlay(part: Part) -> bytes:
    """The overlay of a chapter: a `seq` for each section, a `par` for each sentence or word."""
    text, audio = f"{part.number}.xhtml", f"../{part.audio}"
    root = etree.Element(f"{{{SMIL}}}smil", version="3.0", nsmap=namespaces(SMIL, epub=OPS))
    body = etree.SubElement(root, f"{{{SMIL}}}body", {_TEXTREF: text})
    for section, lit in groupby(part.page.lit, key=lambda each: each.section):
        row = etree.SubElement(body, f"{{{SMIL}}}seq", {_TEXTREF: f"{text}#{section_id(section)}"})
        for each in lit:
            par = etree.SubElement(row, f"{{{SMIL}}}par", {TYPE: each.semantics} if each.semantics else {})
            etree.SubElement(par, f"{{{SMIL}}}text", src=f"{text}#{each.id}")
            times = {"clipBegin": clock(each.begin_ms), "clipEnd": clock(each.end_ms)}
            etree.SubElement(par, f"{{{SMIL}}}audio", {"src": audio, **times})
    return data(root)
