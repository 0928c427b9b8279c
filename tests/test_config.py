"""No setting takes a value that cannot be: every key declares what it may be, and that is kept to everywhere."""

from __future__ import annotations

import dataclasses
import math
import typing
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import Settings
from audiobook.config_file import load
from audiobook.errors import ConfigError
from audiobook.speech import silence
from audiobook.speech.edge import engine as edge
from audiobook.speech.engine import read_options
from audiobook.speech.kokoro import engine as kokoro
from audiobook.speech.openai.request_options import OPTIONS as OPENAI
from audiobook.system.value_rules import Within, check
from tests.conftest import Run

DEFAULTS = Settings()


def keys(section: Any = DEFAULTS, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its type and rules: ("speech.rate", Annotated[float, …])."""
    hints = typing.get_type_hints(type(section), include_extras=True)
    for field in dataclasses.fields(section):
        if dataclasses.is_dataclass(value := getattr(section, field.name)):
            yield from keys(value, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", hints[field.name]


KEYS = dict(keys())
ENGINES = {"openai": OPENAI, "edge": edge._OPTIONS, "silence": silence._OPTIONS, "kokoro": kokoro._OPTIONS}
OPTIONS = {f"{name}.{key}": hint for name, table in ENGINES.items() for key, (_, hint) in table.items()}


def parts(hint: Any) -> list[Any]:
    """A type, and all it is made of."""
    return [hint, *(part for inner in typing.get_args(hint) for part in parts(inner))]


def rule(hint: Any) -> Within | None:
    """The range of a number."""
    return next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Within)), None)


@pytest.mark.parametrize(("key", "hint"), [*KEYS.items(), *OPTIONS.items()])
def test_every_number_has_a_range(key: str, hint: Any) -> None:
    """A key of numbers that declares none does not get in."""
    if int in parts(hint) or float in parts(hint):
        assert [part for part in parts(hint) if typing.get_origin(part) is Annotated], key


def toml(key: str, value: str) -> str:
    """A file that sets one key."""
    section, _, name = key.rpartition(".")
    return (f"[{section}]\n" if section else "") + f"{name} = {value}\n"


ABSURD = ("1e400", "-1e400", "nan", "-3.5e9", "[]", "[[]]", "{ a = [] }", '"x\\u0000y"', "1979-05-27")


@pytest.mark.parametrize("value", ABSURD)
@pytest.mark.parametrize("key", [key for key in KEYS if key != "engines"])
def test_what_cannot_be_is_refused_with_the_key(key: str, value: str, tmp_path: Path) -> None:
    """Infinite, no number, far out of every range, empty, of another type: one line that names file and key."""
    file = tmp_path / "audiobook.toml"
    file.write_text(toml(key, value), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file, environment={})
    assert str(caught.value).startswith(f"{file}: ")
    assert key in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", [key for key, hint in KEYS.items() if rule(hint)])
@given(data=st.data())
def test_a_range_is_kept_to_wherever_a_value_comes_from(key: str, data: st.DataObject) -> None:
    """From the environment, a flag or Python: what is within is taken as it is, what is not is refused."""
    within = rule(KEYS[key])
    assert within is not None
    if int in parts(KEYS[key]):
        near = st.integers(int(within.least) - 2, int(within.most) + 2)
        value: Any = data.draw(near | st.integers(-(10**12), 10**12))
    else:
        value = data.draw(st.floats(within.least - 1, within.most + 1) | st.floats())
    section, _, name = key.rpartition(".")
    fits = math.isfinite(value) and within.least <= value <= within.most
    variables = {f"AUDIOBOOK_{key.replace('.', '_').upper()}": str(value)}
    ways = (
        lambda: load(environment=variables),
        lambda: load(environment={}, flags={key: value}),
        lambda: made(section, name, value),
    )
    for way in ways:
        try:
            settings = way()
        except ConfigError as error:
            # a bit rate may be in range and yet be none of MP3's
            assert not fits or key == "audio.bitrate", error
            assert key in str(error)
        else:
            assert fits
            assert attrgetter(key)(settings) == value


def made(section: str, name: str, value: Any) -> Settings:
    """Settings as a program makes them."""
    if not section:
        return dataclasses.replace(DEFAULTS, **{name: value})
    changed = dataclasses.replace(attrgetter(section)(DEFAULTS), **{name: value})
    return made(*section.rpartition(".")[::2], changed)


@pytest.mark.parametrize("value", [math.inf, math.nan, -3, 10**15, "", "a\0b", [], (), [[]], {}, True, b"x"], ids=repr)
@pytest.mark.parametrize("option", OPTIONS)
def test_options_of_engines_are_kept_to_as_well(option: str, value: Any) -> None:
    """Each of our engines' options refuses what cannot be, with its name."""
    name, key = option.split(".")
    if option == "openai.instructions" and value == "":
        return  # nothing to say of how to speak
    with pytest.raises(ConfigError, match=rf"engines\.{name}\.{key}"):
        read_options(name, {key: value}, ENGINES[name])


@pytest.mark.parametrize("name", ENGINES)
def test_defaults_are_what_they_may_be(name: str) -> None:
    """Also the engines' own."""
    for key, (default, hint) in ENGINES[name].items():
        check(f"engines.{name}.{key}", default, hint)


LINES = [
    ("[speech]\nrate = 1e400\n", "audiobook.toml: speech.rate = inf is not a number"),
    ("[speech]\nworkers = -3\n", "audiobook.toml: speech.workers = -3: between 1 and 1000"),
    ('[speech]\nrate = "1.2"\n', "audiobook.toml: speech.rate = '1.2' is not a number; write it without quotes"),
    ("[speech.voices]\ntitel = 'zm_yunxi'\n", "called speech.voices.titel; did you mean speech.voices.title?"),
    ("[narration]\nlexicon = []\n", "audiobook.toml: narration.lexicon = []: an empty list"),
    ("[narration]\nnotes = 'inlin'\n", "narration.notes = 'inlin': one of skip, inline, end; did you mean inline?"),
    ("[source]\nskip = ['(']\n", "audiobook.toml: source.skip = '(': no regular expression"),
    ("[publish]\nbase_url = 'ftp://x'\n", "publish.base_url = 'ftp://x': write it like https://"),
    ("[publish]\nprefix = 'x.'\n", "no setting called publish.prefix"),
    ("date = '2025-02-31'\n", "audiobook.toml: date = '2025-02-31': write it like 2025-02-27"),
    ("[engines.silense]\nsyllable_ms = 9\n", "(engines.silense); did you mean engines.silence?"),
    ("[engines.silence]\nsyllable_ms = 1e400\n", "engines.silence.syllable_ms = inf is not a whole number"),
    ("[engines.silence]\nsylable_ms = 9\n", "engines.silence.sylable_ms; did you mean syllable_ms?"),
    ("[narration.pauses]\ntitle = -3\n", "audiobook.toml: narration.pauses.title = -3: between 0"),
    ("[narration.pauses]\ntitel = 300\n", "narration.pauses.titel; did you mean narration.pauses.title?"),
]


@pytest.mark.parametrize(("text", "line"), LINES)
def test_from_the_command_line(
    text: str, line: str, issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the key and what it may be, the nearest where it is misspelt, and exit code 2."""
    Path("audiobook.toml").write_text(text, "utf-8")
    assert audiobook("build", issue, "--engine", "silence", "-q") == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert line in shown
    assert not list(Path().rglob("*.mp3"))


def test_commands_that_only_look_keep_to_it_too(desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is asked: nothing on standard output, the key in the line, exit code 2."""
    Path("audiobook.toml").write_text("cache_megabytes = -3\n")
    for command in (["doctor", "--json"], ["voices", "--json"], ["cache", "info"]):
        assert audiobook(*command) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert "cache_megabytes = -3: between 0" in shown.err
