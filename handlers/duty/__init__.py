"""Desk duty."""

from types import ModuleType

from handlers.duty import attendance, collective_days, drafts, holidays, leave, pool, roster, seasons, settings, swaps

TOPICS: tuple[ModuleType, ...] = (
    roster,
    drafts,
    pool,
    settings,
    seasons,
    holidays,
    collective_days,
    leave,
    swaps,
    attendance,
)
