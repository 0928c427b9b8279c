"""English written to spoken: characters a second, and the share of somebody's test lines that is said as they say.

AUDIOBOOK_ENGLISH_CASES names a folder of files test_cases_KIND.txt with `written~spoken` lines, as NeMo-text-processing
has them under tests/nemo_text_processing/en/data_text_normalization. Each is put into a sentence of its own (three in
turn), and compared without white space, punctuation and case; once more without the word "and", which American usage
leaves out of numbers. Without the variable only the speed is measured.
"""

import os
import re
import time
from pathlib import Path

CARRIERS = (
    "It is said in the paper that {} was what they found.",
    "We have read of {} in the book.",
    "{} is what the people of the town said.",
)
KINDS = (
    "address cardinal date decimal electronic fraction math measure money ordinal range roman serial telephone time"
    " whitelist word"
)
PROSE = (
    "The old mill by the river has stood there for longer than anybody in the village can remember, and on Jan. {d}, "
    "19{b}, it was sold for ${a}.{b} million to Mr. Day, who paid {d}% more than the {a} lbs. of flour were worth. "
)


def bare(text: str, *, but_for_and: bool = False) -> str:
    """Letters and figures in small letters."""
    text = re.sub(r"\band\b", "", text.lower()) if but_for_and else text.lower()
    return "".join(character for character in text if character.isalnum())


def cases(folder: Path) -> list[tuple[str, str]]:
    """Written and spoken sentences of all files."""
    made = []
    for kind in re.findall("[a-z]+", KINDS):
        lines = (folder / f"test_cases_{kind}.txt").read_text("utf-8").splitlines()
        rows = [line.split("~") for line in lines if line.count("~") == 1 and bare(line.split("~")[0])]
        for number, (written, spoken) in enumerate(rows):
            carrier = CARRIERS[number // 2 % len(CARRIERS)]
            made.append((carrier.format(written), carrier.format(spoken)))
    return made


def run() -> dict[str, float]:
    from audiobook.narration.normalize import normalize

    paragraphs = [PROSE.format(a=2 + n % 90, b=10 + n % 80, d=1 + n % 28) for n in range(2000)]
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for paragraph in paragraphs:
            normalize(paragraph, language="en")
        best = min(best, time.process_time() - begun)
    figures = {"english_chars_per_s": sum(map(len, paragraphs)) / best}
    if folder := os.environ.get("AUDIOBOOK_ENGLISH_CASES"):
        rows = [(normalize(written, language="en").text, spoken) for written, spoken in cases(Path(folder))]
        figures["cases"] = len(rows)
        for name, loose in (("cases_right", False), ("cases_right_but_for_and", True)):
            right = sum(bare(said, but_for_and=loose) == bare(spoken, but_for_and=loose) for said, spoken in rows)
            figures[name] = right / len(rows)
    return figures
