"""The calendar file: a small reader of RFC 5545 reads back what was written, whatever the texts are."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from bot.drawing.calendar_file import Event, calendar_file

QUICK = settings(max_examples=150, deadline=None, derandomize=True, database=None)
STAMP = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300) | st.text(
    "a,;:\\\n\"'村𠮷🏮", max_size=300
)
MOMENTS = st.builds(datetime.fromtimestamp, st.integers(946_684_800, 4_000_000_000), st.sampled_from([SHANGHAI, UTC]))
EVENTS = st.lists(st.builds(Event, st.text("abc-123@", min_size=1), MOMENTS, MOMENTS, TEXTS, TEXTS), max_size=4)


def read(data: bytes) -> list[tuple[str, str]]:
    """Return (property, value) of every line, unfolded and unescaped, as a calendar would."""
    assert data.endswith(b"\r\n")
    unfolded = data.replace(b"\r\n ", b"").decode().removesuffix("\r\n")
    found = []
    for line in unfolded.split("\r\n"):
        name, _, value = line.partition(":")
        found.append((name, _plain(value)))
    return found


def _plain(value: str) -> str:
    text, rest = "", iter(value)
    for character in rest:
        following = next(rest) if character == "\\" else ""
        text += {"": character, "n": "\n"}.get(following, following)
    return text


@QUICK
@given(TEXTS, EVENTS)
def test_a_calendar_reads_back_what_was_written(name: str, events: list[Event]) -> None:
    lines = read(calendar_file(name, events, STAMP))
    assert (lines[0], lines[1], lines[-1]) == (("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("END", "VCALENDAR"))
    assert dict(lines)["X-WR-CALNAME"] == name
    starts = [at for at, line in enumerate(lines) if line == ("BEGIN", "VEVENT")]
    assert len(starts) == len(events)
    for begins, event in zip(starts, events, strict=True):
        ends = lines.index(("END", "VEVENT"), begins)
        found = dict(lines[begins:ends])
        assert (found["UID"], found["SUMMARY"], found.get("DESCRIPTION", "")) == (
            event.uid,
            event.summary,
            event.description,
        )
        assert [moment(found[key]) for key in ("DTSTAMP", "DTSTART", "DTEND")] == [STAMP, event.starts, event.ends]


def moment(written: str) -> datetime:
    return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@QUICK
@given(TEXTS)
def test_a_folded_line_is_short_and_never_splits_a_character(text: str) -> None:
    event = Event("1", STAMP, STAMP + timedelta(hours=4), text, text)
    pieces = calendar_file(text, [event], STAMP).removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 and piece.decode() for piece in pieces)


@pytest.mark.parametrize("text", ["a\r\nEND:VEVENT\r\nX:1", "a\rb", "\x00\x07tab\t", "\ud800"])
def test_no_text_opens_a_line_of_its_own(text: str) -> None:
    event = Event("1", STAMP, STAMP + timedelta(hours=4), text, text)
    data = calendar_file(text, [event], STAMP)
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", data)
    lines = read(data)
    assert [line for line in lines if line == ("END", "VEVENT")] == [("END", "VEVENT")]
    assert len(lines) == 15


def test_the_same_duty_at_the_same_moment_is_the_same_file() -> None:
    event = Event("duty-2026-12-03-am-1@涪城", STAMP, STAMP + timedelta(hours=4), "上午值班", "值班电话 0816-2212345")
    assert calendar_file("石桥社区值班", [event], STAMP) == calendar_file("石桥社区值班", [event], STAMP)
