"""The wheel is whole: built and installed where the checkout cannot be imported, it does its work."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

sys.path.append(str(ROOT / "scripts"))
import installation


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, by way of the source archive."""
    return installation.built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and the packages of this one behind it.

    They are a plain entry of the path: their own .pth files, by which the checkout is importable here, have no effect.
    """
    home = tmp_path_factory.mktemp("alone") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (installation.site(home) / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    uv = Path(sysconfig.get_path("scripts")) / "uv"
    offline = ["--offline", "--no-index", "--no-deps"]
    subprocess.run([str(uv), "pip", "install", "-q", "-p", str(home), *offline, str(built)], check=True)
    return home


def test_it_holds_every_file_of_the_package(built: Path) -> None:
    """Code, data, voices, pages and licences: all that the checkout has, and no caches."""
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "audiobook").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    names = set(zipfile.ZipFile(built).namelist())
    assert {name for name in names if name.startswith("audiobook/")} == there
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE", "audiobook/speech/kokoro/voices/NOTICE"}


def test_the_checkout_is_not_what_runs(home: Path) -> None:
    """The environment's Python imports the wheel's files."""
    command = [str(installation.programs(home) / "python"), "-c", "import audiobook; print(audiobook.__file__)"]
    done = subprocess.run(command, cwd=home, capture_output=True, encoding="utf-8", check=True, env={})
    assert Path(done.stdout.strip()).is_relative_to(home)


@pytest.mark.kokoro
def test_it_works_alone(home: Path, tmp_path: Path, voice_cache: Path) -> None:
    """`doctor` finds nothing wrong, `say` and `build` speak with the embedded voice."""
    assert installation.works(home, tmp_path, voice_cache) == ""
