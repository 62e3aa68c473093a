"""Belts, units, transfers."""

from types import ModuleType

from handlers.organisation import belts, transfers

TOPICS: tuple[ModuleType, ...] = (
    belts,
    transfers,
)
