"""When a group reads what somebody lets the bot post: said in his answer, and the hour that the outbox keeps."""

from datetime import datetime

from bot.understanding.request import Request
from models.organisation.units.actions import groups_of


async def group_hears_at(request: Request, unit_id: int, concerns: datetime | None = None) -> datetime | None:
    """Return when the groups of a unit read what is posted now, None for at once."""
    held = any(group.held_on == request.today for group in (await groups_of([unit_id]))[unit_id])
    rest = request.house.rest
    return rest.over(rest.morning_after(request.now)) if held else rest.until(request.now, concerns)
