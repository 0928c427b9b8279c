"""The table of engines: what can be asked for, and what is said when it cannot."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.config import Settings
from audiobook.errors import ConfigError, EngineMissing, UnknownVoice
from audiobook.speech.engine import ENGINES, Engine, create, names
from tests.conftest import Install


def settings(tmp_path: Path, **options: dict[str, object]) -> Settings:
    """Settings with sections [engines.NAME]."""
    return dataclasses.replace(Settings(), cache=tmp_path, engines=options)


@pytest.mark.parametrize("name", list(ENGINES))
def test_every_built_in_engine_can_be_made(tmp_path: Path, name: str) -> None:
    """Making an engine loads no model and connects to nothing."""
    made = create(name, settings(tmp_path))
    assert isinstance(made, Engine)
    assert made.name == name
    assert name in names()


def test_unknown_engine(tmp_path: Path) -> None:
    """A misspelt engine is answered with the nearest and with all there are."""
    with pytest.raises(UnknownVoice, match=r"'koko'; did you mean kokoro\? There are: kokoro, edge, openai, silence"):
        create("koko", settings(tmp_path))
    with pytest.raises(UnknownVoice, match=r"'x'\. There are"):
        create("x", settings(tmp_path))


def test_options_reach_the_engine(tmp_path: Path) -> None:
    """[engines.NAME] is the engine's own to check."""
    made = create("silence", settings(tmp_path, silence={"syllable_ms": 50}))
    assert made.capabilities.syllable_ms == (50, 50)
    with pytest.raises(ConfigError, match=r"engines\.silence\.syllable; did you mean syllable_ms"):
        create("silence", settings(tmp_path, silence={"syllable": 50}))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("1 / 0", r"package foreign_hum 1\.0: its audiobook\.engines 'hum' cannot be imported \(ZeroDivisionError"),
        ("raise SystemExit('no licence')", r"cannot be imported \(SystemExit: no licence\); upgrade or uninstall it"),
        ("def Hum(options, cache): return object()", "lacks a part of the protocol"),
    ],
)
def test_broken_foreign_engine(tmp_path: Path, install: Install, code: str, message: str) -> None:
    """Another package's fault is one line that names it."""
    install("foreign_hum", code, {"audiobook.engines": "hum = foreign_hum:Hum"})
    assert names()[-1] == "hum"
    with pytest.raises(EngineMissing, match=message):
        create("hum", settings(tmp_path))


def test_built_in_engines_cannot_be_replaced(tmp_path: Path, install: Install) -> None:
    """A package that calls its engine `silence` does not get what is meant for ours."""
    install("taken", "1 / 0", {"audiobook.engines": "silence = taken:Silence"})
    assert names().count("silence") == 1
    assert create("silence", settings(tmp_path)).name == "silence"


def test_table_is_light() -> None:
    """Listing engines imports none of them, nor what they need."""
    program = (
        "import sys; from audiobook.speech.engine import names; names();"
        "heavy = ('aiohttp', 'edge_tts', 'onnxruntime', 'jieba', 'audiobook.speech.edge');"
        "print([module for module in heavy if module in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
