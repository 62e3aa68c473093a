"""People whom the list of contacts names no more, when they were too many to be believed."""

from collections import Counter

from bot.understanding.blanks import rest
from bot.understanding.command import Command
from bot.understanding.leaving import leaves
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.contacts import actions, texts
from models.organisation.contacts.rules import AT_ONCE_MOST
from models.organisation.people.rules import Role


async def confirm(request: Request, *, which: str | None) -> list[Message]:
    missing = await actions.missing_people(request.act, which)
    if len(missing) > AT_ONCE_MOST:
        return request.reply(texts.too_many_at_once(Counter(one.unit.name for one in missing)))
    if not request.confirmed:
        return request.preview(texts.to_confirm([(one.name, one.unit.name) for one in missing]))
    told = [await leaves(request.house, request.act, one.userid) for one in missing]
    return [*request.reply(texts.confirmed(len(missing))), *(message for messages in told for message in messages)]


CONFIRM_GONE = Command(
    name="confirm_gone",
    words=("确认离开",),
    run=confirm,
    help="确认离开：通讯录里没了的人",
    example="确认离开 莲花池村",
    blanks=(rest("which", "哪个村或哪几位", optional=True),),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)

COMMANDS = (CONFIRM_GONE,)
