"""The table of rules and the words they go by: examples, order, one entry once."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import audiobook.narration
from audiobook.language.word_lists import rows
from audiobook.narration.normalize import normalize
from audiobook.narration.rules import ORDER, by_first
from audiobook.narration.rules.rule import Rule
from tests.narration.test_golden import FOLDER, lines

DATA = Path(audiobook.narration.__file__).parent / "data"


def built_in() -> Iterator[tuple[str, Rule]]:
    """The form of each rule for Chinese text, and the rule, in order."""
    for form in ORDER:
        module = import_module(f"audiobook.narration.rules.{form}")
        yield from ((form, each) for each in (module.rules() if hasattr(module, "rules") else module.RULES))


@pytest.fixture
def spoke(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the rules that had something to say, as long as the test clears it."""
    spoke: list[int] = []
    table: dict[str, list[Rule]] = {}

    def listened(number: int, each: Rule) -> Rule:
        def say(found: re.Match[str]) -> str | None:
            spoken = each.say(found)
            if spoken is not None:
                spoke.append(number)
            return spoken

        return dataclasses.replace(each, say=say)

    for number, (_, each) in enumerate(built_in()):
        heard = listened(number, each)
        for character in dict.fromkeys(each.first):
            table.setdefault(character, []).append(heard)
    english = by_first("en")
    monkeypatch.setattr(
        sys.modules["audiobook.narration.normalize"],
        "by_first",
        lambda language="zh": english if language == "en" else table,
    )
    return spoke


def test_the_example_of_a_rule_is_its_first_golden_line(spoke: list[int]) -> None:
    """Each rule carries an example, which is the first line of its form's golden file that the rule says."""
    first: dict[tuple[str, int], str] = {}
    for form in ORDER:
        for written, _ in lines(FOLDER / f"{form}.tsv"):
            spoke.clear()
            normalize(written)
            for number in spoke:
                first.setdefault((form, number), written)
    wrong = [
        (form, each.name, each.example, first.get((form, number)))
        for number, (form, each) in enumerate(built_in())
        if not each.example or first.get((form, number)) != each.example
    ]
    assert not wrong


def test_the_first_rule_wins() -> None:
    """Where several rules could begin, they are tried in the order of the table."""
    order = {(each.name, each.pattern.pattern): number for number, (_, each) in enumerate(built_in())}
    for rules in by_first().values():
        numbers = [order[each.name, each.pattern.pattern] for each in rules]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", sorted(file.stem for file in DATA.glob("*.txt")))
def test_a_list_has_a_word_once(name: str) -> None:
    """No word stands twice in a list, and every list says on top what it is."""
    head, *rest = (DATA / f"{name}.txt").read_text("utf-8").splitlines()
    assert head.startswith("# ")
    words = Counter(word for line in rest for word in line.split())
    assert not [word for word, times in words.items() if times > 1]


@pytest.mark.parametrize("name", ["acronyms", "currencies", "scales", "signs", "units"])
def test_a_table_has_an_entry_once(name: str) -> None:
    """What is written stands once, so that no later line changes an earlier one unseen."""
    written = Counter(row[0] for row in rows("narration", name))
    assert not [each for each, times in written.items() if times > 1]
