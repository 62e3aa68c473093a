"""What became of a message, and who is told: an office its own area, a key nobody; what 重发 sends again."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sending import pace
from bot.sending.failures import REPEATABLE_MILLISECONDS, spent
from bot.sending.pace import MINUTE_MILLISECONDS
from config.database import connection, transact
from models.machine.delivery.actions import forget_sent, resend
from models.machine.delivery.rules import Claimed, Fate, Message, Use
from models.machine.delivery.tables import OutboxRow
from models.organisation.units.tables import ChatGroup
from tests.fakes.books import cause_of
from tests.fakes.chat import Chat, after
from tests.fakes.databases import ENGINES, POLICY
from tests.fakes.honour import list_approved
from tests.machine.post_office import PostOffice, milliseconds, open_post_office, to_groups, 丙, 乙, 甲

TOWNSHIP, TOWNSHIP_GROUP = "songjia", "新桥社区"


@pytest.fixture(params=ENGINES)
async def office(request: pytest.FixtureRequest) -> AsyncIterator[PostOffice]:
    async with open_post_office(request.param) as opened:
        yield opened


AGAIN = {Fate.UNCONFIRMED, Fate.DEAD, Fate.EXPIRED}


@pytest.mark.parametrize("fate", Fate)
async def test_only_what_did_not_surely_arrive_is_sent_again_and_only_of_that_broadcast(fate: Fate) -> None:
    async with open_post_office("sqlite") as desk:
        number = await desk.posts(Message("通知", to=甲), cause="one")
        await desk.posts(Message("别的", to=乙), cause="other")
        ended = None if fate in (Fate.PENDING, Fate.SENDING, Fate.RETRY_AT) else milliseconds(desk)
        await OutboxRow.all().update(state=fate, settled=ended, taken=milliseconds(desk), not_after=1)
        count = await transact(lambda: resend(number, milliseconds(desk), cause_of(丙)))
        assert count == (fate in AGAIN)
        if count:
            await desk.outbox.deliver()
            assert desk.heard(f"app:{甲}") == ["通知"]  # stale by now, and a person wanted it all the same
            assert await OutboxRow.filter(payload="别的").values_list("state", flat=True) == [fate]


@after(list_approved)
async def _list_refused(chat: Chat) -> None:
    chat.stand_in.faults.script("webhook/send", ["503*1000000"])
    await chat.moves_to("2026-12-07T10:30:00+08:00")
    chat.hears_all()


@after(_list_refused, then="2026-12-17T10:00:00+08:00")
async def test_what_expired_is_sent_again_by_a_persons_word(chat: Chat) -> None:
    await chat.sandbox.bot.settle()
    chat.hears_all()
    number = next(line for line in (await chat.says(丙, "投递"))[0].splitlines() if "红榜：" in line).split()[0]
    assert "0/20 已送达，已过期 20；图片和文件 0/20 已送达，已过期 20" in (await chat.says(丙, f"投递 {number}"))[0]
    assert f"{number} 再发 40 条" in (await chat.says(丙, f"重发 {number}"))[0]
    assert [len(posts) for posts in chat.groups_hear().values()] == [2] * 20
    assert "20/20 已送达；图片和文件 20/20 已送达" in (await chat.says(丙, f"投递 {number}"))[0]


@after(list_approved)
async def test_each_office_sees_its_own_area_and_nobody_a_key(chat: Chat) -> None:
    chat.stand_in.faults.script("webhook/send", ["reset_after_apply*40"])
    await chat.moves_to("2026-12-07T10:30:00+08:00")
    chat.hears_all()
    keys = [room.webhook_key for room in chat.stand_in.world.chats]
    for group in await ChatGroup.all():
        await ChatGroup.filter(id=group.id).update(webhook_key=f"new-{group.id}")
    number = (await chat.says(丙, "投递"))[0].split()[0]
    whole = (await chat.says(丙, f"投递 {number}"))[0]
    own = (await chat.says(TOWNSHIP, f"投递 {number}"))[0]
    assert ("0/20 已送达，不知是否送达 20；图片和文件 0/20" in whole, "重发" in whole) == (True, True)
    assert ("0/1 已送达，不知是否送达 1；图片和文件 0/1" in own, "重发" in own) == (True, False)
    shown = [line for line in own.splitlines() if line.startswith("· ")]
    assert [(TOWNSHIP_GROUP in line, "的图片或文件：" in line) for line in shown] == [(True, False), (True, True)]
    assert not any(key in whole + own for key in keys)

    await chat.says(甲, "投诉建议 村口路灯不亮")
    assert chat.everybody_hears()
    news = (await chat.says(丙, "投递"))[0].split()[0]
    assert news != number
    assert news not in (await chat.says(TOWNSHIP, "投递"))[0]
    assert f"没有 {news} 这一批" in (await chat.says(TOWNSHIP, f"投递 {news}"))[0]


async def test_a_message_goes_to_the_groups_of_its_unit_only_and_to_none_that_is_broken(office: PostOffice) -> None:
    await ChatGroup.filter(unit_id=office.units[1]).update(broken_at=office.clock.now())
    await office.posts(*to_groups(office, count=2))
    await office.outbox.deliver()
    assert [len(office.heard(office.group(number))) for number in range(20)] == [1] + [0] * 19


async def test_a_replaced_robot_gets_what_waited_for_the_old_one(office: PostOffice) -> None:
    await office.posts(*to_groups(office, count=1))
    await ChatGroup.filter(unit_id=office.units[0]).update(webhook_key=office.group(1))
    await office.outbox.deliver()
    assert (office.heard(office.group(0)), office.heard(office.group(1))) == ([], ["通知"])


ROW = Claimed(1, "app", "x", "", 1, "pending", 1, 0, None, None, None, None, None, struck=False)
NOW = 100 * 3600 * 1000


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        (ROW, None),
        (replace(ROW, not_after=NOW), None),  # until then, then included
        (replace(ROW, not_after=NOW - 1), Fate.EXPIRED),
        (replace(ROW, not_after=NOW - 1, first_tried=NOW - 5000), Fate.UNCONFIRMED),
        (replace(ROW, state="retry_at", first_tried=NOW - REPEATABLE_MILLISECONDS + 1), None),
        (replace(ROW, state="retry_at", first_tried=NOW - REPEATABLE_MILLISECONDS), Fate.UNCONFIRMED),
        (replace(ROW, state="sending", taken=NOW - 61_000), Fate.RETRY_AT),
        (replace(ROW, state="sending", taken=NOW - REPEATABLE_MILLISECONDS), Fate.UNCONFIRMED),
        (replace(ROW, channel="webhook", state="sending", taken=NOW - 61_000), Fate.UNCONFIRMED),
        (replace(ROW, enclosure_id=1, state="sending", taken=NOW - 61_000), Fate.UNCONFIRMED),
    ],
)
def test_what_may_no_longer_be_sent(row: Claimed, fate: Fate | None) -> None:
    end = spent(row, NOW)
    assert (end.fate if end else None) == fate


@pytest.mark.parametrize("fate", Fate)
async def test_nothing_that_waits_is_forgotten_and_nothing_younger(fate: Fate) -> None:
    async with open_post_office("sqlite") as desk:
        await desk.posts(Message("旧", to=甲), cause="old")
        await desk.posts(Message("新", to=甲), cause="new")
        at = milliseconds(desk)
        await OutboxRow.filter(payload="旧").update(state=fate, settled=at - 1)
        await OutboxRow.filter(payload="新").update(state=fate, settled=at)
        await transact(lambda: forget_sent(at))
        left = ["旧", "新"] if fate in (Fate.PENDING, Fate.SENDING, Fate.RETRY_AT) else ["新"]
        assert await OutboxRow.all().order_by("id").values_list("payload", flat=True) == left


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give the statements that reach SQLite meanwhile, but for those that open and close a transaction."""
    said: list[str] = []
    sqlite: sqlite3.Connection = connection()._connection._conn  # type: ignore[attr-defined]  # the driver's own
    sqlite.set_trace_callback(lambda sql: None if sql.startswith(("BEGIN", "COMMIT")) else said.append(sql))
    try:
        yield said
    finally:
        sqlite.set_trace_callback(None)


async def test_two_messages_cost_at_most_twelve_statements_and_an_idle_look_one() -> None:
    async with open_post_office("sqlite") as desk:
        await desk.posts(Message("早", to=甲), cause="earlier")  # the token is fetched with the first
        await desk.outbox.deliver()
        with counted() as said:
            assert await desk.outbox.deliver() == 0
        assert len(said) == 1
        await desk.posts(Message("一", to=甲), Message("二", to=desk.groups()), cause="two")
        with counted() as said:
            assert await desk.outbox.deliver() == 2
        assert len(said) <= 12, said


async def test_what_grows_stale_in_the_night_is_not_sent_in_the_morning(office: PostOffice) -> None:
    office.clock.set(office.clock.now().replace(hour=22))
    await office.posts(Message("今晚", to=甲, until=office.clock.now() + timedelta(hours=2)))
    await office.passes(2 * 3600)
    assert await office.fates() == {"pending": 1}
    await office.passes(1)
    assert await office.fates() == {"expired": 1}
    await office.passes(12 * 3600)
    assert office.heard(f"app:{甲}") == []


def test_what_was_sent_a_whole_minute_ago_takes_no_room_any_more() -> None:
    row, most = replace(ROW, channel="webhook"), POLICY.delivery.webhook_per_minute
    for ago, wait in ((MINUTE_MILLISECONDS, 0), (MINUTE_MILLISECONDS - 1, 2)):
        uses = [Use(NOW - ago, row.channel, row.destination, 1)] * most
        assert pace.wait(row, uses, POLICY.delivery, NOW) == wait
