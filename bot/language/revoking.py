"""Taking a record back, and correcting it."""

import re
from typing import Any

from bot.language.activities import bare
from bot.language.categories import CODES, lexicon
from bot.language.counts import find_counts
from bot.language.dates import find_days
from bot.language.durations import find_durations
from bot.language.pattern import Pattern
from bot.language.people import companions
from bot.language.places import find_place
from bot.language.silence import is_notice, is_question
from bot.language.values import Message, Reading

_LAST = r"(?:刚才|刚刚|刚|上一?条|上一个|上个|上一次|那条|这条|那个|最后一条|前一条|最近一条|才报的|才发的|刚报|刚发|上面)"
_UNDO = Pattern(
    r"撤[回销消]|^撤(?:一下|了|掉|吧|哈)?$|作废|删[了掉除]|删一下|[把将].{0,14}删|不算(?:哈|了|数|$|[,，。])|收回(?!来)|退回|(?<=.)取消(?:掉|了)?(?:$|[,，。]|上一?条|刚才|那条|这条|记录|上报)|(?:那条|上一?条|刚才的?|这条|刚报的).{0,6}(?:取消|不要|不作数|去掉|抹掉|划掉|删)|当我没(?:报|说)|(?:不要|别)(?:记|算)(?:那条|刚才)?|去掉.{0,4}条|(?:条|记录|刚才|刚报的?).{0,8}撤[了掉]?|[把将].{0,14}撤[了掉]"
)
_WRONG = Pattern(
    r"(?:报|写|记|发|填|搞|弄|整|说|登|打|录|输)错|错了|不对|有误|报重|重复报|报多了|报少了|多报|少报|多写|少写|发重|搞混|记混|写反|(?:时间|日期|时长|人数|数量|类别|类型|小时)(?:错|不对)"
)
_CHANGE = Pattern(
    r"改[成为到]|更正[成为]?|应该是|应为|实际是|其实是|换成|改一下|修改|是.{1,12}不是|不是.{1,14}[,，\s]?(?:而)?是|才对|订正|调[成为]|(?:算|记|归)(?:成|到|作|为)"
)
_ID = Pattern(r"(?:编号|记录号|单号|序号|id|no)?[:：#\s]*(?P<id>[a-z]{1,3}\d{2,}(?:-\d+)*)")
_NOT = Pattern(
    r"系统|程序|手机|电脑|软件|闹钟|会议|开会|一条消息|对方|撤回了|换班|调班|请假|的假|假(?:取消|不请)|药|号码|走错|认错|没错|不错|错过|错开|垃圾|群里|微信|照片|图片|通知|水电|活动取消|取消活动|取消了$|打错(?:电话|人)|交错|对不对|错峰|认为|改成(?:水泥|沥青|柏油|广场|公园)|改为(?:下|明|线上)"
)
_SELF_TALK = Pattern(r"算了|先不|还是不")
_NOT_THIS = Pattern(r"不是(?P<old>[^,，。\s是]{1,14})")
_NEW = Pattern(
    r"(?:改[成为到]|更正[成为]?|应该是|应为|实际是|其实是|换成|调[成为]|(?:算|记|归)(?:成|到|作|为)|(?<!不)(?<!要)是)(?P<new>[^,，。]{1,20})"
)
_MATCHED = Pattern(r"那条|那个|的那|这条|[把将]|的记录|那次")
_NAMES = {"走访": "visit", "民情": "visit", "帮扶": "care", "关爱": "care", "调解": "mediation", "卫生": "sanitation", "宣传": "publicity", "平安": "safety", "应急": "safety", "便民": "convenience", "代办": "convenience", "产业": "livelihood", "就业": "livelihood", "公益劳动": "facility", "劳动": "facility", "文明": "civility", "组织生活": "party_life", "其他": "other"}  # fmt: skip


def read_revoke(message: Message) -> Reading | None:
    """Return the record to take back, or what to replace in it."""
    text = message.text
    if _SELF_TALK.search(text) or is_notice(message):
        return None
    if _NOT.search(re.sub(r"不是[^,，]*是|走访[^,，]{0,4}(?:那条|改|删|作废|撤)", "", text)):
        return None
    undo, wrong, change = (bool(cue.search(text)) for cue in (_UNDO, _WRONG, _CHANGE))
    replace = _replacement(message) if change or wrong else {}
    if is_question(message) and not replace:
        return None
    named = _ID.search(text)
    if not _means_a_record(text, undo=undo, wrong=wrong, replaced=bool(replace)):
        return None
    slots: dict[str, Any] = _target(message, named, corrected=bool(replace))
    return Reading("revoke", slots | ({"replace": replace} if replace else {}))


def _means_a_record(text: str, *, undo: bool, wrong: bool, replaced: bool) -> bool:
    """Return whether one's own record is meant; a bare complaint that something is wrong leaves open what."""
    if undo:
        return True
    if replaced:
        return wrong or bool(_CHANGE.search(text))
    return wrong and bool(re.search(rf"{_LAST}|报错|记错|填错|报重|重复|多报|少报|录错|登错", text))


def _target(message: Message, named: re.Match[str] | None, *, corrected: bool) -> dict[str, Any]:
    if named and re.search(r"\d{2}", named["id"]):
        return {"target": "id", "record_id": message.said[slice(*named.span("id"))]}
    head = _head(message)
    days = find_days(head)
    category = _category(head)
    if (days or category) and not re.match(rf"^{_LAST}", head.text):
        found: dict[str, Any] = {"target": "match"}
        if days:
            found["date"] = days[0].day.isoformat()
        return found | ({"category": category} if category else {})
    return {"target": "last"}


def _head(message: Message) -> Message:
    """Return the part that says which record, before what it should be."""
    ends = [match.start() for match in (_NEW.search(message.text), _NOT_THIS.search(message.text)) if match]
    return message.part(0, min(ends, default=len(message.text)))


def _replacement(message: Message) -> dict[str, Any]:
    """Return what the message wants instead, by slot."""
    old = _NOT_THIS.search(message.text)
    text = (
        message.text
        if not old
        else message.text[: old.start()] + " " * len(old[0]) + message.text[old.end() :]
    )
    match = None
    for match in _NEW.finditer(text):
        pass
    if not match:
        return {}
    new = message.part(*match.span("new"))
    found: dict[str, Any] = {}
    if durations := find_durations(new.text):
        found["hours"] = round(durations[0].minutes / 60, 2)
    if days := find_days(new):
        found["date"] = days[0].day.isoformat()
    counts = find_counts(new.text)
    if counts and not durations:
        found |= {"count": counts[0].number, "unit": counts[0].unit}
    if not found and (with_persons := companions(new)):
        found["with_person"] = list(with_persons)
    if not found and (place := find_place(new)):
        found["place"] = place
    if not found and (category := _category(new)):
        found["category"] = category
    return found


def _category(message: Message) -> str | None:
    for name, code in _NAMES.items():
        if message.text.strip().endswith(name) or message.text.strip().endswith(name + "类"):
            return code
    found = lexicon().category(
        re.sub(r"活动|服务|记录", "", bare(message.text, find_durations(message.text), find_days(message)))
    )
    return found if found in CODES and found != "other" else None
