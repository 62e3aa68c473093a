"""What the bot is and can do."""

from types import ModuleType

from handlers.about import help

TOPICS: tuple[ModuleType, ...] = (help,)
