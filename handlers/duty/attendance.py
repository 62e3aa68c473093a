"""Signs of presence, the desk log and the handover."""

import re
from datetime import date, datetime
from functools import partial
from typing import Any

from bot import texts as bot_texts
from bot.clockwork.job import every_day
from bot.clockwork.reminders import Reminder
from bot.understanding.blanks import month as read_month
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Taker, Telling, of_kind
from bot.understanding.request import Request
from models.duty.attendance import actions, texts
from models.duty.attendance.rules import Presence, dated_log, show_log, told_log
from models.duty.roster.actions import only_named
from models.machine.delivery.rules import Message, Purpose
from models.organisation.people.rules import CADRES, SECRETARIES, Role
from models.values.delicate import harmless
from models.values.periods import Month

_MONTH_ALONE = re.compile(r"(?:\d{4}年)?\d{1,2}月份?|上个?月|这个?月|本月")
_SHOW = re.compile(r"[给拿]?我?(?:[要想]?看|瞧)(?:看|一?下|哈|一哈)?[嘛吧]?")


async def _is_there(request: Request, said: object) -> dict[str, Any] | None:
    # Who is back may be back from leave; whoever is simply there is told that nobody waits for it.
    return {} if not texts.says_back(request.text) or await actions.on_duty_now(request.act) else None


async def arrive(request: Request, *, day: date | None = None) -> list[Message]:
    # In a group one word such as 来了 is talk among neighbours; the command itself is obeyed there too.
    if day is not None and not request.private and texts.says_arrived(request.text):
        return []
    if day is not None and day != request.today:
        return request.reply(texts.TOO_LATE)
    shift = await actions.give_sign(request.act, Presence.ARRIVED, None)
    return request.reply(texts.arrived(shift))


ARRIVE = Command(
    name="arrive",
    words=("到岗", "签到"),
    run=arrive,
    help="到岗：报个平安，可报可不报",
    example="到岗",
    needs=CADRES,
    free=of_kind("duty_checkin", lambda slots: {"day": date.fromisoformat(slots["date"])}, direction="in"),
    awaited=(Taker(texts.says_arrived, _is_there, CADRES),),
)


def _read_told(text: str, moment: datetime) -> str | None:
    counts = told_log(text)
    return show_log(counts) if counts else None


async def sign_out(request: Request, *, log: str | None) -> list[Message]:
    await actions.give_sign(request.act, Presence.ARRIVED, None)
    logged = [texts.logged(request.today, await actions.log(request.act, log, request.today))] if log else []
    return request.reply("\n".join([texts.SIGNED_OUT, *logged]))


SIGN_OUT = Command(
    name="sign_out",
    words=("签退", "下班"),
    run=sign_out,
    help="签退：值完了，说一声就行",
    example="签退",
    blanks=(Blank("log", "来访几件", _read_told, optional=True, rest=True),),
    needs=CADRES,
    free=of_kind("duty_checkin", lambda slots: {"log": None}, direction="out"),
)


async def _is_outside(request: Request, where: str) -> dict[str, Any] | None:
    return {"where": where} if await actions.on_duty_now(request.act) else None


AWAY = Command(
    name="away",
    words=("外出",),
    run=Telling(partial(actions.give_sign, presence=Presence.AWAY), texts.away),
    help="外出 三组调解：在外办事也算在岗",
    example="外出 三组调解",
    blanks=(rest("where", "去哪里做什么"),),
    needs=CADRES,
    awaited=(Taker(texts.outside, _is_outside),),
)


def _log_in(text: str) -> str | None:
    """Return the log of a day that is told in other words, behind the day: 昨天来了9个人办事."""
    _, told = dated_log(text)
    counts = told_log(told)
    return f"{text.removesuffix(told)}{show_log(counts)}" if counts else None


async def _tells_log(request: Request, entries: str) -> dict[str, Any] | None:
    ago, _ = dated_log(entries)
    return {"entries": entries} if ago or await actions.on_duty_now(request.act) else None


def _read_entries(text: str, moment: datetime) -> str | Month | None:
    if _SHOW.fullmatch(text):
        return Month.of(moment.date())
    return read_month(text, moment) if _MONTH_ALONE.fullmatch(text) else text or None


async def desk_log(request: Request, *, entries: str | Month | None) -> list[Message]:
    if not isinstance(entries, str):
        if not request.private:
            return request.reply(bot_texts.only_private(DESK_LOG.words[0]))
        month = entries or Month.of(request.today)
        return request.reply(texts.log_of_month(month, await actions.logs(request.act, month)))
    ago, told = dated_log(entries)
    day = request.today - ago
    return request.reply(texts.logged(day, await actions.log(request.act, told, day)))


DESK_LOG = Command(
    name="desk_log",
    words=("坐班日志", "值班日志"),
    run=desk_log,
    help="坐班日志 来访2 代办1：记件数，或看",
    example="坐班日志 来访2 代办1",
    blanks=(Blank("entries", "类别和数字，或月份", _read_entries, optional=True, rest=True),),
    needs=frozenset({Role.CADRE, Role.SECRETARY, Role.SUPERVISOR}),
    glued=True,
    awaited=(Taker(_log_in, _tells_log, CADRES),),
)


async def hand_on(request: Request, *, text: str) -> list[Message]:
    written = harmless(text)
    if not written.text:
        return request.reply(texts.IN_PERSON)
    await actions.hand_on(request.act, written.text)
    return request.reply_to(written, texts.HANDED_ON)


HAND_ON = Command(
    name="hand_on",
    words=("交接",),
    run=hand_on,
    help="交接 …：留话给下一班",
    example="交接 钥匙在门卫那里",
    blanks=(rest("text", "要交代的话"),),
    needs=CADRES,
    private=True,
)


async def _says_absent(request: Request, said: re.Match[str]) -> dict[str, Any] | None:
    name = await only_named(request.asker, said["who"], request.today)
    return {"name": name, "absent": True} if name else None


async def confirm_presence(request: Request, *, name: str | None, absent: bool = False) -> list[Message]:
    if absent and name:
        return request.reply(texts.not_seen(name, request.today))
    confirmed, shift = await actions.confirm(request.act, name)
    return request.reply(texts.confirmed(confirmed, shift))


CONFIRM_PRESENCE = Command(
    name="confirm_presence",
    words=("电话确认在岗",),
    run=confirm_presence,
    help="电话确认在岗 姓名：已通过电话",
    example="电话确认在岗 张三",
    blanks=(rest("name", "姓名", optional=True),),
    needs=SECRETARIES,
    private=True,
    glued=True,
    awaited=(Taker(texts.says_absent, _says_absent, SECRETARIES),),
)

COMMANDS = (
    ARRIVE,
    SIGN_OUT,
    AWAY,
    DESK_LOG,
    HAND_ON,
    CONFIRM_PRESENCE,
)


REMINDERS = (Reminder("ahead", actions.ahead, every_day, evening=True, purpose=Purpose.DUTY),)
