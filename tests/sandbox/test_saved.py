"""Talks saved in the sandbox (保存对话) go again as they went; another file in saved/ is another test."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.control import Sandbox
from tests.fakes.chat import open_chat

FILES = sorted((Path(__file__).parent / "saved").glob("*.json"))
TALKS = [pytest.param(json.loads(file.read_text(encoding="utf-8")), id=file.stem) for file in FILES]


@pytest.mark.parametrize("steps", TALKS)
async def test_a_saved_talk_goes_again_as_it_went(steps: list[dict[str, Any]], tmp_path: Path) -> None:
    begin = next(datetime.fromisoformat(step["at"]) for step in steps if "at" in step)
    async with open_chat(f"sqlite://{tmp_path}/saved.db", start=begin) as chat:
        for step in steps:
            assert await _heard_again(chat.sandbox, step) == step["hears"], step
        chat.hears_all()


async def _heard_again(sandbox: Sandbox, step: dict[str, Any]) -> list[Any]:
    if "clock" in step:
        moved = await sandbox.move_clock({"to": step["clock"]})
        return [{"room": one["room"], "content": one["content"]} for one in moved["sent"]]
    here = f"{step['chat']}:{step['who']}" if step["chat"] in ("app", "bot") else step["chat"]
    if "says" in step:
        asked = {"from": step["who"], "chat": step["chat"], "text": step["says"], "msgid": step.get("msgid", "")}
        return [one["content"] for one in (await sandbox.say(asked))["replies"] if one["room"] == here]
    seq, key = next(
        (bubble.seq, button["key"])
        for bubble in reversed(sandbox.stand_in.messages.select(here))
        for button in bubble.extra.get("card", {}).get("button_list", [])
        if button["text"] == step["presses"] and "replace_text" not in bubble.extra["card"]
    )
    pressed = await sandbox.press({"from": step["who"], "message": seq, "key": key})
    return [one["content"] for one in pressed["replies"]]
