"""What an author sets apart in the text comes with the article, whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read, script
from tests.source import word_file as w

REST = "It holds its heat for a day, and is opened when a hand can be laid on its door."
MARKDOWN = f"""# Firing

A **kiln** is an oven for *pots*, and **bisque
ware:** is fired once. {REST}

**Fired twice**

- **Grog**: clay that was fired and ground. {REST}
"""
HTML = f"""<html><body><article><h1>Firing</h1><p>A <b>kiln</b> is an oven for <i>pots</i>, and
<span data-type="term">bisque
ware</span> is fired once. {REST}</p><p><b>Fired twice</b></p>
<ul><li><span style="font-weight: bold">Grog</span>: clay that was fired and ground. {REST}</li></ul>
</article></body></html>"""
TEXT = f"Firing\n\nA _kiln_ is an oven for _pots_, and _bisque ware_ is fired once. {REST}\n\n_Fired twice_\n\n" + (
    f"A _Grog_ is clay that was fired and ground. {REST}\n"
)


def word(path: Path) -> Path:
    """The same as a Word file."""
    bold, italic = "<w:b/>", "<w:i/>"
    first = [w.r("A "), w.r("kiln", bold), w.r(" is an oven for "), w.r("pots", italic), w.r(", and ")]
    second = [w.r("bisque ", bold), w.r("ware", bold), w.r(f" is fired once. {REST}")]
    body = [
        w.p(w.r("Firing"), '<w:pStyle w:val="Heading1"/>'),
        w.p("".join([*first, *second])),
        w.p(w.r("Fired twice", bold)),
        w.p(w.r("Grog", bold) + w.r(f": clay that was fired and ground. {REST}")),
    ]
    return w.write(path, "".join(body))


@pytest.mark.parametrize("name", ["firing.md", "firing.html", "firing.txt", "firing.docx"])
def test_what_is_set_apart_is_known(name: str, tmp_path: Path) -> None:
    """Bold and italic words, in order, across line ends and runs; no line that is bold as a whole."""
    file = tmp_path / name
    texts = {".md": MARKDOWN, ".html": HTML, ".txt": TEXT}
    if file.suffix in texts:
        file.write_text(texts[file.suffix], "utf-8")
    else:
        word(file)
    document = read(file)
    assert [word for article in document.articles for word in article.emphasised] == [
        "kiln",
        "pots",
        "bisque ware",
        "Grog",
    ]
    assert document.ledger is not None and document.ledger.lost == 0


def test_the_script_keeps_it(tmp_path: Path) -> None:
    """Under the title, where it can be corrected."""
    file = tmp_path / "firing.md"
    file.write_text(MARKDOWN, "utf-8")
    written = script.write(read(file))
    assert "- emphasised: kiln、pots、bisque ware、Grog" in written
    assert script.read(written).articles[0].emphasised == ("kiln", "pots", "bisque ware", "Grog")
