"""Self-assessment: one to five stars, the ten themes, the reason, and the wish to be left out."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from bot.language.data import any_of, plain, table
from bot.language.graders import is_ones_own
from bot.language.numbers import NUMBER, to_number
from bot.language.pattern import Pattern
from bot.language.people import name_header, on_behalf_of
from bot.language.periods import find_period
from bot.language.silence import is_notice, is_praise, is_question
from bot.language.text import squeeze
from bot.language.values import Message, Reading

MOST_STARS = 5
_STAR = (
    r"(?:颗星星|颗?[星★⭐🌟](?!期|红旗|星|光|空|火|座|宿|斗|辰|巴克|球)|颗(?=[,，。\s]|$)|[心兴芯猩惺](?=级|"
    r"[,，。\s!]|$))"
)
_STARS = Pattern(
    rf"(?P<minus>[负-])?(?P<n>{NUMBER})\s*(?:个)?{_STAR}(?:级)?(?P<half>半)?"
    r"(?!级?(?:酒店|宾馆|饭店|大厨|党?支部|党组织|文明|家庭|农家|村|社区|景区))"
)
_UNSIGNED = Pattern(
    rf"(?:自评|自我评价|评星|星级|报星|打星)(?:自评|等级|是|为|报|打|"
    rf"选)?\s*[:：]?\s*(?P<n>{NUMBER})(?:颗|级|个)?[。!\s]*$"
)
_GLYPHS = Pattern(r"[★⭐🌟✨]+")
_EMPTY_GLYPHS = Pattern(r"[★⭐🌟☆✩]+")
_SELF = Pattern(
    r"^申?报(?=.{0,12}星)|自评|自平|自我评|给(?:我)?自己|评星|报星|报个?星|星级|给我个?|"
    r"我(?:想要?|要|先|就|也|应?该|申请)?(?:[上申]?报|评|打|给|得|够|选|自荐)|我(?:想|就)?要|(?:觉得|认为|应该)(?:我|自己)?(?:可以|够|算|是|"
    r"能)|星级?[吧嘛]|我的(?:十?星|自评)|够得上|(?:先|就|再|还是|本月|这个?月|月份?|季度?|"
    r"今年)[^,，争]{0,4}[报评打]|定[^,，]{0,4}星|评为|评个|评上?[一二三四五六\d]"
)
_REPORT = Pattern(r"自评|自平|评星|报星|星级|[上申]?报|评|打|给自己|够得上|达到|先报|改成|改为|改到|调到|就|争当")
_OTHERS = Pattern(
    r"争取|目标|努力|力争|希望|下次|下个?月|下个?季|明年|想要|恭喜|祝贺|听说|评上了|被评|上次|上回|"
    r"从|原来|之前|不是|原先|去年|前年|往年|以前|(?:他|她|人家?|大家|都|书记|支部|别个)们?[都也]?说|[^我]说我|"
    r"不(?:应?该|应|配|够|同意|服|可以|能|要|想|愿)|反对|凭[什啥]"
)
_MISUSED = Pattern(
    r"五星红旗|红旗|五角星|卫星|明星|星期|(?<!颗)星星|星火|歌星|三星手机|三星(?:的)?(?:电视|冰箱|洗衣机)|"
    r"[一二三四五]星级?(?:酒店|宾馆|饭店|好评|物业)|好评"
)
_REASON = Pattern(r"(?:理由|原因)(?:就?是|:|为)?|因为|由于|主要是?|主要因为")
_EXEMPT = Pattern(
    r"免评|不参评|不(?:想|愿意?|能|再|打算)*参加(?:(?:今年|这次|本次)的?)?(?:评星|自评|评)了?|暂不评|"
    r"不(?:想|愿意?|能|再|打算)*评(?:了|星了?)|免于评|(?:评星|自评|评)[^,，。]{0,4}不(?:想|能)?参加了?|退出评星"
)
_UNREASONED = Pattern(r"^(?:我|本人|申请|要求|要|想|今年|这次|本次)+(?=$|[,，])[,，]?")
_CHANGE = Pattern(r"改[成为到]|换成|调[成为到整]|更正[成为]|应该是|不是|不对|错了|还是|算了|重新")
_BETWEEN = Pattern(rf"{NUMBER}\s*个?{_STAR}?\s*(?:到|至|[~～-]+|、|或者?是?|还是|和)$")
_BARE = Pattern(r"[\s,，。.!~评报打星级颗本这个月的]*")
_SIGNS = Pattern(r"[,，。;；!?\n]+")
_CHEERS = Pattern(r"[👍💪👏🌹\s]+$")
_OPENING = Pattern(rf"^(?:我|本人|本月|这个?月|给自己)*(?:自评|[评报打](?={NUMBER}))")
_TAIL = Pattern(r"^(?:吧|嘛|哈|哦|噢|啊|呀|了|的|级|哈子|嘞)+")


def read_stars(message: Message) -> Reading | None:
    """Return the self-assessment in the message."""
    message = _without_cheers(message)
    themes = _themes(message.text)
    grade = _grade(message.text)
    exempt, behalf = _EXEMPT.search(message.text) is not None, _reported_for(message)
    if _is_other_talk(message) or not (exempt or _is_report(message.text, themes, grade, behalf)):
        return None
    slots: dict[str, Any] = {"stars": None, "themes": themes, "period": find_period(message)}
    optional = {
        "exempt_reason" if exempt else "reason": _reason(message, grade),
        "replaces": _replaced(message.text, grade),
        "on_behalf_of": behalf,
        "exempt": exempt,
    }
    slots |= _graded(grade, themes) | {name: said for name, said in optional.items() if said}
    return Reading("star_report", slots, on_behalf_of=behalf)


def _without_cheers(message: Message) -> Message:
    """Return a self-report without the thumbs that it ends with; elsewhere they are praise of somebody else."""
    cheers = _CHEERS.search(message.text) if _OPENING.search(message.text) else None
    return message.part(0, cheers.start()) if cheers else message


def _reported_for(message: Message) -> str | None:
    proxy = on_behalf_of(message) or name_header(message, before="自评")
    return proxy[0] if proxy else None


def _is_other_talk(message: Message) -> bool:
    if _MISUSED.search(message.text) or is_notice(message) or is_praise(message):
        return True
    return is_question(message)


def _graded(grade: "_Grade | None", themes: list[str]) -> dict[str, Any]:
    """Return the grade, or what is none; 十星 is the name of the programme when themes follow."""
    if grade is None or (grade.value == 10 and themes):
        return {}
    if grade.doubt:
        return {"invalid_value": grade.doubt}
    if grade.value.denominator == 1 and 1 <= grade.value <= MOST_STARS:
        return {"stars": int(grade.value)}
    return {"invalid_value": int(grade.value) if grade.value.denominator == 1 else float(grade.value)}


def _is_report(text: str, themes: list[str], grade: "_Grade | None", behalf: str | None) -> bool:
    """Return whether somebody gives stars to himself, or to whom he reports for."""
    if grade or themes:
        return bool(behalf) or _is_bare(text) or (bool(_SELF.search(text)) and _is_about_oneself(text, grade))
    return bool(
        re.match(
            r"^(?:我要|我想|来|我|本[月季][度]?|这个月)?(?:自评|自我评|评星|报星|星级自评|报个星|"
            r"打星|评个星)[^,，?]{0,4}$",
            text,
        )
    )


def _is_about_oneself(text: str, grade: "_Grade | None") -> bool:
    """Return whether nobody else is the subject of the clause in which the stars are said."""
    if grade:
        return is_ones_own(_SIGNS.split(text[: grade.span[0]])[-1])
    clause = next(part for part in _SIGNS.split(text) if _themes(part))
    return is_ones_own(_theme_words()[0].sub("", clause))


def _is_bare(text: str) -> bool:
    """Return whether the message is nothing but stars."""
    return not _BARE.sub("", _EMPTY_GLYPHS.sub("", _STARS.sub("", text)))


class _Grade(NamedTuple):
    """A number of stars, where it is said, and what was said instead of one number, if several were."""

    value: Fraction
    span: tuple[int, int]
    doubt: str = ""


def _grade(text: str) -> _Grade | None:
    """Return the stars reported; wishes, hearsay and earlier grades do not count, nor is one of several chosen."""
    said = [one for one in _numbers(text) if not _OTHERS.search(_clause_before(text, one.span[0]))]
    reported = [one for one in said if _REPORT.search(_clause_before(text, one.span[0]))]
    put_right = said[-1:] if _CHANGE.search(text) else []
    chosen = next(iter(put_right or reported[-1:] or said), None)
    return chosen._replace(doubt=_doubt(text, [] if put_right else reported, chosen)) if chosen else None


def _doubt(text: str, reported: list[_Grade], chosen: _Grade) -> str:
    """Return what was said instead of one number: a range, or several that nobody put right."""
    between = _BETWEEN.search(text[: chosen.span[0]])
    if not between and all(one.value == chosen.value for one in reported):
        return ""
    return text[between.start() if between else reported[0].span[0] : chosen.span[1]]


def _numbers(text: str) -> Iterator[_Grade]:
    found = False
    for match in _STARS.finditer(text):
        value = to_number(match["n"])
        if value is not None:
            found = True
            value += Fraction(bool(match["half"]), 2)
            yield _Grade(-value if match["minus"] else value, match.span())
    unsigned = _UNSIGNED.search(text)
    if unsigned and (value := to_number(unsigned["n"])) is not None:
        found = True
        yield _Grade(value, unsigned.span("n"))
    glyphs = _GLYPHS.search(text)
    if glyphs and not found:
        yield _Grade(Fraction(len(glyphs[0])), glyphs.span())


def _clause_before(text: str, place: int) -> str:
    return re.split(r"[,，。;；\s]", text[:place])[-1]


def _reason(message: Message, grade: _Grade | None) -> str | None:
    match = _REASON.search(message.text)
    if match:
        return _tidy(message.said[match.end() :]) or _tidy(message.said[: match.start()])
    if _EXEMPT.search(message.text):
        return _UNREASONED.sub("", _tidy(_EXEMPT.sub("", message.said))) or None
    if grade is None:
        return None
    rest = _tidy(_TAIL.sub("", message.said[grade.span[1] :].lstrip()))
    return rest if rest and len(rest) > 2 and not _numbers_only(rest) else None


def _numbers_only(rest: str) -> bool:
    return bool(_STARS.search(rest)) or rest.endswith("星")


def _tidy(text: str) -> str:
    return plain(squeeze(text))


def _replaced(text: str, grade: _Grade | None) -> int | str | None:
    """Return the grade that is replaced, `last` when it is not said, None when nothing is replaced."""
    if not _CHANGE.search(text):
        return None
    earlier = [one.value for one in _numbers(text) if grade is None or one.span != grade.span]
    return int(earlier[0]) if earlier else "last"


@cache
def _theme_words() -> tuple[Pattern, dict[str, str]]:
    codes = {alias: code for code, aliases in table("asking")["themes"].items() for alias in aliases}
    return Pattern(rf"(?P<theme>{any_of(codes)})之?[星心]"), codes


def _themes(text: str) -> list[str]:
    pattern, codes = _theme_words()
    return list(dict.fromkeys(codes[match["theme"]] for match in pattern.finditer(text)))
