"""The player: static pages that play, read along and remember, from a web server or straight from a folder.

Nothing is fetched: a page opened as file:// may not, so data are scripts. One, loaded with the page, tells of the book
what its contents show; the text of a track is in a script of its own, loaded when it is opened, so that the first sound
of a long book does not wait for the text of the last. The texts in them are JSON with `<`, `>` and `&` escaped, and
reach the page only as text.
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
from audiobook.model import Index, Track
from audiobook.publish import art
from audiobook.publish.index import PublishedBook
from audiobook.publish.player import data, offline
from audiobook.publish.player.script import joined
from audiobook.publish.wording import locale
from audiobook.system import files

FILES = {
    "player": "index.html",
    "player_css": "player/player.css",
    "player_data": "player/data.js",
    "player_script": "player/player.js",
    "player_quiz": "player/quiz.js",
    "manifest": offline.MANIFEST,
    "worker": offline.WORKER,
}
"""What is written into a book's folder, by kind; and a script for each track."""

_LIBRARY_PAGE, _LIBRARY_DATA = "index.html", "player/library-data.js"
_LIBRARY_SCRIPT, _LIBRARY_CSS = "player/library.js", "player/player.css"
LIBRARY_FILES = (_LIBRARY_PAGE, _LIBRARY_DATA, _LIBRARY_SCRIPT, _LIBRARY_CSS, offline.MANIFEST, offline.WORKER)
"""What is written into the output folder."""


def write(index: Index, directory: Path) -> None:
    """Write the player of a book into its folder. Raises `PublishError`."""
    for name, made in book(index, directory).items():
        files.write(directory / name, made, error=PublishError)


def book(index: Index, directory: Path) -> dict[str, bytes]:
    """The files of a book's player by path."""
    texts = {track_file(track): _text(index, place) for place, track in enumerate(index.tracks)}
    heads = [
        {**data.head(track, directory), "text": _dated(path, texts[path])}
        for path, track in zip(texts, index.tracks, strict=True)
    ]
    tree: dict[str, Any] = {**data.book(index), "tracks": heads, "texts": {}}
    asked = data.quiz(index)
    questions = _script(f"AUDIOBOOK.questions={_json(asked)};\n")
    tree["quiz"] = _dated(FILES["player_quiz"], questions) if asked else ""
    made = {FILES["player_css"]: _asset("player.css"), FILES["player_script"]: joined("player.js")}
    facts = {"title": index.title, "language": tree["language"], "icon": tree["icon"]}
    icons = {art.ICON: tree["icon"], art.LARGE_ICON: quote(index.files.get("large_icon", ""))}
    shell = [*(_dated(path, code) for path, code in made.items()), FILES["player"], FILES["player_data"], tree["quiz"]]
    shell += [offline.MANIFEST, tree["cover"], *icons.values()]
    made[FILES["player"]] = _page("book.html", facts, made)
    made[FILES["player_data"]] = _script(f"window.AUDIOBOOK={_json(tree)};\n")
    made[offline.MANIFEST] = offline.manifest(index.title, tree["language"], icons)
    made[offline.WORKER] = offline.worker(_asset("worker.js"), shell, [head["text"] for head in heads])
    return {**made, FILES["player_quiz"]: questions, **texts}


def _text(index: Index, place: int) -> bytes:
    """The script that gives the page the text of the track at `place`."""
    return _script(f"AUDIOBOOK.texts[{_json(index.tracks[place].guid)}]={_json(data.text(index, place))};\n")


def track_file(track: Track) -> str:
    """Path of the script with a track's text and times."""
    return f"player/{track.path.stem}.js"


def library(books: Sequence[PublishedBook], title: str) -> dict[str, bytes]:
    """The files of the page that shows all books, by path."""
    language = locale(books[0].index.language if books else "zh")
    tree: dict[str, Any] = {"title": title, "language": language, "books": [data.card(one) for one in reversed(books)]}
    made = {_LIBRARY_SCRIPT: joined("library.js"), _LIBRARY_CSS: _asset("player.css")}
    icons = _library_icons(books)
    shell = [*(_dated(path, code) for path, code in made.items()), _LIBRARY_PAGE, _LIBRARY_DATA, offline.MANIFEST]
    page = _page("library.html", {"title": title, "language": language, "icon": icons.get(art.ICON, "")}, made)
    return {
        **made,
        _LIBRARY_PAGE: page,
        _LIBRARY_DATA: _script(f"window.AUDIOBOOK_LIBRARY={_json(tree)};\n"),
        offline.MANIFEST: offline.manifest(title, language, icons),
        offline.WORKER: offline.worker(_asset("worker.js"), [*shell, *icons.values()]),
    }


def _library_icons(books: Sequence[PublishedBook]) -> dict[int, str]:
    """Those of the first book, which speaks for the library: size in pixels -> path."""
    kinds = {art.ICON: "icon", art.LARGE_ICON: "large_icon"}
    if not books or not set(kinds.values()) <= books[0].index.files.keys():
        return {}
    return {size: quote(f"{books[0].folder}/{books[0].index.files[kind]}") for size, kind in kinds.items()}


def _script(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _dated(path: str, data: bytes) -> str:
    """The address of a file with a digest of it, so that no browser takes an old one for it."""
    return f"{quote(path)}?{hashlib.sha256(data).hexdigest()[:8]}"


def _json(tree: Any) -> str:
    """JSON that is safe wherever a script may be, even inside a page."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _page(template: str, facts: Mapping[str, str], made: Mapping[str, bytes]) -> bytes:
    """A page with its facts escaped, its code by dated addresses."""
    text = _asset(template).decode("utf-8")
    for path, code in made.items():
        text = text.replace(f'"{path}"', f'"{_dated(path, code)}"')
    for key, value in facts.items():
        text = text.replace("{{" + key + "}}", escape(" ".join(value.split())))
    return text.encode("utf-8", "replace")


def _asset(name: str) -> bytes:
    return (resources("audiobook.publish.player") / name).read_bytes()
