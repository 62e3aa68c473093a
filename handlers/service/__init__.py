"""What members report, and its verification."""

from types import ModuleType

from handlers.service import reports, verification

TOPICS: tuple[ModuleType, ...] = (
    reports,
    verification,
)
