"""What the package requires: used, explained, pinned for every Python, and nothing besides."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.conftest import ROOT

sys.path.append(str(ROOT / "scripts"))
import wheels

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REQUIRED = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = [Requirement(line) for lines in PROJECT["optional-dependencies"].values() for line in lines]
FOR_OTHERS = {"audioop-lts"}
"""What a required package needs and does not say: pydub."""
VERSIONS = [".".join(map(str, python)) for python in wheels.PYTHONS]


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def mentioned() -> tuple[set[str], set[str]]:
    """Modules that the program imports, and every string in it, by which it may look a package up."""
    modules, strings = set(), set()
    for path in sorted((ROOT / "audiobook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").split(".")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
    return modules, strings


def imported() -> set[str]:
    """Packages that the program's modules come from."""
    owners = packages_distributions()
    return {plain(owner) for name in mentioned()[0] for owner in owners.get(name, ())}


def explained() -> set[str]:
    """Packages with a row in the first table of docs/dependencies.md; "x-1 … -4" is four of them."""
    table = (ROOT / "docs" / "dependencies.md").read_text("utf-8").partition("\n## ")[0]
    found = set()
    for first in re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:]:
        if "(development" in first:
            continue
        name = first.partition(" (")[0]
        if several := re.fullmatch(r"(.+?)(\d)(?: …|,) -(?:part)?(\d)", name):
            found |= {f"{several[1]}{number}" for number in range(int(several[2]), int(several[3]) + 1)}
        else:
            found.add(name)
    return {plain(name) for name in found}


def pins(lock: str) -> list[tuple[Requirement, str]]:
    """(pin with its marker, version) of each line of scripts/locks/LOCK.txt."""
    lines = (ROOT / "scripts" / "locks" / f"{lock}.txt").read_text("utf-8").splitlines()
    found = [Requirement(line.removesuffix("\\").strip()) for line in lines if "==" in line]
    return [(pin, next(iter(pin.specifier)).version) for pin in found]


def test_what_is_required_is_used() -> None:
    """Each requirement is imported, or its files are looked up by its name."""
    names = {plain(name) for name in mentioned()[1]} | imported()
    for requirement in REQUIRED:
        name = plain(requirement.name)
        stem = re.sub(r"\d+$", "", name)
        assert name in names or stem in names or name in FOR_OTHERS, f"{name} is required and not used"


def test_what_is_imported_is_required() -> None:
    """No module comes from a package that only happens to be there."""
    declared = {plain(requirement.name) for requirement in (*REQUIRED, *EXTRAS)} | {"audiobook"}
    assert imported() - declared == set()


def test_each_requirement_is_explained() -> None:
    """docs/dependencies.md says why for all that are required, and for nothing else."""
    assert explained() == {plain(requirement.name) for requirement in (*REQUIRED, *EXTRAS)}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_lock_holds_all_of_it_for_every_python(version: str) -> None:
    """On each Python and system each requirement is pinned once, at a version it allows."""
    for _, marks in wheels.systems().values():
        known = {**marks, "python_version": version, "python_full_version": f"{version}.0"}
        known |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        here = [(plain(pin.name), found) for pin, found in pins("run") if not pin.marker or pin.marker.evaluate(known)]
        locked = dict(here)
        assert len(locked) == len(here)
        for requirement in REQUIRED:
            if not requirement.marker or requirement.marker.evaluate(known):
                assert requirement.specifier.contains(locked[plain(requirement.name)]), requirement


def test_the_versions_of_python_are_told_alike() -> None:
    """Classifiers, requires-python and the lock name the same Pythons."""
    told = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line]
    assert told == VERSIONS
    assert SpecifierSet(PROJECT["requires-python"]) == SpecifierSet(f">={VERSIONS[0]}")


@pytest.mark.parametrize(("name", "script"), [("sizes", "scripts/try-install"), ("wheels", "scripts/lock")])
def test_the_tables_are_of_what_is_locked(name: str, script: str) -> None:
    """Sizes and systems are told of packages that are installed today; the script makes the table again."""
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    table = page.partition(f"<!-- {name}: made by {script} -->")[2].partition(f"<!-- /{name} -->")[0]
    told = {plain(first) for first in re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:] if " " not in first}
    assert told
    assert told <= {plain(pin.name) for pin, _ in pins("run")} | {"audiobook"}, f"{script} makes it again"


def test_carried_data_has_its_notice() -> None:
    """Data of other projects, packed or made by a script, is named in NOTICE, and NOTICE is in the wheel."""
    notice = (ROOT / "NOTICE").read_text("utf-8")
    named = re.findall(r"^audiobook/\S+", notice, re.MULTILINE)
    carried = {path for kind in ("bin", "fst", "npz") for path in (ROOT / "audiobook").rglob(f"*.{kind}")}
    tables = (ROOT / "audiobook").rglob("*.tsv")
    carried |= {path for path in tables if "made by scripts/" in path.read_text("utf-8")[:300].lower()}
    carried |= {
        path
        for path in (ROOT / "audiobook").rglob("*.txt")
        if re.search(r"Copyright \d{4}", path.read_text("utf-8")[:600])
    }
    assert carried == {path for pattern in named for path in ROOT.glob(pattern)}
    assert "NOTICE" in PROJECT["license-files"]
