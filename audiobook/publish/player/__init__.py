"""The player: static pages that play, read along and remember, from a web server or straight from a folder.

Nothing is fetched: a page opened as file:// may not, so data are scripts, one for the book and one for each track, so
that re-voicing an article changes its own only. The texts in them are JSON with `<`, `>` and `&` escaped, and reach the
page only as text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from audiobook.errors import PublishError
from audiobook.model import Index, Term, Track
from audiobook.publish import index as indexes
from audiobook.publish.index import PublishedBook
from audiobook.publish.notes import voice
from audiobook.publish.player.script import joined
from audiobook.publish.player.word_data import words
from audiobook.publish.wording import locale
from audiobook.system import files

FILES = {
    "player": "index.html",
    "player_css": "player/player.css",
    "player_data": "player/data.js",
    "player_script": "player/player.js",
}
"""What is written into a book's folder, by kind; and a script for each track."""

_LIBRARY_PAGE, _LIBRARY_DATA = "index.html", "player/library-data.js"
_LIBRARY_SCRIPT, _LIBRARY_CSS = "player/library.js", "player/player.css"
LIBRARY_FILES = (_LIBRARY_PAGE, _LIBRARY_DATA, _LIBRARY_SCRIPT, _LIBRARY_CSS)
"""What is written into the output folder."""

MOST_TERMS = 24


def write(index: Index, directory: Path) -> None:
    """Write the player of a book into its folder. Raises `PublishError`."""
    for name, data in book(index, directory).items():
        files.write(directory / name, data, error=PublishError)


def book(index: Index, directory: Path) -> dict[str, bytes]:
    """The files of a book's player by path."""
    tree: dict[str, Any] = {
        "id": index.book_id,
        "title": index.title,
        "issue": index.issue or "",
        "date": index.date or "",
        "publisher": index.publisher or "",
        "language": locale(index.language),
        "voice": voice(index),
        "cover": quote(index.files.get("thumbnail") or index.files.get("cover") or ""),
        "terms": [_term(term) for term in index.terms] if len(index.tracks) > 1 else [],
    }
    if index.coming:
        tree["coming"] = [{"number": each.number, "kind": each.kind, "title": each.title} for each in index.coming]
    tracks = {track_file(track): _track(track, directory) for track in index.tracks}
    made = {FILES["player_css"]: _asset("player.css"), FILES["player_script"]: joined("player.js")}
    facts = {"title": index.title, "language": tree["language"], "cover": tree["cover"]}
    page = _page("book.html", facts, made)
    marks = "\n".join(f'<script src="{escape(quote(path))}"></script>' for path in tracks)
    made[FILES["player"]] = page.replace(b"<!-- tracks -->", marks.encode())
    made[FILES["player_data"]] = f"window.AUDIOBOOK={_json({**tree, 'tracks': []})};\n".encode("utf-8", "replace")
    for path, track in tracks.items():
        made[path] = f"window.AUDIOBOOK.tracks.push({_json(track)});\n".encode("utf-8", "replace")
    return made


def track_file(track: Track) -> str:
    """Path of the script with a track's text and times."""
    return f"player/{track.path.stem}.js"


def library(books: Sequence[PublishedBook], title: str) -> dict[str, bytes]:
    """The files of the page that shows all books, by path."""
    language = locale(books[0].index.language if books else "zh")
    tree: dict[str, Any] = {"title": title, "language": language, "books": [_card(one) for one in reversed(books)]}
    made = {_LIBRARY_SCRIPT: joined("library.js"), _LIBRARY_CSS: _asset("player.css")}
    icon = next((card["cover"] for card in tree["books"]), "")
    page = _page("library.html", {"title": title, "language": language, "cover": icon}, made)
    data = f"window.AUDIOBOOK_LIBRARY={_json(tree)};\n".encode("utf-8", "replace")
    return {**made, _LIBRARY_PAGE: page, _LIBRARY_DATA: data}


def _card(one: PublishedBook) -> dict[str, Any]:
    index = one.index
    picture = index.files.get("thumbnail") or index.files.get("cover") or ""
    return {
        "id": index.book_id,
        "folder": quote(one.folder),
        "title": index.title,
        "issue": index.issue or "",
        "date": index.date or "",
        "cover": f"{quote(one.folder)}/{quote(picture)}" if picture else "",
        "tracks": [[track.guid, track.duration_ms / 1000] for track in index.tracks],
    }


def _track(track: Track, directory: Path) -> dict[str, Any]:
    cues = [
        [
            c.start_ms,
            c.end_ms,
            c.written,
            c.role,
            c.section,
            c.paragraph,
            c.spoken if c.spoken != c.written else "",
            c.utterance,
            words(c),
        ]
        for c in track.cues
    ]
    return {
        "guid": track.guid,
        "number": track.number,
        "kind": track.kind,
        "title": track.title,
        "subtitle": track.subtitle or "",
        "authors": list(track.authors),
        "note": track.note or "",
        "source": track.source or "",
        "src": quote(indexes.relative(track.path, directory)),
        "duration": track.duration_ms / 1000,
        "marks": [[mark.start_ms / 1000, mark.title] for mark in track.marks],
        "cues": cues,
        "recap": list(track.study.recap),
        "terms": [_term(term) for term in track.study.terms[:MOST_TERMS]],
        "questions": [
            {"prompt": q.prompt, "answer": q.answer, "utterance": q.utterance, "article": q.article}
            for q in track.study.questions
        ],
    }


def _term(term: Term) -> dict[str, Any]:
    return {"text": term.text, "sentence": term.sentence, "utterance": term.utterance, "article": term.article}


def _json(tree: Mapping[str, Any]) -> str:
    """JSON that is safe wherever a script may be, even inside a page."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _page(template: str, facts: Mapping[str, str], made: Mapping[str, bytes]) -> bytes:
    """A page with its facts escaped; code carries a digest in its address, so that no browser runs an old one."""
    text = _asset(template).decode("utf-8")
    for path, data in made.items():
        text = text.replace(f'"{path}"', f'"{path}?{hashlib.sha256(data).hexdigest()[:8]}"')
    for key, value in facts.items():
        text = text.replace("{{" + key + "}}", escape(" ".join(value.split())))
    return text.encode("utf-8", "replace")


def _asset(name: str) -> bytes:
    return (resources("audiobook.publish.player") / name).read_bytes()
