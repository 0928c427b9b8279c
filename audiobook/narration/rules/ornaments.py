"""Arrows become a breath; what else is only drawn (emoji, stars, bullets) no rule claims, so that it is silent."""

from __future__ import annotations

from audiobook.narration.rules.rule import rule

_ARROWS = "→⇒➔➜➝➞⟶↦⇨➡⟹►▶"

RULES = (rule("arrow", _ARROWS, f"[{_ARROWS}]+", lambda found: "，", example="→下一步"),)
