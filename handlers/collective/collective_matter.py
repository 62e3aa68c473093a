"""集中事项: a secretary announces what can be done on a collective day."""

from datetime import date

from bot.blanks import coming_days
from bot.command import Blank, Command
from bot.request import Request
from models.collective import actions, texts
from models.delivery.rules import Message
from models.people.rules import Role


async def run(request: Request, *, matter: tuple[date, date, str]) -> list[Message]:
    day, _, said = matter
    return request.reply(texts.added(await actions.add_matter(request.asker, day, said, request.cause)))


COMMAND = Command(
    name="collective_matter",
    words=("集中事项",),
    run=run,
    help="集中事项 日期 内容：登记一件",
    example="集中事项 11月23日 医保缴费代办 地点 村便民中心",
    blanks=(Blank("matter", "日期 内容", coming_days, rest=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
