"""seccomp: from now on this process makes only the system calls that data/system_calls.tsv lists (Linux).

No new process and no program, no file opened for writing, removed, renamed or given other rights, no socket of any
kind, no look into another process, whatever code runs here. The filter is a program for the kernel's classic BPF:
instructions of an opcode, how far to jump if a comparison holds and if not, and a number.
"""

from __future__ import annotations

import ctypes
import os
import platform
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_MACHINES = {"x86_64": (1, 0xC000003E), "aarch64": (2, 0xC00000B7)}
"""Name of the machine -> column of its numbers in the table, and how the kernel calls its way of calling."""
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _EACCES, _ENOSYS = 1, 13, 38
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where the kernel puts the number of the call, the machine and six arguments of 8 bytes."""
_OTHER_CALLS = 0x40000000
"""From here on x86_64 has the same calls again for programs with short pointers."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | 0o20000000
"""The last is that of O_TMPFILE alone, which holds O_DIRECTORY, too."""
_THREAD = 0x10000
_VALUES = {
    # TCGETS, TIOCGWINSZ, FIONREAD, FIOCLEX, FIONCLEX
    "ioctl": (0x5401, 0x5413, 0x541B, 0x5451, 0x5450),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: nothing that sends signals
    "fcntl": (0, 1, 2, 3, 4, 1030),
    # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA: names of threads and of memory
    "prctl": (15, 16, 0x53564D41),
}
_NEWEST = 424
"""Calls from here on are tried by C libraries that can do without, if they hear that there is none."""
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2


class Call(NamedTuple):
    """A system call that may be made."""

    name: str
    number: int
    argument: int
    """Which of its arguments is looked at."""
    rule: str
    """How; empty where any will do."""


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def is_possible() -> bool:
    """Whether the numbers of this machine's system calls are known here."""
    return platform.system() == "Linux" and platform.machine() in _MACHINES


@cache
def calls(machine: str) -> tuple[Call, ...]:
    """What may be called on `machine`."""
    column = _MACHINES[machine][0]
    found = []
    for line in files("audiobook.system.walls").joinpath("data", "system_calls.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or fields[column] == "-":
            continue
        argument, rule = (fields[3], fields[4]) if len(fields) > 3 else ("-", "")
        found.append(Call(fields[0], int(fields[column]), 0 if argument == "-" else int(argument), rule))
    return tuple(found)


def restrict() -> bool:
    """Let this process make no other calls any more; whether the kernel has agreed. It must have one thread."""
    machine = platform.machine()
    if not is_possible():
        return False
    program = list(_program(calls(machine), _MACHINES[machine][1], os.getpid()))
    instructions = (_Instruction * len(program))(*(_Instruction(*line) for line in program))
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero) != 0:
        return False
    whole = _Program(len(program), instructions)
    return bool(libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(whole), zero, zero) == 0)


_Line = tuple[int, int, int, int]


def _program(allowed: Sequence[Call], machine: int, own: int) -> Iterator[_Line]:
    """The filter; `own` is the number of this process."""
    yield _LOAD, 0, 0, _MACHINE
    yield _EQUAL, 1, 0, machine
    yield _RETURN, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    yield _AT_LEAST, 0, 1, _OTHER_CALLS
    yield _RETURN, 0, 0, _KILL
    for call in allowed:
        body = list(_body(call, own))
        yield _EQUAL, 0, len(body), call.number
        yield from body
    yield _AT_LEAST, 0, 1, _NEWEST
    yield _RETURN, 0, 0, _ERRNO | _ENOSYS
    yield _RETURN, 0, 0, _ERRNO | _EPERM


def _body(call: Call, own: int) -> Iterator[_Line]:
    """What becomes of one call; every way through it ends in a return."""
    at = _ARGUMENTS + 8 * call.argument
    allow, refuse = (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | _EPERM)
    if not call.rule:
        yield allow
    elif call.rule == "missing":
        yield _RETURN, 0, 0, _ERRNO | _ENOSYS
    elif call.rule == "read-only":
        yield _LOAD, 0, 0, at
        yield _ANY_BIT, 0, 1, _WRITING
        yield _RETURN, 0, 0, _ERRNO | _EACCES
        yield allow
    elif call.rule == "threads":
        yield _LOAD, 0, 0, at
        yield _ANY_BIT, 1, 0, _THREAD
        yield refuse
        yield allow
    elif call.rule == "itself":
        yield _LOAD, 0, 0, at
        yield _EQUAL, 1, 0, own
        yield refuse
        yield allow
    elif call.rule == "null":
        for half in (at, at + 4):
            yield _LOAD, 0, 0, half
            yield _EQUAL, 1, 0, 0
            yield refuse
        yield allow
    else:
        yield _LOAD, 0, 0, at
        for value in _VALUES[call.rule]:
            yield _EQUAL, 0, 1, value
            yield allow
        yield refuse
