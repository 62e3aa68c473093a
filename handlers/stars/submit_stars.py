"""报备: the secretary sends those stars to the township whose publicity is over."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.people.rules import Role
from models.publicity import texts
from models.publicity.actions import submit


async def run(request: Request) -> list[Message]:
    policy, calendar = request.policy.stars, request.house.calendar
    return request.reply(texts.submitted(await submit(request.asker, request.cause, calendar, policy)))


COMMAND = Command(
    name="submit_stars",
    words=("报备",),
    run=run,
    help="报备：公示期满的送上级",
    example="报备",
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
