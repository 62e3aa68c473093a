"""What works for every kind of matter."""

from types import ModuleType

from handlers.matters import words

TOPICS: tuple[ModuleType, ...] = (words,)
