"""更名, 并村: the district shows who goes where, a second of its people agrees, books and people follow."""

from collections.abc import Awaitable, Callable

from bot.drawing.ledgers import as_workbook
from bot.understanding.command import Blank, Command
from bot.understanding.numbered import matters_of
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.steps.actions import Taken
from models.organisation.authority.deciders import Part
from models.organisation.people.rules import DISTRICT
from models.organisation.posts.actions import rivals_of
from models.organisation.reorganisations import actions, texts
from models.organisation.reorganisations.rules import REORGANISATION, PlaceChange, Plan, ReorganisationSaid
from models.organisation.reorganisations.words import merge_line, read_merger, read_two
from models.values.listing import Listing
from models.values.showing import show_long_day


def _shown(planned: Callable[..., Awaitable[Plan]]) -> Callable[..., Awaitable[list[Message]]]:
    async def run(request: Request, *, said: tuple[str, ...]) -> list[Message]:
        plan = await planned(request.act, *said)
        if not request.confirmed:
            return [*request.preview(texts.preview(plan)), *await _table(request, plan)]
        number, told = await actions.ask(request.act, plan)
        if not told:
            return request.reply(texts.nobody_else(number))
        asked, recipe = (
            texts.second_asked(number, request.asker.name, texts.preview(plan)),
            request.unless_moved(number),
        )
        reply = request.reply(texts.second_needed(number, texts.title(plan)))
        return [*reply, *(request.tell(one.userid, asked, recipe=recipe) for one in told)]

    return run


async def _table(request: Request, plan: Plan) -> list[Message]:
    """Return the table of who goes where, to the asker alone."""
    if not plan.people:
        return []
    rows, day = texts.rows(plan.people), show_long_day(request.today)
    listing = Listing(texts.TABLE, texts.title(plan), day, texts.COLUMNS, rows, request.asker.name)
    return [Message("", to=request.asker.userid, enclosure=await as_workbook(listing))]


MERGE = Command(
    name="merge_places",
    words=("并村", "合并", "并入"),
    run=_shown(actions.to_merge),
    help="并村 莲花池村 桂花湾村：前一个并入后一个",
    example="并村 莲花池村 桂花湾村",
    blanks=(Blank("said", "哪个 并入哪个", read_merger, rest=True),),
    needs=DISTRICT,
    private=True,
    meant=merge_line,
    shows=True,
)
RENAME = Command(
    name="rename_place",
    words=("更名", "单位更名"),
    run=_shown(actions.to_rename),
    help="更名 莲花池村 荷花村：村、支部、镇街",
    example="更名 莲花池村 荷花村",
    blanks=(Blank("said", "原来的名称 新名称", read_two, rest=True),),
    needs=DISTRICT,
    private=True,
)


async def _done(request: Request, taken: Taken) -> list[Message]:
    number, called, asker = taken.matter.id, taken.matter.title, taken.people[Part.OWNER][0]
    if taken.step.name != "agree":
        text = texts.not_done(number, called, taken.reason)
        return [*request.reply(text), *request.tell_others([asker.userid], text)]
    said = ReorganisationSaid.model_validate(taken.matter.said)
    plan = await actions.carry_out(request.act, said)
    if said.change is PlaceChange.MERGED and not said.branch:
        for follows in request.house.mergers:
            await follows(request.act, said.place, said.into or 0)
    text = texts.done(number, called)
    heard = {asker.userid: text} | await _heard(request, plan)
    heard.pop(request.asker.userid, None)
    return [*request.reply(text), *(request.tell(userid, words) for userid, words in heard.items())]


async def _heard(request: Request, plan: Plan) -> dict[str, str]:
    """Return {userid: what he hears}: those who keep the books, and the members and holders of posts who go along."""
    keepers = await actions.keepers(request.act, plan.said)
    if plan.said.change is PlaceChange.RENAMED:
        return {one.userid: texts.renamed(plan) for one in keepers}
    concerned = [one for one in plan.people if one.concerned]
    rivals = await rivals_of(plan.said.into or 0, request.today) if not plan.said.branch else ()
    return {one.userid: texts.others_come(plan, rivals) for one in keepers} | {
        one.userid: texts.you_go_along(plan, one) for one in concerned
    }


COMMANDS = (MERGE, RENAME)
NUMBERED = (matters_of(REORGANISATION, _done, needs=DISTRICT),)
