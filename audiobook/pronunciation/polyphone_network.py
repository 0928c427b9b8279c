"""Which reading a character with several has in its sentence: the g2pM network (Park and Lee 2020, Apache-2.0).

The weights are those of the package `g2pM`; the sums are ours. One layer of LSTM in each direction reads the whole
sentence, two dense layers choose among the character's readings. Sentences are put side by side, sorted by length,
so that each step in time is one matrix product for all of them.
"""

from __future__ import annotations

import importlib.util
import pickle
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.errors import TextError

_BEGIN, _END, _UNKNOWN = "시", "끝", "<UNK>"
_BATCH = 64
_LONGEST = 256
"""Characters of context; the network was trained on single sentences."""

Floats = NDArray[np.float32]


@lru_cache(maxsize=1)
def single_readings() -> dict[str, tuple[str, ...]]:
    """Character -> its readings (pinyin with tone number, ü as v), the network's classes where it has several."""
    table: dict[str, list[str]] = _load("digest_cedict")
    return {
        char: tuple(reading.replace("u:", "v") for reading in readings)
        for char, readings in table.items()
        if not char.isascii()
    }


def choose(sentences: Sequence[str], decided: Sequence[Collection[int]] = ()) -> list[dict[int, str]]:
    """For each sentence: place of a character with several readings -> the one it has there.

    Places in `decided`, one collection a sentence, are not asked about.
    """
    return [{place: choice.reading for place, choice in found.items()} for found in weighed(sentences, decided)]


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading the network chose for a character, and how sure it was."""

    reading: str
    margin: float
    """How much more likely it is than the next one, 0 to 1."""


def weighed(sentences: Sequence[str], decided: Sequence[Collection[int]] = ()) -> list[dict[int, Choice]]:
    """As `choose`, with how sure the network is of each."""
    network = _network()
    jobs: list[tuple[int, int, str, list[int]]] = []  # sentence, offset, piece, places in it
    for number, (sentence, known) in enumerate(zip_longest(sentences, decided, fillvalue=())):
        for offset in range(0, len(sentence), _LONGEST):
            piece = "".join(sentence[offset : offset + _LONGEST])
            places = [i for i, c in enumerate(piece) if c in network.candidates and offset + i not in known]
            if places:
                jobs.append((number, offset, piece, places))
    results: list[dict[int, Choice]] = [{} for _ in sentences]
    jobs.sort(key=lambda job: -len(job[2]))
    for first in range(0, len(jobs), _BATCH):
        batch = jobs[first : first + _BATCH]
        found_in = network.run([piece for _, _, piece, _ in batch], [places for *_, places in batch])
        for (number, offset, *_), found in zip(batch, found_in, strict=True):
            for place, choice in found:
                results[number][offset + place] = choice
    return results


class _Network:
    """Weights in the shape the batched sums want."""

    def __init__(self) -> None:
        state: dict[str, Any] = _load("np_ckpt")
        self.numbers: dict[str, int] = _load("char2idx")
        classes: dict[str, int] = _load("class2idx")
        self.classes = {number: reading.replace("u:", "v") for reading, number in classes.items()}
        by_reading = {reading: number for number, reading in self.classes.items()}
        several = {char: readings for char, readings in single_readings().items() if len(readings) > 1}
        self.candidates = {char: row for row, char in enumerate(several)}
        """Character -> its row in `barred`."""
        self.barred = np.full((len(several), len(classes)), -np.inf, np.float32)
        """0 where a class is a reading of the character, minus infinity elsewhere."""
        for row, readings in enumerate(several.values()):
            self.barred[row, [by_reading[r] for r in readings if r in by_reading]] = 0
        embedding = np.asarray(state["embedding.weight"], np.float32)
        self.forward = _direction(state, embedding, "")
        self.backward = _direction(state, embedding, "_reverse")
        self.dense = [
            (np.asarray(state[f"logit_layer.{n}.weight"], np.float32).T, np.asarray(state[f"logit_layer.{n}.bias"]))
            for n in (0, 2)
        ]

    def run(self, pieces: Sequence[str], asked: Sequence[Sequence[int]]) -> list[list[tuple[int, Choice]]]:
        """Place and choice for the characters at the places `asked` of each piece. Pieces must come longest first."""
        unknown = self.numbers[_UNKNOWN]
        lengths = np.array([len(piece) + 2 for piece in pieces])
        ids = np.zeros((len(pieces), lengths[0]), dtype=np.int64)
        for row, piece in enumerate(pieces):
            inner = [self.numbers.get(char, unknown) for char in piece]
            ids[row, : len(piece) + 2] = [self.numbers[_BEGIN], *inner, self.numbers[_END]]
        # the backward direction reads each row from its own end
        columns = lengths[:, None] - 1 - np.arange(lengths[0])[None, :]
        mirrored = np.take_along_axis(ids, np.maximum(columns, 0), axis=1)
        ahead = _lstm(self.forward, ids, lengths)
        behind = _lstm(self.backward, mirrored, lengths)

        found = [
            (row, place, self.candidates[piece[place]])
            for row, (piece, places) in enumerate(zip(pieces, asked, strict=True))
            for place in places
        ]
        rows, places, chars = (np.array(column) for column in zip(*found, strict=True))
        column = places + 1
        hidden = np.concatenate([ahead[column, rows], behind[lengths[rows] - 1 - column, rows]], axis=1)
        (weight0, bias0), (weight1, bias1) = self.dense
        logits = np.maximum(hidden @ weight0 + bias0, 0) @ weight1 + bias1
        scores = logits + self.barred[chars]
        best = scores.argmax(axis=1)
        at = np.arange(len(best))
        odds = np.exp(scores - scores[at, best][:, None])
        odds /= odds.sum(axis=1, keepdims=True)
        likely = odds[at, best]
        odds[at, best] = 0
        margins = likely - odds.max(axis=1)
        results: list[list[tuple[int, Choice]]] = [[] for _ in pieces]
        for (row, place, _), number, margin in zip(found, best.tolist(), margins.tolist(), strict=True):
            results[row].append((place, Choice(self.classes[number], margin)))
        return results


def _direction(state: dict[str, Any], embedding: Floats, suffix: str) -> tuple[Floats, Floats]:
    """What every character adds to the four gates, shape [characters, 4h], and the recurrent weights [h, 4h].

    σ(x) = (1 + tanh(x/2)) / 2, so the three σ gates are halved here and all four need one tanh.
    """
    inputs = embedding @ np.asarray(state[f"lstm.weight_ih_l0{suffix}"], np.float32).T
    inputs += np.asarray(state[f"lstm.bias_ih_l0{suffix}"]) + np.asarray(state[f"lstm.bias_hh_l0{suffix}"])
    recurrent = np.asarray(state[f"lstm.weight_hh_l0{suffix}"], np.float32).T.copy()
    size = recurrent.shape[0]
    halves = np.full(4 * size, 0.5, np.float32)
    halves[2 * size : 3 * size] = 1  # gates stand in the order input, forget, candidate, output
    return (inputs * halves).astype(np.float32), (recurrent * halves).astype(np.float32)


def _lstm(direction: tuple[Floats, Floats], ids: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
    """Hidden states, shape [time, batch, h]; rows that have ended drop out, as they are sorted by length."""
    table, recurrent = direction
    batch, steps = ids.shape
    size = recurrent.shape[0]
    states = np.zeros((steps, batch, size), np.float32)
    hidden = np.zeros((batch, size), np.float32)
    cell = np.zeros((batch, size), np.float32)
    alive_at = np.searchsorted(-lengths, -np.arange(steps), side="left")  # rows longer than t
    for t in range(steps):
        alive = int(alive_at[t])
        gates = table[ids[:alive, t]]
        gates += hidden[:alive] @ recurrent
        np.tanh(gates, out=gates)
        sigma = (gates + 1) * 0.5
        cell = sigma[:, size : 2 * size] * cell[:alive] + sigma[:, :size] * gates[:, 2 * size : 3 * size]
        hidden = sigma[:, 3 * size :] * np.tanh(cell)
        states[t, :alive] = hidden
    return states


@lru_cache(maxsize=1)
def _network() -> _Network:
    return _Network()


def _load(name: str) -> Any:
    """A pickle of the installed package; read without importing the package, whose code is not needed."""
    spec = importlib.util.find_spec("g2pM")
    if spec is None or spec.origin is None:
        raise TextError("readings need the package g2pM: pip install g2pM")
    try:
        with (Path(spec.origin).parent / f"{name}.pkl").open("rb") as stream:
            return pickle.load(stream)
    except (OSError, pickle.UnpicklingError) as error:
        raise TextError(f"{name}.pkl of the package g2pM cannot be read: {error}; install it again") from error
