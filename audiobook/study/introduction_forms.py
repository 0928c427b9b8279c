"""The forms of words in which a text introduces a term, each with the name it has in data/term_evidence.tsv, and an
example: what `introductions` looks for.

`x` is the term; `d`, where a form has it, what it is said to be; `g` and `cue` what it is a name of, and how; `r` a
gloss that may tell of a person.
"""

from __future__ import annotations

import re

from audiobook.language.word_lists import alternatives
from audiobook.study.definitions import LABEL

_NAME = r"(?P<x>[\w·\-]{1,14}?)"
_SHORT = r"(?P<x>[\w·\-]{2,12}?)"
_GLOSS = r"(?: ?[（(][^（）()]{1,60}[）)])"
_LATIN_GLOSS = r" ?[（(][^（）()]{0,20}[A-Za-z]{3,}[^（）()]{0,40}[）)]"
_SPELLED = r"(?: ?[A-Z][A-Za-z]{2,}(?: [A-Za-z]+)*)"
_EXPLAINED = r"[（(][^（）()A-Za-z]{6,40}[）)]"
_NOUN = r"(?P<x>[^\W\d_A-Za-z的]{2,8})"
_AND = r"[、，,]?(?:[和与及、]|以及)"
_BEGINS = rf"(?:^|[。；;]){LABEL}"
_OPENS = rf"(?:(?:^|[。；;，,：:]){LABEL}(?:而|其中)?|^[^，,。；;：:]{{2,4}}[：:])"
_HEDGED = rf"(?:{alternatives('study', 'hedges')})*"
_CUE = rf"(?:{alternatives('study', 'meaning_cues')})"
_THEORY = rf"(?:{alternatives('study', 'theories')}|论题)"
_KIND = rf"(?:{alternatives('study', 'genera')}|程度)"
_OPEN, _CLOSE = "[“‘「『]", "[”’」』]"
_SET_OFF = " ?"
_STOP = r"(?=[。；;，,：:（(）)！!—、 ]|$)"
_IN_QUOTES = r"(?P<x>[^“”‘’「」『』，。；：（(]{1,10})"
_CALLED_SO = "谓之|此之?谓|是谓|称[其它]为|[这那]个?叫|[这那][种类]\\w{0,6}叫|[就便]叫|[我人]们叫"
"""Behind these stands a name as well, of which nothing is asked."""
_NOT_POINTING = "[责导标向引挥南示数控出名定派点望教证正使令的]"
"""Behind 指: 指责, 指导 and their like say what somebody does."""
_FORMS: tuple[tuple[str, str], ...] = (
    # 违约风险（Credit risk）指借款人到期不还的风险
    (
        "points",
        rf"{_OPENS}{_OPEN}?{_NAME}{_CLOSE}?{_GLOSS}?(?:或[^，,。；;]{{2,16}})?[，,]?"
        rf"{_HEDGED}(?<![意拇手食泛特专所])指(?!{_NOT_POINTING})[^。；;]{{6,}}",
    ),
    # 语言的正交性指的是用少量结构组成许多结构
    ("of_it", rf"{_BEGINS}[^，,。；;：:]{{2,14}}的(?P<x>[\w·\-]{{1,10}}?){_CUE}[，,：:]?[^。；;]{{6,}}"),
    # 授权股权证明（DPoS），即股东投票选出一个董事会
    (
        "that_is",
        rf"(?:^|[，,。；;、]|包括|称为|叫作){_OPEN}?(?!包括){_SHORT}{_CLOSE}?{_GLOSS}?[，,](?:亦|也)?"
        r"即(?![可将使便刻时日能是])[^。；;，,]{6,}",
    ),
    # 通用性（在广泛范围内可用的程度）和可靠性（不出错的程度）
    ("pair", rf"{_NOUN}{_EXPLAINED}(?={_AND}[^\W\d_A-Za-z]{{2,10}}{_EXPLAINED})"),
    ("pair", rf"[）)]{_AND}{_NOUN}{_EXPLAINED}"),
    # 会启动「非活跃惩罚」（inactivity leak）
    ("quote_gloss", rf"{_OPEN}(?P<x>[^“”‘’「」『』，。；：（(]{{2,12}}){_CLOSE}{_LATIN_GLOSS}"),
    # 反之称视物显小症（micropsia）
    ("called_gloss", rf"(?<![名统合简俗人自宣声尊职号])称(?:之?为)?{_SHORT}{_LATIN_GLOSS}"),
    # 前款所称利害关系人，包括被许可人
    (
        "law",
        r"(?:第[一二三四五六七八九十百]+[条款]|前款|前条|本[^，,。；;]{1,4}|上述)所[称指](?P<x>\w{2,16}?)"
        r"[，,]?(?:是|指|包括|系指|即)",
    ),
    # 植物新品种权所有人（以下称品种权人）
    ("below", r"[（(]以下(?:统|均)?称(?P<x>\w{2,12})[）)]"),
    # 变成感受态（可以吸收外来基因的状态）
    ("bracket_kind", rf"(?P<x>[^\W\d_A-Za-z的]{{2,10}})[（(][^（）()]{{4,40}}的[^（）()的，,]{{0,3}}{_KIND}[）)]"),
    # 不完备性定理表明，……
    (
        "says",
        rf"(?:^|[，,。；;：:、]|根据|提出|依据)(?P<x>[\w·\-]{{1,10}}{_THEORY}){_CLOSE}?{_GLOSS}?[，,]?"
        r"(?:指出|表明|断言|认为|告诉我们|是说|讲的是)",
    ),
    # 提出了序数理论，允许……
    (
        "proposed",
        rf"(?:提出|发表|创立|发现|证明)了?(?:著名的)?{_OPEN}?(?P<x>[\w·\-]{{2,12}}{_THEORY}){_CLOSE}?(?=[，,。；;]|{_GLOSS})",
    ),
    # 所谓“笼屋”，外面看着像衣橱
    ("so_named", r"所谓的?[“‘「\"](?P<x>[^“”‘’「」\"，。；：（(]{2,10})[”’」\"](?=[，,]|就是|是|指|即)"),
    # 夏布，也叫苎布
    (
        "also",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?[，,]?(?:又|也|亦)被?(?:称|叫|名)(?:为|作|做)?{_OPEN}?(?=\w{{2}})",
    ),
    # 经线是纵向的纱，而纬线则是横向的纱
    (
        "contrast",
        rf"[；;，,]而?{_OPEN}?{_SHORT}{_CLOSE}?(?<![原规法准细守总])则(?:主要|通常|一般)?(?:是|指|为)(?!了|在)[^。；;]{{6,}}",
    ),
    ("contrast", rf"[；;：:](?:而|其中)?{_OPEN}?{_SHORT}{_CLOSE}?(?:就是|是指|指的是)[^。；;]{{8,}}"),
    # 织在布边上的窄条就是布边条
    (
        "reverse",
        rf"[^，,。；;：:]{{3,50}}的(?P<g>[^\W\d_A-Za-z的]{{1,8}})[，,]?(?P<cue>那?就是|即是|即为|便是|就?叫作?|为){_OPEN}?{_SHORT}{_CLOSE}?"
        r"(?=[，,。；;]|$)",
    ),
    # 油纸伞，从唐代传到今天，是用桐油纸做面的雨具
    (
        "apposed",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?[，,][^。；;：:]{{4,60}}[，,]是(?!指)"
        r"(?P<d>[^，,。；;：:！!？?]{5,60}的[^，,。；;：:！!？?的是]{2,8})(?=[，,。；;]|$)",
    ),
    # 土布是由农家自己纺纱，在木机上织成的棉布
    (
        "genus_long",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_SPELLED}?{_GLOSS}? ?{_HEDGED}是(?!指)"
        r"(?P<d>[^。；;：:！!？?]{4,90}[，,）)][^。；;：:！!？?]{2,60}的[^，,。；;：:！!？?的是]{2,8})(?=[。；;]|$)",
    ),
    # 疫苗是用减毒的病原体制成的生物制品
    (
        "genus_any",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_SPELLED}?{_GLOSS}? ?{_HEDGED}是(?!指)"
        r"(?P<d>[^，,。；;：:！!？?]{5,50}的[^，,。；;：:！!？?的是]{2,6})(?=[，,。；;]|$)",
    ),
    # 基因型不同带来的差别谓之选择
    (
        "named_so",
        rf"(?:{_CALLED_SO})(?:做|作|为)?{_SET_OFF}{_OPEN}?{_SHORT}{_CLOSE}?{_STOP}",
    ),
    ("named_so", rf"(?:{alternatives('study', 'naming_cues')}) {_OPEN}?{_SHORT}{_CLOSE}?{_STOP}"),
    # 用来加密的称作公钥 public key
    (
        "named_spelled",
        rf"(?:{alternatives('study', 'naming_cues')}|叫){_SET_OFF}{_OPEN}?{_SHORT}{_CLOSE}? ?(?=[A-Za-z]{{3,}})",
    ),
    # 理想热机（Ideal Engine：没有摩擦的热机）
    (
        "gloss_means",
        rf"(?P<x>[^\W\d_A-Za-z]{{2,12}}){_CLOSE}? ?[（(][A-Za-z][A-Za-z ’'\-/]{{2,60}}[：:，,] ?"
        r"(?P<r>[^\W\d_A-Za-z][^（）()A-Za-z]{4,60})[）)]",
    ),
    # 每股收益（EPS）
    (
        "abbreviated",
        rf"(?P<x>[^\W\d_A-Za-z的]{{2,12}}){_CLOSE}? ?[（(](?:简称|缩写为?)?"
        r"[A-Z]{2,6}s?(?:[，,][^（）()]{0,40})?[）)]",
    ),
    # 主张采取反周期政策，即在困难时期多花钱
    (
        "that_is_end",
        rf"(?P<x>[^\W\d_A-Za-z]{{2,20}}){_CLOSE}?[，,][也亦]?即(?![可将使便刻时日能是])指?[^。；;]{{8,}}",
    ),
    # 与之相对的是相对优势，相对优势是指……
    ("means_inside", rf"[，,](?:而|其中)?{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?{_HEDGED}(?:是指|指的是)[^。；;]{{6,}}"),
    # 拍卖行，一种公开叫价的市场
    ("apposed_kind", rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?[，,]一[种类门项套](?![人])[^。；;]{{6,}}"),
    # 而定向配售则以特别的价格卖给少数人
    (
        "contrast_does",
        rf"(?:^|[，；;,。])而?{_OPEN}?{_SHORT}{_CLOSE}?(?<![原规法准细守总])则(?:主要|通常|一般)?"
        r"(?:涉及|允许|要求|以|由|用|强调|关注|认为|负责|描述|表示|反映)[^。；;]{6,}",
    ),
    # 法门，就是解决问题的方法
    (
        "comma_is",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?[，,](?:也|其实|顾名思义[，,])?(?:就是|是|乃是)"
        r"(?:一[种类门项套](?!人)[^。；;]{5,}|[^，,。；;：:！!？?]{3,50}的[^，,。；;：:！!？?的是]{1,8})(?=[，,。；;]|$)",
    ),
    # 收益性是股票的基本特征，它是指……
    (
        "it_means",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?(?:是|为|[，,])[^。；;]{{2,40}}[，,][它其](?:主要|通常|一般)?"
        r"(?:就是|是指|指的?是?|是)[^。；;]{6,}",
    ),
    # 所谓“道”，是指上下同心
    ("so_called_one", rf"所谓的?{_OPEN}{_IN_QUOTES}{_CLOSE}[，,]?{_HEDGED}(?:就是|即|是指|是|指)[^。；;]{{5,}}"),
    # 什么叫结果犯？
    ("asked", rf"(?:什么是|什么叫做?|何为|何谓){_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?(?=[？?，,呢 ]|$)"),
    # “意之动”，就是给心染上颜色
    ("quoted_is", rf"(?:^|[，,。；;]){_OPEN}{_IN_QUOTES}{_CLOSE}[，,]?也?就?是(?!否|不)[^。；;]{{6,}}"),
    # 一级市场是新证券的来源
    (
        "genus_short",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?{_HEDGED}是(?!指)(?P<d>[^，,。；;：:！!？?]{{2,4}}的[^，,。；;：:！!？?的是]{{2,4}})(?=[，,。；;]|$)",
    ),
    # 开了一个用来透光的天眼（oculus）
    (
        "glossed_short",
        rf"的{_OPEN}?(?P<x>[^\W\d_A-Za-z的]{{2}}){_CLOSE}? ?[（(][A-Za-z][a-z]{{3,}}[^（）()]{{0,30}}[）)]",
    ),
    # 这是一种流动性陷阱
    (
        "this_is_a",
        rf"(?:^|[，,；;])这(?:也|就)?是(?:一种|所谓的?|典型的){_OPEN}?{_SHORT}{_CLOSE}?(?={_GLOSS}?(?:[。；;，,]|$))",
    ),
)
PATTERNS = tuple((form, re.compile(pattern)) for form, pattern in _FORMS)
END_IN_IT = frozenset({"pair", "bracket_kind", "gloss_means", "abbreviated", "that_is_end"})
"""Forms whose pattern finds more than the term before its end."""
