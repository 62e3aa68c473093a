"""Belts, units, transfers."""

from types import ModuleType

from handlers.organisation import belts, exits, posts, register, transfers

TOPICS: tuple[ModuleType, ...] = (
    belts,
    register,
    posts,
    transfers,
    exits,
)
