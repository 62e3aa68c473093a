"""People whom the list of contacts names no more, when they were too many to be believed."""

from bot.understanding.command import Command
from bot.understanding.leaving import leaves
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.contacts import actions, texts
from models.organisation.contacts.rules import NOBODY_MISSING
from models.organisation.people.rules import Role
from models.values.refusal import Refusal


async def confirm(request: Request) -> list[Message]:
    missing = await actions.missing_people(request.act)
    if not missing:
        raise Refusal(NOBODY_MISSING)
    if not request.confirmed:
        return request.preview(texts.to_confirm([(one.name, one.unit.name) for one in missing]))
    told = [await leaves(request.house, request.act, one.userid) for one in missing]
    return [*request.reply(texts.confirmed(len(missing))), *(message for messages in told for message in messages)]


CONFIRM_GONE = Command(
    name="confirm_gone",
    words=("确认离开",),
    run=confirm,
    help="确认离开：通讯录里没了的人",
    example="确认离开",
    needs=frozenset({Role.DISTRICT}),
    private=True,
)

COMMANDS = (CONFIRM_GONE,)
