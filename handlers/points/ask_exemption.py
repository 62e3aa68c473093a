"""Why somebody would be left out: asked once, in private; the answer goes to the secretary only."""

from datetime import datetime

from bot import language
from bot.dialog import Question, Values
from bot.request import Request
from models.committees.actions import deciders
from models.delivery.rules import Message
from models.dialogs.rules import bare
from models.exemptions import actions, texts

ANSWERS = frozenset({"none", "clarify", "activity", "duty_leave"})
FEWEST_SIGNS = 2


def _read(text: str, moment: datetime, values: Values) -> str | None:
    """Return the reason; what asks for something else is none, and what sounds like a deed may be one."""
    is_reason = len(bare(text)) >= FEWEST_SIGNS and language.read(text, moment).intent in ANSWERS
    return bare(text) if is_reason else None


async def _run(request: Request, values: Values, reason: str) -> list[Message]:
    wish = await actions.ask(request.asker, reason, request.cause)
    people, above = await deciders(request.asker, actions.SECRETARIES, request.today)
    please, asked = (texts.please_decide_above, texts.asked_above) if above else (texts.please_decide, texts.asked)
    return [*request.reply(asked(wish.year)), *(request.tell(one.userid, please(wish)) for one in people)]


QUESTION = Question(
    name="exemption",
    of="exemption",
    ask=lambda values: texts.reason_asked(),
    read=_read,
    run=_run,
    left=lambda values: texts.nothing_asked(),
)
