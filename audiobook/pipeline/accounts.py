"""Where every letter of a publication is: read aloud, or set aside by the source or by the narration, or lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from audiobook.config import NarrationSettings
from audiobook.model import Article, Document, Finding, Ledger


def unspoken(article: Article, settings: NarrationSettings) -> tuple[Finding, ...]:
    """What stands in an article and is not said: notes, code and tables that are skipped, formulas without words,
    marks, ornaments."""
    from audiobook.narration.unspoken import unspoken as silent

    return tuple(silent(article, settings))


def accounted(document: Document, findings: Sequence[Finding]) -> Ledger | None:
    """The ledger of `document` with the letters that `findings` of the narration set aside; None where the file has
    no letters that can be counted, as pictures have none."""
    from audiobook.source.ledger import letters

    if document.ledger is None or not document.ledger.letters:
        return None
    count = min(document.ledger.read, sum(len(letters(finding.text)) for finding in findings))
    return dataclasses.replace(
        document.ledger, read=document.ledger.read - count, set_aside=document.ledger.set_aside + count
    )
