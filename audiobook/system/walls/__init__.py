"""Walls around a process that reads what strangers have made: what it cannot do any more, whoever's code it runs.

    limits      memory, time, size of files             all systems but Windows
    namespaces  no network, no other processes seen     Linux that lets users make them
    landlock    reads the named files only              Linux 5.13
    seccomp     no programs, no processes, no sockets,  Linux on x86_64 and aarch64
                no file changed, no other process touched

Each is put up where the system has it, and stands by itself; together each holds what another has missed.
"""

from __future__ import annotations

from collections.abc import Iterable

from audiobook.system.walls import landlock, limits, namespaces, seccomp

WALLS = {
    "limits": "memory, time and files it writes have limits",
    "network": "no network",
    "files": "reads the document and the program only",
    "processes": "sees no other process",
    "calls": "starts no program, changes no file, opens no socket",
}
"""Name of a wall -> what it holds, for people."""


def put_up(
    readable: Iterable[str | int], megabytes: int, seconds: int, *, without: Iterable[str] = ()
) -> tuple[str, ...]:
    """Put up all walls around this process, which must have one thread and may read only `readable`, paths and open
    descriptors; the names of those that stand. `without`: those to leave out, to see that the others hold alone."""
    left_out = frozenset(without)
    standing = ["limits"]
    limits.lower(megabytes, seconds)
    is_seeing = "files" in left_out or not landlock.version()
    if "network" not in left_out:
        network, hidden = namespaces.leave(hide_processes=is_seeing and "processes" not in left_out)
        standing += ["network"] * network + ["processes"] * hidden
    limits.drop_privileges()
    if "files" not in left_out and landlock.restrict(readable):
        standing += ["files", "processes"]
    if "calls" not in left_out and seccomp.restrict():
        standing += ["calls"] if "network" in standing else ["network", "calls"]
    return tuple(name for name in WALLS if name in standing)
