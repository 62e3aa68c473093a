"""From a delivery to its reply: accepted once, handled in its turn, answered alike however often it comes.

A conversation is one person in one chat. Its messages have their turns one after another, each in one transaction:
effects, messages to others, the reply and the end of the inbox row commit together.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from weakref import WeakValueDictionary

from tortoise.exceptions import ValidationError

from bot import log, texts
from bot.clock import SHANGHAI, Clock, to_milliseconds
from bot.drawing.beside import Unmade, make_atomically
from bot.faults import fault_number
from bot.line import WaitingLine
from bot.receiving.files import Files
from bot.receiving.inbox import Inbox
from bot.sending.governor import may_go_at
from bot.sending.outbox import post
from bot.understanding.dialog import leave_open
from bot.understanding.dispatch import answer
from bot.understanding.request import House
from bot.wecom.application import PASSIVE_TEXT_BYTES
from bot.wecom.fitting import plain, size
from bot.wecom.updates import Update
from config.database import UNAVAILABLE, atomically, to_the_end, transact
from models.machine.delivery.rules import BY_MESSAGE, Message, Purpose, is_early
from models.machine.dialogs.actions import end_asked
from models.machine.inbox import actions as inbox
from models.machine.inbox.actions import Delivery, Unanswered, Waiting
from models.organisation.people.actions import holders, names_of, speaker
from models.organisation.people.namesakes import WhichOne
from models.organisation.people.rules import Role, has_account
from models.values.refusal import Refusal
from models.values.sheets import SentTable
from models.values.showing import show_hour

# WeCom waits five seconds: three for the books to take a delivery, else it is asked to come again; four in all.
STORE_SECONDS = 3.0
ANSWER_SECONDS = 4.0
# WeCom repeats a delivery for some 20 seconds; a reply that found no callback by then goes through the outbox.
RIDE_MILLISECONDS = 30_000
# Conversations of a sweep for which the database may fail before the sweep is given up.
TROUBLES_MOST = 3

# Seconds before each further try of a message that failed; five tries in all, inside the four seconds a reply has.
PAUSES = (0.05, 0.1, 0.3, 0.6)
TRIES_MOST = len(PAUSES) + 1


_QUOTED = re.compile(r"“([^“”\d]+)”")


def unsaid(reply: str, update: Update, words: tuple[str, ...]) -> str:
    """Return a reply that quotes, in a group, nothing of what was said there but a day, a number, a command's word."""
    said = update.text if update.chatid is not None else ""
    return _QUOTED.sub(lambda found: "“…”" if found[1] in said and not found[1].startswith(words) else found[0], reply)


class TooLong(Refusal):
    """Something that was said does not fit where it would be kept."""

    text = "这条里有一处写得太长，记不下，什么都没记。请写短一点再发一次。"


class _Stopped(Exception):
    """A message whose transaction was rolled back, with what stopped it."""

    def __init__(self, row: Waiting, update: Update, why: Exception) -> None:
        super().__init__(update.key)
        self.row = row
        self.update = update
        self.why = why


class _Refused(_Stopped):
    """A message that was answered with no."""


class _Left(_Stopped):
    """A message that somebody left waiting: whoever it was may have died of it, so the try is counted first."""


class _Unread(Exception):
    """A file that is fetched and read before its message has its turn: no transaction waits for the network."""

    def __init__(self, update: Update, files: Files) -> None:
        super().__init__(update.key)
        self.update = update
        self.files = files


class _Deadly(Exception):
    """A message at which the process itself has died again and again."""


class Conversations:
    """Turns deliveries into effects and replies."""

    def __init__(self, house: House, clock: Clock, files: Files | None = None) -> None:
        """Prepare; nothing runs by itself. Without `files` nobody's table is read."""
        self._house = house
        self._files = files
        self._clock = clock
        self._inbox = Inbox(clock)
        # A conversation's lock lives as long as somebody waits for it or holds it.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._riding: Counter[str] = Counter()
        self._late: set[str] = set()
        self.line = WaitingLine(clock, house.policy.delivery.behind_seconds)

    async def answer(self, update: Update) -> Delivery | None:
        """Return what became of a delivery, the same for each of its repeats; None when it is not handled in time.

        Raises Overloaded, TimeoutError or the database's exception when the update was not stored.
        """
        began = asyncio.get_running_loop().time()
        async with asyncio.timeout(STORE_SECONDS):
            known = await self._inbox.accept(update)
            if known.state != "pending":
                return await _ridden(known)
        key = update.key
        self._riding[key] += 1
        try:
            # Who would wait in vain does not: the reply comes by itself when its turn has come.
            patience = ANSWER_SECONDS if self.line.behind < ANSWER_SECONDS else 0.0
            async with asyncio.timeout_at(began + patience):
                return await self._handled(update)
        except TimeoutError:
            self._late.add(key)
            return None
        finally:
            self._riding[key] -= 1
            if not self._riding[key]:
                del self._riding[key]

    async def stored_text(self, key: str) -> str | None:
        """Return the reply stored for a key; None while it waits, or when the key is not known.

        Raises TimeoutError, or the database's exception, when the books do not answer in time.
        """
        async with asyncio.timeout(STORE_SECONDS):
            known = (await inbox.look([key])).get(key)
        return known.reply if known and known.state != "pending" else None

    async def _handled(self, update: Update) -> Delivery:
        """Let the conversation have its turns until this update has had its own."""
        while True:
            done = await to_the_end(self._turn(update.conversation, update.key))
            if done is not None and done.key == update.key:
                return done
            if done is None:
                known = (await inbox.look([update.key]))[update.key]
                if known.state != "pending":
                    return await _ridden(known)
                await asyncio.sleep(PAUSES[0])  # another process is at it

    async def turn(self, conversation: str) -> Delivery | None:
        """Handle what waits longest in a conversation; None when nothing waits, or another process is at it.

        Whoever asks for it may be cancelled: the turn goes on to its end, and the next one waits for that.
        """
        return await to_the_end(self._turn(conversation))

    async def _turn(self, conversation: str, fresh: str = "") -> Delivery | None:
        """Take a turn; what was stored under the key `fresh` has had its own by then."""
        try:
            async with self.line.place(self._turns.setdefault(conversation, asyncio.Lock())):
                return await self._try(conversation)
        finally:
            self._inbox.fresh.pop(fresh, None)

    async def _try(self, conversation: str) -> Delivery | None:
        """Try until it is done: a refusal is rolled back and answered with its sentence, a fault is tried again.

        The fifth time the message is set aside under a number, and the person is told that number. The first try of
        what this process has stored itself is counted only when it fails, which spares a commit; every other one
        beforehand, so that nothing can kill the bot for ever, and nothing is set aside that was only waiting.
        """
        counted, tries = 0, 0
        while True:
            try:
                return await self._read_and_handled(conversation, counted)
            except _Left as left:
                counted, tries = left.row.id, await _count(left.row)
                if not tries:
                    return None
                if tries > TRIES_MOST:
                    return await self._set_aside(left)
            except _Refused as refused:
                async with self.line.hand():
                    return await atomically(partial(self._refuse, refused))
            except _Stopped as stopped:
                tries = await self._failed(stopped, tries)
                if tries >= TRIES_MOST:
                    return await self._set_aside(stopped)
                await asyncio.sleep(PAUSES[tries - 1])
                counted = 0

    async def _failed(self, stopped: _Stopped, tries: int) -> int:
        """Return how many tries there were; one that failed is counted now if it was not beforehand."""
        log.warning("try failed", kind=type(stopped.why).__name__)
        was_fresh = self._inbox.fresh.pop(stopped.row.key, None) is not None
        return max(await _count(stopped.row) if was_fresh else tries, 1)

    async def _read_and_handled(self, conversation: str, counted: int) -> Delivery | None:
        """Handle what waits longest, once the file that came with it has been fetched and read."""
        await self._house.calendars.look(self._clock.now())
        tables: dict[str, SentTable | Refusal] = {}
        while True:
            try:
                return await make_atomically(partial(self._handle, conversation, counted, tables), self.line.hand)
            except _Unread as unread:
                tables[unread.update.key] = await unread.files.table(unread.update.detail)

    async def _handle(
        self, conversation: str, counted: int, tables: Mapping[str, SentTable | Refusal]
    ) -> Delivery | None:
        """Handle what waits longest; None when nothing waits. `tables` are the files that were read for it."""
        now = self._clock.now()
        _, _, userid = conversation.split(":", 2)
        row = await inbox.oldest(conversation, *speaker(userid, now.date()))
        if row is None:
            return None
        update = self._ready(row, counted, tables)
        try:
            messages = await answer(update, self._house, now, row, tables.get(row.key))
            return await self._end(row, update, messages, now)
        except ValidationError:
            # A column's length. Rules that know better say so first; here no word of it reaches anybody's log.
            raise _Refused(row, update, TooLong()) from None
        except Refusal as no:
            raise _Refused(row, update, no) from no
        except (*UNAVAILABLE, Unmade):
            raise  # the message stays as it is; the next sweep finds it
        except Exception as why:
            raise _Stopped(row, update, why) from why

    def _ready(self, row: Waiting, counted: int, tables: Collection[str]) -> Update:
        """Return the update that waits; raises _Left or _Unread where something comes before its turn."""
        update = self._inbox.fresh.get(row.key)
        if update is None:
            update = Update.from_json(row.payload)
            if row.id != counted:
                raise _Left(row, update, _Deadly())
        if update.kind == "file" and self._files and row.key not in tables:
            raise _Unread(update, self._files)
        return update

    async def _refuse(self, refused: _Refused) -> Delivery:
        """Answer a refusal with its sentence; which of several people is meant stays open as a question."""
        update, why, now = refused.update, refused.why, self._clock.now()
        asks = why.asks if isinstance(why, WhichOne) else None
        said = [Message(str(why), asks=asks)]
        # The end of a question was rolled back with what was said: a later 是 is no yes to what stood there before.
        if refused.row.asked:
            await end_asked(update.conversation, self._house.dialogs.fleeting, now)
        await leave_open(update.conversation, said, now, update.key)
        return await self._end(refused.row, update, said, now)

    async def _set_aside(self, stopped: _Stopped) -> Delivery:
        now = self._clock.now()
        number = fault_number(now, stopped.update.key)
        log.fault("message quarantined", number, stopped.why)

        async def work() -> Delivery:
            officers = await holders([Role.DISTRICT], now.date())
            told = [Message(texts.fault_report(number), to=person.userid, purpose=Purpose.ALARM) for person in officers]
            said = [Message(texts.fault(number)), *told]
            return await self._end(stopped.row, stopped.update, said, now, fault=number)

        return await atomically(work)

    async def _end(
        self, row: Waiting, update: Update, messages: list[Message], now: datetime, *, fault: str | None = None
    ) -> Delivery:
        """Post what goes to others, store the reply and close the row."""
        reply, others = _parted(messages, update.userid)
        reply = unsaid(reply, update, self._house.words)
        if others:
            reply = await self._says_who_hears(reply, update, others, now)
        if reply and update.pressed:
            # The words go a way of their own: WeCom answers a press by a change of the card only.
            others.append(_by_itself(update, reply))
            reply = "" if fault else texts.pressed(update.text)
        via = self._way(update, reply)
        if via == "outbox":
            said_at = datetime.fromtimestamp(update.sent, SHANGHAI)
            others.append(_by_itself(update, texts.late_reply(f"{said_at:%m-%d %H:%M}", reply)))
        if others:
            cause = BY_MESSAGE.format(key=update.key)
            await post(others, cause=cause, title="随消息发出", now=now, rest=self._house.rest)
        done = Delivery(update.key, "quarantined" if fault else "done", reply, via, to_milliseconds(now))
        await inbox.settle(row.id, done, fault)
        return done

    async def _says_who_hears(self, reply: str, update: Update, others: Sequence[Message], now: datetime) -> str:
        """Return a reply, if there is one, that says when others hear of it, and who never does."""
        return await _says_whom_not(self._says_when(reply, update, others, now), others) if reply else reply

    def _says_when(self, reply: str, update: Update, others: Sequence[Message], now: datetime) -> str:
        """Return a reply that says, where other people are told later only, when they are and how to hurry it."""
        now = now.astimezone(SHANGHAI)
        waits = self._waiting([one for one in others if _reaches(one.to) and one.to != update.userid], now)
        if not waits:
            return reply
        night = self._house.policy.delivery.night.until(now) is not None
        early = any(is_early(to_milliseconds(starts), to_milliseconds(at)) for at, starts in waits if starts)
        last = show_hour(max(at for at, _ in waits), now.date())
        return f"{reply}\n{texts.told_later(last, night=night, hurries=early or not night)}"

    def _waiting(self, people: Sequence[Message], now: datetime) -> list[tuple[datetime, datetime | None]]:
        """Return (when it goes, what begins when it concerns it) of messages that wait."""
        goes = [(may_go_at(now, self._house.rest, one.purpose, one.concerns), one.concerns) for one in people]
        return [(at, concerns) for at, concerns in goes if at > now]

    def _way(self, update: Update, reply: str) -> str | None:
        """Return the way of a reply: callback, outbox, the pressed card, none at all, or not yet known (None)."""
        if update.pressed:
            return "card"
        if not reply:
            return "none"
        if update.door == "app" and size(plain(reply)) > PASSIVE_TEXT_BYTES:
            return "outbox"
        if update.key in self._riding:
            return "callback"
        if update.key in self._late and update.door == "app":
            self._late.discard(update.key)
            return "outbox"
        return None

    async def sweep(self) -> int:
        """Handle what a crash or a burst left waiting, and send replies that found no callback; return how many."""
        open_ends = await inbox.unanswered()
        count = await self._take_up([one.conversation for one in open_ends if one.state == "pending"])
        now = to_milliseconds(self._clock.now())
        # What came in later than now came while the clock was ahead.
        rides = range(now - RIDE_MILLISECONDS, now + 1)
        stranded = [one for one in open_ends if one.state != "pending" and one.received not in rides]
        # A reply that was ready in the very moment its callback was given up.
        to_come = self._riding.keys() | self._inbox.fresh.keys()
        late, self._late = self._late - to_come, self._late & to_come
        if late:
            stranded += await inbox.missed(list(late))
        for one in stranded:
            count += await transact(partial(self._send_stranded, one))
        return count

    async def _take_up(self, conversations: list[str]) -> int:
        """Give each conversation as many turns as it has messages waiting; return how many were handled."""
        count = trouble = 0
        for conversation in conversations:
            # One that somebody is at in this process needs no second look.
            if conversation in self._turns:
                continue
            try:
                count += await self.turn(conversation) is not None
            except UNAVAILABLE:
                # Perhaps this one only; where the database is away the sweep ends soon.
                trouble += 1
                if trouble == TROUBLES_MOST:
                    raise
        return count

    async def _send_stranded(self, one: Unanswered) -> int:
        """Send one stored reply through the outbox, or, where no other way leads back, let it be.

        What was said in a group is answered in that group or not at all.
        """
        door, chatid, userid = one.conversation.split(":", 2)
        via = "outbox" if door == "app" and not chatid else "poll"
        if not await inbox.turn_to(one, via) or via == "poll":
            return 0
        now = self._clock.now()
        message = Message(one.reply, to=userid, purpose=Purpose.ANSWER)
        await post([message], cause=f"stranded:{one.id}", title="补发的回复", now=now, rest=self._house.rest)
        return 1


def _parted(messages: Sequence[Message], userid: str) -> tuple[str, list[Message]]:
    """Return the one reply, and what goes by itself; what somebody has asked for himself waits for nothing."""
    replies: list[str] = []
    others: list[Message] = []
    for one in messages:
        if one.is_reply:
            replies.append(one.text)
        else:
            others.append(replace(one, purpose=Purpose.ANSWER) if one.to == userid else one)
    return "\n\n".join(replies), others


def _reaches(to: object) -> bool:
    """Return whether a message goes to a person whom it reaches."""
    return isinstance(to, str) and has_account(to)


async def _says_whom_not(reply: str, others: Sequence[Message]) -> str:
    """Return a reply that says who hears nothing of it, because he has no account."""
    unreached = [one.to for one in others if isinstance(one.to, str) and not has_account(one.to)]
    names = (await names_of(unreached)).values() if unreached else ()
    return f"{reply}\n{texts.not_reached(names)}" if names else reply


def _by_itself(update: Update, text: str) -> Message:
    """Return the message that brings a reply which does not ride on a callback's answer."""
    return Message(text, to=update.userid, purpose=Purpose.ANSWER)


async def _count(row: Waiting) -> int:
    """Count a try in a transaction of its own; 0 when another process is at the message."""
    return await atomically(partial(inbox.count_try, row.id))


async def _ridden(known: Delivery) -> Delivery:
    """Return a delivery that was handled; a reply that had found no callback yet rides on this one."""
    if known.via is not None:
        return known
    if await inbox.ride(known.key):
        return replace(known, via="callback")
    return (await inbox.look([known.key]))[known.key]  # another delivery, or the outbox, has just taken it
