"""What members report, and its verification."""

from types import ModuleType

from handlers.service import backfills, companions, examples, own_records, reports, verification

TOPICS: tuple[ModuleType, ...] = (
    reports,
    companions,
    own_records,
    backfills,
    verification,
    examples,
)
