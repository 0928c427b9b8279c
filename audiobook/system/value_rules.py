"""What a value may be, declared with its name and type, and checked in one place.

    rate: Annotated[float, Within(0.5, 2.0, "times the voice's own pace")] = 1.0

A number has a range, a text a form or a list of what it may be: types without a rule are for those that need none
(true and false, paths, names of things that are looked up later).
"""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from audiobook.errors import ConfigError
from audiobook.system.suggest import did_you_mean


class Rule(Protocol):
    """Something in `Annotated` beside a type."""

    def fault(self, value: Any) -> str:
        """What is wrong with `value`, which has the type; empty if nothing is."""


@dataclass(frozen=True, slots=True)
class Within:
    """A number from `least` to `most`."""

    least: float
    most: float
    unit: str

    def __str__(self) -> str:
        return f"{self.least:.12g} to {self.most:.12g} {self.unit}"

    def fault(self, value: float) -> str:
        """Not a number is in no range."""
        if self.least <= value <= self.most:
            return ""
        return f"between {self.least:.12g} and {self.most:.12g} {self.unit}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few numbers or words."""

    values: tuple[Any, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.values))

    def fault(self, value: Any) -> str:
        """Names them all."""
        return "" if value in self.values else f"one of {self}"


@dataclass(frozen=True, slots=True)
class Matching:
    """A text of a form."""

    pattern: str
    like: str
    """An example."""

    def __str__(self) -> str:
        return f"like {self.like}"

    def fault(self, value: str) -> str:
        """Shows the example."""
        return "" if re.fullmatch(self.pattern, value) else f"write it like {self.like}"


@dataclass(frozen=True, slots=True)
class Name:
    """A text that something is called by, and looked up by later."""

    def __str__(self) -> str:
        return ""

    def fault(self, value: str) -> str:
        """Nothing, and blanks around it, are no name."""
        return "" if value and value == value.strip() else "this is no name"


NAME = Name()
ADDRESS = Matching(r"https?://[^/\s?#]+(/[^\s?#]*)?", "https://example.org/listen/")


def check(name: str, value: Any, hint: Any) -> None:
    """Raises `ConfigError` naming `name` if `value` is not of the type `hint` (as `typing.get_type_hints` gives it with
    extras), or breaks a rule of it."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        check(name, value, arguments[0])
        for rule in arguments[1:]:
            # a setting that may be left out has its rule for when it is there
            if value is not None and (fault := rule.fault(value)):
                raise ConfigError(f"{name} = {value!r}: {fault}")
    elif origin in (typing.Union, types.UnionType):
        if value is not None:
            check(name, value, next(kind for kind in arguments if kind is not type(None)))
    elif origin is typing.Literal:
        if value not in arguments:
            hinted = did_you_mean(str(value), [str(one) for one in arguments], otherwise="")
            raise ConfigError(f"{name} = {value!r}: one of {', '.join(map(str, arguments))}{hinted}")
    elif origin is tuple:
        _must(name, value, isinstance(value, tuple), hint)
        for item in value:
            check(name, item, arguments[0])
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        _must(name, value, isinstance(value, Mapping), hint)
        known = [str(key) for key in typing.get_args(arguments[0])]
        for key, item in value.items():
            if known and key not in known:
                raise ConfigError(f"no setting called {name}.{key}{did_you_mean(str(key), known, prefix=f'{name}.')}")
            check(f"{name}.{key}", item, arguments[1])
    elif hint is bool:
        _must(name, value, isinstance(value, bool), hint)
    elif hint is int:
        _must(name, value, isinstance(value, int) and not isinstance(value, bool), hint)
    elif hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        _must(name, value, number and math.isfinite(value), hint)
    elif hint in (str, Path):
        _must(name, value, isinstance(value, hint), hint)
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", str(value)):
            raise ConfigError(f"{name} = {value!r}: no control characters")


def plain(hint: Any) -> str:
    """What a type is called in messages.

    >>> plain(int), plain(tuple[str, ...]), plain(Path)
    ('whole number', 'list', 'path')
    """
    while typing.get_origin(hint) in (typing.Annotated, typing.Union, types.UnionType):
        hint = next(kind for kind in typing.get_args(hint) if kind is not type(None))
    names = {bool: "true or false", int: "whole number", float: "number", str: "text", Path: "path"}
    return names.get(hint, "list" if typing.get_origin(hint) is tuple else "table")


def described(hint: Any) -> str:
    """What a value of this type may be, as documentation says it; empty where there is no rule.

    >>> described(typing.Annotated[int, Within(1, 9, "MB")]), described(bool)
    ('1 to 9 MB', '')
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return "; ".join(said for rule in arguments[1:] if (said := str(rule)))
    if origin is typing.Literal:
        return ", ".join(map(str, arguments))
    return next((said for kind in reversed(arguments) if kind is not type(None) and (said := described(kind))), "")


def _must(name: str, value: Any, right: bool, hint: Any) -> None:
    if not right:
        raise ConfigError(f"{name} = {value!r} is not a {plain(hint)}")
