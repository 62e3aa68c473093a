"""How a village decides: deliberations, postings, questions about them."""

from types import ModuleType

from handlers.democracy import decisions, postings

TOPICS: tuple[ModuleType, ...] = (decisions, postings)
