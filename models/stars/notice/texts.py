"""Publicity in words; what a group reads names only those who agreed to it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from models.machine.delivery.rules import Groups, Message, Purpose, Recipe
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.texts import by_star, show_stars
from models.stars.notice.rules import NOT_SENT, Posting, Retracted, StarStepTaken, Submitted
from models.stars.proposed.rules import VETO_WAITS
from models.stars.proposed.texts import missing_lines, quota_lines
from models.values.periods import Period
from models.values.showing import show_day, show_hour, show_long_day

NOTHING_TO_PUT_UP = "这次没有定星的同志，公告栏不用贴，群里也不发。没评的请您当面跟本人说一声。"


def explanation_asked(*, sending: bool = False) -> str:
    """Return the one question before more stars than usual are shown or, after objections, sent on."""
    if sending:
        return "会议要保持，就回一句“说明 为什么”；要调整请支委会商量。还没送上去。"
    return "要调整就重新发“提议”；会议要保持，就回一句“说明 为什么”。还没有公示。"


def quota_asked(found: Posting | Submitted) -> str:
    """Return the question with what is over."""
    if isinstance(found, Submitted):
        return "\n".join([*_left_out(found), *quota_lines(found.checks), explanation_asked(sending=True)])
    return "\n".join([*_gone(found), *quota_lines(found.checks), explanation_asked()])


def quota_kept(*, sending: bool = False) -> str:
    """Return that nothing was shown or sent."""
    return "还没送上去。" if sending else "还没有公示。"


def _gone(posting: Posting) -> list[str]:
    return [f"{'、'.join(posting.aside)}已不在本支部参评，提议已撤回。"] if posting.aside else []


def _left_out(done: Submitted) -> list[str]:
    """Return who was left out and why, with what to send next."""
    if not done.aside:
        return []
    named = "、".join(f"{name}（{why}）" for name, why in done.aside)
    return [f"{named}没有报，原来的提议已撤回。还在本支部参评的请重新发“提议 姓名 不评”这样，再发“星级公示”。"]


def unknown_year_note(years: Sequence[int]) -> str:
    """Return the warning that days off of a year are not known yet."""
    shown = "、".join(str(year) for year in years)
    return f"提一句：{shown}年的放假安排还没有，先按周一到周五算；出来以后看看最后一天变没变。"


def _span(posting: Posting) -> str:
    """Return from the day after the posting, which does not count, to the last day."""
    first, last = posting.first, posting.last
    return f"{show_day(first + timedelta(days=1))}到{show_day(last)}" if first and last else ""


def nobody_left(posting: Posting) -> str:
    """Return that nobody is left whose star could be shown."""
    return "\n".join([*_gone(posting), "没有等着公示的星级了。"])


def board_again(posting: Posting) -> str:
    """Return the text for the notice board once more."""
    return _board(posting, "没有等着公示的星级。正在公示的再给您一份，公告栏上请按这个：")


def board(posting: Posting) -> str:
    """Return the text for the notice board: name and star, nothing else; without a star there is nothing to put up."""
    text = _board(posting, "已开始公示，请把下面的内容贴到公告栏：") if posting.stars else NOTHING_TO_PUT_UP
    return "\n".join([*_gone(posting), text])


def to_be_shown(posting: Posting) -> str:
    """Return what is missing, the text for the notice board and what the group would read, before anybody does."""
    beside = [*_gone(posting), *missing_lines(posting.missing)]
    board = _board(posting, "还没有公示，请先看一遍。公告栏贴：")
    return "\n".join([*beside, board, f"群里说：{group_notice(posting)}"])


def _board(posting: Posting, head: str) -> str:
    lines = [
        head,
        f"{posting.branch}{posting.period.name}党员星级公示",
        *by_star(posting.stars),
        f"公示时间：{_span(posting)}（{posting.working_days} 个工作日）。",
        "有话请这几天找支部书记，或在手机上私聊我发“异议 姓名 内容”，不会让本人知道是谁。",
    ]
    return "\n".join([*lines, *([unknown_year_note(posting.unknown)] if posting.unknown else [])])


PAGE = "星级公示"


def sheet(posting: Posting, complaint: str, by: str) -> dict[str, Any]:
    """Return what the page for the notice board shows."""
    stars = [
        {"grade": show_stars(grade), "names": [name for name, _ in found]}
        for grade, found in groupby(posting.stars, key=lambda one: one[1])
    ]
    shown = {"unit": posting.branch, "period": posting.period.name, "span": _span(posting)}
    return {**shown, "days": posting.working_days, "complaint": complaint, "by": by, "stars": stars}


def group_notice(posting: Posting) -> str:
    """Return what the branch's group reads: only names of those who agreed."""
    head = f"{posting.branch}{posting.period.name}党员星级已在公告栏公示，{_span(posting)}。"
    named = ["愿意公开姓名的同志：", *by_star(posting.open_names)] if posting.open_names else []
    return "\n".join([head, *named, "有意见请私聊我发“异议 …”，群里不讨论。感谢每一位。"])


# What takes a notice back as long as nobody has objected.
RETRACTED_BY = "撤回公示 原因"


def to_group(posting: Posting) -> Message:
    """Return what is posted to the branch's group; where it waits, it names those who agree to it by then."""
    values = {"branch": posting.branch_id, "period": str(posting.period), "first": str(posting.first)}
    recipe = Recipe("star_notice", {**values, "stopped_by": RETRACTED_BY})
    return Message(group_notice(posting), to=Groups(posting.unit_id), purpose=Purpose.NOTICE, recipe=recipe)


def reads_later(goes: datetime, today: date) -> str:
    """Return to who put a notice up when the group reads of it."""
    return f"群里{show_hour(goes, today)}说一声，想看想提前，发“投递”。"


def submitted(done: Submitted) -> str:
    """Return how many stars went to the township."""
    left = f"还有 {done.left} 名的公示没结束（没满期，或有异议没答复），满期后再发一次“报备”。" if done.left else ""
    sent = [f"{done.branch}{done.period.name}星级 {done.count} 名已报上级备案。{left}"] if done.count else []
    names = "、".join(done.waiting)
    waits = [VETO_WAITS.format(names=names, undone=NOT_SENT)] if names else []
    return "\n".join([*sent, *_left_out(done), *waits])


def retracted(done: Retracted, *, in_time: bool = False) -> str:
    """Return that stars are shown no more; `in_time` says that the group had not read of it yet."""
    unread = "群里还没发，也不发了。" if in_time else ""
    return (
        f"{done.branch}{done.period.name} {done.count} 名星级的公示已撤回，请把公告栏上的取下。{unread}"
        "改好了再发“星级公示”。"
    )


def group_retracted(done: Retracted) -> str:
    """Return what the branch's group reads about it, once."""
    return f"{done.branch}{done.period.name}党员星级公示已撤回，改好了再公示。"


def over_in_list(period: Period, count: int) -> str:
    """Return what waits to be sent on, in the list of all that waits."""
    return f"{period.name}有 {count} 名星级公示期满"


def over_note(period: Period, count: int) -> str:
    """Return the note to a secretary that publicity is over."""
    return f"{period.name}有 {count} 位同志的星级公示满了，没有等答复的意见。发“报备”送到上级。"


def step_about_you(step: StarStepTaken) -> str:
    """Return to a member what was done about his star: what, why, with whom to speak, until when he may object."""
    given = f"评 {show_stars(step.stars)}" if step.stars else "这次不评星"
    if step.state is StarState.COMMITTEE_PROPOSED:
        return f"您{step.period.name}的星级支部在议，还没有定，公示的时候告诉您结果。有话想说，这几天找支部书记就行。"
    if step.state is StarState.FILED:
        until = f"，有效到{show_long_day(step.until)}" if step.until else ""
        return f"您{step.period.name}的星级备案了：{given}{until}。这一年辛苦了，谢谢您。"
    why = f"，支部说：“{step.reason}”" if step.reason else ""
    until = f"公示到{show_day(step.until)}" if step.until else "正在公示"
    return (
        f"您{step.period.name}{given}，{until}{why}。"
        "想知道怎么来的，发“谁定的”，或找支部书记；觉得不对，公示完以前发“异议 您的理由”。"
    )
