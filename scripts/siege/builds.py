"""One build, disturbed: killed, on a disk that fails or is full, or twice at the same time."""

from __future__ import annotations

import random
import subprocess
import time

from siege.arena import Arena, Tally

FAULTS = """
import errno, os, random, sys, time
from pathlib import Path
from audiobook import cli
kind, chance, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
dice = random.Random(seed)
def faulty(real):
    def call(*arguments, **options):
        if dice.random() < chance:
            if kind == "SLOW":
                time.sleep(0.05)
            else:
                raise OSError(getattr(errno, kind), os.strerror(getattr(errno, kind)))
        return real(*arguments, **options)
    return call
os.fsync = faulty(os.fsync)
Path.replace = faulty(Path.replace)
Path.mkdir = faulty(Path.mkdir)
sys.exit(cli.run(sys.argv[4:]))
"""


def kills(arena: Arena, count: int, dice: random.Random, seconds: float) -> Tally:
    """SIGKILL at `count` random moments; after each the same command, from scratch again when it has finished."""
    tally = Tally("`build --m4b`: SIGKILL at a random moment")
    arena.clear(tally)
    while tally.disturbed < count:
        began = time.monotonic()
        ended = arena.kill(tally, dice, seconds)
        arena.watch(tally)
        if ended:
            # what is left of a build after some kills is short; a machine that is less busy is quicker
            seconds = max(1.0, 0.8 * seconds + 0.2 * (time.monotonic() - began))
            arena.judge(tally)
            arena.look_round(tally)
            arena.clear(tally)
    arena.run(tally)
    arena.watch(tally)
    arena.judge(tally)
    arena.look_round(tally)
    return tally


def faults(arena: Arena, kind: str, chance: float, count: int, dice: random.Random) -> Tally:
    """Builds whose disk fails (or is slow) now and then; then one on a good disk."""
    tally = Tally(f"{kind} in {chance:.0%} of all syncs, renames, mkdirs")
    for _ in range(count):
        arena.clear(tally)
        for _ in range(4):
            spoilt = ("-c", FAULTS, kind, str(chance), str(dice.randrange(10**6)))
            code = arena.run(tally, program=spoilt)
            tally.disturbed += 1
            arena.watch(tally)
            if code == 0:
                break
        arena.run(tally)
        arena.watch(tally)
        arena.judge(tally)
        arena.look_round(tally)
    return tally


def full(arena: Arena) -> Tally:
    """A real small disk (tmpfs; needs the right to mount), made larger after each failure."""
    tally = Tally("a disk of 1, 5, 9 … MB, truly full")
    arena.clear(tally)
    arena.cache.mkdir()
    megabytes = 1
    size = f"size={megabytes}m"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(arena.cache)], capture_output=True).returncode:
        tally.note = "not run: no right to mount"
        return tally
    try:
        while arena.run(tally) != 0 and megabytes < 100:
            tally.disturbed += 1
            arena.watch(tally)
            megabytes += 4
            subprocess.run(["mount", "-o", f"remount,size={megabytes}m", str(arena.cache)], check=True)
        arena.watch(tally)
        arena.judge(tally)
        arena.look_round(tally)
        tally.note = f"finished with {megabytes} MB"
    finally:
        subprocess.run(["umount", "-l", str(arena.cache)], check=False)
    return tally


def races(arena: Arena, count: int) -> Tally:
    """Two builds of one book at the same time: one makes it, the other says who does or finds it made."""
    tally = Tally("two builds of one book at once")
    for _ in range(count):
        arena.clear(tally)
        both = [arena.start(), arena.start()]
        tally.disturbed += sum(arena.end(process, tally) == 1 for process in both)
        arena.watch(tally)
        arena.run(tally)
        arena.watch(tally)
        arena.judge(tally)
        arena.look_round(tally)
    tally.note = f"{tally.disturbed} of {count} met"
    return tally
