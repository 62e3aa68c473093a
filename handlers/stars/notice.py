"""Public notice of proposed stars."""

import re
from datetime import datetime

from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Groups, Message, Purpose
from models.organisation.people.rules import Role
from models.stars.notice import texts
from models.stars.notice.actions import open_publicity, retract, shown_again

OPENING = re.compile(r"^(?:说明|理由|原因)[:：]?\s*")


def _read(text: str, moment: datetime) -> str | None:
    return OPENING.sub("", text) or None


async def star_publicity(request: Request, *, explanation: str | None) -> list[Message]:
    again = await shown_again(request.act)
    if again:
        return request.reply(texts.board_again(again))
    posting = await open_publicity(request.act, explanation)
    if posting.checks:
        return request.reply(texts.quota_asked(posting), Asks("quota", {}))
    if not posting.opened:
        return request.reply(texts.nobody_left(posting))
    if not posting.stars:
        return request.reply(texts.board(posting))
    group = Message(texts.group_notice(posting), to=Groups(posting.unit_id), purpose=Purpose.NOTICE)
    return [*request.reply(texts.board(posting)), group]


STAR_PUBLICITY = Command(
    name="star_publicity",
    words=("星级公示",),
    run=star_publicity,
    help="星级公示：贴出年度星级",
    example="星级公示",
    blanks=(Blank("explanation", "说明", _read, optional=True, rest=True),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
)


async def retract_publicity(request: Request, *, reason: str) -> list[Message]:
    done = await retract(request.act, reason)
    if not done.named:
        return request.reply(texts.retracted(done))
    group = Message(texts.group_retracted(done), to=Groups(done.unit_id), purpose=Purpose.NOTICE)
    return [*request.reply(texts.retracted(done)), group]


RETRACT_PUBLICITY = Command(
    name="retract_publicity",
    words=("撤回公示",),
    run=retract_publicity,
    help="撤回公示 原因：没异议前可撤",
    example="撤回公示 名单还要再核对",
    blanks=(rest("reason", "原因"),),
    needs=frozenset({Role.SECRETARY}),
    private=True,
    glued=True,
)

COMMANDS = (
    STAR_PUBLICITY,
    RETRACT_PUBLICITY,
)
