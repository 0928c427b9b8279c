"""Options of normalizing, what it notes, and the readings it is measured by."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.narration.normalize import Change, normalize
from audiobook.narration.rules import ORDER, by_first, en

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "spoken.tsv"


def bare(text: str) -> str:
    """Letters, figures and characters only, in lower case: how the gold is compared."""
    return "".join(c for c in text if c.isalnum()).lower()


@pytest.mark.skipif(not GOLD.is_file(), reason="the gold is not beside the project")
def test_the_gold_is_read_as_accepted() -> None:
    """Every line of the gold is said in one of its accepted ways."""
    rows = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines() if line and line[0] != "#"]
    wrong = [
        (written, normalize(written).text, accepted)
        for _, written, accepted in rows
        if bare(normalize(written).text) not in map(bare, accepted.split("|"))
    ]
    assert not wrong


def test_changes_name_their_rule() -> None:
    """Each change knows what was written, where, and which rule said it otherwise."""
    spoken = normalize("占比5%，共2个")
    assert spoken.changes == (
        Change("5%", "百分之五", "percent", 2),
        Change("2", "两", "number", 6),
    )


def test_ornaments_are_noted() -> None:
    """What is drawn and not said leaves a change with nothing spoken, so that a report can show it."""
    spoken = normalize("完成🎉")
    assert spoken.text == "完成"
    assert [(change.written, change.spoken) for change in spoken.changes] == [("🎉", "")]


def test_traditional_characters_on_request() -> None:
    """Traditional characters are simplified only when asked, phrase by phrase, and figures are read all the same."""
    assert normalize("頭髮與發展佔3%").text == "頭髮與發展佔百分之三"
    assert normalize("頭髮與發展佔3%", traditional_to_simplified=True).text == "头发与发展占百分之三"


def test_english_articles_are_read_in_english() -> None:
    """In an English article figures are English words, but those beside Chinese characters stay Chinese."""
    assert normalize("It grew 5% in 2023.", language="en").text == "It grew five percent in twenty twenty three。"
    assert normalize("2023年", language="en").text == "二零二三年"


def test_english_sentences_within_chinese() -> None:
    """A whole English sentence in a Chinese paragraph is read in English, a term in Chinese figures."""
    said = normalize("摘要：We present a model with 72 layers and 3 heads. 其中GPT-4有3种")
    assert said.text == "摘要：We present a model with seventy two layers and three heads。其中G P T四有三种"


def test_every_rule_file_is_in_the_table() -> None:
    """No rule lies about unused: the table names every file of rules, and every one has rules."""
    folder = Path(sys.modules["audiobook.narration.rules"].__file__ or "").parent
    helpers = {"__init__", "rule", "installed", "english_words", "nearby"}
    assert {file.stem for file in folder.glob("*.py")} - helpers == set(ORDER)
    english = {f"en.{file.stem}" for file in (folder / "en").glob("*.py")} - {"en.__init__", "en.parts"}
    assert english == {name for name in en.ORDER if name.startswith("en.")}
    assert sum(len(rules) for rules in by_first().values()) > len(ORDER)


def test_what_no_rule_claims_goes_to_the_grammar() -> None:
    """Figures in a shape of their own are still said, by the WeText grammar."""
    spoken = normalize("比1/0")
    assert spoken.text == "比零分之一"
    assert spoken.changes[0].rule == "WeText"


def test_loading_is_light() -> None:
    """Normalizing Chinese loads neither the segmenter nor the grammar until something needs them."""
    code = (
        "import sys; from audiobook.narration.normalize import normalize; normalize('2024年增长5%');"
        "print([m for m in ('jieba', 'kaldifst', 'numpy', 'anyascii') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
