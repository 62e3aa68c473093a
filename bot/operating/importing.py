"""Importing from the command line: the tables of the chat, and those of places, which only a technician has."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.drawing.roll_forms import FormPage, form
from bot.sending.outbox import post
from bot.understanding.request import House, Request
from config.database import transact
from models.machine.delivery.rules import Enclosure, Message
from models.organisation.imports.rules import NothingShown
from models.organisation.imports.texts import IMPORTED, ROLL, TEMPLATE_NOTES, form_columns
from models.organisation.imports.words import NoRoster
from models.organisation.people.rules import Asker, Held, Role
from models.organisation.units.actions import highest_units
from models.organisation.units.entering import enter_places
from models.organisation.units.texts import PLACES_NOTES, places_entered
from models.organisation.units.words import FORM, read_places
from models.values.sheets import SentTable

# Who is said to have done it, in the ledger and to whoever is told.
TECHNICIAN = "import"


@dataclass(frozen=True)
class Brought:
    """What a table brought or would bring: in words, whether that is anything, and the rows to mend."""

    text: str
    anything: bool
    to_mend: Enclosure | None


class _Shown(Exception):
    """What a table would bring; the transaction in which this is raised has brought nothing."""

    def __init__(self, brought: Brought) -> None:
        super().__init__()
        self.brought = brought


async def would_bring(house: House, table: SentTable, now: datetime) -> Brought:
    """Return what `bring` would bring: it is done, and undone. Raises what it raises."""

    async def work() -> None:
        raise _Shown(await bring(house, table, now))

    try:
        await transact(work)
    except _Shown as shown:
        return shown.brought
    raise AssertionError("nothing was shown")


def empty_form() -> bytes:
    """Return the workbook that a technician fills in first: people, units, groups, belts."""
    places = [FormPage(name, dict.fromkeys(columns, ())) for name, columns in FORM.items()]
    return form([FormPage(ROLL, form_columns()), *places], [*TEMPLATE_NOTES, *PLACES_NOTES])


async def bring(house: House, table: SentTable, now: datetime) -> Brought:
    """Bring what a table holds onto the books, in the caller's transaction; raises the Refusal that says why not."""
    places = read_places(table.sheets)
    done = await enter_places(house.act(Asker(TECHNICIAN, TECHNICIAN), now).cause, places)
    told = [places_entered(done.units, done.branches, done.groups, done.stops, done.faults)] if places else []
    try:
        shown, file, entered = await _bring_people(house, table, now)
        told.append(shown)
    except NoRoster:
        if not places:
            raise
        file, entered = None, False
    anything = entered or bool(done.units or done.branches or done.groups or done.stops)
    return Brought("\n".join(told), anything, file)


async def _bring_people(house: House, table: SentTable, now: datetime) -> tuple[str, Enclosure | None, bool]:
    """Let the command of the chat take the table and enter it; return what it shows, and whether anything is new."""
    request, command = await _request(house, now), next(one for one in house.commands if one.takes_table)
    messages = await command.run(replace(request, table=table))
    file = next((one.enclosure for one in messages if one.enclosure), None)
    try:
        await _post(house, await command.run(request), now)
    except NothingShown:
        return messages[0].text, file, False
    return messages[0].text, file, True


async def take_back(house: House, now: datetime, *, confirmed: bool) -> str:
    """Take the last import of the command line back, or say what that would do."""
    request, command = await _request(house, now), next(one for one in house.commands if one.name == "undo_import")
    messages = await command.run(replace(request, confirmed=confirmed))
    if confirmed:
        await _post(house, messages, now)
    # Whether to go on is asked at the terminal.
    asks = messages[0].asks
    return str(asks.values["shown"]) if asks else messages[0].text


async def _request(house: House, now: datetime) -> Request:
    """Return a request of the technician, who acts for the highest office there is."""
    posts = frozenset(Held(Role.DISTRICT, unit_id) for unit_id in await highest_units())
    return Request(house, Asker(TECHNICIAN, TECHNICIAN, posts=posts), now, now, "", f"{TECHNICIAN}:{now:%Y%m%d%H%M%S}")


async def _post(house: House, messages: list[Message], now: datetime) -> None:
    others = [one for one in messages if not one.is_reply]
    if others:
        await post(
            others,
            cause=f"{TECHNICIAN}:{now.isoformat()}",
            title=IMPORTED,
            now=now,
            rest=house.rest,
        )
