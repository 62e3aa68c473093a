"""The honour list and one's own place."""

from types import ModuleType

from handlers.honour import approval, honour_list, service_stars

TOPICS: tuple[ModuleType, ...] = (
    honour_list,
    approval,
    service_stars,
)
