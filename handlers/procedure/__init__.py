"""What is told to everybody."""

from types import ModuleType

from handlers.procedure import announcements

TOPICS: tuple[ModuleType, ...] = (announcements,)
