"""Tokens, message/send and what can be done to a sent message."""

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import FormData

from tests.sandbox.conftest import Stage
from tests.sandbox.far_side import DOORS

BUTTONS = {
    "card_type": "button_interaction",
    "main_title": {"title": "报修单"},
    "task_id": "repair-1",
    "button_list": [{"text": "接单", "key": "take"}],
}


@pytest.mark.parametrize(
    ("query", "errcode"),
    [
        ({}, 41002),
        ({"corpid": DOORS.corp_id}, 41004),
        ({"corpid": "ww0", "corpsecret": DOORS.app_secret}, 40013),
        ({"corpid": DOORS.corp_id, "corpsecret": "wrong"}, 40001),
    ],
)
async def test_gettoken_refuses_wrong_credentials(stage: Stage, query: dict[str, str], errcode: int) -> None:
    assert (await stage.call("gettoken", **query))["errcode"] == errcode


async def test_a_token_stays_the_same_until_it_expires(stage: Stage) -> None:
    first = await stage.token()
    stage.hands.moment += timedelta(seconds=7199)
    assert await stage.token() == first
    stage.hands.moment += timedelta(seconds=1)
    assert (await stage.call("department/simplelist", access_token=first))["errcode"] == 42001
    assert await stage.token() != first


async def test_tokens_can_be_expired_and_refused(stage: Stage) -> None:
    async def errcode(token: str) -> int:
        return int((await stage.call("department/simplelist", access_token=token))["errcode"])

    token = await stage.token()
    assert await errcode(token) == 0
    stage.stand_in.tokens.expire_all()
    assert await errcode(token) == 42001
    stage.stand_in.tokens.refusing_with = 40014
    assert await errcode(await stage.token()) == 40014
    assert await errcode("") == 41001


async def test_partly_unknown_receivers_are_named_in_lower_case(stage: Stage) -> None:
    answer = await stage.send(touser="member001|Ghost|Member002")
    assert (answer["errcode"], answer["invaliduser"]) == (0, "ghost")
    assert [message.chat for message in stage.stand_in.messages] == ["app:Member001", "app:Member002"]


@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"touser": "Ghost"}, 81013),
        ({"touser": ""}, 82001),
        ({"touser": 5}, 82001),
        ({"agentid": None}, 41011),
        ({"agentid": "1000002"}, 40056),
        ({"agentid": 1000003}, 301002),
        ({"msgtype": "poem"}, 40008),
        ({"text": {"content": " "}}, 44004),
        ({"text": "开会"}, 40035),
        ({"msgtype": "image", "image": {"media_id": "unknown"}}, 40007),
        ({"enable_duplicate_check": 1, "duplicate_check_interval": 20000}, 40058),
    ],
)
async def test_wrong_requests_are_refused_with_their_code(stage: Stage, changes: dict[str, Any], errcode: int) -> None:
    answer = await stage.send(**changes)
    assert answer["errcode"] == errcode
    assert f"e={errcode}" in answer["errmsg"] and "from ip: 127.0.0.1" in answer["errmsg"]
    assert len(stage.stand_in.messages) == 0
    assert stage.stand_in.ledger.of("message/send")[-1].applied is False


@pytest.mark.parametrize(
    ("raw", "errcode"),
    [
        (b'{"text":"\\u5f00"}', 40033),
        (b'{"text":"\\\\\\u5f00"}', 40033),
        (b'{"text":"\\\\u5f00"}', 41011),
        (b"{", 40035),
        (b"[]", 40035),
        (b"", 40035),
        (b'{"text":"\xff"}', 40035),
    ],
)
async def test_bodies_must_be_plain_json(stage: Stage, raw: bytes, errcode: int) -> None:
    assert (await stage.call("message/send", raw))["errcode"] == errcode


async def test_whoever_is_out_of_the_applications_range_is_not_reached(stage: Stage) -> None:
    stage.stand_in.sending.outside.add("Member003")
    assert (await stage.send(touser="Member002|Member003"))["invaliduser"] == "member003"
    assert [message.chat for message in stage.stand_in.messages] == ["app:Member002"]
    assert (await stage.send(touser="Member003"))["errcode"] == 81013


async def test_a_long_text_is_cut_at_a_character(stage: Stage) -> None:
    await stage.send(text={"content": "字" * 700})
    (message,) = stage.stand_in.messages
    assert message.content == "字" * 682


async def test_the_same_body_inside_the_interval_is_said_once(stage: Stage) -> None:
    check = {"enable_duplicate_check": 1, "duplicate_check_interval": 600}
    first = await stage.send(**check)
    again = await stage.send(**check)
    assert (again["errcode"], again["msgid"]) == (0, first["msgid"])
    await stage.send(**check, text={"content": "另一件事"})
    stage.hands.moment += timedelta(seconds=600)
    await stage.send(**check)
    assert [message.content for message in stage.stand_in.messages] == ["开会", "另一件事", "开会"]
    assert [entry.applied for entry in stage.stand_in.ledger.of("message/send")] == [True, False, True, True]


async def test_without_the_check_the_same_body_is_said_twice(stage: Stage) -> None:
    await stage.send()
    await stage.send()
    assert len(stage.stand_in.messages) == 2


async def test_more_than_thirty_a_minute_vanish_without_an_error(stage: Stage) -> None:
    answers = [await stage.send() for _ in range(31)]
    assert {answer["errcode"] for answer in answers} == {0}
    assert len(stage.stand_in.messages) == 30
    assert stage.stand_in.ledger.entries[-1].note == "dropped: Member000"
    stage.hands.moment += timedelta(minutes=1)
    await stage.send()
    assert len(stage.stand_in.messages) == 31


@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({}, 0),
        ({"sub_title_text": "三组的水管"}, 0),
        ({"card_type": "text_notice"}, 42031),
        ({"main_title": {}}, 42032),
        ({"main_title": "报修单"}, 40058),
        ({"sub_title_text": ["三组"]}, 40058),
        ({"task_id": "报修"}, 42030),
        ({"task_id": "a" * 129}, 42030),
        ({"button_list": []}, 42038),
        ({"button_list": [{"text": "接单", "key": str(n)} for n in range(7)]}, 42038),
        ({"button_list": [{"text": "", "key": "a"}]}, 42038),
        ({"button_list": ["接单"]}, 40058),
        ({"button_list": [{"text": "接单", "key": "字" * 400}]}, 42039),
        ({"button_list": [{"text": "接单", "key": "a"}] * 2}, 42039),
    ],
)
async def test_card_rules_are_kept(stage: Stage, changes: dict[str, Any], errcode: int) -> None:
    assert (await stage.send(msgtype="template_card", template_card=BUTTONS | changes))["errcode"] == errcode


async def test_a_card_needs_a_callback_address(stage: Stage) -> None:
    stage.stand_in.sending.callback_set = False
    assert (await stage.send(msgtype="template_card", template_card=BUTTONS))["errcode"] == 43012


async def test_a_task_id_serves_one_card_but_a_repeated_request_is_no_second_card(stage: Stage) -> None:
    once = {"msgtype": "template_card", "template_card": BUTTONS, "enable_duplicate_check": 1}
    assert [(await stage.send(**once))["errcode"] for _ in range(2)] == [0, 0]
    assert (await stage.send(msgtype="template_card", template_card=BUTTONS))["errcode"] == 42030
    assert len(stage.stand_in.messages) == 1


async def test_media_live_three_days(stage: Stage) -> None:
    async def upload(data: bytes, kind: str) -> dict[str, Any]:
        form = FormData(quote_fields=False)
        form.add_field("media", data, filename="红榜.png")
        query = {"access_token": await stage.token(), "type": kind}
        url = f"{stage.api_url}/cgi-bin/media/upload"
        async with stage.http.post(url, params=query, data=form) as response:
            return dict(await response.json())

    assert (await upload(b"text", "image"))["errcode"] == 40006
    assert (await upload(b"not a picture", "image"))["errcode"] == 40123
    assert (await upload(b"a file", "poem"))["errcode"] == 40004
    media_id = (await upload(b"\x89PNG\r\n\x1a\n" + b"0" * 9, "image"))["media_id"]
    assert (await stage.send(msgtype="image", image={"media_id": media_id}))["errcode"] == 0
    assert (await stage.send(msgtype="file", file={"media_id": media_id}))["errcode"] == 40007
    stage.hands.moment += timedelta(days=3)
    assert (await stage.send(msgtype="image", image={"media_id": media_id}))["errcode"] == 40007
