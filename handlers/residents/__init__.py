"""What residents report, have done, read and ask."""

from types import ModuleType

from handlers.residents import directory, needs

TOPICS: tuple[ModuleType, ...] = (needs, directory)
