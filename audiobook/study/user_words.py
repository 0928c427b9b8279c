"""The user's words: one a line, `word` or `word<TAB>0` for a word that is never a term; # begins a comment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from audiobook.errors import ConfigError


def load(files: Sequence[Path]) -> dict[str, bool]:
    """Word -> whether it may be a term, of all `files`; later lines win. Raises `ConfigError` naming file and line."""
    words: dict[str, bool] = {}
    for file in files:
        try:
            lines = file.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file}: study.dictionary cannot be read: {error}") from error
        for number, line in enumerate(lines, 1):
            word, _, weight = line.partition("#")[0].strip().partition("\t")
            if not word:
                continue
            if weight.strip() not in ("", "0", "1"):
                raise ConfigError(f"{file}:{number}: {weight.strip()!r} after the tab; 1 is a term, 0 is never one")
            words[word.strip()] = weight.strip() != "0"
    return words
