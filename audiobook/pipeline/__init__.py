"""The whole flow, and the only place where rooms meet.

    file ──source──▶ Document ──narration──▶ Script ──study──▶ Script ──speech──▶ Clips ──audio──▶ Tracks ──publish──▶
    what listeners use

The commands call these functions; a program can too. Nothing here prints.
"""

from audiobook.pipeline.book import Built
from audiobook.pipeline.build import build, finished, publications
from audiobook.pipeline.cache import cache_of, passages, prune
from audiobook.pipeline.doctor import doctor
from audiobook.pipeline.inspect import Inspection, inspect
from audiobook.pipeline.lexicon import lexicon_add, lexicon_check
from audiobook.pipeline.library import cards, feed, serve, shelve
from audiobook.pipeline.normalize import normalize, pinyin, written_lines
from audiobook.pipeline.render import render
from audiobook.pipeline.say import samples, say, voices
from audiobook.pipeline.script import script
from audiobook.pipeline.speak import Step
from audiobook.pipeline.watch import changes

__all__ = [
    "Built", "Inspection", "Step",
    "build", "cache_of", "cards", "changes", "doctor", "feed", "finished", "inspect", "lexicon_add",
    "lexicon_check", "normalize", "passages", "pinyin", "prune", "publications", "render", "samples", "say", "script",
    "serve", "shelve", "voices", "written_lines",
]  # fmt: skip
