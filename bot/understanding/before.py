"""What a short word is about that says nothing of it: the answer before it in the same conversation."""

import re
from datetime import timedelta

from bot.clock import to_milliseconds
from bot.understanding.request import Request
from models.machine.inbox.actions import last_reply
from models.values.numbers import Sign, signed

# So long after an answer a short word is still about it.
FOLLOW_UP = timedelta(minutes=10)


async def before(request: Request) -> str:
    """Return what was answered last in this conversation, if that is not long ago; empty otherwise."""
    return await last_reply(request.conversation, to_milliseconds(request.now - FOLLOW_UP))


_NUMBERS = re.compile(r"[A-Z]{1,2}\d{3,}")


def told_in(answer: str) -> tuple[Sign, int] | None:
    """Return the only number in an answer; None where it has none, or several."""
    told = {one for one in map(signed, _NUMBERS.findall(answer)) if one}
    [(sign, number)] = told if len(told) == 1 else [(None, 0)]
    return (sign, number) if sign else None


async def told_before(request: Request) -> tuple[Sign, int] | None:
    """Return the only number in the answer before; None where it has none, or several."""
    return told_in(await before(request))
