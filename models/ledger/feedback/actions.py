"""Keeping complaints and suggestions; runs in the caller's transaction."""

from datetime import datetime

from models.ledger.audit.actions import Cause, record
from models.ledger.audit.rules import Kept
from models.ledger.feedback.tables import Feedback
from models.organisation.people.rules import Asker, Role


async def receive(asker: Asker, text: str, cause: Cause) -> int:
    """Keep what somebody wants to say, at most 1,000 characters, and return its number."""
    row = await Feedback.create(
        person_id=asker.person_id, text=text[:1000], received_at=cause.at, message_key=cause.message_key or ""
    )
    await record(cause, "feedback", ("feedback", row.id))
    return row.id


async def kept(asker: Asker, number: int) -> Kept | None:
    """Return what the ledger keeps a suggestion under: for whoever made it, and without his name for the district."""
    row = await Feedback.get_or_none(id=number)
    return Kept("feedback", "投诉建议", "", None, (row.person_id,), (Role.DISTRICT,), nameless=True) if row else None


async def forget_feedback(before: datetime) -> None:
    """Delete what was said before a moment."""
    await Feedback.filter(received_at__lt=before).delete()
