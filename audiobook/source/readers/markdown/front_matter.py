"""The fields above a Markdown text (YAML between ---, TOML between +++): which are said, and what is left of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_YAML = re.compile(r"\A\ufeff?---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(?P<body>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w-]*)[ \t]*[:=][ \t]*(?P<value>.*)$")
_BLOCK = re.compile(r"[|>][-+]?\d?")
_LIST = re.compile(r"\[(?P<items>.*)\]")
_PART = re.compile(r"^\s*(?:-\s+)?(?P<key>[A-Za-z][\w-]*)\s*:(?:\s+(?P<value>.*))?$")
"""A field of one of several people: - name: Ann Lee, with the address and the number of each below."""
_PEOPLE = ("author", "authors")
_WHOLE, _GIVEN, _FAMILY = ("name", "literal"), ("given", "given-names", "first"), ("family", "surname", "last")
_NAMES = re.compile(r"\s*[、,，;；&]\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields by name, in small letters."""

    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""
    """As it stands in the file, without the lines around it."""
    lines: int = 0
    """How many lines of the file it takes."""

    def get(self, *names: str) -> str | None:
        """The first of the fields called so that says something."""
        return next((value for name in names if (value := self.fields.get(name))), None)

    def authors(self) -> tuple[str, ...]:
        """The names of those who wrote it."""
        return tuple(filter(None, (name.strip("\"' ") for name in _NAMES.split(self.get("author", "authors") or ""))))

    def left_over(self, said: Sequence[str]) -> str:
        """All of it but the values in `said`, each taken once."""
        rest = self.text
        for value in said:
            # what stands over several lines is found word by word
            for part in [value] if value in rest else value.split():
                rest = rest.replace(part, " ", 1)
        return " · ".join(" ".join(line.split()) for line in rest.splitlines() if any(map(str.isalnum, line)))


def split(text: str) -> tuple[FrontMatter, str]:
    """The fields at the head of `text`, and the text after them.

    >>> split("---\\ntitle: '春'\\ntags:\\n  - 一\\n---\\n正文")[0].fields, split("正文")[1]
    ({'title': '春', 'tags': '一'}, '正文')
    """
    found = _YAML.match(text) or _TOML.match(text)
    if not found:
        return FrontMatter(), text
    fields: dict[str, str] = {}
    key = ""
    for line in found["body"].split("\n"):
        if match := _FIELD.match(line):
            key = match["key"].lower()
            value = match["value"].strip()
            row = _LIST.fullmatch(value)
            fields[key] = "" if _BLOCK.fullmatch(value) else _bare(row["items"] if row else value)
        elif key in _PEOPLE and (part := _PART.match(line)):
            fields[key] = _with_person(fields[key], part["key"].lower(), _bare(part["value"] or ""))
        elif key and line.strip():
            more = _bare(line.strip().removeprefix("- "))
            fields[key] = (
                f"{fields[key]}, {more}"
                if fields[key] and line.lstrip().startswith("- ")
                else (f"{fields[key]} {more}".strip())
            )
    return FrontMatter(fields, found["body"], found[0].count("\n")), text[found.end() :]


def _with_person(names: str, key: str, value: str) -> str:
    """`names` with what a field of a person adds to them.

    >>> _with_person(_with_person("Ann Lee", "given", "John"), "family", "Bell"), _with_person("Ann Lee", "orcid", "1")
    ('Ann Lee, John Bell', 'Ann Lee')
    """
    if not value or key not in (*_WHOLE, *_GIVEN, *_FAMILY):
        return names
    return f"{names} {value}" if key in _FAMILY and names else f"{names}, {value}" if names else value


def _bare(value: str) -> str:
    """Without quotation marks around it."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
