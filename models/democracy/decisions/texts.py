"""Decisions in words: what is asked, what comes next, the arithmetic, where one stands. Totals only, never names."""

from collections.abc import Collection, Sequence
from datetime import date

from config.voting import voting
from models.democracy.decisions.rules import (
    CORRECTION_ASKED,
    DECISION,
    DELIBERATIONS,
    GROUP_OPINION,
    INQUIRY_RAISED,
    NOTICE_ADDED,
    OPINIONS,
    PROGRESS,
    DecisionState,
    MeetingAhead,
    MeetingHeld,
    Power,
    VillageDecision,
    assemblies_for,
    powers,
)
from models.democracy.decisions.words import first_clause, wanted
from models.machine.delivery.rules import Asks
from models.matters.steps.rules import Happened
from models.organisation.asking.words import AskedOf
from models.values.showing import show_date, show_long_day

# The words of commands that other sentences name.
HOLD, POST, REPORT, LOOK, OBJECT, SUGGEST = "开会", "公布", "实施结果", "看公示", "异议", "建议"
NOTHING_DECIDED = "还没有登记的决定，登记了这里就能查到。要提一件事，书记发“提议 …”，大家发“建议 …”。"
_ASKED = {
    "kind": "这是哪类事？回一个序号就行，最后由哪个会定，要看是哪一类：",
    "origin": "这件事是谁先提出来的？回一个序号就行：",
    "cost": "大概要花多少钱，从哪里出？例如“3万元，集体收入”；不花钱就回“不花钱”。",
    "due": "打算哪天前办完？回一个日子，例如“6月底”。办完了也要公布结果。",
}
ASKED_LATER = "好的。由哪个会定，看是哪类事；钱从哪里出，和大概的数一起说。"


def shown(one: VillageDecision) -> str:
    """Return a decision's number and the first clause of its title."""
    return f"{one.code} {first_clause(one.title)}"


def question(field: str) -> str:
    """Return what is asked of a proposal, one thing at a time."""
    choices = [f"{place} {one.name}" for place, one in enumerate(voting().choices.get(field, ()), 1)]
    return "\n".join([_ASKED[field], *choices])


def question_again(field: str) -> str:
    """Return the question in a line, for whoever has read it already."""
    return f"这是哪类事？回 1 到 {len(voting().matter)} 里的一个就行。" if field == "kind" else question(field)


def asking(one: VillageDecision, said: str, then: str = "") -> tuple[str, Asks | None]:
    """Return what is said with what comes next, and the question for what is missing; for whoever may propose.

    `then` is a line that waits until nothing is missing.
    """
    if one.state is not DecisionState.PROPOSING or not one.missing:
        after, asks = (_now(then), Asks("suggestion", {"word": then, "text": then})) if then else (next_step(one), None)
        return f"{said}\n{after}".strip(), asks
    field = one.missing[0]
    values = {"number": one.number, "field": field, "then": then}
    return f"{said}\n{question(field)}".strip(), Asks("dossier", values)


def _now(line: str) -> str:
    return f"齐了。先前说的会现在记吗：“{line}”？是就回“是”。"


def left(number: int) -> str:
    """Return that what was said so far stands."""
    return f"说过的都留着，想起来了发“进度 {DECISION.sign.show(number)}”接着补。"


def filled(one: VillageDecision, field: str) -> str:
    """Return what was kept of an answer: the cost and the day as said, and who decides in the end on such a kind."""
    kind = voting().matters.get(one.said.kind) if field == "kind" else None
    names = "或".join(each.name for each in assemblies_for(one, DecisionState.RESOLVING))
    said = f"归“{kind.name}”，最后由{names}定" if kind else cost(one) if field in ("cost", "due") else ""
    return f"好的，{said}。" if said else ""


def opened(one: VillageDecision) -> str:
    """Return that a proposal is on the books."""
    return f"记下了，{shown(one)}。"


def suggested(one: VillageDecision) -> str:
    """Return to whoever suggested something that it was brought to the branch."""
    return f"谢谢您操心，{shown(one)} 记下了，支部来研究，采不采纳都会告诉您。"


def please_consider(one: VillageDecision) -> str:
    """Return to the secretary what was suggested."""
    number = one.code
    return (
        f"有人向支部建议 {shown(one)}（{voting().origins[one.said.origin]}）。"
        f"支部采纳就发“同意 {number}”，这次不提就发“不同意 {number} 原因”。"
    )


def next_step(one: VillageDecision) -> str:
    """Return what comes next, and which line does it."""
    number = one.code
    if one.state in DELIBERATIONS:
        return _next_meeting(one, number)
    return {
        DecisionState.SUGGESTED: f"下一步：支部研究，发“同意 {number}”或“不同意 {number} 原因”。",
        DecisionState.RESOLVED: f"下一步：监督委员会出意见，发“同意 {number}”或“不同意 {number} 哪里有意见”。",
        DecisionState.REVIEWED: f"下一步：书记发“公布 {number}”，看过再贴到群里。",
        DecisionState.POSTED: f"下一步：办好了发“实施结果 {number} 花了多少、办成什么样”。",
        DecisionState.REPORTED: f"下一步：监督委员会验收，发“同意 {number}”或“退回 {number} 还差什么”。",
        DecisionState.ACCEPTED: f"下一步：书记发“公布 {number}”，把结果贴到群里。",
    }.get(one.state, "")


def _next_meeting(one: VillageDecision, number: str) -> str:
    if one.missing:
        return question(one.missing[0])
    able = assemblies_for(one, one.state)
    names, days = "或".join(assembly.name for assembly in able), able[0].notice_days
    called = f"先发“会议通知 {number} 哪天 方案…”（提前 {days} 天），" if days else ""
    attended = " 列席 姓名" if able[0].attended else ""
    return f"下一步：{names}。{called}开完发“开会 {number} 应到… 实到… 赞成… 反对… 弃权…{attended}”。"


def would_withdraw(one: VillageDecision) -> str:
    """Return what is over when a decision is taken back: by its branch on the way, or a resolution from above."""
    if one.resolution:
        up = "群里、" if one.said.posted_on else ""
        return f"撤回 {shown(one)}（{one.standing}）：会上定的不再执行，{up}书记、监督委员会会看到您写的原因。"
    return f"撤回 {shown(one)}（{one.standing}）：整件事这次不议了，再提要从支部会重来，通知过的会一并取消。"


def taken_up(one: VillageDecision) -> str:
    """Return to whoever suggested something that the branch has taken it up."""
    return f"{shown(one)}，支部采纳了。走到哪一步，发“进度 {one.code}”看。"


def done(one: VillageDecision, step: str, reason: str) -> tuple[str, str]:
    """Return to whoever took a step by a shared word what became of it, and what the others hear."""
    said = {
        "take_up": "支部采纳了",
        "decline": f"这次没有提：{reason}",
        "send_back": f"退回支部再研究：{reason}",
        "let_go": "提的人收回了，不用研究了",
        "withdraw": f"撤回了：{reason}",
        "reopen": f"重新提议：{reason}",
        "revoke": f"决议不再执行：{reason}",
        "redo": f"还差一点：{reason}",
    }.get(step) or f"监督委员会意见：{opinion(one.noted[-1])}"
    told = "\n".join(filter(None, [f"{shown(one)}，{said}。", next_step(one)]))
    return told, taken_up(one) if step == "take_up" else told


def opinion(note: Happened) -> str:
    """Return the supervision committee's opinion, or that of the office above which stands in for it."""
    said = {"endorse": "同意公开", "accept": "验收合格，同意公开"}.get(
        note.step
    ) or f"有意见：{note.words.removeprefix('有意见').lstrip('，,：: ')}"
    return f"{said}（监督委员会空缺，由镇街代看）" if note.above else said


def revoked(one: VillageDecision, reason: str) -> str:
    """Return to the group that a resolution holds no longer."""
    return f"{shown(one)} 的决议不再执行：{reason}。前面的公示以这条为准。"


def progress(one: VillageDecision) -> str:
    """Return all that was done about a decision, in order, and what comes next."""
    kind = voting().matters.get(one.said.kind)
    facts = [kind.name if kind else "", voting().origins.get(one.said.origin, ""), cost(one)]
    done = [
        *((held.day, meeting(held)) for held in one.meetings),
        *((note.on, _note(note)) for note in one.noted if note.step in _NOTED),
    ]
    asked = f"意见 {one.inquiries} 条，已答复 {one.answered} 条" if one.inquiries else ""
    lines = [
        f"{shown(one)}：{one.standing}",
        "；".join(filter(None, facts)),
        *(said for _, said in sorted(done, key=lambda each: each[0])),
        f"结果：{one.said.result}" if one.said.result else "",
        asked,
    ]
    return "\n".join(filter(None, lines))


def cost(one: VillageDecision) -> str:
    """Return what it was to cost, and by which day it is to be done."""
    due = f"，打算{show_long_day(one.due)}前办完" if one.due else ""
    return f"预计花费：{one.said.cost}{due}" if one.said.cost else ""


def meeting(held: MeetingHeld) -> str:
    """Return a meeting with its figures."""
    passed = "通过" if held.passed else "没有通过"
    minutes = f"；纪要：{held.minutes}" if held.minutes else ""
    corrected = f"（更正过：{held.correction}）" if held.correction else ""
    return f"{show_date(held.day)} {held.assembly.name}：{held.roll}，{passed}{corrected}{minutes}"


# Steps that stop something, with the reason that was written.
_STOPPED = frozenset({"decline", "send_back", "withdraw", "revoke"})
_NOTED = {
    "decline": "支部这次没有提",
    GROUP_OPINION: GROUP_OPINION,
    PROGRESS: PROGRESS,
    "send_back": "退回支部",
    "let_go": "提的人收回",
    "withdraw": "撤回",
    "reopen": "再议",
    "redo": "退回重办",
    "revoke": "不再执行",
    "endorse": "监督委员会",
    "object": "监督委员会",
    "accept": "监督委员会",
    "dispute": "监督委员会",
    "post": "公示决议",
    "publish": "公布结果",
    INQUIRY_RAISED: "监督委员会质询",
    NOTICE_ADDED: NOTICE_ADDED,
    CORRECTION_ASKED: CORRECTION_ASKED,
}


def _note(note: Happened) -> str:
    words = opinion(note) if note.step in OPINIONS else note.words
    return f"{show_date(note.on)} {_NOTED[note.step]}{f'：{words}' if words else ''}"


_POWERS = {
    Power.LEAD: "领导权（党支部提议）",
    Power.DELIBERATE: "议事权（商议、审议、小组意见）",
    Power.DECIDE: "决策权（村民、居民、成员表决）",
    Power.EXECUTE: "执行权（村居委会办理、报进展和结果）",
    Power.SUPERVISE: "监督权（监督委员会意见、验收、质询）",
}
_USED = {
    "propose": "支部会提议",
    "discuss": "两委会商议",
    "deliberate": "党员大会审议",
    "resolve": "决议",
    "report": "报结果",
    "endorse": "同意公开",
    "object": "公开时有意见",
    "accept": "验收",
    "dispute": "验收时有意见",
    "redo": "退回重办",
}


def five_powers(one: VillageDecision) -> str:
    """Return, for each of the five powers, the steps that prove it was used, or that none does."""
    lines = []
    for power, notes in powers(one).items():
        proof = "、".join(f"{show_date(note.on)}{_USED.get(note.step, note.step)}" for note in notes)
        lines.append(f"{_POWERS[power]}：{proof or '缺'}")
    return "\n".join([f"{shown(one)} 的五权：", *lines])


def kept_as(one: VillageDecision, what: str, said: str) -> str:
    """Return to whoever told it plainly as what it would be kept."""
    return f"记成 {shown(one)} 的{what}：{said}"


def noted(one: VillageDecision) -> str:
    """Return that a word stands beside a decision."""
    return f"谢谢，记在 {shown(one)} 里了，大家发“进度 {one.code}”能看到。"


def line(one: VillageDecision, place: str = "") -> str:
    """Return a decision in a list, with its village where that is not the `place` of the list."""
    return f"{one.unit if place and place != one.unit else ''} {shown(one)}：{one.standing}".lstrip()


def to_post(place: str, found: Sequence[VillageDecision]) -> str:
    """Return what is still to be put up in a place, each with the day by which it is to be done."""
    if not found:
        return f"{place}眼下没有等着公布的。登记了的都在“决定”里。"
    due = [f"{line(one, place)}{f'，打算{show_long_day(one.due)}前办完' if one.due else ''}" for one in found]
    return "\n".join([f"{place}还没公布的：", *due])


def listed(unit: str, found: Sequence[VillageDecision], want: Collection[AskedOf] = ()) -> str:
    """Return a village's newest decisions, and how one objects to one of them where that is wanted."""
    if not found:
        return f"{unit}{NOTHING_DECIDED}"
    more = f"别的事这里没有登记。看一件的经过，发“进度 {found[0].code}”。"
    if AskedOf.OPINION in want:
        more = f"有意见的是哪一件，就发“异议 {found[0].code} 您的意见”，监督委员会答复，不写是谁提的。"
    return "\n".join([f"{unit}议的事：", *(line(one, unit) for one in found), more])


def meetings(unit: str, ahead: Sequence[MeetingAhead], found: Sequence[VillageDecision]) -> str:
    """Return which meetings are called, with their drafts, what waits for one without a day, and the last one held."""
    called = [f"{one.when} {one.assembly.name}，议{shown(one.decision)}。方案：{one.draft}" for one in ahead]
    dated = [one.decision.number for one in ahead]
    undated = [one for one in found if one.state in DELIBERATIONS and one.number not in dated]
    first = f"{unit}通知了要开的会：" if called else f"{unit}眼下没有通知要开的会。"
    drafts = [] if called else _drafts(found)
    return "\n".join([first, *called, *(f"{line(one)}，日子还没定" for one in undated), *_lately(found), *drafts])


def _drafts(found: Sequence[VillageDecision]) -> list[str]:
    return [f"{one.code} 方案：{one.draft}" for one in found if one.draft]


def which_meeting(ahead: Sequence[MeetingAhead]) -> str:
    """Return to who cannot come which meetings are called that he may mean, or that none is."""
    if not ahead:
        return "谢谢您先说一声。眼下没有通知要开的会，那次会这里还没登记，我带不了话，麻烦您给书记打个电话。"
    called = [f"{one.decision.unit} {one.when} {one.assembly.name}" for one in ahead]
    return "\n".join(["谢谢您先说一声。说的是哪个村的会？带上村名再发一次，我跟书记说。", *called])


TOLD_OF_ABSENCE = "好的，跟书记说了。有想法也可以先跟书记讲。"


def will_be_absent(name: str, said: str, ahead: Sequence[MeetingAhead]) -> str:
    """Return to the secretary what somebody says who will not be at a meeting that is called."""
    return f"{name}说：{said}（{'；'.join(f'{one.when} {one.assembly.name}' for one in ahead)}）"


def _lately(found: Sequence[VillageDecision]) -> list[str]:
    held = [(each.day, f"最近开的一次：{meeting(each)}（{shown(one)}）") for one in found for each in one.meetings]
    return [said for _, said in sorted(held, key=lambda each: each[0])[-1:]]


_WAYS = {
    AskedOf.VOTES: "会上只公布总数，谁来了、谁怎么投的不说。",
    AskedOf.COST: "想知道村里的账，发“公开 财务”。",
    AskedOf.OPINION: "想让支部知道您的想法，发“建议 …”，采不采纳都告诉您；对公示的决议有意见，发“异议”加编号。",
}


def not_on_the_books(unit: str, found: Sequence[VillageDecision], want: Collection[AskedOf], *, watches: bool) -> str:
    """Return, honestly, that nothing on the books is what was asked about, and the nearest there is; and a way on."""
    asked = [_WAYS[each] for each in want if each in _WAYS]
    more = f"看一件的经过，发“进度 {found[0].code}”。" if found else ""
    ways = "".join([*asked, *(["要问村里，发“质询 …”，限期答复。"] if watches else [])])
    if not found:
        return f"{listed(unit, [])}{ways}"
    said = f"{unit}登记的决定里没有找到这件事，我不乱说。{ways or '可以问书记，或发“反映 …”。'}"
    return "\n".join([said, "登记了的有：", *(line(one, unit) for one in found[:3]), more])


def answer(one: VillageDecision, said: str, until: date | None, today: date, *, watches: bool = False) -> str:
    """Return from the book what was asked of a decision, or how far it is; who `watches` may ask the village."""
    more = f"全部经过发“进度 {one.code}”。"
    if watches:
        more += f"要问村里，发“质询 {one.code} …”，限期答复。"
    told = dict.fromkeys(line for each in wanted(said) for line in _told(one, each, said, until))
    draft = f"方案：{one.draft}" if one.draft else ""
    result = f"结果：{one.said.result}" if one.said.result else ""
    return "\n".join(filter(None, [f"{shown(one)}：{_standing(one, until, today)}", draft, *told, result, more]))


def _standing(one: VillageDecision, until: date | None, today: date) -> str:
    if until is None or until < today or one.said.result:
        return one.standing
    first = one.said.posted_on
    return f"{show_date(first)}起公示" if first and today < first else f"正在公示，到{show_date(until)}"


def _told(one: VillageDecision, want: AskedOf, said: str, until: date | None) -> list[str]:
    """Return from the book what is asked of a decision, line by line."""
    opinions = [_note(note) for note in one.noted if note.step in OPINIONS]
    return {
        AskedOf.PROGRESS: [*map(meeting, one.meetings[-1:]), *opinions, cost(one)],
        AskedOf.VOTES: [*_counted(one, said), _TOTALS],
        AskedOf.COST: [cost(one) or "预计花费还没有登记。", "" if one.said.result else _NOT_YET],
        AskedOf.ORIGIN: [
            f"{voting().origins.get(one.said.origin, '还没有登记是谁提出来的')}。",
            _decides(one),
            next((f"{_note(note)}。" for note in reversed(one.noted) if note.step in _STOPPED), ""),
        ],
        AskedOf.DAY: [_posted(one, until), cost(one) or "打算哪天办完还没有登记。"],
        AskedOf.OPINION: [
            f"有意见私聊发“异议 {one.code} 您的意见”，监督委员会答复，不写是谁提的。",
            *opinions,
            f"意见 {one.inquiries} 条，已答复 {one.answered} 条" if one.inquiries else "",
        ],
    }[want]


_TOTALS = "只公布总数，谁怎么投的不记。"
_NOT_YET = "结果还没有公布。由谁来做、合同怎么签，算没算在公开的账里，这里没有登记，可以问村委会。"


def _counted(one: VillageDecision, said: str) -> list[str]:
    """Return the meetings with their figures, those that are named if any is, and that no minutes are kept."""
    named = [held for held in one.meetings if held.assembly.name[:2] in said] or one.meetings
    minutes = [] if any(held.minutes for held in named) else ["纪要还没有登记。"]
    return [*map(meeting, named), *minutes] if named else ["还没有开会表决。"]


def _decides(one: VillageDecision) -> str:
    kind, able = voting().matters.get(one.said.kind), assemblies_for(one, DecisionState.RESOLVING)
    return f"归“{kind.name}”，最后由{'或'.join(each.name for each in able)}定。" if kind else ""


def _posted(one: VillageDecision, until: date | None) -> str:
    if one.said.posted_on is None:
        return "决议还没有公示。"
    end = f"，公示到{show_date(until)}" if until else ""
    return f"决议{show_date(one.said.posted_on)}公示{end}，发“晒 {one.code}”看全文。"
