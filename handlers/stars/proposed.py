"""How far a branch is, its members' dossiers, and the stars that its committee proposes."""

from datetime import date, datetime
from typing import Any

from bot.clockwork.reminders import Reminder
from bot.understanding.command import Blank, Command, Taker, Telling, when
from bot.understanding.pending import Source
from bot.understanding.request import House, Request
from config.star_catalogue import catalogue
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.authority.actions import secretaries_by_branch
from models.organisation.authority.rules import COMMITTEE, JUDGES
from models.organisation.people.namesakes import WhichOne
from models.stars.appraisal import texts as appraisal_texts
from models.stars.appraisal.rules import working_period
from models.stars.proposed import texts
from models.stars.proposed.actions import (
    dossier,
    overview,
    progress,
    propose,
    to_propose,
    unproposed_by_branch,
    withdraw,
    year_left_open,
)
from models.stars.proposed.rules import Proposal, read_proposals
from models.stars.review.rules import split_names
from models.stars.review.words import asks_for_progress, member_asked_about, propose_line
from models.values.periods import Period, Quarter, read_period
from models.values.refusal import Refusal


def _read_star_progress(text: str, moment: datetime) -> Period | None:
    period, rest = read_period(text, moment.date())
    return None if rest else period


STAR_PROGRESS = Command(
    name="star_progress",
    words=("评议进度", "评星进度", "星级进度"),
    run=Telling(progress, texts.progress),
    help="评议进度：只看人数，不点名",
    example="评议进度",
    blanks=(Blank("period", "季度或年度", _read_star_progress, optional=True, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
    awaited=(when(asks_for_progress, COMMITTEE, period=None),),
)


EVERYBODY = ("", "全部", "所有人", "一览")


def _read_star_dossier(text: str, moment: datetime) -> tuple[Period | None, str]:
    return read_period(text, moment.date())


async def _of_a_member(request: Request, name: str) -> dict[str, Any]:
    return {"about": (None, name)}


async def star_dossier(request: Request, *, about: tuple[Period | None, str] | None) -> list[Message]:
    period, name = about or (None, "")
    if name in EVERYBODY:
        return request.reply(texts.overview(*await overview(request.act, period)))
    found = await dossier(request.act, name, period)
    return request.reply(texts.dossier(found, catalogue().themes))


STAR_DOSSIER = Command(
    name="star_dossier",
    words=("评星档案", "评星一览"),
    run=star_dossier,
    help="评星档案 [姓名]：一览，或一位",
    example="评星档案 张三",
    blanks=(Blank("about", "姓名", _read_star_dossier, optional=True, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
    awaited=(Taker(member_asked_about, _of_a_member, COMMITTEE),),
)


async def propose_star(request: Request, *, said: tuple[Proposal, ...]) -> list[Message]:
    if said[0].period is None and (year := await year_left_open(request.act)):
        return request.reply(texts.which_period(year, Quarter.of(request.today), request.text))
    try:
        answer = await propose(request.act, said)
    except Refusal as refused:
        if isinstance(refused, WhichOne) or sum(len(one.names) for one in said) == 1:
            raise
        raise Refusal("{said}", said=texts.none_of_line(refused.sentence)) from refused
    return request.reply(answer)


PROPOSE_STAR = Command(
    name="propose_star",
    words=("提议",),
    run=propose_star,
    help="提议 张三 4星，其余 3星：提议",
    example="提议 张三 4星，李四、王五 3星",
    blanks=(Blank("said", "姓名、几星、理由", read_proposals, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
    meant=propose_line,
)


def _read_withdraw_proposal(text: str, moment: datetime) -> tuple[Period | None, tuple[str, ...]] | None:
    period, names = read_period(text, moment.date())
    return (period, split_names(names)) if names else None


async def withdraw_proposal(request: Request, *, about: tuple[Period | None, tuple[str, ...]]) -> list[Message]:
    period, names = about
    return request.reply(texts.withdrawn(*await withdraw(request.act, names, period)))


WITHDRAW_PROPOSAL = Command(
    name="withdraw_proposal",
    words=("撤回提议", "撤销提议", "取消提议"),
    run=withdraw_proposal,
    help="撤回提议 张三：公示前可撤",
    example="撤回提议 张三",
    blanks=(Blank("about", "姓名", _read_withdraw_proposal, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)

COMMANDS = (
    STAR_PROGRESS,
    STAR_DOSSIER,
    PROPOSE_STAR,
    WITHDRAW_PROPOSAL,
)


async def _waiting(request: Request) -> list[Waits]:
    period, count = await to_propose(request.act)
    return [Waits("", texts.in_list(period, count))] if count else []


PENDING = (Source(STAR_PROGRESS, _waiting),)

FIRST_FROM_DAY = 4
DAYS_LEFT = 2


def _quarter_over(day: date, house: House) -> bool:
    """Return whether a quarter has just ended and this is the first working day from the 4th, or near the end."""
    if day.month % 3 != 1:
        return False
    last = max(FIRST_FROM_DAY, house.policy.stars.proposal_days - DAYS_LEFT)
    return day in {house.calendar.first_working_day(day.replace(day=number)) for number in (FIRST_FROM_DAY, last)}


async def _owed(act: Act) -> list[Owed]:
    period, until = working_period(act.today), act.today.replace(day=act.policy.stars.proposal_days)
    counts = await unproposed_by_branch(period, act.today)
    people = await secretaries_by_branch(counts, act.today)
    return [
        Owed(person.userid, appraisal_texts.time_to_propose(period.name, count, until), f"{branch_id}:{period}")
        for branch_id, count in counts.items()
        for person in people[branch_id]
    ]


REMINDERS = (Reminder("propose", _owed, _quarter_over),)
