"""pydub's AudioSegment, imported without what it says of programs that are not needed here."""

from __future__ import annotations

import functools
import threading
import warnings
from typing import Any

_IMPORTING = threading.Lock()


def audio_segment() -> Any:
    """The class. At its import it would look for an ffmpeg, for files other than WAV, and warn."""
    # Warnings belong to the whole process: threads that each save and restore them at once leave them off for good
    with _IMPORTING:
        return _pydub()


@functools.cache
def _pydub() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment
