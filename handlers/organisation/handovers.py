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
from models.organisation.people.rules import KEEPERS


async def _done(request: Request, taken: Taken) -> list[Message]:
    return request.reply(texts.finished(HANDOVER.sign.show(taken.matter.id)))


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.matter.title, taken.matter.said["lines"])


async def _owed(act: Act) -> list[Owed]:
    shown = HANDOVER.sign.show
    return [
        Owed(userid, texts.owed(shown(number), called), shown(number))
        for number, called, userid in await actions.owed(act)
    ]


NUMBERED = (matters_of(HANDOVER, _done, _line, KEEPERS),)
REMINDERS = (Reminder("handover", _owed),)
