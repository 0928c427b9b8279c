"""The symbols Kokoro v1.0 knows and their token numbers (the `vocab` of the model's published config.json)."""

from __future__ import annotations

from types import MappingProxyType

MAX_TOKENS = 510
"""Symbols in one request, without the padding at both ends."""

_RUNS = (
    (1, ";:,.!?"),
    (9, '—…"()“” \u0303ʣʥʦʨᵝ\uab67AI'),
    (31, "O"),
    (33, "Q"),
    (35, "ST"),
    (39, "W"),
    (41, "Yᵊabcdef"),
    (50, "hijklmnopqrstuvwxyzɑɐɒæ"),
    (75, "βɔɕç"),
    (80, "ɖðʤə"),
    (85, "ɚɛɜ"),
    (90, "ɟ"),
    (92, "ɡ"),
    (99, "ɥ"),
    (101, "ɨɪʝ"),
    (110, "ɯɰŋɳɲɴø"),
    (118, "ɸθœ"),
    (123, "ɹ"),
    (125, "ɾɻ"),
    (128, "ʁɽʂʃʈʧ"),
    (135, "ʊʋ"),
    (138, "ʌɣɤ"),
    (142, "χʎ"),
    (147, "ʒʔ"),
    (156, "ˈˌː"),
    (162, "ʰ"),
    (164, "ʲ"),
    (169, "↓"),
    (171, "→↗↘"),
    (177, "ᵻ"),
)
"""First number -> symbols numbered upwards from it."""

TOKENS = MappingProxyType({symbol: first + i for first, symbols in _RUNS for i, symbol in enumerate(symbols)})


def tokens(payload: str) -> list[int]:
    """The token numbers of a phoneme string; KeyError for a symbol the model does not know.

    >>> tokens("ni↓")
    [56, 51, 169]
    """
    return [TOKENS[symbol] for symbol in payload]
