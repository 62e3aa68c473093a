"""What works for every kind of matter."""

from types import ModuleType

from handlers.matters import to_do, words

TOPICS: tuple[ModuleType, ...] = (
    to_do,
    words,
)
