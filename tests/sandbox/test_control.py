"""The control interface: what other programs rely on."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.conftest import Stage
from tests.sandbox.far_side import DOORS, START, stream

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


async def test_state_names_people_groups_and_the_clock(stage: Stage) -> None:
    status, state = await stage.ask("state")
    assert status == 200
    assert state["now"] == "2025-09-20T09:00:00+08:00"
    assert state["people"][0] == {
        "userid": "Member000",
        "name": "赵建国",
        "roles": ["党员", "书记"],
        "unit": "第1组",
    }
    assert state["chats"][0]["chatid"] == "wrGroup00Abc" and len(state["chats"][0]["members"]) == 5


@pytest.mark.parametrize(
    ("chat", "heard_as", "replied_in", "kind"),
    [
        ("app", "打扫卫生", "app:Member001", "text"),
        ("bot", "打扫卫生", "bot:Member001", "stream"),
        ("wrGroup01Abc", "@村务助手 打扫卫生", "wrGroup01Abc", "stream"),
    ],
)
async def test_saying_brings_the_bots_answer_back(
    stage: Stage, chat: str, heard_as: str, replied_in: str, kind: str
) -> None:
    status, answer = await stage.ask("say", {"from": "Member001", "chat": chat, "text": "打扫卫生"})
    assert status == 200 and "problem" not in answer
    (reply,) = answer["replies"]
    assert (reply["chat"], reply["msgtype"], reply["content"]) == (chat, kind, f"收到：{heard_as}")
    assert reply["room"] == replied_in
    _, said = await stage.ask("messages", chat=chat, userid="Member001")
    assert [(m["from"], m["content"]) for m in said] == [
        ("Member001", heard_as),
        ("app" if chat == "app" else "bot", f"收到：{heard_as}"),
    ]


async def test_the_same_msgid_delivers_the_same_bytes_and_shows_one_answer(stage: Stage) -> None:
    asked = {"from": "Member001", "chat": "app", "text": "打扫卫生", "msgid": "m-1"}
    answers = [(await stage.ask("say", asked))[1] for _ in range(4)]
    assert {answer["msgid"] for answer in answers} == {"m-1"}
    assert [len(answer["replies"]) for answer in answers] == [1, 1, 1, 1]
    assert len(stage.bot.bodies) == 4 and len(set(stage.bot.bodies)) == 1
    assert len(stage.stand_in.messages) == 2


async def test_what_the_bot_sends_by_api_comes_back_as_a_consequence(stage: Stage) -> None:
    async def speak_by_api() -> Any:
        await stage.send(touser="Member003", text={"content": "请确认"})

    stage.bot.answers.append(speak_by_api)
    _, answer = await stage.ask("say", {"from": "Member001", "chat": "app", "text": "广播"})
    assert [(reply["chat"], reply["to"], reply["content"]) for reply in answer["replies"]] == [
        ("app", "Member001", "收到：广播"),
        ("app", "Member003", "请确认"),
    ]


async def test_private_messages_of_a_door_can_be_read_together_or_apart(stage: Stage) -> None:
    await stage.send(touser="Member001|Member002")
    _, everyone = await stage.ask("messages", chat="app")
    assert [message["to"] for message in everyone] == ["Member001", "Member002"]
    _, one = await stage.ask("messages", chat="app", userid="Member002", after="1")
    assert [(message["chat"], message["room"]) for message in one] == [("app", "app:Member002")]


async def test_the_clock_runs_due_jobs_and_tells_what_was_sent(stage: Stage) -> None:
    async def honour_list() -> None:
        await stage.call("webhook/send", {"msgtype": "text", "text": {"content": "红榜"}}, key="hook-key-00")

    stage.bot.due.append((START + timedelta(days=1), honour_list))
    status, moved = await stage.ask("clock", {"advance": "P1DT2H"})
    assert status == 200 and moved["now"] == "2025-09-21T11:00:00+08:00"
    assert [job["job"] for job in moved["ran"]] == ["honour_list"]
    assert [(m["chat"], m["from"], m["when"], m["content"]) for m in moved["sent"]] == [
        ("wrGroup00Abc", "webhook", "2025-09-21T09:00:00+08:00", "红榜")
    ]


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        ({"advance": "P1M"}, "2025-10-20T09:00:00+08:00"),
        ({"advance": "PT30M"}, "2025-09-20T09:30:00+08:00"),
        ({"advance": "P2W"}, "2025-10-04T09:00:00+08:00"),
        ({"to": "2025-09-30"}, "2025-09-30T00:00:00+08:00"),
        ({"to": "2025-09-20T02:00:00+00:00"}, "2025-09-20T10:00:00+08:00"),
    ],
)
async def test_the_clock_understands_moments_and_durations(stage: Stage, asked: Any, now: str) -> None:
    assert (await stage.ask("clock", asked))[1]["now"] == now


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("say", b"not json"),
        ("say", b"[]"),
        ("say", {"from": "nobody", "chat": "app", "text": "在吗"}),
        ("say", {"from": "Member001", "chat": "wrNowhere", "text": "在吗"}),
        ("say", {"from": "Member005", "chat": "wrGroup00Abc", "text": "在吗"}),
        ("say", {"from": "Member001", "chat": "app", "text": "  "}),
        ("say", {"from": "Member001", "chat": "app", "text": 5}),
        ("say", {"from": "Member001", "chat": "app", "text": "\ud800"}),
        ("say", {"from": "Member001", "chat": "app", "text": "图", "image": "AAAA"}),
        ("say", {"from": "Member001", "chat": "app", "text": "字" * 20001}),
        ("press", {"from": "Member001", "message": 99, "key": "yes"}),
        ("clock", {"advance": "P"}),
        ("clock", {"advance": "一天"}),
        ("clock", {"advance": "P9999Y"}),
        ("clock", {"to": "2025-09-19"}),
        ("clock", {"to": "9999-12-31T23:59:59-12:00"}),
        ("clock", {}),
        ("faults", {"endpoint": "webhook/send", "script": ["explode"]}),
        ("faults", {"endpoint": "webhook/send", "script": ["ok*0"]}),
        ("faults", {"endpoint": "webhook/send", "script": "ok"}),
    ],
)
async def test_bad_input_gets_a_chinese_sentence(stage: Stage, name: str, asked: Any) -> None:
    status, answer = await stage.ask(name, asked)
    assert status == 400
    assert any("一" <= character <= "鿿" for character in answer["error"])


async def test_a_picture_reaches_both_doors(stage: Stage) -> None:
    encoded = "data:image/png;base64," + base64.b64encode(PNG).decode()
    await stage.ask("say", {"from": "Member001", "chat": "app", "text": "", "image": encoded})
    heard = stage.bot.heard[-1]
    async with stage.http.get(heard["PicUrl"]) as response:
        assert await response.read() == PNG
    await stage.ask("say", {"from": "Member001", "chat": "wrGroup00Abc", "text": "现场", "image": encoded})
    text, image = stage.bot.heard[-1]["mixed"]["msg_item"]
    assert text["text"]["content"] == "@村务助手 现场"
    async with stage.http.get(image["image"]["url"]) as response:
        encrypted = await response.read()
    assert encrypted == stage.bot.bot_seal.encrypt(PNG)
    stage.hands.moment += timedelta(minutes=5)
    async with stage.http.get(image["image"]["url"]) as response:
        assert response.status == 404
    _, said = await stage.ask("messages", chat="wrGroup00Abc")
    shown = await stage.control.get(said[0]["image"])
    assert await shown.read() == PNG


CARD = {
    "card_type": "button_interaction",
    "main_title": {"title": "报修单 0012"},
    "task_id": "repair-0012",
    "button_list": [{"text": "接单", "key": "take"}, {"text": "转交", "key": "pass"}],
}


async def test_pressing_a_button_tells_the_bot_and_the_card_turns_grey(stage: Stage) -> None:
    await stage.send(msgtype="template_card", template_card=CARD)
    grey = (
        f"<xml><ToUserName>Member000</ToUserName><FromUserName>{DOORS.corp_id}</FromUserName><CreateTime>1</CreateTime>"
        "<MsgType>update_button</MsgType><Button><ReplaceName>已接单</ReplaceName></Button></xml>"
    )
    stage.bot.answers.append(stage.bot.sealed_xml(grey))
    status, answer = await stage.ask("press", {"from": "Member000", "message": 1, "key": "take"})
    assert status == 200 and answer["replies"][0]["content"] == "已接单"
    pressed = stage.bot.heard[0]
    assert (pressed["Event"], pressed["EventKey"], pressed["TaskId"]) == (
        "template_card_event",
        "take",
        "repair-0012",
    )
    assert "MsgId" not in pressed
    _, said = await stage.ask("messages", chat="app", userid="Member000")
    assert said[0]["card"]["replace_text"] == "已接单"


async def test_words_do_not_answer_a_press(stage: Stage) -> None:
    await stage.send(msgtype="template_card", template_card=CARD)
    words = (
        f"<xml><ToUserName>Member000</ToUserName><FromUserName>{DOORS.corp_id}</FromUserName><CreateTime>1</CreateTime>"
        "<MsgType>text</MsgType><Content>好的</Content></xml>"
    )
    stage.bot.answers.append(stage.bot.sealed_xml(words))
    _, answer = await stage.ask("press", {"from": "Member000", "message": 1, "key": "take"})
    assert (answer["replies"], answer["problem"]) == ([], "text does not answer a card press")


async def test_a_press_needs_the_persons_own_card_and_a_button_on_it(stage: Stage) -> None:
    await stage.send(msgtype="template_card", template_card=CARD)
    assert (await stage.ask("press", {"from": "Member001", "message": 1, "key": "take"}))[0] == 400
    assert (await stage.ask("press", {"from": "Member000", "message": 1, "key": "burn"}))[0] == 400


async def test_inspecting_shows_every_attempt_and_what_the_bot_knows(stage: Stage) -> None:
    await stage.ask("say", {"from": "Member001", "chat": "bot", "text": "在吗", "msgid": "m-7"})
    status, found = await stage.ask("inspect", msgid="m-7")
    assert status == 200 and found["arrived"] == "m-7"
    assert [attempt["status"] for attempt in found["attempts"]] == [200]
    assert (await stage.ask("inspect", msgid="nothing"))[0] == 400


async def test_the_ledger_masks_credentials(stage: Stage) -> None:
    await stage.send()
    _, entries = await stage.ask("ledger", endpoint="message/send")
    (entry,) = entries
    assert entry["applied"] is True and entry["body"]["text"] == {"content": "开会"}
    assert len(entry["query"]["access_token"]) == 5 and DOORS.app_secret not in str(entries)


async def test_the_page_and_its_parts_are_served_and_nothing_else(stage: Stage) -> None:
    assert (await stage.control.get("/sandbox")).status == 200
    for name in ("..%2fcontrol.py", "nothing.js", "%2e%2e/control.py"):
        assert (await stage.control.get(f"/sandbox/static/{name}")).status == 404


async def test_a_slow_stream_is_one_bubble_that_ends_with_its_last_text(stage: Stage) -> None:
    stage.bot.answers += [
        stream("正在查", finish=False),
        stream("还在查", finish=False),
        stream("今天王五值班"),
    ]
    _, answer = await stage.ask("say", {"from": "Member001", "chat": "bot", "text": "值班"})
    assert [reply["content"] for reply in answer["replies"]] == ["今天王五值班"]
    assert [heard["msgtype"] for heard in stage.bot.heard] == ["text", "stream", "stream"]
    assert [message.content for message in stage.stand_in.messages] == ["值班", "今天王五值班"]
