"""Messages that look like something for the bot and are not: notices, plans, praise, complaints, stories."""

from dataclasses import replace
from functools import cache

from bot.language.clocks import find_clock_ranges
from bot.language.data import any_of, table
from bot.language.dates import find_days
from bot.language.pattern import Pattern
from bot.language.people import is_somebody_elses_story
from bot.language.values import Message

_PLEASE = Pattern(
    r"请(?!假|个假|了|示|客|教|来|到|人|师傅|医生|专家|记录|登记|帮我|问)(?=[^,，。]{0,14}(?:参加|到|"
    r"前|交|报|签|来|及时|自觉|注意|配合|完成|做好|带))"
)
_NOT_DONE = Pattern(
    r"(?<!有)(?:还没|没有|没|没得|未|没能|没空|没时间)(?:来?得及|空|时间|机会)?(?:去|来|能|"
    r"怎么)?(?:打扫|扫|巡|走访|参加|清|捡|修|看望|调解|宣传|做|搞|干成|成)"
)
_DENIED = Pattern(r"报过|已经?报了|(?:取消|推迟|延期|改期)了?|不用去|不去了|去不成|没去成|没做成")
_MENDED = Pattern(
    r"(?:我|去|给|把|已经?|帮)[^,，]{0,6}(?:修|清|扫|换|通|补|疏|掏|处理|转移|抢|搬|打扫|劝|巡|排)|"
    r"[修换清通补掏扫搬][好完了通]"
)
_NOT_YET = Pattern(r"(?:小时|钟头|分钟|刻钟|天)(?:之|以)?后(?!来)|^等|[^,，\d]吧[。!~\s]*$")
_HOW_MANY = Pattern(r"(?<![十好第])几[户次条起天人件份张](?!了)")
_TONIGHT = Pattern(r"今[天日晚夜]|[上下]午|晚上|待会|等")
_ENDS_ASKING = Pattern(r"(?:[?]|吗|么|没得?|没有|不|呢|不得)[?!。~\s]*$")
_MODEST = Pattern(
    r"(?:啥|什么|啥子)(?:事|活)?(?:也|都)?没(?:有)?[干做搞][^,，]{0,3}|没(?:干|做)(?:啥|什么)(?:事|"
    r"活)?|没(?:得)?啥(?:事|好说)?"
)


@cache
def _cue(name: str) -> Pattern:
    return Pattern(any_of(table("silence")[name]))


def is_notice(message: Message) -> bool:
    """Return whether the message addresses many people, or is passed on."""
    return bool(_cue("forwarded").search(message.text) or _PLEASE.search(message.text))


def is_praise(message: Message) -> bool:
    """Return whether the message thanks or praises."""
    return bool(_cue("praise").search(message.text))


def is_complaint(message: Message) -> bool:
    """Return whether the message tells of something neglected, or of something broken that nobody mended."""
    if _cue("neglect").search(message.text):
        return True
    return bool(_cue("trouble").search(message.text)) and not _MENDED.search(message.text)


def is_idle(message: Message) -> bool:
    """Return whether the time said was only waited or idled away."""
    return bool(_cue("idle").search(message.text))


def is_plan(message: Message) -> bool:
    """Return whether the message speaks of what is still to come."""
    if _cue("plan").search(message.text) or _NOT_YET.search(message.text):
        return True
    if any(day.day > message.today for day in find_days(message)):
        return True
    ranges = list(find_clock_ranges(message.text))
    now = message.sent_at.time()
    return bool(ranges) and _TONIGHT.match(message.text) is not None and now < ranges[0].starts and now.hour >= 5


def is_question(message: Message) -> bool:
    """Return whether the message asks something."""
    return bool(
        _ENDS_ASKING.search(message.text) or _cue("question").search(message.text) or _HOW_MANY.search(message.text)
    )


def is_denial(message: Message) -> bool:
    """Return whether the message says that something was not done, or is called off."""
    return bool(_NOT_DONE.search(message.text) or _DENIED.search(message.text))


def is_story(message: Message) -> bool:
    """Return whether the message tells of other people."""
    return bool(_cue("story").search(message.text)) or is_somebody_elses_story(message)


def is_nothing_done(message: Message, *, announced: bool = False) -> bool:
    """Return whether no activity of the sender may be read from the message.

    `announced` says that a word of reporting, or the person reported for, stands before it.
    """
    seen = replace(message, text=_MODEST.sub(lambda match: " " * len(match[0]), message.text))
    tests = [is_notice, is_praise, is_complaint, is_denial, is_plan, is_question]
    return any(test(seen) for test in tests) or (not announced and is_story(seen))
