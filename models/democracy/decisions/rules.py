"""What a decision's way is: four deliberations, two postings; pure. Source: features F09 to F11, domain rules 5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from config.voting import Assembly, voting
from models.matters.steps.rules import Happened, Kind, MatterSaid, Step, Wording
from models.organisation.authority.deciders import Own, Part, above, part, roles
from models.organisation.people.rules import Role
from models.organisation.posts.rules import names_of_roles
from models.values.numbers import Sign
from models.values.refusal import Refusal

TITLE_MOST, DRAFT_MOST, WORDS_MOST = 40, 600, 150


class DecisionState(StrEnum):
    """Where a decision stands; the states before a deliberation are named by what is done in it."""

    SUGGESTED = "suggested"
    PROPOSING = "proposing"
    DISCUSSING = "discussing"
    DELIBERATING = "deliberating"
    RESOLVING = "resolving"
    RESOLVED = "resolved"
    REVIEWED = "reviewed"
    POSTED = "posted"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


_S = DecisionState
# Of these only those read who work on it, and whoever suggested it.
INTERNAL = frozenset({_S.SUGGESTED, _S.DECLINED, _S.WITHDRAWN})
DELIBERATIONS = (_S.PROPOSING, _S.DISCUSSING, _S.DELIBERATING, _S.RESOLVING)
# The step that each of them takes when it has passed.
PASSED = dict(zip(DELIBERATIONS, ("propose", "discuss", "deliberate", "resolve"), strict=True))
POSTED = frozenset({_S.POSTED, _S.REPORTED, _S.ACCEPTED, _S.DONE})
# What is resolved and not put up yet, and what is put up and of which the result is not.
RESOLVED = frozenset({_S.RESOLVED, _S.REVIEWED})
IMPLEMENTING = frozenset({_S.POSTED, _S.REPORTED, _S.ACCEPTED})


class DecisionSaid(MatterSaid):
    """What is said of a decision: of which kind, brought by whom, at which cost; what came of it; its two postings.

    `law` is the version of the rules by which it is decided.
    """

    law: str
    kind: str = ""
    origin: str = ""
    cost: str = ""
    posted_on: date | None = None
    result: str = ""
    published_on: date | None = None


# What the branch has to say before it proposes, in the order in which it is asked; the day is a column of its own.
FIELDS = ("kind", "origin", "cost", "due")
_SECRETARY, _SUPERVISOR = roles(Role.SECRETARY), roles(Role.SUPERVISOR)
_VILLAGE = roles(Role.VILLAGE_COMMITTEE, Role.SECRETARY)
_BRANCH_OR_ABOVE, _TOWNSHIP = roles(Role.SECRETARY, Role.TOWNSHIP), roles(Role.TOWNSHIP)


def _from(*states: DecisionState) -> frozenset[str]:
    return frozenset(states)


AGAIN = "再议"
# Steps that people may take and that wait for nobody.
ASIDE = frozenset({"fill", "let_go", "send_back", "withdraw", "redo", "revoke", "reopen"})
DECISION = Kind(
    code="decision",
    sign=Sign.DECISION,
    name="四议事项",
    states={
        _S.SUGGESTED: "有人建议，等支部研究",
        _S.PROPOSING: "等支部会提议",
        _S.DISCUSSING: "支部已提议，等两委会商议",
        _S.DELIBERATING: "两委已商议，等党员大会审议",
        _S.RESOLVING: "党员大会已审议，等最后决议",
        _S.RESOLVED: "已通过，等监督委员会意见",
        _S.REVIEWED: "已通过，等公示",
        _S.POSTED: "决议已公示，正在办",
        _S.REPORTED: "报了结果，等监督委员会验收",
        _S.ACCEPTED: "已验收，等公布结果",
        _S.DONE: "办完了，结果已公布",
        _S.DECLINED: "支部研究过，这次没有提",
        _S.WITHDRAWN: "已撤回",
        _S.REVOKED: "决议不再执行",
    },
    steps=(
        Step("take_up", _from(_S.SUGGESTED), _S.PROPOSING, _SECRETARY, word="同意"),
        Step("decline", _from(_S.SUGGESTED), _S.DECLINED, _SECRETARY, reason=True, word="不同意"),
        Step("propose", _from(_S.PROPOSING), _S.DISCUSSING, _SECRETARY, needs=("kind", "origin", "cost")),
        Step("discuss", _from(_S.DISCUSSING), _S.DELIBERATING, _SECRETARY),
        Step("deliberate", _from(_S.DELIBERATING), _S.RESOLVING, _SECRETARY),
        Step("resolve", _from(_S.RESOLVING), _S.RESOLVED, _SECRETARY),
        Step("post", _from(_S.REVIEWED), _S.POSTED, _SECRETARY),
        # An opinion may be changed until it is put up.
        Step("endorse", _from(_S.RESOLVED, _S.REVIEWED), _S.REVIEWED, _SUPERVISOR, word="同意"),
        Step("object", _from(_S.RESOLVED, _S.REVIEWED), _S.REVIEWED, _SUPERVISOR, reason=True, word="不同意"),
        Step("report", _from(_S.POSTED), _S.REPORTED, _VILLAGE, needs=("result",)),
        Step("publish", _from(_S.ACCEPTED), _S.DONE, _SECRETARY),
        Step("accept", _from(_S.REPORTED, _S.ACCEPTED), _S.ACCEPTED, _SUPERVISOR, word="同意"),
        Step("dispute", _from(_S.REPORTED, _S.ACCEPTED), _S.ACCEPTED, _SUPERVISOR, reason=True, word="不同意"),
        Step("fill", _from(_S.PROPOSING), _S.PROPOSING, _SECRETARY),
        # What was resolved and not put up yet may have been told wrongly.
        Step(
            "send_back",
            _from(*DELIBERATIONS[1:], _S.RESOLVED, _S.REVIEWED),
            _S.PROPOSING,
            _BRANCH_OR_ABOVE,
            reason=True,
            word="退回",
        ),
        Step("redo", _from(_S.REPORTED), _S.POSTED, _SUPERVISOR, reason=True, word="退回"),
        Step("let_go", _from(_S.SUGGESTED), _S.WITHDRAWN, part(Part.OTHER), word="撤回"),
        Step("withdraw", _from(*DELIBERATIONS), _S.WITHDRAWN, _SECRETARY, reason=True, word="撤回"),
        # What an assembly has resolved no branch takes back; the office above orders it corrected: 村民委员会组织法 31.
        Step("revoke", _from(_S.RESOLVED, _S.REVIEWED, *IMPLEMENTING), _S.REVOKED, _TOWNSHIP, reason=True, word="撤回"),
        Step("reopen", _from(_S.WITHDRAWN, _S.DECLINED), _S.PROPOSING, _SECRETARY, reason=True, word=AGAIN),
    ),
    open=frozenset(DecisionState) - {_S.DONE, _S.DECLINED, _S.WITHDRAWN, _S.REVOKED},
    asks=_from(_S.SUGGESTED, _S.RESOLVED, _S.REPORTED),
    said=DecisionSaid,
    labels={
        "kind": "哪类事",
        "origin": "谁先提出来的",
        "cost": "要花多少钱",
        "due": "打算哪天前办完",
        "result": "结果",
    },
)


class InquiryState(StrEnum):
    """States of what is asked or objected about a decision; who is not content brings it before the office above."""

    OPEN = "open"
    ANSWERED = "answered"
    APPEALED = "appealed"
    RULED = "ruled"


_OPEN, _APPEALED = frozenset({InquiryState.OPEN}), frozenset({InquiryState.APPEALED})
# Whose decision it is never closes an objection to it: the supervision committee answers, or the office above.
INQUIRY = Kind(
    code="inquiry",
    sign=Sign.INQUIRY,
    name="对决议的意见",
    states={
        InquiryState.OPEN: "等答复",
        InquiryState.ANSWERED: "已经答复",
        InquiryState.APPEALED: "提的人不满意，等镇街答复",
        InquiryState.RULED: "镇街答复过了，是最后的答复",
    },
    steps=(
        Step("answer", _OPEN, InquiryState.ANSWERED, _SUPERVISOR | above(), Own.NEVER, reason=True, word="答复"),
        Step("rule", _APPEALED, InquiryState.RULED, above(), Own.NEVER, reason=True, word="答复"),
        Step(
            "appeal",
            frozenset({InquiryState.ANSWERED}),
            InquiryState.APPEALED,
            part(Part.OWNER),
            Own.ONLY,
            reason=True,
            word="不满意",
        ),
    ),
    open=_OPEN | _APPEALED,
    said=Wording,
)

# By these steps the supervision committee gives its opinion.
OPINIONS = frozenset({"endorse", "object", "accept", "dispute"})
# What a word beside a decision is: it moves nothing, and stands in the dossier under what it opens with.
GROUP_OPINION, PROGRESS, INQUIRY_RAISED, NOTICE_ADDED = "小组意见", "进展", "质询", "补记通知"
CORRECTION_ASKED = "请镇街更正"
WRITERS: Mapping[str, frozenset[Role]] = {
    GROUP_OPINION: frozenset({Role.VILLAGERS_GROUP_LEADER, Role.GROUP_LEADER, Role.REPRESENTATIVE}),
    PROGRESS: frozenset({Role.VILLAGE_COMMITTEE, Role.SECRETARY}),
    INQUIRY_RAISED: frozenset({Role.SUPERVISOR}),
}


class Power(StrEnum):
    """The five powers (五权); each is kept by a body, and a decision shows whether it was."""

    LEAD = "lead"
    DELIBERATE = "deliberate"
    DECIDE = "decide"
    EXECUTE = "execute"
    SUPERVISE = "supervise"


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting about a decision as people see it: before which assembly, when, with which arithmetic.

    `percent` of those who should have come were there; the `ballot` is how they voted, where that was told. `before`
    are the days on which its figures were replaced, each with what they were, the newest first.
    """

    assembly: Assembly
    day: date
    roll: str
    passed: bool
    draft: str = ""
    minutes: str = ""
    attendant: str = ""
    correction: str = ""
    percent: int = 0
    ballot: str = ""
    before: Sequence[tuple[date, str]] = ()

    def as_of(self, day: date) -> "MeetingHeld":
        """Return the meeting as it was known at the end of a day."""
        rolls = [roll for replaced_on, roll in self.before if replaced_on > day]
        return replace(self, roll=rolls[-1], correction="") if rolls else self


@dataclass(frozen=True)
class VillageDecision:
    """A decision as people see it, with all that was done about it in order."""

    number: int
    title: str
    unit_id: int
    unit: str
    unit_kind: str
    state: DecisionState
    said: DecisionSaid
    due: date | None
    meetings: Sequence[MeetingHeld] = ()
    noted: Sequence[Happened] = ()
    inquiries: int = 0
    answered: int = 0

    @property
    def code(self) -> str:
        """Return its number as people see it, such as D012."""
        return DECISION.sign.show(self.number)

    @property
    def standing(self) -> str:
        """Return where it stands, for people."""
        return DECISION.states[self.state]

    @property
    def resolution(self) -> MeetingHeld | None:
        """Return the meeting that decided in the end."""
        return None if self.state in DELIBERATIONS else passed_in(self, _S.RESOLVING)

    @property
    def draft(self) -> str:
        """Return the newest draft that was laid before a meeting."""
        return next((held.draft for held in reversed(self.meetings) if held.draft), "")

    @property
    def missing(self) -> list[str]:
        """Return what the branch has still to say before it proposes."""
        return [name for name in FIELDS if not (self.due if name == "due" else getattr(self.said, name))]


@dataclass(frozen=True)
class MeetingAhead:
    """A meeting that is called and still to be held: when, as it was said, before which assembly, with its draft."""

    when: str
    assembly: Assembly
    decision: VillageDecision
    draft: str


NOT_THE_BRANCH = "提议归村党支部。您有想法，发“建议 …”，支部会研究，采不采纳都告诉您。"
NOT_A_VILLAGE = "四议两晒是村和社区议事用的，{unit}用不上。有别的建议发“投诉建议 …”。"
NO_SUCH_DECISION = "没有找到 {number}，或者还没到公开的时候。发“决定”看村里决定了什么。"
BY_THE_ASSEMBLY = (
    "{number} 是会上定的，书记一个人改不了、撤不了，先没动。要改要撤，发“提议 …”再走一遍，上会定；确要马上停的，"
    "请镇街看过，由镇街发“撤回 {number} 原因”。"
)
CHANGED_BY_MEETINGS = (
    "{number} {title}：{state}。一句话改不了，什么都没改。要改，发“退回 {number} 改成什么、为什么”，回到提议再走一遍。"
)
ONLY_THE_NOTICE = "{number} 没有撤。只是会不开了，发“会取消了”；整件事不议了，写上原因，例如“撤回 {number} 明年再议”。"
NOT_HIS_WORD = "{number} {state}，“{word}”由{who}来发。{way}"
NOT_NOW = "{number} {state}，现在没有要“{word}”的。{way}"
# What who may not take a step may say instead.
_WATCHES, _SPEAKS = "有话要问，发“质询 {number} …”，限期答复。", "有意见发“异议 {number} …”，看经过发“进度 {number}”。"
WHICH_TITLE = "说的是哪一件？登记了的：{titles}。带上编号再发一次，例如“{word} {number}”。"
NONE_ON_THE_BOOKS = "还没有登记的决定，登记了这里就能查到。"
SAID_BY_OTHERS = "{word}由本村{who}来写。您的意见私聊发“异议 {number} …”，监督委员会会答复。"


def not_by_a_word(one: "VillageDecision") -> Refusal:
    """Return how what was brought before a meeting is changed: sent back, and after its posting brought anew."""
    if one.state in POSTED:
        return Refusal(BY_THE_ASSEMBLY, number=one.code)
    return Refusal(CHANGED_BY_MEETINGS, number=one.code, title=one.title, state=DECISION.states[one.state])


def passed_in(decision: VillageDecision, state: DecisionState) -> MeetingHeld | None:
    """Return the last meeting by which a decision has passed the deliberation of a state, None without one."""
    able = assemblies_for(decision, state)
    return next((held for held in reversed(decision.meetings) if held.passed and held.assembly in able), None)


def assemblies_for(decision: VillageDecision, state: DecisionState) -> list[Assembly]:
    """Return the assemblies that may hold the deliberation of a state, the usual one first."""
    return [voting().assemblies[code] for code in _codes_for(decision, state)]


def _codes_for(decision: VillageDecision, state: DecisionState) -> tuple[str, ...]:
    if state is not _S.RESOLVING:
        first = {_S.PROPOSING: "branch_committee", _S.DISCUSSING: "two_committees", _S.DELIBERATING: "members_meeting"}
        return (first[state],) if state in first else ()
    kind = voting().matters.get(decision.said.kind)
    return () if kind is None else kind.community if decision.unit_kind == "community" else kind.village


def refused(one: VillageDecision, word: str, *, leads: bool, watches: bool) -> Refusal:
    """Return why a word is not for who says it of a decision that he may read, and what he may say instead."""
    here = next((step for step in DECISION.steps if step.word == word and one.state in step.sources), None)
    if leads and here and here.name == "revoke":
        return Refusal(BY_THE_ASSEMBLY, number=one.code)
    way = (_WATCHES if watches else _SPEAKS).format(number=one.code)
    said = {"number": one.code, "state": one.standing, "word": word, "way": way}
    return Refusal(NOT_HIS_WORD, who=names_of_roles(here.takers.roles), **said) if here else Refusal(NOT_NOW, **said)


# By which steps each power is used.
_USES: Mapping[Power, frozenset[str]] = {
    Power.LEAD: frozenset({"propose"}),
    Power.DELIBERATE: frozenset({"discuss", "deliberate", GROUP_OPINION}),
    Power.DECIDE: frozenset({"resolve"}),
    Power.EXECUTE: frozenset({PROGRESS, "report"}),
    Power.SUPERVISE: frozenset({"endorse", "object", "accept", "dispute", "redo", INQUIRY_RAISED}),
}


def powers(one: VillageDecision) -> Mapping[Power, Sequence[Happened]]:
    """Return, for each power, the steps that prove that it was used; nothing where none does."""
    return {
        power: [replace(note, on=_held_on(one, note)) for note in one.noted if note.step in uses]
        for power, uses in _USES.items()
    }


def _held_on(one: VillageDecision, note: Happened) -> date:
    """Return the day of the meeting by which a step was taken, which may be told later; of another step its own."""
    held = next((passed_in(one, state) for state, step in PASSED.items() if step == note.step), None)
    return held.day if held else note.on
