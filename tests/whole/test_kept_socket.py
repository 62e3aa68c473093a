"""Restarts behind a socket that stays open: whoever comes while nobody is there waits, and none is refused."""

import asyncio
import random
import signal
import socket

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from bot.sandbox.packets import Packet
from models.machine.inbox.tables import InboxRow
from models.service.activities.tables import ActivityRecord
from tests.fakes.clocks import STARTED
from tests.fakes.databases import sample_url
from tests.whole.street import SEED, members, open_books, open_street

RESTARTS, A_SECOND, SECONDS_EACH = 3, 30, 2.0


async def test_no_delivery_is_refused_over_restarts() -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    url = await sample_url("sqlite", STARTED)
    connector = TCPConnector(force_close=True, limit=0)
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door:
        async with open_street() as street, ClientSession(connector=connector, timeout=ClientTimeout(60)) as session:
            people, packets, posted = members(20), [], []

            async def post(packet: Packet, port: int) -> int:
                url = f"http://127.0.0.1:{port}{packet.path}"
                async with session.post(url, params=packet.query, data=packet.body) as answer:
                    return answer.status

            process = await street.starts_behind(door, url)
            for _ in range(RESTARTS):
                await process.is_ready(street.session)
                for number in range(int(A_SECOND * SECONDS_EACH)):
                    packets.append(street.says(chance.choice(people), f"上报 三组 清理沟渠 {10 + number}分钟"))
                    posted.append(asyncio.create_task(post(packets[-1], process.port)))
                    await asyncio.sleep(1 / A_SECOND)
                    if number == A_SECOND:
                        process.signals(signal.SIGTERM)
                        ending = asyncio.create_task(process.ended(within=30))
                        ending.add_done_callback(lambda _: None)
                assert await ending == 0
                process = await street.starts_behind(door, url)
            assert set(await asyncio.gather(*posted)) == {200}
            process.signals(signal.SIGTERM)
            await process.ended(within=30)
        async with open_books(url):
            assert await ActivityRecord.exclude(message_key="sample").count() == len(packets)
            assert set(await InboxRow.all().values_list("state", flat=True)) == {"done"}
