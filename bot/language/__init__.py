"""What people type: numbers, days, durations, people, places, and the kind of message; it knows no topic."""

from bot.language.text import clean
from bot.language.values import Reading

__all__ = ["Reading", "clean"]
