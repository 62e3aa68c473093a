"""Calls to WeCom: bounded in time and size, no redirects, every outcome either an answer or a WeComError."""

import asyncio
from types import TracebackType
from typing import Any

import aiohttp
import orjson

from bot.wecom.errors import Meaning, WeComError, error_for
from bot.wecom.multipart import form

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=3)
ANSWER_BYTES = 1024 * 1024
CHUNK_BYTES = 64 * 1024
LONGEST_WAIT = 3600.0
JSON = "application/json; charset=utf-8"


class WeComClient:
    """One HTTP session to WeCom's API."""

    def __init__(self, base: str, session: aiohttp.ClientSession | None = None) -> None:
        """Prepare calls below `base` (scheme and host, without /cgi-bin)."""
        self._base = base + "/cgi-bin/"
        self._session = session

    async def __aenter__(self) -> "WeComClient":
        """Open the session."""
        # A fresh connection each time: a kept one that WeCom has just closed would leave a send's fate unknown.
        connector = aiohttp.TCPConnector(force_close=True, limit=16)
        self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT, trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session."""
        if self._session:
            await self._session.close()

    async def get(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        """Return the JSON answer of a GET; raises WeComError."""
        return await self._call("GET", path, query, None)

    async def post(self, path: str, query: dict[str, str], body: bytes) -> dict[str, Any]:
        """Return the JSON answer of a POST of UTF-8 JSON bytes; raises WeComError."""
        return await self._call("POST", path, query, body)

    async def upload(self, path: str, query: dict[str, str], name: str, data: bytes) -> str:
        """Return the media_id of a file under its name; raises WeComError.

        Nobody sees an upload, so whatever leaves its fate open means that nothing was sent.
        """
        body, content_type = form(name, data)
        try:
            media_id = (await self._call("POST", path, query, body, content_type)).get("media_id")
        except WeComError as wrong:
            if wrong.meaning not in (Meaning.UNKNOWN_FATE, Meaning.UNKNOWN_CODE):
                raise
            raise WeComError(Meaning.NOT_SENT, wrong.code, wrong.note) from None
        if not isinstance(media_id, str) or not media_id:
            raise WeComError(Meaning.NOT_SENT, None, "upload without a media_id")
        return media_id

    async def download(self, address: str, most: int) -> tuple[str, bytes]:
        """Return (name, bytes) of a file at an address that WeCom told; raises WeComError, also for one too large."""
        assert self._session is not None
        try:
            async with self._session.get(address, allow_redirects=False) as response:
                data = bytearray()
                async for chunk in response.content.iter_chunked(CHUNK_BYTES):
                    data += chunk
                    if len(data) > most:
                        raise WeComError(Meaning.BAD_CONTENT, None, "file too large")
                if response.status != 200:
                    raise WeComError(Meaning.NOT_SENT, response.status, f"HTTP {response.status}")
                name = response.content_disposition.filename if response.content_disposition else None
                return name or "", bytes(data)
        except (aiohttp.ClientError, ValueError, TimeoutError) as wrong:
            raise WeComError(Meaning.NOT_SENT, None, type(wrong).__name__) from None

    async def _call(
        self, method: str, path: str, query: dict[str, str], body: bytes | None, content_type: str = JSON
    ) -> dict[str, Any]:
        assert self._session is not None
        try:
            async with self._session.request(
                method,
                self._base + path,
                params=query,
                data=body,
                headers={"Content-Type": content_type},
                allow_redirects=False,
            ) as response:
                return await _read(response)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as wrong:
            raise WeComError(Meaning.NOT_SENT, None, type(wrong).__name__) from None
        except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError) as wrong:
            # Names only: an exception's text may hold the address with its token or key.
            raise WeComError(Meaning.UNKNOWN_FATE, None, type(wrong).__name__) from None


async def _read(response: aiohttp.ClientResponse) -> dict[str, Any]:
    if response.status == 429:
        wait = response.headers.get("Retry-After", "")
        asked = min(float(wait), LONGEST_WAIT) if wait.isdecimal() else None
        raise WeComError(Meaning.THROTTLED, 429, "HTTP 429", wait=asked)
    if response.status >= 500:
        raise WeComError(Meaning.NOT_SENT, response.status, f"HTTP {response.status}")
    if response.status != 200:
        raise WeComError(Meaning.UNKNOWN_CODE, response.status, f"HTTP {response.status}")
    raw = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK_BYTES):
        raw += chunk
        if len(raw) > ANSWER_BYTES:
            break
    return understand(bytes(raw[:ANSWER_BYTES]))


def understand(raw: bytes) -> dict[str, Any]:
    """Return the JSON object of a 200 answer whose errcode is 0 or missing; raises WeComError.

    An answer that cannot be read leaves open whether the call was applied.
    """
    try:
        answer = orjson.loads(raw)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict):
        raise WeComError(Meaning.UNKNOWN_FATE, None, "answer is no JSON object")
    try:
        code = int(answer.get("errcode", 0))
    except (TypeError, ValueError):
        raise WeComError(Meaning.UNKNOWN_FATE, None, "errcode is no number") from None
    if code:
        raise error_for(code, str(answer.get("errmsg", "")))
    return answer
