"""Words that no dictionary has, guessed from their characters: jieba's hidden Markov model (Sun Junyi, MIT).

Each character begins a word, is inside one, ends one or is one. data/unknown_words.bin holds how likely each of these
is of each character and after another; scripts/update-data makes it. The likeliest row of them is Viterbi's.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("data") / "unknown_words.bin"
STATES = "BMES"
"""Begins a word, is in the middle of one, ends one, is a word of its own: the order of all tables."""
NEVER = -3.14e100
"""Logarithm of what was never seen."""
BEGIN, MIDDLE, END, SINGLE = range(4)


class Model(NamedTuple):
    """Natural logarithms of probabilities."""

    start: tuple[float, ...]
    """Of each state at the start."""
    step: tuple[tuple[float, ...], ...]
    """Of each state after each: step[before][after]."""
    emit: dict[str, tuple[float, ...]]
    """Character -> its probability in each state."""


def guess(run: str) -> Iterator[str]:
    """The likeliest words of `run`, Chinese characters side by side; joined they are `run` again.

    >>> list(guess("杭研")), list(guess("王林军来了"))
    (['杭研'], ['王林军', '来', '了'])
    """
    start = 0
    for at, state in enumerate(_states(run), 1):
        if state in (END, SINGLE):
            yield run[start:at]
            start = at
    if start < len(run):
        yield run[start:]


def _states(run: str) -> list[int]:
    """The likeliest state of each character. Of two as likely, the one jieba takes."""
    model = load()
    step, unseen = model.step, (NEVER,) * len(STATES)
    begin_single, begin_end = step[SINGLE][BEGIN], step[END][BEGIN]
    middle_middle, middle_begin = step[MIDDLE][MIDDLE], step[BEGIN][MIDDLE]
    end_middle, end_begin = step[MIDDLE][END], step[BEGIN][END]
    single_single, single_end = step[SINGLE][SINGLE], step[END][SINGLE]
    first = model.emit.get(run[0], unseen)
    b, m, e, s = (share + emitted for share, emitted in zip(model.start, first, strict=True))
    back: list[tuple[int, int, int, int]] = []
    for char in run[1:]:
        begins, inside, ends, alone = model.emit.get(char, unseen)
        before = (
            SINGLE if s + begin_single + begins >= e + begin_end + begins else END,
            MIDDLE if m + middle_middle + inside >= b + middle_begin + inside else BEGIN,
            MIDDLE if m + end_middle + ends >= b + end_begin + ends else BEGIN,
            SINGLE if s + single_single + alone >= e + single_end + alone else END,
        )
        scores = (b, m, e, s)
        b = scores[before[BEGIN]] + step[before[BEGIN]][BEGIN] + begins
        m = scores[before[MIDDLE]] + step[before[MIDDLE]][MIDDLE] + inside
        e = scores[before[END]] + step[before[END]][END] + ends
        s = scores[before[SINGLE]] + step[before[SINGLE]][SINGLE] + alone
        back.append(before)
    states = [SINGLE if s >= e else END]
    for before in reversed(back):
        states.append(before[states[-1]])
    return states[::-1]


@lru_cache(maxsize=1)
def load() -> Model:
    """The model, unpacked once a process."""
    raw = zlib.decompress(FILE.read_bytes())
    length = int.from_bytes(raw[:4], "big")
    characters = raw[4 : 4 + length].decode()
    shares = array("d", raw[4 + length :])
    if sys.byteorder == "big":
        shares.byteswap()
    count = len(STATES)
    rows = [tuple(shares[at : at + count]) for at in range(0, len(shares), count)]
    return Model(rows[0], tuple(rows[1 : 1 + count]), dict(zip(characters, rows[1 + count :], strict=True)))
