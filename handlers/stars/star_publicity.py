"""星级公示: the secretary shows the proposed stars; the group reads only names of those who agreed."""

import re
from datetime import datetime

from bot.command import Blank, Command
from bot.request import Request
from models.delivery.rules import Asks, Message
from models.people.rules import Role
from models.publicity import texts
from models.publicity.actions import notices, open_publicity, shown_again

OPENING = re.compile(r"^(?:说明|理由|原因)[:：]?\s*")


def _read(text: str, moment: datetime) -> str | None:
    return OPENING.sub("", text) or None


async def run(request: Request, *, explanation: str | None) -> list[Message]:
    policy, calendar = request.policy.stars, request.house.calendar
    again = await shown_again(request.asker, calendar, policy, request.today)
    if again:
        return request.reply(texts.board_again(again))
    posting = await open_publicity(request.asker, explanation, request.cause, calendar, policy)
    if posting.checks:
        return request.reply(texts.quota_asked(posting), Asks("quota", {}))
    if not posting.opened:
        return request.reply(texts.nobody_left(posting))
    group = await notices(posting.unit_id, texts.group_notice(posting), request.now)
    return [*request.reply(texts.board(posting)), *group]


COMMAND = Command(
    name="star_publicity",
    words=("星级公示",),
    run=run,
    help="星级公示：贴出年度星级",
    example="星级公示",
    blanks=(Blank("explanation", "说明", _read, optional=True, rest=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)
