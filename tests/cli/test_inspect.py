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


def test_lines_are_explained(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """--explain shows for each line its label, what it won over, and the features that decided."""
    line = issue.read_text("utf-8").splitlines().index("早起的人") + 1
    assert audiobook("inspect", issue, "--explain", f"{line}-{line + 1}") == 0
    shown = capsys.readouterr().out
    assert f"{line}  title" in shown
    assert "before names" in shown
    assert audiobook("inspect", issue, "--explain", "zwei") == 2


def test_ten_findings_and_the_rest_counted(tmp_path: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What matters most comes first; --all shows all."""
    paragraphs = [f"第{n}天的河水又涨了一点，岸边的人都来看。🎉" for n in range(14)]
    source = tmp_path / "river.txt"
    source.write_text("\n\n".join(["河水上涨记", *paragraphs]), "utf-8")
    assert audiobook("inspect", source) == 0
    short = capsys.readouterr().out
    assert "14 findings" in short
    assert "and 4 ornament; --all shows them" in short
    assert audiobook("inspect", source, "--all") == 0
    assert capsys.readouterr().out.count("Not spoken") == 14


def test_a_text_without_a_title(tmp_path: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Its title is null, nothing is announced, and its track is called by its first words."""
    source = tmp_path / "a.txt"
    source.write_text("渠道修好了，水流进了田里。\n\n人们都很高兴，放了一挂鞭炮。\n", "utf-8")
    assert audiobook("inspect", source, "--json") == 0
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    assert article["title"] is None
    assert audiobook("build", source, "--engine", "silence", "--no-study", "--output", tmp_path / "out", "-q") == 0
    (track,) = (tmp_path / "out" / "a").glob("*.mp3")
    assert track.stem == "01-渠道修好了"
    cues = track.with_suffix(".vtt").read_text("utf-8").split("-->")
    assert "渠道修好了，水流进了田里。" in cues[1]


def test_it_says_how_else_it_might_be(tmp_path: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """--json names the other ways, best first, and [source] articles takes one of them by its name."""
    text = "水渠\n\n" + "\n\n".join(
        f"第{n}章 修渠的日子\n\n{'大家一早就上工，太阳落山才回家。' * 9}" for n in "一二三四"
    )
    source = tmp_path / "canal.txt"
    source.write_text(text, "utf-8")
    assert audiobook("inspect", source, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    best, *others = found["alternatives"]
    assert best["articles"] == len(found["articles"])
    assert best["margin"] == 0
    other = next(one for one in others if one["articles"] != best["articles"])
    assert other["margin"] > 0
    config = tmp_path / "audiobook.toml"
    config.write_text(f'[source]\narticles = "{other["scheme"]}"\n', "utf-8")
    assert audiobook("inspect", source, "--json", "--config", config) == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == other["articles"]
