"""Languages that nothing here reads: named, rather than read as if they were Chinese or English."""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.model import Article, Document, Finding

_SCRIPTS = {
    # language -> its letters, and the share of a text's letters from which it is in that language
    "Japanese": (re.compile("[ぁ-ゖァ-ヺー]"), 0.12),
    "Korean": (re.compile("[가-힣ᄀ-ᇿㄱ-ㆎ]"), 0.3),
    "Russian or another language in Cyrillic letters": (re.compile("[\u0400-\u052f]"), 0.4),
    "Greek": (re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), 0.4),
    "Arabic or another language in its letters": (re.compile("[\u0600-\u077f]"), 0.4),
    "Hebrew": (re.compile("[\u0590-\u05ff]"), 0.4),
    "Hindi or another language of India": (re.compile("[\u0900-\u0dff]"), 0.4),
    "Thai": (re.compile("[\u0e00-\u0e7f]"), 0.4),
}
_ANY = re.compile("[" + "".join(pattern.pattern[1:-1] for pattern, _ in _SCRIPTS.values()) + "]")
_LEAST = 6
"""Letters below which a text may be a name or a quotation."""


def named(document: Document) -> Document:
    """`document` with a finding for each article in a language that no voice and no rule here knows."""
    if any(finding.kind == "language" for finding in document.findings):
        return document  # a script of ours, which says so already
    findings = [
        Finding("language", one.lines, f"“{one.title}” is in {language}, which is not supported: it will be misread")
        for one in document.articles
        if (language := foreign(_text(one))) is not None
    ]
    return replace(document, findings=(*document.findings, *findings)) if findings else document


def foreign(text: str) -> str | None:
    """The language `text` is in, if it is none that is read here.

    >>> foreign("水門の当番は毎朝六時に川の水位を見る。"), foreign("日本の「の」字、在招牌上很常见。")
    ('Japanese', None)
    """
    if text.isascii() or not _ANY.search(text):
        return None
    letters = sum(map(str.isalpha, text))
    for language, (pattern, share) in _SCRIPTS.items():
        found = len(pattern.findall(text))
        if found >= max(_LEAST, share * letters):
            return language
    return None


def _text(article: Article) -> str:
    return "\n".join(paragraph.text for section in article.sections for paragraph in section.paragraphs)
