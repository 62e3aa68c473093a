"""公开姓名: a member says whether his name may stand in a group's list."""

from bot.command import Command
from bot.request import Request
from models.committees.actions import publish_name
from models.delivery.rules import Message
from models.people.rules import Role
from models.stars import texts


async def run(request: Request) -> list[Message]:
    await publish_name(request.asker, request.cause, wanted=True)
    return request.reply(texts.name_published(wanted=True))


COMMAND = Command(
    name="show_name",
    words=("公开姓名",),
    run=run,
    help="公开姓名：群里可写您的名字",
    example="公开姓名",
    needs=frozenset({Role.MEMBER}),
    private=True,
)
