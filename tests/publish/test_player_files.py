"""The player's files as text: nothing in them that nobody reads, nothing asked for that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import audiobook.publish.player
from audiobook.publish.player.script import joined

FOLDER = Path(audiobook.publish.player.__file__).parent
MODULES = {path.name: path.read_text("utf-8") for path in sorted((FOLDER / "modules").iterdir())}
PAGES = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.html"))
CODE = "".join(MODULES.values())
IDS = set(re.findall(r'\bid="([\w-]+)"', PAGES))
ENTRIES = ("player.js", "library.js")


def words(language: str) -> set[str]:
    """The names of what the player says in a language."""
    table = re.search(rf"^  {language}: \{{$(.+?)^  \}},$", MODULES["words.js"], re.MULTILINE | re.DOTALL)
    assert table
    return set(re.findall(r'\b(\w+): ["\[]', table[1]))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_page_gets_one_classic_script(entry: str) -> None:
    """No import or export is left, and each module comes once, behind those it imports."""
    script = joined(entry).decode()
    assert not re.search(r"^\s*(import|export)\b", script, re.MULTILINE)
    places = {name: script.find(text.splitlines()[0]) for name, text in MODULES.items()}
    for name, text in MODULES.items():
        if places[name] >= 0:
            assert script.count(text.splitlines()[0]) == 1
            for imported in re.findall(r'"\./(\w+\.js)"', text):
                assert 0 <= places[imported] < places[name], f"{name} imports {imported}"


def test_every_module_is_on_a_page() -> None:
    """A module that no page leads to would be dead."""
    scripts = "".join(joined(entry).decode() for entry in ENTRIES)
    assert [name for name, text in MODULES.items() if text.splitlines()[0] not in scripts] == []


def test_every_element_asked_for_is_there() -> None:
    """What the code finds by id stands in a page, and every id is there for somebody."""
    assert set(re.findall(r'(?:\$|\bon)\("([\w-]+)"', CODE)) <= IDS
    sheet = (FOLDER / "player.css").read_text("utf-8")
    linked = set(re.findall(r'(?:for|href|aria-controls|aria-labelledby)="#?([\w-]+)"', PAGES))
    styled = set(re.findall(r"#([\w-]+)", sheet))
    assert IDS - set(re.findall(r'"([\w-]+)"', CODE)) - linked - styled == set()


def test_every_style_is_for_something() -> None:
    """Classes and ids in the style sheet are given to an element by a page or the code, and its variables are used."""
    sheet = re.sub(r"/\*.*?\*/", "", (FOLDER / "player.css").read_text("utf-8"), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{};]+)\{", sheet))
    named = set(re.findall(r"(?<![\w%])[.#]([a-zA-Z][\w-]*)", selectors))
    given = set(re.findall(r"[\w-]+", " ".join(re.findall(r'"([^"\n]*)"', PAGES + CODE))))
    assert named - given == set()
    assert set(re.findall(r"(--[\w-]+):", sheet)) == set(re.findall(r"var\((--[\w-]+)\)", sheet))


def test_every_word_is_said() -> None:
    """The languages have the same words, each is said somewhere, and none is missing."""
    table = words("zh")
    assert words("en") == table
    asked = set(re.findall(r'data-(?:text|label)="(\w+)"', PAGES))
    asked |= set(re.findall(r'\b(?:say|heading)\("(\w+)"', CODE))
    assert asked <= table
    others = "".join(text for name, text in MODULES.items() if name != "words.js")
    assert table - asked - {"keyList"} - set(re.findall(r'"(\w+)"', others)) == set()
