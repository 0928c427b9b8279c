"""Sittings: a book packed into stretches of about the same length."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import StudySettings
from audiobook.model import Role, Script, Study, Utterance
from audiobook.study import arrange, fit, in_sittings
from audiobook.study.sittings import REMINDER_MS
from audiobook.study.sittings import fit as fit_with

from .course import speakers, studied


def script(number: int, sections: list[list[int]], recap: tuple[str, ...] = ()) -> tuple[Script, list[int]]:
    """An article with sections of so many sentences, and the length of each utterance."""
    said: list[tuple[Role, str, int, int]] = [("title", f"第{number}篇的题目", 0, 0)]
    paragraph = 0
    for section, sizes in enumerate(sections, 1):
        said.append(("heading", f"第{section}节", section, 0))
        for size in sizes:
            paragraph += 1
            said += [("body", f"{number}-{paragraph}-{k}这一句有些长。", section, paragraph) for k in range(size)]
    utterances = tuple(
        Utterance(n, role, text, text, 400, section, paragraph)
        for n, (role, text, section, paragraph) in enumerate(said, 1)
    )
    rng = random.Random(number)
    headings = (f"第{number}篇的题目", *(f"第{k}节" for k in range(1, len(sections) + 1)))
    made = Script("书", number, f"第{number}篇的题目", utterances, headings=headings, study=Study(recap=recap))
    return made, [rng.randint(3000, 14_000) for _ in utterances]


def book(*articles: list[list[int]]) -> tuple[list[Script], list[list[int]]]:
    """Scripts and lengths of several articles."""
    pairs = [script(number, sections) for number, sections in enumerate(articles, 1)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


LONG = book([[5, 6, 4], [7, 3]], [[9, 9], [4, 4, 4], [6]], [[3]], [[12, 8, 9], [10, 10]], [[5, 5], [5, 5], [5, 5]])


def times(sitting: Script, scripts: list[Script], durations: list[list[int]]) -> int:
    """How long a sitting is, by the lengths of the utterances in it."""
    length = {
        u.written: ms
        for s, row in zip(scripts, durations, strict=True)
        for u, ms in zip(s.utterances, row, strict=True)
    }
    return sum(length[u.written] for u in sitting.utterances)


def new(sitting: Script) -> list[str]:
    """What a sitting says that is no reminder."""
    return [u.written for u in sitting.utterances if u.role != "recap"]


@pytest.mark.parametrize("minutes", [4, 6, 9])
def test_every_sitting_is_about_the_length_asked_for(minutes):
    """All but the last are within a tenth of the length asked for, reminders included."""
    scripts, durations = LONG
    sittings = fit(scripts, minutes, durations)
    assert len(sittings) > 1
    for sitting in sittings[:-1]:
        assert abs(times(sitting, scripts, durations) / 60_000 / minutes - 1) <= 0.1
    assert times(sittings[-1], scripts, durations) <= minutes * 66_000


@pytest.mark.parametrize("minutes", [1, 4, 6, 25, 600])
def test_nothing_lost_nothing_doubled(minutes):
    """Every utterance of the book is in exactly one sitting, in order."""
    scripts, durations = LONG
    said = [text for sitting in fit(scripts, minutes, durations) for text in new(sitting)]
    assert said == [u.written for s in scripts for u in s.utterances]


def test_sittings_but_the_first_begin_with_what_came_before():
    """About half a minute of the sitting before is said again, word for word, and only at the beginning."""
    scripts, durations = LONG
    first, *others = fit(scripts, 6, durations)
    assert all(u.role != "recap" for u in first.utterances)
    before = set(new(first))
    for sitting in others:
        roles = [u.role for u in sitting.utterances]
        said = [u.written for u in sitting.utterances if u.role == "recap"]
        assert said
        assert roles[: len(said)] == ["recap"] * len(said)
        assert set(said) <= before
        before = set(new(sitting))


def test_reminder_prefers_the_recap():
    """What carries the article is what is repeated."""
    carrying = "1-2-1这一句有些长。"
    one, lengths = script(1, [[6, 6, 6, 6]], recap=(carrying,))
    sittings = fit([one], 1.5, [lengths])
    assert carrying in new(sittings[0])
    assert carrying in [u.written for u in sittings[1].utterances if u.role == "recap"]


def test_reminder_is_half_a_minute_at_most():
    """The reminder never eats the sitting."""
    scripts, durations = LONG
    lengths = {
        u.written: ms
        for s, row in zip(scripts, durations, strict=True)
        for u, ms in zip(s.utterances, row, strict=True)
    }
    for sitting in fit_with(scripts, 4, durations):
        assert sum(lengths[u.written] for u in sitting.utterances if u.role == "recap") <= REMINDER_MS


def test_a_heading_is_never_left_behind():
    """No sitting ends with a title or heading."""
    scripts, durations = LONG
    for minutes in (3, 4, 5, 6, 7):
        assert all(s.utterances[-1].role == "body" for s in fit(scripts, minutes, durations))


def test_sittings_say_what_is_in_them():
    """Kind, numbers, articles and chapter marks are those of a sitting."""
    scripts, durations = LONG
    sittings = fit(scripts, 6, durations)
    assert [s.kind for s in sittings] == ["sitting"] * len(sittings)
    assert [s.number for s in sittings] == list(range(1, len(sittings) + 1))
    assert sittings[0].study.articles[0] == 1
    assert len({s.title for s in sittings}) == len(sittings)
    for sitting in sittings:
        assert max(u.section for u in sitting.utterances) == len(sitting.headings) - 1
        assert [u.number for u in sitting.utterances] == list(range(1, len(sitting.utterances) + 1))


def test_a_sitting_leads_back_into_its_article():
    """Before the reminder and before an article goes on, the listener is told so."""
    made = studied(StudySettings(fit=1))
    durations = [[2000 + u.pause_ms for u in s.utterances] for s in made.scripts]
    sittings = fit(made.scripts, 0.6, durations, links=made.links)
    assert len(sittings) > 2
    for sitting in sittings[1:]:
        lead = [u.written for u in sitting.utterances if u.section == 0]
        assert lead[0] == "上次我们听到："
        follows = next(u for u in sitting.utterances if u.section == 1)
        title = made.scripts[sitting.study.articles[0] - 1].title
        assert (lead[-1] == f"下面接着听：《{title}》。") is (follows.role not in ("announcement", "title"))
    inner = [u.written for s in sittings for u in s.utterances if u.section]
    assert inner == [u.written for s in made.scripts for u in s.utterances]


def test_reviews_come_when_their_article_is_over():
    """A review stands behind the sitting in which its article ends, once, with a number of its own."""
    scripts, durations = LONG
    sittings = fit(scripts, 6, durations)
    reviews = [
        replace(s, kind="review", title=f"复习{s.number}", study=Study(follows=s.number), number=10 + s.number)
        for s in scripts
    ]
    arranged = arrange(sittings, reviews)
    assert [s.title for s in arranged if s.kind == "sitting"] == [s.title for s in sittings]
    assert sorted(s.number for s in arranged) == list(range(1, len(sittings) + len(reviews) + 1))
    heard: set[int] = set()
    for place, script in enumerate(arranged):
        heard |= set(script.study.articles) if script.kind == "sitting" else set()
        if script.kind == "review":
            assert script.study.follows in heard
            later = [a for s in arranged[place:] if s.kind == "sitting" for a in s.study.articles]
            assert script.study.follows not in later


def test_an_empty_book_has_no_sittings():
    """Nothing to say, nothing to sit through."""
    assert fit([], 25, []) == ()


@given(
    st.lists(
        st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=4
    ),
    st.integers(1, 12),
)
def test_whatever_the_book_every_utterance_is_said_once(articles, minutes):
    """For any book and length: nothing lost, nothing doubled."""
    scripts, durations = book(*articles)
    said = Counter(text for sitting in fit(scripts, minutes, durations) for text in new(sitting))
    assert said == Counter(u.written for s in scripts for u in s.utterances)


def with_recap(number: int) -> tuple[Script, list[int]]:
    """An article that ends in a recap of two of its sentences."""
    carrying = (f"{number}-2-1这一句有些长。", f"{number}-3-0这一句有些长。")
    made, lengths = script(number, [[4, 5, 4]], recap=carrying)
    said = list(made.utterances)
    said.append(Utterance(len(said) + 1, "heading", "小结", "小结", 400, 2, 0))
    said += [Utterance(len(said) + 1 + k, "recap", text, text, 400, 2, 0) for k, text in enumerate(carrying)]
    made = replace(made, utterances=tuple(said), headings=(*made.headings, "小结"))
    return made, [*lengths, 1000, 6000, 6000]


def test_a_text_and_its_recap_are_heard_together():
    """However long a sitting is to be, none ends between a text and its recap or within it."""
    pairs = [with_recap(number) for number in range(1, 5)]
    scripts, durations = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for minutes in (0.5, 0.7, 1, 1.4, 2, 3, 5):
        for sitting in fit(scripts, minutes, durations):
            said = [u for u in sitting.utterances if u.section]
            assert said[0].role != "recap"
            assert said[0].written != "小结"


def test_reminder_is_not_what_comes_next():
    """Of an article that is all but over nothing is said again that its own recap is about to say."""
    pairs = [with_recap(number) for number in range(1, 5)]
    scripts, durations = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for minutes in (0.5, 0.7, 1, 1.4, 2):
        for sitting in fit(scripts, minutes, durations):
            lead = [u.written for u in sitting.utterances if u.section == 0]
            follows = [u.written for u in sitting.utterances if u.section][:4]
            assert not set(lead) & set(follows)


def test_reviews_count_into_the_length():
    """A sitting is as long as asked with the reviews that are heard behind it."""
    scripts, durations = LONG
    behind = dict.fromkeys(range(1, 6), 60000)
    for minutes in (6, 9):
        sittings = fit(scripts, minutes, durations, behind=behind)
        for sitting in sittings[:-1]:
            ends = [n for n in sitting.study.articles if scripts[n - 1].utterances[-1].written in new(sitting)]
            length = times(sitting, scripts, durations) + sum(behind[n] for n in ends)
            assert abs(length / 60_000 / minutes - 1) <= 0.1


def test_titles_of_sittings_are_short():
    """A podcast app shows thirty characters or so."""
    scripts, durations = LONG
    longer = [replace(each, title=f"{each.title}，以及更多关于它的许多话说不完的话") for each in scripts]
    assert all(len(sitting.title) <= 34 for sitting in fit(longer, 6, durations))


def test_a_course_in_sittings():
    """With `fit` the sittings are the lessons; each is on its day, and reviews come on the days after."""
    settings = StudySettings(fit=1, course="mon,wed,fri")
    made = studied(settings)
    said = in_sittings(
        made,
        lambda scripts: [[2000 + u.pause_ms for u in s.utterances] for s in scripts],
        settings=settings,
        speakers=speakers(),
        start=date(2026, 12, 1),
    )
    sittings = [script for script in said if script.kind == "sitting"]
    assert [each.study.day for each in sittings] == ["2026-12-02", "2026-12-04", "2026-12-07"][: len(sittings)]
    assert len(sittings) > 1
    assert [each.study.day for each in said] == sorted(each.study.day for each in said)
    assert any(each.kind == "review" for each in said)
