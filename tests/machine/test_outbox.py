"""The way out under trouble: nothing twice, nothing lost, nothing too fast, whatever engine and however many at it."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.sending.failures import Treatment
from config.database import connection, transact
from models.machine.delivery.rules import Fate, Message, Purpose
from models.machine.delivery.tables import ChannelState, OutboxRow
from models.organisation.units.tables import ChatGroup
from tests.fakes.chat import Chat, after
from tests.fakes.databases import ENGINES
from tests.fakes.honour import list_approved
from tests.machine.post_office import PostOffice, milliseconds, open_post_office, to_groups, 丙, 乙, 甲


@pytest.fixture(params=ENGINES)
async def office(request: pytest.FixtureRequest) -> AsyncIterator[PostOffice]:
    async with open_post_office(request.param) as opened:
        yield opened


@pytest.fixture
async def desk() -> AsyncIterator[PostOffice]:
    """Give the way out on SQLite, where it is the rules and not the engine that is tested."""
    async with open_post_office("sqlite") as opened:
        yield opened


def most_in_a_minute(moments: list[datetime]) -> int:
    """Return the largest number of moments inside any sliding sixty seconds."""
    minute = timedelta(minutes=1)
    return max(sum(begins <= other < begins + minute for other in moments) for begins in moments)


async def test_fifty_messages_with_a_dying_token_fetch_one(office: PostOffice) -> None:
    await office.posts(Message("早", to=甲), cause="earlier")
    await office.outbox.deliver()
    office.stand_in.tokens.expire_all()
    people = [person.userid for person in office.stand_in.world.people][:50]
    await office.posts(*[Message("通知", to=userid) for userid in people])
    await asyncio.gather(*(office.outbox.deliver() for _ in range(3)))
    assert await office.fates() == {"sent": 51}
    assert office.calls("gettoken") == 2
    assert len(office.applied("message/send")) == 51


async def test_a_token_that_never_works_is_fetched_at_most_once_a_minute(desk: PostOffice) -> None:
    desk.stand_in.tokens.refusing_with = 40014
    await desk.posts(*[Message("通知", to=p.userid) for p in desk.stand_in.world.people[:20]])
    await desk.outbox.deliver()
    await desk.runs(600, step=15)
    fetched = [datetime.fromisoformat(entry.at) for entry in desk.stand_in.ledger.of("gettoken")]
    assert most_in_a_minute(fetched) == 1
    assert len(fetched) <= 11
    desk.stand_in.tokens.refusing_with = None
    await desk.runs(130, step=10)
    assert (await desk.fates(), len(desk.applied("message/send"))) == ({"sent": 20}, 20)


@pytest.mark.parametrize("word", ["40001", "40013", "45009"])
async def test_a_refused_secret_is_tried_at_most_once_a_minute(desk: PostOffice, word: str) -> None:
    desk.stand_in.faults.script("gettoken", [f"{word}*3"])
    await desk.posts(*[Message("通知", to=p.userid) for p in desk.stand_in.world.people[:20]])
    await desk.outbox.deliver()
    await desk.runs(1500, step=50)
    fetched = [datetime.fromisoformat(entry.at) for entry in desk.stand_in.ledger.of("gettoken")]
    assert most_in_a_minute(fetched) == 1
    assert (await desk.fates(), len(desk.applied("message/send"))) == ({"sent": 20}, 20)


@pytest.mark.parametrize("word", ["reset_mid_body", "garbage_json", "404", "500", "99999", "html", "40003"])
async def test_trouble_while_fetching_a_token_means_nothing_was_sent(desk: PostOffice, word: str) -> None:
    desk.stand_in.faults.script("gettoken", [word])
    await desk.posts(Message("通知", to=甲))
    await desk.outbox.deliver()
    assert ((await desk.only()).state, (await desk.only()).burned) == ("retry_at", 1)
    await desk.passes(2)
    assert await desk.fates() == {"sent": 1}


async def test_a_token_is_used_to_its_last_second(desk: PostOffice) -> None:
    await desk.posts(Message("一", to=甲), cause="1")
    await desk.outbox.deliver()
    await desk.passes(7197)
    for cause in ("2", "3"):
        await desk.posts(Message(cause, to=甲), cause=cause)
        await desk.passes(1)
    await desk.posts(Message("四", to=甲), cause="4")
    await desk.passes(1)
    assert await desk.fates() == {"sent": 4}
    assert desk.calls("gettoken") == 2


async def test_more_than_a_minutes_posts_to_one_group_never_exceed_twenty_and_all_arrive(office: PostOffice) -> None:
    for number in range(65):
        await office.posts(Message(f"第{number}条", to=office.groups()), cause=f"{number}")
    await office.posts(Message("别群", to=office.groups(1)), cause="other")
    await office.outbox.deliver()
    assert office.heard(office.group(1)) == ["别群"]  # nobody waits behind a group that is full
    await office.runs(280, step=7)
    moments = [at for at, _ in office.applied("webhook/send")]
    assert (await office.fates(), len(moments)) == ({"sent": 66}, 66)
    assert most_in_a_minute(moments) <= 21  # one of them for the other group
    assert office.calls("webhook/send") == 66  # WeCom never had to refuse
    assert sorted(office.heard(office.group())) == sorted(f"第{number}条" for number in range(65))


async def test_a_member_gets_no_more_than_wecom_lets_through(desk: PostOffice) -> None:
    for number in range(70):
        await desk.posts(Message(f"第{number}条", to=甲, purpose=Purpose.ANSWER), cause=f"{number}")
    await desk.runs(200, step=5)
    assert len(desk.heard(f"app:{甲}")) == 70


async def test_a_thousand_that_wait_for_one_person_cost_what_one_costs(desk: PostOffice) -> None:
    await desk.posts(*(Message(f"第{number}条", to=甲) for number in range(1000)))
    await desk.outbox.deliver()
    statements: list[str] = []
    connection().sqlite.set_trace_callback(statements.append)
    await desk.posts(Message("急事", to=乙), cause="other")
    await desk.passes(1)
    connection().sqlite.set_trace_callback(None)
    assert (len(desk.heard(f"app:{甲}")), desk.heard(f"app:{乙}")) == (30, ["急事"])
    assert sum("SET due" in one for one in statements) <= 1
    assert await OutboxRow.filter(state="pending", due__gt=milliseconds(desk)).count() == 970


async def test_heads_are_counted_over_all_groups(desk: PostOffice) -> None:
    await ChatGroup.all().update(heads=6000)
    await desk.posts(*to_groups(desk))
    await desk.outbox.deliver()
    assert desk.calls("webhook/send") == 3
    await desk.runs(430, step=5)
    assert most_in_a_minute([at for at, _ in desk.applied("webhook/send")]) == 3
    assert await desk.fates() == {"sent": 20}


async def test_two_minutes_of_refusals_pause_the_groups_and_each_gets_its_message_once(desk: PostOffice) -> None:
    await desk.posts(*to_groups(desk))
    desk.stand_in.faults.script("webhook/send", ["45009*1000000"])
    await desk.outbox.deliver()
    await desk.runs(115, step=5)
    refused = desk.calls("webhook/send")
    assert refused <= 40
    desk.stand_in.faults.clear()
    await desk.runs(240, step=10)
    assert await desk.fates() == {"sent": 20}
    assert [len(desk.heard(desk.group(number))) for number in range(20)] == [1] * 20
    assert await ChannelState.filter(strikes__gt=0).count() == 0


async def test_refusals_of_messages_under_way_at_once_count_as_one(desk: PostOffice) -> None:
    for number in range(4):
        await desk.posts(Message(f"第{number}条", to=甲), cause=f"{number}")
    desk.stand_in.faults.script("message/send", ["45009*2", "ok", "45009"])
    await desk.outbox.deliver()
    state = await ChannelState.get()
    assert (state.strikes, state.paused_until) == (1, milliseconds(desk) + 60_000)


async def test_a_text_in_parts_arrives_in_order_whatever_goes_wrong(office: PostOffice) -> None:
    lines = [f"{number}：" + "村" * 60 for number in range(60)]
    office.stand_in.faults.script("webhook/send", ["503*3", "ok", "45009"])
    await office.posts(Message("\n".join(lines), to=office.groups()))
    await office.outbox.deliver()
    await office.runs(200, step=5)
    heard = office.heard(office.group())
    assert len(heard) > 5
    assert [line for line in "\n".join(heard).split("\n") if not line.endswith("（续）")] == lines


async def test_a_process_that_dies_while_sending_repeats_only_what_wecom_recognises(office: PostOffice) -> None:
    await office.posts(Message("私", to=甲), Message("群", to=office.groups()))
    office.stand_in.faults.script("message/send", ["reset_after_apply"])
    await office.outbox.deliver()
    # As the rows looked when the process died: taken, perhaps applied, never settled.
    await OutboxRow.all().update(state="sending", owner="dead", taken=milliseconds(office), settled=None)
    await office.passes(59)
    assert await office.fates() == {"sending": 2}
    await office.passes(2)
    await office.passes(6)
    fates = {row.channel: row.state for row in await OutboxRow.all()}
    assert fates == {"app": "sent", "webhook": "unconfirmed"}
    assert len(office.heard(f"app:{甲}")) == len(office.heard(office.group())) == 1
    bodies = [entry.body for entry in office.stand_in.ledger.of("message/send")]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


async def test_a_process_that_was_dead_for_half_a_day_repeats_nothing(desk: PostOffice) -> None:
    await desk.posts(Message("私", to=甲))
    await desk.outbox.deliver()
    await OutboxRow.all().update(state="sending", taken=milliseconds(desk), settled=None)
    await desk.passes(12 * 3600)
    assert await desk.fates() == {"unconfirmed": 1}
    assert len(desk.heard(f"app:{甲}")) == 1


async def test_a_paused_process_that_wakes_up_cannot_overwrite_a_newer_fate(office: PostOffice) -> None:
    await office.posts(Message("群", to=office.groups()))
    (stale,) = await transact(lambda: office.outbox._claim(1))
    office.clock.set(office.clock.now() + timedelta(seconds=61))
    await office.another().deliver()
    assert (await office.only()).state == "unconfirmed"
    await transact(lambda: office.outbox._settle(stale, Treatment(Fate.SENT)))
    assert (await office.only()).state == "unconfirmed"
    await OutboxRow.all().update(state="pending", due=0)
    (fresh,) = await transact(lambda: office.another()._claim(1))
    await transact(lambda: office.outbox._settle(stale, Treatment(Fate.DEAD)))
    assert ((await office.only()).state, fresh.attempt) == ("sending", 2)


async def test_two_processes_never_send_a_row_twice(office: PostOffice) -> None:
    people = [person.userid for person in office.stand_in.world.people]
    await office.posts(*to_groups(office), *[Message("通知", to=userid) for userid in people[:60]])
    counts = await asyncio.gather(*(outbox.deliver() for outbox in (office.outbox, office.another(), office.another())))
    assert sum(counts) == 80
    assert await office.fates() == {"sent": 80}
    assert len(office.applied("webhook/send")) == office.calls("webhook/send") == 20
    assert len(office.applied("message/send")) == office.calls("message/send") == 60


async def test_a_group_that_fails_several_times_at_once_is_told_of_once(office: PostOffice) -> None:
    office.stand_in.webhook.removed.add(office.group(1))
    for number in range(4):
        await office.posts(Message(f"第{number}条", to=office.groups(1)), cause=f"{number}")
    await office.outbox.deliver()
    await office.passes(1)
    told = [m.chat for m in office.stand_in.messages if "群机器人收不到消息了" in m.content]
    assert len(told) == len(set(told)) > 0
    assert await ChatGroup.filter(broken_at=None).count() == 19


async def test_nobody_is_called_after_the_end(desk: PostOffice) -> None:
    await desk.posts(*to_groups(desk))
    desk.outbox.stop()
    await desk.outbox.deliver()
    assert (await desk.fates(), desk.calls("webhook/send")) == ({"pending": 20}, 0)


@after(list_approved, *ENGINES)
async def test_an_unsure_group_post_is_shown_and_repeated_only_by_order(chat: Chat) -> None:
    chat.stand_in.faults.script("webhook/send", ["reset_after_apply", "reset"])
    await chat.moves_to("2026-12-07T10:30:00+08:00")
    number = (await chat.says(丙, "投递"))[0].split()[0]
    shown = (await chat.says(丙, f"投递 {number}"))[0]
    fates = [[int(count) for count in part.split("/")] for part in re.findall(r"\d+/20", shown)]
    assert (sum(sent for sent, _ in fates), len(fates), shown.count("不知是否送达（")) == (38, 2, 2)
    assert "不知是否送达（不知是否发出 ServerDisconnectedError）" in shown
    assert f"发“重发 {number}”" in shown
    assert sum(len(posts) for posts in chat.groups_hear().values()) == 39
    assert f"{number} 再发 2 条" in (await chat.says(丙, f"重发 {number}"))[0]
    assert sum(len(posts) for posts in chat.groups_hear().values()) == 2
    assert "20/20 已送达；图片和文件 20/20 已送达" in (await chat.says(丙, f"投递 {number}"))[0]


@after(list_approved)
async def test_a_broadcast_through_two_minutes_of_refusals_is_shown_as_forty_of_forty(chat: Chat) -> None:
    chat.stand_in.faults.script("webhook/send", ["45009*1000000"])
    await chat.moves_to("2026-12-07T10:09:00+08:00")
    assert not any(chat.groups_hear().values())
    chat.stand_in.faults.clear()
    await chat.moves_to("2026-12-07T10:17:00+08:00")
    assert [len(posts) for posts in chat.groups_hear().values()] == [2] * 20
    number = (await chat.says(丙, "投递"))[0].split()[0]
    assert "20/20 已送达；图片和文件 20/20 已送达" in (await chat.says(丙, f"投递 {number}"))[0]
