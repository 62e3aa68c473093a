"""The star appraisal."""

from types import ModuleType

from handlers.stars import (
    filing,
    findings,
    my_star,
    notice,
    objections,
    proposed,
    review,
    rolls,
    self_report,
    standing_out,
    theme_stars,
)

TOPICS: tuple[ModuleType, ...] = (
    rolls,
    findings,
    standing_out,
    theme_stars,
    self_report,
    my_star,
    review,
    proposed,
    notice,
    filing,
    objections,
)
