"""What is published, in words; what was not, is marked."""

import re
from collections.abc import Sequence

from models.residents.disclosures.rules import DISCLOSURE, Published
from models.values.periods import Period
from models.values.showing import show_day

NOT_YET = "未公开"
NEVER_PUBLISHED = "村务公开里没有这一项。看账发“公开 财务”“公开 集体资产”；想问一件事，发“反映 …”，有人给您回话。"


def entered(number: int, title: str, supervisors: Sequence[str]) -> str:
    """Return to who entered it that it waits for the supervision committee."""
    shown = DISCLOSURE.sign.show(number)
    waits = (
        f"请{'、'.join(supervisors)}看一看，同意了就公开" if supervisors else "监督委员会还没有人在名册上，先公开不了"
    )
    return f"记下了（{shown}）{title}：{waits}。"


def please_look(number: int, title: str, text: str, by: str) -> str:
    """Return to the supervision committee what it looks at."""
    shown = DISCLOSURE.sign.show(number)
    return f"{shown} {by}要公开 {title}：{text}\n账对就发“通过 {shown}”；有不对的发“退回 {shown} 哪里不对”。"


def decided(number: int, title: str, step: str, reason: str) -> str:
    """Return what became of it."""
    shown = DISCLOSURE.sign.show(number)
    topic, _, period = title.partition(" ")
    return {
        "publish": f"{shown} {title} 公开了，大家发“公开 {topic} {period}”看得到；公告栏也请贴满15天。",
        "decline": f"{shown} {title} 退回了：{reason}。改好了再登记一次就行。",
        "take_back": f"{shown} {title} 撤回了，没有公开。",
    }[step]


def shown(topic: str, period: Period, one: Published | None, place: str = "") -> str:
    """Return what was published of a topic for a period (by another `place`), and who approved it; that nothing was."""
    if one is None and place:
        return f"{place}{topic} {period.name}：{NOT_YET}。"
    if one is None:
        return f"{topic} {period.name}：{NOT_YET}。想问为什么，发“反映 …”，有人给您回话。"
    return (
        f"{place}{topic} {period.name}：{one.text}\n{one.by}登记，{one.approved_by}看过同意，{show_day(one.on)}公开。"
    )


BEYOND = "这里只有公布了的；别的和一笔一笔的明细，可以问村(居)委会，或请监督委员会查看。"


def overview(topic: str, found: Sequence[tuple[Period, Published | None]], newest: Period | None, place: str) -> str:
    """Return which periods were published by a place, if not one's own, and the figures of the last of them."""
    lines = [f"{period.name}：{f'{show_day(one.on)}公开' if one else NOT_YET}" for period, one in found]
    last = [f"最近一期，{period.name}：{one.text}" for period, one in found if one and period == newest]
    more = [] if place else [f"看一期，发“公开 {topic} 1季度”这样。"]
    return "\n".join([f"{place}{topic}：", *lines, *last, BEYOND, *more])


_HEAD = re.compile(r"(?P<topic>\S+?)(?: (?P<one>[^：\n]+)：.+\n.+看过同意|：\n(?:.+\n)*最近一期，(?P<newest>[^：]+)：)")


def period_in(shown: str) -> str | None:
    """Return the topic and the period of what an answer has shown to be published; None for any other answer."""
    found = _HEAD.match(shown)
    return f"{found['topic']} {found['one'] or found['newest']}" if found else None


def missing(topic: str, period: Period) -> str:
    """Return to whoever publishes that a period is missing."""
    return f"{waits(topic, period)}。备好了发“登记公开 {topic} {period.name} 收入…支出…结余…”，监督委员会看过就公开。"


def waits(topic: str, period: Period) -> str:
    """Return in a list that a period is missing."""
    return f"{period.name}的{topic}还没公开"


def still_missing(topic: str, period: Period) -> str:
    """Return to the supervision committee that a period is missing."""
    return f"{period.name}的{topic}村里还没报来公开。可以问一声，或发“质询 …”。"
