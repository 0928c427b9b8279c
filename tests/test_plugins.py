"""What installed packages bring: found by entry point, used, and named when it is broken."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import audiobook
from audiobook.errors import TextError
from audiobook.system.plugins import GROUPS, RULES, fingerprint, plugins
from tests.conftest import Install


def test_nothing_is_imported_to_know_what_there_is(install: Install) -> None:
    """Entry points are listed with package and version, and their modules left alone."""
    install("opera", "1 / 0", {RULES: "opus = opera:RULES"}, version="2.1")
    found = plugins(RULES, (), TextError)
    assert {name: plugin.package for name, plugin in found.items()} == {"opus": "opera 2.1"}
    assert "opera" not in sys.modules


def test_a_name_is_one_package_s(install: Install) -> None:
    """A name that is built in, or that two packages have, is refused with the names of the packages."""
    install("first", "", {RULES: "opus = first:RULES"})
    with pytest.raises(TextError, match=r"package first 1\.0: its audiobook\.rules 'opus' has the name of a built-in"):
        plugins(RULES, ("opus",), TextError)
    install("second", "", {RULES: "opus = second:RULES"})
    with pytest.raises(TextError, match=r"package second 1\.0: .* has the name of one of package first 1\.0"):
        plugins(RULES, (), TextError)


def test_what_a_package_says_is_one_line(install: Install) -> None:
    """However much an import complains, the message has no line break."""
    install("loud", "raise ValueError('one\\n  two')", {RULES: "loud = loud:RULES"})
    with pytest.raises(TextError, match=r"\(ValueError: one two\); upgrade or uninstall it$"):
        plugins(RULES, (), TextError)["loud"].load(TextError)


def test_the_groups_are_those_of_the_documentation() -> None:
    """Each group that is looked at stands on the page that says what its entry points name."""
    docs = Path(__file__).parents[1] / "docs"
    pages = "".join((docs / name).read_text("utf-8") for name in ("engines.md", "sources.md", "narration.md"))
    assert all(f'project.entry-points."{group}"' in pages for group in GROUPS)


def test_an_edited_rule_is_no_finished_build(install: Install, issue: Path, tmp_path: Path) -> None:
    """A book is built again, and only the sentence concerned, when a package that brings rules comes or is edited."""
    code = """
from audiobook.narration.rules.rule import rule
RULES = (rule("dairy", "3", r"32(?=年豆腐)", lambda found: "{}"),)
"""
    assert audiobook.build(issue, engine="silence").spoken > 0
    install("dairy", code.format("三十又二"), {RULES: "dairy = dairy:RULES"})
    built = audiobook.build(issue, engine="silence")
    assert "三十又二年豆腐" in "".join(cue.spoken for cue in built.index.tracks[0].cues)
    before = fingerprint()
    (tmp_path / "site" / "dairy.py").write_text(code.format("卅二"), "utf-8")
    assert fingerprint() != before


def test_damaged_metadata_is_nobody_s(install: Install, tmp_path: Path) -> None:
    """A package whose list of entry points cannot be read does not keep the others from being found."""
    install("damaged", "", {RULES: "x = damaged:RULES"})
    (tmp_path / "site" / "damaged-1.0.dist-info" / "entry_points.txt").write_bytes(b"\xff[audiobook.rules]")
    install("opera", "", {RULES: "opus = opera:RULES"})
    assert list(plugins(RULES, (), TextError)) == ["opus"]


def test_a_package_that_stands_twice_on_the_path_counts_once(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editable install beside a copy is one package, the one that imports find."""
    install("opera", "", {RULES: "opus = opera:RULES"}, version="2.0")
    shutil.copytree(tmp_path / "site", tmp_path / "copy")
    (tmp_path / "copy" / "opera-2.0.dist-info" / "METADATA").write_text("Name: opera\nVersion: 1.0\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "copy"))
    assert plugins(RULES, (), TextError)["opus"].package == "opera 1.0"
