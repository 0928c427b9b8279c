"""What was fetched, kept: the files of one address in a folder, and `fetched.json`, which says where each is from.

    CACHE/web/3f2a…/第一章/第一章.html, 第一章-2.html, fetched.json

Asked again, what is kept is taken, without the network; `refresh` asks the server whether it is still so.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from audiobook.errors import CacheError, UnsupportedSource
from audiobook.system import files
from audiobook.web import kinds
from audiobook.web.address import Address, parse
from audiobook.web.charset import self_describing
from audiobook.web.fetching import Fetcher
from audiobook.web.http import Answer
from audiobook.web.pages import next_page

RECORD = "fetched.json"
VERSION = 1
_PAGES = (".html", ".xhtml", ".htm")
_TEXTS = (*_PAGES, ".txt", ".md", ".srt")


@dataclass(frozen=True, slots=True)
class File:
    """One answer, kept."""

    name: str
    address: str
    """Where it came from in the end, after redirections."""
    type: str = ""
    charset: str = ""
    """As the server said."""
    etag: str = ""
    modified: str = ""
    """Last-Modified, as the server said."""
    sha256: str = ""
    """Of the file as it is kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one address."""

    folder: Path
    address: str
    files: tuple[File, ...]
    fetched: str = ""
    """When it was asked for last, RFC 3339."""
    cut: bool = False
    """There are more pages than are followed."""

    @property
    def path(self) -> Path:
        """What readers are given: the file, or the folder of the pages of an article."""
        return self.folder / self.files[0].name if len(self.files) == 1 else self.folder

    @property
    def is_feed(self) -> bool:
        """Whether it names publications rather than being one."""
        return self.files[0].name.endswith(kinds.FEED)


def folder_of(address: Address, cache: Path) -> Path:
    """Where what is at `address` is kept in the cache."""
    return cache / "web" / hashlib.sha256(str(address).encode()).hexdigest()[:24] / _stem(address)


def _stem(address: Address) -> str:
    """What its files are called: the last part of the address that says something, or the host."""
    name = kinds.file_name(address)
    bare = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    plain = re.sub(r"[^\w.-]+", "-", bare).strip("-._")
    return plain.encode()[:80].decode(errors="ignore") or address.host.replace(":", "-")


def read(folder: Path) -> Kept | None:
    """What is kept in `folder`; None where there is nothing, or not all of it as it was left."""
    try:
        facts = json.loads(files.read(folder / RECORD))
        if facts["version"] != VERSION:
            return None
        found = tuple(File(**{key: str(value) for key, value in one.items()}) for one in facts["files"])
        whole = found and all(
            Path(one.name).name == one.name and _digest((folder / one.name).read_bytes()) == one.sha256 for one in found
        )
        return Kept(folder, str(facts["address"]), found, str(facts["fetched"]), bool(facts["cut"])) if whole else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def fetch(address: Address, folder: Path, fetcher: Fetcher, known: Collection[str], *, pages: int = 1) -> Kept:
    """What is at `address` now, kept in `folder`; of an article up to `pages` pages. `known`: extensions that are read.

    What is kept already is only asked for again where the server has something newer. Raises `UnreadableSource`,
    `UnsupportedSource`, `CacheError`.
    """
    before = read(folder)
    old = list(before.files) if before else []
    found: list[File] = []
    seen: set[str] = set()
    at: Address | None = address
    first = address
    cut = False
    while at is not None and str(at) not in seen:
        if len(found) == pages and found:
            cut = pages > 1
            break
        seen.add(str(at))
        was = old[len(found)] if len(found) < len(old) else None
        answer = fetcher.get(at, etag=was.etag if was else "", modified=was.modified if was else "")
        if answer.status == 304 and was is not None:
            found.append(was)
            body = (folder / was.name).read_bytes()
        else:
            body, kept = _as_file(answer, folder.name, len(found), known)
            files.write(folder / kept.name, body, error=CacheError)
            found.append(kept)
        here = parse(found[-1].address)
        seen.add(str(here))
        first = here if len(found) == 1 else first
        at = next_page(body, here, first, len(found)) if found[0].name.endswith(_PAGES) and pages > 1 else None
    kept_now = Kept(folder, str(address), tuple(found), _now(), cut)
    write(kept_now)
    return kept_now


def write(kept: Kept) -> None:
    """Writes the record of `kept` into its folder. Raises `CacheError`."""
    facts: dict[str, Any] = {"version": VERSION, **asdict(kept), "files": [asdict(one) for one in kept.files]}
    del facts["folder"]
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    files.write(kept.folder / RECORD, text.encode("utf-8", "replace"), error=CacheError)


def copied(kept: Kept, folder: Path) -> Kept:
    """`kept`, in another `folder` as well. Raises `CacheError`."""
    for one in kept.files:
        files.write(folder / one.name, (kept.folder / one.name).read_bytes(), error=CacheError)
    copy = Kept(folder, kept.address, kept.files, kept.fetched, kept.cut)
    write(copy)
    return copy


def _as_file(answer: Answer, stem: str, place: int, known: Collection[str]) -> tuple[bytes, File]:
    """The bytes to keep, and what they are. Raises `UnsupportedSource`."""
    ending = kinds.extension(answer, known)
    kind = kinds.type_of(answer)
    if ending is None:
        raise UnsupportedSource(
            f"{answer.address}: is {kind or 'of no known type'}, which is nothing to read aloud; give the address of a "
            "page, an e-book, a PDF or a text"
        )
    charset = kinds.charset_of(answer)
    body = self_describing(answer.body, charset) if ending in _TEXTS else answer.body
    name = f"{stem}{f'-{place + 1}' if place else ''}{ending}"
    headers = answer.headers
    etag, modified = (_line(headers.get(key, "")) for key in ("etag", "last-modified"))
    return body, File(name, str(answer.address), kind, charset, etag, modified, _digest(body))


def _line(text: str) -> str:
    return text if len(text) < 500 and text.isprintable() and text.isascii() else ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
