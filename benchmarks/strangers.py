"""`python -m benchmarks.strangers [COUNT]`: hostile requests against a real `serve`; statuses, log lines, memory.

Broken HTTP, compressed bodies, other paths and methods, wrong signatures, envelopes with random damage. Expected: 4xx
only, under 200 lines in the log, memory flat.
"""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import psutil
from aiohttp import ClientError, ClientSession

from tests.fakes.clocks import STARTED
from tests.fakes.databases import sample_url
from tests.wecom.gate import envelope
from tests.wecom.test_hostile import DOORS, PLAIN, mutations
from tests.wecom.test_server import BROKEN
from tests.whole.street import open_street

CODINGS = ("gzip", "deflate", "br", "zstd", "zebra", "")
PATHS = ("wecom/app", "wecom/smartbot", "livez", "", "wp-login.php", "wecom/app/../../etc")
AT_ONCE, SEED, LINES_MOST = 20, 13, 200


async def _one(session: ClientSession, port: int, chance: random.Random, damaged: bytes) -> int:
    """Send one hostile request; return its status, 0 when the connection was closed without one."""
    if chance.random() < 0.2:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(chance.choice(list(BROKEN.values())) if chance.random() < 0.5 else damaged + b"\r\n\r\n")
        line = (await reader.readline()).split()
        writer.close()
        return int(line[1]) if line[1:2] and line[1].isdigit() else 0
    query = {"msg_signature": "0" * 40, "timestamp": str(chance.randrange(2**31)), "nonce": "n"}
    url = f"http://127.0.0.1:{port}/{chance.choice(PATHS)}"
    coding = chance.choice(CODINGS)
    method = chance.choice(("POST", "POST", "POST", "PUT", "DELETE"))
    try:
        async with session.request(
            method, url, params=query, data=damaged, headers={"Content-Encoding": coding} if coding else {}
        ) as answer:
            await answer.read()
            return answer.status
    except ClientError:
        return 0


async def run(count: int) -> None:
    """Send that many and print what came of it."""
    chance = random.Random(SEED)
    bodies = [body for door in DOORS for body in mutations(envelope(door, PLAIN[door])[1], 500, seed=SEED)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        async with open_street() as street, ClientSession() as session:
            street.log = log
            process = await street.serves(await sample_url("sqlite", STARTED))
            running = psutil.Process(process.pid)
            found: Counter[int] = Counter()
            before = 0
            for number in range(0, count, AT_ONCE):
                work = (_one(session, process.port, chance, chance.choice(bodies)) for _ in range(AT_ONCE))
                found.update(await asyncio.gather(*work))
                if number * 10 <= count:
                    before = running.memory_info().rss
            after = running.memory_info().rss
        lines = log.read_text(encoding="utf-8").count("\n")
        print(f"{count} requests: {dict(sorted(found.items()))}; {lines} lines in the log")
        print(f"resident {before / 1e6:.1f} MB after a tenth, {after / 1e6:.1f} MB at the end")
        # 0: what never became a request was cut.
        assert all(status == 0 or 400 <= status < 500 for status in found)
        assert lines < LINES_MOST


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]) if sys.argv[1:] else 20_000))
