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


_BROKEN = {"1": False, "w": False, "b": True}
"""What a table says of a thing: 1 if it is right, w or b if it is weak or broken, 0 if it is not right and no more is
known."""


class Judged(NamedTuple):
    """A thing somebody judged."""

    document: str
    name: str
    right: bool
    evidence: dict[str, float]
    broken: bool | None = None
    """Worse than not right; None where nobody said."""


def read(table: Path) -> list[Judged]:
    """What was judged."""
    found = []
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for line in lines:
            document, name, right, *pairs = line.rstrip("\n").split("\t")
            evidence = {name: float(value) for name, _, value in (pair.partition(":") for pair in pairs)}
            found.append(Judged(document, name, right == "1", evidence, _BROKEN.get(right)))
    return found


def write(table: Path, judged: Sequence[Judged]) -> None:
    """Writes the table, the same bytes for the same judgements."""
    text = "".join(
        "\t".join((one.document, one.name, _verdict(one), *(f"{k}:{v:.3g}" for k, v in one.evidence.items() if v)))
        + "\n"
        for one in judged
    )
    table.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _verdict(one: Judged) -> str:
    if one.right:
        return "1"
    return "0" if one.broken is None else "b" if one.broken else "w"


def fitted(judged: Sequence[Judged], penalty: float, shares: Sequence[float]) -> str:
    """Lines of evidence, weight and how often it was found, heaviest first. Prints how well the weights foresee
    documents that are left out: of what is likely from each of `shares` on, how much is right."""
    names, counts = _weighed(judged)
    x, y, of = _columns(judged, names)
    sure = left_out(x, y, of, penalty)
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


def fitted_twice(
    judged: Sequence[Judged],
    penalties: tuple[float, float],
    bounds: Sequence[tuple[float, float]],
    asked: Callable[[Sequence[Judged]], Sequence[Judged]] = lambda chosen: chosen,
) -> str:
    """Lines of evidence, what it weighs for a thing being right and for its being broken, and how often it was found.
    The second is fitted to documents of which it is known what is broken. Prints how well both foresee such documents
    that are left out: of what is likelier right than the first of `bounds` and no likelier broken than the second, and
    is `asked` of those, how much is right and how much broken."""
    names, counts = _weighed(judged)
    x, y, of = _columns(judged, names)
    known = np.isin(of, sorted({one.document for one in judged if not one.right and one.broken is not None}))
    worse = np.array([float(one.broken is True) for one in judged])
    right = left_out(x, y, of, penalties[0])[known]
    broken = left_out(x[known], worse[known], of[known], penalties[1])
    rest = [one for one, kept in zip(judged, known, strict=True) if kept]
    likeliest = sorted(zip(rest, right, broken, strict=True), key=lambda each: -each[1])
    for least, most in bounds:
        chosen = asked([one for one, good, bad in likeliest if good >= least and bad <= most])
        good = sum(one.right for one in chosen) / max(1, len(chosen))
        bad = sum(one.broken is True for one in chosen) / max(1, len(chosen))
        print(f"right from {least}, broken to {most}: {len(chosen)} of {len(rest)}, {good:.2f} right, {bad:.2f} broken")
    weights = regression(x, y, penalties[0]), regression(x[known], worse[known], penalties[1])
    table = sorted(zip(["always", *names], *weights, strict=True), key=lambda line: -line[1])
    return "".join(f"{name}\t{good:.3f}\t{bad:.3f}\t{counts.get(name, len(y))}\n" for name, good, bad in table)


def _weighed(judged: Sequence[Judged]) -> tuple[list[str], dict[str, int]]:
    """The evidence found often enough to be weighed, and how often all are found."""
    counts: dict[str, int] = {}
    for one in judged:
        for name in one.evidence:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= LEAST), counts


def _columns(judged: Sequence[Judged], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x = np.array([[1.0, *(one.evidence.get(name, 0.0) for name in names)] for one in judged])
    return x, np.array([float(one.right) for one in judged]), np.array([one.document for one in judged])


def left_out(x: np.ndarray, y: np.ndarray, of: np.ndarray, penalty: float) -> np.ndarray:
    """How likely each is, by weights fitted to all documents but its own."""
    sure = np.zeros(len(y))
    for document in sorted(set(of)):
        own = of == document
        sure[own] = 1 / (1 + np.exp(-x[own] @ regression(x[~own], y[~own], penalty)))
    return sure


def regression(
    x: np.ndarray,
    y: np.ndarray,
    penalty: float,
    *,
    counts: np.ndarray | None = None,
    towards: np.ndarray | None = None,
) -> np.ndarray:
    """Weights of the columns of `x` that foresee `y` (logistic, by Newton's method); the first column is 1 and pays no
    penalty. Each row counts as `counts` says (1), and weights are drawn `towards` others (0)."""
    drawn = np.zeros(x.shape[1]) if towards is None else towards
    rows = np.ones(len(y)) if counts is None else counts
    weights = drawn.copy()
    costs = np.full(x.shape[1], penalty)
    costs[0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (rows * (y - p)) - costs * (weights - drawn)
        curve = (x * (rows * (p * (1 - p)))[:, None]).T @ x + np.diag(costs)
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
    fit: Callable[[Sequence[Judged], float, Sequence[float]], str] = fitted,
) -> int:
    """Fits `table` to `target` by `fit`, under `header`; with `--gather JUDGED FILE [FILE …]` makes `table` first,
    with `--add JUDGED FILE [FILE …]` adds to it, in place of what it has of the same documents."""
    if arguments[:1] in (["--gather"], ["--add"]):
        found = list(gather(Path(arguments[1]), [Path(each) for each in arguments[2:]]))
        anew = {one.document for one in found}
        kept = [one for one in read(table) if one.document not in anew] if arguments[0] == "--add" else []
        write(table, [*kept, *found])
    target.write_text(header + fit(read(table), penalty, bounds), "utf-8")
    return 0
