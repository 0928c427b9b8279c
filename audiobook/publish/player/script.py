"""The JavaScript in modules/ joined into one classic script a page: a page opened as file:// may not load modules.

A module imports by name from the files beside it and exports constants and variables. Joined, they share one scope, so
a name at the top of a module means one thing in the whole player.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files as resources

_IMPORT = re.compile(r'^import (?:\{[^}]+\} from )?"\./(?P<name>[a-z]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |let )", re.MULTILINE)


@cache
def joined(*entries: str, package: str = "audiobook.publish.player") -> bytes:
    """The script of a page: the modules `entries` behind all that they import, each module behind what it needs; they
    lie in the folder modules/ of `package`."""
    bodies: dict[str, str] = {}

    def add(name: str) -> None:
        text = resources(package).joinpath("modules", name).read_text("utf-8")
        for found in _IMPORT.finditer(text):
            if found["name"] not in bodies:
                add(found["name"])
        bodies[name] = _EXPORT.sub("", _IMPORT.sub("", text))

    for entry in entries:
        add(entry)
    return '"use strict";\n(() => {{\n{}}})();\n'.format("\n".join(bodies.values())).encode()
