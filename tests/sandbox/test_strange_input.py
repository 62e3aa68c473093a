"""Whatever is thrown at it, the stand-in answers in its own words."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.sandbox.answers import Refused
from bot.sandbox.asking import BadAsk, moment, saying
from bot.sandbox.calls import Call
from bot.sandbox.cards import check_card
from bot.sandbox.envelopes import open_json, open_xml, parse_xml
from bot.sandbox.packets import Act, Packer
from bot.sandbox.sealing import BadEnvelope
from bot.sandbox.wecom import StandIn
from tests.sandbox.conftest import Stage
from tests.sandbox.far_side import DOORS, START, Hands, village

VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
CARD_FIELDS = ["card_type", "main_title", "sub_title_text", "button_list", "task_id"]
PLAIN_CARD: dict[str, Any] = {
    "card_type": "button_interaction",
    "main_title": {"title": "停电"},
    "task_id": "a",
    "button_list": [{"text": "好", "key": "a"}],
}
PACKET = Packer(DOORS).pack(Act("bot", "bot:a", "a", "1", {}), START)


@settings(deadline=None)
@given(some.dictionaries(some.sampled_from(CARD_FIELDS), VALUES, max_size=4))
def test_a_card_of_any_shape_is_accepted_or_refused(fields: dict[str, Any]) -> None:
    try:
        check_card({**PLAIN_CARD, **fields})
    except Refused as refused:
        assert refused.code == 40058 or 42030 <= refused.code <= 42039


@settings(deadline=None)
@given(some.dictionaries(some.sampled_from(["from", "chat", "text", "msgid", "image"]), VALUES))
def test_what_is_said_is_understood_or_refused(asked: dict[str, Any]) -> None:
    try:
        assert saying(asked).userid
    except BadAsk as problem:
        assert str(problem)


@settings(deadline=None)
@given(some.dictionaries(some.sampled_from(["to", "advance"]), some.text() | some.from_regex(r"P\dD(T\d+H)?") | VALUES))
def test_the_clock_never_goes_back(asked: dict[str, Any]) -> None:
    try:
        assert moment(asked, START) >= START
    except BadAsk as problem:
        assert str(problem)


@settings(deadline=None)
@given(some.binary(max_size=80))
def test_bytes_of_any_kind_are_no_envelope(body: bytes) -> None:
    seal = Packer(DOORS).seal_of("bot")
    for opening in (
        lambda: open_xml(seal, body),
        lambda: open_json(seal, PACKET, body),
        lambda: parse_xml(body),
    ):
        with pytest.raises(BadEnvelope):
            opening()


FIELDS = [
    "touser",
    "msgtype",
    "agentid",
    "text",
    "template_card",
    "image",
    "enable_duplicate_check",
]


@settings(deadline=None, max_examples=60)
@given(body=some.dictionaries(some.sampled_from(FIELDS), VALUES, max_size=6))
def test_sending_anything_ends_in_an_answer(body: dict[str, Any]) -> None:
    stand_in = StandIn(village(), Hands().now)
    plain = {"touser": "Member000", "msgtype": "text", "agentid": DOORS.agent_id, "text": {"content": "好"}}
    raw = json.dumps(plain | body, ensure_ascii=False).encode(errors="replace")
    call = Call("message/send", "/", {}, raw, None, "127.0.0.1", START)
    try:
        stand_in.sending.send(call)
    except Refused as refused:
        assert refused.code


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 50_000])
async def test_deep_nesting_is_bad_input(stage: Stage, body: bytes) -> None:
    assert (await stage.ask("say", body))[0] == 400
    assert (await stage.call("message/send", body))["errcode"] == 40035
