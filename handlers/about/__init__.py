"""What the bot is and can do."""

from types import ModuleType

from handlers.about import asking_back, help

TOPICS: tuple[ModuleType, ...] = (
    help,
    asking_back,
)
