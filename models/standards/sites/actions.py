"""The register of demonstration sites; runs in the caller's transaction."""

from datetime import date, timedelta

from tortoise.queryset import QuerySet

from models.ledger.audit.actions import Cause
from models.matters.steps.actions import Taken, bring_in, open_matter, release, take, told_of
from models.matters.steps.rules import NoSuchMatter, Opening, OwnMatter, Words
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.actions import units_below
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from models.organisation.people.tables import Person
from models.organisation.units.actions import unit_named, with_below
from models.organisation.units.tables import DemoSite
from models.standards.sites.rules import (
    NO_DOCUMENT,
    NO_SITE,
    NOT_BELOW,
    SECOND_OFFICER_NEEDED,
    SITE,
    TITLED,
    TITLES,
    UNKNOWN_TITLE,
    Site,
    SiteState,
    batch_in,
    document_in,
    next_check,
)
from models.values.refusal import Refusal, required

CHECK_AHEAD = timedelta(days=31)


async def register(cause: Cause, unit_id: int, title: str, batch: int, named_on: date) -> None:
    """Keep a title that was given before the books began."""
    matter = await Matter.create(
        kind=SITE.code,
        unit_id=unit_id,
        title=title,
        said={},
        state=SiteState.NAMED,
        opened_at=cause.at,
        closed_at=cause.at,
    )
    await DemoSite.create(matter_id=matter.id, unit_id=unit_id, title=title, batch=batch, named_on=named_on)


async def officers(day: date) -> list[Person]:
    """Return who works for the district on a day."""
    return await holders({Role.DISTRICT}, day)


async def apply(act: Act, name: str, title: str) -> Site:
    """Let an office apply for a unit below it; refuses with UNKNOWN_TITLE, UNKNOWN_UNIT, NOT_BELOW."""
    if title not in TITLES:
        raise Refusal(UNKNOWN_TITLE, said=title, titles="、".join(TITLES))
    unit = await unit_named(name)
    if unit.id not in await units_below(act.asker):
        raise Refusal(NOT_BELOW, unit=unit.name)
    matter = await open_matter(act, SITE, Opening(unit.id, title, {}))
    await DemoSite.create(matter_id=matter.id, unit_id=unit.id, title=title)
    return await read(matter.id)


async def give_title(act: Act, number: int, said: str) -> Site:
    """Let the district name a site by a document; refuses with NO_DOCUMENT and what `take` raises."""
    document = required(document_in(said), NO_DOCUMENT, number=SITE.sign.show(number))
    await take(act, SITE, number, "name", Words(reason=said))
    batch = batch_in(said) or await _newest_batch()
    await DemoSite.filter(matter_id=number).update(named_on=act.today, approval=document, batch=batch)
    return await read(number)


async def _newest_batch() -> int:
    newest = await DemoSite.exclude(batch=None).order_by("-batch").first()
    return newest.batch or 1 if newest else 1


async def check(act: Act, number: int, found: str) -> Site:
    """Let the district note that a site was checked again today."""
    await take(act, SITE, number, "check", Words(reason=found))
    await DemoSite.filter(matter_id=number).update(checked_on=act.today)
    return await read(number)


async def ask_withdrawal(act: Act, number: int, reason: str) -> tuple[Site, list[Person]]:
    """Let an officer of the district ask that a title goes; return the site, and who else may agree."""
    await take(act, SITE, number, "ask_withdraw", Words(reason=reason))
    await bring_in(act, number, Part.OWNER, [act.asker.person_id or 0])
    others, _ = await told_of(act, SITE, number, "withdraw", everybody=True)
    return await read(number), others


async def withdraw(act: Act, number: int, reason: str) -> Taken:
    """Let a second officer agree that a title goes; refuses with SECOND_OFFICER_NEEDED for the first."""
    try:
        return await take(act, SITE, number, "withdraw", Words(reason))
    except OwnMatter:
        raise Refusal(SECOND_OFFICER_NEEDED, number=SITE.sign.show(number)) from None


async def after_step(act: Act, taken: Taken) -> None:
    """Let follow what a step means that was taken by a shared word."""
    if taken.step.name == "withdraw":
        await DemoSite.filter(matter_id=taken.matter.id).update(withdrawn_on=act.today)
    if Part.OWNER in taken.people:
        await release(act, taken.matter.id, Part.OWNER)


async def concerned(act: Act, matter: Matter) -> tuple[str, list[str]]:
    """Return why a title goes, as the first officer said it, and who speaks for the unit (userids)."""
    asked = await MatterStep.filter(matter_id=matter.id, step="ask_withdraw").order_by("-id").first()
    secretaries = await holders([Role.SECRETARY], act.today, matter.unit_id)
    return (asked.reason if asked else None) or "", [one.userid for one in secretaries]


async def number_of(name: str, *states: SiteState) -> int:
    """Return the number of a unit's only site in one of some states; refuses with UNKNOWN_UNIT, NO_SITE."""
    unit = await unit_named(name)
    found = required(
        [one for one in await _sites(DemoSite.filter(unit_id=unit.id)) if one.state in states],
        NO_SITE,
        unit=unit.name,
        what=SITE.states[states[0]],
    )
    return found[-1].number


async def read(number: int) -> Site:
    """Return a site by the number of its matter; raises NoSuchMatter."""
    return required(await _sites(DemoSite.filter(matter_id=number)), NoSuchMatter, number=SITE.sign.show(number))[0]


async def opener_of(number: int) -> str | None:
    """Return the userid of who opened a site's matter and is still here, None for what came with the books."""
    matter = await Matter.get(id=number).select_related("opened_by")
    return matter.opened_by.userid if matter.opened_by and matter.opened_by.left_on is None else None


async def sites(name: str | None = None) -> list[Site]:
    """Return the sites of a unit and those below it, or every one that is named; refuses with UNKNOWN_UNIT."""
    if name is None:
        return [one for one in await _sites(DemoSite.all()) if one.state in TITLED]
    return await sites_below((await unit_named(name)).id)


async def sites_below(unit_id: int) -> list[Site]:
    """Return every site of a unit and those below it, whatever became of it."""
    return await _sites(DemoSite.filter(unit_id__in=await with_below(unit_id)))


async def to_check(day: date) -> list[Site]:
    """Return the named sites whose yearly check is due within a month, by day."""
    due = [(next_check(one, day), one) for one in await sites()]
    near = [(by, one) for by, one in due if by is not None and by <= day + CHECK_AHEAD]
    return [one for _, one in sorted(near, key=lambda pair: (pair[0], pair[1].number))]


async def _sites(rows: QuerySet[DemoSite]) -> list[Site]:
    found = await rows.select_related("unit").order_by("id")
    states = dict(await Matter.filter(id__in=[row.matter_id for row in found]).values_list("id", "state"))
    return [
        Site(
            row.matter_id,
            row.unit.name,
            row.title,
            SiteState(states[row.matter_id]),
            row.batch,
            row.approval,
            row.named_on,
            row.checked_on,
            row.withdrawn_on,
        )
        for row in found
    ]
