"""What is drawn, not said: emoji, stars, bullets, trade marks, footnote stars; arrows become a breath."""

from __future__ import annotations

from audiobook.narration.rules.rule import rule

_ARROWS = "→⇒➔➜➝➞⟶↦⇨➡⟹►▶"
_DRAWN = (
    "★☆✦✧✩✪✫✬✭✮✯✰❖◆◇◈■□▪▫▢▣▤▥▦▧▨▩●○◎◉◯◐◑◦•▲△▴▵▼▽▾▿◀◁▷▸◂▹◃※＊*†‡¶❤♥♡♠♣♦♤♧♢☀☁☂☎☏✆✉✎✏✐✒✓✔✕✖✗✘☑☒☐✂✈"
    "®©™℠⁂☞☛☚☜☝☟←↑↓↔↕⇐⇔⇑⇓↩↪↖↗↘↙⬅⬆⬇|¦‖`´¨ˉˇ_#\\^{}<>~$%+=@-−‒–&\"'/・‧∙•⋅·¯"
)

RULES = (rule("arrow", _ARROWS, f"[{_ARROWS}]+", lambda found: "，"),)
SILENT = frozenset(_DRAWN)
