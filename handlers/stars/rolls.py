"""Who was at a meeting or a class, and who paid his dues, as the committee enters it."""

from collections.abc import Awaitable, Callable

from bot.understanding.command import Blank, Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.authority.rules import COMMITTEE
from models.stars.findings import actions, texts
from models.stars.findings.words import SheetSaid, read_dues, read_sheet
from models.stars.points.rules import Meeting

ATTENDED = Blank("said", "日期 缺席 姓名，或全到", read_sheet, rest=True)
PAID = Blank("said", "月份 未交 姓名，或全交", read_dues, rest=True)


def _keep(meeting: Meeting) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, said: SheetSaid) -> list[Message]:
        kept = await actions.keep_roll(request.asker, meeting, said.day, said.absent, request.cause)
        return request.reply(texts.roll_kept(kept))

    return run


def _roll(meeting: Meeting, *words: str, blank: Blank = ATTENDED, meaning: str = "11月20日 全到：记签到") -> Command:
    example = meaning.partition("：")[0].replace("全到", "缺席 何光荣").replace("全交", "未交 何光荣")
    return Command(
        name=meeting.value,
        words=words,
        run=_keep(meeting),
        help=f"{words[0]} {meaning}",
        example=f"{words[0]} {example}",
        blanks=(blank,),
        needs=COMMITTEE,
        private=True,
        glued=True,
    )


COMMANDS = (
    _roll(Meeting.THEME_DAY, "主题党日"),
    _roll(Meeting.MEMBERS_MEETING, "党员大会", "支部党员大会"),
    _roll(Meeting.GROUP_MEETING, "小组会", "党小组会"),
    _roll(Meeting.PARTY_CLASS, "开会 党课", "开会党课", "党课"),
    _roll(Meeting.DUES, "党费", blank=PAID, meaning="11月 全交：记党费"),
)
