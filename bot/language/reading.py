"""The way from a text to its reading."""

from datetime import date, datetime

from bot.language import durations
from bot.language.activities import read_items, report_body
from bot.language.dates import first_day
from bot.language.intents import recognise
from bot.language.people import on_behalf_of
from bot.language.periods import read_month_of
from bot.language.reports import activity_reading
from bot.language.text import clean, fold
from bot.language.values import Message, Reading


def read(text: str, sent_at: datetime) -> Reading:
    """Return what the message asks for: `none` is not for the bot, `clarify` must be asked back."""
    return recognise(Message.of(text, sent_at))


def read_activity(text: str, sent_at: datetime) -> Reading:
    """Return the activities in a text that certainly reports some; `clarify` when it names none."""
    message = Message.of(text, sent_at)
    proxy = on_behalf_of(message)
    body = message.part(proxy[1][1], len(message.text)) if proxy else message
    return activity_reading(read_items(report_body(body)), proxy[0] if proxy else None)


def read_minutes(text: str) -> int | None:
    """Return the minutes that the text says; None when it says none, or several that differ."""
    return durations.read_minutes(fold(clean(text)))


def read_day(text: str, sent_at: datetime) -> date | None:
    """Return the first day that the text names; bare weekdays and day numbers are the latest ones."""
    return first_day(Message.of(text, sent_at))


def read_month(text: str, sent_at: datetime) -> str | None:
    """Return the month that the text names, as YYYY-MM."""
    return read_month_of(Message.of(text, sent_at))
