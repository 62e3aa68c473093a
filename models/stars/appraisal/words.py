"""What somebody says of his own stars: how many, which themes, for when, why, or that he wants to be left out; pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from bot.language.data import any_of, table
from bot.language.numerals import NUMBER, WHOLE, to_number
from bot.language.pattern import Pattern
from bot.language.people import KIN, NAMED, PERSON, NamePattern, behalf, name_header
from bot.language.periods import find_period
from bot.language.text import plain, squeeze
from bot.language.values import Message, Reading
from models.values.wording import holds, whole

MOST_STARS = 5
_STAR = (
    r"(?:颗星星|[颗粒]?[星★⭐🌟☆](?!期|红旗|星|光|空|火|座|宿|斗|辰|巴克|球)|颗(?!主题|[一-龥]{0,2}(?:钉|螺|树|牙|糖|药|白菜))|[心兴芯猩惺新辛欣](?=级|"
    r"[,，。\s!]|$))|[ ]?stars?"
)
_STARS = Pattern(
    rf"(?P<minus>[负-])?(?P<n>{NUMBER}|zero|one|two|three|four|five|san)\s*(?:个)?(?:{_STAR})(?:级)?(?P<half>半)?(?P<vague>以上|多|左右)?"
)
_UNSIGNED = Pattern(
    rf"(?:自评|自我评价|评星|星级|报星|打星|[星★⭐🌟])(?:自评|等级|是|为|报|打|选|给)?\s*[:：]?\s*(?P<n>{NUMBER})(?:颗|级|个)?(?=[。!,，\s]|$)|^(?P<only>{NUMBER})(?=[,，。!\s]|$)"
)
_GLYPHS = Pattern(r"(?:[★⭐🌟✨]+|☆+)(?:\s?[x×*]\s?(?P<times>\d))?")
_WORDS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "san": 3}
_COUNTED = Pattern(r"星[,，、\s]*[这那]\s?$")
# 给自己打四颗，留一颗; 还差一颗: how many are missing from the number.
_MISSING = Pattern(r"(?:留|差|少|扣|掉|欠|丢|空)了?(?:他|自己|个)?\s?$")
_VAGUE = Pattern(r"(?:不到|至少|最少|最多|不止|起码)\s?$")
_REPORT = Pattern(
    r"自评|自平|评星|报星|星级|[上申]?报|评|打|给自己|给我|够得上|达到|先报|改成|改为|改到|调到|就|记|来|算|评上|给到|拿"
)
_OTHERS = Pattern(
    r"去年我?评|前年|往年|争取|目标|努力|力争|希望|下次|下个?月|下个?季|明年|恭喜|祝贺|听说|被评|上次|上回|按错|写成|"
    r"从|原来|刚才报|收回|之前|不是|原先|以前|前面报|上个?月(?:是|报|自评)|(?:他|人家?|大家|都|书记|支部|别个)们?[都也]?说|[^我]说我|"
    r"不(?:应?该|应|配|够|敢|同意|服|可以|能|要|想|愿|搞|给|好意思)|没(?:敢|好意思|脸)|反对|凭[什啥]|拿|对不起|比"
)
_DROPPED = Pattern(r"(?:[星颗级]|那?条)*我?(?:不敢|不够|花掉|划掉|不要|作废|太高|太多|对不起|拿不|差点)")
_REASON = Pattern(r"(?:理由|原因)(?:就?是|:|：|为|——)?|因为|由于|主要是?|主要因为")
_JUDGED = Pattern(r"(?:我(?:认为|觉得)|考虑到|鉴于)(?:自己|我)?(?P<why>[^,，。]{4,})[,，]")
_EXEMPT = Pattern(
    r"(?<![待已])免评|不参评|不(?:想|愿意?|能|再|打算)*参加(?:(?:今年|这次|本次)的?)?(?:评星|自评|评)了?|暂不评|"
    r"不(?:想|愿意?|能|再|打算)*评(?:了|星了?|$|,)|免于评|(?:评星|自评|评)[^,，。]{0,4}不(?:想|能)?参加了?|退出评星|本月不评"
)
_UNREASONED = Pattern(
    r"^(?:我|本人|申请|请求|特|要求|要|想|今年|这次|本次|请组织|一月|[一二三四五六七八九十\d]+月份?|这个月)+(?=$|[,，])[,，]?"
)
_CHANGE = Pattern(
    rf"改(?:[成为到]|(?={NUMBER}))|换成|调[成为到整]|更正[成为]|应该是|不是|不对|错了|还是|算了|重新|[,，]不[,，]|不搞"
)
_TO = Pattern(r"(?:改[成为到]|换成|调[成为到整]|更正[成为]|应该是)\s?$")
_BETWEEN = Pattern(rf"{NUMBER}\s*个?(?:{_STAR})?\s*(?:到|至|[~～-]+|、|或者?是?|还是|和)$")
# A grade and nothing else may answer something, or be said of anything.
_BARE = Pattern(
    rf"^(?:@\S+\s)?我?(?:[要想]?(?:改[成为到]|换成|调[成为到]))?\s*{NUMBER}个?(?:{_STAR})级?[吧嘛了哈。!！~\s]*$"
)
_TAIL = Pattern(
    r"^(?:就(?:行|够|好|可以)|够了|算了|吧|嘛|哈|哦|噢|啊|呀|了|的|级|哈子|嘞|就这么多|请支部审|[,，\s]*请(?:组织|支部|领导|上级)?(?:审核|审批|审定|批准))+"
)
# 把张三的星改成3星, 提议李四4星: no word of one's own stars.
_OF_ANOTHER = NamePattern(
    rf"(?:^|[,，。；;\s]|把|给|替|提议|支部)(?:{PERSON}|{KIN}|{NAMED})(?:同志)?(?:的星级?)?"
    rf"(?:应该|该|也|就)?(?:评|定|打|提议?|改[成为到]?)?\s*{NUMBER}\s*[颗个]?星"
)
_MONTHS = Pattern(rf"(?<![年\d]){WHOLE}月|[上本这下]个?月")
_AHEAD = Pattern(r"下个?(?:月|季度?)")
_CHEERS = Pattern(r"[👍💪👏🌹\s]+$")


# What a meeting has settled, or how many got so many stars, is nobody's word of his own stars.
is_of_a_meeting = holds(
    r"(?:支委会?|支部|党小组|两委|会上|(?:党员|组织生活|评星|评议)大?会)[^,，。]{0,10}(?:评|定|议|讨论|研究|通过|表决)|"
    r"[\d一二两三四五六七八九十]个[1-5一二三四五]星|开[^,，。]{0,4}评星会",
    never="自评|自己|本人|我[^们,，。]{0,4}[报打申]",
)


def is_of_others(text: str) -> bool:
    """Return whether what is said of stars is another's, or a meeting's, and nobody's word of his own."""
    return bool(is_of_a_meeting(text) or _OF_ANOTHER.search(text))


def read_stars(message: Message) -> Reading:
    """Return the self-assessment in the message; what is no number of stars from one to five is asked back."""
    cheers = _CHEERS.search(message.text)
    message = message.part(0, cheers.start()) if cheers and cheers.start() else message
    themes, grade = read_themes(message.text), _grade(message.text)
    exempt, on_behalf = _EXEMPT.search(message.text) is not None, _reported_for(message)
    slots: dict[str, Any] = {"stars": None, "themes": themes, "period": find_period(_so_far(message))}
    optional = {
        "exempt_reason" if exempt else "reason": _reason(message, grade),
        "replaces": _replaced(message.text, grade),
        "on_behalf_of": on_behalf,
        "exempt": exempt,
    }
    if not exempt:
        slots |= _graded(grade, themes, message.text)
    slots |= {name: said for name, said in optional.items() if said}
    return Reading(
        "star_report",
        slots,
        on_behalf_of=on_behalf,
        sure=not _doubtful(message.text, grade),
        # Of themes without a number the number is asked, by the command itself.
        incomplete=bool(themes) and grade is None,
    )


def _so_far(message: Message) -> Message:
    """Return the message without the months ahead, of which nobody reports stars: 下月继续努力."""
    return replace(message, text=_AHEAD.sub(lambda ahead: " " * len(ahead[0]), message.text))


def _doubtful(text: str, grade: "_Grade | None") -> bool:
    """Return whether a grade may be no word of one's own stars, or not for one month."""
    two_months = len({match[0] for match in _MONTHS.finditer(text)}) > 1
    dropped = grade is not None and _DROPPED.match(text, grade.span[1]) is not None
    return two_months or dropped or any(pattern.search(text) for pattern in (_BARE, _OF_ANOTHER))


def _reported_for(message: Message) -> str | None:
    proxy = behalf(message) or name_header(message, before="自评")
    return proxy[0] if proxy else None


def _graded(grade: "_Grade | None", themes: list[str], text: str) -> dict[str, Any]:
    """Return the grade, or what is none: 十星 is the programme's name, 服务星、奉献星两颗 counts the themes."""
    if grade is None or (themes and _is_of_themes(grade, themes, text)):
        return {}
    if grade.doubt:
        return {"invalid_value": grade.doubt}
    if grade.value.denominator == 1 and 1 <= grade.value <= MOST_STARS:
        return {"stars": int(grade.value)}
    return {"invalid_value": int(grade.value) if grade.value.denominator == 1 else float(grade.value)}


def _is_of_themes(grade: "_Grade", themes: list[str], text: str) -> bool:
    counts_them = grade.value == len(themes) > 1 and text[: grade.span[0]].rstrip(" ,，").endswith("星")
    return counts_them or grade.value == 10


class _Grade(NamedTuple):
    """A number of stars, where it is said, and what was said instead of one number, if several were."""

    value: Fraction
    span: tuple[int, int]
    doubt: str = ""


def _grade(text: str) -> _Grade | None:
    """Return the stars reported; wishes, hearsay and earlier grades do not count, nor is one of several chosen."""
    every = list(_numbers(text))
    if at_last := re.search(r"[,，。]\s?(?:不|哦不|不对|不搞)[,，]\s?", text):
        every = [one for one in every if one.span[0] >= at_last.end() - 1][:1] or every
    kept = [
        one
        for one in every
        if not _OTHERS.search(_clause_before(text, one.span[0])) and not _DROPPED.match(text, one.span[1])
    ]
    said = kept or every[-1:]
    reported = [one for one in said if _REPORT.search(_clause_before(text, one.span[0]))]
    # 改成两星，三星报高了: what stands right behind 改成, else what is said last.
    put_right = ([one for one in every if _TO.search(text[: one.span[0]])] or said) if _CHANGE.search(text) else []
    put_right = put_right[-1:]
    chosen = next(iter(put_right or reported[-1:] or said), None)
    return (
        chosen._replace(doubt=chosen.doubt or _doubt(text, [] if put_right else reported or said, chosen))
        if chosen
        else None
    )


def _doubt(text: str, reported: list[_Grade], chosen: _Grade) -> str:
    """Return what was said instead of one number: a range, or several that nobody put right."""
    drawn = _GLYPHS.search(text)
    if drawn and len(drawn[0]) > 1 and len(drawn[0]) != chosen.value and drawn.span() != chosen.span:
        # 自评3星 ★★★★
        return text[min(drawn.start(), chosen.span[0]) : max(drawn.end(), chosen.span[1])]
    between = _BETWEEN.search(text[: chosen.span[0]])
    if not between and all(one.value == chosen.value for one in reported):
        return ""
    return text[between.start() if between else reported[0].span[0] : chosen.span[1]]


def _numbers(text: str) -> Iterator[_Grade]:
    found = False
    # 学习星一颗 and 遵纪守法这一颗星 name a theme.
    text = _theme_words()[0].sub(lambda one: " " * len(one[0]) if one["alone"] or one["this"] else one[0], text)
    for match in _STARS.finditer(text):
        # 学习星、服务星这两颗我报 counts the themes.
        listed = text[match.end() :].startswith((":", "：")) and read_themes(text[match.end() :])
        if listed or _COUNTED.search(text[: match.start()]) or _MISSING.search(text[: match.start()]):
            continue
        number = to_number(match["n"]) if match["n"] not in _WORDS else None
        value = Fraction(_WORDS[match["n"]]) if match["n"] in _WORDS else number.value if number else None
        if value is None:
            continue
        found = True
        before = _VAGUE.search(text[: match.start()])
        vague = (
            (before[0] if before else "") + match[0] if before or match["vague"] or (number and number.vague) else ""
        )
        value += Fraction(bool(match["half"]), 2)
        yield _Grade(-value if match["minus"] else value, match.span(), vague)
    unsigned = _UNSIGNED.search(text)
    if unsigned and not found and (number := to_number(unsigned["n"] or unsigned["only"])) is not None:
        found = True
        yield _Grade(number.value, unsigned.span("n" if unsigned["n"] else "only"))
    glyphs = _GLYPHS.search(text)
    if glyphs and not found:
        yield _Grade(Fraction(glyphs["times"] or len(glyphs[0])), glyphs.span())


def _clause_before(text: str, place: int) -> str:
    return re.split(r"[,，。;；\s]", text[:place])[-1]


def _reason(message: Message, grade: _Grade | None) -> str | None:
    if judged := _JUDGED.search(message.text[: grade.span[0] if grade else 0]):
        return _tidy(message.said[slice(*judged.span("why"))])
    if match := _REASON.search(message.text):
        return _tidy(message.said[match.end() :]) or _tidy(message.said[: match.start()])
    return _unmarked_reason(message, grade)


def _unmarked_reason(message: Message, grade: _Grade | None) -> str | None:
    """Return what is said beside the request to be left out, or behind the grade."""
    if _EXEMPT.search(message.text):
        return _UNREASONED.sub("", _tidy(_EXEMPT.sub("", message.said))) or None
    if grade is None:
        return None
    rest = _tidy(_TAIL.sub("", message.said[grade.span[1] :].lstrip()))
    told = len(rest) > 2 and re.search("[一-龥]", rest) is not None
    return rest if told and not _STARS.search(rest) and not rest.endswith("星") else None


def _tidy(text: str) -> str:
    return plain(squeeze(text))


def _replaced(text: str, grade: _Grade | None) -> int | str | None:
    """Return the grade that is replaced, `last` when it is not said, None when nothing is replaced."""
    if not _CHANGE.search(text):
        return None
    earlier = [one.value for one in _numbers(text) if grade is None or one.span != grade.span]
    return int(earlier[0]) if earlier else "last"


@cache
def _theme_words() -> tuple[Pattern, Pattern, dict[str, str]]:
    codes = {alias: code for code, aliases in table("asking")["themes"].items() for alias in aliases}
    named = rf"(?<!老(?=规矩))(?:{any_of(codes)})"
    listed = Pattern(
        rf"(?:{named})(?:\s?[、,，和跟与及+]\s?(?:{named}))+之?[星颗]|(?:{named})(?:之?[星心])?(?:\s?[、,，和跟与及+\s]\s?(?:{named})(?:之?[星心])?)*(?=[^,，。]{{0,4}}(?:[一二两三四五六七八九十\d]+[个样颗]|都|也|主题|这[两三四]|那颗|算))|"
        rf"(?:^|[,，。;；:：\s和、(是为有星])\s?(?:{named})(?:\s?[、和跟与及+\s]\s?(?:{named}))*\s?\)?[。!\s]*$|"
        rf"[:：](?:{named})的?(?:、(?:{named})的?)+"
    )
    one = Pattern(rf"(?P<theme>{named})(?:之?[星心颗](?P<alone>[”\"」』]?[一1]颗)?|(?P<this>的?这?[一1]颗星))")
    return one, listed, codes


def read_themes(text: str) -> list[str]:
    """Return the codes of the theme stars named: 学习星, or 义务、服务、奉献三个主题."""
    pattern, listed, codes = _theme_words()
    named = [match for match in pattern.finditer(text) if match["theme"]]
    refused = {codes[match["theme"]] for match in named if _is_refused(text, match)}
    found = [codes[match["theme"]] for match in named]
    for match in listed.finditer(text):
        if not _REFUSED_AFTER.match(text, match.end()):
            found += [codes[name] for name in Pattern(any_of(codes)).findall(match[0])]
    return [one for one in dict.fromkeys(found) if one not in refused]


_REFUSED_AFTER = Pattern(
    r"[^,，]{0,3}那?[颗星][^,，。]{0,3}(?:不(?:要|算|够|敢|报|评|申)|没(?:得|达到|资格)|拿不到|够不[上到]|达不到|谈不上|还?差|免了)"
)
_REFUSED_BEFORE = Pattern(r"不(?:敢)?(?:报|要|评|申报|申请|选)(?:那?颗|个)?$")


def _is_refused(text: str, match: re.Match[str]) -> bool:
    """Return whether a theme is named as one that is not asked for: 学习星差一截, 不报学习星."""
    after = _REFUSED_AFTER.match(text, match.end() - 1)
    return after is not None or _REFUSED_BEFORE.search(text[: match.start()]) is not None


# What somebody says right after a self-report: 不对，是3.
rather = whole(
    r"(?:不对|错了|[说写报]错了?)[,，\s]*(?:应该)?(?:是|改成)?(?P<stars>[1-5一二两三四五])(?:就行|吧|嘛|了)*",
    around=" \t\n，。！!,.~～、",
)
