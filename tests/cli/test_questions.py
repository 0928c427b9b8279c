"""The one question that `build` asks, and that it asks it once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook import pipeline
from audiobook.cli.questions import which_articles
from audiobook.config import AudioSettings, Settings, SpeechSettings, StudySettings
from audiobook.model import Alternative
from audiobook.pipeline import answers

WAYS = (
    Alternative("numbered titles (第章)", 4, ("第一章", "第二章"), 0.0),
    Alternative("one article", 1, ("水渠",), 2.5),
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A text that may be four articles or one."""
    text = "水渠\n\n" + "\n\n".join(
        f"第{n}章 修渠的日子\n\n{'大家一早就上工，太阳落山才回家。' * 9}" for n in "一二三四"
    )
    place = tmp_path / "canal.txt"
    place.write_text(text, "utf-8")
    return place


def chosen(tmp_path: Path) -> Settings:
    """The quickest build there is."""
    return Settings(
        speech=SpeechSettings(engine="silence"),
        audio=AudioSettings(),
        study=StudySettings(enabled=False),
        output=tmp_path / "out",
        cache=tmp_path / "cache",
    )


def test_somebody_is_asked_once(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is kept by what the file holds: under another name it is known, too."""
    monkeypatch.setattr(answers, "UNSURE", 10_000.0)
    asked: list[int] = []

    def ask(ways: Sequence[Alternative]) -> int:
        asked.append(len(ways))
        return 1

    settings = chosen(tmp_path)
    before = pipeline.inspect(source, settings).document
    built = pipeline.build(source, settings, ask=ask)
    assert len(built.index.tracks) == before.alternatives[1].articles != len(before.articles)
    again = source.rename(source.with_name("renamed.txt"))
    other = replace(settings, output=tmp_path / "elsewhere")
    assert len(pipeline.build(again, other, ask=ask).index.tracks) == len(built.index.tracks)
    assert len(asked) == 1


def test_nobody_is_asked_where_it_is_sure(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A margin above the bound needs no answer."""
    monkeypatch.setattr(answers, "UNSURE", 0.0)
    pipeline.build(source, chosen(tmp_path), ask=lambda ways: pytest.fail("asked"))


def test_the_question(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every way with its first titles; Return takes the best."""
    replies = iter(["2", ""])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt: next(replies))
    assert which_articles(WAYS) == 1
    assert which_articles(WAYS) == 0
    said = capsys.readouterr().err
    assert "1  4 articles: 第一章 · 第二章 · …" in said
    assert "2  one article: 水渠" in said
