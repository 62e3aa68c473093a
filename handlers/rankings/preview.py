"""红榜预览: secretaries and the district see the coming list before it is published."""

from bot.command import Command
from bot.request import Request
from models.days import Month
from models.delivery.rules import Message
from models.people.rules import OFFICES, VERIFIERS
from models.places.actions import unit_of
from models.places.rules import ranking_kind
from models.rankings import actions, texts


async def run(request: Request) -> list[Message]:
    month = Month.of(request.today).before
    ranking = request.policy.ranking
    if await actions.published(month) is None and request.today.day < ranking.preview_from_day:
        return request.reply(texts.not_yet(month, ranking.preview_from_day))
    lists = await actions.all_standings(month, ranking)
    unit = await unit_of(request.asker.unit_id)
    kind = ranking_kind(unit.kind) if unit else None
    shown = [one for one in lists if one.kind == kind] or lists
    return request.reply(texts.preview(month, shown, texts.totals(lists), ranking.footer))


COMMAND = Command(
    name="preview",
    words=("红榜预览", "预览红榜"),
    run=run,
    help="红榜预览：4日起先看上月红榜",
    example="红榜预览",
    needs=VERIFIERS | OFFICES,
    private=True,
)
