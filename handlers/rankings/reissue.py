"""更正红榜: the district issues a further version of a published list, with one line saying what changed."""

from datetime import timedelta

from bot.blanks import month as read_month
from bot.blanks import rest
from bot.command import Blank, Command
from bot.request import Request
from models.days import Month
from models.delivery.rules import Message
from models.people.rules import Role
from models.publication.actions import postings, publish
from models.rankings import actions, texts


async def run(request: Request, *, month: Month, reason: str) -> list[Message]:
    if await actions.published(month) is None:
        return request.reply(texts.no_correction(month))
    issued = await publish(month, request.cause, request.policy.ranking, change=reason[:100])
    if issued is None:
        return request.reply(texts.no_correction(month))
    late = timedelta(hours=request.policy.delivery.lateness_hours["honour_list"])
    posts = await postings(issued, request.now + late)
    return [*request.reply(texts.correction_issued(month, issued.version, len(posts))), *posts]


COMMAND = Command(
    name="reissue",
    words=("更正红榜",),
    run=run,
    help="更正红榜 10月 原因：发第2版",
    example="更正红榜 10月 两条记录补核实",
    blanks=(Blank("month", "月份", read_month), rest("reason", "原因")),
    needs=frozenset({Role.DISTRICT}),
    private=True,
)
