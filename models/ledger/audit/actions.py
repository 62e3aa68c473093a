"""Adding to the audit ledger; runs in the caller's transaction."""

from datetime import datetime
from typing import Any

from models.ledger.audit.rules import Cause as Cause
from models.ledger.audit.tables import AuditRow

REASON_MOST = 200


async def record(
    cause: Cause,
    action: str,
    subject: tuple[str, int],
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str | None = None,
) -> None:
    """Add one row; `subject` is (kind, id), values hold no name and no text of a person, a long reason is cut."""
    await AuditRow.create(
        at=cause.at,
        actor=cause.actor,
        action=action,
        subject=subject[0],
        subject_id=subject[1],
        message_key=cause.message_key,
        before=before,
        after=after,
        reason=reason[:REASON_MOST] if reason else None,
    )


async def history(subject: tuple[str, int]) -> list[AuditRow]:
    """Return every row about a subject, oldest first."""
    return await AuditRow.filter(subject=subject[0], subject_id=subject[1]).order_by("id")


async def between(since: datetime, until: datetime) -> list[AuditRow]:
    """Return every row between two moments, oldest first; the end is not included."""
    return await AuditRow.filter(at__gte=since, at__lt=until).order_by("id")


async def forget(before: datetime) -> None:
    """Delete ledger rows from before a moment."""
    await AuditRow.filter(at__lt=before).delete()
