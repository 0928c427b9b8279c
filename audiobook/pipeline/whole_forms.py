"""The whole book in one file, in the forms that listeners' programs know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from audiobook.config import Settings
from audiobook.model import Document, Index
from audiobook.pipeline.epub import write_epub
from audiobook.pipeline.tracks import FORMS, write_m4b


@dataclass(frozen=True, slots=True)
class WholeForm:
    """A form that is one file for the whole book."""

    wanted: Callable[[Settings], bool]
    write: Callable[[Index, Document, Path, Settings, bool], None]
    """Puts it at the path; the last argument says that what is there cannot be right."""
    folder: str = ""
    """In that of the book."""


WHOLE_FORMS: Mapping[str, WholeForm] = {
    "m4b": WholeForm(lambda settings: settings.audio.m4b, write_m4b, FORMS),
    "epub": WholeForm(lambda settings: settings.publish.epub, write_epub),
}
"""By their endings, which are their names in the index too."""
