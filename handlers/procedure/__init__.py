"""What is told to everybody, the bodies of a village, and the regular life of its branch."""

from types import ModuleType

from handlers.procedure import announcements, bodies, inquiries, party_life

TOPICS: tuple[ModuleType, ...] = (announcements, bodies, party_life, inquiries)
