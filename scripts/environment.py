"""The project's virtual environment, made from lock files with hashes; shared by all scripts that need one.

Nothing but Python 3.11 or newer and pip is needed. A second call finds the stamp of the lock file and returns at
once.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Path(os.environ.get("AUDIOBOOK_VENV", ROOT / ".venv"))
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
TESTS = ("python", "-m", "pytest", "-n", str(min(8, max(1, PROCESSORS))), "--dist", "worksteal")
"""In as many processes as there are processors: with three for two, browsers and voices waited longer than their tests
do. Neighbours stay in one process, which has what they share; who has done all takes half of what another has left."""


def ensure(kind: str) -> None:
    """Makes the environment and installs what scripts/locks/KIND.txt lists ("run" or "test"; test includes run)."""
    if sys.version_info < (3, 11):  # noqa: UP036 — this file runs before anything has checked
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    locks = [ROOT / "scripts" / "locks" / f"{name}.txt" for name in ("build", kind)]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in [*locks, ROOT / "pyproject.toml"])).hexdigest()
    stamps = {name: ENVIRONMENT / f".{name}-lock" for name in ("run", "test")}
    for name in ("run", "test") if kind == "run" else ("test",):
        if stamps[name].is_file() and stamps[name].read_text() == digest and PYTHON.is_file():
            return
    if not PYTHON.is_file():
        print(f"making a virtual environment in {ENVIRONMENT.name}/ …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    print(f"installing from scripts/locks/{kind}.txt (once; a minute or two) …", flush=True)
    if kind == "test":
        _bring_uv(locks[-1])
    for lock in locks:
        # the first lock brings the build tools, so that nothing is ever built with unpinned ones
        _install("--require-hashes", "--no-build-isolation", "-r", str(lock))
    _install("--no-build-isolation", "--no-deps", "-e", str(ROOT))
    stamps[kind].write_text(digest)


def inside(kind: str) -> None:
    """Goes on in the environment: makes it, and runs this script again by its Python, unless that runs it already."""
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        ensure(kind)
        sys.exit(run("python", str(Path(sys.argv[0]).resolve()), *sys.argv[1:]))


def _pip(*arguments: str) -> int:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", "install", *arguments]
    return subprocess.run(command, cwd=ROOT).returncode


def _bring_uv(lock: Path) -> None:
    """uv as `lock` pins it: 160 packages take it a fifteenth of pip's processor time. Without it pip does its work."""
    pin = re.search(r"^uv==(?:.*\\\n)*.*\n", lock.read_text("utf-8"), re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        only = Path(folder) / "uv.txt"
        only.write_text(pin[0] if pin else "", "utf-8")
        _pip("--require-hashes", "--only-binary", ":all:", "-r", str(only))


def _install(*arguments: str) -> None:
    """Into the environment, by uv where it is and can, else by pip, which knows the index by settings of its own."""
    uv = shutil.which("uv", path=str(BIN))
    if uv and not subprocess.run([uv, "pip", "install", "-q", "-p", str(PYTHON), *arguments], cwd=ROOT).returncode:
        return
    if _pip(*arguments):
        sys.exit("the installation failed; the lines above say why. The same command tries again.")


def run(*command: str) -> int:
    """Runs a program of the environment and returns its exit code."""
    environment = dict(os.environ, PATH=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}")
    program = BIN / command[0]
    return subprocess.run([str(program), *command[1:]], cwd=ROOT, env=environment).returncode
