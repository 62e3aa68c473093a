"""What follows when somebody leaves, or changes his account: others are told, and a list stays for one of them."""

from bot.understanding.request import House
from models.machine.delivery.rules import Message
from models.organisation.authority.act import Act
from models.organisation.contacts.actions import rename
from models.organisation.contacts.texts import renamed as told_of
from models.organisation.handovers.actions import open_handover
from models.organisation.people.actions import holders, leave
from models.organisation.people.rules import Role
from models.organisation.posts.actions import left_by
from models.organisation.posts.texts import empty


async def leaves(house: House, act: Act, userid: str) -> list[Message]:
    """Record that somebody has left the enterprise, with everything that follows; return what others are told."""
    person_id = await leave(userid, act.cause)
    return [] if person_id is None else await follows(house, act, person_id)


async def follows(house: House, act: Act, person_id: int) -> list[Message]:
    """Return what others are told because somebody has gone; what they have to see to stays on a list."""
    told = [message for departure in house.departures for message in await departure(act, person_id)]
    if told:
        # A post that is empty stands there until somebody fills it, not as it was once said.
        left = await left_by(act, person_id)
        gaps = {empty(one.unit, one.roles) for one in left}
        lines = [message.text for message in told if message.text not in gaps]
        await open_handover(act, person_id, lines, posts=[(one.unit_id, role) for one in left for role in one.roles])
    return told


async def renamed(act: Act, userid: str, account: str) -> list[Message]:
    """Let somebody keep his books under another account; return what his secretaries are told."""
    person = await rename(act, userid, account)
    heads = await holders([Role.SECRETARY], act.today, person.unit_id) if person else []
    return [Message(told_of(person.name, userid, account), to=one.userid) for one in heads if person]
