"""Belts, the register and its tables, posts, transfers, ends."""

from types import ModuleType

from handlers.organisation import belts, exits, imports, posts, register, transfers

TOPICS: tuple[ModuleType, ...] = (
    belts,
    register,
    imports,
    posts,
    transfers,
    exits,
)
