"""A load generator of few microseconds a request: raw keep-alive connections, closed or open loop.

In the open loop a latency counts from the moment the request was due, so that a server that stalls cannot hide
the requests that had to wait for it.
"""

import asyncio
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

CONNECTIONS = 64
ANSWER_SECONDS = 15.0


@dataclass
class Outcome:
    """What a round brought: seconds it took, one latency (seconds) per answered request, and what went wrong."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    silent: int = 0

    @property
    def rate(self) -> float:
        """Return answered requests per second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        """Return the latency in milliseconds below which this share of the requests lie."""
        ordered = sorted(self.latencies) or [0.0]
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


class _Connection(asyncio.Protocol):
    """One keep-alive connection with one request at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._answer: asyncio.Future[tuple[int, int]] | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        ends = self._buffer.find(b"\r\n\r\n")
        if ends < 0:
            return
        length = int(self._buffer[:ends].lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        if len(self._buffer) >= ends + 4 + length and self._answer and not self._answer.done():
            self._answer.set_result((int(self._buffer[9:12]), length))
            self._buffer.clear()

    def connection_lost(self, wrong: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("closed by the server"))

    async def ask(self, request: bytes) -> tuple[int, int]:
        """Return (status, bytes of the body) of the answer."""
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await asyncio.wait_for(self._answer, ANSWER_SECONDS)

    def close(self) -> None:
        self._transport.close()


async def _connect(port: int, many: int) -> list[_Connection]:
    loop = asyncio.get_running_loop()
    return [(await loop.create_connection(_Connection, "127.0.0.1", port))[1] for _ in range(many)]


class _Round:
    def __init__(self, *, speaks: bool) -> None:
        self.outcome = Outcome()
        self._speaks = speaks
        self._loop = asyncio.get_running_loop()

    async def ask(self, connection: _Connection, request: bytes, due: float) -> None:
        """Send one request and note what became of it."""
        status, length = await connection.ask(request)
        if status != 200:
            self.outcome.refused += 1
        elif self._speaks and not length:
            self.outcome.silent += 1
        else:
            self.outcome.latencies.append(self._loop.time() - due)


async def closed_loop(
    port: int, requests: Iterable[bytes], *, seconds: float, speaks: bool, connections: int = CONNECTIONS
) -> Outcome:
    """Return what a server answers when every connection sends its next request at once.

    `speaks` tells that an answer without a body is none. Ends after `seconds`, or when the requests run out.
    """
    loop, one, waiting = asyncio.get_running_loop(), _Round(speaks=speaks), iter(requests)
    opened = await _connect(port, connections)
    began = loop.time()

    async def keep_asking(connection: _Connection, waiting: Iterator[bytes]) -> None:
        for request in waiting:
            await one.ask(connection, request, loop.time())
            if loop.time() - began >= seconds:
                return

    try:
        await asyncio.gather(*(keep_asking(connection, waiting) for connection in opened))
        one.outcome.seconds = loop.time() - began
    finally:
        for connection in opened:
            connection.close()
    return one.outcome


async def open_loop(
    port: int, requests: Iterable[bytes], *, rate: float, speaks: bool, connections: int = CONNECTIONS
) -> Outcome:
    """Return what a server answers when requests come by themselves, `rate` a second on average (Poisson)."""
    loop, one = asyncio.get_running_loop(), _Round(speaks=speaks)
    free: asyncio.Queue[_Connection] = asyncio.Queue()
    opened = await _connect(port, connections)
    for connection in opened:
        free.put_nowait(connection)

    async def send(request: bytes, due: float) -> None:
        connection = await free.get()
        await one.ask(connection, request, due)
        free.put_nowait(connection)

    pauses = random.Random(7)
    began = due = loop.time()
    sent = []
    try:
        for request in requests:
            due += pauses.expovariate(rate)
            await asyncio.sleep(max(0.0, due - loop.time()))
            sent.append(asyncio.create_task(send(request, due)))
        await asyncio.gather(*sent)
        one.outcome.seconds = loop.time() - began
    finally:
        for connection in opened:
            connection.close()
    return one.outcome
