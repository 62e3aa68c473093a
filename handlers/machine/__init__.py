"""Messages out and timed jobs, for the office that keeps the books."""

from types import ModuleType

from handlers.machine import deliveries, jobs, load

TOPICS: tuple[ModuleType, ...] = (
    deliveries,
    jobs,
    load,
)
