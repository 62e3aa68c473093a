"""Putting what a member said on his record, and choosing the one question that is left open."""

from bot.language import ActivityItem, Reading
from bot.request import Request
from config.catalogue import categories
from handlers.activities import ask_category, ask_minutes, ask_twin
from models.activities import actions, texts
from models.activities.rules import Reported
from models.claims.rules import Claim
from models.delivery.rules import Asks, Message

QUESTIONS = {one.name: one for one in (ask_minutes.QUESTION, ask_twin.QUESTION, ask_category.QUESTION)}


async def record(request: Request, said: Reading, text: str) -> list[Message]:
    """Put every activity of a reading on the asker's record and ask at most one question about them."""
    receipt = texts.receipt if request.private else texts.short_receipt
    answers: list[str] = []
    asks: Asks | None = None
    for item in said.items:
        claim = claim_of(item, request.policy.activity.description_characters)
        done = await actions.report(request.asker, claim, request.cause, request.policy, text=text)
        answers.append(receipt(done.number, done.claim, categories(), notes=texts.notes(done)))
        asks = asks or question_about(done, item)
    if asks is not None:
        answers.append(QUESTIONS[asks.question].ask(asks.values))
    return request.reply("\n".join(answers), asks)


def claim_of(item: ActivityItem, characters: int) -> Claim:
    """Return what was read as what is claimed; the description is cut to so many characters."""
    return Claim(
        day=item.day,
        category=item.category,
        description=item.description[:characters],
        minutes=item.minutes,
        starts=item.starts,
        ends=item.ends,
        count=item.count,
        count_unit=item.unit,
        place=item.place,
        companions=item.with_persons,
    )


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
