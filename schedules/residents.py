"""What residents have reported and nobody has done in time."""

from bot.clockwork.job import Job, JobRequest, working_day
from models.machine.delivery.rules import Message
from models.residents.needs import texts
from models.residents.needs.actions import NeedRaised, overdue
from models.values.grouping import grouped


async def needs_overdue(request: JobRequest) -> list[Message]:
    told = grouped(line for one in await overdue(request.act) for line in _told(one))
    return [Message("\n\n".join(lines), to=who, said=len(lines)) for who, lines in told.items()]


def _told(one: NeedRaised) -> list[tuple[str, str]]:
    """Return (account, what he hears) of a late need: who has it in hand, the level above, who reported it."""
    please, above = texts.please_press_on(one.need, [each.name for each in one.above]), bool(one.above)
    late, longer = texts.late(one.need, above=above), texts.takes_longer(one.need, above=above)
    said = ((one.doers, late), (one.above, please), (one.writers, longer))
    return [(who.userid, text) for people, text in said for who in people]


NEEDS_OVERDUE = Job(name="needs_overdue", title="反映到期上报", on_day=working_day, run=needs_overdue, newest_only=True)

JOBS = (NEEDS_OVERDUE,)
