"""Counted things: 6户, 四车石子, 12个老人, 三四十份, 一起 (a dispute), 40多人."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.data import any_of, table, words
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern

_UNITS = any_of(words("count", "units"))
_PERSONS = any_of(words("count", "person_nouns"))
_COUNT = Pattern(
    rf"(?<![第每号初收老另])(?P<n>{WHOLE})\s*(?P<more>[多来几余]|好几)?\s*(?P<big>[大小])?(?P<unit>{_UNITS})"
    rf"(?P<owner>的(?=[一-龥]{{0,6}}(?:纠纷|矛盾|地界|边界|问题)))?"
    rf"(?P<noun>[^\x00-\x7f，。、给帮替陪为去在把到一两二三]{{0,6}}?(?:{_PERSONS})(?!\d+[个位名]))?"
)
_USUAL: dict[str, str] = table("words")["count"]["usual"]
# 防汛点x3, 告知书×40; 教了俩 at the end of what was done, but 老李俩 and 我们俩 are who did it; 走访8 2h in its usual
# unit.
_UNITLESS = Pattern(
    r"(?<=[一-龥\s])[x×*✕]\s?\d{1,4}(?!\d|\.\d|\s?(?:个?小时|h|分|天|日|单元|层|栋|晚))|"
    rf"(?<=[了过])俩(?=$|[\s,，。;；!！(（)）])|(?<={any_of(_USUAL)})\d{{1,3}}(?=$|[\s,，。;；])"
)
_NO_THING = re.compile(
    r"(?:[一二三四五六七八九\d半]分(?!钟)|椅|点[\s。!！]*$|事|来回|(?<=个)(?:[上下]午|早上|晚上|傍晚|中午|清早|早晨|黄昏|通宵|小时|钟|月|星期|礼拜|周)|半(?!把?个?[小钟])(?!天[^,，。;；\s])|多小时|头|方面|阶段|星|钱|(?<=[样件桩项])[哈嘛](?=[,，])|(?<=米)[多来]?[深高宽长厚粗]|(?<=例)[行会外假]|(?<=段)(?:合计|共|一共|总共|时间)|"
    r"[一-龥]{0,3}的?[工功]夫|(?<=[件项桩])(?:情|活动?)?[:：]|(?:村|社|组|社区|小区|院子|院落|教学点|点位|学校|学院|支部|单位|乡镇|班|厂|工地)的)"
)
DISPUTE = Pattern(r"纠纷|争[水地路]|纠份|矛盾|争执|口角|调解|调节|扯皮|扯筋|争吵|吵|地界|劝")
# 娃娃有四十二个
_SO_MANY_CAME = Pattern(rf"(?:{_PERSONS})(?:们)?(?:一共|总共)?(?:有|来了|到了)?\s?$")
# What stands before the bar; the unit, the character behind it, the number: companions (跟老李两个, not 消杀2个单元),
# a change from one number to another, money, a family.
_OTHERWISE = Pattern(
    r"(?:骑|开车|坐车|走|跑)[^,，\s]{0,3}\|(?:公里|里|米)\||[跟和与同我俩][^,，\s]{0,8}\|(?:个人?|位|名)\|(?:[,，。;；\s人去来一在把给到帮上下从]|.?\|\D|\|)|从(?:[^,，]{1,8}成了?)?\||[这那]\|[件样桩项]\||[缴交花付捐收借罚贴卖][了起到]?[^,，\s]{0,3}\|块\||家\|口\|"
)
_PERSON_UNITS = {"号人", "人", "位", "名", "个人", "人次", "群众", "老人"}
_TIMES = frozenset({"次", "回", "趟", "遍", "场", "圈", "道", "轮", "班", "顿"})
_NOT_COUNTED = frozenset(words("count", "not_counted"))


@dataclass(frozen=True)
class Count:
    """A number of things at a position of the text; `times` says that it counts how often."""

    start: int
    end: int
    number: int
    unit: str | None
    persons: bool
    times: bool


def find_counts(text: str) -> list[Count]:
    """Return the counted things in order; parties of a dispute and parts of an address are not counted."""
    counted = [count for match in _COUNT.finditer(text) if (count := _count(match, text))]
    return sorted([*counted, *unitless(text)], key=lambda count: count.start)


def unitless(text: str) -> Iterator[Count]:
    """Yield the counted things without a unit of their own."""
    for match in _UNITLESS.finditer(text):
        number, usual = to_whole(match[0].strip("x×*✕ ")), _USUAL.get(text[match.start() - 2 : match.start()])
        yield Count(*match.span(), number or 0, "个" if match[0] == "俩" else usual, persons=False, times=False)


def _count(match: re.Match[str], text: str) -> Count | None:
    number, unit = to_whole(match["n"]), match["unit"]
    if not number or _is_no_count(match, text):
        return None
    persons = unit in _PERSON_UNITS or (unit == "个" and _names_people(match, text))
    if persons and unit in ("个", "群众", "老人", "位", "名"):
        unit = "个人" if unit == "个" else "人"
    return Count(match.start(), match.end(), number, unit, persons, unit in _TIMES)


def _names_people(match: re.Match[str], text: str) -> bool:
    """Return whether 个 counts people: 12个老人, 一行八个."""
    before = text[: match.start()]
    return bool(match["noun"]) or before.endswith("一行") or _SO_MANY_CAME.search(before) is not None


def _is_no_count(match: re.Match[str], text: str) -> bool:
    """Return whether the words count something else: parties of a dispute, companions, money, or nothing at all."""
    unit, before = match["unit"], text[: match.start()]
    if match["owner"] or match["n"] + unit in _NOT_COUNTED or _NO_THING.match(text, match.end("unit")):
        return True
    if _OTHERWISE.search(f"{before}|{unit}|{text[match.end('unit') :][:1]}|{match['n']}") and not match["noun"]:
        return True
    if unit == "家":
        return DISPUTE.search(text) is not None
    return unit == "起" and match["n"] == "一" and not _is_dispute(match, text)


def _is_dispute(match: re.Match[str], text: str) -> bool:
    """Return whether 一起 counts a dispute and does not mean together."""
    before = text[: match.start()]
    beside = re.search(r"[跟和与同我俩]", re.split(r"[,，\s]", before)[-1]) or text[match.end("unit") :][:1] in "去来"
    return bool(DISPUTE.search(text)) and not beside
