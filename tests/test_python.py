"""The Python interface: what `import audiobook` offers, and that a call leaves the process as it was."""

from __future__ import annotations

import ast
import inspect
import logging
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import audiobook
from audiobook import errors
from tests.conftest import ROOT

CALLS: dict[str, Callable[[Path], object]] = {
    "load_settings": lambda source: audiobook.load_settings(environment={}, speech={"engine": "silence"}),
    "inspect": lambda source: audiobook.inspect(source),
    "script": lambda source: audiobook.script(source),
    "build": lambda source: audiobook.build(source, engine="silence"),
    "render": lambda source: audiobook.render(audiobook.build(source, engine="silence").directory, [2]),
    "say": lambda source: audiobook.say("2025年，GDP增长5%。", source.with_name("said.mp3"), engine="silence"),
    "normalize": lambda source: audiobook.normalize("2014—2023年"),
    "pinyin": lambda source: audiobook.pinyin("重庆银行行长"),
    "voices": lambda source: audiobook.voices(),
}
"""Every function of the interface, called in the short form."""


def process() -> dict[str, object]:
    """What a library has no business to change, but for the temporary folder."""
    return {
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "search path": list(sys.path),
        "logging": (logging.root.level, list(logging.root.handlers), logging.raiseExceptions),
        "signals": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        # numpy adds filters for a few messages of its own; what must not be there is one that silences everything
        "silenced warnings": [action for action, text, kind, *_ in warnings.filters if kind is Warning and not text],
        "hooks": (sys.excepthook, sys.displayhook),
    }


ALL_CALLS = """
import sys
from pathlib import Path
from tests.test_python import CALLS, process

before = process()
for name, call in CALLS.items():
    call(Path(sys.argv[1]))
    for what, value in process().items():
        if value != before[what]:
            print(f"{name} changes {what}: {before[what]} -> {value}")
"""


def test_calls_leave_the_process_as_it_was(issue: Path) -> None:
    """In a program of its own, where every library is met for the first time, no call changes folder, environment,
    search path, logging, signals or streams, and none prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", ALL_CALLS, str(issue)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=issue.parent, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.kokoro
def test_speaking_leaves_the_process_as_it_was(
    desk: Path, voice_cache: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The embedded voice, whose libraries are many and whose work is done in processes, changes and prints nothing."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(voice_cache))
    before = process()
    assert audiobook.say("2025年，GDP增长5%。", "said.mp3") == "二零二五年，G D P增长百分之五。"
    assert process() == before
    assert capfd.readouterr() == ("", "")
    assert Path("said.mp3").stat().st_size > 10_000


@pytest.mark.parametrize("name", CALLS)
def test_a_call_leaves_the_temporary_folder_where_it_was(
    name: str, issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the host program puts into temporary files goes where it went before."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    before = tempfile.gettempdir()
    CALLS[name](issue)
    assert tempfile.gettempdir() == before


def test_importing_costs_nothing() -> None:
    """`import audiobook` imports no other module of the package; asking for a name does."""
    code = (
        "import sys, audiobook; own = lambda: [name for name in sys.modules if name.startswith('audiobook.')];"
        "before = own(); audiobook.AudiobookError; print(before, own())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] ['audiobook.errors']\n"


def test_every_function_is_called_above() -> None:
    """A function added to the interface is held to the same."""
    functions = {name for name in audiobook.__all__ if inspect.isfunction(getattr(audiobook, name))}
    assert functions == set(CALLS)


def test_every_error_can_be_caught() -> None:
    """All errors of the tree are offered, so that nobody needs to know the module they stand in."""
    tree = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert tree <= set(audiobook.__all__)
    assert all(getattr(audiobook, name) is getattr(errors, name) for name in tree)


def test_type_checkers_and_programs_see_the_same_names() -> None:
    """What the TYPE_CHECKING block imports is what is imported on first use, from the same modules."""
    module = ast.parse((ROOT / "audiobook" / "__init__.py").read_text("utf-8"))
    blocks = [node for node in module.body if isinstance(node, ast.If)]
    seen = {alias.name: node.module for node in ast.walk(ast.Module(blocks[0].body, []))
            if isinstance(node, ast.ImportFrom) for alias in node.names}  # fmt: skip
    assert sorted(seen) == sorted(audiobook.__all__)
    for name, where in seen.items():
        assert getattr(audiobook, name) is getattr(sys.modules[str(where)], name)


def test_names_are_listed_and_misspelt_ones_refused() -> None:
    """dir() shows every public name, and a wrong one is an AttributeError like in any module."""
    assert set(audiobook.__all__) <= set(dir(audiobook))
    with pytest.raises(AttributeError, match="'audiobook' has no attribute 'bild'"):
        audiobook.bild  # type: ignore[attr-defined]  # noqa: B018


def test_the_interface_stands_on_the_pipeline() -> None:
    """audiobook/api.py imports no room: it says in Python what the commands say on a terminal."""
    tree = ast.parse((ROOT / "audiobook" / "api.py").read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in modules if name and name.split(".")[0] == "audiobook"}
    assert ours <= {"audiobook", "audiobook.config", "audiobook.config_file", "audiobook.errors", "audiobook.model",
                    "audiobook.pipeline"}  # fmt: skip


def test_a_call_does_what_the_command_would(issue: Path) -> None:
    """Without settings, audiobook.toml and the lexicon of the folder count, as they do on the command line."""
    Path("audiobook.toml").write_text('output = "books"\n[speech]\nengine = "silence"\n', "utf-8")
    Path("lexicon.tsv").write_text("豆腐店\t豆花店\n", "utf-8")
    built = audiobook.build(str(issue))
    assert built.directory.parent == Path("books")
    assert built.index.engine == "silence"
    assert audiobook.normalize("豆腐店") == "豆花店"
    assert (Path("books") / "index.html").is_file()


def test_what_is_given_wins_over_settings(issue: Path) -> None:
    """Keywords stand above the settings handed over, and those above the folder's."""
    Path("audiobook.toml").write_text('[speech]\nengine = "edge"\n', "utf-8")
    settings = audiobook.load_settings(speech={"rate": 0.8}, output="shelf")
    built = audiobook.build(issue, engine="silence", rate=1.25, settings=settings, only=[1])
    assert (built.index.engine, built.index.rate) == ("silence", 1.25)
    assert [track.study.articles or (track.number,) for track in built.index.tracks if track.kind == "article"] == [
        (1,)
    ]
    assert built.directory.parent == Path("shelf")


def test_progress_can_stop_a_build(issue: Path) -> None:
    """Whatever `progress` raises reaches the caller, and the next build goes on from there."""

    class Enough(Exception):
        pass

    def stop(step: audiobook.Step) -> None:
        if step.total:
            raise Enough

    with pytest.raises(Enough):
        audiobook.build(issue, engine="silence", progress=stop)
    steps: list[audiobook.Step] = []
    assert audiobook.build(issue, engine="silence", progress=steps.append).made
    assert any(step.total for step in steps)


def test_lines_come_back_as_lines(desk: Path) -> None:
    """A text gives a text, several lines a list of as many, empty ones among them; a generator counts as lines."""
    assert audiobook.normalize("第3课") == "第三课"
    assert audiobook.normalize(line for line in ("第3课", "", "5G")) == ["第三课", "", "五G"]
    assert audiobook.pinyin("") == []
    assert audiobook.pinyin(["行长", ""]) == [["hang2", "zhang3"], []]
    assert audiobook.pinyin("你好") == ["ni3", "hao3"]
    assert audiobook.pinyin("你好", sandhi=True) == ["ni2", "hao3"]


def test_the_default_voice_comes_first() -> None:
    """The first voice of the list is the one used when none is named."""
    from audiobook.speech.engine import create

    for engine in ("kokoro", "silence"):
        default = create(engine, audiobook.Settings()).default_voice()
        assert audiobook.voices(engine)[0].name == default


def test_settings_that_cannot_be_are_named(desk: Path) -> None:
    """A wrong key is answered with the right one and with where it was given."""
    with pytest.raises(audiobook.ConfigError, match=r"load_settings: no setting called speech\.engin; did you mean"):
        audiobook.load_settings(speech={"engin": "edge"})
    with pytest.raises(audiobook.ConfigError, match="no such file"):
        audiobook.load_settings("lost.toml")
