"""Questions that are understood before the bot can answer them: decisions, services, handbooks; and asking for help."""

import re
from typing import Any

from bot.language.data import table
from bot.language.kinds import detail
from bot.language.pattern import Pattern
from bot.language.text import squeeze
from bot.language.values import Message, Reading

_DECIDED = {
    "进度": "progress", "结果": "result", "票数": "votes", "时间": "schedule", "公示": "publicity", "记录": "minutes",
    "异议": "objection", "规则": "rule", "清单": "list",
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
_PUNCTUATION = Pattern(r"^[\s?？!！。.,，~]+$")


def read_decision(message: Message) -> Reading:
    """Return the question about a decision of the village."""
    topic = squeeze(_NOISE.sub(" ", message.said)).strip()
    stage = next((name for name, pattern in _STAGES if re.search(pattern, message.text)), None)
    want = _DECIDED[detail("问决定", message.text)[0]]
    if want == "publicity" and "结果" in message.text and not re.search("公示|公开|贴|没", message.text):
        want = "result"
    return Reading("decision_query", {"topic": topic if len(topic) > 1 else None, "stage": stage, "want": want})


def read_help(message: Message) -> Reading:
    """Return what the sender wants to be shown how to do; None for the whole."""
    topics: dict[str, list[str]] = table("asking")["help_topics"]
    if _PUNCTUATION.match(message.text):
        return Reading("help", {"topic": None})
    found = next((topic for topic, aliases in topics.items() if any(alias in message.text for alias in aliases)), None)
    return Reading("help", {"topic": found or ("star_report" if "星" in message.text else None)})


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
