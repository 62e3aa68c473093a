"""Who is on the books: entered and put right by the secretary and the offices, each for his own area."""

import re
from collections.abc import Sequence

from bot.drawing.ledgers import Ledger
from bot.understanding.command import Blank, Command, Taker, when
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.organisation.people.rules import KEEPERS
from models.organisation.register import actions, texts
from models.organisation.register.rules import PersonEntry
from models.organisation.register.words import ENTERS, asks_how_many, change_line, entry_line, has_come, read_entry
from models.values.listing import Row
from models.values.periods import Month


async def enter(request: Request, *, entry: PersonEntry) -> list[Message]:
    unit, branch, name = await actions.place_for(request.act, entry)
    place = branch.name if branch else unit.name
    namesakes = await actions.namesakes_in(unit, name, entry)
    if request.confirmed:
        person = await actions.enter(request.act, entry)
        if entry.account is None:
            return request.reply(texts.entered_without(name, place))
        return [*request.reply(texts.entered(name, place)), request.tell(person.userid, texts.welcome(place))]
    if entry.account:
        await actions.check_free(entry.account)
    return request.preview(texts.to_enter(name, place, entry, namesakes))


async def _has_come(request: Request, came: re.Match[str]) -> str:
    """Return the line that begins to enter somebody whom a keeper of the books says to have come."""
    return entry_line(came)


ENTER = Command(
    name="enter_person",
    words=(ENTERS,),
    run=enter,
    help="加人 姓名 党员 账号 …：进名册，没有账号也行",
    example="加人 张三 党员 农村 三组 账号 zhangsan",
    blanks=(Blank("entry", "姓名 身份 类别 村民小组 账号", read_entry, rest=True),),
    needs=KEEPERS,
    private=True,
    awaited=(Taker(has_come, _has_come, KEEPERS),),
)


async def change(request: Request, *, entry: PersonEntry) -> list[Message]:
    person = await actions.whom(request.act, entry.words)
    if not request.confirmed:
        return request.preview(texts.to_change(person.name, await actions.changes_of(request.act, person, entry)))
    changes = await actions.change(request.act, person, entry)
    told = request.tell(entry.account or person.userid, texts.changed_about_you(changes))
    return [*request.reply(texts.changed(person.name, changes)), told]


CHANGE = Command(
    name="change_person",
    words=("改人",),
    run=change,
    help="改人 姓名 三组：改资料，分清同名",
    example="改人 张三 三组",
    blanks=(Blank("entry", "姓名 改什么", read_entry, rest=True),),
    needs=KEEPERS,
    private=True,
    meant=change_line,
    shows=True,
)


async def count(request: Request) -> list[Message]:
    return request.reply(texts.counted(await actions.standings(request.act)))


COUNT = Command(
    name="count_members",
    words=("党员人数",),
    run=count,
    help="党员人数：名册上有多少党员",
    example="党员人数",
    needs=KEEPERS,
    private=True,
    awaited=(when(asks_how_many, KEEPERS),),
)

COMMANDS = (ENTER, CHANGE, COUNT)


async def _rows(request: Request, unit_id: int, month: Month) -> Sequence[Row]:
    return await actions.of_month(request.act, month)


LEDGERS = (Ledger(texts.LEDGER, KEEPERS, texts.LEDGER_COLUMNS, _rows, also=("名册", "党员名册", "党员")),)
