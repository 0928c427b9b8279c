"""How sure the outline says it is: never surer with a smaller margin, and as sure as it was seen to be right."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from itertools import pairwise
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from audiobook.source.outline import confidence
from tests.conftest import ROOT


def _script() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("fit_confidence", str(ROOT / "scripts" / "fit-confidence"))
    spec = importlib.util.spec_from_loader("fit_confidence", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_table_never_falls() -> None:
    """Margins and shares of right ones rise from even odds on, and nothing is certain."""
    rows = confidence.table()
    assert rows[0] == (0.0, 0.5)
    assert all(low < high and one <= other for (low, one), (high, other) in pairwise(rows))
    assert rows[-1][1] < 1.0


@given(st.floats(0, 500), st.floats(0, 500))
def test_a_larger_margin_is_never_less_sure(one: float, other: float) -> None:
    """Between the rows of the table and beyond its last."""
    low, high = sorted((one, other))
    assert 0.5 <= confidence.likelihood(low) <= confidence.likelihood(high) < 1.0


@given(st.lists(st.tuples(st.floats(0, 200), st.sampled_from([0.0, 0.5, 1.0]), st.just(1.0)), max_size=120))
def test_shares_that_are_fitted_never_fall(seen: list[tuple[float, float, float]]) -> None:
    """Whatever was judged, the pools rise and hold all of it."""
    pools = _script().pooled(sorted(seen))
    assert all(one[1] <= other[1] for one, other in pairwise(pools))
    assert sum(count for _, _, count in pools) == len(seen)
