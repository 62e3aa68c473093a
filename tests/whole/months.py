"""A whole district for some months: what its people do day by day, and what each of them is told meanwhile.

Jobs are driven by the clock, and what is due is taken by an ear in place of WeCom, at the moment at which it would go.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from bot.clockwork.job import due_moments
from bot.clockwork.scheduler import Scheduler
from bot.sending.outbox import Outbox
from bot.sending.sender import Sender
from config.database import Database, transact
from config.sample import SampleDistrict, SamplePerson, load_district
from models.machine.delivery.actions import drawn
from models.machine.delivery.rules import Card, Enclosure
from models.machine.delivery.tables import EnclosureRow
from models.machine.inbox.tables import InboxRow
from models.organisation.people.actions import foremost_roles, holders
from models.organisation.people.rules import Role
from models.service.verification.actions import waiting_by_verifier
from models.values.periods import Month
from tests.access.town import Town
from tests.fakes.databases import sample_url

AT, MORNING = time(14, 11), time(8)
SATURDAY, MONDAY, WEDNESDAY = 5, 0, 2
FIRST, MONTHS = date(2026, 11, 22), (Month(2026, 12), Month(2027, 1))
PROPOSED = (24, 5)
NUMBER, WAYS = re.compile(r"[A-Z]\d{3,}"), re.compile(r"发“([^”]*[A-Z]\d{3,}[^”]*)”")
SEATS = re.compile(r"名册上最多 (\d+) 位")


@dataclass(frozen=True)
class Heard:
    """What reached somebody or a group, and when; an answer reached whoever had spoken, in a message of that `key`."""

    at: datetime
    channel: str
    to: str
    text: str
    key: str = ""


class Ear(Sender):
    """Takes what is sent."""

    def __init__(self, town: "LivingTown") -> None:
        self._town = town

    async def send(self, channel: str, destination: str, content: str | Enclosure | Card) -> None:
        """Note a text, also one on a card; a picture or file goes with the text before it."""
        if not isinstance(content, Enclosure):
            text = content.text if isinstance(content, Card) else content
            self._town.heard.append(Heard(self._town.now, channel, destination, text))


class _Mail(Outbox):
    async def _draw(self, row: EnclosureRow) -> None:
        """Take any picture for drawn: it is drawn elsewhere."""
        await transact(lambda: drawn(row.id, b"a picture"))


Looks = Callable[["LivingTown", list[Heard]], Awaitable[None]]


class LivingTown(Town):
    """A town in which what is due is sent as well; `looks` is shown what was heard, at the moment at which it was."""

    def __init__(self, url: str, looks: Looks | None = None) -> None:
        """Prepare for an open database at `url`."""
        super().__init__(url)
        self.heard: list[Heard] = []
        self.tried: list[tuple[str, str, str]] = []  # who did what he was told he may, and the answer
        self._looks = looks
        self._mail = _Mail(Ear(self), self._house.policy.delivery, self._clock, self._house.anew)

    @property
    def now(self) -> datetime:
        """Return the present moment, in local time."""
        return self._clock.now().astimezone(SHANGHAI)

    async def says(self, who: str, text: str, group: str | None = None) -> str:
        """Let somebody say something, hear the answer and what others are told at once."""
        said = await super().says(who, text, group)
        self.heard.append(Heard(self.now, "answer", who, said, self.key))
        await self._hears(1)
        return said

    async def lives_to(self, moment: datetime) -> None:
        """Let time pass up to a moment: every job runs at each of its due moments, what is due is sent."""
        scheduler, due, now = Scheduler(self._house, self._clock), {moment}, self.now
        days = (moment.date() - now.date()).days
        mornings = [datetime.combine(now.date() + timedelta(days=n), MORNING, SHANGHAI) for n in range(days + 1)]
        due |= {one for one in mornings if now < one < moment}
        for job in self._house.jobs:
            due |= set(await transact(lambda job=job: due_moments(job, self._house, now, moment)))  # type: ignore[misc]
        for one in sorted(due):
            self._clock.set(one)
            await scheduler.tick()
            await self._hears()

    async def _hears(self, before: int = 0) -> None:
        already = len(self.heard) - before
        await self._mail.deliver()
        if self._looks and len(self.heard) > already:
            await self._looks(self, self.heard[already:])


def district_of(units: int) -> SampleDistrict:
    """Return the sample district with so many villages, communities and offices: its largest, or repeated ones."""
    sample = load_district()
    size = Counter(person.unit for person in sample.people)
    homes = [unit for unit in sample.units if unit.kind not in ("district", "township")]
    homes.sort(key=lambda unit: (-size[unit.code], unit.code))
    if units < len(homes):
        return _without(sample, {unit.code for unit in homes[units:]})
    made = sample
    for turn in range(1, -(-units // len(homes))):
        left = {unit.code: f"{unit.code}{turn:02}" for unit in homes[: units - turn * len(homes)]}
        made = _with_twins(made, sample, left, turn)
    return made


def _without(sample: SampleDistrict, codes: Collection[str]) -> SampleDistrict:
    left = {person.userid for person in sample.people if person.unit in codes}
    groups = (one for one in sample.groups if one.unit not in codes)
    return replace(
        sample,
        units=tuple(one for one in sample.units if one.code not in codes),
        sites=tuple(one for one in sample.sites if one.unit not in codes),
        branches=tuple(one for one in sample.branches if one.unit not in codes),
        people=tuple(one for one in sample.people if one.unit not in codes),
        groups=tuple(replace(one, members=tuple(set(one.members) - left)) for one in groups),
    )


def _with_twins(made: SampleDistrict, sample: SampleDistrict, codes: dict[str, str], turn: int) -> SampleDistrict:
    """Return a district with a twin of each unit of `codes`: other names, other people, its own group."""

    def who(userid: str) -> str:
        return f"{userid}.{turn}"

    def twin(one: SamplePerson) -> SamplePerson:
        posts = tuple(replace(post, unit=codes[post.unit]) for post in one.posts if post.unit in codes)
        branch = f"{one.branch}{turn:02}" if one.branch else None
        name = f"{one.name}{'甲乙丙丁戊己庚辛壬癸'[turn - 1]}"
        return replace(one, userid=who(one.userid), name=name, unit=codes[one.unit], branch=branch, posts=posts)

    people = tuple(twin(one) for one in sample.people if one.unit in codes)
    known = {one.userid for one in people}
    return replace(
        made,
        units=made.units
        + tuple(replace(u, code=codes[u.code], name=f"{u.name}{turn}") for u in sample.units if u.code in codes),
        branches=made.branches
        + tuple(
            replace(b, code=f"{b.code}{turn:02}", name=f"{b.name}{turn}", unit=codes[b.unit])
            for b in sample.branches
            if b.unit in codes
        ),
        people=made.people + people,
        groups=made.groups
        + tuple(
            replace(
                g,
                chatid=f"{g.chatid}{turn}",
                name=f"{g.name}{turn}",
                unit=codes[g.unit],
                webhook_key=f"{g.webhook_key}-{turn}",
                members=tuple(who(m) for m in g.members if who(m) in known),
            )
            for g in sample.groups
            if g.unit in codes
        ),
    )


@asynccontextmanager
async def living(units: int | None = None, looks: Looks | None = None) -> AsyncIterator[LivingTown]:
    """Open a fresh district of so many units, the sample if not given."""
    url = await sample_url("sqlite", district=None if units is None else district_of(units))
    database = Database(url)
    await database.open()
    try:
        with closing(LivingTown(url, looks)) as town:
            yield town
        assert not await InboxRow.exclude(fault=None).exists(), "a fault is no answer"
    finally:
        await database.close()


Deeds = Callable[[LivingTown, date], Awaitable[None]]


async def nobody(town: LivingTown, day: date) -> None:
    """Do nothing."""


async def everybody(town: LivingTown, day: date) -> None:
    """Do what ordinary months ask of people, and what they were told to yesterday; nobody uses what is voluntary."""
    for who, text in list(_answers(town, day)):
        town.tried.append((who, text, await _say(town, who, text)))
    if day in (FIRST, MONTHS[-1].first - timedelta(days=6)):
        await _rosters(town, Month.of(day).after, day)
    async for who, text in _affairs(day):
        await _say(town, who, text)
    if day.day in PROPOSED:
        for secretary in await _some(Role.SECRETARY, day):
            await _propose(town, secretary, day)


async def _say(town: LivingTown, who: str, text: str) -> str:
    said = await town.says(who, text)
    yes = re.search("回“(是|发)”", said)
    return await town.says(who, yes[1]) if yes else said


def _answers(town: LivingTown, day: date) -> Iterator[tuple[str, str]]:
    """Yield what people say who do, on the next day, of each thing that they were told the first they may."""
    yesterday = day - timedelta(days=1)
    for one in [one for one in town.heard if one.channel == "app" and one.at.date() == yesterday]:
        for way in [way for thing in one.text.split("\n\n") for way in WAYS.findall(thing)[:1]]:
            yield one.to, way.replace("…", "都办好了").replace("哪里还差", "").replace("姓名", "")


async def _some(role: Role, day: date) -> list[str]:
    return [one.userid for one in await holders([role], day)]


async def _rosters(town: LivingTown, month: Month, day: date) -> None:
    for who in await _some(Role.SECRETARY, day):
        await _say(town, who, f"排班 {month.number}月")
        await _say(town, who, f"确认排班 {month.number}月")


async def _affairs(day: date) -> AsyncIterator[tuple[str, str]]:
    """Yield who says what in the ordinary course of a month."""
    people = list(await foremost_roles(day))
    secretaries, cadres = await _some(Role.SECRETARY, day), await _some(Role.CADRE, day)
    tomorrow, later = (f"{day + timedelta(days=n):%-m月%-d日}" for n in (1, 12))
    lines = [
        (day.weekday() == SATURDAY, people[::6], ["上报 三组 清理沟渠 2小时"]),
        (day.weekday() == MONDAY, await waiting_by_verifier(day), ["待核实", "全部通过"]),
        (day.weekday() == WEDNESDAY, cadres[::3], [f"请假 {day + timedelta(days=5):%-m月%-d日} 家里有事"]),
        (day.day in (8, 22), secretaries, [f"通知 {tomorrow}上午9点停水，记得接水", f"承诺 {later}前修好三组路灯"]),
        (day.day in (3, 17), people[::9], ["反映 三组沟渠堵了"]),
        (day.day == 27, people[::2], ["自评3星"]),
    ]
    for here, speakers, words in lines:
        for who in speakers if here else ():
            for text in words:
                yield who, text


async def _propose(town: LivingTown, secretary: str, day: date) -> None:
    """Bring a matter of a village from the proposal to the notice of its members' meeting."""
    opened = await town.says(secretary, "提议 修三组路灯")
    if not (number := NUMBER.search(opened)):
        return  # no village
    for text in ("1", "群众", "3万元，集体收入", f"{day + timedelta(days=27):%-m月%-d日}"):
        await town.says(secretary, text)
    for _ in ("支部会", "两委会"):
        # How many seats there are the village's own books tell.
        said = await town.says(secretary, _roll(number[0], 30))
        if seats := SEATS.search(said):
            await _say(town, secretary, _roll(number[0], int(seats[1])))
    await _say(town, secretary, f"会议通知 {number[0]} {day + timedelta(days=10):%-m月%-d日} 在三组装20盏路灯")


def _roll(number: str, seats: int) -> str:
    return f"开会 {number} 应到{seats} 实到{seats} 赞成{seats} 反对0 弃权0"


async def live(town: LivingTown, deeds: Deeds, until: date) -> None:
    """Let days pass up to one, people doing what they do early in the afternoon."""
    day = FIRST
    while day < until:
        await town.lives_to(datetime.combine(day, AT, SHANGHAI))
        await deeds(town, day)
        day += timedelta(days=1)
    await town.lives_to(datetime.combine(day, time(), SHANGHAI))
