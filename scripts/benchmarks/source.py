"""Reading: time per character from 1 to 10 million, memory over size, a journal issue with start-up.

`inspect_time_per_character_ratio` compares a text of 10 million characters with one of 1 million (1.0: linear).
`inspect_3_megacharacters_s` is a long novel's. `inspect_memory_over_size` is the peak memory of reading 10 million
characters, less that of an idle interpreter, over the size of the file. `ledger_time_over_reading` is what looking at
the file a second time costs over all else, for 10 million characters of text; `ledger_time_over_reading_pdf` the same
for a typeset PDF of two columns. Times are of the processor, so that a busy machine changes little, except
`journal_issue_inspect_s`, which runs the command line on the sample, best of three; left out where the samples are not
beside the project.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT.parent / "shared" / "samples" / "journal_issue.txt"
PARAGRAPH = (
    "第{n}次走访那座水库时，管水员说今年的雨水比去年多了{m}毫米，下游{k}个村子的稻田都灌上了水，"
    "只是渠道还有{m}处漏水，修好它们要花{k}万元。村民们商量之后决定先修最漏的那几处，余下的等到冬天再说。"
)
READ = """
import resource, sys, time
from pathlib import Path
from audiobook.language import chinese
from audiobook.source import ledger, read
from audiobook.source.ledger import pdf
chinese.words("词典先读好")  # what every run pays once is no part of the time per character
looking = 0.0
def timed(function):
    def call(*arguments, **options):
        global looking
        begun = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            looking += time.process_time() - begun
    return call
ledger.look, ledger.balanced, pdf.piece = timed(ledger.look), timed(ledger.balanced), timed(pdf.piece)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
document = read(Path(sys.argv[1]))
spent = time.process_time() - start
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, looking / (spent - looking))
"""


def _write(path: Path, characters: int) -> None:
    """A long book: an article every 200 paragraphs, a heading every 20, a page break now and then."""
    with path.open("w", encoding="utf-8") as file:
        written = number = 0
        while written < characters:
            lines = []
            if number % 200 == 0:
                lines += [f"水库走访记之{number // 200 + 1}", "张国栋"]
            if number % 20 == 0:
                lines.append(f"{'一二三四五六七八九十'[number // 20 % 10]}、第{number // 20}段路上的见闻")
            text = PARAGRAPH.format(n=number, m=number * 7 % 911, k=number * 13 % 97)
            lines += [text[:61], text[61:]] if number % 15 == 7 else [text]
            block = "\n\n".join(lines) + "\n\n"
            file.write(block)
            written += len(block)
            number += 1


def _measure(path: Path) -> tuple[float, float, float]:
    """Seconds and bytes to read `path` in a fresh interpreter, and the ledger's part over the rest."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, kilobytes, ledger = done.stdout.split()
    return float(seconds), float(kilobytes) * 1024, float(ledger)


def run() -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        small, novel, large = (Path(folder) / f"{millions}.txt" for millions in (1, 3, 10))
        _write(small, 1_000_000)
        _write(novel, 3_000_000)
        _write(large, 10_000_000)
        few = min(_measure(small)[0] for _ in range(3))
        many, memory, ledger = _measure(large)
        figures["inspect_3_megacharacters_s"] = _measure(novel)[0]
        figures["inspect_time_per_character_ratio"] = many / few / 10
        figures["inspect_megacharacters_per_s"] = 10 / many
        figures["ledger_time_over_reading"] = ledger
        figures["inspect_memory_over_size"] = memory / large.stat().st_size
        printed = Path(folder) / "printed.pdf"
        sys.path.insert(0, str(ROOT))
        from tests.source import formats
        from tests.source.pieces import PIECES

        formats.pdf(PIECES * 4, printed, columns=2)
        figures["ledger_time_over_reading_pdf"] = _measure(printed)[2]
    if SAMPLE.exists():
        command = [sys.executable, "-m", "audiobook", "inspect", str(SAMPLE), "--json"]
        times = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            times.append(time.perf_counter() - start)
        figures["journal_issue_inspect_s"] = min(times)
    return figures
