"""Study on the sample publications, against terms a reader marked in them first (gold_terms.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.config import NarrationSettings, SourceSettings, StudySettings
from audiobook.language.syllables import count_syllables
from audiobook.model import BLANK
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.study import Studied, fit, study
from audiobook.study.opening import SYLLABLE_MS
from tests.study.course import speakers

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
GOLD = Path(__file__).with_name("gold_terms.tsv")
NAMES = ("journal_issue.txt", "newspaper_page.txt")

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample publications are not beside the project")


@pytest.fixture(scope="module")
def courses() -> dict[str, Studied]:
    """Both samples read, composed and studied."""
    from audiobook.source import read

    form = SpokenForm(words=False, preferred_syllables=40, max_syllables=90, engine="silence")
    made = {}
    for name in NAMES:
        document = read(SAMPLES / name, SourceSettings())
        narration, lexicon = NarrationSettings(), Lexicon()
        scripts = [compose(document, a, settings=narration, lexicon=lexicon, form=form) for a in document.articles]
        made[name] = study(scripts, settings=StudySettings(), speakers=speakers(form=form))
    return made


def gold(*, core: bool = False) -> dict[tuple[str, int], list[set[str]]]:
    """Accepted forms of each gold term by file and article; only those without which it could not be told."""
    rows: dict[tuple[str, int], list[set[str]]] = {}
    for line in GOLD.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, article, forms, *mark = line.split("\t")
            if mark or not core:
                rows.setdefault((name, int(article)), []).append({_bare(form) for form in forms.split("|")})
    return rows


def _bare(text: str) -> str:
    return text.replace(" ", "")


def test_four_of_five_terms_listed_are_terms(courses):
    """Of the (at most 15) terms of an article at least 0.8 are right on average, each gold term counted once, and
    never fewer than 0.7."""
    shares = []
    for (name, number), rows in gold().items():
        found = [_bare(term.text) for term in courses[name].terms[number]]
        right = sum(any(form in row for form in found) for row in rows)
        assert 10 <= len(found) <= 15
        shares.append(right / len(found))
    assert sum(shares) / len(shares) >= 0.8
    assert min(shares) >= 0.7


def test_no_term_is_a_fragment(courses):
    """No listed term is nearly always said inside one and the same longer term."""
    for name, course in courses.items():
        for number, terms in course.terms.items():
            text = _bare("".join(u.written for u in course.scripts[number - 1].utterances if u.role == "body"))
            longer = {form for row in gold()[name, number] for form in row}
            for term in terms:
                for whole in longer:
                    if _bare(term.text) in whole and _bare(term.text) != whole:
                        assert text.count(whole) < 0.8 * text.count(_bare(term.text)), (term.text, whole)


def test_recap_carries_the_article(courses):
    """In at most 12 % of the length the recap has at least 0.6 of all marked terms on average; of those the article
    cannot be told without 0.7, and half in every article."""
    for core, average in ((False, 0.6), (True, 0.7)):
        shares = []
        for (name, number), rows in gold(core=core).items():
            script = courses[name].scripts[number - 1]
            body = "".join(u.written for u in script.utterances if u.role in ("body", "quote"))
            recap = _bare("".join(script.study.recap))
            assert all(sentence in body for sentence in script.study.recap)
            assert len(recap) <= 0.12 * len(body)
            shares.append(sum(any(form in recap for form in row) for row in rows) / len(rows))
        assert sum(shares) / len(shares) >= average
        assert not core or min(shares) >= 0.5


def test_every_question_can_be_answered_from_the_article(courses):
    """Each prompt with its answer is a sentence of the article, and the rest of the sentence does not say it."""
    for course in courses.values():
        for number, questions in course.questions.items():
            body = "".join(u.written for u in course.scripts[number - 1].utterances if u.role == "body")
            assert 4 <= len(questions) <= 8
            for question in questions:
                assert question.prompt.replace(BLANK, question.answer) == question.sentence
                assert question.sentence in body
                assert _bare(question.answer) not in _bare(question.prompt)


def test_fit_25_minutes(courses):
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
