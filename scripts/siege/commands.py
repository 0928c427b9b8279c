"""Every command that writes, one after the other, each killed until it ends: build, lexicon, render, feed, cards,
prune, build again."""

from __future__ import annotations

import os
import random
import time

from siege.arena import BUILD, Arena, Tally

LONG_AGO = 1_700_000_000
"""A deck carries the times of the files it is made from: they are set alike."""


def chain() -> dict[str, tuple[str, ...]]:
    """The commands by their names, in order."""
    book = "output/步行者学习-2025-03-15"
    return {
        "`build --m4b`": BUILD,
        "`lexicon add`": ("lexicon", "add", "豆腐", "dou4fu5"),
        "`render`": ("render", book, "2", "-q"),
        "`feed`": ("feed", "--base-url", "https://example.org/listen/"),
        "`cards`": ("cards", book),
        "`cache prune`": ("cache", "prune", "--keep", "0"),
        "`build --m4b`, a word later": BUILD,
    }


def undisturbed(arena: Arena) -> dict[str, tuple[dict[str, str], float]]:
    """What each command leaves in the output folder, and the seconds it takes."""
    arena.clear(Tally(""))
    made = {}
    for name, command in chain().items():
        _set_times(arena, name)
        began = time.monotonic()
        tally = Tally(name)
        assert arena.run(tally, *command) == 0 and not tally.tracebacks, f"the undisturbed {name} failed"
        made[name] = (arena.state(), time.monotonic() - began)
    return made


def kills(arena: Arena, count: int, dice: random.Random) -> list[Tally]:
    """SIGKILL at random moments of every command, until each has met `count` of them."""
    undisturbed(arena)  # the first one also compiles the program
    wanted = undisturbed(arena)
    assert {name: state for name, (state, _) in undisturbed(arena).items()} == {n: s for n, (s, _) in wanted.items()}
    first, *others = chain()  # `builds.kills` is about the first
    tallies = {name: Tally(f"{name}: SIGKILL at a random moment") for name in others}
    while any(tally.disturbed < count for tally in tallies.values()):
        arena.clear(Tally(""))
        arena.run(tallies[others[0]], *chain()[first])
        seen = arena.clips()
        for name in others:
            command, tally, (state, seconds) = chain()[name], tallies[name], wanted[name]
            _set_times(arena, name)
            tally.seen = seen
            while tally.disturbed < count and not arena.kill(tally, dice, seconds, *command):
                if "prune" not in name:  # which takes them away
                    arena.watch(tally)
            # once more in any case: a command that has ended may be given again
            if arena.run(tally, *command) != 0:
                tally.tracebacks += 1
            if "prune" not in name:
                arena.watch(tally)
            seen = arena.clips()
            arena.judge(tally, state)
        arena.look_round(tally)
    return list(tallies.values())


def _set_times(arena: Arena, name: str) -> None:
    if "cards" in name:
        for path in arena.output.rglob("*"):
            os.utime(path, (LONG_AGO, LONG_AGO))
