"""Rules of other packages: the example of docs/narration.md, and what is said of broken ones."""

from __future__ import annotations

import re

import pytest

from audiobook.errors import TextError
from audiobook.narration.normalize import Change, normalize
from audiobook.system.plugins import RULES, RULES_ENGLISH
from tests.conftest import ROOT, Install

EXAMPLE = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "narration.md").read_text("utf-8"), re.DOTALL)[0]
RULE = "from audiobook.narration.rules.rule import rule\n"


def test_the_example_is_said(install: Install) -> None:
    """The rule of the documentation goes before the built-in ones, stands in the changes, and touches nothing else."""
    plain = normalize("贝多芬Op. 27，GDP增长5%").text
    install("opera_rules", EXAMPLE, {RULES: "opera = opera_rules:RULES"})
    said = normalize("贝多芬Op. 27，GDP增长5%")
    assert said.text == "贝多芬作品第二十七号，G D P增长百分之五" != plain
    assert said.changes[0] == Change("Op. 27", "作品第二十七号", "opus", 3)
    assert normalize("OpenAI").text == "Open A I"
    assert normalize(said.text).text == said.text


def test_none_leaves_it_to_the_next(install: Install) -> None:
    """A rule that has nothing to say leaves the form to our own."""
    code = RULE + 'RULES = [rule("no", "0123456789", r"[0-9]+", lambda found: None)]\n'
    before = normalize("2014—2023年").text
    install("shy", code, {RULES: "shy = shy:RULES"})
    assert normalize("2014—2023年").text == before


def test_english_has_its_own(install: Install) -> None:
    """Rules for English sentences say nothing in Chinese ones, and the other way round."""
    code = RULE + 'RULES = (rule("opus", "O", r"Op\\. ?27", lambda found: "opus twenty-seven".replace("-", " ")),)\n'
    install("opera_en", code, {RULES_ENGLISH: "opera = opera_en:RULES"})
    assert "opus twenty seven" in normalize("He played the famous Op. 27 again.", language="en").text
    assert "opus" not in normalize("他弹了Op. 27。").text


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1 / 0", "cannot be imported .ZeroDivisionError: division by zero"),
        ("RULES = 3", "is no sequence of audiobook.narration.rules.rule.Rule"),
        ("RULES = ['Op']", "is no sequence of"),
        (RULE + 'RULES = (rule("x", 5, "5", str),)', "is no sequence of"),
        (RULE + 'RULES = (rule("x", "第", "第5", str),)', "has a rule 'x' at '第', where none is tried"),
        (RULE + 'RULES = (rule("x", "５", "5", str),)', "has a rule 'x' at '５', where none is tried"),
        (RULE + 'RULES = (rule("x", "5", "(", str),)', "cannot be imported .*unterminated subpattern"),
        (RULE + 'RULES = (rule("x", "5", "5", lambda found: found["y"]),)', "fails in its rule 'x' at “5” .IndexError"),
        (RULE + 'RULES = (rule("x", "5", "5", lambda found: "5."),)', "says '5.' for “5”, which no engine can speak"),
        (RULE + 'RULES = (rule("x", "5", "5", lambda found: 5),)', "says 5 for “5”, which no engine can speak"),
    ],
)
def test_a_broken_rule_is_one_line(install: Install, code: str, message: str) -> None:
    """Whatever a package does wrong, the message names it and what to do, and never is a traceback."""
    install("opera_rules", code, {RULES: "opera = opera_rules:RULES"})
    with pytest.raises(TextError, match=message) as caught:
        normalize("第5课")
    line = str(caught.value)
    assert line.startswith("package opera_rules 1.0: its audiobook.rules 'opera' ")
    assert line.endswith("upgrade or uninstall it")
    assert "\n" not in line


def test_names_of_our_files_are_taken(install: Install) -> None:
    """A package cannot pass its rules off as our `money`."""
    install("cash", "RULES = ()", {RULES: "money = cash:RULES"})
    with pytest.raises(TextError, match=r"package cash 1\.0: .* has the name of a built-in one"):
        normalize("5元")


def test_rules_may_begin_where_punctuation_means_something(install: Install) -> None:
    """— before a figure and （ before a telephone number are places where rules are tried, so packages may, too."""
    code = RULE + 'RULES = (rule("less", "—", r"—(?=5)", lambda found: "负"),)\n'
    install("signs_of_mine", code, {RULES: "mine = signs_of_mine:RULES"})
    assert normalize("气温—5度").text.startswith("气温负五")
