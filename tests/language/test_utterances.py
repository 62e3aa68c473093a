"""The composed utterances of the project read as their gold lines say."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.reading import read_lines
from tests.language.judging import missed_slots

EFFECTS = {"activity", "star_report", "duty_swap", "duty_leave", "duty_checkin", "revoke"}
_TEXT = (Path(__file__).parent / "data" / "utterances.jsonl").read_text(encoding="utf-8")
LINES: list[dict[str, Any]] = [json.loads(line) for line in _TEXT.splitlines()]


@cache
def answers() -> list[dict[str, Any]]:
    """Return what each line reads as."""
    return [json.loads(line) for line in read_lines(_TEXT.splitlines())]


def _intents(line: dict[str, Any]) -> list[str]:
    return [line["intent"], *line["acceptable"].get("intent", [])]


def test_every_line_gets_one_answer() -> None:
    assert len(answers()) == len(LINES)


@pytest.mark.parametrize("place", range(len(LINES)), ids=[line["id"] for line in LINES])
def test_an_utterance_reads_as_its_gold_line(place: int) -> None:
    line, answer = LINES[place], answers()[place]
    assert answer["intent"] in _intents(line)
    if answer["intent"] == line["intent"]:
        assert missed_slots(line, answer["slots"]) == []


def test_no_utterance_has_an_effect_that_nobody_asked_for() -> None:
    pairs = zip(LINES, answers(), strict=True)
    assert [a for line, a in pairs if a["intent"] in EFFECTS and a["intent"] not in _intents(line)] == []
