"""Formats that other packages bring, by the entry-point group `audiobook.readers`: name -> a `Format`.

They are asked for files that no built-in format claims. docs/sources.md shows how to write one.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import AudiobookError, UnreadableSource, UnsupportedSource
from audiobook.model import Document
from audiobook.source.blocks import Block, Extract
from audiobook.source.readers.format import Format, Reader
from audiobook.system.plugins import READERS, Plugin, plugins


@dataclass(frozen=True, slots=True)
class Installed(Format):
    """A format of another package; whatever is wrong with it is an error of ours that names the package."""

    plugin: Plugin = field(kw_only=True)

    def claims(self, head: bytes) -> bool:
        """Whether it knows a file that begins so. Raises `UnsupportedSource`."""
        try:
            return self.recognise is not None and bool(self.recognise(head))
        except Exception as error:
            raise UnsupportedSource(self.plugin.fault("fails to look at a file", error)) from error

    def reader(self) -> Reader:
        """The package's reader; what it returns is checked. Raises `UnsupportedSource` if it cannot be imported."""
        try:
            read = Format.reader(self)
        except Exception as error:
            raise UnsupportedSource(self.plugin.fault("cannot be imported", error)) from error

        def guarded(path: Path, settings: SourceSettings) -> Extract | Document:
            try:
                found = read(path, settings)
                if isinstance(found, Document):
                    return found
                if isinstance(found, Extract) and all(isinstance(block, Block) for block in found.blocks):
                    return _trimmed(found)
            except (AudiobookError, OSError, MemoryError):
                raise
            except Exception as error:
                raise UnreadableSource(f"{path}: {self.plugin.fault('cannot read this file', error)}") from error
            raise UnreadableSource(f"{path}: {self.plugin.fault('returns neither an Extract nor a Document')}")

        return guarded


def claiming(path: Path, head: bytes) -> Format | None:
    """The installed format of a file that begins with `head`, by that and then by its name.

    Raises `UnsupportedSource` if two packages claim it, or one of them cannot be used.
    """
    known = formats()
    found = [one for one in known if one.claims(head)] or [
        one for one in known if path.suffix.lower() in one.extensions
    ]
    if len(found) > 1:
        packages = " and ".join(one.plugin.package for one in found)
        raise UnsupportedSource(f"{path}: the packages {packages} both read such files; uninstall one of them")
    return found[0] if found else None


@functools.cache
def formats() -> tuple[Installed, ...]:
    """All of them, imported now but for their readers. Raises `UnsupportedSource` naming a package that is broken."""
    from audiobook.source.readers import FORMATS

    built_in = [one.name for one in FORMATS]
    return tuple(_checked(plugin) for plugin in plugins(READERS, built_in, UnsupportedSource).values())


def _checked(plugin: Plugin) -> Installed:
    found = plugin.load(UnsupportedSource)
    if not isinstance(found, Format):
        raise UnsupportedSource(plugin.fault("is no audiobook.source.readers.Format"))
    if not found.extensions or not all(re.fullmatch(r"\.[^A-Z]+", str(one)) for one in found.extensions):
        raise UnsupportedSource(plugin.fault('names its extensions otherwise than (".small",)'))
    facts = {one.name: getattr(found, one.name) for one in dataclasses.fields(Format)}
    return Installed(**{**facts, "name": plugin.name}, plugin=plugin)


def _trimmed(found: Extract) -> Extract:
    """Without white space at the ends of blocks, and without empty ones."""
    bare = (dataclasses.replace(block, text=block.text.strip()) for block in found.blocks)
    return dataclasses.replace(found, blocks=tuple(block for block in bare if block.text))
