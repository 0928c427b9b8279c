"""The whole flow, and the only place where rooms meet.

    file ──source──▶ Document ──narration──▶ Script ──study──▶ Script ──speech──▶ Clips ──audio──▶ Tracks ──publish──▶
    what listeners use

The commands call these functions; a program can too. Nothing here prints.
"""

from audiobook.pipeline.anywhere import build, finished, inspect, publications, script
from audiobook.pipeline.auditions import Auditions
from audiobook.pipeline.book import BOOK, Built
from audiobook.pipeline.cache import cache_of, passages, prune
from audiobook.pipeline.doctor import doctor
from audiobook.pipeline.explain import UNSURE, SaidWord, explain
from audiobook.pipeline.fetched import source_of
from audiobook.pipeline.growing import Wanted
from audiobook.pipeline.inspect import Inspection
from audiobook.pipeline.lexicon import (
    LEXICON,
    lexicon_add,
    lexicon_check,
    lexicon_entries,
    lexicon_files,
    lexicon_remove,
)
from audiobook.pipeline.library import cards, feed, serve, shelve
from audiobook.pipeline.mend import mend_here, said_as
from audiobook.pipeline.normalize import normalize, pinyin, written_lines
from audiobook.pipeline.quiz import Quiz, quiz
from audiobook.pipeline.render import render
from audiobook.pipeline.sandbox import picture
from audiobook.pipeline.say import engines, samples, say, voices
from audiobook.pipeline.script import write_script
from audiobook.pipeline.speak import Step
from audiobook.pipeline.watch import changes

__all__ = [
    "BOOK", "LEXICON", "UNSURE",
    "Auditions", "Built", "Inspection", "Quiz", "SaidWord", "Step", "Wanted",
    "build", "cache_of", "cards", "changes", "doctor", "engines", "explain", "feed", "finished", "inspect",
    "lexicon_add", "lexicon_check", "lexicon_entries", "lexicon_files", "lexicon_remove", "mend_here", "normalize",
    "passages", "picture", "pinyin", "prune", "publications", "quiz", "render", "said_as", "samples", "say", "script",
    "serve", "shelve", "source_of", "voices", "write_script", "written_lines",
]  # fmt: skip
