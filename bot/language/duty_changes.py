"""Swapping duty, standing in for somebody, and asking for leave."""

import re
from datetime import date, timedelta
from typing import Any

from bot.language.data import plain
from bot.language.dates import find_days
from bot.language.durations import find_durations
from bot.language.duty_talk import DUTY, duty_days, duty_slot, iso
from bot.language.numbers import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.people import FAMILIAR, FULL, TITLED, is_somebody_elses_story, persons
from bot.language.silence import is_notice
from bot.language.text import squeeze
from bot.language.values import Message, Reading

_WHO = rf"(?:{TITLED}|{FAMILIAR}|{FULL}|他|她|别人|哪个|人)"
_MAY = "我?(?:能不能|可不可以|可否|能否)"
_SWAP = Pattern(
    rf"(?:同意|愿意|答应)(?:跟|和)?[^,，]{{0,4}}换(?!届)|换个?(?:一下|下)?(?:个)?(?:班|岗)|换半|调个?班|调换|调个班|对调|互换|替班|顶班|代班|顶个?班|"
    rf"替个?班|代个班|倒班|换一下(?=.{{0,6}}班)|班.{{0,14}}(?:换|对调|调一?下|调换)"
    rf"|(?:{_WHO})(?:来)?(?:帮我?|替我?|代我?|给我)(?:值|坐|上|守|顶|代)|(?:替|帮|代|给)我(?:值|坐|"
    rf"守|顶|上个?班|上一?[天班下]|代)|我(?:来|可以|愿意|能|去|想)?(?:替|帮|代)(?:{_WHO})(?:值|坐|守|"
    rf"顶|上|代)"
    rf"|班.{{0,8}}(?:{_WHO})(?:帮我|替我|代我|顶|来?上|来?值|来?坐|代)|(?:找|喊|请|让|由|"
    rf"叫)(?:{_WHO})(?:来)?(?:顶|替|代|值|坐)|我(?:愿意|可以|能|就)?(?:跟|和|给|帮|同|与)(?:{_WHO}|"
    rf"你)换(?=$|[,，。了嘛吧!\s])|^{_MAY}我?(?:跟|和|给|找|与|同)[一-龥·]{{2,5}}?换(?:一?下|个)?[?。嘛吧吗!~\s]*$"
)
_SUBSTITUTE = Pattern(rf"我(?:来|可以|去|帮忙|愿意)?(?:替|帮|代|给)(?:{_WHO})(?:顶|值|坐|上|代|守|去)")
_DECLINE = Pattern(r"不同意|不换|换不了|不想换|不行|不得行|换不成|换不到|拒绝|没法换|不方便|不能换|不愿意")
_ACCEPT = Pattern(r"同意|答应|可以(?:跟|和|给|帮)?[^,，]{0,5}换|要得|没问题|^(?:行|好|可以)|换得[,，。]|^可以")
_ASKS_TO_SWAP = Pattern(rf"^{_MAY}|(?:吗|么|不|行不行|可不可以|好不好)[?。!\s]*$")
_OWN = Pattern(r"(?:我的?|本人)[^他她,，]{0,2}$")
_THEIRS = Pattern(r"(?:他|她|对方|人家|别人)[^我,，]{0,3}$")
_LEAVE = Pattern(
    rf"请[病事婚产丧年陪护]{{0,2}}个?假|请个?假|请嫁|请加一?天|告个?假|休假|休息一天|"
    rf"请[一二三两半\d]个?天假?|请半天|(?:{DUTY}|班|岗|村委会|办公室).{{0,6}}(?:来不了|来不到|去不了|"
    rf"去不到|到不了|来不成|去不成|来不赢|上不了|不能来|不来了|赶不回)"
    rf"|(?:坐|值|上|守|当)不(?:了|到|成)(?:班|岗)?|(?:不能|没法|没办法|无法|不得)(?:来|去)?(?:值班|"
    rf"坐班|上班|到岗)|我?来不(?:了|到|成)(?:了|哈)?(?=$|[,，。\s])|[今明后]天[^,，]{{0,4}}不来了|到不了岗|销假"
)
_CANCEL = Pattern(
    r"销假|取消请?假|不请假?了|不请了|假.{0,3}(?:取消|不要了|不请|撤)|不用请假|请假取消|撤回请假|撤销请假"
)
_LONGEST_LEAVE = 30
_LEAVE_DAYS = Pattern(rf"(?P<n>{WHOLE})\s*天")
_NOT_LEAVE = Pattern(
    r"请假(?:条|单|的人|制度|人员|情况|多少|登记)|哪些人请假|谁请|哪个请|他请假|她请假|学校请|老师请|"
    r"跟老师请|给娃请|批假|批准了|批了|扣钱|扣工资|扣分|要不要请|需不需要|能请几|请几天|可以请假吗"
)
_ASKS_ABOUT_LEAVE = Pattern(
    r"为(?:什么|啥子?)|(?:哪些|哪个|哪几个|几个|多少|有没有|有无|是不是|是否).{0,8}请了?[病事婚产丧年陪护]{0,2}假|"
    r"没有?请了?假|假了?(?:吗|么|没得?|没有吗?)[?!。~\s]*$"
)
_OTHER_MEETING = Pattern(r"(?:会|宴|席|酒|活动|聚|饭).{0,6}(?:来不了|来不到|去不了|来不成)")
_SUBSTITUTED_BY = Pattern(rf"(?:让|请|由|找|喊|叫)?(?P<who>{TITLED}|{FAMILIAR}|{FULL})(?:来)?(?:替|帮|代|顶|值|坐|上)")
_FILLER = Pattern(
    rf"请[^,，]{{0,4}}假|[这本下上]个?(?:周|星期|礼拜|月)|[上去来值坐]不成了?|我(?:想|要|需要|得)?|"
    rf"本人|因为?|由于|所以|需要|申请|请个?假|请嫁|告个?假|休假|{DUTY}|的?班|这个|那个|值不了|坐不了|"
    rf"上不了|来不了|来不到|去不了|到不了|了?一?[天下]$|半天|[一二三两\d]+天|"
    rf"理由是?|原因是?|事由|[:：]|上午|下午|晚上|一下|不能|没法|坐$|值$|想$|要$|^[要得]|早上|想?(?:可以|得行|行)(?:不(?:可以|行|得)?|吗|么|嘛)$|到岗|"
    rf"报备|从|开始|起|两天|半$"
)


def read_swap(message: Message) -> Reading | None:
    """Return the wish, the offer or the answer about a swap of duty."""
    if not _SWAP.search(message.text) or is_notice(message) or _is_story_of_others(message):
        return None
    spans = find_days(message, ahead=True)
    own, theirs = _sides(message, [(span.day, span.start) for span in spans])
    named = [name for name, _ in persons(message)]
    slots: dict[str, Any] = {
        "from_date": iso(own),
        "to_date": iso(theirs),
        "with_person": named[0] if named else None,
        "slot": duty_slot(message.text),
    }
    if _SUBSTITUTE.search(message.text):
        slots["role"] = "substitute"
    if response := _response(message.text):
        slots["response"] = response
    return Reading("duty_swap", slots)


def read_leave(message: Message) -> Reading | None:
    """Return the wish for leave from duty, or its cancellation."""
    text = message.text
    cancels = _CANCEL.search(text) is not None
    if not (cancels or _LEAVE.search(text)) or not _is_own_leave(message):
        return None
    first, last = _leave_days(message)
    slots: dict[str, Any] = {
        "date": iso(first),
        "date_end": iso(last),
        "slot": duty_slot(text),
        "reason": None if cancels else _reason(message),
    }
    if substitute := _SUBSTITUTED_BY.search(text):
        slots["substitute"] = message.said[slice(*substitute.span("who"))]
    return Reading("duty_leave", slots | ({"action": "cancel"} if cancels else {}))


def _is_own_leave(message: Message) -> bool:
    if any(pattern.search(message.text) for pattern in (_NOT_LEAVE, _ASKS_ABOUT_LEAVE, _OTHER_MEETING)):
        return False
    return not is_notice(message) and not is_somebody_elses_story(_leave_clause(message))


def _leave_clause(message: Message) -> Message:
    """Return the clause that speaks of leave, whose subject asks for it."""
    match = _LEAVE.search(message.text) or _CANCEL.search(message.text)
    start = max((message.text.rfind(mark, 0, match.start()) for mark in ",，。 "), default=-1) if match else -1
    return message.part(start + 1, len(message.text))


def _leave_days(message: Message) -> tuple[date | None, date | None]:
    """Return the first and last day of leave; 三天 counts from the day that is named, 下午 alone is today's."""
    first, last = duty_days(message)
    if first is None and duty_slot(message.text) in ("am", "pm"):
        return message.today, None
    asked = _LEAVE_DAYS.search(message.text)
    length = to_whole(asked["n"]) if asked else None
    if first and not last and length and 1 < length <= _LONGEST_LEAVE:
        last = first + timedelta(days=length - 1)
    return first, last


def _is_story_of_others(message: Message) -> bool:
    """Return whether two others arranged it, or it is long done."""
    return "我" not in message.text and is_somebody_elses_story(message) and len(persons(message)) > 1


def _sides(message: Message, days: list[tuple[date, int]]) -> tuple[date | None, date | None]:
    """Return the day given away and the day taken in return."""
    names = tuple(end for name, _ in persons(message) for end in (name, name + "的"))
    own: list[date] = []
    theirs: list[date] = []
    for day, place in days:
        before = message.text[max(0, place - 8) : place]
        (theirs if _is_theirs(before, names, bool(own)) else own).append(day)
    if not own and "换" not in message.text:
        own, theirs = theirs, []
    return next(iter(own), None), next(iter(theirs), None)


def _is_theirs(before: str, names: tuple[str, ...], own_known: bool) -> bool:
    """Return whether a day belongs to the other person: said so, or second and not said to be one's own."""
    if _THEIRS.search(before):
        return True
    return own_known and (before.endswith(names) or not _OWN.search(before))


def _response(text: str) -> str | None:
    if _ASKS_TO_SWAP.search(text):
        return None
    if _DECLINE.search(text):
        return "decline"
    return "accept" if _ACCEPT.search(text) else None


def _reason(message: Message) -> str | None:
    """Return what is left of the message when days, duty and the asking are taken away."""
    spans = [(span.start, span.end) for span in find_days(message, ahead=True)]
    spans += [span for duration in find_durations(message.text) for span in duration.spans]
    left, place = "", 0
    for start, end in sorted(spans):
        left, place = left + message.said[place : max(start, place)], max(place, end)
    clauses = re.split(r"[,，。;；\s]+", left + message.said[place:])
    kept = [_FILLER.sub("", clause) for clause in clauses if not _SUBSTITUTED_BY.search(clause)]
    reason = plain(squeeze("，".join(clause for clause in kept if len(clause) > 1)))
    return reason or None
