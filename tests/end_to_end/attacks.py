"""What a reader may try that has been taken over by its document, and whether the walls of this machine hold it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

FILES, CALLS, NETWORK, PROCESSES = "files", "calls", "network", "processes"
ATTACKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "reads another file": ("return Path('secret.txt').read_text()", (FILES,)),
    "reads a file of the system": ("return Path('/etc/passwd').read_text()", (FILES,)),
    "lists a folder": ("return os.listdir('.')", (FILES,)),
    "reads the environment of the program": ("return Path(f'/proc/{os.getppid()}/environ').read_bytes()", (PROCESSES,)),
    "reads the memory of the program": ("return open(f'/proc/{os.getppid()}/mem', 'rb').read(1)", (PROCESSES,)),
    "makes a file": ("return os.open('stolen.txt', os.O_CREAT | os.O_WRONLY)", (FILES, CALLS)),
    "makes a folder": ("return os.mkdir('stolen')", (FILES, CALLS)),
    "writes into a file": ("return os.open('secret.txt', os.O_RDWR)", (FILES, CALLS)),
    "writes into the document": ("return os.open('issue.txt', os.O_WRONLY)", (FILES, CALLS)),
    "cuts a file": ("return os.truncate('secret.txt', 0)", (FILES, CALLS)),
    "opens a file and cuts it": ("return os.open('secret.txt', os.O_RDONLY | os.O_TRUNC)", (FILES, CALLS)),
    "removes a file": ("return os.unlink('secret.txt')", (FILES, CALLS)),
    "renames a file": ("return os.rename('secret.txt', 'issue.txt')", (FILES, CALLS)),
    "links a file": ("return os.link('secret.txt', 'linked.txt')", (FILES, CALLS)),
    "changes the rights of a file": ("return os.chmod('secret.txt', 0o777)", (CALLS,)),
    "changes the times of a file": ("return os.utime('secret.txt', (0, 0))", (CALLS,)),
    "runs a program": ("return os.execv(sys.executable, [sys.executable, '-c', ''])", (FILES, CALLS)),
    "runs a program from memory": (
        "f = os.memfd_create('x'); os.write(f, b'#!/bin/sh\\n'); return os.execve(f, ['x'], {})", (CALLS,)
    ),
    "starts a process": ("return os.fork() or os._exit(0)", (CALLS,)),
    "ends the program": ("return os.kill(os.getppid(), 9)", (CALLS,)),
    "lifts its limits": (
        "import resource as r; return r.setrlimit(r.RLIMIT_CORE, r.getrlimit(r.RLIMIT_CORE)[::-1])", (CALLS,)
    ),
    "speaks to a program over a file": ("s = socket.socket(socket.AF_UNIX); return s.connect('listening')", (CALLS,)),
    "speaks to the machine": ("return socket.create_connection(('127.0.0.1', PORT), 5)", (NETWORK,)),
    "sees the network": ("return [n for _, n in socket.if_nameindex() if n != 'lo'] or os.stat('nothing')", (NETWORK,)),
}  # fmt: skip
"""What is tried -> how, in a function of Python, and the walls of which one has to stand to hold it."""

ATTACK = """
import json, os, socket, sys, threading
from pathlib import Path

def attack():
    {does}

def tried():
    try:
        return f"done: {{attack()}}"
    except (OSError, ValueError) as error:
        return f"held: {{error}}"
"""

_ALONE = """
import sys
from audiobook.system import walls
opened = [__import__("os").open("issue.txt", 0)]
walls.put_up([*sys.path, sys.prefix, sys.base_prefix, "/lib", "/usr/lib", *opened], 3000, 30, without=sys.argv[1:])
print(tried())
"""


@contextlib.contextmanager
def victim(folder: Path) -> Iterator[int]:
    """In `folder`: a document, a file that nobody else is to see, a socket beside them; and the number of a port of
    the machine that somebody listens on."""
    (folder / "issue.txt").write_text("山中读书\n\n山里的清晨有雾，他已经走在路上了。\n")
    (folder / "secret.txt").write_text("s3cret")
    here = Path.cwd()
    os.chdir(folder)  # paths of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as beside, socket.create_server(("127.0.0.1", 0)) as listening:
            beside.bind("listening")
            beside.listen()
            yield listening.getsockname()[1]
    finally:
        os.chdir(here)


def attack(name: str, port: int) -> str:
    """The program of an attack: a function `tried` that says "held: " or "done: "."""
    return ATTACK.format(does=ATTACKS[name][0].replace("PORT", str(port)))


def held(name: str, folder: Path, without: Sequence[str] = ()) -> bool:
    """Whether the walls of this machine, but for some, hold an attack made in `folder`."""
    with victim(folder) as port:
        # a shell between, so that the program whose end is tried is not this one
        command = [sys.executable, "-c", attack(name, port) + _ALONE, *without]
        between = [sys.executable, "-c", "import subprocess, sys; print(subprocess.run(sys.argv[1:], "
                   "capture_output=True, text=True).stdout)", *command]  # fmt: skip
        done = subprocess.run(
            between,
            capture_output=True,
            text=True,
            cwd=folder,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    return done.stdout.startswith("held: ")
