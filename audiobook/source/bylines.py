"""Names of authors: what a byline looks like and who stands in it."""

from __future__ import annotations

import re

from audiobook.language.chinese import HAN, compiled, expanded
from audiobook.language.names import COMPOUND, RARE, SURNAMES
from audiobook.language.word_lists import alternatives, word_list
from audiobook.source.line_features import even_marks, squeeze
from audiobook.source.name_tails import POST, WHEN

_NOT_IN_NAMES = frozenset("的了是在和与及为对从向将把被让使要不有这那之其个们我你他她它谈论说问答看网报刊社版栏讯")
_COLUMNS = word_list("source", "not_names")

_ENGLISH_WORDS = word_list("source", "english_function_words")

_DOT = "·•・‧∙"
_HAN_NAME = re.compile(f"^[{HAN}]{{2,4}}$")
_DOTTED = re.compile(f"^[{HAN}A-Z][{HAN}A-Za-z.]*(?:[{_DOT}][{HAN}A-Za-z.]+)+$")
_LATIN = re.compile(
    r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame)\.?\s+)?[A-Z][\w'’-]*\.?"
    r"(?:\s+(?:[A-Z][\w'’-]*\.?|de|van|von|der|la|al|bin|ibn|del|di|da|dos)){1,3}$"
)
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,6}[条章节回款项编篇卷部讲课期]|(?:chap|part|book|act|scene|sec)\b", re.I
)
_MARK = re.compile(r"^[\s□■◎●○◆◇▲△☆★▪◼◻⊙※•\-—–]+")
NATION = compiled(
    r"^\s*[\[［（(〔【]\s*[[:Han:]]{1,4}\s*[\]］）)〕】]\s*|"
    r"^(?:先秦|战国|戰國|三国|三國|五代|近代|现代|現代|[东西東]?[周汉漢晋晉]|[北曹]?魏|[南北]?宋|[隋唐辽遼金元明清])\s*"
    r"[·•・‧?？]\s*(?=[[:Han:]]{2,4}$)"
)
"""（美）, 〔宋〕, 宋·"""
_ROLE = expanded(
    r"(?:本报|本刊|本网|新华社|人民日报|光明日报|经济日报|中新社|央视|特约|首席|实习|见习|通讯员|驻[[:Han:]]{2,5})*"
    r"(?:记者|通讯员|评论员|撰稿人|撰稿|特约撰稿人|作者|撰文|文字|文(?=[\s：:/／|｜])|采写|执笔|口述|整理|编译|译者|翻译|编写|采访|主讲人|主讲|讲述|供稿|报告人|课题组成员)"
)
_BEFORE = re.compile(
    rf"^(?:本报讯\s*)?(?P<role>{_ROLE})\s*(?:[/／|｜：:]\s*|[\s\u3000]+|(?=[{HAN}]))(?:[图摄]\s*[/／|｜：:]?\s*)?"
)
_AFTER = re.compile(r"\s*[/／|｜]?\s*(?:文|著|译|编译|编|撰|撰文|整理|口述|供稿|报道|/文图|文/图)$")
_BY = re.compile(r"^(?:by|written by|text by|words by|author|authors)[:\s]+", re.I)
_COLLECTIVE = compiled(
    r"^(?:本报|本刊|本社|新华社|人民日报|光明日报|求是|经济日报|[[:Han:]]{2,8}(?:报|社|杂志|网))?"
    r"(?:特约)?(?:评论员|编辑部|编辑室|采访组|报道组|调研组|课题组|联合调研组|评论部|理论部)$|"
    r"^[[:Han:]]{4,24}(?:课题组|调研组|编写组|编辑部|评论员|研究中心|工作室|理论学习中心组|党组|党委|政策研究室)$"
)
_SPLIT = compiled(r"\s*[、，,;；&]\s*|\s+(?:and|与|和)\s+|(?<=[[:Han:]])\s*[/／]\s*(?=[[:Han:]])")
_POSITION = re.compile(
    "(?:大学|学院|研究院|研究所|研究员|教授|院士|主任|院长|校长|书记|部长|局长|主席|省长|市长|县长|区长|州长|镇长|乡长|厅长|司长|处长|总理|会长|秘书长|理事长|董事长|总裁|总编|记者|工程师|博士|研究室|党校|委员会|公司|中心|医院|系)"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|[\d*＊†‡¹²³⁴⁵,，]+$")


_TALK = re.compile(r"[^\s。！“”…（(〔【［\[A-Za-z]*[。！“”…][^\s（(〔【［\[A-Za-z]*")
"""Marks of sentences, and nothing beside which names could stand: most short lines of novels."""


def is_name(text: str) -> bool:
    """Whether one person may be called so.

    >>> [is_name(n) for n in ("唐杰", "欧阳修远", "阿卜杜拉·买买提", "John Smith", "思想纵横", "专家谈")]
    [True, True, True, True, False, False]
    """
    if _HAN_NAME.match(text):
        if text in _COLUMNS or any(c in _NOT_IN_NAMES for c in text[1:]):
            return False
        if text[:2] in COMPOUND:
            return 3 <= len(text) <= 4
        return text[0] in SURNAMES and len(text) <= 3
    if _DOTTED.match(text):
        return text[-1] not in "篇章卷集部"
    return len(text) <= 40 and bool(_LATIN.match(text)) and not _ENGLISH_WORDS & set(text.lower().split())


def is_sure_name(text: str) -> bool:
    """A name whose surname is not also a common first character of words, or whose given name is a known one.

    >>> is_sure_name("张三"), is_sure_name("Tom Baker"), is_sure_name("Quiet Streets"), is_sure_name("J. R. Hart")
    (True, True, False, True)
    """
    if not is_name(text):
        return False
    if text.isascii():
        first = re.split(r"[\s-]", re.sub(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame)\.?\s+", "", text))[0]
        return (
            first in word_list("source", "given_names")
            or bool(re.search(r"\b[A-Z]\.", text))
            or first != text.split()[0]
        )
    return text[0] not in RARE


def split_names(text: str) -> tuple[str, ...] | None:
    """The names in a line that holds nothing else, spaced characters closed up; None if it holds anything else.

    >>> split_names("张 越 王晓明"), split_names("黄 汉 权"), split_names("高\\u3000文　欧阳 修")
    (('张越', '王晓明'), ('黄汉权',), ('高文', '欧阳修'))
    >>> split_names("推动大模型应用") is None
    True
    """
    names: list[str] = []
    for piece in _SPLIT.split(text.strip()):
        if not piece:
            continue
        found = _names_by_space(piece.strip())
        if found is None:
            return None
        names += found
    return tuple(names) if 1 <= len(names) <= 12 else None


def _names_by_space(text: str) -> list[str] | None:
    if is_name(text):
        return [text]
    if re.search("[A-Za-z]", text):
        return [text] if is_name(" ".join(text.split())) else None
    # wide gaps stand between names, narrow ones within them
    wide = [piece for piece in re.split(r"[ ]{2,}|\u3000+|\t+", text) if piece.strip()]
    if len(wide) > 1:
        parts = [_partition(piece.split()) for piece in wide]
        if all(part is not None for part in parts):
            return [name for part in parts if part for name in part]
    return _partition(text.split())


def _partition(tokens: list[str]) -> list[str] | None:
    """The way to join `tokens` to names: complete ones stay, single characters are put together."""
    if not tokens or len(tokens) > 24:
        return None
    best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for start in range(len(tokens)):
        if start not in best:
            continue
        cost, names = best[start]
        for stop in range(start + 1, min(start + 4, len(tokens)) + 1):
            if stop - start > 1 and sum(len(t) == 1 for t in tokens[start:stop]) < 1:
                continue
            name = "".join(tokens[start:stop])
            if not is_name(name) and len(name) > 1:
                continue
            if len(name) < 2:
                continue
            # joining whole words is dearer than joining single characters; three characters are commoner than two
            step = (
                1.0 + sum(2.0 for t in tokens[start:stop] if len(t) > 1 and stop - start > 1) - 0.1 * (len(name) == 3)
            )
            if stop not in best or cost + step < best[stop][0]:
                best[stop] = (cost + step, [*names, name])
    return best[len(tokens)][1] if len(tokens) in best else None


def byline(text: str, *, sure: bool = False) -> tuple[str, ...] | None:
    """The authors a byline names, or None if the line is no byline.

    `sure`: take a bare name only if it can hardly be anything else.

    >>> byline("本报记者 张三 李四"), byline("文/王五"), byline("□ 赵 六"), byline("（记者 李四）")
    (('张三', '李四'), ('王五',), ('赵六',), ('李四',))
    >>> byline("本报评论员"), byline("By John Smith"), byline("（美）约翰·史密斯")
    (('本报评论员',), ('John Smith',), ('约翰·史密斯',))
    >>> byline("当前我国大模型发展") is None
    True
    """
    line = text.strip()
    if not line or len(line) > 90 or "\n" in line or _NUMBERED.match(line) or _TALK.fullmatch(line):
        return None
    bare = _MARK.sub("", line)
    marked = bare != line
    if bare[:1] in "（(" and bare[-1:] in "）)" and _BEFORE.match(bare[1:-1].strip()):
        bare = bare[1:-1].strip()
    if len(bare) > 3 and (bare[0], bare[-1]) in (("【", "】"), ("[", "]"), ("（", "）"), ("(", ")")):
        inside = _people(bare[1:-1])
        if inside and all(is_sure_name(name) for name in inside):
            return tuple(inside)
    nation = NATION.sub("", bare)
    marked, bare = marked or nation != bare, nation
    if _COLLECTIVE.match(squeeze(bare)):
        return (squeeze(bare),)
    if "--" in bare:
        return None
    if (found_by := _BY.match(bare)) and (":" in found_by[0] or bare[found_by.end() :][:1].isupper()):
        return _english(_BY.sub("", bare))
    bare = re.sub(r"^(作|译|编)[\s\u3000]+(?=者[\s\u3000]*[：:])", r"\1", bare)
    found: list[str] = []
    even = even_marks(bare)
    rest = even if _BEFORE.match(even) else bare
    while match := _BEFORE.match(rest):
        marked = True
        rest = rest[match.end() :]
        following = re.search(rf"[\s、，；]+(?={_ROLE}[\s：/])", rest)
        piece, rest = (rest[: following.start()], rest[following.end() :]) if following else (rest, "")
        names = _people(piece) or _called(piece)
        if names is None:
            return None
        found += names
    if found:
        return tuple(dict.fromkeys(found))
    tail = _AFTER.sub("", rest)
    names = _people(tail) if tail != rest else None
    if names:
        return tuple(names)
    names = _people(rest)
    if names is None or (sure and not marked and not all(is_sure_name(name) for name in names)):
        return None
    return tuple(names)


def _called(text: str) -> list[str] | None:
    """Pen names and rare surnames, after a word that says that names follow: 作者：木子, 文/海边的树, 作者：Luo."""
    pieces = [p for p in re.split(r"[、，,;；/＆&\s]+", text.strip()) if p not in ("", "著", "文", "译", "编", "撰")]
    shaped = all(re.fullmatch(rf"[{HAN}]{{2,6}}|[A-Za-z][\w.@-]{{1,20}}", p) for p in pieces)
    return pieces if 1 <= len(pieces) <= 6 and shaped else None


_WHO_ELSE = re.compile(
    r"[,;(]?\s*(?:and\s+)?(?:the\s+)?(?:author|authoress|editor|translator|writer)s?\s+of\b.*$", re.I | re.S
)


def _english(text: str) -> tuple[str, ...] | None:
    """Names after "by", without what else they wrote, what they are and when it was: Author of "Aunt Diana," etc.

    >>> _english("Ana Holt, Science Editor, May 6, 2019"), _english("Jo Reed and Al Mori @almori Updated 3 Jul 2018")
    (('Ana Holt',), ('Jo Reed', 'Al Mori'))
    >>> _english("Ana Holt, Professor"), _english("Ana Holt | Jo Reed | May 6, 2019")
    (('Ana Holt',), ('Ana Holt', 'Jo Reed'))
    """
    parts = [WHEN.sub("", part).rstrip(" .,·-–—") for part in _WHO_ELSE.sub("", text).split("|")]
    pieces = [p.strip() for part in parts for p in re.split(r",|;|\band\b|&", part) if p.strip()]
    people = [piece for piece in pieces if not POST.search(piece)] or pieces
    return tuple(" ".join(p.split()) for p in people) if people and all(len(p) <= 60 for p in people) else None


def _people(text: str) -> list[str] | None:
    """Names with positions, numbers and brackets beside them taken away."""
    bare = _BRACKETED.sub("", NATION.sub("", text.strip())).strip()
    pieces = [_BRACKETED.sub("", piece).strip() for piece in re.split(r"[、，,;；]", bare)]
    names = split_names("、".join(piece for piece in pieces if piece))
    if names is not None:
        return list(names)
    # a name with a post before or behind it: "清华大学教授 张三", "张三 某某研究院院长"
    if bare.isascii() or len(bare.split()) < 2:
        return None
    people: list[str] = []
    posts = 0
    for token in re.sub(f"(?<=(?<![^ ])[{HAN}]) (?=[{HAN}](?![^ ]))", "", bare).split():
        if is_sure_name(token):
            people.append(token)
        elif _POSITION.search(token):
            posts += 1
        else:
            return None
    return people if people and posts else None


_NOBODY = re.compile(rf"(?:{alternatives('source', 'not_authors')})", re.I)
_LEAD = re.compile(
    r"^[（(]?(?:本报|新华社|中新社|本网|人民网|央视网|光明网|中新网)?[^，。（(]{0,16}(?:讯|电)\s*[（(]"
    rf"(?:{_ROLE})\s*(?P<names>[^）)]{{2,40}})[）)]"
)
_CREDIT = re.compile(
    r"(?:作者|记者|撰文|文)\s*[：:]\s*(?P<names>[^：:|｜]{2,40}?)(?=\s*(?:来源|责任编辑|责编|编辑|发布|时间|浏览|[|｜]|\d{4}|$))"
)


def lead(text: str) -> tuple[str, ...] | None:
    """The reporters a news item names in its first words.

    >>> lead("本报北京5月6日电（记者 张三、李四）今天上午，"), lead("今天上午，记者来到现场。")
    (('张三', '李四'), None)
    """
    match = _LEAD.match(text)
    names = byline(f"记者 {match['names']}") if match else None
    return tuple(name for name in names if not _NOBODY.fullmatch(name)) or None if names else None


def credit(text: str) -> tuple[str, ...] | None:
    """The authors named in a line of dates and sources: 2024-05-06 来源：某网 作者：张三

    >>> credit("2024-05-06 10:20 来源：某网 作者：张三")
    ('张三',)
    """
    match = _CREDIT.search(text)
    if not match:
        return None
    called = _called(match["names"]) or []
    return split_names(match["names"].strip()) or tuple(name for name in called if not _NOBODY.fullmatch(name)) or None
