"""Belts, the register and its tables, posts, transfers, ends."""

from types import ModuleType

from handlers.organisation import (
    belts,
    contacts,
    exits,
    groups,
    handovers,
    imports,
    posts,
    register,
    reorganisations,
    transfers,
)

TOPICS: tuple[ModuleType, ...] = (
    belts,
    register,
    imports,
    groups,
    posts,
    transfers,
    exits,
    handovers,
    contacts,
    reorganisations,
)
