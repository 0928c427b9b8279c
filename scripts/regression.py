"""Tables of what somebody judged, with what speaks for and against each, and the weights that foresee the judgement."""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

LEAST = 4
"""Judged things in which an evidence must be found to be weighed."""


class Judged(NamedTuple):
    """A thing somebody judged."""

    document: str
    name: str
    right: bool
    evidence: dict[str, float]


def read(table: Path) -> list[Judged]:
    """What was judged."""
    found = []
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for line in lines:
            document, name, right, *pairs = line.rstrip("\n").split("\t")
            evidence = {name: float(value) for name, _, value in (pair.partition(":") for pair in pairs)}
            found.append(Judged(document, name, right == "1", evidence))
    return found


def write(table: Path, judged: Sequence[Judged]) -> None:
    """Writes the table, the same bytes for the same judgements."""
    text = "".join(
        "\t".join(
            (one.document, one.name, str(int(one.right)), *(f"{k}:{v:.3g}" for k, v in one.evidence.items() if v))
        )
        + "\n"
        for one in judged
    )
    table.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def fitted(judged: Sequence[Judged], penalty: float, shares: Sequence[float]) -> str:
    """Lines of evidence, weight and how often it was found, heaviest first. Prints how well the weights foresee
    documents that are left out: of what is likely from each of `shares` on, how much is right."""
    counts: dict[str, int] = {}
    for one in judged:
        for name in one.evidence:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    x = np.array([[1.0, *(one.evidence.get(name, 0.0) for name in names)] for one in judged])
    y = np.array([float(one.right) for one in judged])
    of = np.array([one.document for one in judged])
    sure = np.zeros(len(y))
    for document in sorted(set(of)):
        own = of == document
        sure[own] = 1 / (1 + np.exp(-x[own] @ regression(x[~own], y[~own], penalty)))
    for least in shares:
        kept = sure >= least
        print(
            f"from {least}: {kept.sum()} of {len(y)}, {y[kept].mean():.3f} right, "
            f"{y[kept].sum() / y.sum():.3f} of the right ones"
        )
    loss = -np.mean(y * np.log(sure) + (1 - y) * np.log(1 - sure))
    share = y.mean()
    chance = -(share * math.log(share) + (1 - share) * math.log(1 - share))
    print(f"logarithmic loss {loss:.4f} (0 is perfect, {chance:.4f} knows only how many are right)")
    weights = regression(x, y, penalty)
    lines = sorted(zip(["always", *names], weights, strict=True), key=lambda line: -line[1])
    return "".join(f"{name}\t{weight:.3f}\t{counts.get(name, len(y))}\n" for name, weight in lines)


def regression(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of the columns of `x` that foresee `y` (logistic, by Newton's method); the first column is 1 and pays no
    penalty."""
    weights = np.zeros(x.shape[1])
    costs = np.full(x.shape[1], penalty)
    costs[0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - costs * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(costs)
        step = np.linalg.solve(curve, slope)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights


def run(
    arguments: Sequence[str],
    gather: Callable[[Path, Sequence[Path]], Iterable[Judged]],
    *,
    table: Path,
    target: Path,
    header: str,
    penalty: float,
    bounds: Sequence[float],
) -> int:
    """Fits `table` to `target`, under `header`; with `--gather JUDGED FILE [FILE …]` makes `table` first."""
    if arguments[:1] == ["--gather"]:
        write(table, list(gather(Path(arguments[1]), [Path(each) for each in arguments[2:]])))
    target.write_text(header + fitted(read(table), penalty, bounds), "utf-8")
    return 0
