"""What other packages bring: their entry points, looked up once a process and imported on first use.

    [project.entry-points."audiobook.readers"]
    asciidoc = "asciidoc_reader:FORMAT"

A package that cannot be used is one line that names it, never its traceback.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.util
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audiobook.errors import AudiobookError

ENGINES = "audiobook.engines"
READERS = "audiobook.readers"
RULES = "audiobook.rules"
RULES_ENGLISH = "audiobook.rules.en"
GROUPS = (ENGINES, READERS, RULES, RULES_ENGLISH)
"""The entry-point groups that are looked at; who uses one says what its entry points must name."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point of another package."""

    group: str
    name: str
    package: str
    """Name and version."""
    point: importlib.metadata.EntryPoint

    def load(self, error: type[AudiobookError]) -> Any:
        """What it names, imported now. Raises `error` in one line, whatever the package does."""
        try:
            return self.point.load()
        except (Exception, SystemExit) as problem:
            raise error(self.fault("cannot be imported", problem)) from problem

    def fault(self, what: str, problem: BaseException | None = None) -> str:
        """The one line that says what is wrong with the package, and the remedy."""
        why = f" ({type(problem).__name__}: {' '.join(str(problem).split())})" if problem is not None else ""
        return f"package {self.package}: its {self.group} {self.name!r} {what}{why}; upgrade or uninstall it"


def plugins(group: str, built_in: Collection[str], error: type[AudiobookError]) -> dict[str, Plugin]:
    """The entry points of `group` by name, in the order of names; nothing is imported.

    Raises `error` for a name that is in `built_in` or that two packages have.
    """
    found: dict[str, Plugin] = {}
    for plugin in _installed():
        if plugin.group != group:
            continue
        if plugin.name in built_in:
            raise error(plugin.fault("has the name of a built-in one"))
        if (other := found.setdefault(plugin.name, plugin)) is not plugin:
            raise error(plugin.fault(f"has the name of one of package {other.package}"))
    return found


def fingerprint() -> list[tuple[object, ...]]:
    """Facts that change when a package that brings something comes, goes, is upgraded or edited."""
    return [(each.group, each.name, each.point.value, each.package, *_files(each)) for each in _installed()]


@functools.cache
def _installed() -> tuple[Plugin, ...]:
    found: dict[tuple[str, str, str], Plugin] = {}
    for distribution in importlib.metadata.distributions():
        # one whose list of entry points is no list could be any package on this machine; it is not ours to judge
        with contextlib.suppress(Exception):
            points = [point for point in distribution.entry_points if point.group in GROUPS]
            name = str(distribution.name or "without a name") if points else ""
            for point in points:
                plugin = Plugin(point.group, point.name, f"{name} {distribution.version}", point)
                # a package that stands twice on the path counts once, where imports find it
                found.setdefault((point.group, point.name, name), plugin)
    return tuple(found[key] for key in sorted(found))


def _files(plugin: Plugin) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of each file of its module; nothing is imported to know them."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        spec = importlib.util.find_spec(plugin.point.value.partition(":")[0].partition(".")[0])
        folders = list(spec.submodule_search_locations or ()) if spec is not None else []
        paths = [path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.suffix != ".pyc"]
        if spec is not None and spec.origin and not folders:
            paths = [Path(spec.origin)]
        for path in paths:
            if path.is_file():
                yield path.name, path.stat().st_size, path.stat().st_mtime_ns
