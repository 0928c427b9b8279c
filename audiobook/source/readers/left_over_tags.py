"""Mark-up that a converter has left in plain text: tags of HTML and characters by their names, line by line."""

from __future__ import annotations

import re

from audiobook.language.word_lists import word_list
from audiobook.source import raised
from audiobook.source.ahead import Ahead
from audiobook.source.aside import Aside, split_tags, with_tags

_NAME = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)")
_BLOCK = re.compile(r"<(?P<opening>script|style)\b[^<>]*>|<!--", re.I)
_CLOSINGS = {"script": re.compile(r"</script\s*>", re.I), "style": re.compile(r"</style\s*>", re.I),
             "": re.compile("-->")}  # fmt: skip
"""What closes a script, a style and a comment."""
_NEAR = 60
"""Characters around a raised one that are looked at."""
_TORN = re.compile(r"<(?P<name>[A-Za-z][\w:-]*)\s[^<>\n]{0,300}(?:\n[^<>\n]{0,300}){1,8}>")
"""A tag over several lines."""
_ALONE = frozenset(["br", "hr", "p", "div", "img", "wbr"])
"""Tags that are left over also where nothing closes them."""
_BREAKS = frozenset(["br", "p", "div", "hr", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"])
_NOWHERE = re.compile(r"<a>(?P<text>[^<>]*)</a>", re.I)
_RAISED = re.compile(r"<(?P<name>sup|sub)>(?P<text>[^<>]{1,40})</(?P=name)>", re.I)
BREAK = "\v"
"""What stands for the end of a line that was none in the file."""


def without(text: str, aside: Aside) -> str:
    """`text` with as many lines, without the tags that are left over in it; these are set aside.

    >>> aside = Aside()
    >>> without("<a href='/b/7'>于是</a>有了，<s></s><a>某某网</a>a < b。", aside)
    '于是有了，a < b。'
    >>> print(*(finding.message for finding in aside.findings()), sep="\\n")
    Not read (links that lead nowhere): 某某网
    Not read (mark-up): <a> </a> <a href='/b/7'> </a> <s> </s>
    """
    if "<" not in text and "&" not in text:
        return text
    if "<!--" in text or "</s" in text.lower():
        text = _without_blocks(text, aside)
    text = _TORN.sub(lambda found: _gone(found[0], aside) if _is_tag(found) else found[0], text)
    lines = text.split("\n")
    for at, line in enumerate(lines):
        here = (at + 1, at + 1)
        if "<" in line and ">" in line:
            line = _line(line, aside, here)
        lines[at] = aside.entities(line, here)
    return "\n".join(lines)


def _is_tag(torn: re.Match[str]) -> bool:
    return "=" in torn[0] and torn["name"].lower() in word_list("source", "html_elements")


def _gone(text: str, aside: Aside) -> str:
    aside.add("mark-up", text)
    return "\n" * text.count("\n")


def _without_blocks(text: str, aside: Aside) -> str:
    """`text` without scripts, styles and comments that something closes, with as many lines."""
    closings = {opening: Ahead(closing, text) for opening, closing in _CLOSINGS.items()}
    made: list[str] = []
    at = 0
    while found := _BLOCK.search(text, at):
        end = closings[(found["opening"] or "").lower()].find(found.end())
        made.append(text[at : found.start() if end else found.end()])
        at = end.end() if end else found.end()
        if end:
            block = text[found.start() : at]
            aside.add("mark-up", block)
            made.append("\n" * block.count("\n"))
    made.append(text[at:])
    return "".join(made)


def _line(line: str, aside: Aside, here: tuple[int, int]) -> str:
    _, tags = split_tags(line)
    names = {tag: match for tag in tags if (match := _NAME.match(tag))}
    opened = {match["name"].lower() for match in names.values() if not match["end"]}
    closed = {match["name"].lower() for match in names.values() if match["end"]}

    def is_left_over(tag: str) -> bool:
        match = names.get(tag)
        name = match["name"].lower() if match else ""
        if name not in word_list("source", "html_elements"):
            return False
        return "=" in tag or name in _ALONE or (name in opened and name in closed)

    if not any(map(is_left_over, tags)):
        return line

    def nowhere(found: re.Match[str]) -> str:
        aside.add("links that lead nowhere", found["text"], here)
        aside.add("mark-up", "<a> </a>", here)
        return ""

    def high(found: re.Match[str]) -> str:
        aside.add("mark-up", f"<{found['name']}> </{found['name']}>", here)
        if found["name"].lower() == "sub":
            return raised.subscript(found["text"])
        return raised.superscript(
            line[max(0, found.start() - _NEAR) : found.start()],
            found["text"],
            line[found.end() : found.end() + _NEAR],
        )

    def taken(tag: str) -> str:
        if not is_left_over(tag):
            return tag
        aside.add("mark-up", tag, here)
        return BREAK if names[tag]["name"].lower() in _BREAKS else ""

    return with_tags(_NOWHERE.sub(nowhere, _RAISED.sub(high, line)), taken, lambda words: words)
