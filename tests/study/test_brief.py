"""The brief of an issue."""

from __future__ import annotations

from dataclasses import replace

from audiobook.config import StudySettings
from audiobook.study.opening import duration_ms

from .course import DOCUMENT, RIVER, studied
from .test_recap import LONG

BRIEF = StudySettings(brief=True)
ISSUE = replace(DOCUMENT, articles=tuple(replace(LONG, number=n, title=f"第{n}条河的三角洲") for n in range(1, 41)))


def test_it_names_every_article_and_says_its_claim_word_for_word():
    """Each title is told, and behind it a sentence of that article's recap."""
    made = studied(BRIEF, replace(DOCUMENT, articles=(LONG, *DOCUMENT.articles[1:])))
    brief = made.brief
    assert brief is not None
    assert brief.study.articles == (1, 2, 3)
    headings = [u.written for u in brief.utterances if u.role == "heading"]
    assert headings[0] == f"第一篇：{LONG.title}"
    assert len(headings) == 3
    claims = [u.written.strip() for u in brief.utterances if u.role == "recap"]
    assert claims
    assert set(claims) <= {sentence for script in made.scripts for sentence in script.study.recap}


def test_three_minutes_are_enough_for_any_issue():
    """Of forty articles all titles are told, and of claims what there is time for."""
    brief = studied(BRIEF, ISSUE).brief
    assert brief is not None
    assert duration_ms(brief.utterances) <= 180_000
    assert sum(u.role == "heading" for u in brief.utterances) == 40


def test_a_single_article_and_who_asks_for_none_have_none():
    """There is nothing to be brief about in one article, and none is made unasked."""
    assert studied(BRIEF, replace(DOCUMENT, articles=(RIVER,))).brief is None
    assert studied().brief is None
