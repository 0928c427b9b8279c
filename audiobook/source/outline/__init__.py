"""What the page meant: blocks -> articles with titles, authors, sections, notes and sources. One decision.

Every line gets what can be said of it (evidence), each scheme of titles is tried (schemes), one decoding over all
lines chooses their labels (decoding), and the scheme under which everything weighs most becomes the document
(assembly). data/outline_weights.tsv is the table of weights.
"""

from __future__ import annotations

from audiobook.model import Document
from audiobook.source.blocks import Extract
from audiobook.source.outline.assembly import assemble
from audiobook.source.outline.choice import choose
from audiobook.source.outline.evidence import gather
from audiobook.source.vocabulary import Vocabulary


def outline(extract: Extract, stem: str) -> Document:
    """The publication in `extract`; `stem` names it where it does not name itself."""
    vocabulary = Vocabulary(block.text for block in extract.blocks)
    evidence = gather(extract.blocks, vocabulary, extract.contents, levels=extract.shape == "levels")
    best = choose(evidence)[0]
    return assemble(extract, evidence, best.labels, vocabulary, stem)
