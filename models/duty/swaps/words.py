"""What somebody says who swaps a shift, stands in for somebody, or answers such a wish; pure."""

import re
from datetime import date
from typing import Any

from bot.language.days import WHICH, Said, find_days
from bot.language.halves import half_of_day
from bot.language.model import detail
from bot.language.pattern import Pattern
from bot.language.people import persons
from bot.language.text import spans_of
from bot.language.undone import puts_itself_right
from bot.language.values import Message, Reading
from models.values.wording import line_of

_STANDS_IN = Pattern(
    r"我(?:来|可以|去|帮忙|愿意)?(?:替|帮|代|给|顶)(?!我)[一-龥]{1,6}?(?:顶|值|坐|上|代|守|站|去|的)|(?<![帮替给代让])我(?:接|来顶|顶|守)了?|替不了你|由(?:我|本人)来?[顶代替]|本人愿?[顶代替]|我来守|顶[老小][一-龥]|我替"
)
_FOR_HIM = Pattern(r"我[^,，。]{0,8}[替帮代][你他她](?:顶|值|坐|上|代|守|站|$)")
_FOR_ME = Pattern(r"(?:替|帮|代|顶|给)我|让[^,，]{1,5}[顶替代]")
_NO = (
    r"(?:不同意|不干|另找|没空|不换|换不了|不想换|(?<!行)(?<![他她说天周][\d一二三四五六日天])不行(?!的话)|不得行|换不成|换不到|拒绝|没法换|"
    r"(?<!方)不方便|(?<!能)不能换|(?<!愿)不愿意|[替顶]不(?:了|到|成)|没答应)"
)
_DECLINES = Pattern(rf"^(?!.*[他她]的班我).*{_NO}")
_YES = r"(?:同意|答应|(?<!不)接受|要得|没得?问题|^(?:行|好|可以|嗯|中)|换得[,，。]|^可以|我接了)"
_ACCEPTS = Pattern(_YES)
_OWN = Pattern(r"(?:我的?|本人|我是?|我本来|把|拿我?|[替帮代]我[值守坐上]?)[^他她,，。]{0,3}$")
_THEIRS = Pattern(
    r"(?:他|她|对方|人家|别人|你)[^我,，。]{0,5}$|(?<![替帮代])我(?:上|来守|值|守|替[^我,，]{1,4}[值守坐上])$"
)
# 22号替我 is one's own day, 24号替他 the one taken in return.
_OWN_AFTER = Pattern(
    r"(?:的|班|夜班|晚班|晚上|[上下]午|那天|那班)*(?:你|他|她|[一-龥]{2,3})?(?:来|可以|能)?(?:替|帮|顶|代)我"
)
_THEIRS_AFTER = Pattern(
    r"(?:的|班|夜班|晚班|晚上|[上下]午|那天|那班)*(?:归我|我?(?:来|再|就|可以)?[替帮顶代还][他她你]|我来|给我|我上|我守|是[他她]的|本来是(?!我)|是对方)"
)
_NOT_HIM = Pattern(r"(?:不是[跟和]?|原来说换给|本来[跟和]?|原来[跟和])\s?$")
# 我和老钟下周一、周二的班互换: one's own day is named first.
_OURS = Pattern(r"我[和跟与同]\S{2,4}$")
_NO_RETURN = Pattern(r"不用还|不要还|不还")
# Where neither a person nor a second day is named, the words must say that something is to change hands, or answer.
_ANSWERS_OR_SWAPS = Pattern(rf"[换替顶代调倒互抵接让归掉挪→⇄↔]|{_NO}|{_YES}")
_OF_ONESELF = Pattern("[我俺咱]|本人|自己")
_CLEARLY = 0.8
_ASKS = Pattern(r"(?:吗|么|不|行不行|可不可以|好不好|没)[?？。!\s]*$|哪个|谁")


_SEVERAL = re.compile(
    r"我(?:来|可以|愿意)?(?:顶|接|替)(?:一下)?(?P<days>(?:\d[\d月]*[日号](?:[上下]午)?[、,，和跟及]?){2,})(?:的班|这?[两几]天)?[。吧嘛哈]*"
)


# The line that takes every day that somebody offers to be on duty: 我来顶15日和29日.
takes_several = line_of(_SEVERAL.fullmatch, "顶班 {days}")


def read_swap(message: Message) -> Reading:
    """Return the wish, the offer or the answer: the day given away, the day taken, with whom."""
    text = message.text
    said = find_days(message, ahead=True)
    people = persons(message, spans_of(said))
    named = [one for one in people if not _NOT_HIM.search(text[: one[1]])] or people
    if len(named) > 1 and said and not _OF_ONESELF.search(text):
        return Reading("clarify", {"about": "是换您自己的班，还是给别人换（换人发“改班 日期 姓名”）"})
    doubt = next((one.doubt for one in said if one.doubt), "")
    if len(said) > 1 and puts_itself_right(text):
        doubt = WHICH
    own, theirs = (None, None) if doubt else _sides(message, said)
    meant, chance = detail("换班", text)
    slots: dict[str, Any] = {
        "from_date": own.isoformat() if own else None,
        "to_date": theirs.isoformat() if theirs else None,
        "with_person": named[0][0] if named else None,
        "slot": half_of_day(text),
    }
    for_him = _FOR_HIM.search(text) or (meant == "替" and not theirs and "我" in text)
    if _STANDS_IN.search(text) or (for_him and not _FOR_ME.search(text)):
        slots["role"] = "substitute"
    if not _ASKS.search(text):
        if _DECLINES.search(text) or (meant == "不同意" and chance > _CLEARLY):
            slots["response"] = "decline"
        elif _ACCEPTS.search(text) and (meant == "同意" or not said or re.search("我(?:同意|答应|接受)", text)):
            slots["response"] = "accept"
    told = slots.keys() & {"response", "role"}
    # What is only like a no, and names a day, may be a no to something else: 社区喊我周六去义诊，我要上班，推了.
    sure = bool((told and not said) or "role" in told or named or theirs or _ANSWERS_OR_SWAPS.search(text))
    return Reading("duty_swap", slots, doubt=doubt, sure=sure, incomplete=own is None and not told)


def _sides(message: Message, said: list[Said]) -> tuple[date | None, date | None]:
    """Return the day given away and the day taken in return."""
    names = tuple(end for name, _ in persons(message) for end in (name, name + "的", name + "本来", name + "在"))
    claimed: list[date] = []
    given: list[date] = []
    placed: list[tuple[date, bool]] = []
    for one in said:
        before, after = message.text[max(0, one.start - 10) : one.start], message.text[one.end :]
        his = _THEIRS_AFTER.match(after) or after.startswith(names) or _THEIRS.search(before) or before.endswith(names)
        # 我9号的班, wherever else that day is named.
        mine = before.endswith("我") and after.startswith("的班")
        if mine:
            given.append(one.days[0])
        if his and not (mine or _OWN_AFTER.match(after) or (not placed and _OURS.search(message.text[: one.start]))):
            claimed.append(one.days[0])
        placed.append((one.days[0], _OWN.search(before) is not None))
    claimed = [day for day in claimed if day not in given]
    own = given or [day for day, _ in placed if day not in claimed]
    theirs = claimed or [day for day, mine in placed[1:] if not mine and day != own[0]]
    own = [day for day in own if day not in theirs]
    if not own and len(theirs) > 1:
        own, theirs = theirs[:1], theirs[1:]
    if not own and theirs and not re.search("换|调|归我", message.text):
        own, theirs = theirs, []
    if _NO_RETURN.search(message.text):
        theirs = []
    return next(iter(own), None), next((day for day in theirs if day not in own), None)
