"""One update, one transaction: who speaks, what, may they, run; effects, messages and the answer commit together."""

from datetime import datetime

from bot import language, texts
from bot.clock import SHANGHAI
from bot.command import Match, find
from bot.language.suggest import nearest
from bot.request import House, Request
from bot.wecom.updates import Update
from models.audit.actions import Cause
from models.delivery.rules import Message
from models.people.actions import asker as asker_of
from models.people.actions import leave, notice_given
from models.people.rules import Asker, check_allowed
from models.people.texts import privacy

# What the bot understands without having a command for it yet.
NOT_YET = {
    "star_report": "星级自评",
    "duty_query": "查值班",
    "duty_swap": "换班",
    "duty_leave": "请假",
    "duty_checkin": "到岗登记",
    "decision_query": "查村里的决定",
    "service_list": "查办事清单",
    "library_query": "查资料",
}


async def answer(update: Update, house: House, now: datetime) -> list[Message]:
    """Return what is said because of an update, in the caller's transaction.

    `now` is the local moment. Raises Refusal: the caller rolls back, so that a refused message leaves no trace of
    an effect, and answers its sentence.
    """
    if update.kind == "left":
        await leave(update.userid, Cause("contacts", now, update.key))
        return []
    asker = await asker_of(update.userid, now.date())
    messages = await _answer(update, asker, house, now)
    if update.chatid is not None or asker.noticed or asker.person_id is None:
        return messages
    await notice_given(asker.person_id, now)
    return [*messages, Message(privacy(house.keeper))]


async def _answer(update: Update, asker: Asker, house: House, now: datetime) -> list[Message]:
    if update.kind == "hello":
        return [Message(texts.welcome(house.bot_name))]
    if update.kind not in ("text", "voice"):
        return [Message(texts.unsupported())] if update.chatid is None else []
    said_at = datetime.fromtimestamp(update.sent, SHANGHAI)
    text = language.clean(update.text, house.bot_name)
    request = Request(house, asker, now, said_at, text, update.key, update.chatid)
    match = find(text, house.commands, said_at)
    return await (_obey(request, match) if match is not None else _read(request))


async def _obey(request: Request, match: Match) -> list[Message]:
    command = match.command
    check_allowed(request.asker, command.needs, match.word)
    if command.private and not request.private:
        return request.reply(texts.only_private(match.word))
    if match.values is None:
        return request.reply(texts.usage(command.usage, command.example))
    return await command.run(request, **match.values)


async def _read(request: Request) -> list[Message]:
    """Answer words that open with no command: free reports, questions, or nothing for the bot at all."""
    reading = language.read(request.text, request.said_at)
    for command in request.house.commands:
        values = command.free(reading) if command.free else None
        if values is not None:
            return await _obey(request, Match(command, command.words[0], values))
    if reading.intent in NOT_YET:
        return request.reply(texts.not_yet(NOT_YET[reading.intent]))
    if reading.intent == "clarify":
        return request.reply(texts.clarify(str(reading.slots.get("about", ""))))
    first = request.text.split()[0] if request.text.split() else ""
    words = [word for command in request.house.commands for word in command.words]
    near = nearest(words, first)
    if near is not None:
        return request.reply(texts.suggestion(near))
    return request.reply(texts.not_understood()) if request.private else []
