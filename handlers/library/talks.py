"""讲课: who speaks about what and when, by his own word; a village books, both are told in time, he is thanked."""

from collections.abc import Collection, Sequence

from bot.clockwork.reminders import Reminder
from bot.understanding.blanks import coming_days, rest
from bot.understanding.command import Blank, Command, Taker, Telling, line_in, when
from bot.understanding.numbered import matters_of
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.library.talks import actions, texts
from models.library.talks.rules import BOOKING, LIVE, Booking, BookingState, HalfDay, fitting
from models.library.talks.words import (
    TourStop,
    asks_for_speaker,
    asks_of_talks,
    asks_who_speaks,
    booking_line,
    comes,
    gives_up,
    offer_line,
    read_attended,
    read_booking,
    read_times,
    read_topic,
    read_tour,
    says_free,
    speaks_not,
)
from models.machine.delivery.rules import Message
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import Taken
from models.matters.steps.rules import AGREE, DISAGREE, TAKE_BACK
from models.organisation.authority.act import Act
from models.organisation.people.rules import OFFICES, SECRETARIES
from models.values.delicate import cleared


async def talks(request: Request, *, topic: str | None) -> list[Message]:
    found = await actions.offered(request.act)
    unseen = await actions.not_visited(request.act) if request.private and request.may(OFFICES) else []
    return request.reply(
        texts.listed(fitting(found, topic) if topic else found, unseen, await actions.ahead(request.act))
    )


TALKS = Command(
    name="talks",
    words=("讲课", "谁来讲课", "党课目录"),
    run=talks,
    help="讲课：谁能来讲什么、哪天有空",
    example="讲课",
    blanks=(Blank("topic", "讲什么", read_topic, optional=True, rest=True),),
    awaited=(when(asks_who_speaks, topic=None), when(asks_of_talks, topic=None)),
)


OFFER = Command(
    name="offer_talk",
    words=("可讲", "我可以讲"),
    run=Telling(actions.offer, texts.topics),
    help="可讲 讲创业：愿意给大家讲课",
    example="可讲 讲创业",
    blanks=(Blank("topic", "讲什么", read_topic, rest=True),),
    private=True,
    awaited=(line_in(offer_line),),
    shown_first=True,
)


END = Command(
    name="end_talk",
    words=("不讲了",),
    run=Telling(actions.take_back, texts.topics),
    help="不讲了 讲创业：不再讲这个",
    example="不讲了 讲创业",
    blanks=(rest("topic", "讲什么"),),
    private=True,
)


async def _of_a_speaker(request: Request, said: object) -> str | None:
    times = read_times(request.text, request.said_at)
    return f"{BE_FREE.words[0]} {request.text}" if times and await actions.speaks(request.act) else None


async def _speaks_not(request: Request, said: object) -> dict[str, list[HalfDay]] | None:
    """Return that somebody is never free to speak; of what he was asked for he says so himself."""
    return None if await actions.own_talk(request.act, None, LIVE) else {"slots": []}


BE_FREE = Command(
    name="talk_times",
    words=("可讲时间",),
    run=Telling(actions.be_free, texts.times),
    help="可讲时间 12月8日上午：哪天能讲",
    example="可讲时间 12月8日上午 12月10日下午",
    blanks=(Blank("slots", "哪些日子的上午或下午", read_times, rest=True),),
    private=True,
    glued=True,
    awaited=(Taker(says_free, _of_a_speaker), Taker(speaks_not, _speaks_not)),
    shown_first=True,
)


def _ask(request: Request, booked: Sequence[Booking]) -> list[Message]:
    """Return the answer to whoever booked, and what the speaker is asked."""
    return [
        *request.reply(texts.asked(booked)),
        *(
            request.tell(one.speaker_userid, texts.please_come(one), recipe=request.unless_moved(one.number))
            for one in booked
        ),
    ]


async def _books(request: Request, said: object) -> str | None:
    return booking_line(request.text, request.said_at)


async def book(request: Request, *, said: tuple[list[HalfDay], str, str]) -> list[Message]:
    return _ask(request, [await actions.book_for_own(request.act, *said)])


async def _of_own_talk(request: Request, states: Collection[str]) -> Booking | None:
    day = coming_days(request.text, request.said_at)
    return await actions.own_talk(request.act, day[0] if day else None, states)


async def _gives_up(request: Request, said: object) -> str | None:
    """Return what 我12号来不了 amounts to for a speaker who was asked for that day."""
    if one := await _of_own_talk(request, {BookingState.ASKED}):
        return f"{DISAGREE} {one.code}"
    one = await _of_own_talk(request, {BookingState.AGREED})
    return f"{TAKE_BACK} {one.code} {request.text}" if one else None


async def _comes(request: Request, said: object) -> str | None:
    one = await _of_own_talk(request, {BookingState.ASKED})
    return f"{AGREE} {one.code}" if one else None


BOOK = Command(
    name="book_talk",
    words=("预约党课", "预约讲课", "约讲课"),
    run=book,
    help="预约党课 12月8日上午 讲创业：约",
    example="预约党课 12月8日上午 讲创业",
    blanks=(Blank("said", "哪天上午或下午 讲什么", read_booking, rest=True),),
    needs=SECRETARIES,
    private=True,
    glued=True,
    awaited=(Taker(asks_for_speaker, _books, SECRETARIES), Taker(gives_up, _gives_up), Taker(comes, _comes)),
    shown_first=True,
)


async def tour(request: Request, *, said: tuple[str, list[TourStop]]) -> list[Message]:
    if not request.confirmed:
        return request.preview(texts.tour(said[0], [(stop.before, stop.slots[0]) for stop in said[1]]))
    booked = await actions.book_tour(request.act, *said)
    hosts = [request.tell(userid, texts.you_receive(one)) for one in booked for userid in one.hosts]
    return [*_ask(request, booked), *hosts]


TOUR = Command(
    name="talk_tour",
    words=("巡讲",),
    run=tour,
    help="巡讲 讲创业 莲花池村 12月8日：一起约",
    example="巡讲 讲创业 莲花池村 12月8日上午 桂花湾村 12月9日下午",
    blanks=(Blank("said", "讲什么 哪个村 哪天上午或下午，可以写几个村", read_tour, rest=True),),
    needs=OFFICES,
    private=True,
)


async def hold(request: Request, *, number: int, said: tuple[int, str]) -> list[Message]:
    written = cleared(said[1])
    one = await actions.hold(request.act, number, said[0])
    thanks = request.tell(one.speaker_userid, texts.thanks(one, written.text))
    return [*request.reply_to(written, texts.held(one)), thanks]


HOLD = Command(
    name="hold_talk",
    words=("听课",),
    run=hold,
    help="听课 I012 35人：讲完报个人数",
    example="听课 I012 35人 大家都爱听",
    blanks=(Blank("number", "编号", BOOKING.sign.read), Blank("said", "多少人", read_attended, rest=True)),
    needs=SECRETARIES,
    private=True,
)


async def _over(request: Request) -> list[Waits]:
    return [Waits(one.code, texts.over(one)) for one in await actions.to_tell(request.act)]


async def _done(request: Request, taken: Taken) -> list[Message]:
    one, step = await actions.read(request.act, taken.matter.id), taken.step.name
    others = sorted({one.speaker_userid, *one.hosts})
    if step in ("decline", "cancel") and one.speaker_userid == request.asker.userid:
        await actions.not_free(request.act, one)
    told = request.tell_others(others, texts.decided(one, step, taken.reason))
    return [*request.reply(texts.answered(one, step)), *told]


async def _line(request: Request, taken: Taken) -> str:
    return texts.line(taken.matter.title)


async def departed(act: Act, person_id: int) -> list[Message]:
    gone = await actions.departed(act, person_id)
    return [Message(texts.decided(one, "cancel", ""), to=userid) for one in gone for userid in one.hosts]


async def _owed(act: Act) -> list[Owed]:
    owed = []
    for ahead, one in await actions.to_remind(act):
        line = texts.reminder(one) if ahead else texts.how_many(one)
        told = [one.speaker_userid, *one.hosts] if ahead else one.hosts
        owed += [Owed(userid, line, f"{one.number}:{ahead}") for userid in told]
    return owed


COMMANDS = (TALKS, OFFER, BE_FREE, END, BOOK, TOUR, HOLD)
NUMBERED = (matters_of(BOOKING, _done, _line),)
DEPARTURES = (departed,)
REMINDERS = (Reminder("talks", _owed),)
PENDING = (Source(HOLD, _over),)
