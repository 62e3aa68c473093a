"""Which one question a report leaves open."""

from bot.language import ActivityItem
from handlers.activities import ask_category, ask_minutes, ask_twin
from models.activities.rules import Reported
from models.delivery.rules import Asks

QUESTIONS = {one.name: one for one in (ask_minutes.QUESTION, ask_twin.QUESTION, ask_category.QUESTION)}


def question_about(done: Reported, item: ActivityItem) -> Asks | None:
    """Return the most useful question about a record, or None when nothing is missing."""
    if done.twin is not None:
        return Asks("twin", {"number": done.number, "twin": done.twin})
    if done.claim.minutes is None and done.claim.count is None:
        return Asks("minutes", {"number": done.number, "minutes": None})
    if item.minutes_assumed:
        return Asks("minutes", {"number": done.number, "minutes": done.claim.minutes})
    if done.claim.category == "other":
        return Asks("category", {"number": done.number})
    return None


def worded(asks: Asks) -> str:
    """Return the question in words."""
    return QUESTIONS[asks.question].ask(asks.values)
