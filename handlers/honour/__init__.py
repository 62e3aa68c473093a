"""The honour list and one's own place."""

from types import ModuleType

from handlers.honour import honour_list

TOPICS: tuple[ModuleType, ...] = (honour_list,)
