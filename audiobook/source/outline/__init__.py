"""What the page meant: blocks -> articles with titles, authors, sections, notes and sources. One decision.

Every line gets what can be said of it (evidence), each scheme of titles is tried (schemes), one decoding over all
lines chooses their labels (decoding), and the scheme under which everything weighs most becomes the document
(assembly). data/outline_weights.tsv is the table of weights.
"""

from __future__ import annotations

from dataclasses import replace

from audiobook.model import Document, Lines
from audiobook.source.blocks import Extract
from audiobook.source.outline import confidence
from audiobook.source.outline.assembly import assemble
from audiobook.source.outline.choice import choose
from audiobook.source.outline.evidence import gather
from audiobook.source.outline.explain import explain
from audiobook.source.repair import adverts
from audiobook.source.vocabulary import Vocabulary


def outline(extract: Extract, stem: str, *, scheme: str = "", lines: Lines | None = None) -> Document:
    """The publication in `extract`; `stem` names it where it does not name itself.

    `scheme`: the name of the way to take it apart, where somebody has chosen; `lines`: source lines to explain.
    """
    extract = replace(extract, blocks=tuple(adverts.parted(extract.blocks)))
    vocabulary = Vocabulary(block.text for block in extract.blocks)
    evidence = gather(
        extract.blocks, vocabulary, extract.contents, levels=extract.shape == "levels", named=extract.named
    )
    readings = choose(evidence, single=extract.shape == "article")
    chosen = [reading for reading in readings if reading.scheme.name == scheme]
    readings = [*chosen, *(reading for reading in readings if reading not in chosen)]
    document, places = assemble(extract, evidence, readings[0].labels, vocabulary, stem)
    sure = confidence.of_titles(places, readings) if not chosen else [1.0] * len(places)
    return replace(
        document,
        articles=tuple(replace(one, confidence=value) for one, value in zip(document.articles, sure, strict=True)),
        alternatives=confidence.alternatives(evidence, readings),
        explained=explain(evidence, readings[0], lines) if lines else (),
    )
