"""Where connections come in: on a port of our own or a socket that somebody keeps open for us, so many and so long.

aiohttp itself bounds neither: a head that never ends is waited for, and every connection is taken until the process
may open no file any more.
"""

import asyncio
import os
import resource
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

# In place of aiohttp's, which tells its version and Python's.
NAME = "shifandai"
# What strangers do wrong is answered, and no line of the log is spent on it.
STRANGERS = (HttpProcessingError, web.RequestPayloadError)
# Three seconds for the first request of those who had come in when no more were taken.
PARTING_LOOKS, PARTING_PAUSE = 150, 0.02
CONNECTIONS_MOST = 4096
# What is left of a body that was refused is read for a moment, so that the answer arrives. aiohttp takes ten seconds,
# for which the end of the process waits as well.
LINGER_SECONDS = 1.0
BACKLOG = 1024
# The first file that systemd hands over. Source: sd_listen_fds(3).
FIRST_KEPT = 3

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _half_of_the_files() -> int:
    """Return how many connections leave files for the database, the log and the way to WeCom."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return CONNECTIONS_MOST if allowed == resource.RLIM_INFINITY else min(CONNECTIONS_MOST, allowed // 2)


@dataclass(frozen=True)
class Limits:
    """Seconds for the head of a request, and for silence between two; how many connections are open at once.

    Silence may last longer than a proxy keeps a connection that it does not use (nginx: 60 s), so that it is the proxy
    who closes it and no request meets a closed one.
    """

    head_seconds: float = 10.0
    idle_seconds: float = 75.0
    connections: int = field(default_factory=_half_of_the_files)


class _Connection(web.RequestHandler):
    """A connection that is cut when no head comes to its end in time while nothing is being answered."""

    def __init__(self, entrance: "Entrance", manager: web.Server) -> None:
        # A compressed body is refused, so nothing needs to open one. An access log would halve the server.
        quiet: Any = None
        super().__init__(
            manager,
            loop=asyncio.get_running_loop(),
            auto_decompress=False,
            lingering_time=LINGER_SECONDS,
            access_log=quiet,
        )
        self._entrance = entrance
        self._deadline: asyncio.TimerHandle | None = None
        self._head_began = True
        self.is_new = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._entrance.enters(self)

    def data_received(self, data: bytes) -> None:
        if not self._head_began and self._deadline:
            self.waits(self._entrance.limits.head_seconds, head_began=True)
        super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        self.works()
        self._entrance.leaves(self)
        super().connection_lost(exc)

    def waits(self, seconds: float, *, head_began: bool) -> None:
        """Cut the connection unless a request is being answered in so many seconds."""
        self.works()
        self._head_began = head_began
        self._deadline = asyncio.get_running_loop().call_later(seconds, self.cut)

    def works(self) -> None:
        """Let the connection stand: a request is being answered, or it has ended."""
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None

    def cut(self) -> None:
        """End the connection at once."""
        if self.transport:
            self.transport.abort()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Answer what is no HTTP without a word about us."""
        if not isinstance(exc, STRANGERS):
            return super().handle_error(request, status, exc, message)
        response = web.Response(status=status, headers={"Server": NAME})
        response.force_close()
        return response

    def log_exception(self, *args: Any, **kwargs: Any) -> None:
        """Write a fault of ours; a stranger cannot fill the log."""
        if not isinstance(kwargs.get("exc_info"), STRANGERS):
            super().log_exception(*args, **kwargs)


class Entrance(web.AppRunner):
    """Runs an application for as many connections as the process can bear."""

    def __init__(self, application: web.Application, limits: Limits) -> None:
        """Prepare; nothing listens yet."""
        super().__init__(application, shutdown_timeout=10)
        self.limits = limits
        self._open: set[_Connection] = set()
        # Those that wait for a request, the longest wait first.
        self._waiting: dict[_Connection, None] = {}
        self._closing = False
        application.middlewares.append(self._attend)
        application.on_response_prepare.append(_say_no_version)

    @property
    def server(self) -> Any:
        """Return what makes a connection, as aiohttp's sites ask for it."""
        manager = super().server
        return manager and (lambda: _Connection(self, manager))

    @property
    def port(self) -> int:
        """Return where it listens; 0 for a socket without a port."""
        address = self.addresses[0]
        return address[1] if isinstance(address, tuple) else 0

    def enters(self, connection: _Connection) -> None:
        """Take a connection; where there are too many, the one that has waited longest makes room."""
        if len(self._open) >= self.limits.connections:
            longest = next(iter(self._waiting), connection)
            self.leaves(longest)
            longest.cut()
            if longest is connection:
                return
        self._open.add(connection)
        self._waits(connection, self.limits.head_seconds, head_began=True)

    def leaves(self, connection: _Connection) -> None:
        """Forget a connection."""
        self._open.discard(connection)
        self._waiting.pop(connection, None)

    def _waits(self, connection: _Connection, seconds: float, *, head_began: bool) -> None:
        self._waiting[connection] = None
        connection.waits(seconds, head_began=head_began)

    @web.middleware
    async def _attend(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        connection = request.protocol
        assert isinstance(connection, _Connection)
        self._waiting.pop(connection, None)
        connection.works()
        connection.is_new = False
        try:
            response = await handler(request)
            if self._closing:
                response.force_close()
            return response
        finally:
            if connection in self._open:
                self._waits(connection, self.limits.idle_seconds, head_began=False)

    async def cleanup(self) -> None:
        """Take no more connections, answer what those that are open have to say, and close them."""
        self._closing = True
        for site in self.sites:
            await site.stop()
        # Whoever came in last has not been answered yet.
        for _ in range(PARTING_LOOKS):
            if not any(connection.is_new for connection in self._open):
                break
            await asyncio.sleep(PARTING_PAUSE)
        await super().cleanup()


async def _say_no_version(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = NAME


def kept_sockets() -> list[socket.socket]:
    """Return the sockets that whoever started this process keeps open for it; none without such a keeper.

    They stay open while the process is away, and whoever comes then waits instead of being refused. Source:
    sd_listen_fds(3).
    """
    mine = os.environ.pop("LISTEN_PID", "") == str(os.getpid())
    count = int(os.environ.pop("LISTEN_FDS", "0") or 0) if mine else 0
    return [socket.socket(fileno=number) for number in range(FIRST_KEPT, FIRST_KEPT + count)]


async def listen(
    application: web.Application,
    host: str,
    port: int,
    *,
    kept: Sequence[socket.socket] = (),
    limits: Limits | None = None,
) -> Entrance:
    """Start an application on the sockets that were kept for it, else on a port; `cleanup` ends it."""
    entrance = Entrance(application, limits or Limits())
    await entrance.setup()
    for one in kept:
        one.set_inheritable(False)
        await web.SockSite(entrance, one, backlog=BACKLOG).start()
    if not kept:
        await web.TCPSite(entrance, host, port, backlog=BACKLOG).start()
    return entrance
