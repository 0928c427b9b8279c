"""Readings of characters a second, in a warm process, and against the g2pM package's own loop on the same sentences.

The sentences are put together from clauses of ours, so that their length and their share of characters with several
readings are those of prose. Loading is a figure of its own.
"""

import time

CLAUSES = (
    "银行行长重视人才的成长",
    "为了解决这些困难，大家都觉得应该调整计划",
    "他在重庆长大，后来得到了参与调查的机会",
    "这部分内容与音乐教学没有直接关系",
    "各行各业着力发展新技术，为生活带来方便",
    "图书馆还书的地方换了，请大家相互转告",
    "数学老师数了数作业本，发现少了几本",
    "当时天空很蓝，他背着行李走得很快",
)
SENTENCES = 600
PEER_SENTENCES = 40


def sentences() -> list[str]:
    return [
        "，".join(CLAUSES[(number * 3 + step * (1 + number % 5)) % len(CLAUSES)] for step in range(1 + number % 4))
        + "。"
        for number in range(SENTENCES)
    ]


def run() -> dict[str, float]:
    from audiobook.pronunciation import read, read_all, sandhi

    texts = sentences()
    started = time.perf_counter()
    read(texts[0])
    loading = time.perf_counter() - started

    def best(work, times: int = 3) -> float:  # type: ignore[no-untyped-def]
        spans = []
        for _ in range(times):
            started = time.perf_counter()
            work()
            spans.append(time.perf_counter() - started)
        return min(spans)

    characters = sum(map(len, texts))
    ours = best(lambda: [sandhi(words) for words in read_all(texts)])
    figures = {
        "readings_load_s": loading,
        "readings_characters_per_s": characters / ours,
        "readings_one_by_one_characters_per_s": characters / best(lambda: [read(text) for text in texts]),
    }
    try:
        from g2pM import G2pM
    except ImportError:
        return figures
    peer = G2pM()
    few = texts[:PEER_SENTENCES]
    theirs = best(lambda: [peer(text, char_split=True) for text in few])
    figures["readings_over_g2pM_ratio"] = figures["readings_characters_per_s"] / (sum(map(len, few)) / theirs)
    return figures
