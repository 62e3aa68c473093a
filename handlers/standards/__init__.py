"""What the district holds up as an example."""

from types import ModuleType

from handlers.standards import linking, sites

TOPICS: tuple[ModuleType, ...] = (sites, linking)
