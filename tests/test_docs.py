"""The documentation says what the program does: help texts, settings, links."""

from __future__ import annotations

import dataclasses
import doctest
import inspect
import os
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from audiobook import cli, config
from audiobook.system.value_rules import described
from tests.conftest import ROOT
from tests.tools import package

COMMANDS = ROOT / "docs" / "commands.md"
SETTINGS = ROOT / "docs" / "settings.md"
UPDATE = bool(os.environ.get("AUDIOBOOK_UPDATE_GOLDEN"))


def helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """(name, help text) of a command and all below it."""
    # a fixed width, so that the text does not depend on the terminal
    wide = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    context = click.Context(command, info_name=name, parent=parent, **wide)
    yield context.command_path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from helps(found, child, context)


def commands_page() -> str:
    """docs/commands.md as it must be."""
    page = "# Commands\nEvery command with its real `--help`.\n"
    for name, text in helps(cli.cli, "audiobook"):
        page += f"\n## {name}\n```\n{text}\n```\n"
    return page


def settings_page() -> str:
    """docs/settings.md as it must be: every field of the settings with its docstring."""
    page = (
        "# Settings\nKeys of `audiobook.toml`, by section. The same key in the environment is "
        "`AUDIOBOOK_SECTION_KEY`; flags win over the environment, the environment over the file.\n"
    )
    for name, kind in sections(config.Settings):
        page += f"\n## [{name}]\n" if name else "\n## at the top of the file\n"
        page += "| key | default | may be | meaning |\n|---|---|---|---|\n"
        hints = typing.get_type_hints(kind, include_extras=True)
        source = inspect.getsource(kind)
        for field in dataclasses.fields(kind):
            value = getattr(kind(), field.name)
            if dataclasses.is_dataclass(value):
                continue
            note = re.search(
                rf'\n    {field.name}: [^\n]*(?:\n(?!    """)[^\n]*)*?\n    """(.*?)"""', source, re.DOTALL
            )
            first = f"    {field.name}:"
            after = source[source.index(first) :].split("\n", 1)[1].lstrip(" ")
            meaning = " ".join(note[1].split()) if note and after.startswith('"""') else ""
            page += f"| `{field.name}` | {_default(field.name, value)} | {described(hints[field.name])} | {meaning} |\n"
    return page


def sections(kind: type, name: str = "") -> Iterator[tuple[str, type]]:
    """Every section by its name, those within others behind them."""
    yield name, kind
    for field in dataclasses.fields(kind):
        if dataclasses.is_dataclass(value := getattr(kind(), field.name)):
            yield from sections(type(value), f"{name}.{field.name}".lstrip("."))


def _default(name: str, value: object) -> str:
    if name == "cache":
        return "the user's cache folder"
    return {True: "true", False: "false"}.get(value, f"`{value}`") if isinstance(value, bool) else (
        "" if value in (None, (), {}) else f"`{value}`"
    )  # fmt: skip


@pytest.mark.parametrize(("path", "page"), [(COMMANDS, commands_page), (SETTINGS, settings_page)])
def test_golden_pages(path: Path, page: object) -> None:
    """docs/commands.md and docs/settings.md are what the program says of itself (scripts/update-golden writes them)."""
    assert callable(page)
    text = page()
    if UPDATE:
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_every_command_is_in_the_readme() -> None:
    """A newcomer finds the commands of daily use on the first page, and none that does not exist."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"audiobook (\w+)", readme)) & set(cli.COMMANDS)
    assert {"build", "inspect", "script", "render", "say", "normalize", "voices", "lexicon", "serve", "feed"} <= named


PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {ROOT / "CHANGELOG.md"})
"""Everything written for people; the changelog tells of files that are gone."""


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link in the documentation names a file that exists."""
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_python_examples(desk: Path) -> None:
    """What docs/python.md shows is what happens, from its first example to its last."""
    lines = []
    shown = False
    for line in (ROOT / "docs" / "python.md").read_text("utf-8").splitlines():
        fence = line.startswith("```")
        shown = line == "```python" if fence else shown
        # what stands between the examples stays as empty lines, so that a failure names the line of the page
        lines.append(line if shown and not fence else "")
    session = doctest.DocTestParser().get_doctest("\n".join(lines), {}, "docs/python.md", "docs/python.md", 0)
    failures: list[str] = []
    doctest.DocTestRunner(verbose=False).run(session, out=failures.append)
    assert len(session.examples) > 20
    assert not failures, "".join(failures)


PYTHON_FILE = re.compile(r"(?<![\w./<*-])(?:[\w-]+/)*[\w-]+\.py\b")
IN_THE_TREE = re.compile(r"`((?:audiobook|docs|scripts|tests)/[\w./-]*[\w/-])")
EXAMPLES = {"tones_engine.py", "test_tones_engine.py", "opera_rules.py", "asciidoc_reader.py"}
"""Files of packages by others, which the pages show how to write."""


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_named_in_the_docs_exist(page: Path) -> None:
    """Every module and every path that a page names is there, seen from the project or from the package."""
    text = page.read_text("utf-8")
    named = {*PYTHON_FILE.findall(text), *IN_THE_TREE.findall(text)} - EXAMPLES
    gone = sorted(name for name in named if not ((ROOT / name).exists() or (ROOT / "audiobook" / name).exists()))
    assert not gone, f"{page.name} names {', '.join(gone)}"


def test_pictures_are_shown_and_small() -> None:
    """Every picture in docs/pictures stands in a page, and none weighs on whoever clones the project."""
    shown = {
        target for page in PAGES for target in re.findall(r"!\[[^]]*\]\(pictures/([^)]+)\)", page.read_text("utf-8"))
    }
    there = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}
    assert set(there) == shown
    assert max(there.values()) < 150_000


def test_golden_tutorial(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The report on the example scan is the program's own, in both languages of the tutorial."""
    package("rapidocr")
    monkeypatch.setenv("COLUMNS", "200")
    assert cli.run(["inspect", str(ROOT / "docs" / "examples" / "scan.pdf")]) == 0
    said = "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines())
    for name in ("tutorial.md", "tutorial.zh-CN.md"):
        path = ROOT / "docs" / name
        before, command, after = path.read_text("utf-8").partition("inspect docs/examples/scan.pdf\n```\n\n```\n")
        shown, fence, after = after.partition("```")
        if UPDATE:
            path.write_text(before + command + said + fence + after, "utf-8")
            shown = said
        assert shown == said
