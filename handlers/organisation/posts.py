"""Posts: given with a term, ended, stood in for; and which duties nobody has."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.clockwork.reminders import Reminder
from bot.understanding.blanks import rest
from bot.understanding.command import Blank, Command, Telling
from bot.understanding.dialog import Question, Values
from bot.understanding.dispatch import obey_line
from bot.understanding.pending import Source
from bot.understanding.request import Request
from models.machine.delivery.rules import Asks, Message, Purpose
from models.machine.dialogs.rules import yes_or_no
from models.matters.pending.rules import Waits
from models.matters.reminders.rules import Owed
from models.matters.steps.actions import held_by
from models.organisation.authority.act import Act
from models.organisation.handovers.actions import open_handover
from models.organisation.handovers.rules import HANDOVER
from models.organisation.handovers.texts import OUT_OF_OFFICE
from models.organisation.people.rules import KEEPERS, OFFICES, Role
from models.organisation.posts import actions, texts
from models.organisation.posts.rules import ACTING, ELECTED, Appointment, NearRelative, NoTerm
from models.organisation.posts.words import (
    end_line,
    give_line,
    names_kin,
    post_named,
    read_end,
    read_post,
    read_until,
    stand_in_line,
)
from models.organisation.units.actions import unit_name


async def give(request: Request, *, said: Appointment) -> list[Message]:
    if not request.confirmed:
        try:
            one = await actions.to_give(request.act, said)
        except NoTerm as missing:
            return _ask_until(request, missing)
        others = await actions.leads_already(one, request.today)
        shown = texts.to_give(one, others)
        across = await actions.across(one, request.today)
        if not across:
            return request.preview(shown)
        asked = texts.near_relative(shown, one.person.name, across)
        return request.reply(asked, Asks("near_relative", {**request.line, "shown": asked}))
    one = await actions.give(request.act, said)
    return [*request.reply(texts.given(one)), request.tell(one.person.userid, texts.you_are(one))]


GIVE = Command(
    name="give_post",
    words=("任职",),
    run=give,
    help="任职 姓名 书记 到2029年：登记岗位",
    example="任职 张三 支委 到2029年",
    blanks=(Blank("said", "姓名 岗位 到哪一年", read_post, rest=True),),
    needs=KEEPERS,
    private=True,
    meant=give_line,
    shows=True,
)


def _read_near_relative(text: str, moment: datetime, values: Values) -> bool | None:
    said = yes_or_no(text, ("是近亲", "是近亲属"), ("不是近亲", "不是近亲属", "都不是"))
    return True if said is None and names_kin(text) else said


async def _answer_near_relative(request: Request, values: Values, related: bool) -> list[Message]:
    if related:
        return request.reply(NearRelative().sentence)
    again = replace(request, said_at=datetime.fromisoformat(values["at"]), confirmed=True)
    return await obey_line(again, values["text"], texts.NOT_GIVEN)


# Who is whose kin is asked and not kept: only people know it, and only this post needs it.
ASK_NEAR_RELATIVE = Question(
    name="near_relative",
    ask=lambda values: str(values["shown"]),
    read=_read_near_relative,
    run=_answer_near_relative,
    left=lambda values: texts.NOT_GIVEN,
    fleeting=True,
)


def _ask_until(request: Request, missing: NoTerm) -> list[Message]:
    return request.reply(missing.sentence, Asks("post_until", {**request.line, "asked": missing.sentence}))


ASK_UNTIL = Question(
    name="post_until",
    ask=lambda values: str(values["asked"]),
    read=lambda text, moment, values: read_until(text, moment),
    run=lambda request, values, until: obey_line(
        request, f"{values['text']} {texts.until_day(until)}", texts.NOT_GIVEN
    ),
    left=lambda values: texts.NOT_GIVEN,
    fleeting=True,
)


async def _in_hand(request: Request, person_id: int, unit_id: int, title: str) -> list[str]:
    """Return which matters the holder of a post has in hand in its unit beside what goes with it.

    Whoever only stood in leaves nothing: what he has in hand is of his own posts.
    """
    if title == ACTING:
        return []
    # What somebody else has left is in the hands of the post, whoever was named when it was left.
    kinds = [one for one in request.house.kinds if one is not HANDOVER]
    held = await held_by(kinds, person_id, unit_id)
    return [f"{one.number} {one.called}" for one in held]


async def end(request: Request, *, said: Appointment) -> list[Message]:
    if not request.confirmed:
        person, post = await actions.to_end(request.act, said)
        in_hand = await _in_hand(request, person.id, post.unit_id, post.title)
        elected = Role(post.role) in ELECTED and not (request.asker.roles & OFFICES)
        shown = texts.to_end(person.name, post.title, in_hand, elected=elected, successor=said.successor)
        return request.preview(shown)
    person, post = await actions.end(request.act, said)
    in_hand = await _in_hand(request, person.id, post.unit_id, post.title)
    if in_hand:
        await open_handover(request.act, person.id, in_hand, OUT_OF_OFFICE)
    left = [] if said.successor else await actions.left_empty(post.unit_id, [Role(post.role)], request.today)
    empty = texts.empty(await unit_name(post.unit_id), left)
    ended, told = texts.ended(person.name, post.title, listed=bool(in_hand)), texts.you_were(post.title)
    messages = [*request.reply("\n".join(filter(None, [ended, empty]))), request.tell(person.userid, told)]
    if not said.successor:
        return messages
    follows = f"{GIVE.words[0]} {said.successor} {post.title if post_named(post.title) else said.title}"
    return [*messages, *await obey_line(replace(request, confirmed=False), follows, texts.NOT_GIVEN)]


END = Command(
    name="end_post",
    words=("免职",),
    run=end,
    help="免职 姓名 岗位：岗位到此为止",
    example="免职 张三 核实人",
    blanks=(Blank("said", "姓名 岗位", read_end, rest=True),),
    needs=KEEPERS,
    private=True,
    meant=end_line,
    shows=True,
)


async def delegate(request: Request, *, said: Appointment) -> list[Message]:
    if not request.confirmed:
        try:
            one = await actions.to_delegate(request.act, said)
        except NoTerm as missing:
            return _ask_until(request, missing)
        before = await actions.standing_in(one, request.today)
        return request.preview(texts.to_delegate(one.person.name, one.unit.name, one.until, [p.name for p in before]))
    one, before = await actions.delegate(request.act, said)
    told = request.tell(one.person.userid, texts.you_stand_in(one.unit.name, one.until))
    over = [request.tell(who.userid, texts.you_were(ACTING)) for who in before]
    return [*request.reply(texts.delegated(one.person.name, one.until)), told, *over]


DELEGATE = Command(
    name="delegate",
    words=("代行",),
    run=delegate,
    help="代行 姓名 到哪天：请人代书记",
    example="代行 张三 到12月10日",
    blanks=(Blank("said", "姓名 到哪天", read_post, rest=True),),
    needs=KEEPERS,
    private=True,
    meant=stand_in_line,
    shows=True,
)


POSTS = Command(
    name="posts",
    words=("岗位",),
    run=Telling(actions.posts_of, texts.posts),
    help="岗位 莲花池村：看谁在任到哪天",
    example="岗位 莲花池村",
    blanks=(rest("unit", "村、社区或单位", optional=True),),
    needs=KEEPERS | {Role.COMMITTEE, Role.SUPERVISOR},
    private=True,
)


GAPS = Command(
    name="empty_posts",
    words=("空缺", "空缺岗位"),
    run=Telling(actions.with_gaps, texts.gaps),
    help="空缺：看哪里还没有人",
    example="空缺",
    needs=OFFICES,
    private=True,
)


async def _waiting(request: Request) -> Sequence[Waits]:
    found = await actions.with_gaps(request.act)
    return [Waits("", texts.waits(found))] if found else []


async def departed(act: Act, person_id: int) -> list[Message]:
    """Tell those who may fill them which posts somebody who has gone has left empty."""
    found = await actions.left_by(act, person_id)
    return [Message(texts.empty(one.unit, one.roles), to=person.userid) for one in found for person in one.told]


async def _ends_soon(act: Act) -> list[Owed]:
    owed = []
    for post, unit, others in await actions.ending(act):
        until, subject = post.valid_to or act.today, f"{post.id}:{post.valid_to}"
        owed.append(Owed(post.person.userid, texts.ends_soon(unit, post.title, until, bool(others)), subject))
        line = texts.his_ends_soon(unit, post.person.name, post.title, until)
        owed += [Owed(one.userid, line, subject) for one in others]
    return owed


async def _stood_in(act: Act) -> list[Owed]:
    """Tell whoever stood in for a secretary, once, that it has ended."""
    return [
        Owed(post.person.userid, texts.stood_in(post.unit.name, post.valid_to), f"{post.id}:{post.valid_to}")
        for post in await actions.stood_in(act)
        if post.valid_to
    ]


COMMANDS = (
    GIVE,
    END,
    DELEGATE,
    POSTS,
    GAPS,
)
QUESTIONS = (ASK_NEAR_RELATIVE, ASK_UNTIL)
PENDING = (Source(GAPS, _waiting),)
DEPARTURES = (departed,)
REMINDERS = (Reminder("post_end", _ends_soon), Reminder("stood_in", _stood_in, purpose=Purpose.DECISION))
