"""Handbooks, rules, the service list, and talks."""

from types import ModuleType

from handlers.library import books, talks

TOPICS: tuple[ModuleType, ...] = (books, talks)
