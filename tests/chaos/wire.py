"""The far end is away for an hour, or takes messages and does not say so; in this process, by a clock that is moved."""

import random
from collections.abc import Sequence
from datetime import timedelta

from aiohttp import ClientSession, ClientTimeout

from models.machine.delivery.rules import Message
from tests.chaos.checker import Day
from tests.chaos.operations import day_of_office, sent
from tests.chaos.scene import MORNING, Results
from tests.machine.post_office import PostOffice, open_post_office, to_groups
from tests.whole.street import members

HOUR, STEP = timedelta(hours=1), timedelta(seconds=30)
NOBODY = "http://127.0.0.1:9"
PATIENCE_SECONDS = 0.3


async def _queued(office: PostOffice, count: int) -> Day:
    """Put so many messages, a fifth of them to groups, into the outbox; each text is another."""
    day, people = day_of_office(office), members(60)
    for first in range(0, count, 20):
        private = [Message(f"请看第 {n} 条", to=people[n % len(people)]) for n in range(first, first + 16)]
        await office.posts(*private, *to_groups(office, f"通知 {first}", 4), cause=f"test:{first}")
    return day


async def away_for_an_hour(number: int, chance: random.Random, engine: str) -> Results:
    """Nobody answers for an hour, or only with faults; then all goes out."""
    async with open_post_office(engine, start=MORNING) as office:
        day = await _queued(office, number)
        async with ClientSession(timeout=ClientTimeout(total=5)) as session:
            here, office.url, office.session = (office.url, office.session), NOBODY, session
            cut_off = office.another()
            office.url, office.session = here
            until = office.clock.now() + HOUR
            while office.clock.now() < until:
                await cut_off.deliver()
                office.clock.set(office.clock.now() + STEP)
        yield f"an hour away with {number} queued, {engine}", await sent(office, day)


async def answers_lost(number: int, chance: random.Random, engine: str) -> Results:
    """Three calls in ten are carried out and never answered."""
    async with open_post_office(engine, start=MORNING, patience=PATIENCE_SECONDS) as office:
        day = await _queued(office, number)
        for endpoint in ("message/send", "webhook/send"):
            office.stand_in.faults.script(endpoint, _script(chance, 3 * number))
        yield f"{number} sends, 30 % carried out and not answered, {engine}", await sent(office, day)


def _script(chance: random.Random, count: int) -> Sequence[str]:
    return ["timeout_after_apply" if chance.random() < 0.3 else "ok" for _ in range(count)]
