"""What is kept about the one who asks: shown, put right, deleted."""

from dataclasses import replace
from functools import partial

from bot.drawing.ledgers import as_workbook
from bot.understanding.blanks import rest
from bot.understanding.command import Command, of_kind, when
from bot.understanding.dispatch import obey_line
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.ledger.personal_data import actions, texts
from models.ledger.personal_data.reading import kept_about
from models.ledger.personal_data.rules import DATA_REQUEST, SETTLES, DataWanted, DataWish
from models.ledger.personal_data.words import asks_what_is_kept, asks_whether_erased, asks_who_sees
from models.machine.delivery.rules import Message
from models.matters.steps.actions import Taken
from models.organisation.authority.deciders import Part
from models.organisation.people.texts import privacy as privacy_notice
from models.values.listing import Listing
from models.values.showing import show_long_day


async def my_data(request: Request) -> list[Message]:
    sections = await kept_about(request.act, {one.code: one for one in request.house.kinds})
    whole = texts.EXPORT in request.text or any(len(one) > texts.SHOWN for one in sections.values())
    rows = [(title, one.day, one.text) for title, entries in sections.items() for one in entries]
    name, span = request.asker.name, show_long_day(request.today)
    listing = Listing(texts.TITLE, name, span, texts.COLUMNS, rows, name)
    file = [Message("", to=request.asker.userid, enclosure=await as_workbook(listing))] if whole else []
    return [*request.reply(texts.kept(sections, whole=whole)), *file]


MY_DATA = Command(
    name="my_data",
    words=("我的数据", "我的资料", "导出我的资料", "导出我的数据"),
    run=my_data,
    help="我的数据：记着您的都在这里",
    example="我的数据",
    private=True,
    free=of_kind("my_record", lambda slots: {}, metric="export"),
    awaited=(when(asks_what_is_kept),),
)


async def _ask(request: Request, *, wish: DataWish, words: str) -> list[Message]:
    matter, told = await actions.ask(request.act, wish, words)
    due = matter.due_on or request.today
    please = texts.please(matter.id, request.asker.name, wish, words, due)
    return [*request.reply(texts.asked(matter.id, wish, due)), *(request.tell(one.userid, please) for one in told)]


CORRECT_DATA = Command(
    name="correct_data",
    words=("更正资料", "更正我的资料", "更正我的数据", "更正 我的资料", "更正 我的数据"),
    run=partial(_ask, wish=DataWish.CORRECT),
    help="更正资料 哪里不对：请书记改名册",
    example="更正资料 我在五组，不在三组",
    blanks=(rest("words", "哪里不对、应该是什么"),),
    private=True,
)


OWN_MATTERS = "我的事"


async def erase_data(request: Request) -> list[Message]:
    # 我的资料删了没 asks after what was wished before, and wishes nothing anew.
    if asks_whether_erased(request.text):
        return await obey_line(request, OWN_MATTERS, OWN_MATTERS)
    if not request.confirmed:
        return request.preview(texts.to_erase(actions.answered_by(request.act)))
    return await _ask(request, wish=DataWish.ERASE, words="")


ERASE_DATA = Command(
    name="erase_data",
    words=("删除我的资料", "删除我的数据", "删掉我的资料", "把我的资料删了", "把我从系统里删掉", "把我删了", "注销"),
    run=erase_data,
    help="删除我的资料：15个工作日内答复",
    example="删除我的资料",
    private=True,
    free=of_kind("my_record", lambda slots: {}, metric="delete"),
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    (wish, changed), number = await actions.settle(request.act, taken), taken.matter.id
    owner = taken.people[Part.OWNER][0]
    if taken.step.name == "take_back":
        told = await actions.who_does_it(request.act, number)
        others = [request.tell(one.userid, texts.no_longer_wanted(number, owner.name)) for one in told]
        return [*request.reply(texts.taken_back(number)), *others]
    reply = request.reply(texts.settled(number, owner.name, changed=changed))
    if owner.left_on is not None:
        return reply
    return [*reply, request.tell(owner.userid, texts.answered(number, wish, taken.reason))]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.people[Part.OWNER][0].name, DataWanted.model_validate(taken.matter.said).wish)


async def privacy(request: Request) -> list[Message]:
    return request.reply(privacy_notice(request.policy.keeper))


PRIVACY = Command(
    name="privacy",
    words=("隐私", "隐私说明"),
    run=privacy,
    help="隐私：看怎么用您的资料",
    example="隐私",
    awaited=(when(asks_who_sees),),
)

COMMANDS = (
    MY_DATA,
    CORRECT_DATA,
    ERASE_DATA,
    PRIVACY,
)
_MATTERS = matters_of(DATA_REQUEST, _done, _line)


async def _settle(request: Request, *, number: int, reason: str | None) -> list[Message]:
    """Show what a deletion takes away before it is done: nothing brings it back."""
    gone = None if request.confirmed else await actions.to_erase(request.act, number)
    if gone:
        return request.preview(texts.erases(*gone))
    return await _MATTERS.words[SETTLES].run(request, number=number, reason=reason)


NUMBERED = (replace(_MATTERS, words={**_MATTERS.words, SETTLES: replace(_MATTERS.words[SETTLES], run=_settle)}),)
