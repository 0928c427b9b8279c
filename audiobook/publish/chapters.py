"""Podcast chapters JSON 1.2 (the podcast namespace's own format), the same marks as in the MP3."""

from __future__ import annotations

import json

from audiobook.model import Track

TYPE = "application/json+chapters"


def chapters(track: Track, book: str) -> bytes:
    """The chapter file of one track; starts are seconds, whole ones as whole numbers."""
    tree = {
        "version": "1.2.0",
        "title": track.title,
        "author": "、".join(track.authors),
        "podcastName": book,
        "fileName": track.path.name,
        "chapters": [{"startTime": _seconds(mark.start_ms), "title": mark.title, "toc": True} for mark in track.marks],
    }
    if not track.authors:
        del tree["author"]
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _seconds(time_ms: int) -> int | float:
    return time_ms // 1000 if time_ms % 1000 == 0 else time_ms / 1000
