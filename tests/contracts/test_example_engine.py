"""Engines by others: the example package from the docs is installed, found, tested and heard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import package

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "tones-engine"

PROGRAM = """
import json
from pathlib import Path
from audiobook.config_file import load
from audiobook.model import Voice
from audiobook.speech.cache import Cache
from audiobook.speech.contract import LONG, utterance
from audiobook.speech.engine import create, names
from audiobook.speech.render import render

if __name__ == "__main__":
    engine = create("tones", load(environment={}))
    request = engine.request(utterance(LONG), Voice("tones", "high"))
    done = render([request], engine, Cache(Path("clips")))
    print(json.dumps([names(), request.payload, done.spoken, [clip.duration_ms for clip in done.clips.values()]]))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the example is installed, from its folder, without any network."""
    package("hatchling")
    target = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(target), str(EXAMPLE)]
    subprocess.run(command, check=True, capture_output=True)
    path = os.pathsep.join([str(target), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "XDG_CACHE_HOME": str(target / "cache")}


def test_is_found_and_heard(installed: dict[str, str], tmp_path: Path) -> None:
    """After `pip install` the engine is listed and speaks, in worker processes, without a word from us."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=installed, cwd=tmp_path)
    names, payload, spoken, durations = json.loads(done.stdout)
    assert names == ["kokoro", "edge", "openai", "silence", "tones"]
    assert payload == "112513511153145"
    assert spoken == 1
    assert durations == [len(payload) * 200 + 200]


def test_keeps_the_contract(installed: dict[str, str], tmp_path: Path) -> None:
    """The example's own test file passes as it stands."""
    options = ["-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *options, str(EXAMPLE / "test_tones_engine.py")]
    done = subprocess.run(command, capture_output=True, text=True, env=installed, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout
