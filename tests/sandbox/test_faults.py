"""Fault scripts: how each fault looks to the client, and whether it was carried out."""

import json
from typing import Any

import pytest
from aiohttp import ClientError, ClientTimeout

from bot.sandbox.faults import BadScript, Faults
from tests.sandbox.conftest import Stage

BODY = json.dumps({"msgtype": "text", "text": {"content": "好"}}, ensure_ascii=False).encode()


async def outcome(stage: Stage, seconds: float = 60) -> tuple[Any, str]:
    """Return status and body, or the name of what happened to the connection."""
    url = f"{stage.api_url}/cgi-bin/webhook/send"
    query, timeout = {"key": "hook-key-00"}, ClientTimeout(total=seconds)
    try:
        async with stage.http.post(url, params=query, data=BODY, timeout=timeout) as response:
            return response.status, await response.text()
    except TimeoutError:
        return "timeout", ""
    except ClientError:
        return "cut", ""


@pytest.mark.parametrize(
    ("word", "seen", "applied"),
    [
        ("ok", 200, True),
        ("500", 500, False),
        ("502_after_apply", 502, True),
        ("timeout_before_apply", "timeout", False),
        ("timeout_after_apply", "timeout", True),
        ("reset", "cut", False),
        ("reset_after_apply", "cut", True),
        ("reset_mid_body", "cut", True),
        ("slow:0.01", 200, True),
        ("slow:5", "timeout", True),
    ],
)
async def test_each_word_does_what_it_says(stage: Stage, word: str, seen: Any, applied: bool) -> None:
    await stage.ask("faults", {"endpoint": "webhook/send", "script": [word]})
    # Patience runs out where nothing comes; where something does, a slow machine has all the time.
    assert (await outcome(stage, 0.3 if seen == "timeout" else 60))[0] == seen
    assert (await outcome(stage))[0] == 200
    first, second = stage.stand_in.ledger.entries
    assert first.applied is applied and len(stage.stand_in.messages) == 1 + int(applied)
    assert (first.fault, second.fault) == ("" if word == "ok" else word, "")


@pytest.mark.parametrize("word", ["garbage_json", "html"])
async def test_some_answers_are_no_json(stage: Stage, word: str) -> None:
    stage.stand_in.faults.script("webhook/send", [word])
    status, text = await outcome(stage)
    assert status == 200
    with pytest.raises(ValueError):
        json.loads(text)
    assert len(stage.stand_in.messages) == 0


async def test_an_errcode_is_repeated_and_then_the_script_is_over(stage: Stage) -> None:
    stage.stand_in.faults.script("webhook/send", ["45009*2", "-1", "errcode_as_string"])
    assert stage.stand_in.faults.left() == {"webhook/send": ["45009*2", "-1", "errcode_as_string"]}
    codes = [json.loads((await outcome(stage))[1])["errcode"] for _ in range(5)]
    assert codes == [45009, 45009, -1, "0", 0]
    assert len(stage.stand_in.messages) == 2


async def test_a_script_for_everything_is_an_outage(stage: Stage) -> None:
    stage.stand_in.faults.script("*", ["reset*100"])
    assert (await outcome(stage))[0] == "cut"
    stage.stand_in.faults.script("*", [])
    assert (await outcome(stage))[0] == 200


async def test_an_untrusted_address_is_named(stage: Stage) -> None:
    stage.stand_in.faults.script("message/send", ["60020"])
    answer = await stage.send()
    assert answer["errcode"] == 60020 and "from ip: 127.0.0.1" in answer["errmsg"]


@pytest.mark.parametrize("word", ["", "boom", "200", "slow:", "ok*", "ok*0", "ok*x", "slow:-1"])
def test_unknown_words_are_refused(word: str) -> None:
    with pytest.raises(BadScript):
        Faults().script("webhook/send", [word])
