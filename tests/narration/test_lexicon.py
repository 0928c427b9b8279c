"""The user's readings: one line each, in force everywhere, and errors that name their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.errors import TextError
from audiobook.narration.homophones import respelled, single_readings
from audiobook.narration.lexicon import pinyin
from audiobook.narration.lexicon_file import add, check, load
from audiobook.narration.normalize import normalize


def lexicon(folder: Path, text: str, name: str = "lexicon.tsv") -> Path:
    """A lexicon file with `text`."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_entries_are_readings_or_replacements(tmp_path: Path) -> None:
    """A value of pinyin alone is a reading, anything else is said instead; comments and blank lines are nothing."""
    path = lexicon(tmp_path, "# 我的\n\n乐队\tyuè duì\n朝阳\tchao2 yang2\nCPI\t居民消费价格指数\n")
    loaded = load([path])
    assert dict(loaded.readings) == {"乐队": ("yue4", "dui4"), "朝阳": ("chao2", "yang2")}
    assert dict(loaded.replacements) == {"CPI": "居民消费价格指数"}


def test_replacements_come_before_every_rule(tmp_path: Path) -> None:
    """The user's word is said in place of what rules would make of it, as a whole word, the longest entry first."""
    loaded = load([lexicon(tmp_path, "GPT\t吉皮提\nGPT-4\t吉皮提四号\n3·15\t消费者日\n老周\t周老师\n")])
    assert normalize("GPT-4和GPT", lexicon=loaded).text == "吉皮提四号和吉皮提"
    assert normalize("GPTs在3·15", lexicon=loaded).text == "G P T's在消费者日"
    assert normalize("老周说", lexicon=loaded).changes[0].rule == "lexicon"


def test_replacement_values_are_said_as_written_text_is(tmp_path: Path) -> None:
    """Figures on the right-hand side are read too, so that nothing unspeakable reaches an engine."""
    assert load([lexicon(tmp_path, "国庆\t10月1日\n")]).replacements["国庆"] == "十月一日"


def test_later_files_win(tmp_path: Path) -> None:
    """Of two entries for one word the last file's counts, whatever its kind."""
    first = lexicon(tmp_path, "乐队\tyue4 dui4\n", "a.tsv")
    second = lexicon(tmp_path, "乐队\t乐团\n", "b.tsv")
    loaded = load([first, second])
    assert dict(loaded.readings) == {}
    assert dict(loaded.replacements) == {"乐队": "乐团"}


def test_text_engines_get_characters_with_one_reading(tmp_path: Path) -> None:
    """Where an engine takes no readings, a phrase is written with characters that can only be read so."""
    loaded = load([lexicon(tmp_path, "乐队\tyue4 dui4\n重庆\tchong2 qing4\tedge\n")])
    assert loaded.substitute("乐队在重庆", "edge") == loaded.substitute("乐队", "edge") + "在崇庆"
    assert loaded.substitute("重庆", "openai") == "重庆"
    assert loaded.substitute("乐队", "openai")[1] == "队"
    assert "乐" not in loaded.substitute("乐队", "openai")


def test_characters_that_read_right_are_kept() -> None:
    """Respelling touches only what needs it."""
    assert respelled("车队", ("ju1", "dui4"))[1] == "队"
    assert all(len(characters) >= 1 for characters in single_readings().values())


@pytest.mark.parametrize(
    ("value", "syllables"),
    [
        ("yuè duì", ("yue4", "dui4")),
        ("yue4 dui4", ("yue4", "dui4")),
        ("lǜ sè", ("lv4", "se4")),
        ("lü4 se4", ("lv4", "se4")),
        ("nu:3", ("nv3",)),
        ("mā ma", ("ma1", "ma5")),
        ("Zhōng guó", ("zhong1", "guo2")),
        ("G D P", None),
        ("hello", None),
        ("月队", None),
        ("yue4队", None),
        ("blah4", None),
    ],
)
def test_pinyin_is_told_from_words(value: str, syllables: tuple[str, ...] | None) -> None:
    """Tone marks and numbers are understood; English and Chinese are not taken for pinyin."""
    assert pinyin(value) == syllables


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("乐队\n", r"lexicon\.tsv:1: .*<TAB>"),
        ("# 好\n乐队\tyue4\n", r"lexicon\.tsv:2: .*2 Chinese characters but 1"),
        ("GDP\tji4 di4 pi4\n", r"lexicon\.tsv:1: .*0 Chinese characters"),
        ("甲\t★\n", r"lexicon\.tsv:1: .*cannot be spoken"),
        ("\tx\n", r"lexicon\.tsv:1: "),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, message: str) -> None:
    """File and line stand in the error."""
    with pytest.raises(TextError, match=message):
        load([lexicon(tmp_path, text)])


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A missing or binary file is our error, not Python's."""
    path = tmp_path / "x.tsv"
    with pytest.raises(TextError, match=r"x\.tsv"):
        load([path])
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TextError, match=r"x\.tsv"):
        load([path])


def test_adding_replaces_and_keeps_comments(tmp_path: Path) -> None:
    """`lexicon add` makes the file, keeps what others wrote, and puts the new value in place of the old."""
    path = tmp_path / "lexicon.tsv"
    add(path, "乐队", "yuè duì")
    path.write_text("# 我的读音\n" + path.read_text("utf-8"), "utf-8")
    add(path, "行长", "háng zhǎng")
    add(path, "乐队", "yue4 dui4")
    assert path.read_text("utf-8") == "# 我的读音\n行长\tháng zhǎng\n乐队\tyue4 dui4\n"
    assert [file.name for file in tmp_path.iterdir()] == ["lexicon.tsv"]


@pytest.mark.parametrize(("written", "value"), [("乐队", "yue4"), ("", "x"), ("甲", "乙\t丙"), ("甲", "★")])
def test_adding_nonsense_changes_nothing(tmp_path: Path, written: str, value: str) -> None:
    """A bad entry is refused, the file stays as it was, and no draft is left behind."""
    path = lexicon(tmp_path, "行长\thang2 zhang3\n")
    with pytest.raises(TextError):
        add(path, written, value)
    assert path.read_text("utf-8") == "行长\thang2 zhang3\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_checking_finds_what_is_wrong(tmp_path: Path) -> None:
    """Unused, conflicting and unspeakable entries are told with their line, without stopping at the first."""
    first = lexicon(tmp_path, "乐队\tyue4 dui4\n行长\thang2\n甲\t★\n", "a.tsv")
    second = lexicon(tmp_path, "乐队\tle4 dui4\n", "b.tsv")
    remarks = check([first, second], "乐队和行长")
    assert [(remark.kind, remark.path.name, remark.line) for remark in remarks] == [
        ("unspeakable", "a.tsv", 2),
        ("unspeakable", "a.tsv", 3),
        ("unused", "a.tsv", 3),
        ("conflicting", "b.tsv", 1),
    ]
