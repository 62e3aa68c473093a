"""The branch's review: hand counts, the meeting, outcomes."""

from datetime import datetime

from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.authority.rules import COMMITTEE, JUDGES
from models.stars.review import texts
from models.stars.review.actions import count_all, hold_meeting, judge, most_there, to_judge
from models.stars.review.rules import (
    Attendance,
    HandCount,
    Judged,
    read_attendance,
    read_judged,
    read_many_counts,
)
from models.stars.review.words import meeting_line, with_digits


def _read_peer_count(text: str, moment: datetime) -> tuple[HandCount, ...] | None:
    return read_many_counts(with_digits(text), moment)


async def peer_count(request: Request, *, said: tuple[HandCount, ...]) -> list[Message]:
    most, there = max(one.present for one in said), await most_there(request.act, said)
    if most > there and not request.confirmed:
        return request.preview(texts.more_hands(most, there))
    kept, members = await count_all(request.act, said)
    lines = [texts.counted(one, who.name, period.name) for one, (who, period) in zip(said, kept, strict=True)]
    return request.reply(texts.all_counted(lines, most, members))


PEER_COUNT = Command(
    name="peer_count",
    words=("互评",),
    run=peer_count,
    help="互评 张三 5星3 4星9：可多人",
    example="互评 张三 5星3 4星4 3星1",
    blanks=(Blank("said", "姓名、各星票数", _read_peer_count, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)


def _read_star_meeting(text: str, moment: datetime) -> Attendance | None:
    return read_attendance(with_digits(text), moment)


async def star_meeting(request: Request, *, said: Attendance) -> list[Message]:
    period, members = await hold_meeting(request.act, said)
    return request.reply(texts.met(said, period.name, members))


STAR_MEETING = Command(
    name="star_meeting",
    words=("评星会",),
    run=star_meeting,
    help="评星会 应到8 实到7：记到会",
    example="评星会 应到8 实到7",
    blanks=(Blank("said", "应到和实到人数", _read_star_meeting, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
    meant=meeting_line,
)


async def star_outcome(request: Request, *, said: Judged) -> list[Message]:
    if said.but:
        return request.reply(texts.which_outcome(said))
    if not request.confirmed and (said.others or said.unqualified):
        review = await to_judge(request.act, said)
        shown = texts.to_judge(said, review)
        return request.preview(shown) if review.outcomes else request.reply(shown)
    return request.reply(texts.judged(await judge(request.act, said)))


STAR_OUTCOME = Command(
    name="star_outcome",
    words=("民主评议",),
    run=star_outcome,
    help="民主评议 张三 优秀，其余合格：记结果",
    example="民主评议 张三 优秀",
    blanks=(Blank("said", "姓名、结果", read_judged, rest=True),),
    needs=JUDGES,
    private=True,
    glued=True,
)

COMMANDS = (
    PEER_COUNT,
    STAR_MEETING,
    STAR_OUTCOME,
)
