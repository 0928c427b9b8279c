"""What lies on the workbench: files that were dropped here, and the finished books of the output folder.

An upload is a folder of its own in OUTPUT/uploads, with the file as it came, work.json (which book was made of it, with
which voice), and book.md beside it as soon as its text is corrected. A book is known by its index.json, whoever made
it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.errors import ConfigError, PublishError
from audiobook.model import Index
from audiobook.publish import index as indexes
from audiobook.publish.filenames import slug
from audiobook.system import files

UPLOADS = "uploads"
FACTS = "work.json"
MOST_WORKS = 2000
LONGEST_ADDRESS = 2000
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_CHOICES = ("engine", "voice", "rate")


@dataclass(frozen=True, slots=True)
class Work:
    """A publication on the workbench."""

    key: str
    """"upload/NAME" or "book/FOLDER": what the page calls it by."""
    name: str
    """For people."""
    source: Path | str
    """What was dropped, or its address on the web; the script of a book that was made elsewhere."""
    upload: Path | None = None
    """Its folder among the uploads."""
    book: Path | None = None
    """The folder of the book that was made of it."""
    choices: tuple[tuple[str, Any], ...] = ()
    """Of engine, voice and rate, what somebody chose for it."""

    @property
    def script(self) -> Path:
        """Where its corrected text is kept; beside the audio once there is a book."""
        return self.folders[-1] / pipeline.BOOK

    @property
    def to_build(self) -> Path | str:
        """What `build` is given: the corrected text where there is one."""
        return self.script if self.script.is_file() else self.source

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where a lexicon of its own may lie, the nearest last: beside the source, and in the book."""
        return tuple(folder for folder in (self.upload, self.book) if folder is not None)

    @property
    def lexicon(self) -> Path:
        """The lexicon of this book alone."""
        return self.folders[-1] / pipeline.LEXICON


class Shelf:
    """The works in the output folder of `settings`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.uploads = settings.output / UPLOADS
        self._lock = threading.Lock()
        self._indexes: dict[Path, tuple[tuple[int, int], Index]] = {}

    def works(self) -> list[Work]:
        """All of them: uploads, newest first, then books that were made of none of these. A damaged index is passed
        over: `audiobook serve` names it."""
        uploads = sorted(self._uploads(), key=lambda work: _age(work.upload), reverse=True)
        taken = {work.book for work in uploads}
        books = [
            Work(f"book/{path.name}", index.title, path / pipeline.BOOK, book=path)
            for path, index in self._books()
            if path not in taken and (path / pipeline.BOOK).is_file()
        ]
        return [*uploads, *books]

    def work(self, key: str) -> Work:
        """The work that is called `key`. Raises `ConfigError` where there is none."""
        found = next((one for one in self.works() if one.key == key), None)
        if found is None:
            raise ConfigError("this publication is not there any more")
        return found

    def index(self, work: Work) -> Index | None:
        """The book made of it so far."""
        return self._index(work.book) if work.book is not None else None

    def settings_for(self, work: Work) -> Settings:
        """The settings of this folder, with what was chosen for this work, or else what its book was made with."""
        chosen: dict[str, Any] = dict(work.choices)
        made = self.index(work)
        if made is not None:
            voices = {"voices": made.voices} if made.voices else {}
            chosen = {"engine": made.engine, "voice": made.voice, "rate": made.rate, **voices, **chosen}
        speech = dataclasses.replace(self.settings.speech, **chosen)
        return dataclasses.replace(self.settings, speech=speech)

    def add(self, name: str) -> Work:
        """Room for a new upload called `name`, whose source is not there yet. Raises `PublishError`."""
        with self._lock:
            stem = slug(_ENDING.sub("", name)) or "upload"
            taken = {path.name for path in self._folders()}
            if len(taken) >= MOST_WORKS:
                raise PublishError(f"{self.uploads}: holds {MOST_WORKS} uploads; remove some first")
            folder = next(
                path
                for path in (self.uploads / (stem if n == 1 else f"{stem}-{n}") for n in range(1, MOST_WORKS + 2))
                if path.name not in taken
            )
            try:
                folder.mkdir(parents=True)
            except OSError as error:
                raise PublishError(f"{folder}: cannot be made ({error.strerror or error})") from error
        return Work(f"upload/{folder.name}", name, folder / safe_name(name), folder)

    def keep(self, work: Work) -> None:
        """Remembers what is known of an upload; of a book elsewhere index.json has it. Raises `PublishError`."""
        if work.upload is None:
            return
        facts = {
            "name": work.name,
            "source": self._named(work.source, work.upload),
            "book": work.book.name if work.book else None,
            **dict(work.choices),
        }
        data = json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        files.write(work.upload / FACTS, data, error=PublishError)

    def add_address(self, address: str) -> Work:
        """Room for what is at an address on the web; it is fetched when it is looked at. Raises `ConfigError`,
        `PublishError`."""
        source = pipeline.source_of(address.strip())
        if not isinstance(source, str) or len(source) > LONGEST_ADDRESS:
            raise ConfigError("no address; they begin with https:// or http://")
        name = re.sub(r"^\w+://|[?#].*$", "", source)
        work = dataclasses.replace(self.add(name), source=source)
        self.keep(work)
        return work

    def _named(self, source: Path | str, upload: Path) -> str:
        return source if isinstance(source, str) else source.relative_to(upload).as_posix()

    def _folders(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return [path for path in self.uploads.iterdir() if path.is_dir()]
        return []

    def _uploads(self) -> Iterator[Work]:
        for folder in self._folders():
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
                facts = json.loads((folder / FACTS).read_text("utf-8"))
                source = pipeline.source_of(str(facts["source"]))
                named = facts.get("book")
                # a name, not a way out
                if isinstance(source, Path) and (".." in source.parts or source.is_absolute()):
                    continue
                if named and Path(named).name != named:
                    continue
                book = self.settings.output / named if named else None
                book = book if book is not None and (book / indexes.NAME).is_file() else None
                choices = tuple((key, facts[key]) for key in _CHOICES if facts.get(key) is not None)
                place = folder / source if isinstance(source, Path) else source
                yield Work(f"upload/{folder.name}", str(facts["name"]), place, folder, book, choices)

    def _books(self) -> Iterator[tuple[Path, Index]]:
        for path in sorted(self.settings.output.glob("*/" + indexes.NAME)):
            with contextlib.suppress(PublishError):
                if (made := self._index(path.parent)) is not None:
                    yield path.parent, made

    def _index(self, folder: Path) -> Index | None:
        """Read again only when it is another one."""
        try:
            status = (folder / indexes.NAME).stat()
        except OSError:
            return None
        stamp = status.st_mtime_ns, status.st_size
        kept = self._indexes.get(folder)
        if kept is None or kept[0] != stamp:
            made = indexes.read(folder)
            if made is None:
                return None
            kept = self._indexes[folder] = stamp, made
        return kept[1]


def safe_name(name: str) -> str:
    """A file name like `name` that every system takes.

    >>> safe_name("新闻?.html"), safe_name("a/b.txt"), safe_name("..")
    ('新闻.html', 'a-b.txt', 'untitled')
    """
    ending = _ENDING.search(name)
    return slug(_ENDING.sub("", name)) + (ending[0].lower() if ending else "")


def _age(folder: Path | None) -> float:
    try:
        return folder.stat().st_ctime if folder else 0.0
    except OSError:
        return 0.0
