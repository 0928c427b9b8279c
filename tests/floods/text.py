"""Plain text and subtitles that ask too much of whoever reads them carelessly."""

from __future__ import annotations

from collections.abc import Callable

SENTENCE = "修水管的工程分三期进行，今年先修城南的一段。"
ENGLISH = "The pipes of the town are mended in three parts, the southern one first. "


def repeated(piece: str, between: str = "") -> Callable[[int], str]:
    """A text of `count` times `piece`, behind a title and a paragraph."""
    return lambda count: f"水管\n\n{SENTENCE * 3}\n\n{between.join([piece] * count)}\n\n{SENTENCE}\n"


def numbered(piece: str, between: str = "\n\n") -> Callable[[int], str]:
    """A text of `count` times `piece`, with its number for {0}."""
    return lambda count: f"水管\n\n{SENTENCE * 3}\n\n{between.join(piece.format(i) for i in range(1, count + 1))}\n"


def _contents(count: int) -> str:
    names = [f"第{i}期水管的修理" for i in range(1, count + 1)]
    lines = "\n".join(f"{name}…………{i}" for i, name in enumerate(names, 1))
    return f"目录\n\n{lines}\n\n" + "\n\n".join(f"{name}\n\n{SENTENCE}" for name in names)


def _notes(count: int) -> str:
    body = "\n\n".join(f"{SENTENCE[:-1]}[{i}]。" for i in range(1, count + 1))
    return f"水管\n\n{body}\n\n注释\n\n" + "\n".join(f"[{i}] 《水管年鉴》第{i}页。" for i in range(1, count + 1))


def _strange(count: int) -> str:
    """Characters that hardly come back."""
    return "".join(chr(0x4E00 + i * 7 % 20_000) for i in range(count))


def _subtitles(text: str) -> Callable[[int], str]:
    def made(count: int) -> str:
        cues = []
        for i in range(count):
            clock = f"{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}"
            cues.append(f"{i + 1}\n{clock},000 --> {clock},900\n{text.format(i)}\n")
        return "\n".join(cues)

    return made


TEXT: dict[str, Callable[[int], str]] = {
    "one line": repeated(SENTENCE),
    "one line of English": repeated(ENGLISH),
    "one sentence": repeated("修水管的工程"),
    "soft lines": repeated(SENTENCE, "\n"),
    "soft lines of English": repeated(ENGLISH.strip(), "\n"),
    "hyphens at line ends": repeated("mend-", "\n"),
    "paragraphs": numbered(f"第{{0}}段说，{SENTENCE}"),
    "the same paragraph": repeated(SENTENCE, "\n\n"),
    "the same long paragraph": repeated(SENTENCE * 8, "\n\n"),
    "torn paragraphs": repeated(SENTENCE[:-1], "\n\n"),
    "empty lines": repeated("\n"),
    "lines of spaces": repeated("  \n"),
    "spaces": repeated(" 　"),
    "tabs": repeated("\t"),
    "form feeds": repeated("\f"),
    "headings": numbered(f"第{{0}}章 城南的水管\n\n{SENTENCE}"),
    "headings alone": numbered("第{0}章 城南的水管"),
    "sections": numbered(f"（{{0}}）城南\n{SENTENCE}"),
    "list": numbered("{0}. 城南的水管", "\n"),
    "short lines": numbered("城南{0}", "\n"),
    "names": numbered("张三{0} 李四", "\n"),
    "names in one line": repeated("张三 李四 "),
    "bylines": numbered(f"水管{{0}}\n\n张三 李四\n\n{SENTENCE}"),
    "contents": _contents,
    "notes": _notes,
    "circled notes": repeated(f"{SENTENCE}①", "\n\n"),
    "round brackets": repeated("（"),
    "square brackets": repeated("["),
    "closing brackets": repeated("）"),
    "pairs of brackets": repeated("（水）"),
    "brackets of English": repeated("(a "),
    "titles of books": repeated("《水"),
    "quotation marks": repeated("“水"),
    "straight quotation marks": repeated('" '),
    "apostrophes": repeated("'a "),
    "stops": repeated("。"),
    "points": repeated("."),
    "marks": repeated("？！"),
    "commas": repeated("水，"),
    "dashes": repeated("—"),
    "hyphens": repeated("-"),
    "ellipses": repeated("…"),
    "figures": repeated("7"),
    "figures and points": repeated("1."),
    "figures and commas": repeated("100,"),
    "figures and hyphens": repeated("12-"),
    "figures and colons": repeated("12:"),
    "figures and slashes": repeated("3/"),
    "years": repeated("2014—2023年"),
    "percent": repeated("5%"),
    "Chinese figures": repeated("三百"),
    "one letter": repeated("a"),
    "capitals": repeated("A"),
    "letters and figures": repeated("A1-"),
    "words": repeated("pipe "),
    "one character": repeated("水"),
    "names of sites": repeated("a."),
    "addresses": repeated("http://a.b/"),
    "mail": repeated("a@"),
    "accents": repeated("e" + "\u0301"),
    "accents on one letter": repeated("\u0301"),
    "nothing to see": repeated("\u200b"),
    "joined pictures": repeated("🎉\u200d"),
    "dollars": repeated("$"),
    "formulas": repeated("$x^2$ "),
    "a formula": lambda count: f"水管\n\n{SENTENCE}\n\n$${'x+' * count}y$$\n",
    "powers of powers": lambda count: f"水管\n\n{SENTENCE}\n\n$" + "x^{" * count + "y" + "}" * count + "$\n",
    "fractions": lambda count: f"水管\n\n{SENTENCE}\n\n$$" + "\\frac{1}{" * count + "y" + "}" * count + "$$\n",
    "backslashes": repeated("\\"),
    "underlines": repeated("_ "),
    "rules": repeated("＊＊＊", "\n\n"),
    "columns": repeated("城南        城北        城东", "\n"),
    "rows of tabs": repeated("城南\t城北\t城东", "\n"),
    "rows of bars": repeated("| 城南 | 城北 |", "\n"),
    "wide row": repeated("城南\t"),
    "signs": repeated("★☆"),
    "tags": repeated("<b>"),
    "less than": repeated("<"),
    "entities": repeated("&amp;"),
    "arrows": repeated("→"),
    "plus and minus": repeated("+-"),
    "Roman figures": repeated("IV "),
    "captions": numbered("图{0} 城南的水管"),
    "page numbers": numbered("— {0} —", "\n"),
    "abstracts": repeated("Abstract: the pipes", "\n\n"),
    "references": repeated("参考文献\n\n[1] 水管年鉴", "\n\n"),
    "notes headings": repeated("注释\n\n水管年鉴", "\n\n"),
    "lines twice": lambda count: "水管\n\n" + "\n\n".join([_strange(count), _strange(count)[5:]]) + "\n",
    "interview": repeated(f"问：{SENTENCE}\n\n答：{SENTENCE}", "\n\n"),
    "poem": repeated("城南修水管，\n城北看月光。", "\n"),
}  # fmt: skip

SUBTITLES: dict[str, Callable[[int], str]] = {
    "cues": _subtitles("第{0}段水管"),
    "the same cue": _subtitles("修水管的工程"),
    "long cues": _subtitles(SENTENCE * 4),
    "tags in cues": _subtitles("<i>修<b>水"),
    "empty cues": _subtitles(" "),
}
