"""我的名次: a secretary's unit, privately; a member learns his own month, for people are not ranked."""

from typing import Any

from bot.blanks import MONTH, month_of
from bot.command import Command
from bot.language import Reading
from bot.request import Request
from config.catalogue import categories
from models.activities import texts as activity_texts
from models.activities.actions import own_records
from models.days import Month
from models.delivery.rules import Message
from models.people.rules import VERIFIERS
from models.places.actions import unit_of
from models.places.rules import ranking_kind
from models.rankings import actions, texts


def _free(reading: Reading) -> dict[str, Any] | None:
    asks_own = reading.intent == "ranking_query" and reading.slots.get("org") == "self"
    return {"month": month_of(reading.slots.get("period"))} if asks_own else None


async def run(request: Request, *, month: Month | None) -> list[Message]:
    asker = request.asker
    unit = await unit_of(request.asker.unit_id)
    kind = ranking_kind(unit.kind) if unit else None
    if unit is None or kind is None or not asker.roles & VERIFIERS:
        wanted = month or Month.of(request.today)
        lines = await own_records(asker, wanted.first, wanted.last)
        shown = activity_texts.record_list(f"{wanted.name}您的记录", lines, categories(), shown=3)
        return request.reply(f"{texts.people_are_not_ranked()}\n{shown}")
    wanted = month or Month.of(request.today).before
    lists = await actions.published_standings(wanted, request.policy.ranking)
    mine = next(one for one in lists if one.kind == kind)
    return request.reply(texts.own_place(wanted, unit.name, mine, unit.id))


COMMAND = Command(
    name="my_place",
    words=("我的名次", "我的排名"),
    run=run,
    help="我的名次：私下看本支部位次",
    example="我的名次 10月",
    blanks=(MONTH,),
    private=True,
    free=_free,
)
