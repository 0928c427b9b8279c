"""Building again whenever an editor saves: the source, the lexicons, the cover, the settings.

Editors save in several steps (a new file beside the old one, then a rename), so a change counts once nothing has
changed for another look. Looking is a `stat` of a few files, which costs less than any notifier would to set up,
and works on network drives where notifiers do not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.config_file import FILE_NAME
from audiobook.pipeline.fetched import Source
from audiobook.pipeline.lexicon import lexicon_files

LOOK_S = 0.25

Facts = dict[Path, tuple[int, int, int] | None]
"""Of each file: inode, size, time of change in ns; None while it is not there."""


def changes(
    sources: Sequence[Source],
    settings: Settings,
    *,
    config: Path | None = None,
    look: Callable[[], None] = lambda: time.sleep(LOOK_S),
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[list[Source]]:
    """The sources to build: first all of them, then, for ever, those that a save concerns, as soon as it is whole, and
    those on the web, every `web.watch_minutes`.

    What changed while the caller built is not missed. `look` waits for the time to look again, `clock` counts seconds.
    """
    asked = {source: clock() for source in sources if not isinstance(source, Path)}
    built = {source: _facts(_inputs(source, settings, config)) for source in sources}
    yield list(sources)
    while True:
        before = {source: _facts(_inputs(source, settings, config)) for source in sources}
        look()
        now = {source: _facts(_inputs(source, settings, config)) for source in sources}
        # a file that is missing is on its way from one name to another
        ready = [s for s in sources if now[s] != built[s] and now[s] == before[s] and _is_there(s)]
        due = [s for s, at in asked.items() if clock() - at >= settings.web.watch_minutes * 60]
        asked.update(dict.fromkeys(due, clock()))
        ready += [s for s in due if s not in ready]
        if ready:
            built.update({source: now[source] for source in ready})
            yield ready


def _is_there(source: Source) -> bool:
    return not isinstance(source, Path) or source.exists()


def _inputs(source: Source, settings: Settings, config: Path | None) -> Iterable[Path]:
    inside, folder = [], Path()
    if isinstance(source, Path):
        inside = sorted(path for path in source.rglob("*") if path.is_file()) if source.is_dir() else [source]
        folder = source.parent
    cover = [settings.publish.cover] if settings.publish.cover else []
    return [*inside, *lexicon_files(settings, folder), *settings.study.dictionary, *cover,
            config or Path(FILE_NAME)]  # fmt: skip


def _facts(paths: Iterable[Path]) -> Facts:
    facts: Facts = {}
    for path in paths:
        try:
            status = path.stat()
            facts[path] = (status.st_ino, status.st_size, status.st_mtime_ns)
        except OSError:
            facts[path] = None
    return facts
