"""Whether two records are one activity; whoever says yes takes the second one back."""

from datetime import datetime

from bot.dialog import Question, Values
from bot.request import Request
from config.catalogue import categories
from models.activities import actions, texts
from models.delivery.rules import Message
from models.dialogs.rules import bare, yes_or_no


def _read(text: str, moment: datetime, values: Values) -> bool | None:
    if bare(text) in ("同一次", "同一个", "重复了", "报重了"):
        return True
    return False if bare(text) in ("两次", "不同", "不一样") else yes_or_no(text)


async def _run(request: Request, values: Values, same: bool) -> list[Message]:
    if not same:
        return request.reply(texts.both_stand(values["number"]))
    claim = await actions.revoke(request.asker, values["number"], request.cause)
    if not request.private:
        return request.reply(texts.revoked_briefly(values["number"]))
    return request.reply(texts.revoked(values["number"], claim, categories()))


QUESTION = Question(
    name="twin",
    ask=lambda values: texts.twin_note(values["twin"]),
    read=_read,
    run=_run,
    left=lambda values: texts.left_as_it_is(values["number"]),
)
