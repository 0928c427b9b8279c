"""Show notes of an episode in the plain HTML that podcast apps display."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from audiobook.model import BLANK, Index, Track
from audiobook.publish.wording import marked, phrases

MOST_TERMS = 12
MOST_QUESTIONS = 5

DISPENSABLE = ("dialogue", "summary", "questions", "recap", "terms", "note", "source", "subtitle")
"""What goes first when there is not room for all."""


def html(index: Index, track: Track, *, limit_bytes: int | None = None) -> str:
    """Subtitle, authors, outline with time stamps, recap, summary, key terms, questions, source, and who speaks.

    Time stamps are hh:mm:ss from 00:00:00, one a line, which AntennaPod and others turn into links. With
    `limit_bytes`, what matters least is left out until the rest fits; the outline and the disclosure always stay.
    """
    parts = dict(_parts(index, track))
    for least in DISPENSABLE:
        if limit_bytes is None or len("\n".join(parts.values()).encode("utf-8")) <= limit_bytes:
            break
        parts.pop(least, None)
    return "\n".join(parts.values())


def _parts(index: Index, track: Track) -> Iterator[tuple[str, str]]:
    """The parts of the notes by name, in order."""
    words = phrases(index.language)
    if track.subtitle:
        yield "subtitle", f"<p><strong>{_text(track.subtitle)}</strong></p>"
    if track.authors:
        yield "authors", f"<p>{_text(words.authors.format(names=words.separator.join(track.authors)))}</p>"
    if track.marks:
        lines = "<br/>\n".join(f"{clock(mark.start_ms)} {_text(mark.title)}" for mark in track.marks)
        yield "outline", f"<p>{words.outline}</p>\n<p>{lines}</p>"
    if track.study.recap:
        yield "recap", f"<p>{words.recap}</p>\n{_list(track.study.recap)}"
    if track.study.summary:
        heading = marked(words.summary, track.study.generated_by, words)
        yield "summary", f"<p>{_text(heading)}</p>\n{_list(track.study.summary)}"
    if track.study.dialogue:
        heading = marked(words.dialogue, track.study.generated_by, words)
        names = dict(zip(("host", "guest"), words.speakers, strict=True))
        spoken = [names[line.speaker] + line.text for line in track.study.dialogue]
        yield "dialogue", f"<p>{_text(heading)}</p>\n{_list(spoken)}"
    if track.study.terms:
        yield "terms", f"<p>{words.terms}</p>\n{_list([term.text for term in track.study.terms[:MOST_TERMS]])}"
    if track.study.questions:
        prompts = [
            marked(question.prompt.replace(BLANK, "____"), question.generated_by, words)
            for question in track.study.questions[:MOST_QUESTIONS]
        ]
        yield "questions", f"<p>{words.questions}</p>\n{_list(prompts)}"
    if track.note:
        yield "note", f"<p>{_text(track.note)}</p>"
    if track.source:
        yield "source", f"<p>{_text(words.source.format(text=track.source.strip('（）()')))}</p>"
    yield "voice", f"<p>{_text(words.synthetic.format(voice=voice(index)))}</p>"


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
