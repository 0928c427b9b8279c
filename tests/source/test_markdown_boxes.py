"""Boxes of MkDocs, VuePress, GitHub and tags of site makers in Markdown: read as text, without their mark-up."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read

_TEXT = "撑船的老人天不亮就到了渡口，先看水，再看天。"
_CASES = {
    "indented": (f'!!! quote "记忆"\n\n    - {_TEXT}\n\n    {_TEXT}\n\n{_TEXT}', ["记忆：", _TEXT, _TEXT, _TEXT]),
    "without a title": (f'??? note ""\n    {_TEXT}', [_TEXT]),
    "fenced": (f"::: tip 行船\n{_TEXT}\n:::\n\n{_TEXT}", [f"行船：{_TEXT}", _TEXT]),
    "Quarto's": (f'::: {{.callout-note title="行船"}}\n{_TEXT}\n:::\n\n{_TEXT}', [f"行船：{_TEXT}", _TEXT]),
    "Quarto's without a title": (f"::: {{.callout-note}}\n{_TEXT}\n:::", [_TEXT]),
    "alert": (f"> [!WARNING]\n> {_TEXT}", [_TEXT]),
    "tags": (f"{{{{< figure src=a.png >}}}}\n\n{_TEXT}\n\n{{% include nav.html %}}", [_TEXT]),
    "in code": (f"```\n!!! note\n    {_TEXT}\n```", [f"!!! note\n    {_TEXT}"]),
}


@pytest.mark.parametrize("case", _CASES)
def test_what_stands_in_a_box_is_text(case: str, tmp_path: Path) -> None:
    """With its title before it; no letter is lost, and none of the mark-up is read."""
    inner, expected = _CASES[case]
    path = tmp_path / "ferry.md"
    path.write_text(f"# 渡口\n\n{inner}\n", "utf-8")
    document = read(path)
    assert document.ledger is not None and document.ledger.lost == 0
    assert [p.text for s in document.articles[0].sections for p in s.paragraphs] == expected
