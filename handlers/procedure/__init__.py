"""What is told to everybody, and the bodies of a village."""

from types import ModuleType

from handlers.procedure import announcements, bodies

TOPICS: tuple[ModuleType, ...] = (announcements, bodies)
