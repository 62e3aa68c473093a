"""带: where a village, community or unit lies on the belts."""

from bot.blanks import rest
from bot.command import Command
from bot.request import Request
from models.delivery.rules import Message
from models.places import actions, texts


async def run(request: Request, *, name: str) -> list[Message]:
    unit = await actions.unit_named(name)
    sites = [(site.unit.name, site.title, site.batch) for site in await actions.sites_of(unit)]
    above = unit.parent.name if unit.parent else ""
    belts = await actions.belts_of(unit, request.today)
    return request.reply(texts.unit_place(unit.name, unit.kind, above, belts, sites))


COMMAND = Command(
    name="belt_of",
    words=("带",),
    run=run,
    help="带 莲花池村：看它在哪条带上",
    example="带 莲花池村",
    blanks=(rest("name", "村、社区或单位"),),
)
