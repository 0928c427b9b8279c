"""Readings that the form of a sentence decides, where the network guesses: few rules, each right nearly always.

A rule is about a character that stands alone as a word; characters inside words belong to the dictionaries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.language.chinese import compiled

_CLAUSE = "，。；：！？、,;:!?\n"
_DIGITS = "一二三四五六七八九十"
_NUMERAL = "零一二两三四五六七八九十百千万亿几半\\d"

# what is done for somebody: with one of these behind it in its clause, 为 is a preposition
_FOR = (
    "(?:提供|注入|营造|奠定|打下|打好|带来|铺平|铺就|筑牢|指明|增添|插上|撑起|谋|树立|树标杆|量身|扫清|扫除"
    "|(?:作出|做出|创造|拓展|拓宽|开辟|开拓|夯实|积累|培养|培育|贡献|节省|节约|准备|预留|留出|腾出|争取|赢得|增加"
    "|制定|设计|建造|修建|建立|举行|举办|配备|安排|解决|减轻)(?!的|于))"
)
# aims: at the beginning of a clause, 为 before them says what for
AIM = (
    "推动|推进|促进|提高|提升|提振|保障|保证|确保|保护|维护|解决|加快|加强|加大|实现|防止|防范|避免|纪念|庆祝|迎接|争取|满足"
    "|适应|响应|方便|便于|改善|消除|应对|抵御|抵抗|对抗|反对|发展|建设|探索|贯彻|落实|深入|更好|进一步|充分|切实|全面|尽快|使"
    "|减少|降低|增强|扩大|鼓励|支持|帮助|配合|打造|构建|建立|完善|优化|规范|统一|证明|了解|研究|躲避|逃避|逃脱|救|表彰|补充"
)
_NEVER_FOR = (
    "成作称视认分改变列定名降升转译评选封授聘推尊奉贬拜擢迁命较更最极颇甚大广深稍略均皆乃即实原因誉喻释解判当引"
)
_AS = (
    "代表|核心|重点|基础|导向|牵引|主|抓手|契机|目标|中心|依托|引领|支撑|引擎|突破|标志|内容|驱动|特色|指导|出发点|落脚点"
    "|例|首|底|荣|耻|本|纲|据|媒|界|限"
)
_NAMES_A_THING = "公司|机构|组织|企业|网站|平台|软件|系统|团体|学校|大学|学院|之一|一种"
# surnames that are read otherwise than the word, and what people are called before their names
SURNAMES = {
    "任": "ren2",
    "仇": "qiu2",
    "区": "ou1",
    "单": "shan4",
    "解": "xie4",
    "查": "zha1",
    "曾": "zeng1",
    "朴": "piao2",
    "盖": "ge3",
    "乐": "yue4",
    "缪": "miao4",
    "应": "ying1",
    "燕": "yan1",
    "宁": "ning4",
}
_CALLING = (
    "记者|作者|教授|院士|主席|书记|主任|部长|省长|市长|县长|院长|校长|所长|经理|总裁|董事长|导演|演员|作家|诗人|画家|学者|研究员|编辑"
    "|通讯员|同志|名叫|工程师|医生|老师|律师|将军|教练|队长|中锋|后卫|前锋|门将|队员|选手|球员|小将|名将|主帅|主持人|歌手"
)


@dataclass(frozen=True, slots=True)
class PolyphoneRule:
    """Where `pattern` matches, its first group is read `reading`."""

    name: str
    char: str
    reading: str
    pattern: re.Pattern[str]


def _rule(name: str, reading: str, pattern: str) -> PolyphoneRule:
    char = pattern[pattern.index("(?P<x>") + len("(?P<x>")]
    return PolyphoneRule(name, char, reading, compiled(pattern))


RULES: tuple[PolyphoneRule, ...] = (
    # 产业升级为经济增长注入动力; but not 以大模型为代表的技术带来
    _rule(
        "为 for",
        "wei4",
        rf"(?<![{_NEVER_FOR}])(?<!转化)(?<!变化)(?P<x>为)(?![\d由{_DIGITS}]|{_AS})(?=[^{_CLAUSE}]{{2,36}}?(?:{_FOR}))"
        rf"(?![^{_CLAUSE}]*(?:{_NAMES_A_THING})(?:[{_CLAUSE}]|$))",
    ),
    _rule("为 in order to", "wei4", rf"(?:^|[{_CLAUSE}“‘（]|[能会可要并也都既又则而旨在])(?P<x>为)(?=(?:{AIM}))"),
    _rule("为 … 服务", "wei4", rf"(?<![{_NEVER_FOR}])(?P<x>为)(?=[^{_CLAUSE}的]{{1,12}}服务(?:[{_CLAUSE}”的]|$))"),
    _rule("为 … 而", "wei4", rf"(?:^|[{_CLAUSE}])(?P<x>为)(?=[^{_CLAUSE}]{{1,10}}而[^{_CLAUSE}已且后])"),
    _rule("为 someone", "wei4", rf"(?:^|[{_CLAUSE}]|[能会可愿来去])(?P<x>为)(?=[我你他她您咱](?![所国省市县]))"),
    _rule("为之", "wei4", r"(?P<x>为)(?=之(?:奋斗|努力|一振|一新|倾倒|动容|骄傲|自豪|震惊|震动|付出|拼搏|着迷|感动))"),
    _rule("专为", "wei4", r"(?:专|专门|只|仅|特意|特地|不是|就是|正是|全是)(?P<x>为)(?=[^一所主难止])"),
    # 以大模型为代表的: overrules the first
    _rule("以 … 为", "wei2", rf"以[^{_CLAUSE}]{{1,24}}(?P<x>为)(?=[^{_CLAUSE}]{{1,10}}?的)"),
    _rule(
        "以 … 为 + noun",
        "wei2",
        rf"以[^{_CLAUSE}]{{1,24}}(?P<x>为)(?={_AS})",
    ),
    # 创造性地转化; 地区, 地位 and the like are words of their own
    _rule("性地", "de5", r"性(?P<x>地)(?=[^区方位面点块标图带段势铁质处。，])"),
    _rule("得 + degree", "de5", r"(?P<x>得)(?=很|更|较|极|太|十分|非常|相当|特别|那么|这么|如此|越来越|淋漓尽致|不够)"),
    _rule("slowly", "de5", r"([[:Han:]])\1(?P<x>地)(?=[[:Han:]])(?![块区方位])"),
    _rule(
        "得 must",
        "dei3",
        rf"(?:^|[我你他她它们咱谁{_CLAUSE}])(?P<x>得)(?=早|先|去|赶|想|把|让|靠|走|问|等|快|再|好好|马上|自己)",
    ),
    _rule("还 still", "hai2", r"(?P<x>还)(?![书钱债款清贷给本愿乡你我他她失账])(?=[[:Han:]])"),
    _rule("还 give back", "huan2", r"(?P<x>还)(?=书(?![上中里])|钱|债|款|清(?![楚晰理])|贷|本付息)"),
    _rule("没 not", "mei2", r"(?<![沉淹埋湮出吞隐覆泯辱抄漫鬼籍])(?P<x>没)(?![入收落顶世骨羽齿膝])"),
    # what is plain in speech and rare in the network's sentences
    _rule(
        "很重",
        "zhong4",
        rf"(?:很|太|更|最|较|真|越|特别|十分|非常|多么|这么|那么|过)(?P<x>重)(?=[{_CLAUSE}的了吗啊”]|$)",
    ),
    _rule(
        "重写", "chong2", r"(?<![很太更最较加严沉偏])(?P<x>重)(?=写|做一|来一|看一|说一|读一|放一|拍|录|装|洗一|填|印)"
    ),
    _rule("长高", "zhang3", r"(?P<x>长)(?=[高胖壮][了些得]|出[了新]|满了?|着|了(?![\d一两三几多半约])|个子|毛了|霉)"),
    _rule("量身高", "liang2", r"(?P<x>量)(?=了?[一]下|了量|一量|身高|体温|血压|尺寸|腰围|长度)"),
    _rule("数钱", "shu3", r"(?P<x>数)(?=钱|星星|羊|着(?!名)|一数|了数|到[一二三四五六七八九十百\d])"),
    _rule("把 … 当", "dang4", rf"把[^{_CLAUSE}]{{1,8}}(?P<x>当)(?![前时地场天年代今局选事])"),
    _rule(
        "种花",
        "zhong4",
        rf"(?<![{_NUMERAL}这那各某多此该哪每何])(?P<x>种)(?=了|着|上|下|满|出|过|花|树|草|菜|田|粮|庄稼|麦|稻|棉|茶|果|瓜|豆|玉米)",
    ),
    _rule("处得好", "chu3", r"(?P<x>处)(?=得(?:很|不|来|好|像))"),
    _rule("教孩子", "jiao1", r"(?P<x>教)(?=孩子|学生|我|你|他|她|人|大家|给|了|过|着|书)(?!人员|书育人)"),
    _rule("调高", "tiao2", r"(?P<x>调)(?=[高低大小好准慢快亮暗匀])"),
    _rule("晒干", "gan1", r"[晒晾烘擦吹烤榨沥拧](?P<x>干)(?!净)"),
    _rule(
        "干了",
        "gan1",
        r"(?:衣服|头发|嘴唇|毛巾|鞋|袜子|墨迹|油漆|泪|汗|河水|井水)(?:都|也|已经|快|全)?(?P<x>干)(?=了|透|涸)",
    ),
    _rule("转圈", "zhuan4", r"(?P<x>转)(?=了?[一几两三]圈|圈|悠|来转去|个不停|个圈|了转)"),
    _rule("一担水", "dan4", r"[一两三四五六七八九十几百半](?P<x>担)(?=[水柴米谷粮菜土泥货子])"),
    _rule("扎头发", "za1", r"(?P<x>扎)(?=头发|辫|马尾|蝴蝶结|腰带|成一?[捆束把])"),
    _rule("尽了力", "jin4", r"(?P<x>尽)(?=了[^快量早]|[义责孝忠兴职])"),
    _rule("很薄", "bao2", rf"(?:很|太|更|最|较|又|真|这么|那么|极)(?P<x>薄)(?=[{_CLAUSE}的了]|$)"),
    _rule("散了", "san3", r"(?:鞋带|头发|绳子|箱子|架子)(?:都|也|全)?(?P<x>散)(?=了)"),
    _rule("穿着", "zhuo2", r"穿(?P<x>着)(?=朴素|打扮|得体|整洁|讲究|考究|时髦|入时|随意|要求|方面)"),
    _rule("更 more", "geng4", r"(?<![一二三四五几初打巡守])(?P<x>更)(?=[[:Han:]])"),
    _rule("少 few", "shao3", r"(?P<x>少)(?![年女儿妇爷奶林壮将校尉帅主])"),
    _rule("差 poor", "cha4", r"(?<![之落误时温])(?P<x>差)(?=的|些|了|很|得|不多|一点|点儿)"),
    _rule(
        "很长",
        "chang2",
        rf"(?:很|太|更|最|较|越|多么|这么|那么|过|时间|寿命|周期|期限|距离|路|期)(?P<x>长)(?=[{_CLAUSE}的]|时间|时期|达|$)",
    ),
    _rule("长出", "zhang3", r"(?P<x>长)(?=出|不大|不高|得[好快很])"),
    _rule(
        "种几亩",
        "zhong4",
        r"(?P<x>种)(?=[几一两三数]?[亩棵株]|葡萄|柑|橘|桔|大豆|蔬菜|药材|土豆|红薯|烟叶|桑|牧草|粮食|油菜|果树)",
    ),
    _rule("自己种", "zhong4", r"自(?:己|家)(?P<x>种)(?!子)"),
    _rule(
        "很好",
        "hao3",
        rf"(?:很|更|最|较|不|真|太|越|挺|多么|现在|就|都|唱功|过|做|办|抓|用)(?P<x>好)(?=[了地的{_CLAUSE}]|$)",
    ),
    _rule("都 all", "dou1", r"(?<![首古故旧国帝京陪迁定建成武丰新])(?P<x>都)(?![城市督统护会尉])(?=[[:Han:]])"),
    _rule(
        "干 do",
        "gan4",
        r"(?P<x>干)(?=不[出了好成完]|得[好很了成]|点[什儿啥事]|什么|嘛|啥|起来|下去|了[几一三五十二两些件不]|革命|工作|出|成|完|过|经营)",
    ),
    _rule(
        "苦干",
        "gan4",
        r"(?:大|苦|实|巧|拼命|有人|没人|就|要|想|能|会|敢|肯|愿|多|白|单|蛮|猛|一起|接着)(?P<x>干)(?![旱燥净枯涸果粮货脆冰瘪扰预])",
    ),
    _rule(
        "曾 once",
        "ceng2",
        r"(?P<x>曾)(?=[一在是经有把被将对向与同和于任说想多几两三参获当以为到不因用给从提出])(?!是一孔)",
    ),
    _rule(
        "质量差",
        "cha4",
        r"(?:技能|能力|质量|条件|水平|基础|效益|环境|素质|态度|成绩|作风|身体|记性|校舍|师资|见度|做功|信誉|效果|管理|服务|纪律"
        r"|秩序|治安|卫生|天气|脾气)(?P<x>差)(?![距异别额])",
    ),
    _rule("教会孩子", "jiao1", r"(?P<x>教)(?=会了?[孩学我你他她俺人们])"),
    _rule("降 fall", "jiang4", r"(?<![投受劝纳归诈不招])(?P<x>降)(?![服伏龙妖魔将兵卒书表])"),
    _rule("难 hard", "nan2", rf"(?<![大遇落避逃蒙遭罹受国海空矿死殉患灾发救])(?P<x>难)(?=[{_CLAUSE}以于的]|$)"),
    _rule("一场雨", "chang2", r"[一这那几](?P<x>场)(?=[大小暴春秋阵]{0,2}[雨雪病梦])"),
    _rule("a row", "hang2", r"[一两三四几](?P<x>行)(?=字|诗|白鹭|大雁|泪|眼泪|脚印|足迹|代码|文字|小字|大字|树|绿树)"),
    _rule("《…传》", "zhuan4", r"《[^《》]{0,11}[^宣流遗谣相自外](?P<x>传)(?=[》·（])"),
    *(
        _rule(f"surname {char}", reading, pattern)
        for char, reading in SURNAMES.items()
        for pattern in (
            rf"(?:{_CALLING})(?P<x>{char})(?![打项场手双局季节围除禁看收获出阅])(?=[[:Han:]]{{1,2}}(?:[{_CLAUSE}（）()\s]|$|说|在|指出|认为|表示|和|等|主持|介绍|报道|摄|复出|上场|出场|亮相|夺|获|参加|出席|当选|透露|坦言|告诉|称|伤))",
            rf"(?:^|[{_CLAUSE}“（是由与和及请])(?P<x>{char})(?=[[:Han:]]{{0,2}}(?:先生|女士|教授|院士|同志|老师|某))",
        )
    ),
    _rule("《左氏传", "zhuan4", r"氏(?P<x>传)(?=[》·])"),
    # 应追溯, 应加强; but 应邀, 应学校的要求
    _rule("应 ought", "ying1", r"(?P<x>应)(?=[[:Han:]])"),
    _rule(
        "应 at the wish of",
        "ying4",
        rf"(?P<x>应)(?=[^{_CLAUSE}]{{1,18}}?(?:邀请|邀约|要求|请求|之邀|之请|之约|号召|聘请|征召))",
    ),
    _rule("重 in weight", "zhong4", rf"(?P<x>重)(?=[约达]|[{_NUMERAL}]+(?:余|多)?(?:吨|公斤|千克|克|斤|磅))"),
    _rule(
        "长 in length", "chang2", rf"(?P<x>长)(?=[约达]|[{_NUMERAL}]+(?:余|多)?(?:米|公里|千米|厘米|毫米|里|英里|英尺))"
    ),
    _rule(
        "只 the measure word",
        "zhi1",
        rf"(?:[{_NUMERAL}]|[{_NUMERAL}][多余来]|[这那每哪])(?P<x>只)(?![有能要是会需想见怕好管为用在不])",
    ),
)
_BY_CHAR = "".join(sorted({rule.char for rule in RULES}))
_ANY = re.compile(f"[{_BY_CHAR}]")


def find(text: str) -> dict[int, str]:
    """Place in `text` -> reading; of several rules for a place the last one counts.

    >>> find("开源为人工智能发展提供了新路径"), find("以开源为代表的模型")
    ({2: 'wei4'}, {3: 'wei2'})
    """
    found: dict[int, str] = {}
    present = set(_ANY.findall(text))
    for rule in RULES:
        if rule.char in present:
            for match in rule.pattern.finditer(text):
                found[match.start("x")] = rule.reading
    return found
