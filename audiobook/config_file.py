"""Where settings come from: built-in values, then audiobook.toml, then the environment, then flags.

    [speech]
    engine = "kokoro"
    [speech.voices]
    quote = "zm_yunyang"

The same key is AUDIOBOOK_SPEECH_ENGINE in the environment. Secrets are read from the environment only, by the
engine that needs them, and never stored here.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.system.suggest import did_you_mean
from audiobook.system.value_rules import plain

FILE_NAME = "audiobook.toml"
_WRITTEN_BARE = ("whole number", "number", "true or false")
"""What a file has without quotes; \"auto\" and \"\" for a setting that may be unset are texts all the same."""


def load(
    file: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
    flags_from: str = "command line",
) -> Settings:
    """Settings from `file` (or ./audiobook.toml if there is one), `environment` (default: the process's) and
    `flags`, a mapping of dotted names to values in which None means "not given": {"speech.engine": "edge"}; a section
    may be a mapping as well. `flags_from` is what messages call them.

    Raises `ConfigError` naming the file, variable or flag and the nearest right key.
    """
    tree: dict[str, Any] = {}
    if file is not None or Path(FILE_NAME).is_file():
        tree = _read(file or Path(FILE_NAME))
    base = (file or Path(FILE_NAME)).parent
    settings: Settings = _fill(Settings(), tree, where=str(file or FILE_NAME), base=base, texts=False)
    variables = os.environ if environment is None else environment
    settings = _fill(settings, _from_environment(variables), where="environment", base=Path())
    nested: dict[str, Any] = {}
    for name, value in (flags or {}).items():
        if value is not None:
            *path, last = name.split(".")
            spot = nested
            for part in path:
                spot = spot.setdefault(part, {})
            spot[last] = value
    final: Settings = _fill(settings, nested, where=flags_from, base=Path())
    return final


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{file}: no such file") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{file}: brackets within brackets without end") from error


def _from_environment(variables: Mapping[str, str]) -> dict[str, Any]:
    """AUDIOBOOK_SPEECH_ENGINE=edge -> {"speech": {"engine": "edge"}}; names of other programs' are left alone."""
    return {key: value for key, value in _named(Settings(), "AUDIOBOOK", variables).items() if key != "engines"}


def _named(section: Any, prefix: str, variables: Mapping[str, str]) -> dict[str, Any]:
    """What `variables` say of the keys of a section, and of the sections in it."""
    tree: dict[str, Any] = {}
    for field_ in dataclasses.fields(section):
        name, value = f"{prefix}_{field_.name.upper()}", getattr(section, field_.name)
        if dataclasses.is_dataclass(value):
            if inner := _named(value, name, variables):
                tree[field_.name] = inner
        elif name in variables:
            tree[field_.name] = variables[name]
    return tree


def _fill(current: Any, tree: Mapping[str, Any], *, where: str, base: Path, path: str = "", texts: bool = True) -> Any:
    """`current` with the keys of `tree` put in, checked against the field's type; with `texts` those become numbers."""
    types_ = typing.get_type_hints(type(current))
    hints = {field_.name: types_[field_.name] for field_ in dataclasses.fields(current)}
    changes: dict[str, Any] = {}
    for key, value in tree.items():
        name = f"{path}{key}"
        if key not in hints:
            raise ConfigError(f"{where}: no setting called {name}{did_you_mean(key, hints, prefix=path)}")
        old = getattr(current, key)
        if dataclasses.is_dataclass(old):
            if not isinstance(value, Mapping):
                raise ConfigError(f"{where}: {name} is a section, not a value")
            changes[key] = _fill(old, value, where=where, base=base, path=f"{name}.", texts=texts)
        else:
            kind = plain(hints[key])
            if not texts and kind in _WRITTEN_BARE and isinstance(value, str) and value not in ("", "auto"):
                raise ConfigError(f"{where}: {name} = {value!r} is not a {kind}; write it without quotes")
            changes[key] = _coerce(value, hints[key], name=name, where=where, base=base)
    try:
        return dataclasses.replace(current, **changes)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from error


def _coerce(value: Any, hint: Any, *, name: str, where: str, base: Path) -> Any:
    """`value` as `hint` wants it; texts from the environment and flags become numbers, paths are made absolute
    from the file that names them."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value in (None, "", "auto"):
            return None
        hint = next(a for a in arguments if a is not type(None))
        return _coerce(value, hint, name=name, where=where, base=base)
    try:
        if origin is typing.Literal:
            return value  # the section knows what it may be, and says so
        if hint is bool:
            if isinstance(value, str):
                value = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[value.lower()]
            if isinstance(value, bool):
                return value
        elif hint is Path and isinstance(value, str | Path):
            return base / Path(value).expanduser()
        elif hint in (int, float) and isinstance(value, int | float | str) and not isinstance(value, bool):
            number = hint(value)
            if isinstance(value, str) or number == value:
                return number
        elif hint is str and isinstance(value, str):
            return value
        elif origin is tuple:
            # a colon parts paths, and is part of many texts
            parted = os.pathsep if arguments[0] is Path else "\n"
            items = value.split(parted) if isinstance(value, str) and value else value
            if not isinstance(items, str | list | tuple):
                raise TypeError
            if not items:
                raise ConfigError(f"{where}: {name} = {value!r}: an empty list says nothing; leave it out")
            return tuple(_coerce(v, arguments[0], name=name, where=where, base=base) for v in items)
        elif isinstance(value, Mapping) and origin is not None and issubclass(origin, Mapping):
            return {k: _coerce(v, arguments[1], name=f"{name}.{k}", where=where, base=base) for k, v in value.items()}
        elif hint is Any:
            return value
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise ConfigError(f"{where}: {name} = {value!r} is not a {plain(hint)}") from error
    raise ConfigError(f"{where}: {name} = {value!r} is not a {plain(hint)}")
