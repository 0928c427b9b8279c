"""The whole flow, and the only place where rooms meet.

    file ──source──▶ Document ──narration──▶ Script ──speech──▶ Clips ──audio──▶ Tracks ──publish──▶ listeners

The commands call these functions; a program can too. Nothing here prints, but for the server's address.
"""

from audiobook.pipeline.book import Built, Step
from audiobook.pipeline.build import build, finished, publications, render
from audiobook.pipeline.inspect import (
    Inspection,
    inspect,
    lexicon_add,
    lexicon_check,
    normalize,
    pinyin,
    script,
    voices,
)
from audiobook.pipeline.library import cache_of, cards, doctor, feed, passages, prune, serve, shelve
from audiobook.pipeline.say import say
from audiobook.pipeline.watch import changes

__all__ = [
    "Built", "Inspection", "Step",
    "build", "cache_of", "cards", "changes", "doctor", "feed", "finished", "inspect", "lexicon_add",
    "lexicon_check", "normalize", "passages", "pinyin", "prune", "publications", "render", "say", "script", "serve",
    "shelve", "voices",
]  # fmt: skip
