"""What a recap may be made of."""

from __future__ import annotations

import pytest

from audiobook.model import Utterance
from audiobook.study.recap_units import units
from audiobook.study.whole_sentences import Sentence


def recallable(*texts: str) -> set[str]:
    """What may be recalled of `texts`, each a paragraph of one section."""
    sentences = [
        Sentence(each, (Utterance(at + 1, "body", each, each, 0, paragraph=at + 1),), at)
        for at, each in enumerate(texts)
    ]
    return {"".join(sentence.text for sentence in unit.sentences) for unit in units(sentences, {})}


@pytest.mark.parametrize(
    ("written", "recalled"),
    [
        ("因此，苇塘能把上游来的泥沙留在根下。", "苇塘能把上游来的泥沙留在根下。"),
        ("3. 苇塘能把上游来的泥沙留在根下，水也就清了。", "苇塘能把上游来的泥沙留在根下，水也就清了。"),
        ("即使上游来的水是浑的，苇塘里的水也是清的。", "即使上游来的水是浑的，苇塘里的水也是清的。"),
        (
            "泥沙太多会埋住芦苇的芽，为了防止这种情况，渔民年年清淤。",
            "泥沙太多会埋住芦苇的芽，为了防止这种情况，渔民年年清淤。",
        ),
    ],
)
def test_whole_without_the_one_before(written: str, recalled: str) -> None:
    """What only joins a sentence is left out; a condition that it completes itself, and a pointer to its own clause,
    need no other sentence."""
    assert recallable("每年春天渔民们都要到岸边来。", written) >= {recalled}


@pytest.mark.parametrize(
    "written",
    ["它能把上游来的泥沙留在根下。", "虽然它很小，泥沙还是都留下了。", "这种办法比修坝便宜得多，见效也快。"],
)
def test_leaning_comes_with_the_one_before(written: str) -> None:
    """What the sentence before explains, over the end of a paragraph too, is recalled with it or not at all."""
    said = recallable("苇塘是长在河边的一片浅水。", written)
    assert written not in said
    assert "苇塘是长在河边的一片浅水。" + written in said


def test_an_example_is_recalled_with_nothing() -> None:
    """What only gives examples of the sentence before is left out."""
    said = recallable("苇塘里住着许多种水鸟。", "例如白鹭、苍鹭和池鹭，它们都在这里做窝。")
    assert said == {"苇塘里住着许多种水鸟。"}


def test_what_only_asks_claims_nothing() -> None:
    """Why something is so is recalled with the reason only."""
    said = recallable("苇塘里的水为什么清，住在岸边的人各有各的说法。", "苇塘为什么清，是因为根留住了泥沙。")
    assert said == {"苇塘为什么清，是因为根留住了泥沙。"}
