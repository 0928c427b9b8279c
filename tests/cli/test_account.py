"""Every letter is accounted for, in one line, and a loss is an exit code."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import readers, script
from audiobook.source.blocks import Extract
from audiobook.source.ledger import letters
from audiobook.source.readers import text as text_reader
from tests.conftest import Run

LINE = re.compile(r"([\d,]+) letters: ([\d,]+) read, ([\d,]+) set aside \(see findings\), ([\d,]+) lost")
BOOK = Path("output") / "山中读书-2025-04-06"


def account(shown: str) -> tuple[int, ...]:
    """The four numbers of the line."""
    (found,) = LINE.findall(shown)
    return tuple(int(number.replace(",", "")) for number in found)


@pytest.fixture
def losing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text reader that drops the last paragraph but one."""
    whole = text_reader.from_text

    def from_text(text: str) -> Extract:
        extract = whole(text)
        return replace(extract, blocks=(*extract.blocks[:-2], *extract.blocks[-1:]))

    monkeypatch.setattr(text_reader, "from_text", from_text)


def test_inspect_says_where_every_letter_is(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the letters of the file, in parts that add up, and the same in JSON."""
    assert audiobook("inspect", issue) == 0
    total, read, aside, lost = account(capsys.readouterr().out)
    assert (total, lost) == (len(letters(issue.read_text("utf-8"))), 0)
    assert total == read + aside
    assert aside > 0
    assert audiobook("inspect", issue, "--json") == 0
    told = json.loads(capsys.readouterr().out)["ledger"]
    assert told == {"letters": total, "read": read, "set_aside": aside, "lost": 0}


def test_what_is_set_aside_stands_in_the_table(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The masthead, the imprint, the contents page: all of it is there to be read."""
    assert audiobook("inspect", issue, "--all") == 0
    shown = capsys.readouterr().out
    for text in ("山中读书会编印", "2025 年 4 月 6 日", "早起的人"):
        assert re.search(rf"(?:masthead|imprint|contents) .*{text}", shown)


def test_what_is_not_spoken_is_set_aside(desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Letters of skipped notes, of code and of marks are not read, and named; read they count as read."""
    source = desk / "book.md"
    source.write_text("---\naudiobook: 1\n---\n# 茶\n茶圣[1]的书。\n\n^ [1] 陆羽。\n\n```\nx = 1\n```\n", "utf-8")
    assert audiobook("inspect", source) == 0
    shown = capsys.readouterr().out
    assert account(shown) == (11, 5, 6, 0)
    assert "Not read (narration.notes): [1] 陆羽。" in shown
    assert "Not read (narration.code): x = 1" in shown
    assert "Marks of notes, not spoken: [1]" in shown
    Path("audiobook.toml").write_text('[narration]\nnotes = "end"\ncode = "read"\n', "utf-8")
    assert audiobook("inspect", source) == 0
    assert account(capsys.readouterr().out) == (11, 10, 1, 0)


def test_pictures_cannot_be_accounted_for(
    issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is known of the letters in the file, that is said."""
    monkeypatch.setattr(readers, "publication", lambda *_: replace(script.read(SCRIPT), ledger=None))
    assert audiobook("inspect", issue) == 0
    assert "letters: not counted" in capsys.readouterr().out
    assert audiobook("inspect", issue, "--json") == 0
    assert json.loads(capsys.readouterr().out)["ledger"] is None


SCRIPT = "---\naudiobook: 1\ntitle: 书\n---\n# 题\n一句话。\n"


@pytest.mark.usefixtures("losing")
def test_a_loss_is_named_and_exit_code_1(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What is neither read nor set aside is said with its text, and the command fails."""
    assert audiobook("inspect", issue) == 1
    shown = capsys.readouterr().out
    assert account(shown)[3] == len(letters("雪下起来的时候，路就更长了。有人唱歌，有人数星星，有人把书盖在脸上睡觉。"))
    assert "雪下起来的时候路就更长了" in shown
    assert audiobook("inspect", issue, "--json") == 1


@pytest.mark.usefixtures("losing")
def test_a_book_with_losses_is_made_all_the_same(
    issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every track is there, index.json keeps the account, and the exit code is 1, also when nothing is left to do."""
    assert audiobook("build", issue, "--engine", "silence", "-q") == 1
    assert "31 letters of issue.txt are lost" in capsys.readouterr().err
    index = json.loads((BOOK / "index.json").read_text("utf-8"))
    assert len(list(BOOK.glob("*.mp3"))) == 2
    ledger = index["ledger"]
    assert ledger["lost"] == 31
    assert ledger["letters"] == ledger["read"] + ledger["set_aside"] + ledger["lost"]
    assert audiobook("build", issue, "--engine", "silence") == 1
    assert account(capsys.readouterr().out)[3] == 31
    second = issue.parent / "other.txt"
    second.write_text("看海\n\n海水是咸的，河水不是。\n\n河水是淡的。\n\n湖水也是淡的。\n", "utf-8")
    for _ in "12":
        assert audiobook("build", issue, second, "--engine", "silence", "-q") == 1
        assert len(re.findall(r"letters of \S+ are lost", capsys.readouterr().err)) == 2


def test_a_book_says_where_every_letter_is(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """`build` has the line that `inspect` has, for one book and for several."""
    assert audiobook("inspect", issue) == 0
    told = account(capsys.readouterr().out)
    assert audiobook("build", issue, "--engine", "silence") == 0
    assert account(capsys.readouterr().out) == told
    copy = issue.parent / "copy.txt"
    copy.write_text(issue.read_text("utf-8").replace("山中读书", "水边读书"), "utf-8")
    assert audiobook("build", issue, copy, "--engine", "silence") == 0
    assert account(capsys.readouterr().out) == told


def test_a_document_knows_only_what_was_read_of_it() -> None:
    """A script of ours holds nothing but its text, so all of it is read."""
    document: Document = readers.publication(script.read(SCRIPT), Path("book.md"))
    assert document.ledger is not None
    assert (document.ledger.letters, document.ledger.read) == (4, 4)
