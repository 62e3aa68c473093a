"""Belts, the register and its tables, posts, transfers, ends."""

from types import ModuleType

from handlers.organisation import belts, exits, groups, imports, posts, register, transfers

TOPICS: tuple[ModuleType, ...] = (
    belts,
    register,
    imports,
    groups,
    posts,
    transfers,
    exits,
)
