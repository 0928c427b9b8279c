"""The house of docs/architecture.md is the code's: floors, arrows, no circles, one of each thing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "audiobook"
NOUNS = {"audiobook", "audiobook.model", "audiobook.errors", "audiobook.config"}
GROUND = ("language", "system")
MAY: dict[str, tuple[str, ...]] = {
    "language": (),
    "system": (),
    "web": GROUND,
    "source": GROUND,
    "pronunciation": GROUND,
    "narration": (*GROUND, "pronunciation"),
    "study": (*GROUND, "pronunciation"),
    "speech": GROUND,
    "audio": GROUND,
    "publish": GROUND,
}
"""Room -> the rooms and ground floors it may import, beside the nouns and itself."""


def imports(path: Path) -> set[str]:
    """Every audiobook module that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            found |= {
                f"{module}.{alias.name}" if is_module(f"{module}.{alias.name}") else module for alias in node.names
            }
    return {name for name in found if name.split(".")[0] == "audiobook"}


def is_module(name: str) -> bool:
    """Whether a dotted name is a file or package of ours."""
    path = PACKAGE.parent / Path(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("room", MAY)
def test_a_room_imports_only_what_it_stands_on(room: str) -> None:
    """A room knows the nouns, the ground floors, what it is said to stand on, and itself; never another room."""
    may = {room, *MAY[room]}
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for name in imports(path):
            assert name in NOUNS or name.split(".")[1] in may, f"{path.name} in {room} imports {name}"


@pytest.mark.parametrize("floor", GROUND)
def test_nothing_is_on_a_ground_floor_that_one_room_uses(floor: str) -> None:
    """What only one room needs stays in that room."""
    users: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        above = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for name in imports(path):
            if name.startswith(f"audiobook.{floor}.") and above != floor:
                users[name].add(above)
    own = {module_of(path) for path in (PACKAGE / floor).glob("*.py")} - {f"audiobook.{floor}"}
    inner = {name for path in (PACKAGE / floor).glob("*.py") for name in imports(path)}
    assert {name for name in own if len(users[name]) < 2 and name not in inner} == set()


def test_no_circles() -> None:
    """No module imports, however far round, what imports it; packages' faces aside."""
    arrows = {
        module_of(path): {name for name in imports(path) if name != module_of(path)}
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in sorted(arrows.get(name, ())):
                visit(other, (*way, name))
            done.add(name)

    for name in sorted(arrows):
        visit(name, ())


def test_the_nouns_stand_on_nothing_but_the_standard_library() -> None:
    """model.py and errors.py import nothing of ours and nothing that must be installed."""
    for name in ("model.py", "errors.py"):
        tree = ast.parse((PACKAGE / name).read_text("utf-8"))
        modules = {
            (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names


def test_the_command_line_knows_only_the_pipeline() -> None:
    """Commands parse, call the pipeline and print: they import no room. How a suggestion is worded stands on the
    ground floor, for the command line too."""
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for name in imports(path) - {"audiobook.system.suggest", "audiobook.system.suggest.did_you_mean"}:
            assert not name.startswith(tuple(f"audiobook.{room}" for room in MAY)), f"{path.name} imports {name}"


def test_the_studio_calls_the_pipeline() -> None:
    """The workbench shows what the pipeline does; of the rooms it knows only how books are published and served."""
    for path in sorted((PACKAGE / "studio").rglob("*.py")):
        for name in imports(path):
            room = name.split(".")[1] if "." in name else ""
            known = room in ("pipeline", "studio", "publish", *GROUND)
            assert name in NOUNS or known, f"{path.name} imports {name}"


@pytest.mark.parametrize(
    ("what", "pattern", "where"),
    [
        ("the ranges of Chinese characters", r"\\u4e00|一-[鿿龥]", {"language/chinese.py"}),
        ("jieba", r"^\s*(?:import|from) jieba", {"language/chinese.py"}),
        ("temporary files", r"mkstemp|NamedTemporaryFile|TemporaryDirectory", {"system/files.py"}),
        ("locks", r"FileLock|flock\(", {"system/locks.py", "pipeline/lock.py"}),
        (
            "renames over a file",
            r"os\.(?:replace|rename)\(|\bpath\.replace\((?![\"'])",
            {"system/files.py", "speech/prune.py"},
        ),
        ("the nearest name", r"get_close_matches", {"system/suggest.py"}),
        (
            "what prints lines",
            r"click\.s?echo|(?<!def )(?<![.\w])print\(|sys\.std(out|err)\.(write|buffer)",
            {"cli/terminal.py"},
        ),
        ("the width of the terminal", r"get_terminal_size", {"cli/screen.py"}),
    ],
)
def test_there_is_one_of_it(what: str, pattern: str, where: set[str]) -> None:
    """What everybody needs is written once, at one place."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(pattern, re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL), re.MULTILINE)
    }
    assert found - {"language/chinese.py"} == where - {"language/chinese.py"}, what


def test_nothing_happens_at_import() -> None:
    """Importing the package and its command line loads none of the heavy libraries."""
    heavy = "numpy jieba onnxruntime lxml wetext pydub edge_tts mutagen PIL aiohttp platformdirs"
    code = f"import sys, audiobook, audiobook.cli; print([m for m in {heavy!r}.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
