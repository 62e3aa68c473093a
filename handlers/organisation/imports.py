"""Rosters by table: the form, what a table would change, the yes, and taking it back."""

from collections.abc import Sequence
from functools import partial
from itertools import chain

from bot.drawing.ledgers import as_file
from bot.drawing.roll_forms import FormPage, PageToMend, form, to_mend
from bot.understanding.command import Command, when
from bot.understanding.leaving import follows
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.steps.actions import Taken
from models.organisation.authority.deciders import Part
from models.organisation.imports import actions, texts
from models.organisation.imports.rules import TOO_MANY_ROWS, UNDO, Planned, RowVerdict, marked, sorted_out
from models.organisation.imports.words import asks_how_to_import, read_roll, undo_line
from models.organisation.people.rules import KEEPERS
from models.organisation.posts.actions import Given
from models.organisation.posts.texts import you_are
from models.organisation.register.texts import changed_about_you
from models.values.refusal import Refusal
from models.values.sheets import SentTable


async def template(request: Request) -> list[Message]:
    rows = [texts.form_row(one) for one in await actions.own_roll(request.act)]
    make = partial(form, [FormPage(texts.ROLL, texts.form_columns(), rows)], texts.TEMPLATE_NOTES)
    file = await as_file(texts.TEMPLATE_NAME, repr(rows), make)
    return [*request.reply(texts.TEMPLATE_SENT), Message("", to=request.asker.userid, enclosure=file)]


TEMPLATE = Command(
    name="roll_form",
    words=("导入名册",),
    run=template,
    help="导入名册：要模板，填好发给机器人",
    example="导入名册",
    needs=KEEPERS,
    private=True,
    awaited=(when(asks_how_to_import, KEEPERS),),
)


async def import_roll(request: Request) -> list[Message]:
    if request.table is not None:
        return await _shown(request, request.table)
    given, planned = await actions.enter(request.act, request.house.balances)
    found = sorted_out(planned)
    if given is None:
        return request.reply("\n".join((texts.SHOWN_AGAIN, texts.preview(found, ()), texts.how_to_go_on(found))))
    return [*request.reply(texts.entered(found)), *_told(request, found[RowVerdict.CHANGED], given)]


def _told(request: Request, changed: Sequence[Planned], entered: Sequence[Given]) -> list[Message]:
    """Tell those who were here before what is now on the books of them.

    Who is new hears of it when he says his first word: the privacy notice comes before it.
    """
    about = [
        request.tell(one.row.account or one.person.userid, changed_about_you(one.changes))
        for one in changed
        if one.person and one.changes
    ]
    here = {one.person.id for one in changed if one.person}
    given = [one for one in entered if one.person.id in here]
    return [*about, *(request.tell(one.person.userid, you_are(one)) for one in given)]


async def _shown(request: Request, table: SentTable) -> list[Message]:
    """Say what a table would change, and send the rows back that have to be mended."""
    balances = request.house.balances
    headed, rows = read_roll(table.sheets, table.name, balances, request.said_at)
    most = request.policy.imports.rows_most
    if len(rows) > most:
        raise Refusal(TOO_MANY_ROWS, rows=len(rows), most=most)
    planned, in_its_place = await actions.show(request.act, rows, balances)
    found = sorted_out(planned)
    faulty = found[RowVerdict.FAULTY]
    # A technician at his terminal is no person; he reads every row to be mended here, and it says itself how to go on.
    at_terminal = request.asker.person_id is None
    shown = texts.preview(found, headed, whole=at_terminal)
    more = [texts.how_to_go_on(found), *([texts.IN_ITS_PLACE] if in_its_place else [])]
    reply = request.reply("\n".join([shown, *([] if at_terminal else more)]))
    if not faulty:
        return reply
    sheets = {sheet.name: sheet for sheet in table.sheets}
    pages = [PageToMend(sheets[page.sheet], page.rows, marked(page, faulty)) for page in headed]
    make = partial(to_mend, [one for one in pages if one.wrong], texts.REASONS)
    file = await as_file(texts.TO_MEND_NAME, repr(pages), make)
    return [*reply, Message("", to=request.asker.userid, enclosure=file)]


IMPORT = Command(
    name="import_roll",
    words=("导入",),
    run=import_roll,
    help="导入：把看过的那张表写进名册",
    example="导入",
    needs=KEEPERS,
    private=True,
    takes_table=lambda table: True,
)


async def undo(request: Request) -> list[Message]:
    last = await actions.last_import(request.act)
    if not request.confirmed:
        return request.preview(texts.to_undo(last.people))
    if not actions.needs_second(request.act, last):
        return await _taken_back(request, last.id)
    number, told = await actions.ask_second(request.act, last)
    shown = UNDO.sign.show(number)
    if not told:
        return request.reply(texts.nobody_else(shown))
    asked = texts.second_asked(shown, request.asker.name, last.people)
    reply = request.reply(texts.second_needed(shown, last.people))
    return [*reply, *(request.tell(one.userid, asked) for one in told)]


async def _taken_back(request: Request, number: int) -> list[Message]:
    done = await actions.undo(request.act, number, request.house.balances)
    told = [await follows(request.house, request.act, one) for one in done.gone]
    about = [request.tell(userid, texts.AS_BEFORE) for userid in done.as_before]
    return [*request.reply(texts.undone(done.back, done.kept)), *about, *chain.from_iterable(told)]


UNDO_IMPORT = Command(
    name="undo_import",
    words=("撤销导入", "撤回导入"),
    run=undo,
    help="撤销导入：24 小时内整批撤回",
    example="撤销导入",
    needs=KEEPERS,
    private=True,
    meant=undo_line,
    shows=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    owner = taken.people[Part.OWNER][0]
    if taken.step.name == "agree":
        messages = await _taken_back(request, taken.matter.said["number"])
    else:
        messages = request.reply(texts.undo_declined(UNDO.sign.show(taken.matter.id), taken.reason))
    return [*messages, *request.tell_others([owner.userid], messages[0].text)]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.matter.said["people"])


COMMANDS = (TEMPLATE, IMPORT, UNDO_IMPORT)
NUMBERED = (matters_of(UNDO, _done, _line, KEEPERS),)
