"""Surnames: one list, in the order of how surely a character is one."""

from __future__ import annotations

from audiobook.language.word_lists import word_list

SURE = word_list("language", "sure_surnames")
"""Hardly words of their own."""
RARE = word_list("language", "rare_surnames")
"""Far oftener the beginning of an ordinary word."""
SURNAMES = SURE | word_list("language", "wordlike_surnames") | RARE
"""Every surname of one character."""
COMPOUND = word_list("language", "compound_surnames")
"""Surnames of two characters."""
