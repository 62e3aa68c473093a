"""A file system that takes nothing more: callbacks are asked to come again, /readyz says why, all comes back."""

from tests.fakes.clocks import STARTED
from tests.fakes.databases import sample_url
from tests.whole.afflictions import full
from tests.whole.street import members, open_street


async def test_a_full_disk_is_said_and_nothing_is_taken_that_cannot_be_kept() -> None:
    url = await sample_url("sqlite", STARTED)
    async with open_street() as street:
        process = await street.serves(url)
        said = [street.says(who, "上报 三组 清理沟渠 2小时") for who in members(4)]
        with full(process.pid):
            for one in said:
                assert await street.posts(one, process.port) == 503
            async with street.session.get(f"http://127.0.0.1:{process.port}/readyz") as answer:
                state = await answer.json()
            assert (answer.status, state["storage"], state["migrations"]) == (503, False, True)
        await process.is_ready(street.session)
        for one in said:
            assert await street.posts(one, process.port) == 200
