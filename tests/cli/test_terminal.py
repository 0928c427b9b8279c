"""What a document, an engine or a path says is shown as text: no markup, no escape sequence, one line for one line."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.cli.progress import Pace
from audiobook.cli.screen import Table, cells, folded
from audiobook.cli.terminal import one_line, print_line, print_text
from audiobook.pipeline.speak import Step
from tests.conftest import ROOT, Install, Run

TITLES = ("山路[bold]弯弯[/bold] :smile:", "尾声[/i] [link=https://example.org]来信[/link] [")
TAKEOVER = "\x1b]0;taken over\x07\x1b[2J\u202e"
"""Would rename a terminal's window, clear it and turn the rest of the line round."""
ESCAPED = r"\x1b]0;taken over\x07\x1b[2J\u202e"


TEXTS = ("桥修好以后，大家沿着河走回家去，路上说起去年的大水。", "码头上的灯到半夜才熄，渔船一条接一条地靠了岸。")


def book(path: Path, *titles: str) -> Path:
    """A small book with one or two titles, in Markdown."""
    path.write_text("\n\n".join(f"# {title}\n\n{text}" for title, text in zip(titles, TEXTS, strict=False)), "utf-8")
    return path


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """All that a command shows on a terminal of 200 columns."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "audiobook", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "200", **environment}
    with subprocess.Popen(command, cwd=cwd, env=variables, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        shown = bytearray()
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # how Linux says that nobody holds the other end any more
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    assert process.returncode == 0, shown.decode("utf-8", "replace")
    return shown.decode("utf-8")


def test_titles_are_listed_letter_for_letter(
    desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Brackets, closing brackets that nothing opened, and emoji codes stand in a title as they were written."""
    source = book(desk / "titles.md", *TITLES)
    assert audiobook("inspect", source) == 0
    shown = capsys.readouterr().out
    for title in TITLES:
        assert title in shown
    assert audiobook("inspect", source, "--explain", "1-9") == 0
    shown = capsys.readouterr().out
    for title in TITLES:
        assert title[:39] in shown


def test_a_build_shows_what_the_file_is_called(desk: Path) -> None:
    """The bar of a build on a terminal has the name of the file, not what its brackets and escapes would do."""
    source = book(desk / f"[bold]书[i]{TAKEOVER}.md", *TITLES)
    cache = str(desk / "cache")
    shown = on_a_terminal("build", source.name, "--engine", "silence", "--yes", cwd=desk, AUDIOBOOK_CACHE=cache)
    assert f"[bold]书[i]{ESCAPED}.md" in shown
    assert "\x1b]0;" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("arguments", [["inspect"], ["inspect", "--json"], ["inspect", "--explain", "1-9"], ["script"]])
def test_a_document_does_not_steer_the_terminal(arguments: list[str], desk: Path) -> None:
    """Escape sequences in titles and text reach a terminal as text, whatever the command."""
    source = book(desk / "steering.md", f"题目{TAKEOVER}一", "题目二")
    source.write_text(source.read_text("utf-8") + f"\n\n说{TAKEOVER}完了。\n", "utf-8")
    shown = on_a_terminal(*arguments, source.name, cwd=desk, AUDIOBOOK_CACHE=str(desk / "cache"))
    assert "题目二" in shown
    assert "\x1b]0;" not in shown
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C"},
    ],
    ids=["ascii", "cp1252", "C"],
)
def test_no_output_fails_for_its_encoding(environment: dict[str, str], desk: Path) -> None:
    """Tables, bars and lines come out on terminals and in files, whatever encoding the system names."""
    source = book(desk / "titles.md", "数集ℝ与café 🎧", TITLES[1])
    shown = on_a_terminal("inspect", source.name, cwd=desk, AUDIOBOOK_CACHE=str(desk / "cache"), **environment)
    assert "数集ℝ与café 🎧" in shown
    build = ["build", source.name, "--engine", "silence", "--yes"]
    on_a_terminal(*build, cwd=desk, AUDIOBOOK_CACHE=str(desk / "cache"), **environment)
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "AUDIOBOOK_CACHE": str(desk / "cache"), **environment}
    done = subprocess.run([sys.executable, "-m", "audiobook", *build], cwd=desk, env=variables, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert "数集ℝ与café" in done.stdout.decode("utf-8")


SPEAKER = """
from audiobook.errors import NoAudio
from audiobook.speech.silence import Silence

class Chatty(Silence):
    name = "chatty"

    def speak(self, request):
        raise NoAudio("first line\\nsecond line\\r\\x1b]0;taken over\\x07\\u2028third" + " and so on" * 10_000)
"""


def test_an_engine_says_one_line(
    desk: Path, audiobook: Run, install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reason of many lines and escape sequences is one line of a bearable length."""
    install("chatty_engine", SPEAKER, {"audiobook.engines": "chatty = chatty_engine:Chatty"})
    assert audiobook("build", book(desk / "one.md", "题目"), "--engine", "chatty", "--yes") == 1
    [line] = [line for line in capsys.readouterr().err.splitlines() if "first line" in line]
    assert line.startswith("audiobook: ")
    assert "second line" in line
    assert r"\x1b]0;taken over\x07" in line
    assert len(line) < 4000


HOSTILE = st.text(st.characters() | st.sampled_from("\x1b\n\r\t\x07\x9b\u2028\u202e\ud800[]:\\"))


@given(HOSTILE)
def test_a_line_is_a_line(text: str) -> None:
    """No text makes two lines of one, or holds anything that steers; letters and signs all stay."""
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not [sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")]
    assert [sign for sign in text if sign.isprintable()] == [
        sign for sign in text if sign.isprintable() and sign in shown
    ]


@given(HOSTILE, st.integers(1, 40))
def test_a_cell_is_a_cell(text: str, width: int) -> None:
    """What a table shows of a text in a cell is its one line, letter for letter, in lines that fit."""
    table = Table("", "a")
    table.add_row(text, "b")
    shown = table.lines(width)
    squeezed = re.sub(r"\s+", "", one_line(text))
    assert sorted(re.sub(r"\s+", "", "".join(shown))) == sorted(f"ab{squeezed}")
    assert all(cells(line) <= max(width, 2 + 2 + 1) for line in shown), "one sign of two cells, the gap, and b"


@given(HOSTILE, st.integers(2, 40))
def test_a_line_is_folded(text: str, width: int) -> None:
    """A line that is folded keeps every letter in its order, and each part fits."""
    parts = folded(one_line(text), width)
    assert re.sub(r"\s+", "", "".join(parts)) == re.sub(r"\s+", "", one_line(text))
    assert all(cells(part) <= width for part in parts)


def test_a_table() -> None:
    """Chinese takes two cells a character, figures stand at the right, and what is too wide goes on below."""
    table = Table("no", "title", "by", right=("no",))
    table.add_row("9", "桥", "顾长风")
    table.add_row("10", "the river and the road to the sea")
    assert table.lines(80) == [
        "no  title                              by",
        " 9  桥                                 顾长风",
        "10  the river and the road to the sea",
    ]
    assert table.lines(30) == [
        "no  title               by",
        " 9  桥                  顾长风",
        "10  the river and the",
        "    road to the sea",
    ]


def test_the_bar_gives_way_to_what_is_said(desk: Path) -> None:
    """On a terminal of any width the bar stays in its line, and at the end nothing of it is left there."""
    source = book(desk / "一本名字很长很长很长很长很长很长很长的书.md", "桥", "灯")
    for columns in ("30", "200"):
        command = ("build", source.name, "--engine", "silence", "--yes", "-o", columns)
        shown = on_a_terminal(*command, cwd=desk, AUDIOBOOK_CACHE=str(desk / columns), COLUMNS=columns)
        drawn = re.findall(r"\r\x1b\[2K([^\r\n\x1b]*)", shown)
        assert any("━" in one or "╌" in one or "一本" in one for one in drawn)
        assert all(cells(one) < int(columns) for one in drawn[:-1])
        assert "tracks" in shown.rpartition("\x1b[2K")[2] or drawn[-1] == ""


def test_the_time_left() -> None:
    """What lay ready went by at once; after half a minute of speaking it is forgotten."""
    pace = Pace()
    assert pace.left_s(Step(0, 1000, ""), 0.0) is None
    pace.left_s(Step(900, 1000, ""), 1.0)
    for now in range(2, 52):
        left = pace.left_s(Step(899 + now, 1000, ""), float(now))
    assert left == pytest.approx(1000 - 950)


def test_a_file_gets_every_character(capsys: pytest.CaptureFixture[str]) -> None:
    """What is written for programs is not touched unless a terminal would be steered by it."""
    print_text(f"一{TAKEOVER}\x1b[31m\t二\n")
    assert capsys.readouterr().out == f"一{TAKEOVER}\x1b[31m\t二\n"
    print_line(f"一{TAKEOVER}\n二")
    assert capsys.readouterr().out == f"一{ESCAPED} 二\n"


def test_file_names_in_another_encoding(desk: Path) -> None:
    """Where the system cannot write the name of a file, one line says which encoding it has and what helps."""
    variables = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "audiobook", "build", book(desk / "one.md", "题目").name, "--engine", "silence"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AUDIOBOOK_CACHE": str(desk / "cache"), **variables}
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True)
    [line] = [line for line in done.stderr.decode("utf-8").splitlines() if line.startswith("audiobook: ")]
    assert (done.returncode, "PYTHONUTF8=1" in line, "ascii" in line) == (1, True, True)


def test_what_cannot_be_said_is_no_traceback(desk: Path) -> None:
    """A full disk behind the output is one line and exit code 1; nobody there to hear an error is exit code 1 too."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "AUDIOBOOK_CACHE": str(desk / "cache")}
    command = [sys.executable, "-m", "audiobook", "inspect", book(desk / "one.md", "题目").name]
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no device that is always full")
    with full.open("wb") as output:
        done = subprocess.run(command, cwd=desk, env=variables, stdout=output, stderr=subprocess.PIPE)
        assert done.returncode == 1
        assert done.stderr == b"audiobook: No space left on device\n"
        done = subprocess.run([*command, "--nonsense"], cwd=desk, env=variables, stdout=subprocess.PIPE, stderr=output)
        assert done.returncode == 2
