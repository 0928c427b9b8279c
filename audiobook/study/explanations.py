"""What a sentence explains over its clauses: why something is so, what comes of it, what it takes, of what parts it is,
what a word stands for.

As in `relations`, each is a span of the sentence in place of which a question word stands: 渠里先放水，因为泥要晒干 →
渠里先放水，为什么; 要种稻，就得先修渠 → 要种稻，就得做什么.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives, any_word
from audiobook.model import QuestionKind
from audiobook.study.clauses import opens_with_noun
from audiobook.study.definitions import names_something
from audiobook.study.prose import leans, points_back
from audiobook.study.relations import CLAUSE_ENDS, Asked, is_subject
from audiobook.study.standing_alone import alike, has_own_subject, opens_with_verb
from audiobook.study.tokens import Words

_W = r"[^，,。；;：:！!？?]"
_OPENS, _CLOSED = r"(?:^|[。；;])", r"(?=[。；;]|$)"
_CLAUSES = r"[^。；;：:！!？?]"
_ITEM = r"[^，,。；;：:！!？?、和与及]"
_BECAUSE_AFTER = re.compile(
    rf"{_OPENS}(?P<rest>{_CLAUSES}{{8,38}}?)(?P<gap>[，,](?:(?:这|其原因|原因)?(?:主要|正|就|大多)?是(?:因为|由于)|因为)"
    rf"(?P<why>{_CLAUSES}{{5,70}}))(?<!的缘故){_CLOSED}"
)
_HENCE = re.compile(
    rf"{_OPENS}(?P<gap>(?P<why>{_CLAUSES}{{6,70}})[，,](?:因此|所以|因而|故而?|于是)(?!说)[，,]?)"
    rf"(?P<rest>{_W}{{6,36}}){_CLOSED}"
)
_OWING = re.compile(
    rf"{_OPENS}(?P<gap>(?:由于|因为)(?P<why>{_CLAUSES}{{4,60}}?)(?<!的)[，,](?:所以|因此|因而|故|就|便)?[，,]?)"
    rf"(?P<rest>{_W}{{6,36}}){_CLOSED}"
)
_WOULD = re.compile(
    rf"{_OPENS}(?P<rest>(?:如果|若是?|一旦|假如|倘若|要是|只要){_W}{{4,26}}[，,](?:{_W}{{0,8}}?(?:就|则|便|那么|将))(?:会|要|可能)?(?!将|把|以))"
    rf"(?P<gap>{_W}{{4,36}}){_CLOSED}"
)
_DEFINES = re.compile(r"是指|指的是|之所以|(?<![为作])是一[种个]")
"""A clause that says what something is, or waits for the reason itself, is asked no 为什么."""
_TAKES = re.compile(
    rf"{_OPENS}(?P<rest>(?:要想?|想要|若要|如果想?要|为了?){_W}{{3,24}}[，,]{_W}{{0,10}}?(?:就要|就得|就必须|必须|需要|应当|应该|首先要|首先应))"
    rf"(?P<gap>{_CLAUSES}{{4,44}}){_CLOSED}"
)
_PARTS = re.compile(
    rf"(?:^|[。；;，,])(?P<rest>{_W}{{2,24}}?)(?:又|还)?(?:可以?|能够?|一般|通常|大致|主要|大体上?)?(?:又)?(?:分为|分成|划分为|区分为)"
    rf"(?P<gap>(?P<items>{_ITEM}{{2,22}}(?:、{_ITEM}{{2,22}}){{0,6}}(?:以及|[和与及]){_ITEM}{{2,22}}?)"
    r"(?:这)?(?P<many>[两二三四五六七八九\d](?:个?[部种类层段级型]分?|大?类|[个]?\w{2}))?)(?=[，,。；;]|$)"
)
_CONSISTS = re.compile(
    rf"(?:^|[。；;])(?P<rest>{_W}{{2,24}}?)(?:主要)?(?:由)(?P<gap>{_ITEM}{{2,24}}(?:、{_ITEM}{{2,24}}){{0,6}}(?:以及|[和与及]){_ITEM}{{2,24}}?)"
    r"(?:[两二三四五六七八九\d]\w{1,3})?(?:所)?(?:共同)?(?:组成|构成)(?=[，,。；;]|$)"
)
_COUNTED = re.compile(
    rf"{_OPENS}(?P<rest>{_W}{{2,26}}?(?:有|分|包括|分为|需要|是|具有|采用|经历))(?P<gap>(?:以下|如下)?(?P<n>[两二三四五六七八九])(?P<m>个?(?:主要|基本|重要|大)?[^，,。；;：:的\d]{{1,4}})"
    rf"(?:[：:，,]|——)(?:即|分别是|一个是|也就是)?(?P<items>{_CLAUSES}{{4,90}})){_CLOSED}"
)
_POINTS = re.compile(
    r"(?:^|[。；;])(?:在[^，,。；;]{2,10}[，,])?(?:所谓的?)?[“‘「]?(?P<x>[^，,。；;：:！!？?“”（）()是]{2,16}?)[”’」]?(?:[（(][^（）()]{1,40}[）)])?"
    rf"(?P<cue>[，,]?(?:主要|通常|一般|实际上|其实|本质上|就|也就)?(?:是指(?![向导出示明])|指的就?是|意指|系指|意思是|含义是|定义为))(?P<gap>{_CLAUSES}{{5,60}}){_CLOSED}"
)
_ENTRY = re.compile(
    r"^。*(?P<x>[^，,。；;：:！!？?“”（）()、/\d][^，,。；;：:！!？?“”（）()、/]{1,13})(?:[（(][^（）()]{1,50}[）)])?(?P<gap>\s*(?:[：:]|——)\s*(?P<cue>是指|指的是|指|是|即)?(?P<d>"
    rf"{_CLAUSES}{{8,70}})){_CLOSED}"
)
_OF_ANOTHER = re.compile(
    r"(?!一[种个类项]|指|即|用|以|由|对|把|在)[^，,。；;：:]{2,12}?(?:就是|[^这那它其此都也只才还正]是)(?!指)"
)
"""音乐的目的就是…… is said of something else than 主题性, under which it stands."""
_OF_WHAT = re.compile(
    rf"{_OPENS}(?P<gap>{_W}{{3,24}}?)(?:就|才|正)?是(?![指由在])(?P<rest>{_W}{{2,26}}的(?:首要|主要|根本|直接|最大|最终|基本|核心)?"
    rf"(?:{alternatives('study', 'essences')}))(?=[，,。；;]|$)"
)
_BECOMES = re.compile(
    rf"{_OPENS}(?P<rest>{_W}{{3,24}}?)(?:逐渐|逐步|已经?|后来|又|开始)?(?:由{_W}{{2,16}})?(?:转变为|演变为|演变成|转化为|转化成|变成|发展为|发展成为|沦为|取代)了?"
    rf"(?P<gap>{_W}{{3,26}}){_CLOSED}"
)
_SO_THAT = re.compile(
    rf"{_OPENS}(?P<rest>{_W}{{4,30}}?(?:，|,)?(?:是为了|目的是|目的在于|旨在|(?<!同)意在))(?P<gap>{_W}{{4,50}}?(?:[，,](?:并且?|以便?|从而|使得?|让|确保|进而){_W}{{2,30}})?){CLAUSE_ENDS}"
)
_RATHER = re.compile(
    rf"{_OPENS}(?P<rest>{_W}{{3,26}}?(?:是|在于|靠|取决于|来自|为了))(?P<gap>{_W}{{2,24}}?)[，,]?(?:而不是|而非|而不在于|而不论|而不取决于)(?P<other>{_W}{{2,24}}){_CLOSED}"
)
_NOT_FROM = re.compile(r"[我你您咱吗呢吧啊他她它牠]|其(?![他中实余])|们")
_SUPPOSES = re.compile(r"(?:若|如果|如|一旦|当|应|请|可以?|需|建议|避免|注意)(?!体|当地|同)")
_ITSELF = re.compile(r"其(?![他中余实次它])")
"""Behind an entry's head: it is spoken of, not told what it is."""
_SOME = re.compile(r"[一两三几多和]")
_ONCE = re.compile(r"(?:例?如|比如|某)(?!果)")
_MANY = re.compile(r"等$|等[^级于待候同]|之一|之类|…")
_VERBS_ON = re.compile(
    r"^(?:也|还|就|便|都|则|又|却|会|能|可|不|要|必|只|将|才|并|而|使|令|让|以|被|把|对|在|从|向|给|为)"
)


def explanations(text: str, words: Words) -> Iterator[Asked]:
    """What may be asked of what a sentence explains."""
    for name, pattern, said in (
        ("because_after", _BECAUSE_AFTER, "，为什么"),
        ("hence", _HENCE, "为什么"),
        ("owing_to", _OWING, "为什么"),
    ):
        for found in pattern.finditer(text):
            rest, why = found["rest"], found["why"]
            if _ONCE.match(why) or len(re.findall(r"[，,]", rest)) > 1:
                continue
            if not _stands(rest, words) or leans(why) or points_back(why) or _VERBS_ON.match(rest):
                continue
            if _DEFINES.search(rest) or not has_own_subject(rest, words):
                continue
            begins, ends = sorted((found.span("rest"), found.span("gap")))
            yield Asked("cause", *found.span("gap"), said, begins[0], ends[1], form=name)
    for name, pattern, said in (
        ("would", _WOULD, "怎么样"),
        ("takes", _TAKES, "做什么"),
        ("becomes", _BECOMES, "什么"),
        ("so_that", _SO_THAT, "什么"),
        ("rather_than", _RATHER, "什么"),
    ):
        for found in pattern.finditer(text):
            rest, gap = found["rest"], found["gap"]
            if not (name in ("would", "takes") or _stands(rest, words)) or points_back(rest + gap):
                continue
            if _MANY.search(gap) or leans(rest):
                continue
            if name == "rather_than" and not alike(gap, found["other"], words):
                continue
            asked = said
            if rest.endswith("需要") and _SOME.match(gap):
                asked = "什么"  # 需要三个人
            elif rest.endswith(("旨在", "意在")):
                asked = "做什么"
            kind: QuestionKind = "contrast" if name == "rather_than" else "relation"
            yield Asked(kind, *found.span("gap"), asked, found.start("rest"), found.end(), form=name)
    for name, pattern in (("parts", _PARTS), ("consists", _CONSISTS)):
        for found in pattern.finditer(text):
            if is_subject(found["rest"]) and not _MANY.search(found["gap"]) and not points_back(found["gap"]):
                yield Asked("list", *found.span("gap"), "什么", found.start("rest"), found.end(), form=name)
    for found in _COUNTED.finditer(text):
        items = [item for item in re.split(r"[；;、]|[，,]|以及|[和与及]", found["items"]) if item]
        if is_subject(found["rest"].rstrip("有分是")) and len(items) == "两二三四五六七八九".index(found["n"]) + (
            2 if found["n"] == "两" else 1
        ):
            yield Asked(
                "list",
                *found.span("gap"),
                f"哪{found['n']}{found['m']}",
                found.start("rest"),
                found.end(),
                form="counted",
            )
    for found in _OF_WHAT.finditer(text):
        if (
            is_subject(found["gap"])
            and not any_word("study", "not_defining").search(found["rest"])
            and not points_back(found["rest"])
        ):
            yield Asked("relation", *found.span("gap"), "什么", found.start("gap"), found.end(), form="of_what")
    for found in _POINTS.finditer(text):
        if is_subject(found["x"]) and not points_back(found["gap"]) and "而言" not in found["gap"]:
            yield Asked(
                "definition", *found.span("gap"), "什么", found.start("x"), found.end(), found["x"], form="points"
            )
    for found in _ENTRY.finditer(text):
        told = found["cue"] is not None
        if words.dictionary.tag(found["x"]).startswith(("nr", "ns")):
            continue
        glossed = re.search(r"[A-Za-z]{3}", text[found.end("x") : found.start("gap")]) is not None
        letters = re.findall(r"[A-Z]{2,}", text[found.end("x") : found.start("gap")])
        again = not told and (_ITSELF.search(found["d"]) or any(name in found["d"] for name in (found["x"], *letters)))
        if again or found["d"].startswith(found["x"]) or _SUPPOSES.match(found["d"]) or _OF_ANOTHER.match(found["d"]):
            continue  # what to do when, or how it differs, is not what it is
        if (
            (told or glossed)
            and not _ONCE.match(found["d"])
            and names_something(found["x"], words, named=False)
            and not points_back(found["d"])
        ):
            form = "entry_told" if told else "entry_gloss"
            yield Asked(
                "definition", *found.span("gap"), "是什么", found.start("x"), found.end(), found["x"], form=form
            )


def _stands(clause: str, words: Words) -> bool:
    """Does it say something of something, understood without the sentence before it?"""
    return (
        not leans(clause)
        and not points_back(clause)
        and not _NOT_FROM.search(clause)
        and opens_with_noun(clause, words)
        and not opens_with_verb(clause, words)
    )
