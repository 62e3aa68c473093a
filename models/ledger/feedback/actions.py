"""Keeping and answering complaints and suggestions; runs in the caller's transaction."""

from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.ledger.audit.actions import Cause, record
from models.ledger.audit.rules import Kept
from models.ledger.feedback.rules import ALREADY_CLOSED, ANSWER_MOST, NO_SUCH_SUGGESTION, TEXT_MOST
from models.ledger.feedback.tables import Feedback
from models.organisation.people.rules import Asker, Role
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


async def waiting() -> list[Feedback]:
    """Return the suggestions that nobody has answered yet, oldest first."""
    return await _with_writer().filter(closed_at=None)


async def of(asker: Asker) -> list[Feedback]:
    """Return what somebody has suggested himself, oldest first."""
    said = Q(userid=asker.userid) | (Q(person_id=asker.person_id) if asker.person_id else Q())
    return await _with_writer().filter(said)


def _with_writer() -> QuerySet[Feedback]:
    return Feedback.all().select_related("unit", "person").order_by("id")


async def close(asker: Asker, number: int, answer: str, cause: Cause) -> tuple[str, str]:
    """Answer a suggestion, or close it without words; refuses with NO_SUCH_SUGGESTION or ALREADY_CLOSED.

    Return who is told, empty for nobody, and what he is answered.
    """
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
    done = await _with_writer().get(id=number)
    # Whoever has another account now hears of what he said under the old one.
    return (done.person.userid if done.person else done.userid) or "", done.answer or ""


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
