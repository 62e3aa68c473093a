"""What somebody says who comes on duty or leaves it, now or told afterwards; pure."""

import re
from dataclasses import replace
from typing import Any

from bot.language.days import find_days
from bot.language.halves import half_of_day
from bot.language.model import detail
from bot.language.pattern import Pattern
from bot.language.people import persons
from bot.language.spent import find_clock
from bot.language.values import Message, Reading

_OUT = Pattern(
    r"签退|[接来]访完|本子?已?交|下班|离岗|交班|值完|守完|坐完|收工|走了|结束|下岗|退岗|锁(?:了)?门|关门|交给|钥匙(?:给|交)|撤了|下夜班|接的是|换班走|完班"
)
_HANDED_OVER = Pattern(r"[接来访]完|本子?已?交")
_IN = Pattern(
    r"签[到道倒]|到岗|上岗|在岗|报到|接班|到了|开门|来了|到位|坐[下起]|上班|接了|就位|守着了|到刚|在哈|上来了"
)
_MAKEUP = Pattern(
    r"^补|忘了?点|补签|补打|补一?[下个]|补卡|忘(?:了|记)?[^,，]{0,6}(?:签|打卡|打|报)|没签|漏签|没打卡|漏打|补上|补报|补登|补一下|忘签|忘打"
)
# When one will be back is no day of signing in or out.
_FAREWELL = Pattern(r"(?:明[天早晚]?|后天|下周)[一-龥]{0,3}(?:见|继续|再来|接)")
# How the night went is no day of signing in: 接班，昨晚一切正常.
_ALL_WELL = Pattern(r"[昨今][天晚夜](?:[上里])?(?=(?:的?值班)?(?:一切|都|没得?[啥什]?么?|无|平安|正常|太平))")
_GIVEN = Pattern(r"(?:交|给)[^,，]{0,6}$|(?:接班的?人?|接手的?人?|下一[个位班]|接我[的班]*)(?:就?是|叫|:|：)?\s?$")
_HANDING = Pattern(r"(?:同志)?已?(?:办[理好完]?)?交[接班]")
_RECEIVED = Pattern(r"(?<!交)接班|接到|接了|接的")


def read_presence(message: Message) -> Reading:
    """Return the signing in or out; of a day that was not understood none is noted."""
    text = message.text
    out = _OUT.search(text) is not None and not re.search(r"忘[^,，]{0,4}签到|补签到", text)
    if out == (_IN.search(text) is not None) and not _HANDED_OVER.search(text):
        out = detail("签到", text)[0] == "走"
    for aside in (_FAREWELL, _ALL_WELL):
        message = replace(message, text=aside.sub(lambda match: "," * len(match[0]), message.text))
    said = find_days(message)
    doubt = next((one.doubt for one in said if one.doubt), "")
    day = said[0].first if said and not doubt else None if doubt else message.working_day
    # Who tells of a day that has passed tells it afterwards.
    makeup = _MAKEUP.search(text) is not None or bool(day and day < message.working_day)
    if day and day > message.today:
        day, doubt = None, "还没到"
    slots: dict[str, Any] = {
        "direction": "out" if out else "in",
        "date": day.isoformat() if day else None,
        "makeup": makeup,
    }
    return Reading("duty_checkin", slots | _optional(message, out), doubt=doubt)


def _optional(message: Message, out: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if half := half_of_day(message.text):
        found["slot"] = half
    if clock := find_clock(message.text):
        found["time"] = clock.strftime("%H:%M")
    given = [name for name, place in persons(message) if _takes_over(message.text, place, place + len(name))]
    if out and given:
        found["handover_to"] = given[0]
    elif _RECEIVED.search(message.text):
        found["received"] = True
    return found


def _takes_over(text: str, start: int, end: int) -> bool:
    """Return whether the duty goes to whoever is named between two positions."""
    if _GIVEN.search(text[:start]) or text.startswith("接", end):
        return True
    return text[:start].endswith(("与", "向", "跟", "和")) and _HANDING.match(text, end) is not None
