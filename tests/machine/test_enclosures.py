"""Pictures and files on their way out: the right calls, the order in a chat, nothing twice, nothing kept for ever."""

import asyncio
import hashlib
import json
import threading
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.drawing.press import PRESS, TEMPLATES, Drawing, to_be_drawn
from bot.sending.addressing import pieces
from bot.wecom.client import WeComClient
from bot.wecom.multipart import form
from config.database import transact
from models.machine.delivery.actions import forget_sent, resend
from models.machine.delivery.rules import Enclosure, Message
from models.machine.delivery.tables import EnclosureRow, OutboxRow
from models.machine.delivery.told import summary
from tests.fakes.books import cause_of
from tests.fakes.databases import ENGINES
from tests.machine.post_office import PostOffice, milliseconds, open_post_office, patience, 乙, 甲

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
PICTURE = Enclosure("image", "12月值班表.png", PNG)
FILE = Enclosure("file", "12月值班表.ics", b"BEGIN:VCALENDAR\r\n")
UPLOADS = {"app": "media/upload", "webhook": "webhook/upload_media"}
SENDS = {"app": "message/send", "webhook": "webhook/send"}
UNSURE = ["timeout", "timeout_after_apply", "reset_after_apply", "reset_mid_body", "garbage_json", "html"]


@pytest.fixture(params=ENGINES)
async def office(request: pytest.FixtureRequest) -> AsyncIterator[PostOffice]:
    async with open_post_office(request.param) as opened:
        yield opened


@pytest.fixture
async def desk(request: pytest.FixtureRequest) -> AsyncIterator[PostOffice]:
    """Give the way out on SQLite."""
    async with open_post_office("sqlite", patience=patience(request)) as opened:
        yield opened


def to(office: PostOffice, channel: str, enclosure: Enclosure, text: str = "") -> Message:
    if channel == "app":
        return Message(text, to=甲, enclosure=enclosure)
    return Message(text, to=office.groups(), enclosure=enclosure)


def arrived(office: PostOffice, channel: str) -> list[str]:
    return office.heard(f"app:{甲}" if channel == "app" else office.group())


@pytest.mark.parametrize("channel", ["app", "webhook"])
async def test_text_picture_and_file_arrive_in_this_order(office: PostOffice, channel: str) -> None:
    long = "\n".join(f"{number}：" + "值班" * 40 for number in range(20))
    office.stand_in.faults.script(SENDS[channel], ["503*2"])
    await office.posts(to(office, channel, PICTURE, long), to(office, channel, FILE))
    await office.runs(20, step=1)
    heard = arrived(office, channel)
    assert len(heard) == 5
    assert heard[-2:] == ["[图片]", "[文件] 12月值班表.ics"]
    assert "\n".join([heard[0], *(further.partition("\n")[2] for further in heard[1:-2])]) == long
    messages = office.stand_in.messages
    shown = [message.extra for message in messages if message.extra.keys() & {"image", "file"}]
    assert messages.enclosed(shown[0]["image"].rpartition("/")[2]) == PNG
    assert messages.enclosed(shown[1]["file"].rpartition("/")[2]) == FILE.data


async def test_a_group_is_shown_a_picture_without_an_upload(desk: PostOffice) -> None:
    await desk.posts(to(desk, "webhook", PICTURE))
    await desk.outbox.deliver()
    (_, body), *others = desk.applied("webhook/send")
    md5 = hashlib.md5(PNG, usedforsecurity=False).hexdigest()
    assert body == {"msgtype": "image", "image": {"base64": b64encode(PNG).decode(), "md5": md5}}
    assert (others, desk.calls("webhook/upload_media"), desk.calls("media/upload")) == ([], 0, 0)


async def test_an_equal_picture_for_many_is_kept_once_and_gone_with_the_last(office: PostOffice) -> None:
    people = [person.userid for person in office.stand_in.world.people][:10]
    await office.posts(*[Message("", to=userid, enclosure=PICTURE) for userid in people], cause="one")
    await office.posts(Message("", to=乙, enclosure=PICTURE), Message("", to=乙, enclosure=FILE), cause="two")
    assert await EnclosureRow.all().count() == 2
    await office.outbox.deliver()
    assert await office.fates() == {"sent": 12}
    await OutboxRow.filter(enclosure__name=FILE.name).update(state="retry_at")
    await transact(lambda: forget_sent(milliseconds(office) + 1))
    assert [row.name for row in await EnclosureRow.all()] == [FILE.name]
    await OutboxRow.all().update(state="dead")
    await transact(lambda: forget_sent(milliseconds(office) + 1))
    assert (await OutboxRow.all().count(), await EnclosureRow.all().count()) == (0, 0)


DRAWN = to_be_drawn(Drawing("listing", json.loads((TEMPLATES / "listing.json").read_text()), "服务台账"), "phone")
SPOILT = to_be_drawn(Drawing("listing", {}, "服务台账"), "phone")


async def test_a_picture_is_drawn_when_it_goes_once_for_all(office: PostOffice) -> None:
    await office.posts(*[to(office, channel, DRAWN, "字") for channel in ("app", "webhook")])
    kept = await EnclosureRow.get()
    assert (bool(kept.data), bool(kept.drawing)) == (False, True)
    await office.outbox.deliver()
    assert await office.fates() == {"sent": 4}
    assert arrived(office, "app") == arrived(office, "webhook") == ["字", "[图片]"]
    kept = await EnclosureRow.get()
    assert (kept.data[:4], kept.drawing) == (b"\x89PNG", None)
    await office.posts(to(office, "app", DRAWN), cause="again")
    assert await EnclosureRow.all().count() == 1


async def test_a_picture_that_cannot_be_drawn_holds_nothing_up_and_is_told(office: PostOffice) -> None:
    number = await office.posts(
        *[to(office, channel, one, one.name) for channel in ("app", "webhook") for one in (SPOILT, FILE)]
    )
    await office.outbox.deliver()
    said = "服务台账没能画出来，内容都在，请过一会儿再发一次。"
    texts, file = [SPOILT.name, FILE.name], f"[文件] {FILE.name}"
    assert sorted(arrived(office, "app")) == sorted([*texts, said, file])
    assert sorted(arrived(office, "webhook")) == sorted([*texts, file])
    told = await summary(number)
    assert told is not None
    assert [(one.fate, one.note, one.enclosed) for one in told.troubled] == [("dead", "没能画出来", True)]


async def test_no_text_waits_for_a_picture_that_is_being_drawn(
    desk: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, draw, heard = asyncio.get_running_loop(), PRESS.draw, threading.Event()

    def slow(*what: Any, **how: Any) -> bytes:
        asyncio.run_coroutine_threadsafe(desk.posts(Message("后来的", to=甲), cause="later"), loop).result()
        for _ in range(100):
            if arrived(desk, "app") and arrived(desk, "webhook") == ["字"]:
                return draw(*what, **how)
            heard.wait(0.1)
        raise AssertionError("the text waits")

    monkeypatch.setattr(PRESS, "draw", slow)
    await desk.posts(to(desk, "webhook", DRAWN, "字"))
    await desk.outbox.deliver()
    assert await desk.fates() == {"sent": 3}


@pytest.mark.parametrize("word", [*UNSURE, "500", "-1", "99999", "404"])
@pytest.mark.parametrize("channel", ["app", "webhook"])
async def test_an_upload_that_failed_is_made_again_and_the_file_arrives_once(
    desk: PostOffice, channel: str, word: str
) -> None:
    await desk.posts(to(desk, channel, FILE))
    desk.stand_in.faults.script(UPLOADS[channel], [word])
    await desk.outbox.deliver()
    row = await desk.only()
    assert (row.state, row.burned, desk.calls(SENDS[channel])) == ("retry_at", 1, 0)
    await desk.runs(6, step=2)
    assert ((await desk.only()).state, arrived(desk, channel)) == ("sent", ["[文件] 12月值班表.ics"])


@pytest.mark.parametrize("word", UNSURE)
@pytest.mark.parametrize("channel", ["app", "webhook"])
async def test_an_enclosure_of_unknown_fate_is_left_to_a_person(desk: PostOffice, channel: str, word: str) -> None:
    number = await desk.posts(to(desk, channel, FILE))
    desk.stand_in.faults.script(SENDS[channel], [word])
    await desk.outbox.deliver()
    await desk.runs(7200, step=600)
    assert ((await desk.only()).state, desk.calls(SENDS[channel])) == ("unconfirmed", 1)
    before = len(arrived(desk, channel))
    assert await transact(lambda: resend(number, milliseconds(desk), cause_of(乙))) == 1
    await desk.passes(1)
    assert ((await desk.only()).state, len(arrived(desk, channel))) == ("sent", before + 1)


async def test_a_process_that_died_with_an_enclosure_in_hand_repeats_nothing(office: PostOffice) -> None:
    await office.posts(to(office, "app", FILE))
    await office.outbox.deliver()
    await OutboxRow.all().update(state="sending", owner="dead", taken=milliseconds(office), settled=None)
    await office.passes(61)
    await office.passes(10)
    assert ((await office.only()).state, office.calls("message/send")) == ("unconfirmed", 1)


@pytest.mark.parametrize("word", ["40004", "40006", "40123", "45001"])
async def test_a_file_that_wecom_does_not_take_is_not_tried_again(desk: PostOffice, word: str) -> None:
    await desk.posts(to(desk, "app", FILE))
    desk.stand_in.faults.script("media/upload", [word])
    await desk.runs(7200, step=600)
    assert ((await desk.only()).state, (await desk.only()).code) == ("dead", int(word))
    assert (desk.calls("media/upload"), desk.calls("message/send")) == (1, 0)


async def test_a_token_that_died_is_replaced_before_the_upload_and_before_the_message(desk: PostOffice) -> None:
    await desk.posts(Message("早", to=甲), cause="earlier")
    await desk.outbox.deliver()
    desk.stand_in.tokens.expire_all()
    desk.stand_in.faults.script("message/send", ["42001"])
    await desk.posts(to(desk, "app", FILE))
    await desk.outbox.deliver()
    assert (desk.calls("gettoken"), desk.calls("media/upload"), desk.calls("message/send")) == (3, 2, 3)
    assert await desk.fates() == {"sent": 2}


async def test_pictures_to_one_group_keep_its_pace(desk: PostOffice) -> None:
    for number in range(25):
        await desk.posts(to(desk, "webhook", FILE), cause=f"{number}")
    await desk.outbox.deliver()
    assert desk.calls("webhook/send") == desk.calls("webhook/upload_media") == 20
    await desk.runs(70, step=5)
    assert await desk.fates() == {"sent": 25}


async def test_the_robot_of_a_group_that_is_gone_is_not_uploaded_to_again(desk: PostOffice) -> None:
    desk.stand_in.webhook.removed.add(desk.group())
    await desk.posts(to(desk, "webhook", FILE))
    await desk.runs(7200, step=600)
    assert (await OutboxRow.filter(channel="webhook").first()).state == "dead"  # type: ignore[union-attr]  # just posted
    assert (desk.calls("webhook/upload_media"), desk.calls("webhook/send")) == (1, 0)


NAMES = ["12月值班表.ics", 'a"; filename="b.ics', "上\r\nX: 1.ics", "../../etc/passwd", "𠮷村 🏮.png", "。"]


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_arrives_as_it_is_and_cannot_leave_its_quotes(name: str) -> None:
    read: list[tuple[str | None, bytes]] = []

    async def take(request: web.Request) -> web.Response:
        async for part in await request.multipart():
            read.append((part.filename, bytes(await part.read())))  # type: ignore[union-attr]  # one flat part
        return web.json_response({"errcode": 0, "media_id": "m"})

    application = web.Application()
    application.router.add_post("/cgi-bin/media/upload", take)
    data = b"--\r\n--" + bytes(range(256))
    async with TestServer(application) as server, WeComClient(str(server.make_url("")).rstrip("/")) as client:
        assert await client.upload("media/upload", {"type": "file"}, name, data) == "m"
    unsafe = str.maketrans(dict.fromkeys('"\r\n/', "_"))
    assert read == [(name.translate(unsafe), data)]
    assert f'filename="{name.translate(unsafe)}"'.encode() in form(name, data)[0]


@pytest.mark.parametrize(
    ("kind", "name", "size"),
    [("image", "a.png", 5), ("image", "a.png", 2 * 1024**2 + 1), ("file", "a", 20 * 1024**2 + 1), ("file", "", 9)],
)
def test_what_could_never_be_sent_is_refused_at_once(kind: str, name: str, size: int) -> None:
    with pytest.raises(ValueError, match=r"bytes|characters"):
        pieces(Message("", to=甲, enclosure=Enclosure(kind, name, bytes(size))))  # type: ignore[arg-type]  # a parameter of the test


def test_an_enclosure_without_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="address"):
        Message("您要的表", enclosure=FILE)
