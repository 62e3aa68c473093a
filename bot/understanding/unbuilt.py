"""Questions that are understood before the bot can answer them: decisions, services, handbooks; and asking for help."""

import re
from functools import cache
from typing import Any

from bot.language.data import any_of, table
from bot.language.kinds import detail
from bot.language.pattern import Pattern
from bot.language.text import squeeze
from bot.language.values import Message, Reading

_DECIDED = {
    "进度": "progress", "结果": "result", "票数": "votes", "时间": "schedule", "公示": "publicity", "记录": "minutes",
    "异议": "objection", "规则": "rule", "清单": "list",
}  # fmt: skip
_SERVED = {
    "流程": "process", "多久": "duration", "材料": "materials", "找谁": "handler", "费用": "cost",
    "清单": "list", "职责": "duty",
}  # fmt: skip
_COLLECTIONS = {
    "党建": "party_abc", "民主": "democracy_abc", "老易": "laoyi", "十法": "methods10", "十有": "traits10",
    "十要": "musts10",
}  # fmt: skip
_STAGES = (
    (
        "publish_result",
        r"晒结果|实施结果|结果.{0,3}(?:公示|公开|晒)|(?:公示|公开|晒).{0,10}(?:结果|账)|完工|(?:账|钱).{0,8}晒|晒出来",
    ),
    ("publish_resolution", r"晒决议|决议.{0,6}(?:公示|公开|晒|贴)|(?:公示|公开|晒|贴).{0,8}决议"),
    ("resolve", r"决议|表决|投票|投了|票|代表会|代表大会|村代会|村民大会|村民会议|居民会议|居民大会"),
    ("deliberate", r"审议|党员大会|党员会"),
    ("discuss", r"商议|两委"),
    ("propose", r"提议"),
)
_NOISE = Pattern(
    r"四议两公开|四议两晒一单|四议两晒|四议|两公开|晒一晒|晒出来|晒|村民代表会?|代表大?会|村代会|党员大会|居民会议?|户代会|议事会|院坝会|"
    r"[这那]个?(?:事情|事项|项目|事|方案|议题|会)|(?:的)?(?:决议|表决|提议|商议|审议|公示|公开|投票|票数|实施|结果)|那笔账|议得|议到|议过|议了|议|投了?|"
    r"咋样|怎么样|进展|进度|走到|到?哪一?步|多少|几|好多|得票|赞成|反对|弃权|票|啥时候?|什么时候|现在|目前|有没有|没有?|没得|了|吗|呢|不|的|给我|"
    r"[?!。,，？\s]|开|通过|过|会议记录|纪要|记录|看一?下|查一?下|发一?下|请问|问一?下|帮我|村上|村里|我们村|上个?月\d*号?|昨天|今天|这周|本周|还有|几天|贴哪儿|哪儿|在|那|会"
)
_LIBRARY_NOISE = Pattern(
    r"里头|里面?|中|上面?|关于|怎么说的?|咋说的?|说的?|怎么讲的?|讲的?|写的?|是哪(?:些|几条|十.|几.)|是什么|有哪些|都有啥|是啥|是咋个定的|最近一?期|最新一?期|"
    r"查一?下|看一?下|看看|翻给我看|翻|找一?下|发一?下|我想|想看|想听|看|听|给我|帮我|一下|的|内容|全文|原文|资料|视频|文章|[?!。,，:：？]|请问|有没有|吗|呢|几条|具体|讲了?啥|啥|什么|咋个|那本|这本|书|期"
)
_PUNCTUATION = Pattern(r"^[\s?？!！。.,，~]+$")


def read_decision(message: Message) -> Reading:
    """Return the question about a decision of the village."""
    topic = squeeze(_NOISE.sub(" ", message.said)).strip()
    stage = next((name for name, pattern in _STAGES if re.search(pattern, message.text)), None)
    want = _DECIDED[detail("问决定", message.text)[0]]
    if want == "publicity" and "结果" in message.text and not re.search("公示|公开|贴|没", message.text):
        want = "result"
    return Reading("decision_query", {"topic": topic if len(topic) > 1 else None, "stage": stage, "want": want})


def read_service(message: Message) -> Reading:
    """Return the question about an item of the service list."""
    want = _SERVED[detail("问办事", message.text)[0]]
    item = None if want == "list" else _item(message)
    return Reading("service_list", {"item": item, "want": want})


def read_library(message: Message) -> Reading:
    """Return the handbook or lecture that is asked for."""
    pattern, codes = _aliases("collections")
    named = pattern.search(message.text)
    collection = codes[named[0]] if named else _COLLECTIONS[detail("问资料", message.text)[0]]
    rest = message.said[: named.start()] + " " + message.said[named.end() :] if named else message.said
    topic = squeeze(_LIBRARY_NOISE.sub(" ", rest)).strip()
    return Reading("library_query", {"collection": collection, "topic": topic if len(topic) > 1 else None})


def read_help(message: Message) -> Reading:
    """Return what the sender wants to be shown how to do; None for the whole."""
    topics: dict[str, list[str]] = table("asking")["help_topics"]
    if _PUNCTUATION.match(message.text):
        return Reading("help", {"topic": None})
    found = next((topic for topic, aliases in topics.items() if any(alias in message.text for alias in aliases)), None)
    return Reading("help", {"topic": found or ("star_report" if "星" in message.text else None)})


@cache
def _aliases(section: str) -> tuple[Pattern, dict[str, str]]:
    codes = {alias: code for code, aliases in table("asking")[section].items() for alias in aliases}
    return Pattern(any_of(codes)), codes


_DO = Pattern(
    r"(?:办理?个?|申请|申领|补办?|领取?|开|迁|注销|过户|续|[交缴])(?P<item>[一-龥a-z]{2,8}?)(?=要|需|找|去|在|怎|咋|如何|多|有|得|能|的|手续|材料|程序|流程|[,，?。\s]|$|啷)"
)
_SERVICE_NOISE = re.compile(
    r"要|准备|哪些|什么|啥子?|怎么|咋个?|多久|好久|几天|流程|程序|材料|手续|找谁|哪个|哪里|办理|办|申请|领|多少钱|好多|[?？,，。!\s]|需要|的|了|呢|吗|嘛|我|想|问|一下"
)


def _item(message: Message) -> str | None:
    pattern, names = _aliases("services")
    found: list[str] = [match[0] for match in pattern.finditer(message.text)]
    if found:
        best = max(found, key=len)
        return names[best] if names[best] in ("村级财务审批", "村干部职权", "集体资产租赁") else best
    if match := _DO.search(message.text):
        return match["item"]
    return _SERVICE_NOISE.sub("", message.said)[:8] or None


def read_unclear(message: Message) -> Reading:
    """Return that something is wanted and not said."""
    about: Any = next((about for about, pattern in _LEFT_OPEN if pattern.search(message.text)), "要做什么")
    return Reading("clarify", {"about": about})


_LEFT_OPEN = (
    ("改哪条、改成什么", Pattern(r"改|错|删|撤|不对|换成")),
    ("查什么", Pattern(r"查|看|问")),
    ("报活动还是报星", Pattern(r"报|记|登|录")),
    ("做了没有、做了多久", Pattern(r"\d|小时|做|办|弄|搞|扫|清|修")),
)
