"""Activities in words: values in, sentences out."""

from collections.abc import Mapping, Sequence
from datetime import date

from config.catalogue import Category
from models.service.activities.claims import Claim
from models.service.activities.rules import BACKFILLED, Backfill, Line, Reported, Status, shown_state
from models.values.delicate import left_out_note
from models.values.numbers import Sign
from models.values.showing import show_date, show_day, show_exactly, show_minutes

Names = Mapping[str, Category]
LEDGER = "服务台账"
LEDGER_COLUMNS = ("编号", "日期", "姓名", "类别", "做了什么", "地点", "分钟", "数量", "单位", "状态", "核实人")


def amount(claim: Claim) -> str:
    """Return how long or how much, or an empty text when neither was said."""
    parts = [show_exactly(claim.minutes)] if claim.minutes is not None else []
    if claim.count is not None and claim.count_unit:
        parts.append(f"{claim.count} {claim.count_unit}")
    return "，".join(parts)


def what(claim: Claim, names: Names) -> str:
    """Return category, place, description, amount and day in one line."""
    where = f"{claim.place} " if claim.place and claim.place not in claim.description else ""
    parts = [f"{names[claim.category].name}：{where}{claim.description}", amount(claim), show_day(claim.day)]
    return "，".join(filter(None, parts))


def receipt(number: int, claim: Claim, names: Names, *, notes: Sequence[str] = ()) -> str:
    """Return the answer to one report: number, what was understood, state, notes, and how to undo."""
    shown = Sign.RECORD.show(number)
    lines = [
        f"谢谢，记下了 {shown}，待核实。",
        what(claim, names),
        *notes,
        f"写错了？发“撤销”或“更正 {shown} 1小时”。",
    ]
    return "\n".join(lines)


def short_receipt(number: int, claim: Claim, names: Names, *, notes: Sequence[str] = ()) -> str:
    """Return the answer in a group: nothing about people, nothing that was said in passing."""
    parts = [names[claim.category].name, amount(claim), show_day(claim.day)]
    head = f"谢谢，记下了 {Sign.RECORD.show(number)}：{'，'.join(filter(None, parts))}，待核实。"
    return "\n".join([head, *notes, "写错了？回复 撤销"])


def notes(done: Reported) -> list[str]:
    """Return what should be said beside a receipt."""
    return [
        *([LATE_NOTE] if done.late else []),
        *([] if done.timely else [UNTIMELY_NOTE]),
        *([left_out_note(done.left_out)] if done.left_out else []),
    ]


LATE_NOTE = "隔了几天也没关系，记上了，旁边注明是后来报的。"


UNTIMELY_NOTE = "上月的红榜赶不上了，您个人和全年照样算。"


def twin_note(number: int, twin: int) -> str:
    """Return the question whether a record is one activity with its twin; silence keeps both."""
    new, old = Sign.RECORD.show(number), Sign.RECORD.show(twin)
    return f"{new} 和 {old} 很像，是同一次吗？回复“是”就撤掉 {new}，“不是”就都留着。"


def together_note(others: int) -> str:
    """Return the one question whether those who sent the same words did it together; silence keeps each apart."""
    return f"另外 {others} 位刚才也发了一样的话，是大家一起做的同一件事吗？回复“是”就记成一起做的，“不是”就各记各的。"


def done_together(number: int) -> str:
    """Return that a record is noted as done together."""
    return f"好的，{Sign.RECORD.show(number)} 记成一起做的，核实人会看到。"


def which_day(words: str, doubt: str) -> str:
    """Return the one question about a day that was said and cannot be read; nothing is stored before the answer."""
    said = f"“{words}”{doubt}，" if words else ""
    return f"{said}是哪一天做的？说“昨天”或“12月3日”这样就行，说了再记。"


NOT_COME_YET = "还没到，先不记。做完以后再报一次就行。"


def many(shown: Sequence[str], count: int) -> str:
    """Return the question before records are made of a message that tells of many deeds, or may be meant otherwise."""
    more = f"\n…… 一共 {count} 件" if count > len(shown) else ""
    return "先不记，看看是不是这样：\n" + "\n".join(shown) + more + "\n回复“是”就这样记，不是就分开再说一遍。"


def in_short(description: str, day: date | None, minutes: int | None) -> str:
    """Return what one deed was taken for, in a few words."""
    parts = [show_day(day) if day else "", description, show_exactly(minutes) if minutes is not None else ""]
    return "，".join(filter(None, parts))


NAME_THEM = (
    "先没记。给一起做的也记，要说出名字，我一个个问，他们点头才记：“昨天和张三、李四党员大扫除2小时”这样说就行。"
)


def backfill_line(name: str, day: date, description: str, minutes: int | None) -> str:
    """Return the line with which a secretary enters what somebody did long ago."""
    return " ".join(filter(None, [BACKFILLED, name, show_date(day), description, show_exactly(minutes or 0)]))


def report_line(claim: Claim) -> str:
    """Return the line with which somebody reports again what he has taken back."""
    took = show_exactly(claim.minutes) if claim.minutes else ""
    return " ".join(filter(None, ["上报", show_date(claim.day), claim.description, took]))


NONE_STORED = "好的，什么都没记。"


def missing_minutes_note(number: int) -> str:
    """Return the one question about an unsaid duration."""
    return f"{Sign.RECORD.show(number)} 做了多久？说“1小时”这样就行，不记得可以不填。"


def assumed_note(number: int, minutes: int) -> str:
    """Return the question whether the minutes that a vague word was taken for are right."""
    return f"{Sign.RECORD.show(number)} 的时长按 {show_exactly(minutes)} 记，对吗？不对就说“2小时”这样。"


def category_note(names: Sequence[str]) -> str:
    """Return the one question about the kind of an activity, with the usual answers numbered."""
    shown = "、".join(f"{position} {name}" for position, name in enumerate(names, 1))
    return f"算哪一类？{shown}，或直接说类别；不清楚可以不填。"


def left_as_it_is(number: int) -> str:
    """Return that a record stands as it was reported."""
    return f"{Sign.RECORD.show(number)} 就按原来的留着，谢谢。"


def assumed_rightly(number: int, minutes: int) -> str:
    """Return that the time which a vague word was taken for stands."""
    return f"好的，{Sign.RECORD.show(number)} 就按 {show_exactly(minutes)} 记，谢谢。"


def both_stand(number: int) -> str:
    """Return that two records are two activities."""
    return f"好的，是两次，{Sign.RECORD.show(number)} 也留着。"


def completed(number: int, claim: Claim) -> str:
    """Return that the duration is on record now."""
    return f"谢谢，{Sign.RECORD.show(number)} 按 {amount(claim)} 记下了，待核实。"


def classified(number: int, name: str) -> str:
    """Return that the kind is on record now."""
    return f"谢谢，{Sign.RECORD.show(number)} 记在“{name}”，待核实。"


def corrected(number: int, before: Claim, after: Claim, names: Names) -> str:
    """Return what a correction changed."""
    return "\n".join(
        [
            f"{Sign.RECORD.show(number)} 已更正，待核实。",
            f"原来：{what(before, names)}",
            f"现在：{what(after, names)}",
        ]
    )


def takes_back(number: int, claim: Claim, names: Names) -> str:
    """Return which record would be taken back."""
    return f"收回 {Sign.RECORD.show(number)}：{what(claim, names)}。"


TAKEN_BACK = "已撤销"


def revoked(number: int, claim: Claim, names: Names) -> str:
    """Return that a record was taken back."""
    return f"{Sign.RECORD.show(number)} {TAKEN_BACK}：{what(claim, names)}。要重新报，直接再发一次就行。"


def revoke_asked(number: int) -> str:
    """Return that a verifier was asked to take back a verified record."""
    return f"{Sign.RECORD.show(number)} 已经核实过了，我请核实的同志来撤，您不用再发。"


def please_return(name: str, number: int) -> str:
    """Return what the verifier is told when a member wants a verified record back."""
    shown = Sign.RECORD.show(number)
    return f"{name}想撤回已核实的 {shown}。同意的话发“退回 {shown} 本人撤回”。"


LAST_OWN = "您最近报的一条服务"


def record_list(month: str, lines: Sequence[Line], names: Names, *, shown: int = 10) -> str:
    """Return a member's own records, newest first, with totals of what stands."""
    if not lines:
        return f"{month}您还没有记录。想报的话直接说：今天上午打扫院坝2小时。"
    verified = [line for line in lines if line.status is Status.VERIFIED]
    standing = [*verified, *(line for line in lines if line.status is Status.CLAIMED)]
    head = f"{month}您的记录 {len(standing)} 条，共 {_total(standing)}，其中已核实 {_total(verified)}"
    rows = [_record_line(line, names) for line in lines[:shown]]
    more = [f"还有 {len(lines) - shown} 条没列出。"] if len(lines) > shown else []
    return "\n".join([head, *rows, *more])


def _total(lines: Sequence[Line]) -> str:
    return show_minutes(sum(line.claim.minutes or 0 for line in lines))


def _record_line(line: Line, names: Names) -> str:
    reason = f"（{line.reason}）" if line.reason else ""
    state = shown_state(line.status, backfilled=line.backfilled)
    return f"{Sign.RECORD.show(line.number)} {what(line.claim, names)}，{state}{reason}"


def which_person(name: str) -> str:
    """Return the question whose activity it was, of a name that nobody or no member here has."""
    return f"{name}是哪一位？说全名就行，这条等您说了再记；不报了就说“取消”。"


def confirmation_asked(name: str) -> str:
    """Return that the named member has been asked; nothing is recorded yet."""
    return f"谢谢，我问问{name}，本人说“是”就记上。"


def please_confirm(by: str, text: str) -> str:
    """Return what the named member reads about a report on his behalf."""
    return f"{by}帮您报了：“{text}”。对的话回复“是”就记在您名下，不对回复“不是”。"


NOTHING_PROPOSED = "好的。"


REPORT_YOUR_OWN = "那是您自己。直接说做了什么、多久就行，例如“今天上午打扫院坝2小时”。"


def corrected_briefly(number: int) -> str:
    """Return in a group that a record was corrected, without repeating what it says."""
    return f"{Sign.RECORD.show(number)} 已更正，待核实。"


def revoked_briefly(number: int) -> str:
    """Return in a group that a record was taken back, without repeating what it said."""
    return f"{Sign.RECORD.show(number)} 已撤销。要重新报，直接再发一次就行。"


def month_line(states: Mapping[str, int], people: int, minutes: int) -> str:
    """Return what was reported in a month: {state: records}, by how many people, and the minutes confirmed."""
    verified, waiting = states.get(Status.VERIFIED, 0), states.get(Status.CLAIMED, 0)
    if not states:
        return "服务：还没有记录"
    waits = f"，待核实 {waiting} 条" if waiting else ""
    return f"服务：{people} 位报了 {verified + waiting} 条，核实 {verified} 条、{show_minutes(minutes)}{waits}"


def corrected_for_him(number: int, before: Claim, after: Claim, names: Names) -> str:
    """Return to the verifier that a verified record says something else now, and stays verified."""
    shown = Sign.RECORD.show(number)
    return f"{shown} 改好了，仍算已核实，本人会私下听到。\n原来：{what(before, names)}\n现在：{what(after, names)}"


def was_corrected(number: int, by: str, before: Claim, after: Claim, names: Names) -> str:
    """Return to the member, and to who verified it, what a verifier has corrected."""
    shown = Sign.RECORD.show(number)
    return (
        f"{by}更正了已核实的 {shown}。\n"
        f"原来：{what(before, names)}\n现在：{what(after, names)}"
        f"\n有不对的，跟{by}说一声就行。"
    )


def correction_asked(number: int) -> str:
    """Return to a member that a verifier was asked to correct his verified record."""
    return f"{Sign.RECORD.show(number)} 已经核实过了，我请核实的同志来改，您不用再发。"


def please_correct(name: str, number: int, wanted: Claim, names: Names) -> str:
    """Return to a verifier what a member wants to be corrected."""
    shown = Sign.RECORD.show(number)
    return f"{name}说已核实的 {shown} 应该是：{what(wanted, names)}。属实就发“更正 {shown} …”，写上要改的那一处。"


def backfilled(number: int, name: str, claim: Claim, names: Names) -> str:
    """Return to the secretary that he has entered something for somebody."""
    shown = Sign.RECORD.show(number)
    return f"补录了 {shown} {name}，待核实。\n{what(claim, names)}\n补录的都注明，村里发“补录”都看得到。"


def entered_for_you(number: int, by: str, claim: Claim, names: Names) -> str:
    """Return to the member what was entered for him."""
    shown = Sign.RECORD.show(number)
    return f"{by}给您补录了 {shown}：{what(claim, names)}。没有这回事就发“撤销 {shown}”，有出入发“更正 {shown} …”。"


def not_so_old(name: str) -> str:
    """Return that somebody can still report himself, or say yes to a report for him."""
    return f"这件事还在本人能报的日子里，先没记。发“帮{name}报 …”，他回“是”就记上。"


def backfills(found: Sequence[Backfill], names: Names, *, shown: int = 20) -> str:
    """Return what was entered long after this year, for everybody: no member's name."""
    if not found:
        return f"今年没有{BACKFILLED}的记录。"
    lines = [
        f"{Sign.RECORD.show(one.number)} {show_day(one.claim.day)} {names[one.claim.category].name} {amount(one.claim)}"
        f"，{show_date(one.entered)}由{one.by}{BACKFILLED}"
        for one in found[:shown]
    ]
    more = [f"还有 {len(found) - shown} 条没列出。"] if len(found) > shown else []
    return "\n".join([f"今年{BACKFILLED}的有 {len(found)} 条：", *lines, *more])


def come_along(by: str, number: int, done: str) -> str:
    """Return the one question to somebody who was named as having done it, too."""
    return f"{by}报了一条，说您也在：{done}（{Sign.RECORD.show(number)}）。给您也记上吗？回“是”就记，“不是”就不记。"


AGREED = "是"


def is_otherwise(by: str, number: int, done: str) -> str:
    """Return the question to somebody who was there whether his record is to say what the other one says now."""
    return f"{by}把一起做的那条改了：{done}。您的 {Sign.RECORD.show(number)} 也这样改吗？回“是”就改，“不是”就不改。"


def others_asked(number: int) -> str:
    """Return that those who did it together are asked whether theirs is to follow."""
    return "一起做的人那里我问一声，他们点头才改他们的。" if number else ""


def companions_added(number: int, names: Sequence[str], instead_of: Sequence[str]) -> str:
    """Return that somebody stands in a record as having been there too, or instead of somebody else."""
    if not names:
        return f"好的，{Sign.RECORD.show(number)} 里把{'、'.join(instead_of)}去掉了。"
    if instead_of:
        return f"好的，{Sign.RECORD.show(number)} 里{'、'.join(instead_of)}换成{'、'.join(names)}了。"
    return f"好的，{'、'.join(names)}也写进 {Sign.RECORD.show(number)} 了。"


def companions_said(names: Sequence[str], alike: Sequence[str], unreached: Sequence[str]) -> list[str]:
    """Return whom a report has asked whether he was there, and whom it has not.

    That is who may be one of several, `alike` is what they are called, and who has no account.
    """
    asked = [f"{'、'.join(dict.fromkeys(names))}那里我问一声，他们点头才给他们记。"] if names else []
    unclear = f"叫{'、'.join(alike)}的不止一位，不知道是哪一位，没有问；请本人自己说一声就记上。"
    asked += [unclear] if alike else []
    return [*asked, entered_for_him("、".join(unreached))] if unreached else asked


def entered_for_him(name: str) -> str:
    """Return that somebody cannot be asked, and who enters what he did."""
    return f"{name}同志没有企业微信账号，问不到本人，没有记；请书记补录，例如“{BACKFILLED} {name} 今天 扫街 1小时”。"


def told_already(number: int) -> str:
    """Return that somebody has told himself what somebody else told of them both."""
    return f"好的，您自己报的 {Sign.RECORD.show(number)} 就是这一次，没有再记一遍。"


NOT_ASKED_ALONG = "好的，那位没有问，也没有记。"
NOT_RECORDED_ALONG = "好的，没给您记。"


def denied(number: int, by: str, *, taken_out: bool) -> str:
    """Return to the one who was named what became of a record that says he was there."""
    what = "里您的名字去掉了，也跟他说一声" if taken_out else "已经核实过，我跟他和核实的同志说一声"
    return f"好的，没给您记。{by}报的 {Sign.RECORD.show(number)} {what}。"


def was_not_there(number: int, name: str, *, taken_out: bool) -> str:
    """Return to who reported, and to who verified it, that somebody says he was not there."""
    what = "里把他的名字去掉了" if taken_out else "已经核实过，没有动，要改发“更正”"
    return f"{name}说那次他没在，{Sign.RECORD.show(number)} {what}。"


def nothing_to_join(number: int) -> str:
    """Return that what he was asked about does not stand any more."""
    return f"{Sign.RECORD.show(number)} 已经撤了，没什么要记的。"


def entered_no_more(number: int, by: str) -> str:
    """Return to a member that what was entered for him is taken back."""
    return f"{by}给您补录的 {Sign.RECORD.show(number)} 撤销了，说是录错的。有疑问跟他说一声。"
