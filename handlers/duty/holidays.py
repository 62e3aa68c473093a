"""放假安排: next year's holidays, typed, pasted or sent as a table; everybody whose turn moves is told once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.clockwork.reminders import Reminder
from bot.understanding.command import Blank, Command
from bot.understanding.request import House, Request
from config.holidays import HolidayNotice
from models.duty.holidays import actions, texts
from models.duty.holidays.words import is_notice, line_of, read_notice
from models.duty.seasons.texts import adjusted, to_others
from models.machine.delivery.rules import Message
from models.matters.reminders.rules import Owed
from models.organisation.authority.act import Act
from models.organisation.people.actions import holders
from models.organisation.people.rules import DISTRICT, Role

DECEMBER = 12


async def holidays(request: Request, *, said: HolidayNotice | int | None) -> list[Message]:
    if request.table is not None:
        line = f"{HOLIDAYS.words[0]} {line_of(request.table)}"
        typed = replace(request, table=None, text=line)
        return await holidays(typed, said=read_notice(line, request.said_at))
    if not isinstance(said, HolidayNotice):
        year = said or request.today.year + 1
        found = {one.year: one for one in await actions.notices()}
        return request.reply(texts.known(year, found.get(year), brought=request.house.calendar.knows(year)))
    if not request.confirmed:
        return request.preview(texts.preview(said, actions.changes(request.act, said)))
    done = await actions.load(request.act, said)
    request.house.calendars.doubt()
    answer = texts.loaded(said.year, adjusted(done, request.asker.userid) if done.units else "")
    return [*request.reply(answer), *to_others(done, texts.why(said.year), request.asker.userid)]


HOLIDAYS = Command(
    name="holidays",
    words=("放假安排", "放假通知", "节假日安排"),
    run=holidays,
    help="放假安排 2027年 …：装进放假通知",
    example="放假安排 2027年",
    blanks=(Blank("said", "年份 通知全文", read_notice, optional=True, rest=True),),
    needs=DISTRICT,
    private=True,
    takes_table=is_notice,
)

COMMANDS = (HOLIDAYS,)


def _in_december(day: date, house: House) -> bool:
    """Return whether next year's notice is due and not there: it comes in October or November."""
    return day.month == DECEMBER and house.calendar.is_working_day(day) and not house.calendar.knows(day.year + 1)


async def _missing(act: Act) -> Sequence[Owed]:
    year = act.today.year + 1
    return [Owed(one.userid, texts.missing(year), str(year)) for one in await holders([Role.DISTRICT], act.today)]


REMINDERS = (Reminder("holiday_notice", _missing, _in_december),)
