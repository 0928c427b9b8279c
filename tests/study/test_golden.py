"""Study of tests/golden/study/magazine.md, three articles of our own, against terms a reader marked in them first."""

from __future__ import annotations

import pytest

from audiobook.study import Studied
from tests.study import marked

TERMS = marked.GOLDEN / "magazine.tsv"


@pytest.fixture(scope="module")
def courses() -> dict[str, Studied]:
    """The magazine studied."""
    return marked.courses(marked.GOLDEN / "magazine.md")


def test_golden_terms_are_marked_ones(courses: dict[str, Studied]) -> None:
    """Of the terms listed three in four are right on average, and never fewer than 0.7: rather few than wrong ones."""
    shares = marked.right(courses, marked.gold(TERMS))
    assert marked.mean(shares) >= 0.75
    assert min(shares.values()) >= 0.7
    assert all(3 <= len(terms) <= 15 for terms in courses["magazine.md"].terms.values())


def test_golden_fragments_are_no_more_than_those_known(courses: dict[str, Studied]) -> None:
    """No piece of a term is listed but those that fragments.tsv names."""
    known = {(name, int(article), piece) for name, article, piece, _ in marked.rows(marked.GOLDEN / "fragments.tsv")}
    assert marked.fragments(courses, marked.gold(TERMS)) == known


def test_golden_recap_carries_the_article(courses: dict[str, Studied]) -> None:
    """In 12 % of the length 0.65 of the terms an article cannot be told without, and half of them in each."""
    shares = marked.recalled(courses, marked.gold(TERMS, core=True))
    assert marked.mean(shares) >= 0.65
    assert min(shares.values()) >= 0.5


def test_golden_questions_can_be_answered_from_the_article(courses: dict[str, Studied]) -> None:
    """What is asked is the article's own sentence, and does not say its answer."""
    marked.assert_answerable(courses["magazine.md"])
