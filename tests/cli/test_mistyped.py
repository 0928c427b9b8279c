"""A mistyped command or option is answered with the nearest one."""

from __future__ import annotations

import click
import pytest

from audiobook import cli
from tests.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["biuld", "x"], "build"),
        (["cach", "info"], "cache"),
        (["cache", "prun"], "prune"),
        (["lexicon", "chek"], "check"),
        (["build", "--voise", "x", "y"], "--voice"),
        (["build", "--voise=x", "y"], "--voice"),
        (["render", "x", "1", "--quite"], "--quiet"),
        (["build", "x", "--no-stdy"], "--no-study"),
        (["cache", "prune", "--kep", "3"], "--keep"),
        (["feed", "--base_url", "x"], "--base-url"),
        (["--versoin"], "--version"),
    ],
)
def test_the_nearest_is_named(
    arguments: list[str], meant: str, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2, one suggestion and where the help is."""
    assert audiobook(*arguments) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert f"; did you mean {meant}? (see " in line


@pytest.mark.parametrize(
    "letters", [lambda name: name[:-1], lambda name: name[1:], lambda name: name[1] + name[0] + name[2:]]
)
@pytest.mark.parametrize("name", [*cli.COMMANDS])
def test_any_command_with_a_slip(name: str, letters, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter too few at either end, or two that changed places: every command is found, where it is not another."""
    slip = letters(name)
    assert slip not in cli.COMMANDS
    assert audiobook(slip) == 2
    assert f"did you mean {name}?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"), [(["sing"], "known: build, cache"), (["build", "-Z"], "no option -Z (")]
)
def test_nothing_is_near(arguments: list[str], said: str, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What resembles nothing gets no guess: the commands are listed, and the help is named."""
    assert audiobook(*arguments) == 2
    assert said in capsys.readouterr().err


def test_every_group_answers_so() -> None:
    """No group of commands is left that answers in click's own way."""
    context = click.Context(cli.cli)
    groups = [cli.cli, *(cli.cli.get_command(context, name) for name in cli.COMMANDS)]
    assert all(isinstance(each, cli.SuggestingGroup) for each in groups if isinstance(each, click.Group))
