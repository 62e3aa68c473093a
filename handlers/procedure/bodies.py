"""三委: who sits in which body of a village until when, and a word in time before the terms end."""

from datetime import date
from typing import Any

from bot.clockwork.job import first_working
from bot.clockwork.reminders import Reminder
from bot.understanding.blanks import rest
from bot.understanding.command import Command, Taker
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.organisation.asking.words import AskedOf, asking
from models.organisation.authority.act import Act
from models.organisation.authority.actions import office_above
from models.organisation.people.actions import holders
from models.organisation.people.rules import KEEPERS, Role
from models.procedure.bodies import actions, texts
from models.procedure.bodies.rules import REVIEW_FROM, ending, misfits

ENTITLED = KEEPERS | {Role.COMMITTEE, Role.SUPERVISOR}


async def bodies(request: Request, *, unit: str | None) -> list[Message]:
    found = await actions.bodies_named(request.act, unit)
    entitled = request.private and request.may(ENTITLED)
    noticed = texts.noticed(found, misfits(found)) if entitled else ""
    return request.reply("\n\n".join(filter(None, [texts.listed(found), noticed])))


async def _of_his_own(request: Request, asked: object) -> dict[str, Any] | None:
    return {"unit": None} if request.asker.unit_id is not None else None


BODIES = Command(
    name="bodies",
    words=("三委", "三委班子"),
    run=bodies,
    help="三委 莲花池村：谁在任到哪天",
    example="三委 莲花池村",
    blanks=(rest("unit", "村或社区", optional=True),),
    answers=(Taker(asking(AskedOf.TERM), _of_his_own, aloud=True),),
)


async def _owed(act: Act) -> list[Owed]:
    owed, days = [], act.policy.democracy.term_reminder_days
    for found in await actions.bodies_ending(act.today, days):
        for until, bodies in ending(found, act.today, days, act.calendar).items():
            told = [
                *await holders([Role.SECRETARY], act.today, found.unit_id),
                *await office_above(found.unit_id, act.today),
            ]
            owed += [Owed(one.userid, texts.term_ends(found, until, bodies, act.today)) for one in told]
    return owed


async def _reviews_owed(act: Act) -> list[Owed]:
    return [
        Owed(one.userid, texts.please_review(found.kind, act.today.year))
        for found in await actions.bodies_of_all(act.today)
        for one in await holders([Role.SUPERVISOR], act.today, found.unit_id)
    ]


COMMANDS = (BODIES,)
REMINDERS = (
    Reminder("term_end", _owed),
    Reminder("committee_review", _reviews_owed, first_working(lambda day, house: date(day.year, *REVIEW_FROM))),
)
