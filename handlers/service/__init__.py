"""What members report, and its verification."""

from types import ModuleType

from handlers.service import backfills, examples, own_records, reports, verification

TOPICS: tuple[ModuleType, ...] = (
    reports,
    own_records,
    backfills,
    verification,
    examples,
)
