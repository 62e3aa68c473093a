"""One received call, opened: query, JSON body or uploaded file, and small checks every endpoint shares."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.answers import Refused

ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}")


def json_object(text: str | bytes, wrong: Exception) -> dict[str, Any]:
    """Return the object that a text of JSON is; raises what is wrong for anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong from error
    if not isinstance(value, dict):
        raise wrong
    return value


@dataclass(frozen=True)
class Upload:
    """The one file of a multipart body."""

    filename: str
    data: bytes


@dataclass(frozen=True)
class Call:
    """What one request carried."""

    endpoint: str
    path: str
    query: dict[str, str]
    raw: bytes
    upload: Upload | None
    peer: str
    at: datetime

    def body(self) -> dict[str, Any]:
        """Return the JSON object sent; raises Refused 40033 for escaped characters, else 40035."""
        # A picture is hundreds of kilobytes: nothing is looked for at each of them where none is.
        if b"\\u" in self.raw and ESCAPED.search(self.raw):
            raise Refused(40033)
        return json_object(self.raw, Refused(40035, "not a JSON object in UTF-8"))

    def for_ledger(self) -> Any:
        """Return the body as the ledger keeps it: JSON, else its text or the file's name and size."""
        if self.upload is not None:
            return {"filename": self.upload.filename, "size": len(self.upload.data)}
        try:
            return json.loads(self.raw) if self.raw else None
        except (ValueError, RecursionError):
            return self.raw.decode(errors="replace")


def inner(body: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object field; raises Refused 40035 if it is missing or of another type."""
    value = body.get(name)
    if not isinstance(value, dict):
        raise Refused(40035, f"{name} missing")
    return value


def text_of(body: Any, name: str, code: int = 40035) -> str:
    """Return a non-empty string field; raises Refused with this code if there is none."""
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise Refused(code, f"{name} missing")
    return value
