"""What tests of several rooms share."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from audiobook import cli
from audiobook.narration.rules import by_first
from audiobook.pipeline import fingerprint
from audiobook.publish import art, cover
from audiobook.source.readers import installed as readers
from audiobook.system import plugins
from tests.tools import IN_CI

if TYPE_CHECKING:
    from audiobook.speech.kokoro.engine import Kokoro

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

SMALL_COVER = 300

Run = Callable[..., int]

# a busy machine is no failure, and a file in a test's folder is written anew by every example
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
settings.register_profile("dev", PATIENT)
settings.register_profile("ci", PATIENT, derandomize=True, print_blob=True)
settings.register_profile("long", PATIENT, max_examples=2000, print_blob=True)
settings.load_profile("ci" if IN_CI else "dev")


def more_examples(times: int) -> settings:
    """For a property of which few examples show little: `times` as many as the profile gives.

    `--hypothesis-profile=long` (`scripts/torture --properties`) gives twenty times as many as the others.
    """
    return settings(max_examples=times * settings().max_examples)


def speech_settings_unset(patch: pytest.MonkeyPatch) -> None:
    """What this machine's user chose for speech is not chosen for tests."""
    for name in ("ENGINE", "VOICE", "RATE", "WORKERS", "FALLBACK"):
        patch.delenv(f"AUDIOBOOK_SPEECH_{name}", raising=False)


@pytest.fixture(scope="session", autouse=True)
def cheap_builds() -> Iterator[None]:
    """Hundreds of tests build a small book in this process, most of them the same one. Covers are a tenth as wide, and
    what is drawn from the same words or the same picture is drawn once: half of a short build. test_cover.py draws
    them whole, each time. Nor is the disk waited for, up to 30 times a build, half a second on a busy machine."""
    once = {name: functools.cache(getattr(cover, name)) for name in ("draw", "icon", "small")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover, "SIZE", SMALL_COVER)
        patch.setattr(art, "cover", SimpleNamespace(**{**vars(cover), **once}))
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def voice_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the whole session, so that the embedded model is joined once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def embedded(voice_cache: Path) -> Iterator[Kokoro]:
    """The embedded voice, its model loaded once for all tests that hear it in this process."""
    from audiobook.speech.kokoro.engine import Kokoro

    engine = Kokoro({}, voice_cache)
    yield engine
    engine.close()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with its own cache and no settings of this machine's user."""
    speech_settings_unset(monkeypatch)
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def audiobook() -> Run:
    """The command line in this process: returns the exit code."""

    def run(*arguments: object) -> int:
        return cli.run([str(argument) for argument in arguments])

    return run


Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package of one module with entry points, by group, the way pip leaves it; gone after the test."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    modules: list[str] = []

    def put(name: str, code: str, points: dict[str, str], version: str = "1.0") -> None:
        information = site / f"{name}-{version}.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
        groups = "".join(f"[{group}]\n{point}\n" for group, point in points.items())
        (information / "entry_points.txt").write_text(groups, "utf-8")
        (site / f"{name}.py").write_text(code, "utf-8")
        modules.append(name)
        forget()

    def forget() -> None:
        importlib.invalidate_caches()
        # no user needs a process to forget what is installed, so there is no public way
        for cached in (plugins._installed, readers.formats, by_first, fingerprint.program):
            cached.cache_clear()

    yield put
    for name in modules:
        sys.modules.pop(name, None)
    monkeypatch.undo()
    forget()


ISSUE = """\
山中读书

第 5 期

山中读书会编印

2025 年 4 月 6 日

早起的人	(1)
晚归的人	(3)

早起的人

顾 长 风

清晨5点，村里第1个开门的是豆腐店。老板说，他做了32年豆腐，每天用掉40斤黄豆。豆腐店楼上是夜校。夜校是指晚上开课、给白天做工的人读书的学校。

豆腐店的隔壁是邮局。邮局里有一台2019年买的电脑，用来查GDP，也用来下棋。

傍晚的时候，两家店一起打烊。

晚归的人

祝 小 满

夜里11点，最后一班车从县城回来。司机记得车上的每一个人，他们带着3%的疲倦和97%的故事。

雪下起来的时候，路就更长了。有人唱歌，有人数星星，有人把书盖在脸上睡觉。

（作者单位：山中读书会）
"""
"""A small issue of our own: contents page, two articles, imprint."""


@pytest.fixture
def issue(desk: Path) -> Path:
    """`ISSUE` as a file on the desk."""
    path = desk / "issue.txt"
    path.write_text(ISSUE, "utf-8")
    return path
