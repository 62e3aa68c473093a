"""What residents report, have done, read and ask."""

from types import ModuleType

from handlers.residents import directory, disclosures, joining, needs

TOPICS: tuple[ModuleType, ...] = (needs, disclosures, directory, joining)
