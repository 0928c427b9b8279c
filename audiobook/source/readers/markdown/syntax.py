"""Markdown as people write it: CommonMark, tables, struck text; formulas by pandoc's rule, footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_DEEPEST = 40
_LONGEST = 200
"""Lines a formula may take before it is held to be none."""
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,100})\]")
_DEFINITION = re.compile(r"\[\^(?P<label>[^\]\s]{1,100})\]:[ \t]*")
_NUMBER = re.compile(r"\s*(?:[（(]\s*[\w.-]{1,12}\s*[)）]|\\tag\{[^}]*\}|\{#[^}]*\})?\s*")
"""What may stand behind a formula on its line."""
_ENVIRONMENT = re.compile(r"\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray|displaymath|math)\*?)\}")
_MATHEMATICS = re.compile(r"[\\^_=+<>]|^\s*[A-Za-z]\w?\s*$")


@cache
def parser() -> MarkdownIt:
    """The parser; its tokens have the addresses of links as they stand in the file."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import image, link

    options = {"maxNesting": _DEEPEST, "inline_definitions": True, "store_labels": True}
    markdown = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    beside: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "formula", _formula_block, beside)
    markdown.block.ruler.before("reference", "footnote", _footnote_block, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("escape", "formula", _formula)
    markdown.inline.ruler.before("link", "footnote", _footnote)
    markdown.inline.ruler.at("link", _with_address(link))
    markdown.inline.ruler.at("image", _with_address(image))
    # which joins characters that were named in the file to their neighbours
    markdown.core.ruler.disable("text_join")
    return markdown


def _with_address(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """`rule` for links or pictures, with what stands behind the text in the file, (address "title") or [label], in
    meta["address"]."""

    def remembering(state: StateInline, silent: bool) -> bool:
        at, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            token = next(token for token in state.tokens[count:] if token.type in ("link_open", "image"))
            is_link = token.type == "link_open"
            end = state.md.helpers.parseLinkLabel(state, at if is_link else at + 1, is_link)
            token.meta["address"] = state.src[end + 2 : state.pos - 1]
        return True

    return remembering


# ------------------------------------------------------------------------------------------------ formulas


def _formula_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    r"""$$…$$, \[…\] or \begin{equation}…\end{equation} on lines of their own."""
    if state.is_code_block(first):
        return False
    line = _line(state, first)
    environment = _ENVIRONMENT.match(line)
    if line.startswith("$$"):
        closing, keep = "$$", 0
    elif line.startswith("\\["):
        closing, keep = "\\]", 0
    elif environment:
        closing, keep = f"\\end{{{environment['name']}}}", len(f"\\end{{{environment['name']}}}")
    else:
        return False
    text, at = line if keep else line[2:], first
    while closing not in text:
        at += 1
        if at >= last or at - first > _LONGEST:
            return False
        text += f"\n{_line(state, at)}"
    inside, _, behind = text.partition(closing)
    if not inside.strip() or not _NUMBER.fullmatch(behind):
        return False
    if silent:
        return True
    state.line = at + 1
    token = state.push("formula", "", 0)
    token.map = [first, state.line]
    token.content = " ".join(f"{inside}{closing[:keep]} {behind}".split())
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    r"""$…$ as pandoc has it: no space inside, no figure right behind; $$…$$, \(…\) and \[…\] within a line."""
    source, at = state.src, state.pos
    if source[at] == "$":
        double = source.startswith("$$", at)
        end = _closing(state, at, "$$") if double else _closing_dollar(state, at)
        width = 2 if double else 1
    elif source[at] == "\\" and source[at + 1 : at + 2] in ("(", "["):
        close = {"(": "\\)", "[": "\\]"}[source[at + 1]]
        end, width = _closing(state, at, close), 2
        if end < 0 or not _MATHEMATICS.search(source, at + 2, end):
            return False
    else:
        return False
    if end < 0 or not source[at + width : end].strip():
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = source[at : end + width]
        token.meta = {"text": " ".join(source[at + width : end].split())}
    state.pos = end + width
    return True


def _closing_dollar(state: StateInline, at: int) -> int:
    """Where the formula that opens at `at` ends; −1 if it is an amount of money, or anything else."""
    source = state.src
    none = _none(state)
    if source[at + 1 : at + 2].isspace() or "$" in none:
        return -1
    end = source.find("$", at + 1)
    while end >= 0:
        if not source[end - 1].isspace() and source[end - 1] != "\\" and not source[end + 1 : end + 2].isdigit():
            return end if end > at + 1 else -1
        end = source.find("$", end + 1)
    none.add("$")
    return -1


def _closing(state: StateInline, at: int, sign: str) -> int:
    none = _none(state)
    end = -1 if sign in none else state.src.find(sign, at + 2)
    if end < 0:
        none.add(sign)
    return end


def _none(state: StateInline) -> set[str]:
    """Signs that do not come any more in this paragraph: what has no end once has none later."""
    source, signs = state.env.get("formulas", ("", set()))
    if source is not state.src:
        signs = set()
        state.env["formulas"] = (state.src, signs)
    found: set[str] = signs
    return found


# ------------------------------------------------------------------------------------------------ footnotes


def _footnote(state: StateInline, silent: bool) -> bool:
    """The mark of a note: [^1]."""
    found = _FOOTNOTE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.content = found["label"]
    state.pos = found.end()
    return True


def _footnote_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A note: [^1]: and what follows, also on lines set in below it."""
    if state.is_code_block(first):
        return False
    found = _DEFINITION.match(_line(state, first))
    if not found:
        return False
    if silent:
        return True
    lines = [_line(state, first)[found.end() :]]
    at = first + 1
    while at < last:
        if state.isEmpty(at):
            below = at + 1
            if below >= last or state.isEmpty(below) or state.sCount[below] - state.blkIndent < 2:
                break
        elif state.sCount[at] < state.blkIndent or _starts_anew(_line(state, at)):
            break
        lines.append(_line(state, at))
        at += 1
    state.line = at
    opening = state.push("note_open", "", 1)
    opening.map = [first, at]
    opening.meta = {"label": found["label"]}
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = "\n".join(lines).strip(), [first, at], []
    state.push("note_close", "", -1)
    return True


def _starts_anew(line: str) -> bool:
    return bool(_DEFINITION.match(line)) or line.startswith(("#", "```", "~~~", "$$", "<!--", "---"))


def _line(state: Any, number: int) -> str:
    """The text of a line without what stands before it in quotations and lists."""
    text: str = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
    return text
