"""What converters of Markdown add to it: boxes (!!! note "Title", ::: tip Title, > [!NOTE]), Markdown within HTML,
definitions behind a colon, and tags of site makers."""

from __future__ import annotations

import re

from audiobook.source.aside import Aside
from audiobook.source.line_features import is_chinese

_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|===)[ \t]+(?P<kind>[\w-]*(?:[ \t]+(?:inline|end))*)[ \t]*(?:\"(?P<title>[^\"]*)\")?[ \t]*$"
)
_FENCED = re.compile(r":{3,}[ \t]*(?P<kind>\{?[\w-]*\}?)[ \t]*(?P<title>[^\n{}]*?)[ \t]*(?:\{[^{}]*\})?[ \t]*$")
_CALLED = re.compile(r"\{[^{}]*\btitle\s*=\s*[\"']([^\"'{}]+)[\"'][^{}]*\}")
"""How Quarto names a box: {.callout-note title="Mind"}."""
_ALERT = re.compile(r"(?P<mark>[ \t>]*>[ \t]*)\[!(?P<kind>[A-Za-z]+)\][+-]?[ \t]*(?P<title>.*)$")
_TAG = re.compile(r"[ \t]*(?:\{\{[<%].{0,400}[%>]\}\}|\{%.{0,400}%\})[ \t]*$")
_CODE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ELEMENT = re.compile(r"[ \t]*<(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^<>]*)>[ \t]*$")
_AS_MARKDOWN = re.compile(r"\bmarkdown\s*=\s*[\"']?(?:1|block|span|true)\b")
"""An element of HTML whose contents kramdown, Python-Markdown and MkDocs read as Markdown."""
_HOLDS_TEXT = frozenset(["div", "figure", "figcaption", "section", "aside", "article", "header", "footer", "main", "p"])
"""Elements within such a one whose tags, alone on their lines, are not missed: CommonMark would take what follows on
them for HTML up to an empty line."""
_DEFINITION = re.compile(r"(?P<before> {0,3}):(?P<gap>[ \t]+)(?=\S)")
_NO_TERM = re.compile(r"\s*(?:[-*+][ \t]|[#>|<]|\d+[.)]\s|$)")


def opened(text: str, aside: Aside, skipped: int) -> str:
    """`text` with the contents of its boxes as text like the rest, titles leading into them, line for line; what
    marks them goes to `aside`. `skipped`: lines of the file before `text`."""
    text = _defined(_within_html(text, aside, skipped))
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
            called = _CALLED.search(line) if not box["title"] else None
            before, title = box.groupdict().get("mark") or "", (called[1] if called else box["title"] or "").strip()
            aside.add("mark-up", line.replace(title, "", 1) if title else line, (number, number))
            colon = "" if not title or title[-1] in "：:。.！!？?" else "：" if is_chinese(title) else ":"
            done.append(f"{before}**{title}{colon}**" if title else before)
        elif _TAG.match(line):
            aside.add("mark-up", line.strip(), (number, number))
            done.append("")
        else:
            done.append(line)
    return _defined("\n".join(done))


def _within_html(text: str, aside: Aside, skipped: int) -> str:
    """`text` without the tags of elements whose contents are Markdown: CommonMark would take these for HTML."""
    if not _AS_MARKDOWN.search(text):
        return text
    done: list[str] = []
    opened: list[tuple[str, bool]] = []
    for number, line in enumerate(text.split("\n"), skipped + 1):
        tag = _ELEMENT.match(line)
        gone = False
        if tag and not tag["end"] and not tag["rest"].endswith("/"):
            gone = bool(_AS_MARKDOWN.search(tag["rest"])) or (bool(opened) and tag["name"] in _HOLDS_TEXT)
            if gone or opened:
                opened.append((tag["name"], gone))
        elif tag and opened and opened[-1][0] == tag["name"]:
            gone = opened.pop()[1]
        if gone:
            aside.add("mark-up", line.strip(), (number, number))
        done.append("" if gone else line)
    return "\n".join(done)


def _defined(text: str) -> str:
    """`text` with definitions, ":   what it is" under its term, as items of lists; the term leads into them."""
    if not re.search(r"^ {0,3}:[ \t]+\S", text, re.M):
        return text
    done: list[str] = []
    fence, term = "", -1
    for line in text.split("\n"):
        mark = _CODE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        found = None if fence or mark or term < 0 else _DEFINITION.match(line)
        if found:
            above = done[term].rstrip()
            if not _NO_TERM.match(above) and above[-1] not in "：:。.！!？?；;，,":
                done[term] = above + ("：" if is_chinese(above.strip("*_=` ")) else ":")
            line = f"{found['before']}-{'   ' if len(found['gap'].expandtabs(3)) >= 3 else ' '}{line[found.end() :]}"
        if line.strip():
            term = len(done)
        done.append(line)
    return "\n".join(done)
