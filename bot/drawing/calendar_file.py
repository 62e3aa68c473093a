"""Appointments as a file that every phone's calendar reads (RFC 5545)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

LINE_BYTES = 75
# No calendar takes controls inside a text; a line end is written \n.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Event:
    """One appointment; `starts` and `ends` are aware moments.

    A file with the same `uid` that is read later replaces the appointment, so it has to stay the same for the same
    duty whoever takes it.
    """

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    description: str = ""


def calendar_file(name: str, events: Sequence[Event], stamped: datetime) -> bytes:
    """Return an .ics file of at least one event; `stamped` is the aware moment at which it is written.

    Moments are written in UTC and shown by every phone in its own zone.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shifandai//duty//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for event in events:
        lines += _event(event, stamped)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(event: Event, stamped: datetime) -> list[str]:
    described = [f"DESCRIPTION:{escaped(event.description)}"] if event.description else []
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{_moment(stamped)}",
        f"DTSTART:{_moment(event.starts)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{escaped(event.summary)}",
        *described,
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Return a text as the value of a property."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")


def folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 bytes, each ended by CRLF; a further piece begins with a blank."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > LINE_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"".join(each + b"\r\n" for each in (*pieces, piece))
