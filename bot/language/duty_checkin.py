"""Signing in to duty and out of it, now or afterwards."""

import re
from typing import Any

from bot.language.clocks import find_clock
from bot.language.dates import first_day
from bot.language.durations import find_durations
from bot.language.duty_talk import duty_slot
from bot.language.pattern import Pattern
from bot.language.people import is_somebody_elses_story, persons
from bot.language.silence import is_notice, is_plan, is_question
from bot.language.values import Message, Reading

_OUT = Pattern(
    r"签退|下班(?:了|咯|喽|打卡|签)?(?:$|[,，。\s!~])|下班了|下班打卡|离岗|交班|交接班|值完班|"
    r"值班(?:完了|结束)|坐班结束|坐完班|班坐完|值守结束|下岗了|退岗"
)
_IN = Pattern(
    r"签[到道倒]|前道|打卡|到岗|上岗|在岗了?(?:$|[,，。\s])|报到|已到村委会|接班|(?:到|"
    r"来)(?:了)?(?:村委会|办公室|村上|社区|值班室|村部|居委会|服务中心|便民中心|大厅)(?:了|上班|值班|"
    r"坐班|报到|啦|咯)"
    r"|(?:开始|来|正在)(?:值班|坐班)|上班(?:了|打卡)|(?:值班|坐班)(?:到了|开始|打卡|报到|来了|到位)|"
    r"到位|^(?:我|已经?)?(?:已经?)?到了(?=.{0,6}(?:值班|坐班))|(?:值班|坐班).{0,6}到了"
)
_DUTY = Pattern(r"值班|坐班|签|岗|打卡|上班|下班|班")
_MAKEUP = Pattern(r"补签|补打|补一?[下个]|补卡|忘(?:了|记)?[^,，]{0,5}(?:签|打卡)|没签|漏签|没打卡|漏打|补上")
_RECEIVED = Pattern(r"(?<!交)接班|接到|接了")
_NOT = Pattern(
    r"打工人|记得|别忘|不要忘|要求|准备|"
    r"签到(?:表|簿|册|率|处|本|人数|情况|的人|记录)|打卡(?:地|点|的地方|机|拍照)|网红|签到了多少|"
    r"下班后|下班以后|下班(?:去|就|再|前)|交通|要下班|快下班|等下班|上岗证|竞聘|岗位|到位率|报到证|"
    r"新生|双报到|开学|扫码|门口|地点|位置|补贴|工资"
)
_TODO = Pattern(r"还没|还没得|没来|没到")


def read_checkin(message: Message) -> Reading | None:
    """Return the signing in or out in the message."""
    text = message.text
    out, makeup = _OUT.search(text) is not None, _MAKEUP.search(text) is not None
    if not (out or makeup or _is_in(text)) or _is_about_others(message):
        return None
    if not makeup and _is_open(message):
        return None
    day = min(first_day(message) or message.working_day, message.today)
    slots: dict[str, Any] = {"direction": "out" if out else "in", "date": day.isoformat(), "makeup": makeup}
    return Reading("duty_checkin", slots | _optional(message))


def _is_open(message: Message) -> bool:
    """Return whether it asks, is still to be done, or tells how long something lasts."""
    return is_question(message) or bool(_TODO.search(message.text) or find_durations(message.text))


def _is_about_others(message: Message) -> bool:
    """Return whether it speaks of lists, of later, to everybody, or of somebody else."""
    if _NOT.search(message.text) or not _DUTY.search(message.text):
        return True
    return is_notice(message) or is_plan(message) or is_somebody_elses_story(message)


def _is_in(text: str) -> bool:
    return _IN.search(text) is not None


def _optional(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if slot := duty_slot(message.text):
        found["slot"] = slot
    if clock := find_clock(message.text):
        found["time"] = clock.strftime("%H:%M")
    named = persons(message)
    if _RECEIVED.search(message.text):
        found["received"] = named[0][0] if named else True
    elif named and re.search(r"交", message.text):
        found["handover_to"] = named[0][0]
    return found
