"""Boxes that converters of Markdown add to it: !!! note "Title", ::: tip Title, > [!NOTE], and tags of site makers."""

from __future__ import annotations

import re

from audiobook.source.aside import Aside
from audiobook.source.line_features import is_chinese

_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|===)[ \t]+(?P<kind>[\w-]*(?:[ \t]+(?:inline|end))*)[ \t]*(?:\"(?P<title>[^\"]*)\")?[ \t]*$"
)
_FENCED = re.compile(r":{3,}[ \t]*(?P<kind>\{?[\w-]*\}?)[ \t]*(?P<title>[^\n{}]*?)[ \t]*(?:\{[^{}]*\})?[ \t]*$")
_ALERT = re.compile(r"(?P<mark>[ \t>]*>[ \t]*)\[!(?P<kind>[A-Za-z]+)\][+-]?[ \t]*(?P<title>.*)$")
_TAG = re.compile(r"[ \t]*(?:\{\{[<%].{0,400}[%>]\}\}|\{%.{0,400}%\})[ \t]*$")
_CODE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def opened(text: str, aside: Aside, skipped: int) -> str:
    """`text` with the contents of its boxes as text like the rest, titles leading into them, line for line; what
    marks them goes to `aside`. `skipped`: lines of the file before `text`."""
    if not re.search(r"^[ \t>]*(?:!!!|\?\?\?|===[ \t]|:::|>[ \t]*\[!|\{\{[<%]|\{%)", text, re.M):
        return text
    done: list[str] = []
    fence, inside = "", False
    for number, line in enumerate(text.split("\n"), skipped + 1):
        mark = _CODE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        box = None if fence or mark else _INDENTED.match(line)
        if inside and not box and line.strip() and not line.startswith(("    ", "\t")):
            inside = False
        if fence and not inside:
            done.append(line)
            continue
        if box:
            inside = True
        elif inside:
            done.append(line[1:] if line.startswith("\t") else line[4:])
            continue
        else:
            box = _FENCED.match(line) or _ALERT.match(line)
        if box:
            aside.add("mark-up", box["kind"], (number, number))
            before, title = box.groupdict().get("mark") or "", (box["title"] or "").strip()
            colon = "" if not title or title[-1] in "：:。.！!？?" else "：" if is_chinese(title) else ":"
            done.append(f"{before}**{title}{colon}**" if title else before)
        elif _TAG.match(line):
            aside.add("mark-up", line.strip(), (number, number))
            done.append("")
        else:
            done.append(line)
    return "\n".join(done)
