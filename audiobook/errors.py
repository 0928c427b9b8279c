"""Every error this package raises on purpose, in one tree.

    AudiobookError
    ├── ConfigError              a setting that cannot be
    ├── SourceError              a publication that cannot be read
    │   ├── UnsupportedSource        no reader for this format
    │   ├── UnreadableSource         damaged, locked, or not what its name says
    │   └── EmptySource              nothing in it to read aloud
    ├── TextError                text that cannot be turned into speech, or a bad lexicon line
    ├── SpeechError              an engine that did not speak
    │   ├── UnknownVoice             no such engine or voice
    │   ├── EngineMissing            the engine's package or model is not installed
    │   ├── EngineUnavailable        the service cannot be reached, or refuses
    │   ├── NoAudio                  one request came back without (whole) audio
    │   └── Incomplete               some sentences of a chapter could not be spoken
    ├── AudioError               clips that cannot be joined, levelled or encoded
    ├── PublishError             an index, feed or file that cannot be written or served
    └── CacheError               a clip store that cannot be used

A message is one line that names the file or the sentence and, where there is one, the remedy. The command
line prints it and exits with `exit_code`.
"""


class AudiobookError(Exception):
    """The common base; `exit_code` is what the command line returns (1: something is missing, 2: wrong use)."""

    exit_code = 1


class ConfigError(AudiobookError):
    """A setting that cannot be: unknown key, wrong type, value out of range."""

    exit_code = 2


class SourceError(AudiobookError):
    """A publication that cannot be read."""


class UnsupportedSource(SourceError):
    """No reader knows this format, or the extra that brings the reader is not installed."""


class UnreadableSource(SourceError):
    """Missing, damaged, encrypted, too large, or not what its name says."""


class EmptySource(SourceError):
    """There is nothing in the file to read aloud."""


class TextError(AudiobookError):
    """Text that cannot be turned into speech, or a line of a lexicon that says nothing sensible."""


class SpeechError(AudiobookError):
    """An engine that did not speak."""

    retry_after: float | None = None
    """Seconds the service asked to be left alone, if it said so."""
    final: bool = False
    """Set where trying again cannot help: a refused key, a clock that is wrong."""


class UnknownVoice(SpeechError):
    """No engine or no voice of that name."""

    exit_code = 2


class EngineMissing(SpeechError):
    """The engine's package or model is not installed."""


class EngineUnavailable(SpeechError):
    """The engine's service cannot be reached, or refuses to work for us."""


class NoAudio(SpeechError):
    """One request came back without audio, or with less than was sent."""


class Incomplete(SpeechError):
    """Some sentences of a chapter could not be spoken; the message names them."""


class AudioError(AudiobookError):
    """Clips that cannot be joined, levelled or encoded."""


class PublishError(AudiobookError):
    """An index, a feed or a file that cannot be written or served."""


class CacheError(AudiobookError):
    """A clip store that cannot be used."""
