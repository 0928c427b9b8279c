"""Show notes of an episode in the plain HTML that podcast apps display."""

from __future__ import annotations

import re
from html import escape

from audiobook.model import BLANK, Index, Track
from audiobook.publish.phrases import phrases

MOST_TERMS = 12
MOST_QUESTIONS = 5


def html(index: Index, track: Track) -> str:
    """Subtitle, authors, outline with time stamps, recap, key terms, questions, source, and who speaks.

    Time stamps are hh:mm:ss from 00:00:00, one a line, which AntennaPod and others turn into links.
    """
    words = phrases(index.language)
    parts: list[str] = []
    if track.subtitle:
        parts.append(f"<p><strong>{_text(track.subtitle)}</strong></p>")
    if track.authors:
        parts.append(f"<p>{_text(words.authors.format(names=words.separator.join(track.authors)))}</p>")
    if track.marks:
        lines = "<br/>\n".join(f"{clock(mark.start_ms)} {_text(mark.title)}" for mark in track.marks)
        parts.append(f"<p>{words.outline}</p>\n<p>{lines}</p>")
    if track.recap:
        parts.append(f"<p>{words.recap}</p>\n{_list(track.recap)}")
    if track.terms:
        parts.append(f"<p>{words.terms}</p>\n{_list([term.text for term in track.terms[:MOST_TERMS]])}")
    if track.questions:
        prompts = [question.prompt.replace(BLANK, "____") for question in track.questions[:MOST_QUESTIONS]]
        parts.append(f"<p>{words.questions}</p>\n{_list(prompts)}")
    if track.note:
        parts.append(f"<p>{_text(track.note)}</p>")
    if track.source:
        parts.append(f"<p>{_text(words.source.format(text=track.source.strip('（）()')))}</p>")
    parts.append(f"<p>{_text(words.synthetic.format(voice=voice(index)))}</p>")
    return "\n".join(parts)


def plain(text: str) -> str:
    """`text` without what XML cannot hold: control characters, unpaired surrogates."""
    return re.sub("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]", "", text)


def voice(index: Index) -> str:
    """The engine and voice, as listeners are told: "kokoro zf_xiaoxiao"."""
    return " ".join(part for part in (index.engine, index.voice) if part)


def clock(time_ms: int) -> str:
    """00:01:05"""
    seconds = time_ms // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _list(items: list[str] | tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{_text(item)}</li>" for item in items) + "</ul>"


def _text(text: str) -> str:
    return escape(" ".join(plain(text).split()), quote=False)
