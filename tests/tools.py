"""Programs and packages by others that some tests need: skipped where they are missing, a failure in CI.

What CI installs (.ci/run, and scripts/test from its lock) must be there, or its tests would pass by not being run.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest

IN_CI = os.environ.get("CI") == "true"
PACKAGES = {
    "ffprobe": "ffmpeg", "gpo": "gpodder", "java": "default-jre-headless", "node": "nodejs", "podboat": "newsboat"
}  # fmt: skip
"""Program -> the Debian package that brings it, where they have different names."""


def tool(program: str) -> str:
    """Path of a program that .ci/run installs."""
    return shutil.which(program) or missing(program, f"apt-get install {PACKAGES.get(program, program)}")


def ffprobe(path: Path) -> Any:
    """What ffprobe says of a file's chapters and length, with nothing to complain of."""
    command = [tool("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", "-show_format", path]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return json.loads(done.stdout)


def package(name: str) -> ModuleType:
    """A module of a package that scripts/test installs beside what users need."""
    try:
        return importlib.import_module(name)
    except ImportError:
        missing(name, "python3 scripts/test")


def node() -> str:
    """Path of Node, which .ci/run installs with npm where there is none."""
    return tool("node")


def node_module(name: str) -> Path:
    """The folder of Node's modules in which .ci/run installs `name`."""
    node()
    done = subprocess.run([tool("npm"), "root", "--global"], capture_output=True, text=True, check=True)
    modules = Path(done.stdout.strip())
    return modules if (modules / name).is_dir() else missing(name, f"npm install --global {name}")


def axe() -> str:
    """The script of axe-core, which scripts/test installs by npm."""
    path = Path(__file__).parents[1] / "scripts" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text("utf-8") if path.is_file() else missing("axe-core", "python3 scripts/test, with npm")


def missing(name: str, remedy: str) -> NoReturn:
    """End the test: as skipped, or as failed where `name` should have been installed."""
    if IN_CI:
        pytest.fail(f"{name} is missing, and CI installs it ({remedy})", pytrace=False)
    pytest.skip(f"{name} is not installed ({remedy})", allow_module_level=True)
