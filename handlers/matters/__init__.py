"""What works for every kind of matter."""

from types import ModuleType

from handlers.matters import reminders, to_do, words

TOPICS: tuple[ModuleType, ...] = (
    to_do,
    reminders,
    words,
)
