"""On which days, and how long on each: the days and the times of one deed put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from bot.language.counts import Count
from bot.language.days import BACKWARDS, WHICH, Said
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.spent import Spent
from models.service.activities.pieces import DeedText

AHEAD = "还没到"
DAY_MINUTES = 24 * 60

AS_IT_IS = -1
_Pair = tuple[date | None, int | None, bool, str]
Amount = tuple[int | None, bool]


def days_and_minutes(piece: DeedText) -> list[_Pair]:
    """Return each day with its minutes: those said right after it, those of each day, or a share of the whole."""
    named, today = _of_the_deed(piece), piece.whole.today
    doubt = next((said.doubt for said in piece.days if said.doubt), "")
    if not doubt and _some_ahead(named, piece):
        doubt = WHICH
    certain = [said for said in named if not said.doubt]
    past = [said for said in certain if said.days[0] <= today]
    days = list(dict.fromkeys(day for said in past for day in said.days if day <= today))
    if not days or (doubt in (WHICH, BACKWARDS) and certain):
        several = len(named) > 1 and len(piece.spent) > 1
        return [(None, None if several else AS_IT_IS, False, doubt or AHEAD)]
    if len(days) == 1:
        return [(days[0], AS_IT_IS, False, "")]
    return [(day, minutes, assumed, "") for day, (minutes, assumed) in _on_each(piece, past, days).items()]


def _on_each(piece: DeedText, past: Sequence[Said], days: Sequence[date]) -> Mapping[date, Amount]:
    """Return how long it took on each of several days: what is said after each, one after another, or for all."""
    own = _own_minutes(piece, past)
    listed = [(spent.minutes, spent.assumed) for spent in piece.spent if not spent.total]
    if not own and len(listed) == len(days):
        return dict(zip(days, listed, strict=True))
    return own or dict.fromkeys(sorted(days), _on_every(piece))


def _on_every(piece: DeedText) -> Amount:
    """Return how long it took on every one of several days; None where it is asked how much of it on which."""
    exact = {one.minutes for one in piece.spent if not one.assumed}
    if len(exact) > 1 and not any(one.starts for one in piece.spent):
        return None, False
    return amount(piece, piece.spent) if _is_of_each(piece) else (None, False)


def _is_of_each(piece: DeedText) -> bool:
    """Return whether what is said of several days is said of each of them, not of all together."""
    if _EVERY_DAY.search(piece.text[piece.start :]) or "每次" in piece.text:
        return True
    return any(one.each or one.starts for one in piece.spent) and not any(one.total for one in piece.spent)


def _some_ahead(named: Sequence[Said], piece: DeedText) -> bool:
    """Return whether of days named together some have passed and some have not."""
    for one, other in pairwise(said for said in named if said.days):
        together = re.fullmatch(r"\s?[和跟与、]?\s?", piece.text[one.end : other.start])
        if together and one.days[0] <= piece.whole.today < other.days[0]:
            return True
    return False


def _of_the_deed(piece: DeedText) -> Sequence[Said]:
    """Return the days without those of an aside behind the others: …，今天钱到位了."""
    return [said for index, said in enumerate(piece.days) if not (index and _is_aside(piece, said))]


def _is_aside(piece: DeedText, said: Said) -> bool:
    clause = re.split(r"[,，。;；\n]", piece.text[said.end :])[0]
    alone = re.match(r"[^,，。]{2,}(?:了|的)$", clause) and re.search(r"[,，。;；\n]\s?$", piece.text[: said.start])
    if said.doubt or not alone:
        return False
    own = piece.part(said.start, said.end + len(clause))
    return not (own.acts or own.spent or own.counts)


_EVERY_DAY = Pattern(r"每[天日]|天天|每晚|各|一天|每个?[上下]午|都是")


def _own_minutes(piece: DeedText, days: Sequence[Said]) -> dict[date, Amount]:
    """Return the minutes of each day when every day is followed by its own: 周六2小时，周天1小时."""
    found: dict[date, Amount] = {}
    for said, own in followed(days, [spent for spent in piece.spent if not spent.total], piece.end):
        if own and (len(said.days) == 1 or own[0].each):
            found |= dict.fromkeys(said.days, amount(piece, own))
    return found if len(found) > 1 and set(found) == {day for said in days for day in said.days} else {}


def followed(days: Sequence[Said], things: Sequence[Any], end: int) -> Iterator[tuple[Said, list[Any]]]:
    """Yield each day with what is said after it and before the next."""
    for said, until in zip(days, [*(one.start for one in days[1:]), end], strict=True):
        yield said, [one for one in things if said.start <= one.start < until]


_CORRECTED = Pattern(
    r"(?:不对|说错了?|记错了?|错了|不是)[,，。…\s]*(?:应该)?是?[^,，。]{0,6}$|[…,，]\s*(?:不|哦不)[,，]\s*$|"
    r"不是[^,，。]{0,8}[,，]?\s?是\s?$"
)
_TAKEN_BACK = Pattern(r"(?:本来|原[来先定本说]|说[好的]|预[计定]|不是|算上路上|路上|不满|不到|来回)[^,，。]{0,5}$")
_PAUSE = Pattern(
    r"(?:扣(?:除|掉)?|含午?[晚饭]|减去|除去|刨[去开]|去掉|吃饭|吃了|歇|休息|躲雨|午饭|饭点|中间|中途)[^,，。]{0,6}$"
)
_NET = Pattern(
    r"(?:(?<![,，]不)(?:(?<=[,，])|(?<=[,，]就)|(?<=[,，]只))算|(?<![\d一二两三四五六七八九十百几])只|实际|净|纯|算下来|就是|真正|其实)[^,，。]{0,4}$"
)


def amount(piece: DeedText, spent: Sequence[Spent]) -> Amount:
    """Return the minutes of one activity and whether they are only a proposal; None when unsaid or unclear."""
    text = piece.text
    pauses = [one for one in spent if one.minutes and _PAUSE.search(text[: one.start])]
    told = _meant([one for one in spent if one not in pauses] or spent if pauses else spent, text)
    either = any(_EITHER.search(text[: one.start]) for one in spent[1:])
    if either or (not pauses and _is_contradicted(told, spent, text)):
        return None, False
    # 守了一天，8点到17点: the clock says what the day only roughly says.
    exact = [one for one in told if not one.assumed] or told
    clocks, said = [one for one in exact if one.starts], [one for one in exact if not one.starts]
    if not exact or None in [one.minutes for one in exact] or (clocks and said and _minutes(clocks) != _minutes(said)):
        return None, False
    exact = clocks or said
    minutes = sum([(one.minutes or 0) * _times(piece, one) for one in exact]) - (_minutes(pauses) if clocks else 0)
    # What is plainly said and more than a day has is not left out: the claim is refused with that reason.
    if not minutes > 0 or (minutes > DAY_MINUTES and (len(exact) > 1 or exact[0].each)):
        return None, False
    # Several clock ranges add up; other amounts side by side may overlap, so their sum is a proposal.
    return minutes, any([one.assumed or _each_of_what(piece, one) for one in exact]) or (len(exact) > 1 and not clocks)


def _meant(spent: Sequence[Spent], text: str) -> Sequence[Spent]:
    """Return the amounts without those taken back, corrected, or summed up in another."""
    if len(spent) == 1:
        return spent
    told = [one for one in spent if not _TAKEN_BACK.search(text[: one.start])] or list(spent)
    corrected = [index for index, one in enumerate(told) if index and _CORRECTED.search(text[: one.start])]
    told = told[corrected[0] :] if corrected else told
    whole = [one for one in told if one.total] or [one for one in told if _NET.search(text[: one.start])]
    return whole[-1:] or told


# What is said to be the whole, not what is left of the hours: 净算两小时.
_IN_ALL = Pattern(r"实际[^,，。]{0,4}$")


# 四小时，也可能是五小时
_EITHER = Pattern(r"(?:也?可能|或者?|要么)(?:是|有)?\s?$")


def _is_contradicted(told: Sequence[Spent], spent: Sequence[Spent], text: str) -> bool:
    """Return whether the whole that is told is not as long as the hours beside it: 九点到十一点，一共四个小时."""
    clocks = [one for one in spent if one.starts and not _TAKEN_BACK.search(text[: one.start])]
    if len(told) != 1 or not clocks or told[0].starts:
        return False
    in_all = told[0].total or _IN_ALL.search(text[: told[0].start]) is not None
    return in_all and _minutes(told) != _minutes(clocks)


def _minutes(spent: Sequence[Spent]) -> int:
    return sum(one.minutes or 0 for one in spent)


_PARTS_EACH = Pattern(r"(?:(?P<three>早中晚)|早晚|上下午|[早上][上午]?[、和]?[下晚][午上])各[^,，。\d一二两三半]{0,3}$")


def _times(piece: DeedText, spent: Spent) -> int:
    """Return how often it took so long: 早晚各半小时, or as often as something was done."""
    parts = _PARTS_EACH.search(piece.text[: spent.start])
    return 2 + bool(parts["three"]) if parts else _times_done(piece, spent)


def _times_done(piece: DeedText, spent: Spent) -> int:
    """Return how often it took so long for what is counted: 每次1小时，两次; 一户20分钟，六户."""
    if spent.each in (None, "天", "日", "晚"):
        return 1
    if sum(len(said.days) for said in piece.days) > 1 and _is_of_days(piece, spent):
        return 1
    counted = next((count.number for count in piece.counts if _is_counted_by(spent.each, count, piece)), None)
    return counted or (_most_said(spent.each, piece.message.text) if spent.each in _VISITED else 1)


def _is_of_days(piece: DeedText, spent: Spent) -> bool:
    return spent.each == "各" or not _EVERY_DAY.search(piece.text[piece.start :])


def _most_said(unit: str, text: str) -> int:
    """Return the largest number of a unit that is said, of what was done or of whom: 调解五家，一家1小时."""
    return max([to_whole(match["n"]) or 1 for match in re.finditer(rf"(?P<n>{WHOLE}){unit}", text)], default=1)


_ONE_AFTER_ANOTHER = Pattern(r"(?:[教帮给量剪理看接送陪访问讲修].{0,3}了|教)$")


# What one goes to or does one after the other.
_VISITED = frozenset({"户", "家", "起", "件", "处", "场", "次", "回", "趟", "个村", "栋"})
# Several people did it for so long each, not one of them several things.
_SHARED = Pattern("和|跟|与|同|大家|我们|咱|人")


def _each_of_what(piece: DeedText, spent: Spent) -> bool:
    """Return whether it is open of what so much was spent on each: 上午栽树下午浇水，各三小时."""
    if spent.each != "各" or _SHARED.search(piece.text):
        return False
    days = {day for said in piece.days for day in said.days}
    return len(days) < 2 and _times(piece, spent) == 1


def _is_counted_by(unit: str | None, count: Count, piece: DeedText) -> bool:
    """Return whether so much on each goes by this count: 六户，一户20分钟; 教了7个人，一人十分钟; 两起，各半小时."""
    people = count.persons or count.unit == "个"
    if unit == "各" and not people:
        return count.unit in _VISITED
    if unit in ("人", "各"):
        return people and _ONE_AFTER_ANOTHER.search(piece.text[: count.start]) is not None
    # A person is counted in one unit, whatever was said: 四位老人，每位十五分钟.
    same = count.persons if unit in ("位", "名") else count.unit == unit
    return same and not is_each_unit(count, piece)


def is_each_unit(count: Count, piece: DeedText) -> bool:
    """Return whether the count only says what an amount is for: 一户20分钟."""
    return count.number == 1 and count.unit != "起" and any(count.end == one.start for one in piece.spent)
