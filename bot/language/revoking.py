"""Taking a record back, and correcting it."""

from typing import Any

from bot.language.corrections import named_category, read_replacement, record_head
from bot.language.dates import first_day
from bot.language.pattern import Pattern
from bot.language.silence import is_notice, is_question
from bot.language.values import Message, Reading

_LAST = (
    r"(?:刚才|刚刚|刚|上一?条|上一个|上个|上一次|那条|这条|那个|最后一条|前一条|最近一条|才报的|才发的|"
    r"刚报|刚发|上面)"
)
_UNDO = Pattern(
    r"撤[回销消]|^撤(?:一下|了|掉|吧|哈)?$|作废|删[了掉除]|删一下|[把将].{0,14}删|不算(?:哈|了|数|$|"
    r"[,，。])|收回(?!来)|退回(?!\s*[一-龥]{1,8}[村社])|(?<=.)取消(?:掉|了)?(?:$|[,，。]|上一?条|刚才|那条|这条|记录|上报)|"
    r"(?:那条|上一?条|刚才的?|这条|刚报的).{0,6}(?:取消|不要|不作数|去掉|抹掉|划掉|删)|当我没(?:报|"
    r"说)|(?:不要|别)(?:记|算)(?:那条|刚才)?|去掉.{0,4}条|(?:条|记录|刚才|刚报的?).{0,8}撤[了掉]?|"
    r"[把将].{0,14}撤[了掉]"
)
_WRONG = Pattern(
    r"(?:报|写|记|发|填|搞|弄|整|说|登|打|录|输)错|错了|不对|有误|报重|重复报|报多了|报少了|多报|"
    r"少报|多写|少写|发重|搞混|记混|写反|(?:时间|日期|时长|人数|数量|类别|类型|小时)(?:错|不对)"
)
_CHANGE = Pattern(
    r"改[成为到]|更正[成为]?|应该是|应为|实际是|其实是|换成|改一下|修改|是.{1,12}不是|"
    r"不是.{1,14}[,，\s]?(?:而)?是|才对|订正|调[成为]|(?:算|记|归)(?:成|到|作|为)"
)
_ID = Pattern(r"(?:编号|记录号|单号|序号|id|no)?[:：#\s]*(?P<id>[a-z]{1,3}\d{2,}(?:-\d+)*)")
_NOT = Pattern(
    r"系统|程序|手机|电脑|软件|闹钟|会议|开会|一条消息|对方|撤回了|换班|调班|请假|的假|假(?:取消|"
    r"不请)|药|号码|走错|认错|没错|不错|错过|错开|垃圾|群里|微信|照片|图片|通知|水电|活动取消|"
    r"取消活动|取消了$|打错(?:电话|人)|交错|对不对|错峰|认为|改成(?:水泥|沥青|柏油|广场|公园)|"
    r"改为(?:下|明|线上)"
)
# What is taken back, if at all, by a command of its own: never the last record instead.
_NO_RECORD = Pattern(r"自评|星级|评星|异议|公示|提议|互评|报备|备案|免评|主题星|申诉|承诺|党费")
_TAKEN_BACK = Pattern(
    rf"(?:撤[回销]?|取消|删除?|作废|不要|收回).*(?:{_NO_RECORD.source})|"
    rf"(?:{_NO_RECORD.source}).*(?:撤|取消|删|作废|收回)"
)
_SELF_TALK = Pattern(r"算了|先不|还是不")
_WHOLE_NEGATION = Pattern(r"不是[^,，]*是")
_AT_LAST = Pattern(_LAST)
# A bare complaint that something is wrong leaves open what is meant.
_MISREPORTED = Pattern(
    rf"{_LAST}.{{0,8}}(?:错|不对|有误|搞混|重了|多了|少了)|(?:报|记|填|录|登)(?:错|重)|重复报|[多少]报|不对.{{0,4}}{_LAST}"
)


def read_revoke(message: Message) -> Reading | None:
    """Return the record to take back, or what to replace in it."""
    if _is_about_something_else(message):
        return None
    text = message.text
    replace = read_replacement(message) if _WRONG.search(text) or _CHANGE.search(text) else {}
    if replace:
        return _correction(message, replace)
    return None if is_question(message) else _undoing(message)


def _undoing(message: Message) -> Reading | None:
    """Return what is taken back: a record, or something else, which is named as `about`."""
    other = no_record(message.text)
    if other is not None:
        is_meant = _TAKEN_BACK.search(message.text)
        return Reading("revoke", {"target": "last", "about": other}) if is_meant else None
    is_meant = _UNDO.search(message.text) or _MISREPORTED.search(message.text)
    return Reading("revoke", _target(message)) if is_meant else None


def no_record(text: str) -> str | None:
    """Return what a text names that has a command of its own, so that no record is meant by it."""
    named = _NO_RECORD.search(text)
    return named[0] if named else None


def _correction(message: Message, replace: dict[str, Any]) -> Reading | None:
    # What is still to come was not done, so it corrects no record.
    if replace.get("date", "") > message.today.isoformat():
        return None
    return Reading("revoke", _target(message) | {"replace": replace})


def _is_about_something_else(message: Message) -> bool:
    if _SELF_TALK.search(message.text) or is_notice(message):
        return True
    return _NOT.search(_WHOLE_NEGATION.sub("", message.text)) is not None


def _target(message: Message) -> dict[str, Any]:
    """Return which record is meant: by its number, by its day and kind, or the last one."""
    named = _ID.search(message.text)
    if named:
        return {"target": "id", "record_id": message.said[slice(*named.span("id"))]}
    head = record_head(message)
    day, category = first_day(head), named_category(head)
    if _AT_LAST.match(head.text) or not (day or category):
        return {"target": "last"}
    known = {"date": day.isoformat() if day else None, "category": category}
    return {"target": "match"} | {name: value for name, value in known.items() if value}
