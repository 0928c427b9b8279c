"""What `inspect` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


def test_dropped_signs_are_findings(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Emoji and ornaments that are not spoken are named, with their paragraph's lines."""
    issue.write_text(issue.read_text("utf-8").replace("一起打烊", "一起打烊🎉★"), "utf-8")
    assert audiobook("inspect", issue, "--json") == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    (found,) = [finding for finding in findings if finding["kind"] == "ornament"]
    line = issue.read_text("utf-8").splitlines().index("傍晚的时候，两家店一起打烊🎉★。") + 1
    assert found == {"kind": "ornament", "lines": [line, line], "message": "Not spoken: 🎉 ★"}


def test_a_table_for_people(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json: the articles, their authors and the minutes to expect."""
    assert audiobook("inspect", issue) == 0
    shown = capsys.readouterr().out
    assert "早起的人" in shown
    assert "祝小满" in shown
    assert "2 articles" in shown
