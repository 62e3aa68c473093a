"""Demonstration sites in words."""

from collections.abc import Sequence
from datetime import date

from models.standards.sites.rules import SITE, Site, SiteState, next_check
from models.values.listing import Row
from models.values.showing import show_long_day

LEDGER = "示范点台账"
LEDGER_COLUMNS = ("编号", "单位", "称号", "状态", "批次", "批准文件", "授牌", "复核", "摘牌")
NONE_NAMED = "还没有授牌的示范点。"


def _shown(one: Site) -> str:
    return f"{SITE.sign.show(one.number)} {one.unit} {one.title}"


def register(found: Sequence[Site]) -> str:
    """Return every named site by title."""
    titles = dict.fromkeys(one.title for one in found)
    lines = [f"{title}：{'、'.join(one.unit for one in found if one.title == title)}" for title in titles]
    return "\n".join([f"示范点 {len(found)} 个", *lines, "看一个，发“示范点 莲花池村”。"]) if found else NONE_NAMED


def ledger_rows(found: Sequence[Site]) -> list[Row]:
    """Return the rows of the ledger, one for each site."""
    return [
        (
            SITE.sign.show(one.number),
            one.unit,
            one.title,
            SITE.states[one.state],
            one.batch,
            one.approval,
            one.named_on,
            one.checked_on,
            one.withdrawn_on,
        )
        for one in found
    ]


def of_unit(name: str, found: Sequence[Site], today: date) -> str:
    """Return the sites of a unit, each with all its days."""
    return "\n".join(details(one, today) for one in found) if found else f"{name}没有登记示范点。"


def details(one: Site, today: date) -> str:
    """Return type, batch, days and state of a site."""
    facts = [
        SITE.states[one.state],
        f"第 {one.batch} 批" if one.batch else "",
        f"{show_long_day(one.named_on)}授牌" if one.named_on else "",
        f"批准文件 {one.approval}" if one.approval else "",
        f"{show_long_day(one.checked_on)}复核过" if one.checked_on else "",
        f"{show_long_day(one.withdrawn_on)}摘牌" if one.withdrawn_on else "",
    ]
    due = next_check(one, today)
    facts.append(f"下次复核 {show_long_day(due)}前" if due else "")
    return f"{_shown(one)}：{'，'.join(fact for fact in facts if fact)}"


def applied(one: Site) -> str:
    """Return that an application is on the books; only the district gives a title."""
    return f"谢谢，{_shown(one)} 的申报收到了，会转给区里。称号由区里按程序来定。"


def please_decide(one: Site) -> str:
    """Return to the district what a township applies for."""
    shown = SITE.sign.show(one.number)
    return f"收到申报 {_shown(one)}。列入创建发“同意 {shown}”，不列入发“不同意 {shown} 原因”。"


def decided(one: Site, step: str, reason: str) -> str:
    """Return what was decided about an application."""
    if step == "withdraw":
        return f"{_shown(one)} 已摘牌，两位经办人和原因都记下了。"
    if step in ("keep", "take_back"):
        return f"{_shown(one)} 不摘牌，仍是{SITE.states[one.state]}{f'：{reason}' if reason else ''}。"
    if step == "accept":
        return f"{_shown(one)} 已列入创建。达标后由区里发“授牌 {SITE.sign.show(one.number)} 文号”。"
    return f"{_shown(one)} 这次没有列入：{reason}。准备好了可以再申报。"


def withdrawn_for_unit(one: Site, reason: str, officers: str) -> str:
    """Return what the unit hears whose title goes: why, and whom to ask."""
    return (
        f"{_shown(one)} 从今天起不再挂牌，是区里两位同志核定的。原因：{reason}。"
        f"有不清楚的，问{officers}；达标后可以再申报。"
    )


def named(one: Site, today: date) -> str:
    """Return that a title was given."""
    return f"好的，登记授牌：{details(one, today)}。"


def checked(one: Site, today: date) -> str:
    """Return that a site was checked again."""
    return f"好的，{_shown(one)} 的复核记下了。下次复核 {show_long_day(next_check(one, today) or today)}前。"


def to_withdraw(one: Site, reason: str) -> str:
    """Return what an officer wants before the others are asked."""
    return f"提出给 {_shown(one)} 摘牌，原因：{reason}。要另一位同志点头才算数，在那之前照旧。"


def second_needed(one: Site) -> str:
    """Return to the first of two officers that a second person is needed."""
    return (
        f"{_shown(one)} 的摘牌还要另一位同志点头，"
        f"请他看一看；在那之前仍是{SITE.states[SiteState.NAMED]}。不摘了发“撤回 {SITE.sign.show(one.number)}”。"
    )


def please_confirm(one: Site, by: str, reason: str) -> str:
    """Return to the other officers what the first of two wants, and why."""
    shown = SITE.sign.show(one.number)
    return f"{by}提出给 {_shown(one)} 摘牌：{reason}。看过没错就发“摘牌 {shown}”，不妥发“不同意 {shown} 原因”。"


def due(found: Sequence[Site], today: date) -> str:
    """Return which sites have to be checked again within a month."""
    lines = [f"{_shown(one)}，{show_long_day(next_check(one, today) or today)}前" for one in found]
    return "\n".join(["这个月该复核的示范点：", *lines, f"复核过发“复核 {SITE.sign.show(found[0].number)} 情况”。"])
