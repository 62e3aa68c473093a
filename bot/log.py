"""One line per event, as JSON or for eyes; never a secret, a name or a person's words."""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import orjson


class _Lines(logging.Formatter):
    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time (UTC), level, event and its fields; a fault's traceback follows."""
        fields: dict[str, Any] = getattr(record, "fields", {})
        line = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"), "level": record.levelname.lower()}
        line |= {"event": _event(record), **fields}
        if record.exc_info and record.exc_info[1]:
            line["trace"] = "".join(_traced(record.exc_info[1]))
        if self._as_json:
            return orjson.dumps(line, default=str).decode()
        return " ".join(
            str(value) if key in ("at", "level", "event") else f"{key}={value}" for key, value in line.items()
        )


def _event(record: logging.LogRecord) -> str:
    """Return what happened; of what other libraries write only the pattern, for what fills it may be anything."""
    return record.getMessage() if record.name == _logger.name else f"{record.name}: {record.msg}".splitlines()[0]


def _traced(wrong: BaseException) -> Iterator[str]:
    """Yield where an exception came from and of which kind it is; its message may be a person's words."""
    cause = wrong.__cause__ or (None if wrong.__suppress_context__ else wrong.__context__)
    if cause is not None:
        yield from _traced(cause)
    yield from traceback.format_tb(wrong.__traceback__)
    yield f"{type(wrong).__name__}\n"


_logger = logging.getLogger("shifandai")


def open_log(log_format: str) -> None:
    """Write lines to stderr, as `json` or `pretty`; other libraries only from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(as_json=log_format == "json"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _logger.setLevel(logging.INFO)


def info(event: str, **fields: object) -> None:
    """Write one line about something ordinary."""
    _logger.info(event, extra={"fields": fields})


def warning(event: str, **fields: object) -> None:
    """Write one line about something a technician should see."""
    _logger.warning(event, extra={"fields": fields})


def fault(event: str, number: str, wrong: BaseException, **fields: object) -> None:
    """Write a fault under its number, with the traceback but without the values of variables."""
    _logger.error(event, extra={"fields": {"fault": number, **fields}}, exc_info=wrong)
