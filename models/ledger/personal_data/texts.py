"""What is kept about somebody, shown to himself, and what becomes of his wishes about it, in words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction

from models.duty.attendance.rules import show_log
from models.duty.leave.rules import STATE_NAMES as LEAVE_STATES
from models.duty.leave.rules import LeaveState
from models.duty.planner.shifts import PART_NAMES, ShiftPart
from models.duty.swaps.rules import STATE_NAMES as SWAP_STATES
from models.duty.swaps.rules import SwapState
from models.ledger.personal_data.rules import DATA_REQUEST, DataEntry, DataWish
from models.library.talks.rules import HalfDay
from models.matters.steps.rules import Kind
from models.organisation.people.rules import CLASS_NAMES, STANDING_NAMES
from models.procedure.party_life.rules import Meeting
from models.procedure.party_life.texts import MEETING_NAMES
from models.service.activities.claims import Claim
from models.service.activities.rules import STATUS_NAMES, Status
from models.service.activities.texts import Names, amount
from models.stars.appraisal.rules import STATE_NAMES, StarState
from models.stars.appraisal.texts import show_stars
from models.stars.points.rules import FindingKind
from models.stars.points.texts import KIND_NAMES, show_points
from models.stars.review.rules import OUTCOME_NAMES, YearlyOutcome
from models.values.numbers import Sign
from models.values.periods import Period
from models.values.showing import show_date, show_long_day

TITLE, COLUMNS = "我的资料", ("是什么", "哪天", "内容")
ROSTER, POSTS, SERVICE, SELF_REPORTS, STARS, FINDINGS, DUTY, TALKS, MATTERS, SUGGESTIONS = (
    "名册",
    "职务",
    "服务记录",
    "自评",
    "星级",
    "评星材料",
    "值班",
    "讲课",
    "别的事",
    "投诉建议",
)
SHOWN, EXPORT = 3, "导出"
GONE = "（内容已按规定删除）"


def on_the_roster(place: str, standing: str, member_class: str | None, group: str | None) -> str:
    """Return where and as what somebody is on the roster."""
    known = [place, STANDING_NAMES[standing], CLASS_NAMES.get(member_class or ""), group]
    return "，".join(one for one in known if one)


def account(userid: str) -> str:
    """Return the account by which he is known."""
    return f"企业微信账号 {userid}"


def consent(*, publish: bool) -> str:
    """Return whether he agreed to be named."""
    return "姓名上群里的名单：" + ("您同意了，不想了发“撤回同意”" if publish else "没有同意，不会上")


def post(title: str, first: date, last: date | None) -> str:
    """Return a post and its term."""
    return f"{title}，{show_long_day(first)}起" + (f"到{show_long_day(last)}" if last else "")


def service(number: int, claim: Claim, status: Status, names: Names) -> str:
    """Return one record."""
    together = f"，同行：{'、'.join(claim.companions)}" if claim.companions else ""
    done = "，".join(filter(None, (f"{names[claim.category].name}：{claim.description}", claim.place, amount(claim))))
    return f"{Sign.RECORD.show(number)} {STATUS_NAMES[status]}，{done}{together}"


def self_report(month: str, version: int, stars: int | None, themes: Collection[str], reason: str | None) -> str:
    """Return one version of a self-report; `month` is its name."""
    said = [show_stars(stars) if stars else "", "、".join(themes), reason or ""]
    return f"{month}第{version}次：{'，'.join(one for one in said if one)}"


def star(period: Period, state: StarState, stars: int | None, *, known: bool) -> str:
    """Return one star, its grade where it is known to him."""
    return f"{period.name}：{STATE_NAMES[state]}" + (f"，{show_stars(stars)}" if known else "")


def finding(number: int, kind: FindingKind, points: Fraction, reason: str, *, cancelled: bool) -> str:
    """Return what was entered about him."""
    amount = f" {show_points(points)} 分" if points else ""
    return f"{Sign.FINDING.show(number)} {KIND_NAMES[kind]}{amount}，{reason}{'，已撤销' if cancelled else ''}"


def peers(period: Period, counts: Sequence[int]) -> str:
    """Return how many gave how many stars; who gave which is kept nowhere."""
    given = [f"{stars}星 {number}" for stars, number in enumerate(counts, 1) if number]
    return f"{period.name}互评：{'、'.join(given)}"


def outcome(year: int, found: YearlyOutcome) -> str:
    """Return what the yearly review found."""
    return f"{year}年民主评议：{OUTCOME_NAMES[found]}"


def exemption(number: int, year: int, state: str, reason: str | None) -> str:
    """Return a wish to be left out."""
    return f"{Sign.EXEMPTION.show(number)} {year}年免评，{state}" + (f"：{reason}" if reason else "")


def theme_star(number: int, year: int, name: str, state: str, evidence: str) -> str:
    """Return a theme star."""
    return f"{Sign.THEME_STAR.show(number)} {year}年{name}，{state}：{evidence}"


def talk(topic: str, *, ended: bool) -> str:
    """Return what he has said he will speak about."""
    return f"可讲“{topic}”" + ("，已收回" if ended else "")


def free_to_speak(half: HalfDay) -> str:
    """Return half a day on which he has said he is free to speak."""
    return f"{half.name}有空讲课"


def missed(meeting: Meeting) -> str:
    """Return a meeting, or a month's dues, for which he is not on the sheet."""
    return f"{MEETING_NAMES[meeting]}，登记为没有"


def shift(part: ShiftPart, *, present: bool) -> str:
    """Return a turn of duty."""
    return PART_NAMES[part] + ("，报过到岗" if present else "")


def leave(state: LeaveState, last: date, reason: str | None) -> str:
    """Return a leave."""
    return f"请假到{show_date(last)}，{LEAVE_STATES[state]}" + (f"，原因：{reason}" if reason else "")


def swap(number: int, state: SwapState) -> str:
    """Return a swap."""
    return f"换班 {Sign.SWAP.show(number)}，{SWAP_STATES[state]}"


def log(counts: Mapping[str, int], handover: str | None) -> str:
    """Return what he told of a day at the desk."""
    said = [show_log(counts), f"交接：{handover}" if handover else ""]
    return "坐班日志：" + "，".join(one for one in said if one)


_WISHES: Mapping[str, str] = {DataWish.CORRECT: "更正资料", DataWish.ERASE: "删除资料"}


def matter(kind: Kind, number: int, title: str, state: str, *, about: bool) -> str:
    """Return a matter in which he has a part."""
    told = f"{kind.sign.show(number)} {kind.name}：{_WISHES.get(title, title)}，{kind.states[state]}"
    return f"{told}（关于您）" if about else told


def suggestion(number: int, text: str, answer: str | None) -> str:
    """Return what he suggested, and the answer."""
    return f"{Sign.FEEDBACK.show(number)} {text}" + (f"；答复：{answer}" if answer else "")


def kept(sections: Mapping[str, Sequence[DataEntry]], *, whole: bool) -> str:
    """Return {title: what is kept} in words, the newest of each; `whole` says that a file follows with all of it."""
    lines = ["记着您的都在这里，只给您看："]
    for title, entries in sections.items():
        shown = entries if title == ROSTER else entries[-SHOWN:][::-1]
        more = f"（{len(entries)} 条，最近的）" if len(entries) > len(shown) else ""
        lines += [f"【{title}】{more}", *map(_entry, shown)]
    if whole:
        lines.append("一条不少的，马上发您一个表格文件。")
    lines.append("有不对的：记录发“更正 A0231 1小时”这样，别的发“更正资料 哪里不对”。不想留的发“删除我的资料”。")
    return "\n".join(lines)


def _entry(entry: DataEntry) -> str:
    return f"{show_date(entry.day)} {entry.text}" if entry.day else entry.text


def to_erase(due: date) -> str:
    """Return what asking for deletion means, before it is asked."""
    return (
        f"您要删除您的资料。区里{show_date(due)}前办，办完告诉您删了什么、留了什么。\n"
        f"会删的：{GOES}。\n要留的：{STAYS}。\n只想改一处，发“更正资料 哪里不对”就行。"
    )


GOES = (
    "服务记录里写的事、地点、同行的人和原话，自评的理由，请假的原因，交接的话，投诉建议的原文，"
    "办结了的反映的原话，同意公开姓名"
)
STAYS = (
    "名册上的姓名、账号、支部、身份（在支部一天，党员教育管理就要用；离开满一年换掉）；"
    "服务记录的日期、类别、时长（合计已经公布，留两年）；评星、民主评议和处分的档案（按档案规定）；"
    "谁在什么时候改了什么（法律要求至少半年，留三年）"
)


def asked(number: int, wish: DataWish, due: date) -> str:
    """Return that a wish has arrived, and until when it is answered."""
    shown = DATA_REQUEST.sign.show(number)
    wanted = "更正资料" if wish is DataWish.CORRECT else "删除资料"
    return f"收到（{shown}），{wanted}的事{show_date(due)}前给您答复。不想了就发“撤回 {shown}”。"


def please(number: int, name: str, wish: DataWish, words: str, due: date) -> str:
    """Return to those who keep the books what somebody wants."""
    shown = DATA_REQUEST.sign.show(number)
    if wish is DataWish.CORRECT:
        return (
            f"{shown} {name}同志说自己的资料不对：{words}。核对后用“改人 {name} …”改好，{show_date(due)}前"
            f"发“办结 {shown} 怎么改的”；不用改的也这样说明原因。"
        )
    return (
        f"{shown} {name}同志想删除自己的资料，{show_date(due)}前要答复。发“办结 {shown}”就按规定删，"
        "删了什么、留了什么和为什么，由我告诉本人。"
    )


def line(name: str, wish: DataWish) -> str:
    """Return a wish in a list."""
    return f"{name} {'更正资料' if wish is DataWish.CORRECT else '删除资料'}"


def erases(name: str, records: int) -> str:
    """Return what the deletion that somebody wished takes away, and in how many records."""
    return f"删{name}同志的资料（{records} 条服务记录，还有别处他写的话）：{GOES}。删了找不回来；日期、时长和档案留着。"


def settled(number: int, name: str, *, changed: bool) -> str:
    """Return to the officer that it is done, and that nothing was `changed` where that is so."""
    note = "" if changed else f"名册上他的资料没有改过，还要改的发“改人 {name} …”。"
    return f"{DATA_REQUEST.sign.show(number)} 办结了，会私下告诉{name}。{note}"


def answered(number: int, wish: DataWish, words: str) -> str:
    """Return to whoever asked what was done."""
    shown = DATA_REQUEST.sign.show(number)
    if wish is DataWish.ERASE:
        return f"{shown} 办好了。\n删了：{GOES}。\n留着：{STAYS}。\n{words or '有不清楚的，发“投诉建议 …”。'}"
    return f"{shown} 有答复了：{words or '已经改好'}。发“我的数据”看现在记的。"


def taken_back(number: int) -> str:
    """Return that a wish was taken back."""
    return f"{DATA_REQUEST.sign.show(number)} 撤回了，您的资料照旧。"


def no_longer_wanted(number: int, name: str) -> str:
    """Return to those who keep the books that nothing is wanted any more."""
    return f"{DATA_REQUEST.sign.show(number)} {name}同志撤回了，不用办了。"
