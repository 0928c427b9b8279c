"""`[source] skip`: what the user never wants to hear is set aside, and named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobook import source
from audiobook.config import Settings, SourceSettings
from audiobook.config_file import load
from audiobook.errors import ConfigError
from audiobook.model import Document
from audiobook.pipeline import sandbox
from tests.conftest import Run

PAGE = """# 海边

潮水退了，沙滩上全是贝壳。

本站提醒：喜欢请收藏。

风从东边来。\\
更新时间：三点\\
浪不大。

责任编辑：张三
"""
RULES = ("^本站提醒", "更新时间.*点$", "责任编辑|校对")


@pytest.fixture
def page(desk: Path) -> Path:
    """A Markdown page with lines nobody wants to hear."""
    path = desk / "page.md"
    path.write_text(PAGE, "utf-8")
    return path


def body(document: Document) -> list[str]:
    """All paragraphs."""
    return [p.text for article in document.articles for section in article.sections for p in section.paragraphs]


def test_a_paragraph_that_a_rule_finds_is_set_aside_with_the_rule(page: Path) -> None:
    """What matches is not in the document but in a finding that names the rule, and nothing is lost."""
    document = source.read(page, SourceSettings(skip=RULES))
    assert body(document) == ["潮水退了，沙滩上全是贝壳。", "风从东边来。\n浪不大。"]
    told = [(f.text, f.message) for f in document.findings if "source.skip" in f.message]
    assert told == [
        ("本站提醒：喜欢请收藏。", "Not read (rule ^本站提醒 of source.skip): 本站提醒：喜欢请收藏。"),
        ("更新时间：三点", "Not read (rule 更新时间.*点$ of source.skip): 更新时间：三点"),
        ("责任编辑：张三", "Not read (rule 责任编辑|校对 of source.skip): 责任编辑：张三"),
    ]
    assert document.ledger is not None
    assert (document.ledger.lost, document.ledger.set_aside) == (0, 21)


def test_without_rules_nothing_is_looked_for(page: Path) -> None:
    """The document is the same as before there were rules."""
    assert "本站提醒：喜欢请收藏。" in body(source.read(page))


def test_rules_hold_for_every_file_of_a_folder(page: Path) -> None:
    """A folder of files is read by the same rules, whether its files are pages of one text or pieces of their own."""
    folder = page.parent / "book"
    folder.mkdir()
    (folder / "甲.md").write_text(PAGE, "utf-8")
    (folder / "乙.md").write_text(PAGE.replace("海边", "山边"), "utf-8")
    assert "本站提醒" not in "".join(body(source.read(folder, SourceSettings(skip=RULES))))
    pages = page.parent / "pages"
    pages.mkdir()
    for number in (1, 2):
        text = f"第{number}页的第一句话说的是海。\n\n本站提醒：喜欢请收藏。\n\n第{number}页的第二句话说的是山。\n"
        (pages / f"{number:03}.txt").write_text(text, "utf-8")
    assert "本站提醒" not in "".join(body(source.read(pages, SourceSettings(skip=RULES))))


def test_a_rule_that_is_none_is_named(page: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A regular expression that cannot be compiled is wrong use, in one line with its key."""
    with pytest.raises(ConfigError, match=r"source\.skip = '\(': no regular expression"):
        SourceSettings(skip=("好", "("))
    Path("audiobook.toml").write_text('[source]\nskip = ["["]\n', "utf-8")
    assert audiobook("inspect", page) == 2
    assert "source.skip = '[': no regular expression" in capsys.readouterr().err


def test_rules_come_from_the_settings(page: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """From audiobook.toml as a list, from the environment one a line, and in the sandbox."""
    Path("audiobook.toml").write_text('[source]\nskip = ["^本站提醒"]\n', "utf-8")
    assert audiobook("inspect", page, "--json") == 0
    assert "Not read (rule ^本站提醒 of source.skip)" in str(json.loads(capsys.readouterr().out)["findings"])
    settings = load(environment={"AUDIOBOOK_SOURCE_SKIP": "(?:甲)\n乙"})
    assert settings.source.skip == ("(?:甲)", "乙")
    walled = Settings(source=SourceSettings(skip=RULES, sandbox=True))
    assert sandbox.read(page, walled) == source.read(page, SourceSettings(skip=RULES))
