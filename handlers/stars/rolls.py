"""Who was at a meeting or a class, and who paid his dues, as the committee enters it."""

from bot.language.entering import SheetSaid, read_dues, read_sheet
from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.authority.rules import COMMITTEE
from models.stars.findings import actions, texts
from models.stars.points.rules import Meeting


async def theme_day(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.THEME_DAY, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


THEME_DAY = Command(
    name="theme_day",
    words=("主题党日",),
    run=theme_day,
    help="主题党日 11月20日 全到：记签到",
    example="主题党日 11月20日 缺席 何光荣",
    blanks=(Blank("said", "日期 缺席 姓名，或全到", read_sheet, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)


async def members_meeting(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.MEMBERS_MEETING, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


MEMBERS_MEETING = Command(
    name="members_meeting",
    words=("党员大会", "支部党员大会"),
    run=members_meeting,
    help="党员大会 11月20日 全到：记签到",
    example="党员大会 11月20日 缺席 何光荣",
    blanks=(Blank("said", "日期 缺席 姓名，或全到", read_sheet, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)


async def group_meeting(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.GROUP_MEETING, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


GROUP_MEETING = Command(
    name="group_meeting",
    words=("小组会", "党小组会"),
    run=group_meeting,
    help="小组会 11月20日 全到：记签到",
    example="小组会 11月20日 缺席 何光荣",
    blanks=(Blank("said", "日期 缺席 姓名，或全到", read_sheet, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)


async def party_class(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.PARTY_CLASS, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


PARTY_CLASS = Command(
    name="party_class",
    words=("开会 党课", "开会党课", "党课"),
    run=party_class,
    help="开会 党课 11月20日 全到：记签到",
    example="开会 党课 11月20日 缺席 何光荣",
    blanks=(Blank("said", "日期 缺席 姓名，或全到", read_sheet, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)


async def dues(request: Request, *, said: SheetSaid) -> list[Message]:
    kept = await actions.keep_roll(request.asker, Meeting.DUES, said.day, said.absent, request.cause)
    return request.reply(texts.roll_kept(kept))


DUES = Command(
    name="dues",
    words=("党费",),
    run=dues,
    help="党费 11月 全交：记党费",
    example="党费 11月 未交 何光荣",
    blanks=(Blank("said", "月份 未交 姓名，或全交", read_dues, rest=True),),
    needs=COMMITTEE,
    private=True,
    glued=True,
)

COMMANDS = (
    THEME_DAY,
    MEMBERS_MEETING,
    GROUP_MEETING,
    PARTY_CLASS,
    DUES,
)
