"""Days as people name them, each with its doubt: what looks like a day and was not read is said to be open.

A stretch of text that names days becomes a `Said`: the days, or none together with what must be asked. Nothing here
falls back on today; whoever reads a message without any `Said` may do so.
"""

import re
from datetime import date, datetime
from functools import cache

from bot.language.data import any_of
from bot.language.days.dates import (
    days_at_the_edge,
    edge_of_month,
    last_days,
    near_day,
    near_days,
    of_dashed,
    of_day_number,
    of_digits,
    of_full_date,
    of_month_and_day,
    so_many_days_off,
    third_of_month,
    week_of_month,
    whole_month,
)
from bot.language.days.feasts import (
    beside_festival,
    of_any_lunar_month,
    of_feast_and_number,
    of_festival,
    of_lunar_date,
    of_term,
)
from bot.language.days.said import (
    BACKWARDS,
    CONTRADICTION,
    NO_SUCH_DAY,
    REPEATED,
    WHICH,
    Moment,
    Rule,
    Said,
    to_be_asked,
)
from bot.language.days.together import beside, lengths, of_their_month, open_ends, put_right, ranges, said_over
from bot.language.days.weeks import WEEK, WEEK_SAID, of_nth_weekday, weekdays, weekend, whole_week
from bot.language.lunar import TERMS, festival_names
from bot.language.numerals import NUMBER, NUMERALS, WHOLE
from bot.language.pattern import Pattern
from bot.language.text import blanked
from bot.language.values import Message

__all__ = [
    "BACKWARDS",
    "CONTRADICTION",
    "NO_SUCH_DAY",
    "REPEATED",
    "WHICH",
    "Said",
    "exceptions",
    "find_days",
    "read_day",
    "read_days",
]

_SIGN = (
    r"(?:号|日(?![间游]|常(?!规)|子(?!夜)|前(?!往)|照(?![看顾料管])|期(?!间)))"
    r"(?![楼院病文桌门房车店机窗馆仓杆井沟渠桥塘坝棚炉泵柱牌池坑地路公台舱灯塔哨岗]|线(?!上)|林班|小班|卡(?!车))"
)
# 11月5号路边 names no fifth road.
_AFTER_A_MONTH = r"(?:日|号(?!病房|[楼桌车井线]|院(?!子)))"
_NOT_A_DAY = r"(?!\s*(?:[个户次小分元人公斤件组社队岁楼张位块条米里万吨亩项份时刻点号桌本袋%％]|家(?!访)|钟头|小时))"
_TERMS = any_of(term for term in TERMS if term != "清明")


def _year_said(group: str = "year") -> str:
    return rf"(?:(?P<{group}>20\d\d|[前今去明])年的?)?"


_STATED = rf"{_year_said()}(?:(?P<month>{WHOLE}|(?<![\d十百])元)月[份间]?|(?P<which>上上|下下|[上这本当下])一?个?月)"
# 下个星期，嗯，三四五
_WELL = r"(?:[,，\s]{0,2}(?:嗯|呃|额|就是)[,，\s]{0,2}(?=[一二三四五六]{2}))?"
_DAY = r"3[01]|[12]\d|0?[1-9]"
# 二十八三日: the number before the last ends where the other begins.
_SPELLED_OUT = r"\d{1,2}|[二三]?十[一二三四五六七八九]"
_TWO_DIGITS = r"0[1-9]|[12]\d|3[01]"
_BOUNDARY = r"(?:(?<=^)|(?<=[^\d.,:/])|(?<=[^\d][:,])|(?<=[:.]\d\d,))"
_LUNAR_DAY = (
    r"初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|"
    r"[一二三四五六七八九]|30|[12]\d|[1-9](?!\d)"
)
# 周二嫂 and 周三娃 are people.
_CALLED_BY_KIN = (
    r"周[一二三四五六](?:[嫂婶](?!子)|娃(?![娃儿])|"
    r"哥(?!哥)|姐(?![姐妹])|叔(?!叔)|爷(?![爷们])|婆(?![婆媳])|妹(?!妹)|伯(?!伯))"
)
# The more telling first; what one has taken no other sees.
_STRONG: tuple[tuple[str, str, Rule], ...] = (
    ("", _STATED + rf"的?(?P<nth>头一|最后一|第[一二三四五])个?{WEEK}(?P<weekday>[一二三四五六日天])", of_nth_weekday),
    (
        "",
        rf"(?<![每老小])(?!(?<=[和跟与同、喊叫上])周[一二三四五六日天](?![早晚上下中的和跟到至])[一-龥](?:一起|、|[^\s一-龥]|$))(?!{_CALLED_BY_KIN})(?:{WEEK_SAID}的?{WEEK}|(?P<none>)(?<!每个){WEEK})的?{WEEK}?{_WELL}(?P<weekdays>[1-7](?!\d)|"
        r"[一二三四五六日天](?:[、/]?(?!天天|一[整上下大早晚起直共同路块])[一二三四五六日天](?!\s?[个個次户人天小月年分点周星礼0-9号日十h钟鐘刻半组社村队栋])|、[一二三四五六日天](?=[一二三四五六七两]个))*)(?!天(?!天)|个(?!把)|[次年月户人小])",
        weekdays,
    ),
    (
        "",
        r"(?<!\d)(?P<year>20\d\d)\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})[日号]?(?!\d)",
        of_full_date,
    ),
    (
        "",
        rf"(?:农历|阴历)?(?P<month>[正冬腊]|(?<=农历)[一二三四五六七八九十]+|(?<=阴历)[一二三四五六七八九十]+|[一二三四五六七八九十]+(?=月初[一二三四五六七八九十]|月廿(?!.?日)))月"
        rf"(?P<day>{_LUNAR_DAY})(?:日|号)?(?:\s?(?:(?P<until>[到至~-])|[、和及])\s?(?P<last>{_LUNAR_DAY})"
        rf"(?![一二三四五六七八九十\d个户人件斤岁])(?:日|号)?)?|大年(?P<later>初(?!一){WHOLE})",
        of_lunar_date,
    ),
    (
        "",
        r"(?<![大年当最起])初(?P<day>[一二三四五六七八九十])(?![一二三中高级次步年班学毕]|的?(?:[一两二三四五六七八九十几\d]+[个名位])?(?:学生|娃|孩子))",
        of_any_lunar_month,
    ),
    (
        "",
        rf"(?P<feast>国庆|十一|元旦|五一)节?的?(?P<day>{WHOLE})(?=\s?(?:{_SIGN}|[到至~-]\s?\d))(?:{_SIGN})?",
        of_feast_and_number,
    ),
    ("", r"(?P<day>廿[一二三四五六七八九]?)(?![一二三四五六七八九个户人日号])", of_any_lunar_month),
    (
        "",
        rf"(?:^|(?<=[\s,，。;；:：]))(?P<year>20\d\d|)(?P<month>0[1-9]|1[0-2])(?P<day>{_TWO_DIGITS})(?=[\s,，]|$)",
        of_digits,
    ),
    (
        "",
        _STATED + rf"的?\s?(?P<day>{WHOLE})(?:(?P<sign>\s?{_AFTER_A_MONTH})|(?![{NUMERALS}]*\s?{_SIGN}){_NOT_A_DAY})",
        of_month_and_day,
    ),
    ("", r"(?P<both>[大]?[前昨今明后][前昨今明后])(?:两?[天日]|两晚|两个晚上)", near_days),
    ("", _STATED + r"的?(?P<edge>最后一天|第一天)", edge_of_month),
    ("", _STATED + r"的?(?P<edge>最后|头)(?P<n>[两二三四五])天", days_at_the_edge),
    ("", _STATED + rf"的?第(?P<nth>[一二三四])个?{WEEK}(?![一二三四五六日天末1-7])", week_of_month),
    ("weak", r"(?<![一节庆旦阳午秋])(?:这|最近|近)(?P<n>[两二三四五六])天(?!内|后|之后|假)", last_days),
    ("weak", _STATED + r"的?(?P<third>[上中下]旬|[上下]半月)", third_of_month),
    (
        "weak",
        rf"(?:{_STATED}|(?<![\d{NUMERALS}这上本下个])月)的?(?P<edge>[底末初](?![一二三四五六七八九十下])|中旬|上旬|下旬)",
        edge_of_month,
    ),
    (
        "",
        rf"每一?个?{WEEK}[一二三四五六日天末1-7]|每个?月\S{{0,4}}[号日]|(?:逢|每逢)[一二三四五六七八九十]",
        to_be_asked(REPEATED),
    ),
    (
        "",
        rf"(?P<before>)(?P<n>{WHOLE})(?P<vague>[多几来])?个?(?P<unit>天|日|周|星期|礼拜|月)(?:之|以)?(?:后(?=[我再去有])|之后)",
        so_many_days_off,
    ),
    (
        "ahead",
        rf"(?<![请休了假])(?P<before>)(?P<n>{WHOLE})(?P<vague>[多几来])?个?(?P<unit>天|日|周|星期|礼拜)(?:之|以)?后(?!悔|回|才|续|来(?!不))",
        so_many_days_off,
    ),
    (
        "weak",
        r"(?<!大)[前后](?P<n>[两几])[天日](?!都|请)|前一?(?:阵子?|段时间|向|久)|(?<!今)(?<!明)改天|过[几两]天",
        to_be_asked(WHICH),
    ),
    (
        "",
        rf"(?P<n>{WHOLE}|半|几|好几)(?P<vague>[多几来])?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<before>之前|以前|前(?![面头后]))",
        so_many_days_off,
    ),
    (
        "",
        r"(?P<near>大前|大后|[上万外向再]前(?=天)|[外万]后(?=天)|前|昨|今|明|后(?=天)|(?<![天日周期拜月])后)(?:[天日](?!后(?![天晌]|半夜)|前(?![天后])|然|气)|儿个?|朝子?|(?<=[昨今])(?=\s)|(?=[早晨])|(?=上午|下午|中午|上半|下半))(?P<part>[晚夜黑][上头]?)?",
        near_day,
    ),
    ("", r"(?P<near>前|昨|今|明|后)(?P<part>[晚夜黑][上头]?)(?!饭)", near_day),
    # As in notes: 今 9-12点 查煤气瓶, 昨签退漏 补, 明 值班请假, 今同.
    (
        "",
        r"(?:^|(?<=[\s,，。;；至到]))(?P<near>昨|今|明)(?P<part>)(?:[ap]m(?![a-z])|(?<=昨)(?=[一-龥])|(?=\s|\d|[同值坐请去]|(?<!明)[巡签补清扫修到守查入挖帮陪送]))",
        near_day,
    ),
    ("weak", _STATED + rf"(?!的?\s?(?:{WHOLE}|[底末初中上下]|第|最|头))", whole_month),
    ("weak", rf"(?:{WEEK_SAID})?{WEEK}末", weekend),
    ("weak", rf"{WEEK_SAID}{WEEK}", whole_week),
    (
        "",
        rf"{_BOUNDARY}(?P<year>)(?P<month>1[0-2]|0?[1-9])[./](?P<day>{_DAY})(?:[号日]|(?!\d|[./:]\d|,\d(?![\d.]*\s?[:点个小hm分])|%)\.?(?!\s?[-~到至]\s?{NUMBER}\s?个?(?:小时|h|钟头|分))(?!\s*(?:个(?!把)|小时|时(?!间|候)|钟|点|分|元|块|公里|里|米|"
        r"倍|吨|斤|户|人|次|份|星|颗|级|h|m|k|亩|万|度|折)))",
        of_full_date,
    ),
    ("", rf"{_BOUNDARY}(?P<year>)(?P<month>1[0-2]|0?[1-9])-(?P<day>{_DAY})(?P<sign>[号日]|(?=\s+[一-龥]))", of_dashed),
    ("", rf"(?:{_BOUNDARY}(?:1[3-9]|[2-9]\d)[./](?:{_DAY})(?![\d.,/:]))" + _NOT_A_DAY, to_be_asked(NO_SUCH_DAY)),
    ("", r"(?:^|(?<=\s))(?:1[0-2]|[1-9])[./](?:3[2-9]|[4-9]\d)(?=\s+[一-龥])", to_be_asked(NO_SUCH_DAY)),
    # 25到27三天, 25至27每晚: two numbers with 天 or 晚 behind them.
    (
        "",
        rf"(?<![第\d月.:点])(?P<day>{_DAY})(?=\s?[到至~-]\s?(?:{_DAY})\s?(?:[两三四五六七八九十]天|天天|每[天日晚]|[都这]?[两三四五六七]?个?晚上))",
        of_day_number,
    ),
    (
        "",
        rf"(?<![第\d月{NUMERALS}])(?P<day>{_SPELLED_OUT})(?=(?:[、,\s](?:{_SPELLED_OUT}))*[两三四五六七][天日])",
        of_day_number,
    ),
    (
        "",
        rf"(?<![第\d月])(?P<day>{WHOLE})(?=\s?(?:[、和跟,至到~-]|\s)\s?(?:{WHOLE}[、和,]\s?)*{WHOLE}{_SIGN})",
        of_day_number,
    ),
    # 两日, 连续三日 say how long.
    (
        "",
        rf"(?<![第\d月假共])(?<![前后](?=[一二三四五]日))(?<!连续)(?<!连着)(?!两日)(?P<day>{WHOLE}){_SIGN}",
        of_day_number,
    ),
    (
        "ahead",
        r"(?<![\d.:点])(?P<day>[12]\d|3[01]|[1-9])(?=[到至换-](?:[12]\d|3[01]|[1-9])(?:$|[\s,，。号出请休我]))",
        of_day_number,
    ),
    ("ahead", r"(?<=\d[换])(?P<day>[12]\d|3[01]|[1-9])(?=$|[\s,，。])", of_day_number),
)
_THAT_DAY = Pattern(
    r"(?<![^我,，。\s])[上前头][回次](?![复合到山升])|[上前那]一?[个次回场](?:赶场|逢场|当场|赶集|逢集|赶圩|逢圩|场)[天日]?(?![地所])|那[天日](?!光)|那[几两]天|那阵|那晚|有[一]?天|(?<![石木砖馒户])头[一两几]?天(?!天)|(?<!\d)半夜三更|"
    r"早几[天日]|前一[天日](?![晚夜])|[一二两三]?十几[号日](?![楼院门线人])|(?:^|(?<=[\s,，。]))(?:[上下]半月|[上中下]旬)|"
    r"(?:^|(?<=[\s,，。]))(?:赶场|逢场|当场|赶集|赶圩|逢圩)[天日](?!人)|感恩节|万圣节|情人节|日期(?:待[核查定]|不详|记不[清准到得]|忘)"
)
_DURING = (
    r"节?(?P<marked>假期|期间|长假|放假|正?日子|节)?(?P<itself>当天|那天|这天|当日)?"
    r"(?:的?第(?P<nth>{n})天|[这那]?(?P<length>[两三四五六七])天|那[几些]天)?"
)


@cache
def _rules() -> tuple[tuple[Pattern, Rule, str], ...]:
    names = any_of(festival_names())
    short = rf"(?<![\d{NUMERALS}第初周期])(?<![{NUMERALS}][到至~-])"
    short += rf"十一(?![\d{NUMERALS}月号日时分点个户次天小分元人公斤件组社队岁年楼张位家])"
    feast = rf"(?P<festival>{names}|{short})" + _DURING.format(n=WHOLE)
    term = rf"(?P<term>{_TERMS})(?P<marked>那天|当天|这天|那日|节气)?"
    beside = rf"(?P<festival>{names}|{_TERMS})节?的?过?(?P<beside>[前后][一两二三四五][天日]|头天)"
    return (
        *((Pattern(source), rule, kind) for kind, source, rule in _STRONG),
        (Pattern(beside), beside_festival, "weak"),
        (Pattern(feast), of_festival, "weak"),
        (Pattern(term), of_term, "weak"),
        (_THAT_DAY, to_be_asked(WHICH), "weak"),
    )


@cache
def _signs() -> Pattern:
    """Return what stands in every text in which a rule finds a day: many a message is seen to name none at once."""
    return Pattern(
        rf"[天日号月周星礼年昨今明前后上头旬初廿晚夜阵节逢场集圩期]|\d\s?[-./~到至换]\s?\d|\d{{4}}|[十五]一|"
        rf"{any_of(festival_names())}|{_TERMS}"
    )


def find_days(message: Message, *, ahead: bool = False) -> list[Said]:
    """Return what names days, in order; bare weekdays and day numbers look back, or `ahead` as in duty talk."""
    named = _atoms(message, Moment(message, ahead)) if _signs().search(message.text) else []
    if not named:
        return []
    atoms = said_over(of_their_month(put_right(named, message.text), message.text), message.text)
    joined = ranges(open_ends(beside(atoms, message.text), message.text), message.text)
    strong = [said for said in joined if not said.weak or (ahead and not said.doubt and len(said.days) == 1)]
    return lengths(strong or joined, message.text)


def read_day(text: str, sent_at: datetime) -> date | None:
    """Return the first day that the text names; None when it names none, or one that must be asked."""
    said = find_days(Message.of(text, sent_at))
    return said[0].first if said else None


def read_days(text: str, sent_at: datetime) -> tuple[date, ...]:
    """Return every day that the text names, in order; none when it names none, or one that must be asked."""
    said = find_days(Message.of(text, sent_at))
    days = [day for one in said for day in one.days]
    return () if any(one.doubt for one in said) else tuple(dict.fromkeys(days))


def _atoms(message: Message, moment: Moment) -> list[Said]:
    found: list[Said] = []
    left = message.text
    for pattern, rule, when in _rules():
        for match in pattern.finditer(left) if moment.ahead or when != "ahead" else ():
            read = rule(match, moment)
            if read:
                bare = rule in (of_day_number, weekdays) and not match.groupdict().get("week")
                found.append(Said(*match.span(), *read, when == "weak", rule is weekdays and len(read[0]) == 1, bare))
        for said in found:
            # What is taken is seen by no other rule, and is no neighbour that could be part of a number.
            left = blanked(left, [(said.start, said.end)])
    return sorted(found, key=lambda said: said.start)


def exceptions(text: str) -> bool:
    """Return whether days are taken out again, so that a stretch from one day to another does not say it."""
    return re.search(r"除了?|除开|不含|不包括|除外", text) is not None
