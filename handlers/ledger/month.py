"""A branch's month in seven lines, for its secretary."""

from typing import Any

from bot.language.periods import read_month
from bot.understanding.blanks import HELD_MONTH
from bot.understanding.command import Command, Taker
from bot.understanding.pending import pending
from bot.understanding.request import Request
from models.duty.leave import actions as leave_actions
from models.duty.leave import texts as leave_texts
from models.duty.roster import actions as roster_actions
from models.duty.roster import texts as roster_texts
from models.honour.month_figures import actions as figures_actions
from models.honour.month_figures import texts as figures_texts
from models.ledger.takeaways import texts
from models.ledger.takeaways.words import asks_of_a_month
from models.machine.delivery.rules import Message
from models.matters.pending import texts as pending_texts
from models.organisation.authority.actions import unit_kept
from models.organisation.people.rules import SECRETARIES
from models.procedure.party_life import actions as party_life_actions
from models.procedure.party_life import texts as party_life_texts
from models.service.activities import actions as service_actions
from models.service.activities import texts as service_texts
from models.undertakings.promises import actions as promise_actions
from models.undertakings.promises import texts as promise_texts
from models.values.periods import Month
from models.values.refusal import Refusal


async def situation(request: Request, *, month: Month | None) -> list[Message]:
    return request.reply(await _lines(request, month or Month.of(request.today)))


async def _lines(request: Request, month: Month) -> str:
    unit, branch_id = await unit_kept(request.asker), request.asker.branch_id
    if unit is None:
        raise Refusal(texts.NOTHING_TO_TAKE, verb=texts.READ)
    figures = next(
        (one for one in await figures_actions.figures(month, request.policy.ranking) if one.unit_id == unit.id), None
    )
    promises = await promise_actions.of_unit(request.act, unit.id)
    lines = [
        service_texts.month_line(*await service_actions.counted(unit.id, branch_id, month)),
        figures_texts.month_line(figures),
        party_life_texts.month_line(await party_life_actions.of_month(branch_id, month) if branch_id else {}),
        roster_texts.month_line(await roster_actions.slots_between(unit.id, month.first, month.last)),
        leave_texts.month_line(await leave_actions.states_of(unit.id, month)),
        promise_texts.month_line([one for one in promises if one.made <= month.last], request.today),
        pending_texts.month_line(len(await pending(request))),
    ]
    return texts.situation(unit.name, month, lines)


async def _of_that_month(request: Request, asked: object) -> dict[str, Any] | None:
    month = Month.written(read_month(request.text, request.said_at))
    return {"month": month} if month else None


SITUATION = Command(
    name="situation",
    words=("本月情况", "支部情况"),
    run=situation,
    help="本月情况：本支部这个月七行",
    example="本月情况",
    blanks=(HELD_MONTH,),
    needs=SECRETARIES,
    private=True,
    glued=True,
    awaited=(Taker(asks_of_a_month, _of_that_month, SECRETARIES),),
)

COMMANDS = (SITUATION,)
