"""A report on somebody's behalf: nothing is recorded before the named member has said yes himself."""

from bot.request import Request
from models.activities import texts
from models.delivery.rules import Asks, Message
from models.dialogs.actions import begin
from models.people.actions import people_named
from models.people.rules import MEMBER_STANDINGS
from models.people.tables import Person


async def propose(request: Request, name: str, text: str, unit: str | None = None) -> list[Message]:
    """Ask the one member of that name; ask back when nobody or more than one is meant."""
    found = await people_named(name, request.asker.unit_id)
    meant = [person for person in found if unit is None or unit in person.unit.name]
    if len(meant) == 1 and meant[0].id == request.asker.person_id:
        return request.reply(texts.report_your_own())
    if len(meant) == 1 and meant[0].standing in MEMBER_STANDINGS:
        return await _ask_him(request, meant[0], text)
    asks = Asks("whom", {"name": name, "text": text, "units": [person.unit.name for person in found]})
    return request.reply(texts.which_person(name, asks.values["units"]), asks)


async def _ask_him(request: Request, person: Person, text: str) -> list[Message]:
    # His private chat with the application is where the note arrives, so that is where he will answer.
    values = {"text": text, "by": request.asker.name}
    await begin(f"app::{person.userid}", "proxy", values, request.now, request.key)
    told = request.tell(person.userid, texts.please_confirm(request.asker.name, text))
    return [*request.reply(texts.confirmation_asked(person.name)), told]
