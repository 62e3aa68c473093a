"""No line of the log tells what a person said, whatever fails."""

import asyncio
import io
import logging
from contextlib import redirect_stderr

import pytest

from bot import log

SECRET = "铁牛街社区段晓东漏报了"


def _wrong() -> ValueError:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise ValueError(f"Length of '{SECRET}'") from first
    except ValueError as wrong:
        return wrong


@pytest.fixture
def _quiet_afterwards() -> object:
    yield
    logging.getLogger().handlers.clear()


@pytest.mark.parametrize("shape", ["json", "pretty"])
def test_a_fault_is_written_without_its_words(shape: str, _quiet_afterwards: object) -> None:
    with redirect_stderr(io.StringIO()) as written:
        log.open_log(shape)
        log.fault("message quarantined", "F1122-3A7C", _wrong())
        logging.getLogger("aiohttp.server").error("Error handling %s", SECRET, exc_info=_wrong())
        context = {"message": f"never retrieved\nfuture: {SECRET}", "exception": _wrong()}
        loop = asyncio.new_event_loop()
        loop.call_exception_handler(context)
        loop.close()
    lines = written.getvalue()
    assert "段晓东" not in lines and "\\u94c1" not in lines
    assert lines.count("KeyError") == lines.count("ValueError") == 6  # a line of code and a name, three times
    for word in ("F1122-3A7C", "in _wrong", "aiohttp.server: Error handling", "asyncio: never retrieved"):
        assert word in lines
