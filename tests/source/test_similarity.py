"""How alike texts are, held to the textbook's table and to looking at every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audiobook.source.similarity import Nearest, ratio

TEXTS = st.text("山中来信河边的桥AB1", max_size=12)


def common(one: str, other: str) -> int:
    """Length of the longest common subsequence, by the table."""
    row = [0] * (len(other) + 1)
    for character in one:
        before = row
        row = [0]
        for place, against in enumerate(other):
            row.append(before[place] + 1 if character == against else max(before[place + 1], row[-1]))
    return row[-1]


@given(TEXTS, TEXTS)
def test_it_is_the_share_in_common(one: str, other: str) -> None:
    """Twice what both have in one order, over the length of both; the same from either side."""
    total = len(one) + len(other)
    assert abs(ratio(one, other) - (200 * common(one, other) / total if total else 100)) < 1e-9
    assert ratio(one, other) == ratio(other, one)


@given(TEXTS, TEXTS, st.sampled_from([50, 60, 66, 84, 90, 100]))
def test_what_is_left_out_cannot_reach_the_least(one: str, other: str, least: int) -> None:
    """A least makes it quicker, and changes nothing that reaches it."""
    assert (ratio(one, other, least=least) >= least) == (ratio(one, other) >= least)


@given(st.lists(TEXTS, max_size=12), TEXTS, st.sampled_from([50, 70, 84]))
def test_the_nearest_is_that_of_all(texts: list[str], text: str, least: int) -> None:
    """Looking only at those that have one of the rarest characters finds what looking at all finds: the first of the
    most alike."""
    scores = [(ratio(text, other), -place) for place, other in enumerate(texts)]
    wanted = max((each for each in scores if each[0] >= least), default=None)
    assert Nearest(texts).of(text, least) == (None if wanted is None else (wanted[0], -wanted[1]))


def test_few_of_many_are_looked_at() -> None:
    """Of a thousand titles a misread one is compared with those that share its rarest characters."""
    texts = [f"第{place}章 {chr(0x4E00 + place)}{chr(0x5E00 + place)}之行" for place in range(1000)]
    looked: list[str] = []

    class Counted(str):
        __slots__ = ()

        def __len__(self) -> int:
            looked.append(self)
            return str.__len__(self)

    found = Nearest([Counted(text) for text in texts]).of(texts[500].replace("之", "乏"), 84)
    assert found is not None and found[1] == 500
    assert len(set(looked)) < 100
