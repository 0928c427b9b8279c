"""How much speaks for a breath at each end of a word: a small network over the characters of a stretch.

Residual blocks of gated convolutions; each sees the characters, their places in their words and the kinds of the words.
They learnt first where writers put marks in twelve million characters of free text, then where the readers of AISHELL-3
made breaks. data/breaths.npz holds the weights in bytes; scripts/fit-breaths makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiobook.language import dictionary
from audiobook.language.chinese import is_han

FILE = Path(__file__).with_name("data") / "breaths.npz"
ALONE, FIRST, INSIDE, LAST = range(4)
"""Places of a character in its word."""
FOREIGN = "A"
"""Stands for a word in another script."""
UNKNOWN = 0
"""The row of characters and kinds that were not seen."""
_SMALLEST = 1e-5
_ROWS = 16
"""Of a product at once: for larger ones BLAS wakes threads, which cost five times what they do here."""

Floats = NDArray[np.float32]


def weighed(words: Sequence[str]) -> list[float]:
    """For each of `words`, which are a stretch without marks: the log odds of a break behind it."""
    network = _network()
    seen = [(symbol, number) for number, word in enumerate(words) for symbol in symbols(word)]
    if not seen:
        return [0.0] * len(words)
    odds = network.run([symbol for symbol, _ in seen])
    behind = dict(zip((number for _, number in seen), odds.tolist(), strict=True))  # of its last symbol
    return [behind.get(number, -np.inf) for number in range(len(words))]


def symbols(word: str) -> Iterator[tuple[str, int, str]]:
    """What the network sees of `word`: each character, its place, and the kind of the word; nothing of a sign.

    >>> list(symbols("GPT")), [(char, place) for char, place, _ in symbols("图书馆")], list(symbols("《"))
    ([('A', 0, 'en')], [('图', 1), ('书', 2), ('馆', 3)], [])
    """
    if not word or not (word[0].isalnum() or is_han(word[0])):
        return
    foreign = not is_han(word[0])
    kind = "en" if foreign else dictionary.load().tag(word)[:2]
    if foreign and not word[0].isdigit():
        word = FOREIGN
    last = len(word) - 1
    for at, char in enumerate(word):
        yield char, ALONE if last == 0 else FIRST if at == 0 else LAST if at == last else INSIDE, kind


class _Network:
    """The weights, unpacked."""

    def __init__(self) -> None:
        with np.load(FILE, allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
        scales = {name: part for name, part in parts.items() if name.endswith(":scale")}
        self.weights: dict[str, Floats] = {
            name: part * scales[f"{name}:scale"] if f"{name}:scale" in scales else part
            for name, part in parts.items()
            if part.dtype in (np.float32, np.int8) and name not in scales
        }
        self.characters = {char: row for row, char in enumerate(parts["characters"].tolist(), start=UNKNOWN + 1)}
        self.kinds = {kind: row for row, kind in enumerate(parts["kinds"].tolist(), start=UNKNOWN + 1)}
        self.dilations: list[int] = parts["dilations"].tolist()

    def run(self, seen: Sequence[tuple[str, int, str]]) -> Floats:
        """The log odds behind each symbol."""
        weights = self.weights
        state = np.concatenate(
            [
                weights["characters.weight"][[self.characters.get(char, UNKNOWN) for char, _, _ in seen]],
                weights["places.weight"][[place for _, place, _ in seen]],
                weights["kinds.weight"][[self.kinds.get(kind, UNKNOWN) for _, _, kind in seen]],
            ],
            axis=1,
        )
        state = self._dense("enter", state)
        for number, dilation in enumerate(self.dilations):
            block = f"blocks.{number}"
            # two neighbours at that distance, nothing beyond the ends
            near = np.pad(self._normal(f"{block}.normal", state), ((dilation, dilation), (0, 0)))
            beside = np.concatenate([near[shift : shift + len(state)] for shift in (0, dilation, 2 * dilation)], axis=1)
            said, gate = np.split(self._dense(f"{block}.beside", beside), 2, axis=1)
            state = state + self._dense(f"{block}.leave", said / (1 + np.exp(-gate)))
        return self._dense("breath", self._normal("normal", state))[:, 0]

    def _dense(self, name: str, state: Floats) -> Floats:
        weights = self.weights[f"{name}.weight"]
        found: Floats = np.concatenate([state[at : at + _ROWS] @ weights for at in range(0, len(state), _ROWS)])
        return found + self.weights[f"{name}.bias"]

    def _normal(self, name: str, state: Floats) -> Floats:
        spread = np.sqrt(state.var(axis=1, keepdims=True) + _SMALLEST)
        centred: Floats = (state - state.mean(axis=1, keepdims=True)) / spread
        return centred * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


@cache
def _network() -> _Network:
    return _Network()
