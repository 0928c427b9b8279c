"""Room 1: a file, or a directory of files -> Document."""

from __future__ import annotations

from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, SourceError, UnreadableSource
from audiobook.model import Document, Lines


def read(path: Path, settings: SourceSettings | None = None, lines: Lines | None = None) -> Document:
    """The publication in `path`, a file or a directory of files; `lines`: those to explain.

    Raises `UnsupportedSource`, `UnreadableSource` or `EmptySource`, each naming the file and the remedy.
    """
    from audiobook.source import languages, readers

    chosen = settings or SourceSettings()
    path = Path(path)
    try:
        document = readers.publication(readers.read(path, chosen), path, chosen, lines)
    except SourceError:
        raise
    except FileNotFoundError as error:
        raise UnreadableSource(f"{path}: no such file; check the name and the folder") from error
    except OSError as error:
        raise UnreadableSource(f"{path}: {error.strerror or error}; check the file and its permissions") from error
    if not any(section.paragraphs for article in document.articles for section in article.sections):
        raise EmptySource(f"{path}: there is nothing in it to read aloud; give a file with running text")
    return languages.named(document)
