"""How a village decides: deliberations, postings, questions about them."""

from types import ModuleType

from handlers.democracy import decisions, postings, sheets

TOPICS: tuple[ModuleType, ...] = (decisions, postings, sheets)
