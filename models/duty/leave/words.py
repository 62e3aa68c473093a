"""What somebody says who cannot come on duty, or can again: which days, why, who stands in; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from bot.language.days import REPEATED, WHICH, Said, exceptions, find_days
from bot.language.halves import half_of_day
from bot.language.model import detail
from bot.language.numerals import WHOLE, to_whole
from bot.language.pattern import Pattern
from bot.language.people import PERSON, NamePattern
from bot.language.spent import find_spent
from bot.language.text import CLAUSE, plain, spans_of, squeeze, without
from bot.language.undone import puts_itself_right
from bot.language.values import Message, Reading
from models.duty.roster.words import bounds, unbroken
from models.machine.dialogs.words import let_go
from models.organisation.people.rules import named_in
from models.values.wording import asks

_CANCEL = Pattern(
    r"销假|取消请?假|不请假?[了啦咯]|不请[了啦咯]|来得了[了啦]|假.{0,4}(?:取消|不要了|不请|撤|作废|不休)|不用请假|请假(?:取消|作废|撤)|撤[回销]请假|照常(?:坐|值|上)?班?|假[^,，。]{0,3}(?:不作数|不算数?)"
)
_ASKS_FOR = Pattern(r"(?<!不)[请休][^,，不]{0,10}的?假[。!！~\s吧嘛哈]*$")
_CHANGED_TO = Pattern(r"(?:改成|改到|改为|调到|不是[^,，]{1,8}是)(?=[^,，。]*[\d周号天])")
# Who will only be away (我10号要出门) has not yet asked for leave.
_OF_DUTY = Pattern(r"请(?![照按将把各大你您问查勿])|[休假班值守坐岗]|[来到上去]不|不[来能在]|没法|不得空")
_BACK = Pattern(
    r"(?:[上下]午|晚上)?我?(?:就|再|才|会|能|可以)*(?:回来|我?在(?=$|[村岗班了的嘛哈,，。;；!\s])|来上班|到岗|上班|正常|照常|能来|来坐班|来值班|回岗)"
)
_KIND = Pattern(r"婚假|丧假|产假|陪产假|护理假|年休?假|病假|补休|调休|串休")
_UNCERTAIN = Pattern(r"[请休](?:个|上)?[几好]几?天|可能要?请")
_SUBSTITUTED_BY = NamePattern(
    rf"(?:让|请|由|找|喊|叫)?(?P<who>{PERSON})(?:说)?(?:她|他)?(?:来|可以|帮忙)?(?:替|帮我?[顶守值坐]|代|顶|值|坐|上)"
)
_REASON = Pattern(r"(?:理由|原因|事由)(?:就?是|:|：|为|——)?|因为|由于|主要是?")
_SOMEBODY_ELSE = NamePattern(
    rf"(?:^|[,，。\s\d号日天])(?!我|本人|想|要|都|就|再|也)(?P<who>{PERSON})(?:那天|今天|明天|后天)?(?:已经)?(?:请了?假了?|休假了?)(?:[,，。\s]|$)"
)
_FILLER = Pattern(
    r"^(?:改成|改到|和?次日|除外|之后的)|^[早晚](?=要)|(?:我|本人)?(?:想|要|需要|得|申请|跟组织|向组织|向支部)*(?:请[^,，]{0,4}假|请个架|请嫁|告个?假|休假|报备)|请[一二三四五两半几\d]+(?:天|周|个?月)|"
    r"[这本下上]个?(?:周|星期|礼拜|月)(?:的)?|[上去来值坐守]不成了?|[值坐上来去守到]不(?:了|到|得|成)|(?:的?班|值班|坐班|夜班|早班|晚班)(?:我)?|"
    r"半天|[一二三四五两\d]+天|三天都请|都请了?|都不再|不再|请了?哈|不能来|没法来|来不赢|上午|下午|晚上|这个|那个|从|开始|起$|^起|一下|哈$|"
    r"批不批嘛?|行不|可以不|正常|可能|恐怕|别安排我|不要排我|排到我的|放假|周末不算在里头|到$|^的"
)

# What is left of the asking itself, and tells nobody why.
_RUBBLE = Pattern(r"假(?!期)|^\d+[号日](?:不请|不休|除外|不算)$|如果|[算要批]不|^(?:都?就?是我|本人|就?行|就?可以)$")


def read_leave(message: Message) -> Reading:
    """Return the wish for leave, or its end; days at odds with each other are asked about."""
    text = message.text
    if not _is_over(text) and (own := _own_clauses(message)):
        return read_leave(own)
    if _SOMEBODY_ELSE.search(text):
        return Reading("clarify", {"about": "是您自己请假，还是给别人换班（换人发“改班 日期 姓名”）"})
    cancels = _is_over(text)
    changed = _CHANGED_TO.search(text)
    said = _away(
        find_days(message.part(changed.end(), len(text)) if changed else message, ahead=True), text, message.today
    )
    doubt = next((one.doubt for one in said if one.doubt), "")
    halves = bounds(said)[1] is not None and _HALF_OF_ONE.search(text)
    if (
        said
        and not doubt
        and (_UNCERTAIN.search(text) or halves or not unbroken(said) or exceptions(text) or _is_vague(said, text))
    ):
        doubt = WHICH
    if not doubt and _OF_NO_END.search(text):
        doubt = REPEATED
    first, last = (None, None) if doubt else bounds(said)
    # 昨晚风把瓦掀了，今天来不了: what happened the night before is why, not when.
    half = half_of_day(_LAST_NIGHT.sub("", text) if first and first >= message.today else text)
    if not said and not doubt and half in ("am", "pm"):
        first = message.today
    slots: dict[str, Any] = {
        "date": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
        "slot": half,
        "reason": None if cancels else _reason(message),
    }
    if (found := _SUBSTITUTED_BY.search(text)) and not cancels:
        slots["substitute"] = message.said[slice(*found.span("who"))].removesuffix("同志")
    if cancels:
        slots["action"] = "cancel"
    sure = cancels or _OF_DUTY.search(text) is not None
    return Reading("duty_leave", slots, doubt=doubt, sure=sure, incomplete=first is None and not cancels)


# Who tells of another that he asks for leave, behind whose name the day stands or not: 周小川12月5号请假.
of_another = re.compile(
    r"(?P<who>(?!我|本人|同意|批准|准)[一-龥·]{2,4}?)(?:同志)?(?:那天|[今明后]天|[这下]周|下个?月)?(?:\d[\d月号日到至、和-]*)?(?:周[一二三四五六日天])?"
    r"(?:[上下]午)?(?:[要想]|说)*请(?:一?[个天]|半天)*假(?!了没|[吗?？])[^。]*"
).fullmatch
# 下周出差，请个假 says when he is away, not that he is on no day of it.
_ALL_OF_IT = Pattern(r"[都整全也]|每天|天天|连|一[周个]|周(?:请|休|值不|来不|不[能来在]|没法)")


_UNTIL = Pattern(r"假[到至]\s?$")
_WEEKS = Pattern(r"[一两二三]个?(?:周|星期|礼拜)(?![一二三四五六日天])")


def _is_vague(said: Sequence[Said], text: str) -> bool:
    """Return whether it is open which days of a week or month are meant, from when on, or how many."""
    from_when = len(said[-1].days) == 1 and _UNTIL.search(text[: said[-1].start])
    days = len(_named(said))
    miscounted = (days_wanted(text) or days) != days or (_WEEKS.search(text) and days % 7)
    return (
        bool(from_when)
        or bool(miscounted)
        or (days > 1 and puts_itself_right(text))
        or (said[-1].weak and len(said[-1].days) > 2 and _ALL_OF_IT.search(text) is None)
    )


# 每天下午 without a stretch of days, 单周周一.
_OF_NO_END = Pattern(r"^(?!.*[\d号日周]\s?[到至~-]).*(?:每天|天天)|[单双隔]周")


# 4号值班的是小汪, 周五的班照上: of another day.
_ON_DUTY = Pattern(r"班的?(?:是|归)|照[上值坐常]")
_ASKS_HERE = Pattern(r"(?<!不)[请休][^,，。不]{0,10}假")
_OF_ALL_OF_IT = Pattern("也|[请休]假?[到至]")
_HALF_OF_ONE = Pattern(r"[\d号日天][上下]午")
_LAST_NIGHT = Pattern(r"[昨前](?:天)?(?:晚上?|夜里?|[上下]午)")


def _own_clauses(message: Message) -> Message | None:
    """Return what asks for leave where other clauses tell of other days or ask something; None where all is of it.

    我上午值班，下午下村，明天请假 asks for the whole of tomorrow, and without a reason.
    """
    clauses = [message.part(*found.span()) for found in CLAUSE.finditer(message.text)]
    asking = next((one for one in clauses if _ASKS_HERE.search(one.text) and _named(find_days(one, ahead=True))), None)
    if asking is None or _OF_ALL_OF_IT.search(asking.text):
        return None
    kept = _of_one_leave(clauses, asking)
    return Message.of("，".join(one.said for one in kept), message.sent_at) if len(kept) < len(clauses) else None


def _of_one_leave(clauses: Sequence[Message], asking: Message) -> list[Message]:
    """Return the clause that asks for leave with those that tell more of the same leave."""
    at, away = clauses.index(asking), _named(find_days(asking, ahead=True))
    return [one for n, one in enumerate(clauses) if n == at or not _is_of_other(one, away, later=n > at)]


def _named(said: Sequence[Said]) -> set[date]:
    return {day for one in said for day in one.days}


def _is_of_other(clause: Message, away: set[date], *, later: bool) -> bool:
    """Return whether a clause tells of something at another time, or, behind the leave, asks something."""
    if later:
        return asks(clause.text) or _ON_DUTY.search(clause.text) is not None
    said = find_days(clause, ahead=True)
    days = _named(said)
    if not days:
        return half_of_day(clause.text) is not None
    tells = _FILLER.sub("", without(clause.text, spans_of(said))).strip()
    return len(tells) > 1 and not days <= away


def _is_over(text: str) -> bool:
    """Return whether leave is taken back or at its end, not asked for."""
    if _CANCEL.search(text):
        return True
    return not _ASKS_FOR.search(text) and detail("请假", text)[0] == "销"


_WHY_FIRST = Pattern(r"[一-龥].*[,，。;；\s]")


def _away(said: list[Said], text: str, today: date) -> list[Said]:
    """Return the days without those on which he is there again, or on which the reason fell.

    周一请一天，周二我就回来; 昨天崴了脚，今天来不了.
    """
    said = _of_the_shift(said, text)
    away = [_still_ahead(one, today) for one in _until_back(said, text) if one.days or one.doubt] or said
    ahead = [one for one in away if one.days and one.days[-1] >= today]
    told_before = ahead and away[0] not in ahead and _WHY_FIRST.search(text[away[0].end : ahead[0].start])
    return ahead if told_before else away


_ITS_SHIFT = Pattern(r"(?:那天)?的?(?:[上下]午|晚上)?的?[值夜]?班")
_JOINED = Pattern(r"\s?(?:[、和跟与及到至~-]|还有)?\s?")


def _of_the_shift(said: list[Said], text: str) -> list[Said]:
    """Return the days of a shift that is named, where others are told before it: 明天要跑趟兰州，周五的班请假."""
    for before, one in pairwise(said):
        if _ITS_SHIFT.match(text, one.end) and not _JOINED.fullmatch(text[before.end : one.start]):
            return said[said.index(one) :]
    return said


def _until_back(said: list[Said], text: str) -> list[Said]:
    """Return the days before the one on which he is back, all where no such day is said."""
    back = [one.days[-1] for one in said if one.days and _BACK.match(text, one.end)]
    if not back:
        return said
    return [replace(one, days=tuple(day for day in one.days if day < back[0])) for one in said]


def _still_ahead(said: Said, today: date) -> Said:
    """Return a whole week or month without its days that have passed: 这周都值不了 means the rest of it."""
    left = tuple(day for day in said.days if day >= today)
    return replace(said, days=left) if said.weak and left else said


def _kind_of_leave(text: str, kept: Sequence[str]) -> list[str]:
    """Return the kind that is named, such as 婚假, where the rest of the reason does not name it."""
    kind = _KIND.search(text)
    return [kind[0]] if kind and not any(kind[0] in clause for clause in kept) else []


def _reason(message: Message) -> str | None:
    """Return what is left of the message when days, duty and the asking are taken away."""
    stated = _REASON.search(message.text)
    if stated and message.said[stated.end() :].strip(" ，。,:："):
        return plain(squeeze(re.split(r"[。;；]", message.said[stated.end() :])[0])) or None
    left = without(message.said, spans_of(find_days(message, ahead=True), find_spent(message.text)))
    clauses = re.split(r"[,，。;；！!\s]+", left)
    kept = [_FILLER.sub("", clause) for clause in clauses if not _SUBSTITUTED_BY.search(clause)]
    kept = [
        clause for clause in kept if len(clause.strip("的了吧哈嘛我请假班,()（）")) > 1 and not _RUBBLE.search(clause)
    ]
    reason = plain(squeeze("，".join([*_kind_of_leave(message.text, kept), *kept])))
    return reason or None


_SO_MANY_DAYS = Pattern(rf"(?<!第)(?P<n>{WHOLE})天(?!半|[之以]?[前后内]|[上下]午)")


def days_wanted(text: str) -> int | None:
    """Return for how many days a text asks that does not say from when on: 请假三天."""
    found = _SO_MANY_DAYS.search(text)
    return to_whole(found["n"]) if found else None


# What was asked for is of another day: 不是今天，是下周一上午.
of_another_day = re.compile(
    r"(?:不是|不对)[^,，。]{0,8}?[,，。\s]*(?:我?请?的?(?:是|是请|要请))(?P<days>[^,，。]{2,14})[。!！~\s]*"
).fullmatch
_NO_LONGER = Pattern(r"请假[^,，。]{0,3}不(?:作|算)数|撤[回销](?:我|的|那个)+请?假")
# Why it is not needed, behind it: 算了不请了，我老公去.
_WHY_NOT = Pattern(r"[,，][^,，请改换号天\d]+$")
# Who asks what became of his own leave.
MY_LEAVES = Pattern(
    r"我[^,，。]{0,4}(?:请假|的?假|假条)[^,，。]{0,3}(?:批|准|有用|作数|算数|下来)了?(?:没|吗|不)|(?:请假|假)(?:批|准)了?(?:没|吗)|"
    r"^我(?:的假|的请假|请的假)(?:呢)?[?？\s]*$|请了哪些假|请的假呢"
)


def lets_go(text: str) -> bool:
    """Return whether somebody needs no leave after all, or does not want it to count."""
    return let_go(_WHY_NOT.sub("", text)) == "请" or _NO_LONGER.search(text) is not None


# What may grant a leave, or not, before it is looked which wait.
MAY_GRANT = Pattern("[准批]|假.*同意|同意.*假|的(?:可以|行|要得)")
_REFUSES = Pattern(
    r"(?:说错了|刚才|算了|[,，\s])*(?:(?P<who>[^,，。准批]{0,6}?)(?:那个|这个|那条)?(?:的?假|的)?)"
    r"(?:刚才|准的|批的|那个)*不(?:能|得)?(?:准|批)(?:假|了|哈|嘛|吧)*(?:[,，。\s]+(?P<why>.+))?[。!！~\s]*"
)
# 30号不准欧阳春燕的假, 不批周小川12月3号的假.
_REFUSES_HIS = Pattern(
    r"(?:[\d月]+[号日])?不(?:能|得)?(?:准|批)(?P<who>[^,，。\d]{2,6}?)(?:[\d月]+[号日])?(?:的|请的?)?假(?:了|哈|嘛|吧)*"
    r"(?:[,，。\s]+(?P<why>.+))?[。!！~\s]*"
)
# Who decides asks who is away: 哪个请假了, 唐敏请的哪天假, 他请了哪几天.
_ASKS_WHO_IS_AWAY = Pattern(
    r"(?=.*(?:请|假))(?:.*(?:哪个|哪些人?|谁|哪几个|有没有人|有人|好多人)[^,，。]{0,6}(?:请(?:了|过)?假|请了?假|在?休假|请假)|"
    r"[^,，。我]{2,6}请的?了?(?:是)?(?:哪[几一]?[天日]|几天|好多天|好久)的?假?|[^,，。我]{2,6}的?假[^,，。]{0,3}(?:准|批)了?(?:没|吗)).*"
)
_NOT_GRANTED = Pattern(r"[不没未]\s?(?:能|得|想)?[准批同]|[?？吗]|没有?[\s。]*$")
# 小周那个假准了, 罗正富请假我批了, 准他的假; of whom nothing is said it is the only one that waits: 那个假准了.
_GRANTS = Pattern(
    r"(?:请假|的?假)[^,，。]{0,3}(?:准|批|同意)了?(?:吧|嘛|哈)?(?=$|[,，。!！~\s])|^[^,，。]{0,3}(?:准|批|同意)了?[^,，。]{1,6}的假|^[^,，。]{2,6}的(?:可以|行|要得)(?=$|[,，。!！~\s])"
)
_GRANTS_THE_ONE = Pattern(
    r"(?:(?:那个|这个|那|[他她]的?|请的?)?假)?我?(?:就|也|都)?(?:准|批)了?(?:吧|嘛|哈)?[。!！~\s]*"
)
_AND_SAYS = Pattern(r"^(?:不过|但是?|就是|只是|[，,。\s])+")


def granted(text: str, waiting: Mapping[int, str]) -> tuple[int | None, str] | None:
    """Return which leave a text grants and what it says beside that; None for any other text.

    No number is the only one that waits, or the one that is asked for where several do or none is his who is named.

    Args:
        text: what whoever decides has typed.
        waiting: {number: name} of the leaves that wait for him.
    """
    if _NOT_GRANTED.search(text):
        return None
    if _GRANTS_THE_ONE.fullmatch(text.strip()):
        return None, ""
    found = _GRANTS.search(text)
    named = named_in(text[: found.end()], waiting) if found else []
    said = _AND_SAYS.sub("", text[found.end() :]).strip(" ，。") if found else ""
    return (named[0] if len(named) == 1 else None, said) if found else None


def grants_the_one(text: str) -> bool:
    """Return whether a text grants a leave without saying whose."""
    return _GRANTS_THE_ONE.fullmatch(text.strip()) is not None


def refused(text: str) -> tuple[str, str] | None:
    """Return (whose leave a text does not grant, if it says whose, and why, if it says why); None for other texts."""
    found = _REFUSES.fullmatch(text.strip()) or _REFUSES_HIS.fullmatch(text.strip())
    return ((found["who"] or "").strip(), (found["why"] or "").strip(" ，。")) if found else None


def takes_back(text: str) -> bool:
    """Return whether a text speaks of what was decided just before."""
    return "刚才" in text or "说错" in text


def asks_who_is_away(text: str) -> bool:
    """Return whether whoever decides asks who is away or wants to be."""
    return _ASKS_WHO_IS_AWAY.fullmatch(text.strip(" 。？?")) is not None
