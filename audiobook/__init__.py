"""Turns a publication into a course you can listen to.

>>> import audiobook
>>> audiobook.normalize("2014—2023年增长3.5%")
'二零一四到二零二三年增长百分之三点五'

All public names stand in `__all__`; what one of them needs is imported when it is first used. docs/python.md shows
each with an example.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from audiobook.api import build, inspect, load_settings, normalize, pinyin, render, say, script, voices
    from audiobook.config import Settings
    from audiobook.errors import (
        AudiobookError,
        AudioError,
        CacheError,
        ConfigError,
        EmptySource,
        EngineMissing,
        EngineUnavailable,
        Incomplete,
        NoAudio,
        PublishError,
        SourceError,
        SpeechError,
        TextError,
        UnknownVoice,
        UnreadableSource,
        UnsupportedSource,
    )
    from audiobook.pipeline import Built, Inspection, Step
else:
    # type checkers do not see this function: to them a misspelt name would be an object like any other

    def __getattr__(name: str) -> object:
        from importlib import import_module

        where = _WHERE.get(name)
        if where is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(where), name)
        return value


__all__ = [
    "AudioError",
    "AudiobookError",
    "Built",
    "CacheError",
    "ConfigError",
    "EmptySource",
    "EngineMissing",
    "EngineUnavailable",
    "Incomplete",
    "Inspection",
    "NoAudio",
    "PublishError",
    "Settings",
    "SourceError",
    "SpeechError",
    "Step",
    "TextError",
    "UnknownVoice",
    "UnreadableSource",
    "UnsupportedSource",
    "build",
    "inspect",
    "load_settings",
    "normalize",
    "pinyin",
    "render",
    "say",
    "script",
    "voices",
]

_WHERE = {
    **dict.fromkeys(__all__, "audiobook.errors"),
    **dict.fromkeys(
        ("build", "inspect", "load_settings", "normalize", "pinyin", "render", "say", "script", "voices"),
        "audiobook.api",
    ),
    **dict.fromkeys(("Built", "Inspection", "Step"), "audiobook.pipeline"),
    "Settings": "audiobook.config",
}
"""Public name -> the module it is imported from."""


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
