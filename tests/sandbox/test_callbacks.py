"""The platform calling the bot: repeats, strict reading of answers, streams and later answers."""

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox.callbacks import Delivery
from bot.sandbox.packets import Act, Packer
from bot.sandbox.sealing import Seal
from tests.sandbox.conftest import Stage
from tests.sandbox.far_side import DOORS, START, stream


async def say(stage: Stage, door: str = "app", chat: str = "") -> Delivery:
    text: dict[str, dict[str, Any]] = {
        "app": {"MsgType": "text", "Content": "在吗"},
        "bot": {"msgtype": "text", "text": {"content": "在吗"}},
    }
    act = Act(door, chat or f"{door}:Member001", "Member001", stage.callbacks.packer.new_msgid(), text[door])
    return await stage.callbacks.deliver(stage.callbacks.pack(act))


@pytest.mark.parametrize("status", [500, 302, 204])
async def test_anything_but_200_is_delivered_again_as_the_same_bytes(stage: Stage, status: int) -> None:
    stage.bot.answers += [web.Response(status=status), web.Response(status=status)]
    delivery = await say(stage)
    assert (delivery.status, delivery.attempts) == (200, 3)
    assert len(stage.bot.bodies) == 3 and len(set(stage.bot.bodies)) == 1
    assert [message.content for message in delivery.replies] == ["收到：在吗"]


async def test_after_four_deliveries_the_message_is_lost(stage: Stage) -> None:
    stage.bot.answers += [web.Response(status=503) for _ in range(4)]
    delivery = await say(stage)
    assert (delivery.status, delivery.attempts, delivery.replies) == (503, 4, [])
    assert [attempt.status for attempt in stage.callbacks.attempts] == [503] * 4


async def test_a_late_answer_is_not_seen_and_the_message_comes_again(stage: Stage) -> None:
    async def too_late() -> None:
        await stage.stand_in.closing.wait()

    stage.bot.answers.append(too_late)
    delivery = await say(stage)
    stage.stand_in.closing.set()
    assert (delivery.attempts, len(delivery.replies)) == (2, 1)


async def test_an_empty_answer_is_received_and_says_nothing(stage: Stage) -> None:
    stage.bot.answers.append(web.Response())
    delivery = await say(stage)
    assert (delivery.attempts, delivery.replies, delivery.problem) == (1, [], "")


def passive(kind: str, rest: str, to: str = "Member001", created: str = "1") -> str:
    head = f"<ToUserName>{to}</ToUserName><CreateTime>{created}</CreateTime>"
    return f"<xml>{head}<MsgType>{kind}</MsgType>{rest}</xml>"


@pytest.mark.parametrize(
    "inside",
    [
        "收到",
        "<xml/>",
        passive("text", "<Content>好</Content>", to="Member002"),
        passive("text", "<Content>好</Content>", created="now"),
        passive("text", "<Content></Content>"),
        passive("markdown", "<Content>好</Content>"),
        passive("update_button", "<Button><ReplaceName>好</ReplaceName></Button>"),
        passive("image", "<Image><MediaId>unknown</MediaId></Image>"),
        passive("news", "<ArticleCount>2</ArticleCount><Articles><item><Title>好</Title></item></Articles>"),
    ],
)
async def test_a_wrong_passive_reply_is_not_seen(stage: Stage, inside: str) -> None:
    stage.bot.answers.append(stage.bot.sealed_xml(inside))
    delivery = await say(stage)
    assert delivery.problem and delivery.attempts == 1
    assert len(stage.stand_in.messages) == 0


@pytest.mark.parametrize("changes", [{"MsgSignature": "0" * 40}, {"TimeStamp": "1760000009"}, {"Nonce": ""}])
async def test_a_wrongly_sealed_reply_is_not_seen(stage: Stage, changes: dict[str, str]) -> None:
    stage.bot.answers.append(stage.bot.passive("Member001", "好", **changes))
    assert (await say(stage)).problem
    assert len(stage.stand_in.messages) == 0


async def test_a_plain_text_reply_is_not_seen(stage: Stage) -> None:
    stage.bot.answers.append(web.Response(text="success"))
    assert (await say(stage)).problem == "not XML"


async def test_a_long_passive_text_is_cut(stage: Stage) -> None:
    stage.bot.answers.append(stage.bot.passive("Member001", "字" * 700))
    assert len((await say(stage)).replies[0].content) == 682


@pytest.mark.parametrize(
    "reply",
    [
        {"msgtype": "text", "text": {"content": "好"}},
        {"msgtype": "markdown", "markdown": {"content": "好"}},
        {"msgtype": "stream", "stream": {"finish": True, "content": "好"}},
        {"msgtype": "stream", "stream": {"id": "s", "finish": "yes", "content": "好"}},
        {"msgtype": "template_card", "template_card": {"card_type": "poster"}},
        stream("字" * 7000),
    ],
)
async def test_a_wrong_smart_bot_reply_is_not_seen(stage: Stage, reply: dict[str, Any]) -> None:
    stage.bot.answers.append(reply)
    assert (await say(stage, "bot")).problem
    assert len(stage.stand_in.messages) == 0


async def test_the_reply_must_carry_the_nonce_of_the_callback(stage: Stage) -> None:
    stage.bot.answers.append(stage.bot.sealed_json(stream("好"), "12345"))
    assert (await say(stage, "bot")).problem == "nonce is not the callback's"


async def test_another_stream_id_ends_the_polls(stage: Stage) -> None:
    stage.bot.answers += [stream("查", finish=False), stream("好", name="s-2")]
    delivery = await say(stage, "bot")
    assert delivery.problem == "another stream id" and delivery.replies[0].content == "查"


async def test_polls_stop_six_minutes_after_the_message(stage: Stage) -> None:
    async def a_minute_later() -> dict[str, Any]:
        stage.hands.moment += timedelta(minutes=1)
        return stream("还在查", finish=False)

    stage.bot.answers += [a_minute_later] * 20
    assert (await say(stage, "bot")).problem == "stream never finished"
    assert len(stage.bot.heard) == 6


async def test_a_welcome_may_be_a_text(stage: Stage) -> None:
    stage.bot.answers.append({"msgtype": "text", "text": {"content": "您好"}})
    fields = {"msgtype": "event", "event": {"eventtype": "enter_chat"}}
    act = Act("bot", "bot:Member001", "Member001", "e-2", fields, "enter_chat")
    assert [m.content for m in (await stage.callbacks.deliver(stage.callbacks.pack(act))).replies] == ["您好"]


def test_a_seed_shuffles_elements_and_adds_unknown_ones() -> None:
    def inside(seed: int | None) -> str:
        fields = {"MsgType": "text", "Content": "a]]>b\x00"}
        return Packer(DOORS, seed).pack(Act("app", "app:a", "a", "71", fields), START).inside

    plain = inside(None)
    assert plain.startswith("<xml><ToUserName>") and "Later" not in plain
    assert "<![CDATA[a]]]]><![CDATA[>b]]>" in plain and "<MsgId>71</MsgId>" in plain
    assert inside(1) == inside(1) != inside(2) and "<Later>" in inside(1)


def test_the_aes_key_is_never_shown() -> None:
    assert DOORS.app_aes_key not in repr(Seal("token", DOORS.app_aes_key, ""))
