"""Zip files from strangers: opened with bounds on names, count and size."""

from __future__ import annotations

import functools
import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote

from audiobook.config import SourceSettings
from audiobook.errors import UnreadableSource

_MOST_FILES = 20_000
_MOST_RATIO = 200
"""Text packs to a tenth or so; what unpacks to 200 times its size is a bomb."""


def whole(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """The bytes of a member of `archive`, which is the file at `path`. Raises `UnreadableSource` if it is damaged."""
    try:
        return archive.read(name)
    except Exception as error:  # zlib, lzma and bz2 each raise their own, and zipfile several more
        raise UnreadableSource(f"{path}: {name} in it is damaged; get the file again") from error


class Archive:
    """A zip file whose members are read by name, never written anywhere."""

    def __init__(self, path: Path, settings: SourceSettings, what: str) -> None:
        self.path = path
        self._left = settings.max_megabytes * 1_000_000
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
            raise UnreadableSource(
                f"{path}: not a {what} (its container is damaged); save or download it again"
            ) from error
        infos = self._zip.infolist()
        if len(infos) > _MOST_FILES:
            raise UnreadableSource(f"{path}: {len(infos):,} files in one {what}; this is no publication")
        unpacked = sum(info.file_size for info in infos)
        packed = max(1, path.stat().st_size)
        if unpacked > self._left * 2 or (unpacked > 20_000_000 and unpacked > packed * _MOST_RATIO):
            self._zip.close()
            raise UnreadableSource(
                f"{path}: unpacks to {unpacked // 1_000_000:,} MB, far too much for a {what}; not opened"
            )
        self.names = frozenset(info.filename for info in infos)

    def find(self, name: str) -> str | None:
        """The member that is meant by `name`, were its capitals or escapes written otherwise; None for none."""
        for wanted in (name, unquote(name)):
            if wanted in self.names:
                return wanted
        return self._folded.get(unquote(name).casefold())

    @functools.cached_property
    def _folded(self) -> dict[str, str]:
        """Members by their names without capitals and escapes, the first of those that are one then."""
        return {unquote(member).casefold(): member for member in sorted(self.names, reverse=True)}

    def read(self, name: str) -> bytes:
        """The bytes of member `name`. Raises `UnreadableSource` if it is missing, encrypted, damaged or too large."""
        clean = posixpath.normpath(name.replace("\\", "/")).lstrip("/")
        if clean.startswith(".."):
            raise UnreadableSource(f"{self.path}: points outside itself ({name}); not opened")
        try:
            with self._zip.open(clean) as member:
                data = member.read(self._left + 1)
        except KeyError as error:
            raise UnreadableSource(f"{self.path}: {clean} is missing in it; download it again") from error
        except RuntimeError as error:
            raise UnreadableSource(f"{self.path}: protected by a password; remove the protection first") from error
        except Exception as error:  # as in `whole`
            raise UnreadableSource(f"{self.path}: {clean} in it is damaged; download it again") from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableSource(
                f"{self.path}: unpacks to more than is allowed; raise source.max_megabytes if you trust it"
            )
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
