"""One mechanism for every reminder: topics say who owes what, one job a day tells each person once, in one message."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.clockwork.job import JobRequest, working_day
from bot.understanding.request import House
from models.machine.delivery.rules import Message, Purpose
from models.matters.reminders.actions import still_to_say
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import kinds_that_wait, unanswered
from models.matters.steps.rules import Kind
from models.matters.steps.texts import please_answer
from models.organisation.authority.act import Act


@dataclass(frozen=True)
class Reminder:
    """What a topic reminds people of: on which days, whom of what.

    It is said in the morning, or, of tomorrow, in the `evening`. The outbox makes one message of all that one person is
    told at once. One's own duty has the purpose of that name: it is told whatever somebody said about reminders; so is,
    once, what was decided about somebody. What is owed of matters `of` a kind is asked for where one of them waits.
    """

    name: str
    owed: Callable[[Act], Awaitable[Sequence[Owed]]]
    on_day: Callable[[date, House], bool] = working_day
    evening: bool = False
    purpose: Purpose = Purpose.REMINDER
    of: Kind | None = None


async def _unanswered(house: House, act: Act) -> list[Owed]:
    """Return what has waited too long for an answer that has no day of its own, whatever its kind."""
    return [
        Owed(who.userid, please_answer(one.called, one.days, one.words, one.shown), one.shown)
        for one in await unanswered(act, house.kinds)
        for who in one.asked
    ]


async def remind(request: JobRequest, *, evening: bool) -> list[Message]:
    """Return what is to be said this morning or evening, each thing by itself, and count it."""
    messages: list[Message] = []
    waiting = await kinds_that_wait()
    for one in [*request.house.reminders, Reminder("unanswered", partial(_unanswered, request.house))]:
        waits = one.of is None or one.of.code in waiting
        if waits and one.evening is evening and one.on_day(request.due.date(), request.house):
            owed = await one.owed(request.act)
            if one.purpose is Purpose.DECISION:
                owed = await still_to_say(one.name, owed, request.act, 1, whatever=True)
            elif one.purpose is not Purpose.DUTY:
                owed = await still_to_say(one.name, owed, request.act, request.policy.delivery.reminders_most)
            messages += [Message(said.line, to=said.userid, purpose=one.purpose, until=said.until) for said in owed]
    return messages
