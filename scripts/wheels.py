"""Which of the locked packages have no wheel for which Python and system: there they are built from source, or fail."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
"""The Pythons that the locks are made for, as pyproject.toml's classifiers name them."""
GLIBC = 28
"""Linux with glibc 2.28 or newer: Debian 10, Ubuntu 18.10, RHEL 8."""
MACOS = (14, 0)
"""macOS 14 or newer."""
OLD_TAGS = ("manylinux1", "manylinux2010", "manylinux2014")
"""What wheels for Linux were called before the libc stood in the tag."""


def systems() -> dict[str, tuple[list[str], dict[str, str]]]:
    """System -> its wheels' platform tags, and what requirements' markers call it."""
    from packaging.tags import mac_platforms

    found: dict[str, tuple[list[str], dict[str, str]]] = {}
    for machine in ("x86_64", "aarch64"):
        linux = {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": machine}
        tags = [f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC, 4, -1)]
        found[f"Linux {machine}"] = ([*tags, *(f"{name}_{machine}" for name in OLD_TAGS)], linux)
        found[f"Linux {machine}, musl"] = ([f"musllinux_1_{minor}_{machine}" for minor in (2, 1, 0)], linux)
    for machine in ("arm64", "x86_64"):
        mac = {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": machine}
        found[f"macOS {machine}"] = (list(mac_platforms(MACOS, machine)), mac)
    for tag, machine in (("win_amd64", "AMD64"), ("win_arm64", "ARM64")):
        windows = {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": machine}
        found[f"Windows {machine}"] = ([tag], windows)
    return found


def lacking(packages: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """Package -> system -> the Pythons for which the lock has no wheel of it; packages with all wheels are left out.

    `packages` are those of a pylock.toml.
    """
    from packaging.markers import Marker
    from packaging.tags import compatible_tags, cpython_tags
    from packaging.utils import parse_wheel_filename

    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    packages = list(packages)
    for system, (platforms, names) in systems().items():
        for python in PYTHONS:
            version = ".".join(map(str, python))
            fits = {*cpython_tags(python, platforms=platforms), *compatible_tags(python, platforms=platforms)}
            known = {**names, "python_version": version, "python_full_version": f"{version}.0"}
            known |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
            for package in packages:
                if (marker := package.get("marker")) and not Marker(marker).evaluate(known):
                    continue
                files = (wheel["url"].rpartition("/")[2] for wheel in package.get("wheels", ()))
                if not any(fits & parse_wheel_filename(file)[3] for file in files):
                    found[package["name"]][system].append(version)
    return {name: dict(where) for name, where in found.items()}


def told(where: Mapping[str, list[str]]) -> str:
    """One line of it: systems, and Pythons where not all of them lack one."""
    if set(where) == set(systems()) and all(len(versions) == len(PYTHONS) for versions in where.values()):
        return "everywhere"
    return "; ".join(
        system if len(versions) == len(PYTHONS) else f"{system} ({', '.join(versions)})"
        for system, versions in where.items()
    )
