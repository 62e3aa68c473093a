"""The robot of one group."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import FormData

from tests.sandbox.conftest import Stage

KEY = "hook-key-00"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def image(data: bytes, **changes: str) -> dict[str, Any]:
    plain = {
        "base64": base64.b64encode(data).decode(),
        "md5": hashlib.md5(data, usedforsecurity=False).hexdigest(),
    }
    return {"msgtype": "image", "image": plain | changes}


def text(content: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content}}


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (text("今晚停水"), "今晚停水"),
        (image(PNG), "[图片]"),
    ],
)
async def test_everything_it_says_is_seen_in_its_group(stage: Stage, body: dict[str, Any], content: str) -> None:
    assert await stage.call("webhook/send", body, key=KEY) == {"errcode": 0, "errmsg": "ok"}
    (message,) = stage.stand_in.messages
    assert (message.chat, message.sender, message.content) == ("wrGroup00Abc", "webhook", content)


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        (text(""), 44004),
        (text("字" * 683), 40058),
        ({"msgtype": "poem"}, 40008),
        (image(PNG, md5="0" * 32), 40058),
        (image(b"not a picture"), 40123),
    ],
)
async def test_what_breaks_a_limit_is_refused(stage: Stage, body: dict[str, Any], errcode: int) -> None:
    assert (await stage.call("webhook/send", body, key=KEY))["errcode"] == errcode
    assert len(stage.stand_in.messages) == 0


async def test_an_unknown_or_removed_key_is_refused(stage: Stage) -> None:
    assert (await stage.call("webhook/send", text("好"), key="other"))["errcode"] == 93000
    stage.stand_in.webhook.removed.add(KEY)
    assert (await stage.call("webhook/send", text("好"), key=KEY))["errcode"] == 93000


async def test_the_twenty_first_in_a_minute_blocks_the_robot_for_a_minute(stage: Stage) -> None:
    async def errcode(key: str = KEY) -> int:
        return int((await stage.call("webhook/send", text("好"), key=key))["errcode"])

    assert [await errcode() for _ in range(22)] == [0] * 20 + [45009] * 2
    assert await errcode("hook-key-01") == 0
    stage.hands.moment += timedelta(seconds=59)
    assert await errcode() == 45009
    stage.hands.moment += timedelta(seconds=1)
    assert [await errcode() for _ in range(21)] == [0] * 20 + [45009]


async def test_its_files_serve_this_robot_only(stage: Stage) -> None:
    form = FormData()
    form.add_field("media", b"minutes of the meeting", filename="纪要.txt")
    url = f"{stage.api_url}/cgi-bin/webhook/upload_media"
    async with stage.http.post(url, params={"key": KEY, "type": "file"}, data=form) as response:
        media_id = (await response.json())["media_id"]
    body = {"msgtype": "file", "file": {"media_id": media_id}}
    assert (await stage.call("webhook/send", body, key="hook-key-01"))["errcode"] == 40007
    assert (await stage.call("webhook/send", body, key=KEY))["errcode"] == 0


async def test_a_picture_does_not_fill_the_ledger(stage: Stage) -> None:
    await stage.call("webhook/send", image(PNG + b"0" * 9000), key=KEY)
    assert len(str(stage.stand_in.ledger.entries[-1].body)) < 200


async def test_a_file_is_shown_by_its_name_and_can_be_had(stage: Stage) -> None:
    form = FormData(quote_fields=False)
    form.add_field("media", b"BEGIN:VCALENDAR", filename="值班表.ics")
    url = f"{stage.api_url}/cgi-bin/webhook/upload_media"
    async with stage.http.post(url, params={"key": KEY, "type": "file"}, data=form) as response:
        media_id = (await response.json())["media_id"]
    await stage.call("webhook/send", {"msgtype": "file", "file": {"media_id": media_id}}, key=KEY)
    (message,) = stage.stand_in.messages
    shown = message.as_json()
    assert (shown["content"], shown["filename"]) == ("[文件] 值班表.ics", "值班表.ics")
    async with stage.control.get(shown["file"]) as response:
        assert (await response.read(), response.headers["Content-Disposition"]) == (b"BEGIN:VCALENDAR", "attachment")
    assert (await stage.control.get("/sandbox/api/file/none")).status == 404
