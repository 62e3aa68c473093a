"""Public promises in words. In a group and to the public a promise is never called late."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from models.matters.steps.rules import Happened
from models.undertakings.promises.rules import PROMISE, Promise, is_overdue
from models.values.listing import Cell
from models.values.showing import show_day, show_long_day

NONE_HERE = "这里还没有公开承诺。要承诺一件事，发“承诺 6月底前修好三组路灯”。"
LEDGER, LEDGER_COLUMNS = "承诺台账", ("编号", "承诺", "承诺人", "承诺日期", "期限", "状态", "结果")
NONE_LATE = "没有到期还没结果的承诺，辛苦了。"
WHICH_DAY = "哪天之前办好？回一个日子就行，例如“6月底”。"
NOTHING_PROMISED = "这件事没有登记成承诺。"


def _shown(one: Promise) -> str:
    return PROMISE.sign.show(one.number)


def _named(one: Promise) -> str:
    return f"{_shown(one)} {one.title}，{show_day(one.due)}前"


def promised(one: Promise) -> str:
    """Return that a promise is on the books."""
    shown = _shown(one)
    return (
        f"谢谢，记下了 {_named(one)}。大家发“公开承诺”能看到。\n"
        f"办好了发“办结 {shown} 结果”，请监督委员会看一看；办不成了发“撤回 {shown} 原因”。"
    )


def moved(before: date, due: date) -> str:
    """Return what is kept beside a promise whose day was moved."""
    return f"日子从{show_day(before)}改到{show_day(due)}。"


def put_off(one: Promise, before: date) -> str:
    """Return that the day of a promise was moved, which everybody may read."""
    return f"好的，{_shown(one)} {one.title}：{moved(before, one.due)}原来的日子也留着，大家看得到。"


def until_when(one: Promise) -> str:
    """Return how the day of a promise is moved."""
    return f"{_named(one)}，改到哪天？发“承诺改到7月底”这样。"


def reported(one: Promise, confirmers: Sequence[str]) -> str:
    """Return to the owner that his result is on the books, and who looks at it."""
    waits = f"，请{'、'.join(confirmers)}看一看" if confirmers else "。村里还没有监督委员会的同志在名册上，先不能确认"
    return f"辛苦了，{_shown(one)} 的结果记下了：{one.result}{waits}。"


def would_report(one: Promise, result: str) -> str:
    """Return which promise a result would be reported of."""
    return f"{_named(one)}，报结果：{result}。"


def which_result(one: Promise) -> str:
    """Return the one question before a promise is reported as kept."""
    return f"{_named(one)}，办得怎么样了？说一句结果就行。"


def own(promises: Sequence[Promise]) -> str:
    """Return to somebody which promises of his wait for a result, and how one is reported."""
    if not promises:
        return "您现在没有等着报结果的承诺。看村里的发“公开承诺”。"
    how = f"办好了哪件就带上编号，例如“兑现 {_shown(promises[0])} 结果”。"
    return "\n".join(["等您报结果的承诺：", *map(_named, promises), how])


def please_confirm(one: Promise) -> str:
    """Return to the supervision committee that somebody says he has kept his word."""
    return (
        f"{one.owner}的公开承诺 {_named(one)}，报来结果：{one.result}。\n"
        f"看过属实就发“通过 {_shown(one)}”；还差一点就发“退回 {_shown(one)} 哪里还差”。"
    )


def decided(one: Promise, step: str) -> str:
    """Return to the one who took a step what became of it."""
    return {
        "confirm": f"谢谢，{_shown(one)} 已兑现，记下了您的名字和今天的日子，也会告诉{one.owner}。",
        "reject": f"好的，{_shown(one)} 请{one.owner}再办一办，原因会私下告诉他。",
        "withdraw": f"好的，{_shown(one)} 已撤回，原因会和它一起留着。",
    }[step]


def for_owner(one: Promise, step: str) -> str:
    """Return to the owner what the supervision committee found."""
    last = one.happened[-1]
    if step == "confirm":
        return f"好消息：您的承诺 {_shown(one)} {one.title}，{last.by}看过了，已兑现。谢谢您说到做到。"
    return (
        f"您的承诺 {_shown(one)} {one.title}，{last.by}看过，还差一点：{last.words}。"
        f"办好了再发“办结 {_shown(one)} 结果”。"
    )


def due_today(promises: Sequence[Promise]) -> str:
    """Return to an owner what he has promised until now."""
    first = _shown(promises[0])
    ways = f"办好了发“办结 {first} 结果”；办不成了发“撤回 {first} 原因”，说一声就好。"
    return "\n".join(["您公开承诺的事到日子了：", *map(_named, promises), ways])


def listed(unit: str, promises: Sequence[Promise]) -> str:
    """Return a unit's promises as anybody may read them."""
    lines = [f"{_named(one)}（{one.owner}）：{PROMISE.states[one.state]}" for one in promises]
    more = f"看一件的经过，发“公开承诺 {_shown(promises[0])}”。" if promises else NONE_HERE
    return "\n".join([f"{unit}的公开承诺：", *lines, more]) if promises else NONE_HERE


def late(promises: Sequence[Promise]) -> str:
    """Return, in private, the promises whose day is over without a result."""
    lines = [f"{_named(one)}，{one.unit} {one.owner}" for one in promises]
    return "\n".join(["到期还没有结果的承诺，只有您这里看得到：", *lines]) if lines else NONE_LATE


def details(one: Promise) -> str:
    """Return all that happened to a promise: who said and did what on which day."""
    first = f"{_named(one)}：{PROMISE.states[one.state]}"
    made = f"{show_day(one.made)} {one.owner}（{one.unit}）承诺"
    return "\n".join([first, made, *(_line(one, step) for step in one.happened if step.step != "open")])


def _line(one: Promise, step: Happened) -> str:
    what = {
        "report": f"报了结果：{one.result}",
        "confirm": "看过，确认已兑现",
        "reject": f"看过，还差一点：{step.words}",
        "withdraw": f"撤回：{step.words}",
        "word": f"补记：{step.words}",
        "handed_on": f"起由{one.owner}接着办",
    }[step.step]
    by = "" if step.step == "handed_on" else step.by
    return f"{show_day(step.on)} {by}{what}"


def handed_over(one: Promise) -> str:
    """Return to whoever looks after a promise from now on that it is his, and what he can do."""
    shown = _shown(one)
    return (
        f"公开承诺 {_named(one)}，承诺的同志不在这边了，请您接着办。"
        f"办好了发“办结 {shown} 结果”；办不成了发“撤回 {shown} 原因”。"
    )


def line(title: str, due: date | None) -> str:
    """Return what stands beside a promise's number in the list of what waits."""
    return f"{title}，{show_day(due)}前" if due else title


def heard(one: Promise) -> str:
    """Return that a villager's word stands beside a promise."""
    return f"谢谢，您的话记在 {_shown(one)} {one.title} 旁边了，不写您的名字。办没办成，由监督委员会来定。"


def ledger_rows(promises: Sequence[Promise]) -> list[tuple[Cell, ...]]:
    """Return the rows of the ledger, one for each promise."""
    return [
        (_shown(one), one.title, one.owner, one.made, one.due, PROMISE.states[one.state], one.result)
        for one in promises
    ]


def month_line(found: Sequence[Promise], today: date) -> str:
    """Return how the promises of a unit stand."""
    late = sum(is_overdue(one.state, one.due, today) for one in found)
    counts = Counter(PROMISE.states[one.state] for one in found)
    shown = "，".join(f"{state} {count} 件" for state, count in counts.items()) or "没有"
    return f"承诺：{shown}" + (f"，其中到期没说结果的 {late} 件" if late else "")


def brought(thing: str) -> str:
    """Return a promise from paper, kept as `2026-12-31 修好路灯`, for people."""
    return f"{thing[11:]}，到{show_long_day(date.fromisoformat(thing[:10]))}"
