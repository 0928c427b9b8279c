"""The lexicons that are in force: listed with what is wrong with them, changed line by line, taken away as a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audiobook import pipeline
from audiobook.errors import ConfigError, TextError
from audiobook.studio import commands
from audiobook.studio.shelf import Shelf


def listed(shelf: Shelf, key: str) -> dict[str, Any]:
    """Every line in force for a work, or in this folder; conflicts and what cannot be spoken; the lines as a file."""
    folders = shelf.work(key).folders if key else ()
    try:
        entries = pipeline.lexicon_entries(shelf.settings, *folders)
        remarks = pipeline.lexicon_check(shelf.settings, None, *folders)
    except TextError as error:
        return {"entries": [], "remarks": [str(error)], "export": ""}
    last = {entry.written: entry for entry in entries}
    return {
        "entries": [
            {
                "written": entry.written,
                "value": entry.value,
                "engines": list(entry.engines),
                "file": commands.shown(entry.path),
                "line": entry.line,
                "inForce": last[entry.written] is entry,
            }
            for entry in entries
        ],
        "remarks": remarks,
        "export": "".join(
            "\t".join([one.written, one.value, *([",".join(one.engines)] if one.engines else [])]) + "\n"
            for one in last.values()
        ),
        "book": commands.shown(shelf.work(key).lexicon) if key else None,
        "always": commands.shown(Path(pipeline.LEXICON)),
    }


def changed(shelf: Shelf, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Adds a line, {"written", "value", "file"}, or takes one away, {"written", "remove": true, "file"}. Raises
    `TextError`, `ConfigError` for a file that is none of those in force."""
    key = str(asked.get("work") or "")
    work = shelf.work(key) if key else None
    folders = work.folders if work else ()
    known = {commands.shown(path): path for path in pipeline.lexicon_files(shelf.settings, *folders)}
    known |= {commands.shown(path): path for path in (Path(pipeline.LEXICON), *([work.lexicon] if work else []))}
    path = known.get(str(asked.get("file")))
    if path is None:
        raise ConfigError(f"no lexicon of that name is in force; there are {', '.join(known)}")
    written = str(asked.get("written") or "")
    if asked.get("remove"):
        pipeline.lexicon_remove(path, written, shelf.settings)
    else:
        pipeline.lexicon_add(path, written, str(asked.get("value") or ""), shelf.settings)
    return listed(shelf, key)
