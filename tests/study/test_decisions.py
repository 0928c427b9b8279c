"""study.tsv: what a person keeps, drops and words anew."""

from __future__ import annotations

import pytest

from audiobook.config import StudySettings
from audiobook.errors import ConfigError
from audiobook.study import Studied, study
from audiobook.study.decisions import Decisions, parse, write

from .course import scripts, speakers, studied


def again(text: str, settings: StudySettings | None = None) -> Studied:
    """The book studied with what is decided in `text`."""
    return study(scripts(), settings=settings or StudySettings(), speakers=speakers(), decisions=parse(text))


@pytest.fixture(scope="module")
def made() -> Studied:
    """The book studied, nothing decided."""
    return studied()


@pytest.fixture(scope="module")
def file(made: Studied) -> str:
    """Its file."""
    return write(made.scripts, Decisions())


def rows(text: str) -> list[list[str]]:
    """The lines of a file, cell by cell."""
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_it_has_a_line_for_every_question_and_term(made, file):
    """Every question and term is there, to keep, and to be found by its own words."""
    assert {row[0] for row in rows(file)} == {"keep"}
    asked = [row[3:5] for row in rows(file) if row[1] == "question"]
    assert asked == [[q.asked, q.answer] for every in made.questions.values() for q in every]
    assert [row[3] for row in rows(file) if row[1] == "term"] == [t.text for each in made.terms.values() for t in each]


def test_untouched_it_changes_nothing(made, file):
    """A book studied with its own file is the same book, and so is its file."""
    back = again(file)
    assert back.scripts == made.scripts
    assert back.extra == made.extra
    assert write(back.scripts, parse(file)) == file


def test_what_is_dropped_is_neither_asked_nor_listed(made, file):
    """A question and a term that are dropped are in no review, and stay dropped in the file."""
    question, term = made.questions[1][0], made.terms[1][0]
    lines = [
        line.replace("keep", "drop", 1) if question.id in line or f"term\t1\t{term.text}\t" in line else line
        for line in file.splitlines(keepends=True)
    ]
    back = again("".join(lines))
    assert question.id not in {q.id for episode in back.extra for q in episode.study.questions}
    assert term.text not in {t.text for t in back.terms[1]}
    kept = write(back.scripts, parse("".join(lines)))
    assert [row[0] for row in rows(kept) if question.id in row[5]] == ["drop"]
    assert again(kept).questions == back.questions


def test_what_is_worded_anew_is_asked_so(made, file):
    """A person's question and answer are asked and told in reviews, and survive the next build."""
    question = made.questions[1][0]
    mine = file.replace(f"\t{question.asked}\t{question.answer}\t", "\t三角洲从哪里来？\t泥沙\t")
    back = again(mine)
    changed = next(q for q in back.questions[1] if q.id == question.id)
    assert (changed.asked, changed.answer) == ("三角洲从哪里来？", "泥沙")
    said = [u.written for u in back.extra[0].utterances]
    assert "三角洲从哪里来？" in said
    assert "泥沙。" in said
    assert write(back.scripts, parse(mine)) == mine


def test_what_an_older_version_wrote_is_no_decision(made, file):
    """A line that nobody touched follows the program when it words a question otherwise."""
    question = made.questions[1][0]
    from audiobook.study.decisions import mark

    older = [
        f"keep\tquestion\t1\t旧的问法？\t旧的回答\t{question.id}.{mark('旧的问法？', '旧的回答')}\n"
        if question.id in line
        else line
        for line in file.splitlines(keepends=True)
    ]
    assert again("".join(older)).questions == made.questions


@pytest.mark.parametrize("line", ["keep\tquestion\t1\t问？", "maybe\tterm\t1\t桥\t\tab.cd", "keep\tterm\t1\t\t\tab.cd"])
def test_a_line_that_says_nothing_is_named(line):
    """A line that cannot be read is an error that names file and line."""
    with pytest.raises(ConfigError, match=r"study\.tsv:1: "):
        parse(line)
