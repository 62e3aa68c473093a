"""What a short word is about that says nothing of it: the answer before it in the same conversation."""

from datetime import timedelta

from bot.clock import to_milliseconds
from bot.understanding.request import Request
from models.machine.inbox.actions import last_reply

# So long after an answer a short word is still about it.
FOLLOW_UP = timedelta(minutes=10)


async def before(request: Request) -> str:
    """Return what was answered last in this conversation, if that is not long ago; empty otherwise."""
    return await last_reply(request.conversation, to_milliseconds(request.now - FOLLOW_UP))
