"""Markdown that recognition or pandoc has made: footnotes between the halves of a text, keys of cited works, people."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source.blocks import Block
from audiobook.source.readers.markdown import front_matter
from audiobook.source.readers.page_notes import marked
from tests.source.accounts import whole


def _paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for a in document.articles for s in a.sections for p in s.paragraphs]


@pytest.mark.parametrize("sign", ["①", " $^{①}$ ", " $^{ ① }$"])
def test_a_sentence_goes_on_behind_a_note_of_its_page(sign: str, tmp_path: Path) -> None:
    """The note is a note, its mark is written as all marks are, and the halves are one paragraph."""
    text = (
        f"# 渡口\n\n撑船的老人不识字，却会看水{sign}。后来的人都来问他，他说水自己会说话，只是听的人\n\n"
        "① 看水是当地人的说法。\n\n太少，所以才有人翻船。这话传了很多年。\n"
    )
    document = whole(tmp_path / "page.md", text)
    kinds = _paragraphs(document)
    assert ("note", "[1] 看水是当地人的说法。") in kinds
    assert any(
        text.startswith("撑船的老人不识字，却会看水[1]。") and text.endswith("传了很多年。") for _, text in kinds
    )


def test_a_sentence_goes_on_behind_a_picture(tmp_path: Path) -> None:
    """Also if its second half could begin a paragraph."""
    first, second = "清初的船家最怕夏天发大水。那一年的人都嫌镇上的旧码头", "用不长久，便商量着再修一座。"
    text = f"# 渡口\n\n{first}\n\n![](a.jpg)\n图 1　码头的三次修建\n\n{second}\n"
    texts = [text for _, text in _paragraphs(whole(tmp_path / "page.md", text))]
    assert first + second in texts


@pytest.mark.parametrize(
    "texts", [("要带三样东西：①船，②桨，③绳。", "① 船要先补。"), ("他没有说话。", "① 船要先补。", "② 桨要换新。")]
)
def test_items_of_a_list_are_no_notes(texts: tuple[str, ...]) -> None:
    """What is counted in a row, or stands on no word before."""
    blocks = [Block(text) for text in texts]
    assert marked(blocks) == blocks


def test_keys_of_cited_works_are_set_aside(tmp_path: Path) -> None:
    """As pandoc writes them; an address in brackets is none."""
    text = "# Ferries\n\n"
    text += "The river code MARSH [@marsh_2019; @reed, p. 3], and the sea code, are old. Ask [ann@example.org].\n"
    document = whole(tmp_path / "paper.md", text)
    assert _paragraphs(document)[0][1] == "The river code MARSH, and the sea code, are old. Ask [ann@example.org]."


@pytest.mark.parametrize(
    "fields",
    [
        "authors:\n  - name: Ann Holt\n    orcid: 0000-0001\n    affiliation: 1\n  - name: Jo Reed\n    affiliation: 2",
        "author:\n- name:\n    given: Ann\n    family: Holt\n- name: Jo Reed",
        "author: [Ann Holt, Jo Reed]",
    ],
)
def test_of_a_person_only_the_name_is_an_author(fields: str, tmp_path: Path) -> None:
    """Whatever else the fields know of them."""
    head = f"---\ntitle: Ferries\n{fields}\n"
    head += "affiliations:\n  - name: River University\n    index: 1\ndate: 02 July 2020\n---\n"
    assert front_matter.split(head)[0].authors() == ("Ann Holt", "Jo Reed")
    document = whole(tmp_path / "paper.md", f"{head}# Summary\n\nThey went over.\n\n# Need\n\nThey came back.\n")
    assert (document.articles[0].authors, document.date) == (("Ann Holt", "Jo Reed"), "2020-07-02")
