"""What people type → values: pure functions of a text and the moment it was sent."""

from bot.language.reading import read, read_activity, read_day, read_minutes, read_month
from bot.language.replies import read_answer_minutes
from bot.language.text import clean
from bot.language.values import ActivityItem, Reading

__all__ = [
    "ActivityItem",
    "Reading",
    "clean",
    "read",
    "read_activity",
    "read_answer_minutes",
    "read_day",
    "read_minutes",
    "read_month",
]
