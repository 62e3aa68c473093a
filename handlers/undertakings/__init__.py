"""What is undertaken in public."""

from types import ModuleType

from handlers.undertakings import promises

TOPICS: tuple[ModuleType, ...] = (promises,)
