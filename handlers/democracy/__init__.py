"""How a village decides: deliberations, postings, questions about them."""

from types import ModuleType

from handlers.democracy import decisions, deliberations, postings, questions, sheets

TOPICS: tuple[ModuleType, ...] = (decisions, deliberations, questions, postings, sheets)
