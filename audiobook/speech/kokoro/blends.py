"""Voices mixed by weight: zf_xiaobei*0.6+zm_yunxi*0.4 speaks with the weighted mean of both style vectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audiobook.errors import ConfigError, UnknownVoice
from audiobook.system.suggest import did_you_mean

LIKE = "zf_xiaobei*0.6+zm_yunxi*0.4"
_PART = re.compile(r"\s*(?P<name>[^*+]*?)\s*(?:\*\s*(?P<weight>[^*+]*?)\s*)?")
_WEIGHT = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_DIGITS = 4
"""Of a weight: what is beyond nobody hears, and 1/3 is written in one way."""


@dataclass(frozen=True, slots=True)
class Blend:
    """One voice, or several with their shares."""

    shares: tuple[tuple[str, float], ...]
    """Names, in the order of the table of voices, and weights that sum up to 1."""

    def __str__(self) -> str:
        """As requests and cache keys have it: one way of writing what sounds the same.

        >>> str(Blend((("a", 1.0),))), str(Blend((("a", 0.25), ("b", 0.75))))
        ('a', 'a*0.25+b*0.75')
        """
        if len(self.shares) == 1:
            return self.shares[0][0]
        return "+".join(f"{name}*{weight:.{_DIGITS}g}" for name, weight in self.shares)

    @property
    def main(self) -> str:
        """The voice with the greatest share; its language is the blend's."""
        return max(self.shares, key=lambda share: share[1])[0]


def parse(written: str, names: Sequence[str]) -> Blend:
    """What `written` asks for: a name, or names with weights; a weight left out is 1, and only their proportions count.

    Raises `UnknownVoice` for a name that is not among `names`, `ConfigError` for what is no weight.

    >>> str(parse("b + a*3", ["a", "b"])), str(parse("a*2", ["a", "b"]))
    ('a*0.75+b*0.25', 'a')
    """
    weights: dict[str, float] = {}
    for part in written.split("+"):
        match = _PART.fullmatch(part)
        name, weight = (match["name"], match["weight"]) if match else (part, None)
        if match is None or not name:
            raise ConfigError(f"voice {written!r}: write a blend like {LIKE}")
        if name not in names:
            hint = did_you_mean(name, names, otherwise=f"; there are {', '.join(names)}")
            where = f" (in {written!r})" if name != written else ""
            raise UnknownVoice(f"engine kokoro has no voice {name!r}{where}{hint}")
        if weight is not None and (not _WEIGHT.fullmatch(weight) or not float(weight)):
            raise ConfigError(f"voice {written!r}: {weight!r} is no weight; write a blend like {LIKE}")
        weights[name] = weights.get(name, 0.0) + (1.0 if weight is None else float(weight))
    total = sum(weights.values())
    return Blend(tuple((name, float(f"{weights[name] / total:.{_DIGITS}g}")) for name in names if name in weights))


class Shared(Mapping[str, int]):
    """A number by voice, for blends too: the mean of their voices' numbers, by weight."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def __getitem__(self, voice: str) -> int:
        try:
            shares = parse(voice, list(self._numbers)).shares
        except (UnknownVoice, ConfigError) as error:
            raise KeyError(voice) from error
        return round(sum(self._numbers[name] * weight for name, weight in shares))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
