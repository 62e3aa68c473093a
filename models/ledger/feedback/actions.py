"""Keeping and answering complaints and suggestions; runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from config.zone import SHANGHAI
from models.ledger.audit.actions import Cause, record
from models.ledger.audit.rules import Kept
from models.ledger.feedback.rules import ALREADY_CLOSED, ANSWER_MOST, NO_SUCH_SUGGESTION, TEXT_MOST, Suggestion
from models.ledger.feedback.tables import Feedback
from models.organisation.people.rules import ROLE_NAMES, Asker, Role
from models.values.numbers import Sign
from models.values.refusal import Refusal, required


async def receive(asker: Asker, text: str, cause: Cause) -> int:
    """Keep what somebody wants to say and return its number."""
    row = await Feedback.create(
        person_id=asker.person_id,
        userid=asker.userid,
        unit_id=asker.unit_id,
        text=text[:TEXT_MOST],
        received_at=cause.at,
        message_key=cause.message_key or "",
    )
    await record(cause, "feedback", ("feedback", row.id))
    return row.id


async def waiting() -> list[Suggestion]:
    """Return the suggestions that nobody has answered yet, oldest first."""
    return _shown(await Feedback.filter(closed_at=None).select_related("unit", "person").order_by("id"))


async def of(asker: Asker) -> list[Suggestion]:
    """Return what somebody has suggested himself, oldest first."""
    said = Q(userid=asker.userid) | (Q(person_id=asker.person_id) if asker.person_id else Q())
    return _shown(await Feedback.filter(said).select_related("unit", "person").order_by("id"))


def _shown(rows: Sequence[Feedback]) -> list[Suggestion]:
    return [
        Suggestion(
            row.id,
            row.unit.name if row.unit else ROLE_NAMES[Role.RESIDENT],
            row.text,
            row.received_at.astimezone(SHANGHAI).date(),
            row.closed_at is not None,
            row.answer or "",
            # Whoever has another account now hears of what he said under the old one.
            (row.person.userid if row.person else row.userid) or "",
        )
        for row in rows
    ]


async def close(asker: Asker, number: int, answer: str, cause: Cause) -> Suggestion:
    """Answer a suggestion, or close it without words; refuses with NO_SUCH_SUGGESTION or ALREADY_CLOSED."""
    row = required(
        await Feedback.filter(id=number).select_for_update(no_key=True).first(),
        NO_SUCH_SUGGESTION,
        number=Sign.FEEDBACK.show(number),
    )
    if row.closed_at is not None:
        raise Refusal(ALREADY_CLOSED, number=Sign.FEEDBACK.show(number))
    row.answer, row.answered_by_id, row.closed_at = answer[:ANSWER_MOST] or None, asker.person_id, cause.at
    await row.save(update_fields=["answer", "answered_by_id", "closed_at"])
    await record(cause, "feedback_answer", ("feedback", number))
    return _shown(await Feedback.filter(id=number).select_related("unit", "person"))[0]


async def kept(asker: Asker, number: int) -> Kept | None:
    """Return what the ledger keeps a suggestion under: for whoever made it, and without his name for the district."""
    row = await Feedback.get_or_none(id=number)
    if row is None:
        return None
    return Kept(
        "feedback",
        "投诉建议",
        "已答复" if row.closed_at else "在等答复",
        None,
        (row.person_id,),
        (Role.DISTRICT,),
        nameless=True,
    )


async def forget_feedback(before: datetime) -> None:
    """Delete what was said before a moment."""
    await Feedback.filter(received_at__lt=before).delete()
