"""No rule begins or ends inside a figure: a law of `rule()`, tried on figures in all forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.narration.characters import evened
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.normalize import normalize
from audiobook.narration.rules.rule import FIGURES, rule
from tests.conftest import more_examples

_WHOLE = st.integers(0, 10**9).map(str)
_DECIMALS = st.from_regex(r"[0-9]{1,4}", fullmatch=True)
_FIGURE = st.one_of(
    _WHOLE,
    st.integers(1000, 10**12).map("{:,}".format),
    st.tuples(st.one_of(_WHOLE, st.integers(1000, 10**9).map("{:,}".format)), _DECIMALS).map(".".join),
    st.lists(st.integers(0, 99).map(str), min_size=3, max_size=4).map(".".join),
)
_UNITS = "bn mn 万元 亿美元 kg km/h m² mg/L w+ k+ %+ /m² GB 年代 th 美元/桶 人/km² ’s pm 室 次列车 #楼 :1 /3"
_SIGN = st.sampled_from(
    [*"¥$€£₩-−+±~≥<>=约第—（", "", "", "", "US$", "HK$", "RMB", "USD ", "x=", "GPT-", "A", "No.", "’"]
)
_SUFFIX = st.sampled_from(
    [*"kKwWMmBbT%‰万亿元+年月日号个后℃°²x×GgVvs、—", *["", "", " million"], *_UNITS.split()],
)
_CARRIER = st.sampled_from(
    ["{}", "共{}。", "从{}到{}", "{}，{}", "（{}）", "It is {} in the end of it.", "{}—{}", "{}/{}", "{}:{}"]
)
_WRITTEN = st.tuples(_CARRIER, _SIGN, _FIGURE, _SUFFIX, st.booleans())


def _written(parts: tuple[str, str, str, str, bool]) -> str:
    carrier, sign, figure, suffix, full_width = parts
    text = carrier.replace("{}", f"{sign}{figure}{suffix}")
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,.$%+-"}) if full_width else text


def figures(text: str) -> list[tuple[int, int]]:
    """Where the figures of `text` stand: 12, 3.5, 2.10.3 and 1,234.5 are one each, 1,2 and 2023,500 are two."""
    found = re.finditer(r"(?:(?<!\d)\d{1,3}(?:,\d{3}(?!\d))+|\d+)(?:\.\d+)*", text, re.ASCII)
    return [each.span() for each in found]


@given(_WRITTEN.map(_written))
@more_examples(6)
def test_no_rule_begins_or_ends_inside_a_figure(text: str) -> None:
    """Each stretch that is said otherwise holds its figures whole, and what is said has no full stop in it."""
    even = evened(text)
    spoken = normalize(text)
    for change in spoken.changes:
        for edge in (change.start, change.start + len(change.written)):
            assert not [even[a:b] for a, b in figures(even) if a < edge < b], change
    assert not re.search(
        r"[点一二三四五六七八九零十百千万亿]。.*[一二三四五六七八九]", spoken.text.removesuffix("。")
    ), spoken.text


@pytest.mark.parametrize("pattern", [r"\d", r"\d\d", r"\d+(?![A-Z%])", r"\d+\.?", r"\d{1,3}", r".5"])
@pytest.mark.parametrize("figure", ["1234", "12.5", "1,234", "1,234,567.89", "2.10.3", "0.55"])
def test_a_careless_pattern_takes_whole_figures_or_none(pattern: str, figure: str) -> None:
    """A pattern without any guard of its own, at any place of a figure, matches all of it or nothing."""
    careless = rule("careless", FIGURES + ".", pattern, lambda found: "")
    for text in (figure, f"{figure}M", f"{figure}。"):
        found = [careless.pattern.match(text, at) for at in range(len(figure))]
        assert all(each is None or each.span() == (0, len(figure)) for each in found)


def test_a_comma_that_parts_figures_parts_them() -> None:
    """Only three figures behind a comma belong to what stands before it."""
    one = rule("figures", FIGURES, r"\d+", lambda found: "")
    assert one.pattern.match("1,2")
    assert one.pattern.match("2023,500")
    assert one.pattern.match("5,2023", 2)
    assert not one.pattern.match("1,200")


def test_a_lexicon_takes_whole_figures_too() -> None:
    """An entry of the user's that begins or ends with a figure says nothing about longer ones."""
    own = Lexicon({"24": "两打", "3.5": "三块五"})
    assert normalize("24个，3.5元", lexicon=own).text == "两打个，三块五元"
    for other in ("124个", "24.5个", "13.5元", "3.55元", "24,000元"):
        assert normalize(other, lexicon=own).text == normalize(other).text
