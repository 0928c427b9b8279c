"""The package as users get it: a wheel, built by way of the source archive, and whether it works where it is alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

from environment import ROOT

SENTENCE = "2025年，GDP增长5%，Transformer模型改变了学习。"
ISSUE = f"# 走路\n\n{SENTENCE}\n\n每天走一万步，听一课书。\n"
COMMANDS = (["doctor"], ["say", SENTENCE, "--to", "said.mp3"], ["build", "issue.md", "--yes"])


def built(folder: Path) -> Path:
    """The wheel, built from the source archive: what the archive lacks, the wheel lacks."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run([*hatchling, "-t", "sdist"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tar.gz")
    unpacked = folder / "unpacked"
    subprocess.run([sys.executable, "-m", "tarfile", "-e", str(archive), str(unpacked)], check=True)
    (source,) = unpacked.iterdir()
    subprocess.run([*hatchling, "-t", "wheel"], cwd=source, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    return wheel


def programs(home: Path) -> Path:
    """The folder of an environment's programs."""
    return home / ("Scripts" if os.name == "nt" else "bin")


def site(home: Path) -> Path:
    """The folder of an environment's packages."""
    (found,) = [*home.glob("lib/python3*/site-packages"), *home.glob("Lib/site-packages")]
    return found


def works(home: Path, folder: Path, cache: Path) -> str:
    """Why `doctor`, `say` and `build` of the environment `home` do not work with the embedded voice; "" if they do.

    They run in `folder`, with nothing of this process's Python and settings.
    """
    (folder / "issue.md").write_text(ISSUE, "utf-8")
    left_out = ("PYTHON", "AUDIOBOOK", "VIRTUAL_ENV")
    here = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    here["AUDIOBOOK_CACHE"] = str(cache)
    for command in COMMANDS:
        done = subprocess.run(
            [str(programs(home) / "audiobook"), *command],
            cwd=folder, env=here, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if done.returncode:
            return f"audiobook {' '.join(command)} ended with {done.returncode}:\n{done.stdout}"
    (index,) = (folder / "output").glob("*/index.json")
    book = json.loads(index.read_text("utf-8"))
    if not (folder / "said.mp3").stat().st_size or not all(track["duration_ms"] for track in book["tracks"] or [{}]):
        return f"nothing can be heard: {book}"
    return ""
