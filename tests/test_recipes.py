"""The recipes for SLURM and Kubernetes: checked by the linters there are for them, and their scripts run.

No cluster is here: `sbatch --test-only` asks its controller, `kubectl --dry-run` its server. Directives are checked
against the options of sbatch, manifests against the schemas of the API (kubernetes-validate).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.tools import package
from tests.waiting import GUARD_S, until

yaml = package("yaml")
kubernetes_validate = package("kubernetes_validate")

FOLDER = ROOT / "docs" / "examples" / "cluster"
SBATCH = FOLDER / "books.sbatch"
MANIFESTS = FOLDER / "books.yaml"
DIRECTIVES = {
    "job-name": r"[\w-]+",
    "array": r"\d+(-\d+)?(:\d+)?(%\d+)?",
    "cpus-per-task": r"\d+",
    "mem": r"\d+[KMGT]",
    "time": r"(\d+-)?\d+:\d\d:\d\d",
    "requeue": r"",
    "signal": r"([RB]+:)?[A-Z0-9]+(@\d+)?",
    "output": r"[\w%./-]+",
}
"""Options of sbatch that the recipe uses, as its manual gives their form."""
MOST_TASKS = 1000
"""MaxArraySize is 1001 unless an administrator sets it."""


def job() -> dict[str, Any]:
    """The manifest of the Job."""
    return next(one for one in yaml.safe_load_all(MANIFESTS.read_text("utf-8")) if one["kind"] == "Job")


def container() -> dict[str, Any]:
    """Its one container."""
    found: list[dict[str, Any]] = job()["spec"]["template"]["spec"]["containers"]
    return found[0]


def test_directives() -> None:
    """Every #SBATCH line stands before the first command, is an option of sbatch and has its form; the array is one
    that a cluster takes as it is installed."""
    lines = SBATCH.read_text("utf-8").splitlines()
    assert lines[0] == "#!/bin/sh"
    first = next(at for at, line in enumerate(lines) if line and not line.startswith("#"))
    found = {}
    for at, line in enumerate(lines):
        if line.startswith("#SBATCH"):
            assert at < first, "sbatch does not read it"
            name, _, value = line.removeprefix("#SBATCH --").partition("=")
            assert re.fullmatch(DIRECTIVES[name], value), line
            found[name] = value
    assert found.keys() == DIRECTIVES.keys()
    assert int(found["array"].partition("-")[2]) < MOST_TASKS


@pytest.mark.parametrize("name", ["sbatch", "job"])
def test_shellcheck(name: str, tmp_path: Path) -> None:
    """shellcheck finds nothing, not even a matter of style."""
    script = SBATCH.read_text("utf-8") if name == "sbatch" else "#!/bin/sh\n" + container()["command"][-1]
    program = Path(sys.executable).with_name("shellcheck")
    done = subprocess.run(
        [str(program), "--shell=sh", "--severity=style", "-"], input=script, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("version", ["1.31", "1.37"])
def test_manifests_are_of_the_api(version: str) -> None:
    """Every manifest is valid, and has no field the API does not know."""
    for manifest in yaml.safe_load_all(MANIFESTS.read_text("utf-8")):
        kubernetes_validate.validate(manifest, version, strict=True)


def test_the_job_is_one_index_a_task() -> None:
    """The tasks that the script counts on are the completions of the Job; claim and mount have one name."""
    spec = job()["spec"]
    tasks = next(int(one["value"]) for one in container()["env"] if one["name"] == "TASKS")
    assert spec["completions"] == tasks
    assert spec["completionMode"] == "Indexed"
    volumes = {one["name"]: one["persistentVolumeClaim"]["claimName"] for one in spec["template"]["spec"]["volumes"]}
    claims = {one["metadata"]["name"] for one in yaml.safe_load_all(MANIFESTS.read_text("utf-8"))}
    assert {one["name"] for one in container()["volumeMounts"]} == volumes.keys()
    assert set(volumes.values()) <= claims


AUDIOBOOK = """#!/bin/sh
[ -t 0 ] && exit 3
echo "$2" >>"$LOG"
case "$2" in
*broken*) exit 1 ;;
*endless*) trap 'echo stopped >>"$LOG"; exit 143' TERM; while :; do sleep 0.1; done ;;
esac
"""
"""Notes what it is to build."""


def task(name: str, number: int, folder: Path, documents: list[str] | None) -> subprocess.Popen[bytes]:
    """One of three tasks of a recipe, under way in `folder` with a program that only notes what it is to build.

    It leads a group of processes. Without `documents` it reads what is there already.
    """
    if documents is not None:
        (folder / "documents.txt").write_text("\n".join(documents), "utf-8")
    program = folder / "bin" / "audiobook"
    program.parent.mkdir(exist_ok=True)
    program.write_text(AUDIOBOOK)
    program.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "LOG": str(folder / "log"),
        "LIST": str(folder / "documents.txt"), "BOOKS": str(folder / "books"), "TASKS": "3",
        "SLURM_ARRAY_TASK_COUNT": "3", "AUDIOBOOK_CACHE": str(folder / "cache"),
        "SLURM_ARRAY_TASK_ID": str(number), "JOB_COMPLETION_INDEX": str(number),
    }  # fmt: skip
    command = ["/bin/sh", str(SBATCH)] if name == "sbatch" else container()["command"]
    return subprocess.Popen(command, env=environment, cwd=folder, process_group=0)


@pytest.mark.parametrize("name", ["sbatch", "job"])
def test_the_scripts_run(name: str, tmp_path: Path) -> None:
    """Between them the tasks build every document once, blanks in names and all; a document that fails costs itself
    and the exit code."""
    documents = [f"issues/{n} a.txt" for n in range(6)] + ["issues/broken.txt", "issues/last.txt"]
    codes = [task(name, number, tmp_path, documents).wait(GUARD_S) for number in range(3)]
    assert sorted((tmp_path / "log").read_text("utf-8").splitlines()) == sorted(documents)
    assert codes == [1, 0, 0]


@pytest.mark.parametrize("name", ["sbatch", "job"])
def test_the_scripts_stop(name: str, tmp_path: Path) -> None:
    """SIGTERM, which a scheduler sends before it kills, reaches the build, and no further one is begun."""
    under_way = task(name, 0, tmp_path, ["issues/endless.txt", "", "", "issues/next.txt"])
    until(lambda: (tmp_path / "log").exists())
    under_way.terminate()
    assert under_way.wait(GUARD_S) == 143
    assert (tmp_path / "log").read_text("utf-8").splitlines() == ["issues/endless.txt", "stopped"]


@pytest.mark.parametrize("name", ["sbatch", "job"])
def test_the_scripts_stop_nothing_else(name: str, tmp_path: Path) -> None:
    """SIGTERM while no build is under way ends the task alone, not what else is of its group."""
    os.mkfifo(tmp_path / "documents.txt")
    under_way = task(name, 0, tmp_path, None)
    with subprocess.Popen(["sleep", "600"], process_group=under_way.pid) as beside:
        with (tmp_path / "documents.txt").open("w"):  # it is open when the task asks for the first document
            under_way.terminate()
        assert under_way.wait(GUARD_S) == 143
        assert beside.poll() is None
        beside.kill()
