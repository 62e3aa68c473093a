"""What kind of message it is: what was learned from the examples, together with what rules know for certain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.language.data import FOLDER
from bot.language.model import Model, groups, read_models
from bot.language.pattern import Pattern
from bot.language.values import Message

WEIGHTS = FOLDER / "kinds.model"
KIND = "kinds"
KINDS = {
    "活动": "activity", "自评": "star_report", "问值班": "duty_query", "换班": "duty_swap", "请假": "duty_leave",
    "签到": "duty_checkin", "问排名": "ranking_query", "问自己": "my_record", "撤改": "revoke",
    "问决定": "decision_query", "问办事": "service_list", "问资料": "library_query", "问用法": "help",
    "闲话": "none", "没说清": "clarify",
}  # fmt: skip
"""The kinds as the example files name them, and their codes."""
EFFECTS = frozenset({"activity", "star_report", "duty_swap", "duty_leave", "duty_checkin", "revoke"})
"""The kinds that write something when they are acted on."""


SURE = 0.6
_OWN_WORDS = 0.9
_HARDLY = 0.02
_TOLD = frozenset({"activity", "star_report"})
# Said to everybody, or passed on: nobody's own report, whatever else it holds.
_NEVER = (
    Pattern(
        r"^(?:@所有人|@all|\[链接\]|【(?:通知|转|公告|紧急|提醒|预警|温馨|招聘|转发|重要)|转发?[:：]|紧急?通知|通知[:：]|公告|#接龙)"
    ),
    Pattern(
        r"各位(?:党员|村民|群众|居民|同志|邻居|组长)(?!.*我)|请(?:大家|各位|各[村组户支]|全体|互相转告|相互转告|准时)|大家(?:记得|注意|都来)|务必|准时(?:参加|到)|收到(?:请)?回复|不得(?:缺席|迟到)|记得(?:带|签到|来)"
    ),
    # What belongs to commands of its own is no deed.
    Pattern(
        r"^(?:任务|通知|公告|已核实|已经核实|核实了|考核|表决|提议|公示|承诺|预约|申报|需求|认领|销号|整改)(?:了|的|$|[\s,，:：。])"
    ),
)
_DOUBTED = (
    Pattern(r"(?:[?？]|吗|没有?|没得|不|么)[\s?？!！。~]*(?:嘛|哦|啊|呀|哈|呢)?[\s?？!！。~]*$"),
    Pattern(r"听说|听讲|据说|梦到|梦见|视频里|电视[上里]|新闻|他们说|别个说|人家说"),
    Pattern(r"谢谢|多谢|感谢|辛苦(?:了|您|你|大家|各位)|表扬|点个?赞|好样的|真不错|了不起|服气|佩服|致敬"),
    Pattern(r"明[天早晚]|后天|下个?(?:周|星期|礼拜|月)|打算|准备(?:去|要)|改天|过几天|要去(?!了)|等会儿?|到时候"),
    Pattern(r"^[“「『\"]"),
    Pattern(
        r"^(?:谁|哪个|哪家)|谁家|(?:他们|人家|别个|别人)[^,，]{0,6}(?:星|评|报)|星[^,，]{0,4}(?:他们|人家|别个|别人)"
    ),
)
_CORRECTS = Pattern(r"^(?:@\S+\s)?(?:刚才?的?|刚刚|上一?|前[面头]?|那)[那一]?条")


@cache
def models() -> Mapping[str, Model]:
    """Return the models that were learned, by name."""
    return read_models(WEIGHTS)[0]


def details(kind: str, text: str) -> dict[str, float]:
    """Return what a folded text of this kind (named as in the examples) may be more closely, the likeliest first."""
    return models()[kind].chances(groups(text))


def detail(kind: str, text: str) -> tuple[str, float]:
    """Return what a folded text of this kind is most likely more closely, and how likely."""
    return next(iter(details(kind, text).items()))


@dataclass(frozen=True)
class Guess:
    """The likeliest kind by its code, its probability, whether it may be acted on unasked, and the second kind."""

    kind: str
    chance: float
    sure: bool
    second: str | None


def guess(message: Message, threshold: float = SURE) -> Guess:
    """Return what kind of message it is; `threshold` is the probability from which an effect needs no question."""
    chances = {KINDS[name]: chance for name, chance in models()[KIND].chances(groups(message.text)).items()}
    ranked = list(chances)
    first, text = ranked[0], message.text
    if first in EFFECTS and any(pattern.search(text) for pattern in _NEVER):
        return Guess("none", 1.0, True, None)
    if first in _TOLD and _CORRECTS.search(text) and chances.get("revoke", 0) > _HARDLY:
        first = "revoke"
    if first == "revoke" and re.search(r"算了|先不|还是不", text):
        return Guess("clarify", chances["clarify"], True, None)
    doubted = first in _TOLD and any(pattern.search(text) for pattern in _DOUBTED)
    if doubted and chances[first] < _OWN_WORDS and ranked[1] not in EFFECTS:
        first, doubted = ranked[1], False
    second = next(kind for kind in ranked if kind != first)
    return Guess(first, chances[first], chances[first] >= threshold and not doubted, second)
