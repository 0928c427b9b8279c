"""Written to spoken: characters a second through the rules and the grammar, and how long loading takes.

Loading is everything from a fresh interpreter's first import to the first sentence said. The text is our own, made so
that one sentence in three holds figures, acronyms or signs; the dense text is nothing but such sentences, every one
different, so that no cache helps.
"""

import subprocess
import sys
import time

PLAIN = (
    "清晨的河面上浮着一层薄雾，渡口的老人把缆绳慢慢解开，等第一班学生上船。",
    "对岸的山坡种满了茶树，春天采下的头一批叶子总要留给村里的老师。",
)
DENSE = (
    "{a}年产量达{b}.{c}万吨，同比增长{c}.{d}%，占GDP的比重由{d}%升至{c}{d}%。",
    "{a}年{c}月{d}日{c}:{d}5，GPT-{c}和Qwen{c}.{d}-{b}B在FP16下达到{b}TFLOPS、{b}GB/s。",
    "气温从-{c}℃升到{d}℃，水位上涨{c}.{d}m，约{c}/{d}的农户（{b}户）收到了¥{b}.{c}{d}的补贴。",
    "第{c}—{d}条规定，{a}—{a}年每亩补{b}元，热线电话010-{b}{b}5{d}，详见www.example.org。",
)


def text(lines: int, *, dense: bool) -> list[str]:
    """Paragraphs of one sentence, every one with figures of its own."""
    made = []
    for number in range(lines):
        figures = {"a": 1990 + number % 40, "b": 100 + number * 7 % 900, "c": 2 + number % 7, "d": 1 + number % 9}
        if dense or number % 3 == 0:
            made.append(DENSE[number % len(DENSE)].format(**figures))
        else:
            made.append(PLAIN[number % len(PLAIN)])
    return made


def speed(paragraphs: list[str]) -> float:
    """Characters a second, best of five."""
    from audiobook.narration.normalize import normalize

    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        for paragraph in paragraphs:
            normalize(paragraph)
        best = min(best, time.perf_counter() - begun)
    return sum(map(len, paragraphs)) / best


def loading(statement: str) -> float:
    """Seconds that `statement` takes in a fresh interpreter, its own start-up not counted; best of three."""
    code = f"import time; begun = time.perf_counter(); {statement}; print(time.perf_counter() - begun)"
    runs = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3))
    return min(float(done.stdout) for done in runs)


def run() -> dict[str, float]:
    start = "from audiobook.narration.normalize import normalize; normalize('2024年增长5%')"
    return {
        "normalize_chars_per_s": speed(text(3000, dense=False)),
        "normalize_dense_chars_per_s": speed(text(3000, dense=True)),
        "normalize_load_s": loading(start),
        "normalize_load_with_grammar_s": loading(start.replace("2024年增长5%", "1/0")),
        "split_chars_per_s": split_speed(text(3000, dense=False)),
    }


def split_speed(paragraphs: list[str]) -> float:
    """Characters a second that are split into breaths, in paragraphs of six sentences."""
    from audiobook.narration.sentences import split

    joined = ["".join(paragraphs[at : at + 6]) for at in range(0, len(paragraphs), 6)]
    begun = time.perf_counter()
    for paragraph in joined:
        split(paragraph, preferred_syllables=45, max_syllables=90)
    return sum(map(len, joined)) / (time.perf_counter() - begun)
