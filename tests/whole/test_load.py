"""How much the bot says of itself in an ordinary December, everybody acting and nobody; and that all of it is so.

A lean slice: three units. Both months, the whole district and 183 units are `make months` (benchmarks/months.py).
"""

import pytest

from models.machine.delivery.tables import OutboxRow
from models.organisation.people.tables import Person
from models.service.activities.tables import ActivityRecord
from models.stars.appraisal.tables import StarAppraisal
from models.stars.points.tables import StarEntry
from tests.whole.months import MONTHS, Deeds, Heard, LivingTown, everybody, live, living, nobody
from tests.whole.months_judged import missed_duties, of_month, said_twice
from tests.whole.truth import false_in

UNITS = 3


@pytest.mark.parametrize("deeds", [nobody, everybody])
async def test_a_december_is_within_the_budget_true_and_misses_no_duty(deeds: Deeds) -> None:
    false: list[str] = []

    async def looks(town: LivingTown, heard: list[Heard]) -> None:
        false.extend(await false_in(heard))

    async with living(UNITS, looks) as town:
        await live(town, deeds, MONTHS[0].after.first)
        assert false == []
        judged = await of_month(MONTHS[0])
        print(f"\n{MONTHS[0].name} {deeds.__name__}", *judged.table, sep="\n")
        assert judged.over == []
        assert await missed_duties(town.heard) == []
        assert said_twice(town.heard) == []
        of_itself = OutboxRow.filter(broadcast__cause__startswith="job:")
        assert not await of_itself.exclude(payload__contains="\n——").exists(), "no source, no way to have less of it"
        if deeds is nobody:
            await _nothing_bad_happened_to_anybody()
        else:
            assert [one for one in town.tried if "这次没办" in one[2]] == []


async def _nothing_bad_happened_to_anybody() -> None:
    """Hold the design test of the rules: a month unheard of costs nobody a star, a point or a good name."""
    names = {person.userid: person.name for person in await Person.all()}
    said = await OutboxRow.exclude(channel="reply")
    assert [row.payload for row in said if any(name in row.payload for name in names.values())] == []
    assert said
    assert not await StarEntry.all().exists()
    assert not await StarAppraisal.filter(stars__not_isnull=True).exists()
    assert not await ActivityRecord.filter(status="returned").exists()
