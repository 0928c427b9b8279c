"""Rules that other packages bring, by the entry-point groups `audiobook.rules` (Chinese text) and `audiobook.rules.en`
(English sentences): name -> a sequence of `Rule`.

They are tried before the built-in ones. docs/narration.md shows how to write some.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence

from audiobook.errors import TextError
from audiobook.narration.characters import NEEDS_RULE, SPEAKABLE, evened
from audiobook.narration.rules.rule import Rule
from audiobook.system.plugins import RULES, RULES_ENGLISH, Plugin, plugins

GROUPS = {"zh": RULES, "en": RULES_ENGLISH}

_LEGS = ("", "1", "012")
"""What may have to stand behind a character so that rules are tried at it: — before a figure, （ before a telephone."""


def rules(language: str, built_in: Collection[str]) -> Iterator[Rule]:
    """All for one language, by the names of their entry points and then in the order of their packages.

    `built_in`: names that are taken. Raises `TextError` naming a package whose rules cannot be used.
    """
    for plugin in plugins(GROUPS[language], built_in, TextError).values():
        found = plugin.load(TextError)
        if not isinstance(found, Sequence) or not all(_is_rule(one) for one in found):
            raise TextError(plugin.fault("is no sequence of audiobook.narration.rules.rule.Rule"))
        for one in found:
            for character in one.first:
                if evened(character) != character or not any(NEEDS_RULE.match(character + leg) for leg in _LEGS):
                    raise TextError(plugin.fault(f"has a rule {one.name!r} at {character!r}, where none is tried"))
            yield _guarded(one, plugin)


def _is_rule(one: object) -> bool:
    return isinstance(one, Rule) and isinstance(one.first, str) and isinstance(one.pattern.pattern, str)


def _guarded(one: Rule, plugin: Plugin) -> Rule:
    """The same rule, whose faults name its package, and which says only what engines can speak."""

    def say(found: re.Match[str]) -> str | None:
        try:
            spoken = one.say(found)
        except Exception as error:
            raise TextError(plugin.fault(f"fails in its rule {one.name!r} at “{found[0]}”", error)) from error
        if spoken is not None and not (isinstance(spoken, str) and SPEAKABLE.fullmatch(spoken)):
            raise TextError(plugin.fault(f"says {spoken!r} for “{found[0]}”, which no engine can speak"))
        return spoken

    return dataclasses.replace(one, say=say)
