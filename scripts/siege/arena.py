"""Where builds are disturbed: a document, a cache and an output folder of their own, and what an undisturbed run of
each command makes of them."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from audiobook.system.files import is_temporary  # noqa: E402

DEFINED = (
    "下车前，",
    "主动回想，是指合上书本、靠自己把学过的内容说出来的学习方法。间隔重复是一种把复习分到几天里去的安排。下车前，",
)
"""What the issue says more here, so that `cards` has something to ask."""

BUILD = ("build", "issue.txt", "--engine", "silence", "--m4b", "-q")


@dataclass
class Tally:
    """One row of the table."""

    what: str
    disturbed: int = 0
    """Kills, faults, meetings."""
    ended: int = 0
    """Commands that came to their end after it."""
    identical: int = 0
    """Those of them that left the bytes of an undisturbed one."""
    twice: int = 0
    """Sentences spoken again though they were there."""
    left: int = 0
    """Temporary files and marks of dead processes that were left behind."""
    tracebacks: int = 0
    note: str = ""
    seen: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def ok(self) -> bool:
        """Nothing went wrong; what could not be run says so."""
        if self.note.startswith("not run"):
            return True
        return self.ended > 0 and self.identical == self.ended and not (self.twice or self.left or self.tracebacks)

    def row(self) -> str:
        """As Markdown."""
        numbers = (self.disturbed, self.ended, self.identical, self.twice, self.left, self.tracebacks)
        return f"| {self.what} | {' | '.join(f'{number:,}' for number in numbers)} | {self.note} |"

    def record(self, earlier: dict[str, Any] | None = None) -> dict[str, Any]:
        """As JSON, for the tables in docs/; counts are added to those of `earlier` runs."""
        facts = asdict(self)
        del facts["seen"]
        return {k: v + (earlier or {}).get(k, 0) if isinstance(v, int) else v for k, v in facts.items()}


HEAD = (
    "| what | disturbed | ended | same bytes | spoken twice | left behind | tracebacks | |\n"
    "|---|---:|---:|---:|---:|---:|---:|---|"
)


class Arena:
    """A folder to build in, with a copy of the program, so that it does not change under us while somebody works."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("AUDIOBOOK_")}
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / "audiobook", folder / "program" / "audiobook")
        self.environment["PYTHONPATH"] = str(folder / "program")
        self.environment |= {"AUDIOBOOK_CACHE": str(self.cache), "AUDIOBOOK_OUTPUT": str(self.output)}
        text = (ROOT / "scripts" / "demo_issue.txt").read_text("utf-8").replace(*DEFINED)
        (folder / "issue.txt").write_text(text, "utf-8")
        (folder / "second.txt").write_text(text.replace("步行者学习", "骑车人学习"), "utf-8")
        self.wanted: dict[str, str] = {}

    @property
    def cache(self) -> Path:
        """Where it keeps things."""
        return self.folder / "cache"

    @property
    def output(self) -> Path:
        """Where books go."""
        return self.folder / "output"

    @property
    def book(self) -> Path:
        """The finished book."""
        return next(path.parent for path in sorted(self.output.glob("*/index.json")))

    def start(self, *arguments: str, program: tuple[str, ...] = ("-m", "audiobook")) -> subprocess.Popen[str]:
        """A command under way: the build unless told; `program` stands in for `-m audiobook`."""
        return subprocess.Popen(
            [sys.executable, *program, *(arguments or BUILD)], cwd=self.folder, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def end(self, process: subprocess.Popen[str], tally: Tally) -> int:
        """Waits for a command; its exit code."""
        said = process.communicate()[1]
        tally.tracebacks += "Traceback" in said or "unexpected" in said
        return process.returncode

    def run(self, tally: Tally, *arguments: str, program: tuple[str, ...] = ("-m", "audiobook")) -> int:
        """A command, ended; its exit code."""
        return self.end(self.start(*arguments, program=program), tally)

    def kill(self, tally: Tally, dice: random.Random, seconds: float, *arguments: str) -> bool:
        """A command that gets SIGKILL at a random moment of its `seconds`; True where it had ended well before."""
        process = self.start(*arguments)
        try:
            said = process.communicate(timeout=dice.uniform(0.1, 1.0) * seconds)[1]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            tally.disturbed += 1
            return False
        tally.tracebacks += "Traceback" in said or "unexpected" in said or process.returncode != 0
        return True

    def state(self) -> dict[str, str]:
        """Every file of the output folder, and the lexicon, and a digest of its bytes."""
        files = sorted(path for path in (*self.output.rglob("*"), self.folder / "lexicon.tsv") if path.is_file())
        return {str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def clips(self) -> dict[str, int]:
        """Spoken sentences and their inodes: one that is spoken again gets a new one."""
        return {path.name: path.stat().st_ino for path in (self.cache / "clips").rglob("*.wav")}

    def watch(self, tally: Tally) -> None:
        """Counts sentences that were spoken before and have another file now."""
        now = self.clips()
        tally.twice += sum(now.get(name) != inode for name, inode in tally.seen.items())
        tally.seen = now

    def judge(self, tally: Tally, wanted: dict[str, str] | None = None) -> None:
        """A command has ended well: are the bytes right?"""
        tally.ended += 1
        tally.identical += self.state() == (self.wanted if wanted is None else wanted)

    def look_round(self, tally: Tally) -> None:
        """Is nothing left?"""
        places = [*self.folder.glob("*"), *self.cache.rglob("*"), *self.output.rglob("*")]
        left = [path for path in places if is_temporary(path.name) or path.suffix in (".run", ".owner")]
        tally.left += len(left)
        if left:
            names = ", ".join(str(path.relative_to(self.folder)) for path in left[:3])
            print(f"left behind: {names}", file=sys.stderr, flush=True)

    def clear(self, tally: Tally) -> None:
        """Begin from nothing."""
        tally.seen = {}
        for place in (self.cache, self.output):
            shutil.rmtree(place, ignore_errors=True)
        (self.folder / "lexicon.tsv").unlink(missing_ok=True)
