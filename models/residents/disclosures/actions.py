"""Entering what is published and reading it; runs in the caller's transaction."""

from models.matters.steps.actions import open_matter, told_of
from models.matters.steps.rules import Opening
from models.matters.steps.tables import MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.tables import Person
from models.organisation.units.tables import Unit
from models.procedure.bodies.rules import VILLAGES
from models.residents.disclosures.rules import (
    DISCLOSURE,
    NO_FIGURES,
    TEXT_MOST,
    TOPIC_MOST,
    DisclosureState,
    DisclosureWanted,
    Published,
)
from models.residents.disclosures.tables import Disclosure
from models.values.periods import Period
from models.values.refusal import Refusal


async def enter(act: Act, wanted: DisclosureWanted) -> tuple[int, str, list[Person]]:
    """Keep what shall be published; return its number, what it is, and who looks at it.

    Refuses with NO_FIGURES, and NotForEverybody for numbers of accounts or people, for hardship and for names.
    """
    if wanted.period is None or not wanted.text:
        raise Refusal(NO_FIGURES)
    await check_for_everybody(act, wanted.topic, wanted.text)
    topic, title = wanted.topic[:TOPIC_MOST], f"{wanted.topic[:TOPIC_MOST]} {wanted.period.name}"
    said = {"text": wanted.text[:TEXT_MOST]}
    matter = await open_matter(
        act, DISCLOSURE, Opening(act.asker.own_unit, title, {Part.OWNER: [act.asker.known]}, said=said)
    )
    await Disclosure.create(matter_id=matter.id, unit_id=act.asker.own_unit, topic=topic, period=str(wanted.period))
    return matter.id, title, (await told_of(act, DISCLOSURE, matter.id, "publish"))[0]


async def elsewhere(act: Act, text: str) -> tuple[int | None, str]:
    """Return the unit and the name of the village or community that a text names, unless it is the asker's own."""
    villages = await Unit.standing().filter(kind__in=list(VILLAGES)).exclude(id=act.asker.unit_id or 0)
    return next(((one.id, one.name) for one in villages if one.name.partition("（")[0] in text), (None, ""))


async def published(act: Act, topic: str, period: Period, unit_id: int | None = None) -> Published | None:
    """Return what a unit, or the asker's own, has published last of a topic for a period; raises UnknownPerson."""
    rows = Disclosure.filter(unit_id=unit_id or act.asker.own_unit, topic=topic, period=str(period))
    out = rows.filter(matter__state=DisclosureState.PUBLISHED).select_related("matter__opened_by")
    newest = await out.order_by("-id").first()
    if newest is None:
        return None
    step = await MatterStep.get(matter_id=newest.matter_id, step="publish").select_related("by")
    by, approver = newest.matter.opened_by, step.by
    day = act.day_of(step.at)
    return Published(newest.matter.said["text"], by.name if by else "", approver.name if approver else "", day)


async def newest(act: Act, topic: str, unit_id: int | None = None) -> Period | None:
    """Return the period of a topic that a unit, or the asker's own, has published last; None for none."""
    rows = Disclosure.filter(
        unit_id=unit_id or act.asker.own_unit, topic=topic, matter__state=DisclosureState.PUBLISHED
    )
    row = await rows.order_by("-id").first()
    return Period.parse(row.period) if row else None


async def unpublished(topic: str, period: Period) -> list[Unit]:
    """Return the villages and communities that have entered nothing of a topic for a period or a month of it."""
    gone = [DisclosureState.DECLINED, DisclosureState.TAKEN_BACK]
    periods = [str(one) for one in (period, *period.each_month)]
    rows = Disclosure.filter(topic=topic, period__in=periods).exclude(matter__state__in=gone)
    done = list(await rows.values_list("unit_id", flat=True))
    return await Unit.standing().filter(kind__in=list(VILLAGES)).exclude(id__in=done).order_by("code")


async def bring_along(act: Act, old: int, new: int) -> None:
    """Let what a unit has published be found in the unit that it has gone into."""
    await Disclosure.filter(unit_id=old).update(unit_id=new)
