"""The meetings about a decision in words: the notice, the arithmetic, what was corrected. Totals only, never names."""

from collections.abc import Sequence
from datetime import date, datetime

from config.voting import Assembly
from models.democracy.decisions.rules import DECISION, NOTICE_ADDED, MeetingHeld, VillageDecision, assemblies_for
from models.democracy.decisions.texts import next_step, shown
from models.procedure.meetings.rules import MeetingSaid, Outcome, Tally, Vote
from models.procedure.meetings.texts import arithmetic, roll
from models.values.showing import show_date, show_hour

WHICH_DRAFT = "会议要把方案先发给大家看。方案是什么？回一两句就行，例如“装20盏太阳能灯，一盏1500元”。"
NOT_CALLED = "会议通知还没有发。"
WHICH_ASSEMBLY = "这类事由哪个会定要看章程，这次是哪个会？回序号或会名：{choices}。"
WHO_ATTENDED = "镇街哪位同志列席了？回姓名和职务，例如“张三 组织干事”。没有人来的，回“取消”先不记，跟镇街商量好了再报。"
WHEN_ANNOUNCED = "会前用别的办法发过的，回哪天发的、方案是什么，例如“11月18日 装20盏路灯”；没发过就回“没发”。"
BECAUSE = "原因"
MISCOUNTED = f"{BECAUSE} 数记错了"
NOT_HELD = "这次会还没有记。"


def kept_till_said(one: VillageDecision) -> str:
    """Return that a meeting waits until what is missing of the proposal is said."""
    return f"好的，会我先放着，{one.code} 还差{DECISION.labels[one.missing[0]]}，说全了就记。"


def which_assembly(may: Sequence[Assembly]) -> str:
    """Return the question before which assembly a meeting is or was."""
    return WHICH_ASSEMBLY.format(choices="，".join(f"{at} {one.name}" for at, one in enumerate(may, start=1)))


def which_figure(word: str) -> str:
    """Return the question for a figure of a meeting."""
    return f"这次会{word}多少？回个数就行。"


def comes_later(one: VillageDecision, told: Assembly) -> str:
    """Return that another meeting comes before the one that was told, which is kept until then."""
    first = "或".join(each.name for each in assemblies_for(one, one.state))
    return (
        f"{one.code} 这一步要开的是{first}，不是{told.name}。"
        f"先没记，您说的我留着。{first}开过的先报它的数；没开过的先开它，{told.name}到时再开。"
    )


def held_name(assembly: Assembly, day: date | None, *, merged: bool) -> str:
    """Return which meeting would be kept: two at once when they are `merged`; its day unless it is today's."""
    both = f"{assembly.name}和两委会（合并开）" if merged else assembly.name
    return f"{both}（{show_date(day)}）" if day else both


def told(held: MeetingSaid) -> str:
    """Return a meeting as it was told: its figures, and who attended from above."""
    attended = f" 列席 {held.attendant}" if held.attendant else ""
    return f"{roll(held.tally, held.proxies, held.ballot)}{attended}。"


def told_early(text: str) -> str:
    """Return the question whether a meeting that was told too early is kept now."""
    return f"先前说的会“{text}”，现在记吗？是就回“是”。"


def was_it_announced(assembly: Assembly) -> str:
    """Return the question whether a meeting that was held was called otherwise than here."""
    must = f"{assembly.name}要提前 {assembly.notice_days} 天把方案发给大家（{assembly.basis}）"
    return f"{must}，我这里没有发过，会先没记，您说的我留着。{WHEN_ANNOUNCED}"


def announced(assembly: Assembly, day: date) -> str:
    """Return what stands in the dossier of a notice that was given otherwise than here."""
    return f"{NOTICE_ADDED}：{assembly.name}的方案{show_date(day)}发给大家，会后由书记补记"


def notice(one: VillageDecision, assembly: Assembly, when: str, draft: str, instead: str) -> str:
    """Return what those who must know read before a meeting, and which other day holds no longer."""
    opens = f"会议改期，原来通知的{instead}不开了" if instead else "会议通知"
    return (
        f"{opens}：{assembly.name}{when}开，议{one.code} {one.title}。\n方案：{draft}\n有想法会上说，也可以先跟书记讲。"
    )


OFF = "会不开了"


def called_off(one: VillageDecision, assembly: Assembly, when: str) -> str:
    """Return what those who were told of a meeting read when it will not be."""
    return f"会议取消：原来通知的{assembly.name}{when}不开了，议的是{one.code} {one.title}。再开会另外通知。"


def notice_preview(notice: str, unit: str, count: int | None, unknown: Assembly | None = None) -> str:
    """Return to the secretary what would be told to whom, and of which assembly nobody is known to whom it could be."""
    if count == 0:
        return f"{notice}\n名册上只有您一位，没有别人要发。"
    away = (
        f"名册上还没有登{unknown.name}的人，他们收不到，请另外通知到人；镇街发“任职”登上了，下回我来发。"
        if unknown
        else ""
    )
    return f"{notice}\n发给：{f'{unit}的群' if count is None else f'{count} 位同志，私下一人一条'}。{away}"


def notice_sent(
    one: VillageDecision, assembly: Assembly, day: date, goes: datetime | None, today: date, *, nobody: bool
) -> str:
    """Return that a meeting is called; `goes` is when the group reads of it, None for at once."""
    number, when = one.code, "记下了" if nobody else f"的通知{show_hour(goes, today)}发" if goes else "的通知发了"
    return f"好的，{show_date(day)}{assembly.name}{when}。开完发“开会 {number} 应到… 实到… 赞成… 反对… 弃权…”。"


def deliberated(
    one: VillageDecision, held: MeetingSaid, outcomes: Sequence[tuple[Assembly, Outcome]], unsigned: date | None
) -> str:
    """Return what each meeting came to, with its arithmetic, what comes next, and whose sheet of the day is missing."""
    said = [f"{assembly.name}：{arithmetic(assembly, held.tally, outcome)}" for assembly, outcome in outcomes]
    last = outcomes[-1][1].vote
    number = one.code
    after = {
        Vote.PASSED: f"{shown(one)}：{one.standing}。\n{next_step(one)}",
        Vote.LOST: f"记下了。改一改可以再开会，这次不提了发“撤回 {number} 原因”。",
        Vote.NO_QUORUM: "没有记，人到齐了再开。",
    }[last]
    sheet = f"谁没来，补一句“党员大会 {show_date(unsigned)} 缺席 …”，评星也用它，别处不用再记。" if unsigned else ""
    return "\n".join(filter(None, [*said, after, sheet]))


def to_correct(one: VillageDecision, before: MeetingHeld, tally: Tally, *, passes: bool) -> str:
    """Return what a correction would say, that it has passed then, and that the group reads it of what hangs."""
    group = f"发到{one.unit}的群，原来的公示留着。" if one.said.posted_on else ""
    first = f"更正 {shown(one)} 的{before.assembly.name}（{show_date(before.day)}）：原来{before.roll}"
    return f"{first}，改成{roll(tally)}。{'这样这个会就算通过了。' if passes else ''}{group}"


def asks_above(correction: str, *, sent: bool) -> str:
    """Return to the secretary that who is above looks at such a correction first, and that he has it `sent` now."""
    if not sent:
        return f"{correction}结果变了，先请镇街看过才改。"
    return "好的，请镇街看了。镇街同意之前，还按原来记的。"


def waits_for_correction(one: VillageDecision) -> str:
    """Return what stands before the line of a correction in the list of all that waits."""
    return f"{one.unit} {shown(one)} 的票数记错了，请您核一下"


def please_correct(one: VillageDecision, correction: str, line: str, reason: str) -> str:
    """Return to the office above what a secretary has told wrongly, and the line that puts it right."""
    ways = f"请您核一下，是这样就发“{line}”；不是就不用管，数不会动。"
    return f"{one.unit}的书记说票数记错了（{reason}）：{correction}{ways}"


def corrected(one: VillageDecision, held: MeetingHeld, *, passes: bool) -> str:
    """Return to the group, the supervision committee and the secretary that a meeting's figures were other ones."""
    result = (
        f"这个会算通过了。\n{next_step(one)}"
        if passes
        else f"结果不变{'，原来的公示留着' if one.said.posted_on else ''}。"
    )
    return (
        f"更正 {shown(one)}：{show_date(held.day)}{held.assembly.name}应为{held.roll}。"
        f"原因：{held.correction}。{result}"
    )


def please_review(one: VillageDecision) -> str:
    """Return to the supervision committee that its opinion is due before a resolution is put up."""
    number, last = one.code, one.resolution
    passed = f"{last.assembly.name}{last.roll}，通过" if last else ""
    return f"{shown(one)}：{passed}。\n同意公开就发“同意 {number}”，有意见就发“不同意 {number} 意见”，会写在公示里。"
