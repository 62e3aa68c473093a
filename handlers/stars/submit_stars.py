"""报备: the secretary sends those stars to the township whose publicity is over."""

from bot.command import Command
from bot.request import Request
from models.delivery.rules import Asks, Message
from models.people.rules import Role
from models.publicity import texts
from models.publicity.actions import submit


async def run(request: Request) -> list[Message]:
    policy, calendar = request.policy.stars, request.house.calendar
    done = await submit(request.asker, None, request.cause, calendar, policy)
    if done.checks:
        return request.reply(texts.quota_asked(done), Asks("quota", {"sending": True}))
    return request.reply(texts.submitted(done))


COMMAND = Command(
    name="submit_stars",
    words=("报备",),
    run=run,
    help="报备：公示期满的送上级",
    example="报备",
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
