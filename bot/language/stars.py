"""Self-assessment: one to five stars, the ten themes, the reason, and the wish to be left out."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from bot.language.data import any_of, plain, table
from bot.language.numbers import NUMBER, to_number
from bot.language.pattern import Pattern
from bot.language.people import name_header, on_behalf_of
from bot.language.periods import find_period
from bot.language.silence import is_notice, is_praise, is_question
from bot.language.text import squeeze
from bot.language.values import Message, Reading

MOST_STARS = 5
_STAR = (
    r"(?:颗?[星★⭐🌟](?!期|红旗|星|光|空|火|座|宿|斗|辰|巴克|球)|颗(?=[,，。\s]|$)|[心兴芯猩惺](?=级|"
    r"[,，。\s!]|$))"
)
_STARS = Pattern(rf"(?P<minus>[负-])?(?P<n>{NUMBER})\s*(?:个)?{_STAR}(?:级)?(?P<half>半)?(?!酒店|宾馆|饭店|大厨)")
_UNSIGNED = Pattern(
    rf"(?:自评|自我评价|评星|星级|报星|打星)(?:自评|等级|是|为|报|打|"
    rf"选)?\s*[:：]?\s*(?P<n>{NUMBER})(?:颗|级|个)?[。!\s]*$"
)
_GLYPHS = Pattern(r"[★⭐🌟✨]+")
_EMPTY_GLYPHS = Pattern(r"[★⭐🌟☆✩]+")
_SELF = Pattern(
    r"^申?报(?=.{0,12}星)|自评|自平|自我评|给(?:我)?自己|评星|报星|报个?星|星级|我(?:想|要|先|就|也|"
    r"应该|申请)?(?:[上申]?报|评|打|给|得|够|选|自荐)|(?:觉得|认为|应该)(?:我|自己)?(?:可以|够|算|是|"
    r"能)|星级?[吧嘛]|我的(?:十?星|自评)|够得上|(?:先|就|再|还是|本月|这个?月|月份?|季度?|"
    r"今年)[^,，争]{0,4}[报评打]|定[^,，]{0,4}星|评为|评个|评上?[一二三四五六\d]"
)
_REPORT = Pattern(r"自评|自平|评星|报星|星级|[上申]?报|评|打|给自己|够得上|达到|先报|改成|改为|改到|调到|就|争当")
_OTHERS = Pattern(
    r"争取|目标|努力|力争|希望|下次|下个?月|下个?季|明年|想要|恭喜|祝贺|听说|评上了|被评|上次|上回|"
    r"从|原来|之前|不是|原先"
)
_MISUSED = Pattern(
    r"五星红旗|红旗|五角星|卫星|明星|星期|星星|星火|歌星|三星手机|三星(?:的)?(?:电视|冰箱|洗衣机)|"
    r"[一二三四五]星级?(?:酒店|宾馆|饭店|好评|物业)|好评"
)
_REASON = Pattern(r"(?:理由|原因)(?:就?是|:|为)?|因为|由于|主要是?|主要因为")
_EXEMPT = Pattern(r"免评|不参评|不参加(?:评星|自评|评)|暂不评|不评(?:了|星)|免于评")
_CHANGE = Pattern(r"改[成为到]|换成|调[成为到整]|更正[成为]|应该是|不是")
_BARE = Pattern(r"[\s,，。.!~评报打星级颗本这个月的]*")
_TAIL = Pattern(r"^(?:吧|嘛|哈|哦|噢|啊|呀|了|的|级|哈子|嘞)+")


def read_stars(message: Message) -> Reading | None:
    """Return the self-assessment in the message."""
    themes = _themes(message.text)
    value, span = _value(message.text)
    exempt = _EXEMPT.search(message.text) is not None
    if _is_other_talk(message) or not (exempt or _is_about_oneself(message, themes, value)):
        return None
    proxy = on_behalf_of(message) or name_header(message, before="自评")
    behalf = proxy[0] if proxy else None
    slots: dict[str, Any] = {"stars": None, "themes": themes, "period": find_period(message)}
    optional = {
        "exempt_reason" if exempt else "reason": _reason(message, span),
        "replaces": _replaced(message.text, span),
        "on_behalf_of": behalf,
    }
    slots |= _graded(value, themes) | {name: said for name, said in optional.items() if said}
    return Reading("star_report", slots, on_behalf_of=behalf)


def _is_other_talk(message: Message) -> bool:
    if _MISUSED.search(message.text) or is_notice(message) or is_praise(message):
        return True
    return is_question(message)


def _graded(value: Fraction | None, themes: list[str]) -> dict[str, Any]:
    """Return the grade, or the number that is none; 十星 is the name of the programme when themes follow."""
    if value is None or (value == 10 and themes):
        return {}
    if value.denominator == 1 and 1 <= value <= MOST_STARS:
        return {"stars": int(value)}
    return {"invalid_value": int(value) if value.denominator == 1 else float(value)}


def _is_about_oneself(message: Message, themes: list[str], value: Fraction | None) -> bool:
    named = bool(_SELF.search(message.text))
    if value is not None or themes:
        return named or on_behalf_of(message) is not None or _is_bare(message.text)
    return bool(
        re.match(
            r"^(?:我要|我想|来|我|本[月季][度]?|这个月)?(?:自评|自我评|评星|报星|星级自评|报个星|"
            r"打星|评个星)[^,，?]{0,4}$",
            message.text,
        )
    )


def _is_bare(text: str) -> bool:
    """Return whether the message is nothing but stars."""
    return not _BARE.sub("", _EMPTY_GLYPHS.sub("", _STARS.sub("", text)))


def _value(text: str) -> tuple[Fraction | None, tuple[int, int] | None]:
    """Return the number of stars reported and where it is said; wishes and earlier grades do not count."""
    found = list(_numbers(text))
    said = [one for one in found if not _OTHERS.search(_clause_before(text, one[1][0]))]
    reported = [one for one in said if _REPORT.search(_clause_before(text, one[1][0]))]
    chosen = reported[-1:] or said[:1]
    return chosen[0] if chosen else (None, None)


def _numbers(text: str) -> Iterator[tuple[Fraction, tuple[int, int]]]:
    found = False
    for match in _STARS.finditer(text):
        value = to_number(match["n"])
        if value is not None:
            found = True
            value += Fraction(bool(match["half"]), 2)
            yield (-value if match["minus"] else value), match.span()
    unsigned = _UNSIGNED.search(text)
    if unsigned and (value := to_number(unsigned["n"])) is not None:
        found = True
        yield value, unsigned.span("n")
    glyphs = _GLYPHS.search(text)
    if glyphs and not found:
        yield Fraction(len(glyphs[0])), glyphs.span()


def _clause_before(text: str, place: int) -> str:
    return re.split(r"[,，。;；\s]", text[:place])[-1]


def _reason(message: Message, grade: tuple[int, int] | None) -> str | None:
    match = _REASON.search(message.text)
    if match:
        return _tidy(message.said[match.end() :]) or _tidy(message.said[: match.start()])
    if _EXEMPT.search(message.text):
        return _tidy(_EXEMPT.sub("", message.said)) or None
    if grade is None:
        return None
    rest = _tidy(_TAIL.sub("", message.said[grade[1] :].lstrip()))
    return rest if rest and len(rest) > 2 and not _numbers_only(rest) else None


def _numbers_only(rest: str) -> bool:
    return bool(_STARS.search(rest)) or rest.endswith("星")


def _tidy(text: str) -> str:
    return plain(squeeze(text))


def _replaced(text: str, span: tuple[int, int] | None) -> int | str | None:
    """Return the grade that is replaced, `last` when it is not said, None when nothing is replaced."""
    if not _CHANGE.search(text):
        return None
    earlier = [value for value, place in _numbers(text) if place != span]
    return int(earlier[0]) if earlier else "last"


@cache
def _theme_words() -> tuple[Pattern, dict[str, str]]:
    codes = {alias: code for code, aliases in table("asking")["themes"].items() for alias in aliases}
    return Pattern(rf"(?P<theme>{any_of(codes)})之?[星心]"), codes


def _themes(text: str) -> list[str]:
    pattern, codes = _theme_words()
    return list(dict.fromkeys(codes[match["theme"]] for match in pattern.finditer(text)))
