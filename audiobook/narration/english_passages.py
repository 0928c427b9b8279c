"""Where a text is English sentences, so that its figures are read in English."""

from __future__ import annotations

import re

from audiobook.language.chinese import compiled

_FUNCTION = re.compile(
    r"\b(?:the|of|and|in|to|a|an|for|is|was|are|were|with|on|by|that|from|as|at|this|which|be|has|have|we|our|it|its|or|not|you|all)\b",
    re.IGNORECASE,
)
_LATIN_RUN = re.compile(r"[A-Za-z0-9$€£][A-Za-z0-9 ,.;:'\"!?()\[\]\-–—%$€£&/+“”‘’…°×=<>@#~*|±≥≤§\n]*[A-Za-z0-9.%)!?\]]")
_NOT_CHINESE = compiled(r"[^[:Han:]]+")
_LETTER = re.compile("[A-Za-z]")
_MAYBE = re.compile(r"[a-z]{2,} [A-Za-z]{2,}|[A-Z]{2,} [A-Z]{2,} [A-Z]{2,}")


def passages(text: str, language: str = "zh") -> tuple[tuple[int, int], ...]:
    """Where `text` is English sentences rather than Chinese with English terms: at least four words, one of them
    such as only sentences have (the, of, is); where `language` is "en", all that is not beside Chinese characters."""
    if language.startswith("en"):
        return tuple(
            run.span()
            for run in _NOT_CHINESE.finditer(text)
            if run[0].strip() == text.strip() or _LETTER.search(run[0])
        )
    if not _MAYBE.search(text):
        return ()
    return tuple(
        run.span()
        for run in _LATIN_RUN.finditer(text)
        if len(re.findall(r"[A-Za-z]*[a-z]{2,}|[A-Z]{2,}(?= [A-Z]{2})", run[0])) >= 4 and _FUNCTION.search(run[0])
    )
