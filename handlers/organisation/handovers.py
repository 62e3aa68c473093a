"""What somebody who has gone leaves to others stands on a list until it is worked off."""

from bot.clockwork.reminders import Reminder
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken
from models.organisation.authority.act import Act
from models.organisation.handovers import actions, texts
from models.organisation.handovers.rules import HANDOVER
from models.organisation.people.rules import KEEPERS, Role
from models.organisation.posts.actions import left_empty
from models.organisation.posts.texts import empty
from models.organisation.units.actions import unit_name


async def _done(request: Request, taken: Taken) -> list[Message]:
    return request.reply(texts.finished(HANDOVER.sign.show(taken.matter.id)))


async def _line(request: Request, taken: Taken) -> str:
    said = taken.matter.said
    posts = [(unit, Role(role)) for unit, role in said.get("posts", ())]
    gaps = [empty(await unit_name(unit), await left_empty(unit, [role], request.today)) for unit, role in posts]
    return texts.line(taken.matter.title, [*said["lines"], *filter(None, gaps)])


async def _owed(act: Act) -> list[Owed]:
    shown = HANDOVER.sign.show
    return [
        Owed(userid, texts.owed(shown(number), called), shown(number))
        for number, called, userid in await actions.owed(act)
    ]


NUMBERED = (matters_of(HANDOVER, _done, _line, KEEPERS),)
REMINDERS = (Reminder("handover", _owed, of=HANDOVER),)
