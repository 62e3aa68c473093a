"""Messages out and timed jobs, for the office that keeps the books."""

from types import ModuleType

from handlers.machine import deliveries, jobs

TOPICS: tuple[ModuleType, ...] = (
    deliveries,
    jobs,
)
