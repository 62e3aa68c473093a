"""What becomes of a message after every answer WeCom is known to give: one row per code and class."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientSession

from bot.sending.outbox import Outbox
from bot.sending.sender import Sender
from bot.sending.tokens import AppCredentials, Tokens
from bot.wecom.client import WeComClient, understand
from bot.wecom.errors import CODES, Meaning, WeComError
from models.ledger.audit.tables import AuditRow
from models.machine.delivery.rules import Message
from models.machine.delivery.tables import ChannelState
from models.organisation.units.tables import ChatGroup
from tests.machine.post_office import PostOffice, open_post_office, patience, to_groups, 乙, 甲

ENDPOINTS = {"app": "message/send", "webhook": "webhook/send"}


@pytest.fixture
async def office(request: pytest.FixtureRequest) -> AsyncIterator[PostOffice]:
    async with open_post_office("sqlite", patience=patience(request)) as opened:
        yield opened


def to(office: PostOffice, channel: str) -> Message:
    return Message("通知", to=甲) if channel == "app" else Message("通知", to=office.groups())


def codes(*meanings: Meaning) -> list[str]:
    return [str(code) for code, meaning in CODES.items() if meaning in meanings]


async def after(office: PostOffice, channel: str, *faults: str) -> None:
    """Send one message while these faults are played."""
    await office.posts(to(office, channel))
    office.stand_in.faults.script(ENDPOINTS[channel], list(faults))
    await office.outbox.deliver()


def arrivals(office: PostOffice, channel: str) -> int:
    return len(office.applied(ENDPOINTS[channel]))


NOT_SENT = [(channel, word) for channel in ENDPOINTS for word in ("500", "502", "503", "-1", "6000")]


@pytest.mark.parametrize(("channel", "word"), NOT_SENT)
async def test_what_was_definitely_not_sent_is_tried_again_and_arrives_once(
    office: PostOffice, channel: str, word: str
) -> None:
    await after(office, channel, word, word, word)
    row = await office.only()
    assert (row.state, row.burned, arrivals(office, channel)) == ("retry_at", 1, 0)
    await office.runs(25, step=1)
    row = await office.only()
    assert (row.state, row.burned, arrivals(office, channel)) == ("sent", 3, 1)
    await office.runs(7200, step=600)
    assert office.calls(ENDPOINTS[channel]) == 4


async def test_tries_grow_rare_until_hourly_and_end_when_the_message_is_stale(office: PostOffice) -> None:
    stale = office.clock.now() + timedelta(hours=6)
    await office.posts(Message("通知", to=office.groups(), until=stale))
    office.stand_in.faults.script("webhook/send", ["503*1000"])
    tried = []
    for _ in range(7 * 60):
        before = office.calls("webhook/send")
        await office.passes(60)
        tried += [office.calls("webhook/send") - before]
    assert (await office.only()).state == "expired"
    assert office.calls("webhook/send") <= 18
    assert sum(tried[:60]) > sum(tried[60:]) > 0
    assert sum(tried[361:]) == 0


async def test_nobody_at_the_address_means_not_sent(office: PostOffice) -> None:
    async with ClientSession() as session:
        doors, client = office.stand_in.world.doors, WeComClient("http://127.0.0.1:9", session)
        tokens = Tokens(client, AppCredentials(doors.corp_id, doors.agent_id, doors.app_secret), office.clock)
        cut_off = Outbox(Sender(client, tokens, doors.agent_id), office.policy.delivery, office.clock, office.writes)
        await office.posts(to(office, "app"), to(office, "webhook"))
        await cut_off.deliver()
    assert await office.fates() == {"retry_at": 2}
    await office.passes(2)
    assert await office.fates() == {"sent": 2}
    assert (arrivals(office, "app"), arrivals(office, "webhook")) == (1, 1)


@pytest.mark.parametrize("word", codes(Meaning.TOKEN))
async def test_a_dead_token_is_replaced_and_the_message_arrives_at_once(office: PostOffice, word: str) -> None:
    await office.posts(Message("先前", to=乙), cause="earlier")
    await office.outbox.deliver()
    await after(office, "app", word)
    assert (await office.fates(), office.heard(f"app:{甲}")) == ({"sent": 2}, ["通知"])
    assert (office.calls("gettoken"), office.calls("message/send")) == (2, 3)


THROTTLED = [(channel, word) for channel in ENDPOINTS for word in [*codes(Meaning.THROTTLED), "429"]]


@pytest.mark.parametrize(("channel", "word"), THROTTLED)
async def test_a_throttled_channel_rests_a_minute_and_everything_arrives(
    office: PostOffice, channel: str, word: str
) -> None:
    office.stand_in.faults.script(ENDPOINTS[channel], [f"{word}*4"])
    for number in range(10):
        await office.posts(replace(to(office, channel), text=f"第{number}条"), cause=f"{number}")
    await office.outbox.deliver()
    first = office.calls(ENDPOINTS[channel])
    assert first <= 4
    await office.passes(55)
    assert office.calls(ENDPOINTS[channel]) == first
    await office.runs(600, step=5)
    assert await office.fates() == {"sent": 10}
    assert arrivals(office, channel) == 10


CONFIGURATION = [("app", word) for word in codes(Meaning.CONFIGURATION)] + [("webhook", "60020")]


@pytest.mark.parametrize(("channel", "word"), CONFIGURATION)
async def test_our_own_mistake_stops_the_channel_until_it_is_mended(
    office: PostOffice, channel: str, word: str
) -> None:
    await after(office, channel, word)
    await office.posts(replace(to(office, channel), text="后一条"), cause="later")
    await office.runs(290, step=29)
    row = await ChannelState.get()
    assert str(row.reason).startswith("设置不对")
    assert (office.calls(ENDPOINTS[channel]), await office.fates()) == (1, {"retry_at": 1, "pending": 1})
    await office.runs(120, step=10)
    assert (await office.fates(), arrivals(office, channel)) == ({"sent": 2}, 2)


BAD_CONTENT = [(channel, word) for channel in ENDPOINTS for word in codes(Meaning.BAD_CONTENT)]
UNHEARD_OF = [(channel, word) for channel in ENDPOINTS for word in ("99999", "40100", "1234567", "404", "403")]


@pytest.mark.parametrize(("channel", "word"), BAD_CONTENT[::3] + UNHEARD_OF)
async def test_bad_content_and_unknown_codes_are_never_repeated(office: PostOffice, channel: str, word: str) -> None:
    await after(office, channel, word)
    await office.runs(86400, step=7200)
    row = await office.only()
    assert (row.state, row.code, office.calls(ENDPOINTS[channel])) == ("dead", int(word), 1)
    assert await ChatGroup.filter(broken_at=None).count() == 20


@pytest.mark.parametrize("word", codes(Meaning.BAD_DESTINATION))
async def test_a_bad_destination_is_dead_at_once_and_its_verifiers_are_told(office: PostOffice, word: str) -> None:
    key = office.group(1)
    await office.posts(Message("通知", to=office.groups(1)), Message("另一条", to=office.groups(2)))
    office.stand_in.faults.script("webhook/send", [word])
    await office.outbox.deliver()
    await office.passes(1)
    group = await ChatGroup.get(webhook_key=key).select_related("unit")
    assert group.broken_at is not None
    told = [m for m in office.stand_in.messages if "群机器人收不到消息了" in m.content]
    assert {(m.chat.startswith("app:"), group.name in m.content) for m in told} == {(True, True)}
    assert len({m.chat for m in told}) == len(told)
    assert await office.fates() == {"dead": 1, "sent": 1 + len(told)}
    assert await AuditRow.filter(action="group_broken").count() == 1
    await office.runs(86400, step=7200)
    assert office.calls("webhook/send") == 2


UNSURE = ["timeout", "timeout_after_apply", "reset", "reset_after_apply", "reset_mid_body", "garbage_json"]
UNSURE += ["garbage_json_after_apply", "html", "html_after_apply"]


@pytest.mark.parametrize("word", UNSURE)
async def test_an_unsure_private_message_is_repeated_and_arrives_once(office: PostOffice, word: str) -> None:
    await after(office, "app", word)
    assert (await office.only()).state == "retry_at"
    await office.runs(10, step=5)
    assert ((await office.only()).state, len(office.heard(f"app:{甲}"))) == ("sent", 1)


@pytest.mark.parametrize("word", UNSURE)
async def test_an_unsure_group_message_is_left_to_a_person(office: PostOffice, word: str) -> None:
    await after(office, "webhook", word)
    await office.runs(86400, step=7200)
    assert ((await office.only()).state, office.calls("webhook/send")) == ("unconfirmed", 1)


@pytest.mark.parametrize("pause", [timedelta(hours=3, minutes=58), timedelta(hours=4)])
async def test_an_unsure_private_message_is_not_repeated_once_wecom_has_forgotten_it(
    office: PostOffice, pause: timedelta
) -> None:
    await after(office, "app", "reset_after_apply")
    await office.passes(pause.total_seconds())  # the process, or the whole channel, stood still meanwhile
    assert len(office.heard(f"app:{甲}")) == 1
    assert (await office.only()).state == ("sent" if pause < timedelta(hours=4) else "unconfirmed")


async def test_what_was_surely_not_sent_may_be_sent_however_late(office: PostOffice) -> None:
    await after(office, "app", "503*3")
    await office.passes(4 * 3600)
    await office.runs(60, step=5)
    assert ((await office.only()).state, len(office.heard(f"app:{甲}"))) == ("sent", 1)


async def test_a_code_written_as_text_is_understood(office: PostOffice) -> None:
    await after(office, "webhook", "errcode_as_string")
    assert (await office.only()).state == "sent"


async def test_somebody_out_of_reach_is_named(office: PostOffice) -> None:
    office.stand_in.sending.outside.add(乙)
    await office.posts(Message("通知", to=乙))
    await office.outbox.deliver()
    row = await office.only()
    assert (row.state, row.code) == ("dead", 81013)


async def test_stale_rows_are_never_sent(office: PostOffice) -> None:
    await office.posts(*to_groups(office, count=3), cause="lasting")
    stale = [replace(m, text="旧", until=office.clock.now()) for m in to_groups(office, count=5)]
    await office.posts(*stale, cause="stale")
    await office.passes(0.001)
    assert await office.fates() == {"sent": 3, "expired": 5}
    assert arrivals(office, "webhook") == 3


UNREADABLE = [
    b"",
    b"null",
    b"[]",
    b'"ok"',
    b'{"errcode":"no"}',
    b'{"errcode":[]}',
    b'{"errcode":null}',
    b"\xff",
    b"<html>",
    b"[" * 100_000,
]


@pytest.mark.parametrize("raw", UNREADABLE, ids=range(len(UNREADABLE)))
def test_an_answer_that_cannot_be_read_leaves_the_fate_open(raw: bytes) -> None:
    with pytest.raises(WeComError) as wrong:
        understand(raw)
    assert wrong.value.meaning is Meaning.UNKNOWN_FATE


@pytest.mark.parametrize("raw", [b"{}", b'{"errcode":0}', b'{"errcode":"0","errmsg":"created"}', b'{"media_id":"m"}'])
def test_an_answer_without_a_code_is_a_success(raw: bytes) -> None:
    assert isinstance(understand(raw), dict)
