"""Opening, finding and ending dialogs; runs in the caller's transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from models.machine.dialogs.rules import PAUSE_SPAN, DialogState
from models.machine.dialogs.tables import Dialog


async def open_dialog(conversation: str, now: datetime, span: timedelta) -> Dialog | None:
    """Return the conversation's open dialog; one that was left for longer than `span` ends in silence."""
    found = await Dialog.get_or_none(conversation=conversation, state=DialogState.OPEN)
    if found is None or now - found.touched_at <= span:
        return found
    await end(found, DialogState.EXPIRED, now)
    return None


async def begin(conversation: str, question: str, values: Mapping[str, Any], now: datetime, key: str) -> None:
    """Open a dialog; one that is open already is put aside and comes back afterwards.

    Only the newest waits like that: somebody who starts many things is not walked back through all of them. The same
    question about the same number is not asked twice: what was said last holds.
    """
    await drop_paused(conversation)
    before = await Dialog.get_or_none(conversation=conversation, state=DialogState.OPEN)
    if before is not None and before.question == question and before.values.get("number", "") == values.get("number"):
        await end(before, DialogState.DONE, now)
    await Dialog.filter(conversation=conversation, state=DialogState.OPEN).update(state=DialogState.PAUSED)
    await Dialog.create(
        conversation=conversation,
        question=question,
        values=dict(values),
        state=DialogState.OPEN,
        opened_at=now,
        touched_at=now,
        origin_key=key,
    )


async def begin_with(userid: str, question: str, values: Mapping[str, Any], now: datetime, key: str) -> None:
    """Open a question with somebody else: in his private chat with the application, where what he is told arrives."""
    await begin(f"app::{userid}", question, values, now, key)


async def is_asked(userid: str, question: str, number: int) -> bool:
    """Return whether somebody has still to answer a question about a number that he was asked by `begin_with`."""
    waiting = Dialog.filter(conversation=f"app::{userid}", question=question)
    found = await waiting.filter(state__in=[DialogState.OPEN, DialogState.PAUSED])
    return any(one.values.get("number") == number for one in found)


async def is_settled(userid: str, key: str) -> bool:
    """Return whether somebody has answered or ended what he was asked by `begin_with` with a message's key."""
    over = [DialogState.DONE, DialogState.CANCELLED]
    return await Dialog.filter(conversation=f"app::{userid}", origin_key=key, state__in=over).exists()


async def asked_by_others(userid: str, questions: Collection[str]) -> list[Dialog]:
    """Return the one of some questions that is open with somebody who was asked by `begin_with`, if any is."""
    return await Dialog.filter(conversation=f"app::{userid}", question__in=list(questions), state=DialogState.OPEN)


async def drop_paused(conversation: str) -> None:
    """End what was put aside in a conversation; it does not come back."""
    waiting = Dialog.filter(conversation=conversation, state=DialogState.PAUSED)
    await waiting.update(state=DialogState.EXPIRED, values={})


async def end(dialog: Dialog, state: DialogState, now: datetime) -> bool:
    """End a dialog; what was said in it is forgotten. False when it was over already, answered at the other door."""
    waiting = Dialog.filter(id=dialog.id, state=DialogState.OPEN)
    return bool(await waiting.update(state=state, touched_at=now, values={}))


async def end_asked(conversation: str, questions: Collection[str], now: datetime) -> None:
    """End some questions of a conversation that are open or put aside; what was said in them is forgotten."""
    waiting = Dialog.filter(conversation=conversation, question__in=list(questions))
    waiting = waiting.filter(state__in=[DialogState.OPEN, DialogState.PAUSED])
    await waiting.update(state=DialogState.DONE, touched_at=now, values={})


async def resume_paused(conversation: str, now: datetime) -> Dialog | None:
    """Bring back the dialog that was put aside last, unless another is open or it is too long ago; return it."""
    if await Dialog.filter(conversation=conversation, state=DialogState.OPEN).exists():
        return None
    paused = Dialog.filter(conversation=conversation, state=DialogState.PAUSED)
    found = await paused.order_by("-id").first()
    if found is None or now - found.touched_at > PAUSE_SPAN:
        await paused.update(state=DialogState.EXPIRED, values={})
        return None
    await Dialog.filter(id=found.id).update(state=DialogState.OPEN, touched_at=now)
    return found


async def not_understood(dialog: Dialog, now: datetime) -> int:
    """Count an answer that could not be read and return how many there were."""
    await Dialog.filter(id=dialog.id).update(tries=dialog.tries + 1, touched_at=now)
    return dialog.tries + 1


async def repeats(dialog: Dialog, now: datetime) -> bool:
    """Note that a question stands under another answer once more; False when it has stood there before."""
    if "repeated" in dialog.values:
        return False
    await Dialog.filter(id=dialog.id).update(values={**dialog.values, "repeated": True}, touched_at=now)
    return True


async def forget_dialogs(before: datetime) -> None:
    """Delete dialogs that nobody has touched since a moment."""
    await Dialog.filter(touched_at__lt=before).delete()
