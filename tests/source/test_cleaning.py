"""Text is cleaned once: what typesetting needs goes, what is said stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.language.chinese import is_han
from audiobook.source import read
from audiobook.source.cleaning import cleaned


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("pre\u00adreq\u00adui\u00adsite", "prerequisite"),
        ("零\u200b宽\u2060字\ufeff符", "零宽字符"),
        ("ﬁrst ﬂoor oﬃce ſtaﬀ ﬅ", "first floor office ſtaff st"),
        ("5\u00a0%, 10\u202f000\u2009km", "5 %, 10 000 km"),
        ("宽\u3000空", "宽\u3000空"),
        ("⼀⽣⼆⼈，⻅⻆⻓⻚⻰", "一生二人，见角长页龙"),
        ("豈\uf900", "豈豈"),
        ("葛\U000e0100城市", "葛城市"),
        ("a\x00b\x07c\td\n", "abc\td\n"),
        ("\ud842\udfb7野家", "𠮷野家"),
        ("半\ud842个", "半\ufffd个"),
        ("m²、x₁、①、Ⅳ、café", "m²、x₁、①、Ⅳ、café"),
    ],
)
def test_signs_of_typesetting(written: str, clean: str) -> None:
    """Soft hyphens, invisible signs, ligatures, radicals and halves of characters; powers and circles stay."""
    assert cleaned(written) == clean


@pytest.mark.parametrize("first", [0x2E80, 0x2F00])
def test_every_radical_is_a_character(first: int) -> None:
    """Each radical that Unicode names has the character it stands for, but for the sign of repetition."""
    radicals = [chr(code) for code in range(first, first + 0xE0) if "RADICAL" in unicodedata.name(chr(code), "")]
    assert len(radicals) > 100
    assert [radical for radical in radicals if not is_han(cleaned(radical))] == (["⺀"] if first == 0x2E80 else [])


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What is clean stays as it is."""
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_letter_is_lost_or_made(text: str) -> None:
    """Letters and figures are the same before and after, radicals and characters that Unicode has twice apart."""
    other = {c for c in text if cleaned(c) not in (c, "", " ")}
    kept = "".join(c for c in text if c not in other)
    assert [c for c in cleaned(kept) if c.isalnum()] == [c for c in kept if c.isalnum()]
    assert all(cleaned(c).isalnum() for c in other)


def test_a_script_is_cleaned_too(tmp_path: Path) -> None:
    """What somebody pastes into the editable script is text like any other."""
    path = tmp_path / "book.md"
    path.write_text("---\naudiobook: 1\ntitle: 书\n---\n\n# 题\u00ad目\n\nﬁrst\u00a0⽇。\n", "utf-8")
    (article,) = read(path).articles
    assert article.title == "题目"
    assert article.sections[0].paragraphs[0].text == "first 日。"
