"""The page to print."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from lxml import etree, html

from audiobook.config import PublishSettings
from audiobook.model import Study
from audiobook.publish import handout, publish
from audiobook.publish.index import reconcile
from tests.publish import samples

SETTINGS = PublishSettings()


def test_every_article_has_its_recap_terms_and_questions(tmp_path: Path) -> None:
    """The page and the Markdown name each article, what it comes to, its terms and its questions; answers come last."""
    index = publish(reconcile(samples.book(tmp_path / "书"), None, date=None), tmp_path / "书", settings=SETTINGS)
    page = html.fromstring((tmp_path / "书" / index.files["handout"]).read_bytes())
    text = (tmp_path / "书" / index.files["handout_text"]).read_text("utf-8")
    assert [each.text_content() for each in page.iter("h2")][:3] == ["1. 水车", "2. 轴承", "3. 傍晚"]
    for track in index.tracks:
        for said in (*track.study.recap, *(term.text for term in track.study.terms)):
            assert said in page.text_content()
            assert said in text
        for question in track.study.questions:
            assert question.asked in page.text_content()
            assert text.index(question.asked) < text.rindex(question.answer)


def test_the_page_loads_nothing_and_prints_answers_apart(tmp_path: Path) -> None:
    """It stands by itself, has a print style, and what a book says is text in it, not markup."""
    index = samples.book(tmp_path / "书", "<script>水车</script> & 轴")
    data = handout.page(index)
    tree = etree.fromstring(
        data.replace(b"<!DOCTYPE html>\n", b"")
        .replace(b'<meta charset="utf-8">', b"")
        .replace(b'<meta name="viewport" content="width=device-width">', b"")
    )
    assert not list(tree.iter("script", "link", "img"))
    assert b"@media print" in data
    assert b"break-before:page" in data


def test_nothing_to_study_no_page(tmp_path: Path) -> None:
    """A book without terms, recaps and questions has no page, and its index names none."""
    made = samples.book(tmp_path / "书")
    bare = tuple(dataclasses.replace(track, study=Study()) for track in made.tracks)
    index = dataclasses.replace(made, tracks=bare)
    index = publish(reconcile(index, None, date=None), tmp_path / "书", settings=SETTINGS)
    assert not {"handout", "handout_text"} & index.files.keys()
    assert not (tmp_path / "书" / handout.PAGE).exists()
