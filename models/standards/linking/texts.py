"""Belts, their gaps and pairs, in words. What is missing is said to offices only, and never in a group."""

from collections.abc import Sequence

from models.service.activities.rules import Served
from models.standards.linking.rules import PAIRING, BeltGap, BeltProgress
from models.values.showing import show_date, show_minutes


def both(unit: str, helper: str) -> str:
    """Return what a pair is called."""
    return f"{unit}和{helper}"


def gaps(belt: str, places: int, days: int, found: Sequence[BeltGap], *, may_pair: bool) -> str:
    """Return the gaps of a belt, each with who could help; to whom it may, how two are paired."""
    if not found:
        return f"{belt} {places} 处都有示范点，近 {days} 天都有服务，连起来了。"
    lines = [f"· {one.place.name}：{_what(one, days)}，{_help(one)}" for one in found]
    free = next((one for one in found if may_pair and one.pair is None and one.helper), None)
    how = [f"结对发“结对 {free.place.name} {free.helper}”。"] if free else []
    return "\n".join([f"{belt} {places} 处，断点 {len(found)} 处：", *lines, *how])


def _what(one: BeltGap, days: int) -> str:
    if one.without_site:
        return "还没有示范点"
    last = f"，最近一次 {show_date(one.place.served_on)}" if one.place.served_on else ""
    return f"近 {days} 天没有核实过的服务{last}"


def _help(one: BeltGap) -> str:
    if one.pair:
        return f"已和{one.pair[1]}结对（{PAIRING.sign.show(one.pair[0])}）"
    return f"可以请{one.helper}带一带" if one.helper else "带上还没有能带的点"


def paired(number: int, unit: str, helper: str, told: str, unheard: Sequence[str]) -> str:
    """Return that two places are paired, who of their offices is told, and where nobody is there to be told."""
    shown = PAIRING.sign.show(number)
    hear = f"我会告诉{told}。" if told else ""
    hear += f"{'、'.join(unheard)}还没有登记镇街的同志，请您当面说一声。" if unheard else ""
    return f"好的，{unit}和{helper}结对了（{shown}），{hear}结束时发“办结 {shown}”。"


def you_are_paired(number: int, unit: str, helper: str) -> str:
    """Return to the offices of both places that they are paired."""
    return (
        f"区里请{helper}和{unit}结对（{PAIRING.sign.show(number)}），把这一段带连起来。谢谢两边，怎么走动两家商量就好。"
    )


def ended(number: int, title: str) -> str:
    """Return that a pair has come to its end."""
    return f"{title}的结对结束了（{PAIRING.sign.show(number)}），谢谢两边。"


def progress(found: Sequence[BeltProgress], days: int) -> str:
    """Return how far the belts are, two lines for each."""
    lines = []
    for one in found:
        counts = f"有示范点 {one.with_site} 处，近 {days} 天有服务 {one.active} 处，结对 {one.pairs} 对"
        years = "、".join(f"{year}年 {count} 个" for year, count in sorted(one.named.items()))
        lines += [f"{one.name}：{one.places} 处，{counts}", f"　授牌：{years or '还没有'}"]
    return "\n".join(["推进进度", *lines, "看一条带缺什么，发“断点 工业港”。"])


def bulletin(of: str, sites: Sequence[str], done: Served, pairs: Sequence[str]) -> str:
    """Return a belt's quarter for its groups: what was done and by how many, never who did little."""
    lines = [f"{of}简报"]
    lines += [f"示范点：{'、'.join(sites)}"] if sites else []
    kinds = "：" + "、".join(f"{name} {count} 次" for name, count in done.most.items()) if done.most else ""
    lines.append(f"{done.people} 位党员做了 {done.records} 次服务，累计 {show_minutes(done.minutes)}{kinds}")
    lines += [f"结对：{'；'.join(pairs)}"] if pairs else []
    return "\n".join([*lines, "感谢带上的每一位。"])


def may_it_go(shown: str, groups: int) -> str:
    """Return a bulletin as it would go out."""
    return f"发到这条带的 {groups} 个群：\n{shown}"


def sent(groups: int) -> str:
    """Return that it goes out."""
    return f"好的，简报发到这条带的 {groups} 个群。"


def line(title: str) -> str:
    """Return a pair in the list of what waits."""
    return f"{title}结对"
