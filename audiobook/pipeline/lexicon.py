"""The user's readings: which files are in force, what is added to them, what is wrong with them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import TextError

if TYPE_CHECKING:
    from audiobook.narration.lexicon import Entry, Lexicon

_PATIENCE_S = 30.0
"""For others who add to the same lexicon; each needs a moment."""
LEXICON = "lexicon.tsv"
"""Found without being named: here, beside the source, in the book's folder."""


def lexicon_of(settings: Settings, *folders: Path) -> Lexicon:
    """The user's readings: those the settings name, and every lexicon.tsv here and in `folders`."""
    from audiobook.narration.lexicon_file import load

    return load(lexicon_files(settings, *folders))


def lexicon_files(settings: Settings, *folders: Path) -> list[Path]:
    """The lexicons that are in force, the nearest last, because it wins."""
    named = list(settings.narration.lexicon)
    found = [path for path in (folder / LEXICON for folder in (Path(), *folders)) if path.is_file()]
    return list({path.resolve(): path for path in [*found, *named]}.values())


def lexicon_entries(settings: Settings, *folders: Path) -> list[Entry]:
    """Every line of the lexicons that are in force, the nearest last. Raises `TextError`."""
    from audiobook.narration.lexicon_file import read

    return [entry for path in lexicon_files(settings, *folders) for entry in read(path)]


def lexicon_add(path: Path | None, written: str, value: str, settings: Settings) -> Path:
    """Adds a reading to `path` (./lexicon.tsv unless told) and returns the file; one process after the other, where
    several add to it. Raises `TextError`."""
    from audiobook.narration.lexicon_file import add

    target = path or Path(LEXICON)
    with _writing(target, settings) as lock:
        # through a link to where the file is
        add(target.resolve() if target.is_symlink() else target, written, value, lock=lock)
    return target


def lexicon_remove(path: Path, written: str, settings: Settings) -> None:
    """Takes what `path` says of `written` out of it, as `lexicon_add` puts it in. Raises `TextError`."""
    from audiobook.narration.lexicon_file import remove

    with _writing(path, settings) as lock:
        remove(path.resolve() if path.is_symlink() else path, written, lock=lock)


@contextlib.contextmanager
def _writing(target: Path, settings: Settings) -> Iterator[Path]:
    from filelock import Timeout

    from audiobook.pipeline.fingerprint import key
    from audiobook.system import locks

    # in the cache: a lock beside the file would be litter, and one on a file that is replaced holds nobody
    lock = settings.cache / "locks" / f"{key(target)}.lexicon.lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with locks.locked(lock, timeout_s=_PATIENCE_S):
            yield lock
    except Timeout as error:
        raise TextError(f"{target}: another process has been writing it for {_PATIENCE_S:g} s; try again") from error
    except OSError as error:
        raise TextError(f"{target}: cannot be written, for {lock} cannot ({error.strerror or error})") from error


def lexicon_check(settings: Settings, source: Path | None, *folders: Path) -> list[str]:
    """What is wrong with the lexicons, one line each; with `source` also entries that it never uses. `folders` may hold
    a lexicon.tsv."""
    from audiobook.narration.lexicon_file import check
    from audiobook.pipeline.sandbox import read

    text = None
    if source is not None:
        document = read(source, settings)
        text = "\n".join(p.text for a in document.articles for s in a.sections for p in s.paragraphs)
    files = lexicon_files(settings, *folders, *([source.parent] if source else []))
    return [f"{remark.path}:{remark.line}: {remark.kind}: {remark.message}" for remark in check(files, text)]
