"""What a handler is given: who asks, where, when, and by which numbers."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot import texts
from bot.language import Reading
from bot.understanding.calendars import Calendars
from bot.understanding.command import Command, Openings, Taker, openings
from bot.understanding.reading import read
from bot.understanding.topics import Topics, topics_of
from config.holidays import WorkCalendar
from config.policy import Policy
from config.rest import Rest
from models.ledger.audit.rules import Cause
from models.machine.delivery.rules import Asks, Button, Message, Recipe, unless_settled
from models.machine.schedule.rules import UNKNOWN_JOB
from models.matters.steps.rules import Kind
from models.organisation.authority.act import Act
from models.organisation.imports.balances import Balance
from models.organisation.people.rules import Asker, Role
from models.values.delicate import Cleared, with_note
from models.values.refusal import Refusal
from models.values.sheets import SentTable

if TYPE_CHECKING:
    from bot.clockwork.job import Job
    from bot.clockwork.reminders import Reminder
    from bot.drawing.ledgers import Ledger
    from bot.understanding.dialog import Dialogs
    from bot.understanding.numbered import Numbered
    from bot.understanding.pending import Source


@dataclass(frozen=True)
class House:
    """What the whole bot shares: policy, calendars, lists of commands and jobs, and what `关于` tells.

    `departures` are called, in the transaction in which somebody leaves the enterprise or a unit, with the act and his
    number; they return what others have to be told. `mergers` are called likewise when a unit has gone into another,
    with the act and the numbers of both: what a topic keeps by unit goes along, or ends. `balances` are the columns of
    a roster that bring something over from paper beside people.
    """

    policy: Policy
    calendars: Calendars
    commands: Sequence[Command]
    jobs: "Sequence[Job]"
    dialogs: "Dialogs"
    bot_name: str
    filing_no: str
    departures: "Sequence[Departure]" = ()
    mergers: "Sequence[Merger]" = ()
    balances: "Sequence[Balance]" = ()
    numbered: "Sequence[Numbered]" = ()
    pending: "Sequence[Source]" = ()
    ledgers: "Sequence[Ledger]" = ()
    reminders: "Sequence[Reminder]" = ()
    recipes: "Mapping[str, Anew]" = field(default_factory=dict)
    technicians: Sequence[str] = ()

    async def anew(self, recipe: Recipe, now: datetime) -> Sequence[Message] | None:
        """Return what a message that has waited says at a local moment; None where it stands as it was written."""
        return await self.recipes[recipe.name](self.act(Asker(recipe.name, recipe.name), now), recipe.values)

    @cached_property
    def openings(self) -> Openings:
        """Return the commands by the words that open them."""
        return openings(self.commands)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return every word that opens a command."""
        return tuple([word for command in self.commands for word in command.words])

    @cached_property
    def awaiting(self) -> "Sequence[tuple[Command, Taker[Any]]]":
        """Return the commands that take a line which opens with none, when it is what they wait to hear."""
        return [(one, taker) for one in self.commands for taker in one.awaited]

    @cached_property
    def finding(self) -> "Sequence[tuple[Command, Taker[Any]]]":
        """Return the commands in whose books may stand what nobody else makes anything of."""
        return [(one, taker) for one in self.commands for taker in one.found]

    @cached_property
    def answering(self) -> "Sequence[tuple[Command, Taker[Any]]]":
        """Return the commands that answer what a village is asked."""
        return [(one, taker) for one in self.commands for taker in one.answers]

    @cached_property
    def topics(self) -> Topics:
        """Return what people want to get done, and the commands for it."""
        return topics_of(tuple(self.commands))

    @cached_property
    def kinds(self) -> Sequence[Kind]:
        """Return every kind of matter."""
        return [one.kind for one in self.numbered if one.kind]

    @property
    def calendar(self) -> WorkCalendar:
        """Return which days are worked, as far as is known at the moment."""
        return self.calendars.current

    @property
    def rest(self) -> Rest:
        """Return when people are left in peace."""
        return Rest(self.policy.delivery.quiet, self.calendar)

    def act(self, asker: Asker, now: datetime, key: str | None = None) -> Act:
        """Return what somebody does at a local moment because of a message, by the numbers of this house."""
        return Act(asker, now, key, self.policy, self.calendar)

    def job_titled(self, title: str) -> "Job":
        """Return the job of a title for people; refuses with UNKNOWN_JOB."""
        for job in self.jobs:
            if title in (job.title, job.name):
                return job
        raise Refusal(UNKNOWN_JOB, title=title, known="、".join(job.title for job in self.jobs))


Anew = Callable[[Act, Mapping[str, Any]], Awaitable[Sequence[Message] | None]]
Departure = Callable[[Act, int], Awaitable[list[Message]]]
Merger = Callable[[Act, int, int], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    """One message to be answered.

    `now` is when it is handled, in local time; `said_at` is when it was sent; `text` is what was typed, without
    the mention; `key` is the message's key; `conversation` names the person in this chat; `quote` is the text of the
    message that was quoted; `confirmed` says that the asker has seen what this line would do, and wants it; `plainly`
    that he said it in other words, so that he has to see it first; `table` is the file that he sent.
    """

    house: House
    asker: Asker
    now: datetime
    said_at: datetime
    text: str
    key: str
    group: str | None = None
    conversation: str = ""
    quote: str = ""
    confirmed: bool = False
    plainly: bool = False
    table: SentTable | None = None

    @cached_property
    def reading(self) -> Reading:
        """Return what free words mean; read once, whoever asks."""
        return read(self.text, self.said_at, self.policy.reading.sure)

    @cached_property
    def amounts_to(self) -> tuple[str, str] | None:
        """Return (shown, line) when free words in private amount to a command of this person's; found out once too."""
        for command in self.house.commands if self.private else ():
            able = command.meant if command.meant and self.may(command.needs) else None
            if able and (line := able(self.text, self.said_at)):
                return line, line
        return None

    def may(self, needs: frozenset[Role] | None) -> bool:
        """Return whether the asker holds one of the roles; None stands for everybody."""
        return needs is None or bool(self.asker.roles & needs)

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.now.date()

    @cached_property
    def policy(self) -> Policy:
        """Return the organisation's numbers."""
        return self.house.policy

    @cached_property
    def private(self) -> bool:
        """Return whether nobody else reads along."""
        return self.group is None

    @cached_property
    def act(self) -> Act:
        """Return who asks, when, because of which message: what actions are given."""
        return self.house.act(self.asker, self.now, self.key)

    @property
    def cause(self) -> Cause:
        """Return what the audit ledger notes about this message."""
        return self.act.cause

    def reply(self, text: str, asks: Asks | None = None) -> list[Message]:
        """Return the one answer to the asker, and the question that it leaves open."""
        return [Message(text, asks=asks)]

    def reply_to(self, written: Cleared, text: str) -> list[Message]:
        """Return the answer to words that are kept as `written`, with one line about what was left out of them."""
        return self.reply(with_note(text, written.left_out))

    @property
    def line(self) -> Mapping[str, Any]:
        """Return what a question keeps of this message, so that it can be obeyed again (JSON-ready)."""
        return {"text": self.text, "at": self.said_at.isoformat()}

    def preview(self, shown: str) -> list[Message]:
        """Return what this line would do, and the question whether to: a yes lets it be obeyed again, `confirmed`."""
        return self.reply(texts.go_ahead(shown), Asks("go_ahead", {**self.line, "shown": shown}))

    def unless_moved(self, matter: int) -> Recipe:
        """Return what keeps a message about a matter from being sent once a further step was taken."""
        return Recipe("matter", {"matter": matter, "key": self.key})

    def if_heard(self, userid: str, number: str) -> Recipe:
        """Return what keeps a message from somebody who never heard of what it says is over."""
        return Recipe("heard", {"to": userid, "number": number})

    def unless_settled(self, userid: str) -> Recipe:
        """Return what keeps from somebody the question of this message that he has answered before it came."""
        return unless_settled(userid, self.key)

    def tell(
        self,
        userid: str,
        text: str,
        *buttons: Button,
        recipe: Recipe | None = None,
        concerns: datetime | None = None,
    ) -> Message:
        """Return a private message to somebody else: what is asked of him, or was decided about him."""
        return Message(text, to=userid, buttons=buttons, recipe=recipe, concerns=concerns)

    def tell_others(
        self, people: Iterable[str | None], text: str, *buttons: Button, recipe: Recipe | None = None
    ) -> list[Message]:
        """Return the same to each of some people by their accounts, once, but for the asker; None is nobody."""
        others = dict.fromkeys(one for one in people if one and one != self.asker.userid)
        return [self.tell(one, text, *buttons, recipe=recipe) for one in others]
