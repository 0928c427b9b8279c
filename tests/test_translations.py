"""Pages in Chinese say what their English originals say: the same parts, commands, links and names, in step."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.conftest import ROOT

TRANSLATED = sorted([*ROOT.glob("*.zh-CN.md"), *(ROOT / "docs").rglob("*.zh-CN.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CELL_END = re.compile(r"(?<!\\)\|")
REMARK = re.compile(r"(?P<code>\s*\S.*?\s{2,})(?P<remark>\S.*)")
HAN = re.compile("[㐀-鿿]")
FIGURES = re.compile(r"\d+")
LINK = re.compile(r"\]\(([^)]+)\)")


def original(page: Path) -> Path:
    """The English page that `page` is a translation of."""
    return page.with_name(page.name.replace(".zh-CN.md", ".md"))


def parts(text: str) -> list[str]:
    """What each block is, in order: a heading of a level, a row of so many cells, an item, a picture, code, or text."""
    found = []
    for line in FENCE.sub("```\n", text).splitlines():
        if heading := re.match("#+ ", line):
            found.append(heading[0].strip())
        elif line.startswith("|"):
            found.append(f"row of {len(CELL_END.findall(line)) - 1}")
        elif line:
            found.append({"- ": "item", "![": "picture", "``": "code"}.get(line[:2], "text"))
    return found


def code(text: str) -> list[str]:
    """The lines of all code blocks, each block with the line that opens it."""
    return [line for language, block in FENCE.findall(text) for line in (f"```{language}", *block.splitlines())]


def same_code(english: str | None, chinese: str | None) -> bool:
    """Whether two lines of code are one, but for an English remark behind two spaces; its figures count."""
    if english is None or chinese is None or english == chinese:
        return english == chinese
    ours, theirs = REMARK.fullmatch(english), REMARK.fullmatch(chinese)
    if not (ours and theirs) or HAN.search(ours["remark"]):
        return False
    return ours["code"] == theirs["code"] and FIGURES.findall(ours["remark"]) == FIGURES.findall(theirs["remark"])


def names(text: str) -> list[str]:
    """All that is written as code within sentences, and where links and pictures lead; the order may differ."""
    prose = FENCE.sub("", text)
    links = [target.replace(".zh-CN.md", ".md") for target in LINK.findall(prose)]
    return sorted([*re.findall(r"`[^`\n]+`", prose), *links])


def differences(english: str, chinese: str) -> list[str]:
    """Where two pages are out of step."""
    pairs = [pair for pair in zip_longest(parts(english), parts(chinese)) if pair[0] != pair[1]]
    pairs += [pair for pair in zip_longest(code(english), code(chinese)) if not same_code(*pair)]
    apart = [f"{ours or 'nothing'} / {theirs or 'nothing'}" for ours, theirs in pairs]
    only = set(names(english)) ^ set(names(chinese))
    uneven = len(names(english)) - len(names(chinese))
    return [*apart[:3], *sorted(only), *([f"{uneven:+} names or links"] if uneven and not only else [])]


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: page.name)
def test_a_translation_is_in_step(page: Path) -> None:
    """The Chinese page has the same blocks in the same order, the same code, the same commands and links."""
    found = differences(original(page).read_text("utf-8"), page.read_text("utf-8"))
    assert not found, f"{original(page).name} / {page.name}: {'; '.join(found)}"


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: page.name)
def test_each_language_leads_to_the_other(page: Path) -> None:
    """Both pages say under their title where the other one is."""
    english = original(page)
    assert f"[中文]({page.name})" in english.read_text("utf-8").splitlines()[1]
    assert f"[English]({english.name})" in page.read_text("utf-8").splitlines()[1]


PAGE = """# Title
See [sources](sources.md) and `audiobook build`.

## Part
- an item

```
audiobook build book.md  # a remark
12 of 12
 1  一篇文章  3 min
```
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Part", "### Part"),
        ("- an item\n", "- an item\n- another\n"),
        ("- an item", "an item"),
        ("audiobook build book.md", "audiobook build issue.md"),
        ("# a remark", "# a remark on 2"),
        ("12 of 12", "11 of 12"),
        ("一篇文章", "两篇文章"),
        ("(sources.md)", "(study.md)"),
        ("`audiobook build`", "`audiobook build --each`"),
        ("`audiobook build`", "`audiobook build`, `audiobook build`"),
    ],
)
def test_a_change_to_one_page_is_seen(old: str, new: str) -> None:
    """Whatever is changed in one language alone makes the two differ."""
    assert differences(PAGE, PAGE.replace(old, new, 1))


def test_words_are_free() -> None:
    """Sentences and remarks are translated, and sentences may turn about."""
    chinese = PAGE.replace(
        "See [sources](sources.md) and `audiobook build`.", "`audiobook build`，见[来源](sources.md)。"
    )
    assert not differences(PAGE, chinese.replace("# a remark", "# 说明").replace("Part", "部分"))
