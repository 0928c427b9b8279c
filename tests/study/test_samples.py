"""Study on the sample publications, where they are at hand, against terms a reader marked in them first."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from audiobook.language.syllables import count_syllables
from audiobook.study import Studied, fit
from audiobook.study.opening import SYLLABLE_MS
from tests.conftest import SHARED
from tests.study import marked

SAMPLES = SHARED / "samples"
TERMS = marked.GOLDEN / "samples.tsv"
NAMES = ("journal_issue.txt", "newspaper_page.txt")

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample publications are not beside the project")


@pytest.fixture(scope="module")
def courses() -> dict[str, Studied]:
    """Both samples studied."""
    return marked.courses(*(SAMPLES / name for name in NAMES))


def test_four_of_five_terms_listed_are_terms(courses: dict[str, Studied]) -> None:
    """Of the (at most 15) terms of an article at least 0.8 are right on average, and never fewer than half."""
    shares = marked.right(courses, marked.gold(TERMS))
    assert marked.mean(shares) >= 0.8
    assert min(shares.values()) >= 0.5
    assert all(1 <= len(terms) <= 15 for course in courses.values() for terms in course.terms.values())


def test_no_term_is_a_fragment(courses: dict[str, Studied]) -> None:
    """No listed term is nearly always said inside one and the same longer term."""
    assert marked.fragments(courses, marked.gold(TERMS)) == set()


@pytest.mark.parametrize(("core", "average"), [(False, 0.44), (True, 0.65)])
def test_recap_carries_the_article(courses: dict[str, Studied], core: bool, average: float) -> None:
    """In at most 12 % of the length the recap has at least 0.44 of all marked terms on average; of those the article
    cannot be told without 0.65, and 0.45 in every article."""
    shares = marked.recalled(courses, marked.gold(TERMS, core=core))
    assert marked.mean(shares) >= average
    assert not core or min(shares.values()) >= 0.45


def test_every_question_can_be_answered_from_the_article(courses: dict[str, Studied]) -> None:
    """Each prompt with its answer is a sentence of the article, and the rest of the sentence does not say it."""
    for course in courses.values():
        marked.assert_answerable(course)


def test_fit_25_minutes(courses: dict[str, Studied]) -> None:
    """The journal issue in sittings of 25 minutes: all but the last within a tenth, nothing lost or doubled."""
    scripts = courses["journal_issue.txt"].scripts
    lengths = {
        (s.number, u.number): count_syllables(u.spoken) * SYLLABLE_MS + u.pause_ms
        for s in scripts
        for u in s.utterances
    }
    durations = [[lengths[s.number, u.number] for u in s.utterances] for s in scripts]
    sittings = fit(scripts, 25, durations)
    assert len(sittings) >= 4
    for sitting in sittings[:-1]:
        total = sum(count_syllables(u.spoken) * SYLLABLE_MS + u.pause_ms for u in sitting.utterances)
        assert abs(total / 60_000 / 25 - 1) <= 0.1
    said = [
        (u.written, u.paragraph)
        for sitting in sittings
        for u in sitting.utterances
        if not (u.role == "recap" and u.section == 0)
    ]
    assert said == [(u.written, u.paragraph) for s in scripts for u in s.utterances]


def test_every_question_of_an_issue_returns_and_none_twice_running(courses: dict[str, Studied]) -> None:
    """34 of 52 questions once returned, and the same six came twice running: now each is asked three times at least."""
    for course in courses.values():
        episodes = [[question.id for question in episode.study.questions] for episode in course.extra]
        asked = Counter(each for episode in episodes for each in episode)
        if len([every for every in course.questions.values() if every]) > 1:
            assert min(asked.values(), default=3) >= 3
        assert not any(set(one) & set(two) for one, two in pairwise(episodes))


@pytest.mark.parametrize("minutes", [10, 15, 25, 40])
def test_no_sitting_of_an_issue_parts_a_text_from_its_recap(courses: dict[str, Studied], minutes: int) -> None:
    """However the issue is cut, a sitting opens neither with a recap nor with what the next sentences say again."""
    for course in courses.values():
        lengths = [[count_syllables(u.spoken) * SYLLABLE_MS + u.pause_ms for u in s.utterances] for s in course.scripts]
        for sitting in fit(course.scripts, minutes, lengths):
            lead = {u.written for u in sitting.utterances if u.section == 0}
            text = [u for u in sitting.utterances if u.section]
            assert text[0].role != "recap"
            assert text[0].written != "小结"
            assert not lead & {u.written for u in text[:8] if u.role == "recap"}
