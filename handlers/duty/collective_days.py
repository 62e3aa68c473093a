"""Days on which all cadres sit together."""

from datetime import date

from bot.language.days import BACKWARDS
from bot.language.spent import find_spent
from bot.texts import day_open
from bot.understanding.blanks import held_month, listed_days, month_of_place
from bot.understanding.command import Blank, Command, Telling
from bot.understanding.numbered import Numbered
from bot.understanding.request import Request
from models.duty.collective_days import actions, texts
from models.duty.roster.actions import asked_unit
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.organisation.people.rules import SECRETARIES, Role
from models.values.numbers import Sign
from models.values.periods import Month

KEEPERS = frozenset({Role.SECRETARY, Role.COMMITTEE, Role.VILLAGE_COMMITTEE, Role.CADRE})


async def collective_days(request: Request, *, month: Month | None) -> list[Message]:
    wanted = month or Month.of(request.today)
    unit = await asked_unit(request.asker, None, request.group, request.text)
    days = await actions.held(unit.id, wanted.first, wanted.last)
    found = await actions.matters(unit.id, wanted.first, wanted.last)
    keeper = request.private and unit.id in request.asker.units_as(KEEPERS)
    shown = texts.detailed if keeper else texts.of_month
    return request.reply(shown(wanted, days, found, request.today))


COLLECTIVE_DAYS = Command(
    name="collective_days",
    words=("集中办公",),
    run=collective_days,
    help="集中办公 12月：集中办公日和事项",
    example="集中办公 11月",
    blanks=(month_of_place(held_month),),
    glued=True,
)


async def collective_matter(request: Request, *, matter: tuple[list[tuple[date, str]], str]) -> list[Message]:
    days, said = [day for day, _ in matter[0]], matter[1]
    if backwards := next((one for one in find_spent(said) if one.minutes is None), None):
        return request.reply(day_open(said[backwards.start : backwards.end], BACKWARDS) + texts.AGAIN)
    odd = await actions.not_collective(request.act, days)
    if odd and not request.confirmed:
        return request.preview(texts.no_collective_day(*odd))
    added = [await actions.add_matter(request.act, day, said) for day in days]
    return request.reply("\n".join(map(texts.added, added)))


COLLECTIVE_MATTER = Command(
    name="collective_matter",
    words=("集中事项",),
    run=collective_matter,
    help="集中事项 日期 内容：登记一件",
    example="集中事项 11月23日 医保缴费代办 地点 村便民中心",
    blanks=(Blank("matter", "日期 内容", listed_days, rest=True),),
    needs=SECRETARIES,
    private=True,
)


SETTLE = Command(
    name="settle_collective_matter",
    words=("集中办结",),
    run=Telling(actions.settle, texts.settled),
    help="集中办结 S001：一件办完了",
    example="集中办结 S001",
    blanks=(Blank("number", "编号", Sign.COLLECTIVE_MATTER.read),),
    needs=SECRETARIES,
    private=True,
    glued=True,
)

COMMANDS = (
    COLLECTIVE_DAYS,
    COLLECTIVE_MATTER,
    SETTLE,
)


async def _waiting_for(request: Request, word: str | None) -> list[Waits]:
    """Return what waits for the word; nobody owes it, so that it stands in no list of everything."""
    found = await actions.unsettled(request.act) if word else []
    return [Waits(Sign.COLLECTIVE_MATTER.show(one.id), one.text, one.day) for one in found]


_WORDS = {"办结": SETTLE}
NUMBERED = (Numbered(Sign.COLLECTIVE_MATTER, _WORDS, _waiting_for, plain=frozenset(_WORDS), kept=actions.kept),)
