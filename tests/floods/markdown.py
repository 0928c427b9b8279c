"""Markdown: marks that never close, nests, and everything by the thousand."""
# ruff: noqa: E501 - templates of mark-up

from __future__ import annotations

from collections.abc import Callable

from tests.floods.text import ENGLISH, SENTENCE

Made = Callable[[int], str]


def _repeated(piece: str, between: str = "", end: str = "") -> Made:
    return lambda count: f"# 水管\n\n{SENTENCE * 3}\n\n{between.join([piece] * count)}{end}\n"


def _numbered(piece: str, between: str = "\n\n", after: str = "") -> Made:
    def made(count: int) -> str:
        numbers = range(1, count + 1)
        tail = "\n".join(after.format(i) for i in numbers) if after else ""
        return f"# 水管\n\n{SENTENCE * 3}\n\n{between.join(piece.format(i) for i in numbers)}\n\n{tail}\n"

    return made


def _nested(opening: str, closing: str = "") -> Made:
    return lambda count: f"# 水管\n\n{SENTENCE * 3}\n\n{opening * count}水{closing * count}\n"


MARKDOWN: dict[str, Made] = {
    "soft lines": _repeated(SENTENCE * 2, "\n"),
    "hard lines": _repeated(f"{SENTENCE}  ", "\n"),
    "soft lines of English": _repeated(ENGLISH.strip(), "\n"),
    "paragraphs": _repeated(SENTENCE, "\n\n"),
    "open comments": _repeated("<!-- "),
    "open comments by line": _repeated("<!-- ", "\n\n"),
    "comments": _repeated("<!-- a -->"),
    "less than": _repeated("<"),
    "open tags": _repeated("<a "),
    "tags": _repeated("<b>"),
    "tags in words": _repeated("水<b>管</b>"),
    "closing tags": _repeated("</b>"),
    "instructions": _repeated("<?a "),
    "declarations": _repeated("<!A "),
    "CDATA": _repeated("<![CDATA["),
    "open attributes": _repeated('<a b="'),
    "blocks of HTML": _repeated("<div>", "\n\n"),
    "entities": _repeated("&amp;"),
    "ampersands": _repeated("&"),
    "stars": _repeated("*"),
    "stars in words": _repeated("a*"),
    "stars before words": _repeated("*a "),
    "stars behind words": _repeated("a* "),
    "pairs of stars": _repeated("**a"),
    "pairs and single stars": _repeated("*a **b "),
    "stars and underlines": _repeated("*a _b "),
    "closed emphasis": _repeated("**水**管"),
    "nested emphasis": _nested("*水 **水 ", " 水** 水*"),
    "underlines": _repeated("_"),
    "underlines before words": _repeated("_a "),
    "struck": _repeated("~~a "),
    "backticks": _repeated("`"),
    "backticks in words": _repeated("a` "),
    "longer and longer backticks": lambda count: "# 水管\n\n" + " ".join(
        "`" * i + "a" for i in range(1, int(count**0.5) + 1)
    ),
    "square brackets": _repeated("["),
    "square brackets that close": _repeated("]"),
    "nested square brackets": _nested("[", "]"),
    "open links": _repeated("[a]("),
    "open links in angles": _repeated("[a](<b "),
    "links": _repeated("[水](a)"),
    "nested links": _nested("[", "](a)"),
    "open pictures": _repeated("!["),
    "pictures": _repeated("![水](a)"),
    "nested pictures": _nested("![", "](a)"),
    "open titles": _repeated('[a](b "'),
    "brackets of addresses": lambda count: f"# 水管\n\n[水]({'(' * count}\n",
    "references": _numbered("[水][a{0}]", " ", "[a{0}]: http://a.b/{0}"),
    "references to nothing": _repeated("[水][a] "),
    "definitions": _numbered("[a{0}]: http://a.b/{0}", "\n"),
    "open definitions": _repeated("[a", ":\n"),
    "notes": _numbered("水管[^{0}]。", "\n\n", "[^{0}]: 见《水管年鉴》。"),
    "notes without a mark": _numbered("[^{0}]: 见《水管年鉴》。"),
    "the same note": _repeated("水管[^1]。", "\n\n", "\n\n[^1]: 见《水管年鉴》。"),
    "long note": lambda count: "# 水管\n\n水[^1]\n\n[^1]: 见\n" + f"    {SENTENCE}\n" * count,
    "notes in notes": _numbered("水[^{0}]", " ", "[^{0}]: 见水[^{0}]"),
    "inline notes": _repeated("^[水"),
    "quotations": _nested("> "),
    "quotations by line": _repeated(f"> {SENTENCE}", "\n"),
    "deeper and deeper quotations": lambda count: "# 水管\n\n" + "\n".join(
        "> " * i + "水" for i in range(1, int(count**0.5) + 1)
    ),
    "lists in one line": _nested("- "),
    "numbers in one line": _nested("1. "),
    "deeper and deeper lists": lambda count: "# 水管\n\n" + "\n".join(
        "  " * i + "- 水" for i in range(int(count**0.5))
    ),
    "list": _repeated("- 水管", "\n"),
    "loose list": _repeated("- 水管", "\n\n"),
    "numbers": _numbered("{0}. 水管", "\n"),
    "tasks": _repeated("- [ ] 水管", "\n"),
    "list of soft lines": lambda count: f"# 水管\n\n- {SENTENCE}\n" + f"  {SENTENCE}\n" * count,
    "definition lists": _repeated("水\n: 管", "\n\n"),
    "headings": _repeated(f"## 水管\n\n{SENTENCE}", "\n\n"),
    "headings alone": _repeated("## 水管", "\n"),
    "articles": _repeated(f"# 水管\n\n张三\n\n{SENTENCE}", "\n\n"),
    "underlined headings": _repeated("水管\n---", "\n\n"),
    "sharps": _repeated("#"),
    "long heading": lambda count: f"# {'水管' * count}\n\n{SENTENCE}\n",
    "rules": _repeated("---", "\n\n"),
    "equal signs": _repeated("=", "\n"),
    "fences": _repeated("```", "\n"),
    "open fence": lambda count: f"# 水管\n\n{SENTENCE}\n\n```\n" + "a = 1\n" * count,
    "fences of several lengths": _numbered("```{0}", "\n"),
    "indented code": _repeated("    a = 1", "\n"),
    "rows": lambda count: "# 水管\n\n| 城 | 管 |\n|---|---|\n" + "| 南 | 三 |\n" * count,
    "columns": lambda count: f"# 水管\n\n|{'城|' * count}\n|{'---|' * count}\n|{'南|' * count}\n",
    "bars": _repeated("|"),
    "tables": _repeated("| 城 | 管 |\n|---|---|\n| 南 | 三 |", "\n\n"),
    "backslashes": _repeated("\\"),
    "dollars": _repeated("$"),
    "dollars and words": _repeated("$a "),
    "formulas": _repeated("水$x^2$"),
    "round formulas": _repeated("\\("),
    "square formulas": _repeated("\\["),
    "front matter": lambda count: "---\n" + "".join(f"a{i}: 水\n" for i in range(count)) + f"---\n\n# 水管\n\n{SENTENCE}\n",
    "open front matter": lambda count: "---\n" + "a: 水\n" * count,
    "colons": _repeated(":"),
    "fenced parts": _repeated("::: a", "\n"),
    "ruby": _repeated("<ruby>水<rt>shuǐ</rt></ruby>"),
    "raised": _repeated("a^"),
    "raised by tags": _repeated("水<sup>1</sup>"),
    "tildes": _repeated("~"),
    "addresses": _repeated("<http://a.b> "),
    "bare addresses": _repeated("http://a.b/"),
    "mail": _repeated("a@b."),
    "tabs": _repeated("\t"),
    "spaces": _repeated(" "),
    "trailing spaces": _repeated("水" + " " * 40, "\n"),
    "empty lines": _repeated("\n"),
    "abbreviations": _numbered("*[A{0}]: 水", "\n"),
}  # fmt: skip


def _script(count: int) -> str:
    lines = [f"### 第{i}节 水管\n\n{SENTENCE}\n" for i in range(count)]
    return "---\naudiobook: script\ntitle: 水管\n---\n\n# 水管\n\n" + "\n".join(lines)


MARKDOWN["script"] = _script
