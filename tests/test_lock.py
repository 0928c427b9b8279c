"""What scripts/lock tells of wheels: for which Pythons and systems a package has none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

sys.path.append(str(ROOT / "scripts"))
import tables
import wheels

LINUX = "Linux x86_64"


def lacks(*files: str, marker: str = "") -> str:
    """What is told of a package with these wheels."""
    package = {"name": "opus", "wheels": [{"url": f"https://example.org/a/{file}"} for file in files]}
    if marker:
        package["marker"] = marker
    return wheels.told(wheels.lacking([package]).get("opus", {}))


def test_a_wheel_for_all_lacks_nothing() -> None:
    """Pure Python runs everywhere."""
    assert lacks("opus-1-py3-none-any.whl") == lacks("opus-1-py2.py3-none-any.whl") == ""


def test_a_package_without_wheels_is_told_as_such() -> None:
    """Only a source archive: built everywhere."""
    assert lacks() == "everywhere"


def test_the_pythons_are_named_where_some_have_one() -> None:
    """A wheel for one Python serves that one; one for a stable interface serves all that are newer."""
    one = lacks("opus-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl")
    assert one.startswith(f"{LINUX} (3.12, 3.13, 3.14); Linux x86_64, musl; ")
    stable = lacks("opus-1-cp311-abi3-manylinux_2_28_x86_64.whl", "opus-1-cp38-abi3-win_amd64.whl")
    assert LINUX not in stable.split("; ") and "Windows AMD64" not in stable and "Windows ARM64" in stable


def test_a_newer_system_than_is_promised_is_not_had() -> None:
    """A wheel for a libc or a macOS of tomorrow is none for those of today."""
    told = lacks("opus-1-py3-none-manylinux_2_40_x86_64.whl", "opus-1-py3-none-macosx_26_0_arm64.whl")
    assert told == "everywhere"


def test_what_a_system_does_not_need_it_does_not_lack() -> None:
    """A requirement's marker says where it counts."""
    assert lacks(marker="sys_platform == 'win32' and python_full_version >= '3.14'") == (
        "Windows AMD64 (3.14); Windows ARM64 (3.14)"
    )


def test_a_table_has_its_place(tmp_path: Path) -> None:
    """A table takes the place of the one before it, and a page without a place is refused by name."""
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- x: made by scripts/y -->\n\nold\n<!-- /x -->\nb\n", "utf-8")
    new = tables.put(page, "x", "scripts/y", "| new |")
    assert new == "a\n<!-- x: made by scripts/y -->\n| new |\n<!-- /x -->\nb\n"
    with pytest.raises(ValueError, match=r"page\.md has no place for the table z"):
        tables.put(page, "z", "scripts/y", "")
