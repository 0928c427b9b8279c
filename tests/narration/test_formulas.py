"""Formulas are read in words where a listener can follow, and announced where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.language.syllables import count_syllables
from audiobook.narration import formulas
from audiobook.narration.characters import SPEAKABLE
from audiobook.narration.formulas.table import commands, signs
from audiobook.narration.normalize import ANNOUNCED, normalize
from audiobook.narration.sentences import split

GOLDEN = Path(__file__).parents[1] / "golden" / "kinds" / "formulas_english.tsv"

_SOURCE = st.lists(
    st.one_of(
        st.sampled_from([*"0123456789abfxyzndAT+-*/=<>()[]{}^_|!',.;:&%~ 　面²³⁻₁½√∑∫∏πα∞"]),
        st.sampled_from([f"\\{name}" for name in commands()]),
        st.sampled_from(["\\frac", "\\sqrt", "\\binom", "\\left(", "\\right)", "\\{", "\\}", "\\,", "\\begin{cases}"]),
        st.sampled_from(
            ["\\text{m/s}", "\\text{若 5%}", "\\mathrm{km}", "\\operatorname{rank}", "\\tag{1}", "softmax"]
        ),
        st.sampled_from(sorted(signs())),
    ),
    max_size=14,
).map("".join)


def test_golden_formulas_in_english() -> None:
    """Every line of the golden file is said as a person wrote it beside the formula."""
    rows = (line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines() if line[0] != "#")
    wrong = [
        (written, said, spoken)
        for written, spoken in rows
        if (said := normalize(written, language="en").text) != spoken
    ]
    assert not wrong


@given(_SOURCE)
@settings(max_examples=600, deadline=None)
def test_any_formula_is_read_or_announced(source: str) -> None:
    """Whatever stands between the delimiters, only words come out, few enough to be followed, and nothing is raised."""
    for language in ("zh", "en"):
        words = formulas.read(source, language)
        assert words is None or (words and count_syllables(words) <= formulas.MOST_SYLLABLES)
        said = normalize(f"\\({source}\\)", language=language).text
        assert SPEAKABLE.fullmatch(said)
        assert normalize(said, language=language).text == said


@given(st.lists(st.sampled_from("abxyz12345"), min_size=1, max_size=5), st.sampled_from("+-×="))
@settings(max_examples=100, deadline=None)
def test_every_letter_and_figure_of_a_plain_formula_is_said(names: list[str], sign: str) -> None:
    """A sum, product or equation of single letters and figures says each of them, in order."""
    from audiobook.language.numerals import cardinal

    words = formulas.read(sign.join(names))
    assert words is not None
    heard = [c for c in words if c in "ABXYZ一二三四五"]
    assert heard == [cardinal(name) if name.isdigit() else name.upper() for name in names]


@pytest.mark.parametrize(("latex", "linear"), [
    (r"\frac{a+b}{2}", "(a+b)/2"), (r"x^{2}", "x²"), (r"\sqrt{x}", "√(x)"), (r"\sum_{i=1}^{n}x_i", "∑_(i=1)^n x_i"),
    (r"\alpha\leq\pi", "α≤π"), (r"10^{-3}", "10⁻³"), (r"\sqrt[3]{8}", "∛8"), (r"\frac{1}{2}", "½"),
    (r"\mathbf{x}\in\mathbb{R}", "𝐱∈ℝ"), (r"a\times b", "a×b"), (r"\int_0^1 f(x)dx", "∫_0^1 f(x)dx"),
])  # fmt: skip
def test_both_ways_of_writing_are_said_alike(latex: str, linear: str) -> None:
    """LaTeX and what MathML and OMML become are one language to the listener."""
    for language in ("zh", "en"):
        words = formulas.read(latex, language)
        assert words is not None
        assert formulas.read(linear, language) == words


def test_a_formula_can_always_be_announced() -> None:
    """With read_formulas off even a plain one is only named, and the change says so."""
    spoken = normalize(r"质能方程\(E=mc^2\)十分著名。", read_formulas=False)
    assert spoken.text == "质能方程公式十分著名。"
    assert [(change.written, change.rule) for change in spoken.changes] == [(r"\(E=mc^2\)", ANNOUNCED)]


@pytest.mark.parametrize("piece", ["√", "(", "\\bar", "\\frac", "{", "x^", "1/", "|", "(x", "\\left", "²"])
def test_what_never_ends_is_announced(piece: str) -> None:
    """Hundreds of signs that open something, or wait for something, are no formula and no error."""
    assert formulas.read(piece * 400) is None


def test_what_is_too_long_to_follow_is_announced() -> None:
    """A sum of fifty terms is not read out."""
    assert formulas.read("+".join("abcdefghij" * 5)) is None
    assert formulas.read("+".join("abcdefghij")) is not None


def test_a_number_beside_an_equation_is_its_name() -> None:
    """(2.1) at the end of the line is the number of the equation, not a factor."""
    assert formulas.read("E=mc²    (2.1)") == "E等于M C平方，式二杠一"
    assert formulas.read("E=mc²\t（3）", "en") == "E equals M C squared，equation three"


def test_a_formula_is_never_torn() -> None:
    """However short the breath, a formula of a paragraph is in one piece, and its commas and stops end nothing."""
    one = r"\(f(x, y) = n! + g(x, y, z). \)"
    text = f"设函数{one}在区间上处处连续而且可以求导，则{one}也是这样的函数而且它的导数{one}同样处处连续可导。"
    for preferred in range(6, 50):
        found = [piece.text for piece in split(text, preferred_syllables=preferred, max_syllables=50)]
        assert "".join(found) == text
        assert sum(piece.count(one) for piece in found) == 3
