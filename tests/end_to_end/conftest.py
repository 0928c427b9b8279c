"""One finished book for all tests here: built once, and laid out anew at the same place for each that needs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audiobook import cli
from tests.conftest import ISSUE, speech_settings_unset


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the small issue and its book, and the cache it was built with: `kept`, and the place it was made in.

    The place must stay the same, because what a build remembers of its files it remembers by their paths.
    """
    folder = tmp_path_factory.mktemp("workshop")
    desk = folder / "place" / "desk"
    desk.mkdir(parents=True)
    (desk / "issue.txt").write_text(ISSUE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        speech_settings_unset(patch)
        patch.setenv("AUDIOBOOK_CACHE", str(folder / "place" / "cache"))
        patch.chdir(desk)
        assert cli.run(["build", "issue.txt", "--engine", "silence", "-q"]) == 0
    (folder / "place").rename(folder / "kept")
    return folder


@pytest.fixture
def built(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small issue on its desk, its book finished by the silence engine; tests may do with it what they like."""
    place = workshop / "place"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(workshop / "kept", place)  # times too: files are as the build left them
    speech_settings_unset(monkeypatch)
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(place / "cache"))
    monkeypatch.chdir(place / "desk")
    return place / "desk" / "issue.txt"


@pytest.fixture
def cache(built: Path) -> Path:
    """What the book on the desk was built with."""
    return built.parents[1] / "cache"
