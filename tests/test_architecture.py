"""The arrows of docs/architecture.md hold in the code."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "audiobook"
ROOMS = ("source", "speech", "audio", "publish")
SHARED = {"audiobook", "audiobook.model", "audiobook.errors", "audiobook.config"}


def imports(path: Path) -> set[str]:
    """Every audiobook module that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "audiobook" else {module}
    return {name for name in found if name.split(".")[0] == "audiobook"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_itself_and_the_nouns(room: str) -> None:
    """A room knows model, errors, config and itself; never another room, the pipeline or the command line."""
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for name in imports(path):
            own = name == f"audiobook.{room}" or name.startswith(f"audiobook.{room}.")
            assert own or name in SHARED or name == "audiobook.__version__", f"{path.name} in {room} imports {name}"


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
    """Commands parse, call the pipeline and print: they import no room."""
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for name in imports(path):
            assert not name.startswith(tuple(f"audiobook.{room}" for room in ROOMS)), f"{path.name} imports {name}"


def test_nothing_happens_at_import() -> None:
    """Importing the package and its command line loads none of the heavy libraries."""
    heavy = "numpy jieba onnxruntime lxml wetext pydub edge_tts mutagen PIL rich aiohttp platformdirs"
    code = f"import sys, audiobook, audiobook.cli; print([m for m in {heavy!r}.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
