"""Offering talks, booking and holding them; runs in the caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import date

from tortoise.queryset import QuerySet

from models.ledger.audit.actions import record
from models.library.talks.rules import (
    BOOKING,
    LIVE,
    NO_TIME_AHEAD,
    NOT_HELD_YET,
    NOT_OF_YOURS,
    NOT_OFFERED,
    TOPIC_MOST,
    Booking,
    BookingState,
    HalfDay,
    Offered,
    SlotNotFree,
    SlotTaken,
    fitting,
    named,
    spoken_of,
    told_today,
)
from models.library.talks.tables import TalkBooking, TalkOffer, TalkTime
from models.library.talks.texts import next_free
from models.library.talks.words import TourStop
from models.matters.steps.actions import lapse, open_matter, take
from models.matters.steps.rules import NoSuchMatter, Opening
from models.organisation.authority.act import Act
from models.organisation.authority.actions import branches_led_by, units_below
from models.organisation.authority.deciders import Part
from models.organisation.authority.rules import COMMITTEE
from models.organisation.gate.actions import check_for_everybody
from models.organisation.people.actions import holders, lock, people_of
from models.organisation.people.rules import Role
from models.organisation.units.actions import unit_named
from models.organisation.units.tables import Unit
from models.procedure.party_life.actions import note
from models.procedure.party_life.rules import Meeting
from models.values.grouping import grouped
from models.values.periods import Year
from models.values.refusal import Refusal, required

VISITED = frozenset({"village", "community"})


async def offer(act: Act, topic: str) -> list[str]:
    """Keep the asker's own word that he speaks about a topic; return all of his topics. Raises NotForEverybody."""
    speaker = await _speaker(act)
    await check_for_everybody(act, topic)
    row, begun = await TalkOffer.get_or_create(
        {"agreed_on": act.today}, speaker_id=speaker, topic=topic[:TOPIC_MOST], ended_on=None
    )
    if begun:
        await record(act.cause, "offer_talk", ("talk", row.id), after={"topic": row.topic})
    return await _topics(speaker)


async def take_back(act: Act, topic: str) -> list[str]:
    """End that the asker speaks about a topic; what is booked stays until he takes it back; else NOT_OFFERED."""
    speaker = await _speaker(act)
    row = await TalkOffer.get_or_none(speaker_id=speaker, topic=topic[:TOPIC_MOST], ended_on=None)
    if row is None:
        raise Refusal(NOT_OFFERED, topic=topic, topics=named(await _topics(speaker)))
    await TalkOffer.filter(id=row.id).update(ended_on=act.today)
    await record(act.cause, "end_talk", ("talk", row.id), before={"topic": row.topic})
    return await _topics(speaker)


async def _speaker(act: Act) -> int:
    await lock([act.asker.known])
    return act.asker.known


async def _topics(speaker_id: int) -> list[str]:
    return [row.topic for row in await TalkOffer.filter(speaker_id=speaker_id, ended_on=None).order_by("id")]


async def be_free(act: Act, slots: Collection[HalfDay]) -> list[HalfDay]:
    """Keep when the asker is free to speak from now on, in place of what he said before; refuses with NO_TIME_AHEAD."""
    speaker, ahead = await _speaker(act), sorted({one for one in slots if one.day > act.today})
    if slots and not ahead:
        raise Refusal(NO_TIME_AHEAD)
    await TalkTime.filter(speaker_id=speaker).delete()
    await TalkTime.bulk_create(TalkTime(speaker_id=speaker, day=one.day, half=one.half) for one in ahead)
    after = {"times": [f"{one.day} {one.half}" for one in ahead]}
    await record(act.cause, "talk_times", ("person", speaker), after=after)
    return ahead


async def offered(act: Act) -> list[Offered]:
    """Return who speaks about what, with the half days that are free still, in the order in which they said so."""
    talks = await TalkOffer.filter(ended_on=None, speaker__left_on=None).select_related("speaker__unit").order_by("id")
    speakers = {row.speaker_id for row in talks}
    taken = {(one.talk.speaker_id, HalfDay(one.day, one.half)) for one in await _live(speakers)}
    times = TalkTime.filter(speaker_id__in=list(speakers), day__gt=act.today).order_by("day", "half")
    free = grouped(
        (row.speaker_id, HalfDay(row.day, row.half))
        for row in await times
        if (row.speaker_id, HalfDay(row.day, row.half)) not in taken
    )
    return [
        Offered(row.id, row.speaker_id, row.speaker.name, row.speaker.unit.name, row.topic, free[row.speaker_id])
        for row in talks
    ]


async def _live(speakers: Collection[int]) -> list[TalkBooking]:
    rows = TalkBooking.filter(talk__speaker_id__in=list(speakers), matter__state__in=list(LIVE))
    return await rows.select_related("talk", "matter__unit")


async def book(act: Act, unit: Unit, slots: Sequence[HalfDay], topic: str, who: str = "") -> Booking:
    """Ask a speaker for a unit, him who is named or the first who is free.

    Refuses with NOBODY_SPEAKS, NOT_SPEAKING, SlotTaken or SlotNotFree.
    """
    able = spoken_of(fitting(await offered(act), topic), who)
    await lock(sorted({one.speaker_id for one in able}))
    able = spoken_of(fitting(await offered(act), topic), who)
    chosen = next(((one, slot) for one in able for slot in slots if slot in one.free), None)
    if chosen is None:
        raise await _refused(able, slots)
    one, slot = chosen
    parts = {Part.OWNER: [one.speaker_id], Part.OTHER: [act.asker.person_id or 0]}
    matter = await open_matter(act, BOOKING, Opening(unit.id, one.topic, parts, due_on=slot.day))
    await TalkBooking.create(matter_id=matter.id, talk_id=one.talk_id, day=slot.day, half=slot.half)
    return await read(act, matter.id)


async def _refused(able: Sequence[Offered], slots: Sequence[HalfDay]) -> SlotTaken | SlotNotFree:
    """Return why nobody can come: who has the speaker in that half day, or that he is not free, and when he is."""
    by, slot = able[0], slots[0]
    said = {"slot": slot.name, "speaker": by.speaker, "next": next_free(by)}
    for row in await _live([by.speaker_id]):
        if HalfDay(row.day, row.half) in slots:
            said["slot"] = HalfDay(row.day, row.half).name
            return SlotTaken(unit=row.matter.unit.name, state=row.matter.state, **said)
    return SlotNotFree(**said)


async def book_tour(act: Act, topic: str, stops: Sequence[TourStop]) -> list[Booking]:
    """Ask a speaker for several units below the asker's office: all of them or, with a Refusal, none."""
    area = await units_below(act.asker)
    booked = []
    for stop in stops:
        unit = await unit_named(stop.before)
        if unit.id not in area:
            raise Refusal(NOT_OF_YOURS, unit=unit.name)
        booked.append(await book(act, unit, stop.slots, topic))
    return booked


async def book_for_own(act: Act, slots: Sequence[HalfDay], topic: str, who: str) -> Booking:
    """Ask a speaker for the asker's own unit."""
    return await book(act, await Unit.get(id=act.asker.unit_as([Role.SECRETARY])), slots, topic, who)


async def speaks(act: Act) -> bool:
    """Return whether the asker speaks about anything."""
    return act.asker.person_id is not None and bool(await _topics(act.asker.person_id))


async def own_talk(act: Act, day: date | None, states: Collection[str]) -> Booking | None:
    """Return the talk that the asker was asked for: of that day, or the only one; None where there is none such."""
    rows = TalkBooking.filter(talk__speaker_id=act.asker.person_id or 0, matter__state__in=list(states))
    found = [one for one in await _bookings(act, rows) if day in (None, one.slot.day)]
    return found[0] if len(found) == 1 else None


async def ahead(act: Act) -> list[Booking]:
    """Return the talks that are still to be held in the asker's own unit."""
    rows = TalkBooking.filter(matter__unit_id=act.asker.unit_id or 0, matter__state__in=list(LIVE))
    return await _bookings(act, rows.filter(day__gte=act.today))


async def not_free(act: Act, one: Booking) -> None:
    """Forget that the asker is free in the half day of a talk for which he has said that he cannot come."""
    slot = TalkTime.filter(speaker_id=act.asker.person_id or 0, day=one.slot.day, half=one.slot.half)
    if await slot.delete():
        await record(act.cause, "talk_times", ("person", act.asker.known), before={"time": one.slot.name})


async def read(act: Act, number: int) -> Booking:
    """Return a talk that was asked for; raises NoSuchMatter."""
    return required(
        await _bookings(act, TalkBooking.filter(matter_id=number)), NoSuchMatter, number=BOOKING.sign.show(number)
    )[0]


async def _bookings(act: Act, rows: QuerySet[TalkBooking]) -> list[Booking]:
    found = await rows.prefetch_related("talk__speaker", "matter__unit").order_by("day", "half", "id")
    units = {row.matter.unit_id for row in found}
    hosts = {unit: [one.userid for one in await holders([Role.SECRETARY], act.today, unit)] for unit in units}
    return [
        Booking(
            number=row.matter_id,
            topic=row.talk.topic,
            speaker=row.talk.speaker.name,
            speaker_userid=row.talk.speaker.userid,
            unit_id=row.matter.unit_id,
            unit=row.matter.unit.name,
            hosts=[one for one in hosts[row.matter.unit_id] if one != row.talk.speaker.userid],
            state=BookingState(row.matter.state),
            slot=HalfDay(row.day, row.half),
            attended=row.attended,
        )
        for row in found
    ]


async def hold(act: Act, number: int, attended: int) -> Booking:
    """Keep how many came to a talk; it is a class of the village's branch, which enters it nowhere else.

    Refuses with NOT_HELD_YET.
    """
    one = await read(act, number)
    if one.slot.day > act.today:
        raise Refusal(NOT_HELD_YET, slot=one.slot.name, number=one.code)
    await take(act, BOOKING, number, "hold")
    await TalkBooking.filter(matter_id=number).update(attended=attended)
    for branch in (await branches_led_by(act.asker, COMMITTEE))[:1]:
        await note(act, branch, Meeting.PARTY_CLASS, one.slot.day, since=one.slot.day)
    return await read(act, number)


async def to_remind(act: Act) -> list[tuple[int, Booking]]:
    """Return (days ahead, talk) of what is told of today; 0 for one that was yesterday and of which nothing is said."""
    live = await _bookings(act, TalkBooking.filter(matter__state__in=list(LIVE)))
    told = [(told_today(one.slot.day, act.today, act.calendar), one) for one in live]
    return [(ahead, one) for ahead, one in told if ahead is not None]


async def to_tell(act: Act) -> list[Booking]:
    """Return the talks of the asker's village that are over, and of which nobody has said how many came."""
    led = list(act.asker.units_as([Role.SECRETARY]))
    over = TalkBooking.filter(matter__state=BookingState.AGREED, matter__unit_id__in=led, day__lt=act.today)
    return await _bookings(act, over)


async def not_visited(act: Act) -> list[str]:
    """Return the villages and communities below the asker's office in which no talk was held this year."""
    area, year = list(await units_below(act.asker)), Year.of(act.today)
    held = TalkBooking.filter(matter__state=BookingState.HELD, day__range=(year.first, year.last))
    seen = {row.matter.unit_id for row in await held.filter(matter__unit_id__in=area).select_related("matter")}
    units = await Unit.filter(id__in=area, kind__in=list(VISITED)).order_by("code")
    return [unit.name for unit in units if unit.id not in seen]


async def departed(act: Act, person_id: int) -> list[Booking]:
    """Cancel what somebody who has left the enterprise was to speak about; return it."""
    live = await _live([person_id]) if (await people_of([person_id]))[person_id].left_on else []
    for row in live:
        await lapse(act, BOOKING, row.matter_id, "cancel")
    return await _bookings(act, TalkBooking.filter(id__in=[row.id for row in live])) if live else []
