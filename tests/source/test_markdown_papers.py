# ruff: noqa: E501 - markup
"""Papers in Markdown: authors in the fields above the text, citations in it."""

from __future__ import annotations

from pathlib import Path

from audiobook.source import read
from tests.source.accounts import aside, difference, extract


def markdown(folder: Path, text: str) -> Path:
    """A Markdown file."""
    path = folder / "a.md"
    path.write_text(text, "utf-8")
    return path


NAMES = ("Hill", "Brook", "Stone", "Field", "Wood", "Lake", "Marsh", "Heath")


def test_authors_with_fields_of_their_own(tmp_path: Path) -> None:
    """Each by name, or by given name and surname, however many there are; numbers and addresses are set aside."""
    people = "".join(f"  - name: Ada {name}\n    orcid: 0000-1111\n    affiliation: 1\n" for name in NAMES)
    path = markdown(
        tmp_path,
        f"---\ntitle: Tides of the south\nauthors:\n{people}  - given-names: Bo\n    surname: Ford\naffiliations:\n  - name: River College\n---\n\n# Summary\n\nThe tide comes in twice a day.\n\n# Need\n\nNobody had measured it before.\n",
    )
    (article,) = read(path).articles
    assert article.authors == (*(f"Ada {name}" for name in NAMES), "Bo Ford")
    assert "River College" in aside(extract(path))
    assert difference(path, extract(path)) == ("", "")


def test_citations_are_set_aside(tmp_path: Path) -> None:
    """Keys of a bibliography in brackets, also over the end of a line; what is cited in running text stays, and addresses do."""
    path = markdown(
        tmp_path,
        "# Tides\n\nThe model TIDAL [@tidal_2019] and the code\nWAVE [see @wave, p. 3; @swell] follow\n[-@moon] the method of @ford2001; write to [ann@river.org](mailto:ann@river.org).\n",
    )
    (block,) = [block for block in extract(path).blocks if not block.level]
    assert block.text == "The model TIDAL and the code WAVE follow the method of @ford2001; write to ann@river.org."
    assert "@tidal_2019" in aside(extract(path))
    assert difference(path, extract(path)) == ("", "")
