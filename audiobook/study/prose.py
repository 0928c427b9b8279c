"""What is running prose, and of it what stands on its own feet: nothing else is asked about, recalled or shows a
term."""

from __future__ import annotations

import re

from audiobook.language.chinese import han_count
from audiobook.language.word_lists import alternatives, word_list

_MARKUP = re.compile(
    r"[\\`{}<>|#_^=\[\]@~]|\$(?!\d)|\*\*|:\w+:|https?:|www\.|\w+\.(?:py|js|com|org|cn|html?)\b|\w\(\)"
    r"|(?:^|\s)[*+>]\s|(?:^|(?<![A-Za-z]{2})(?<![”’\")])\s)-\s|[①②③④⑤⑥⑦⑧⑨⑩→←≤≥≈×√∑∫]"
)
"""A sum of money ($5) and a dash written as a hyphen between words are none of it."""
_SAID_AS = re.compile(r"(?<=[(（])[^()（）]*[\[/][^\[\]/()（）]{1,60}[\]/][^()（）]*(?=[)）])")
"""How a name is said, in the brackets behind it."""
_REFERENCE = re.compile(
    r"(?:[A-Z][\w’'\-]+ [A-Z]{1,3}(?:[,.]|$) ?){2}|\b(?:ISBN|ISSN|doi|arXiv)\b|\bRetrieved (?:on )?\d|\bpp?\. ?\d"
    r"|\b(?:19|20)\d\d;\d"
)
"""An entry of a list of works: authors by surname and initials, pages, numbers."""
_ABOUT_AUTHOR = re.compile(
    rf"^[A-Z][^,;:]{{3,40}} is (?:an?|the) (?:[\w\-]+ ){{0,4}}?(?:{alternatives('study', 'english_bylines')})"
    r" (?:for|at|covering|with|based)\b|\bFollow (?:him|her|me|us|them)\b"
    r"|^[A-Z][\w.]+ [A-Z][\w.\-]+ (?:covers|writes about)\b"
)
"""What a paper says of who wrote for it."""
_CAPTION = re.compile(
    r"^[（(【]?(?:[图表]\s*\d|见?[上下左右]图|[图表][一二三四五六七八九十]|(?:例|题|问|答|案例)\s*\d|(?:Fig|Table|Photo)\b"
    r"|Figure|Image|[A-H][)）])"
)
_EXERCISE = re.compile(
    r"^(?:\d+[.．、)）]\s*|[（(]\d+[）)]\s*)?(?:试[^验图着剂]|请|计算|证明[：:]|求[^学知助]|判断|填空|选择|阅读|讨论|思考|回答|简述|论述|想一想|说一说|读一读|写一写|查一查|结合[^，]*[，,]说)"
)
_LABEL = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]+[.．、)）]|[（(][\d一二三四五六七八九十]+[）)]|[（(][甲乙丙丁戊己庚辛壬癸][）)]|第[一二三四五六七八九十百千零〇\d]+[条款章节回])"
)
_LEANS = re.compile(
    rf"^[“‘「]?(?:{alternatives('study', 'leaning')}|其(?![他它中实余次])|[一二三四五六七八九十][是则来者]|"
    r"(?:第|其)[一二三四五六七八九十][，、,：:是个种点条步类]|另一|另有|[他她它]们?|如(?:[，,下]|[用有以在](?!关))|同样[地，,]|[一-九]方面|"
    rf"(?:{alternatives('study', 'announcing')})(?:就)?(?:是|在于|有)|"
    r"(?:注|按|附注|脚注)[，,：:]|也|又|则|却|还(?!原)|即(?![将时])|都(?![市江城])|便(?![利民])|就(?![业医读诊])|[的得了着]|地[在将被把]|才(?![能华]))"
)
_POINTS_BACK = re.compile(rf"(?:{alternatives('study', 'points_back')}|该[^当])")

_ENGLISH_LEANS = re.compile(
    rf"^[“‘\"'(]?(?:(?i:{alternatives('study', 'english_leaning')})(?:[’'](?:s|re|ll|d|ve))?\b(?![’'\-])|[a-z]"
    r"|In (?:this|these|those|that|such|other|addition|fact|contrast|particular|turn|short|it|both|time|general|any)\b"
    r"|[^,;.]{3,80},(?: [^,;.]{3,80},)? (?:he|she|they|we|I)\b"
    r"|(?:An?|The|Two|Three) (?:second|third|fourth|much|more|next|latter|former|same|other|following|above)\b)"
)
_ENGLISH_POINTS_BACK = re.compile(
    r"\b(?:this|these|those|such an?|the (?:former|latter|above|following|same|other)|aforementioned|above|below"
    r"|as follows|previous(?:ly)?|earlier|see (?:also|figure|section|table)|mentioned"
    r"|(?:Sect?|Tab|Fig|Eq)s?\.? ?\d|(?:section|table|figure|chapter|equation)s? \d+\w*|this (?:paper|article))\b",
    re.IGNORECASE,
)


LETTERS = {"zh": 1, "en": 3}
"""Letters, spaces included, that say about what one Chinese character says; by the languages that are studied."""


def is_prose(text: str) -> bool:
    """Is it a sentence of running text: no formula, code, mark-up, caption or task?

    >>> is_prose("河水带来泥沙。"), is_prose("图3 河水带来泥沙。"), is_prose("求数列的极限。"), is_prose("$x$ 为正。")
    (True, False, False, False)
    """
    if not han_count(text):
        if "\n" in text or _REFERENCE.search(text) or _ABOUT_AUTHOR.search(text):
            return False
        text = _SAID_AS.sub("", text)
    return not (_MARKUP.search(text) or _CAPTION.match(text) or _EXERCISE.match(text))


def is_exercise_heading(heading: str) -> bool:
    """Does it stand over exercises, references and the like?"""
    bare = re.sub(r"^[\d.．、\s第一二三四五六七八九十节章（）()]+|[\s：:。]+$", "", heading)
    return bare.lower().replace(" ", "-") in word_list("study", "exercise_headings")


def leans(sentence: str) -> bool:
    """Does it need the sentence before it to be understood?"""
    if han_count(sentence):
        return bool(_LEANS.match(sentence))
    return bool(_ENGLISH_LEANS.match(sentence))


def points_back(text: str) -> bool:
    """Does it speak of something said elsewhere (这种办法, 上述)?"""
    if han_count(text):
        return bool(_POINTS_BACK.search(text))
    return bool(_ENGLISH_POINTS_BACK.search(text))


def is_numbered(text: str) -> bool:
    """Does it begin with the number of an item?"""
    return bool(_LABEL.match(text))
