"""`audiobook --help` against a Python that does nothing: what the lazy command line costs."""

import statistics
import subprocess
import sys
import time


def run() -> dict[str, float]:
    """Medians of 15 alternating runs."""
    commands = {"help": ["-m", "audiobook", "--help"], "pass": ["-c", "pass"], "click": ["-c", "import click"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(15):
        for name, arguments in commands.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
            times[name].append(time.perf_counter() - start)
    median = {name: statistics.median(values) for name, values in times.items()}
    return {
        "help_ms": median["help"] * 1000,
        "python_pass_ms": median["pass"] * 1000,
        "help_over_python_pass_ratio": median["help"] / median["pass"],
        "help_over_import_click_ratio": median["help"] / median["click"],
    }
