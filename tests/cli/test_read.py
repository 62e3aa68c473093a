"""`read` answers every line, whatever it holds."""

import json

import pytest

from tests.cli.conftest import Terminal

GOOD = json.dumps({"text": "昨天下午打扫卫生2小时", "sent_at": "2026-11-22T12:00:00+08:00"})
BROKEN = [
    ("not json", "不是 JSON"),
    ('{"text": "打扫', "不是 JSON"),
    ('{"text": "打扫"}', "缺 text 或 sent_at"),
    ("[1, 2]", "读不了"),
    ("null", "读不了"),
    ('{"text": 5, "sent_at": "2026-11-22T12:00:00+08:00"}', "读不了"),
    ('{"text": "打扫", "sent_at": "yesterday"}', "读不了"),
    ("[" * 100_000, "读不了"),
]


def test_a_broken_line_costs_the_others_nothing(terminal: Terminal) -> None:
    lines = [line for broken, _ in BROKEN for line in (broken, GOOD)]
    answer = terminal.run("read", said="\n".join(lines) + "\n")
    assert (answer.status, answer.err) == (0, "")
    told = [json.loads(line) for line in answer.out.splitlines()]
    assert len(told) == len(lines)
    for (_, fault), said, good in zip(BROKEN, told[::2], told[1::2], strict=True):
        assert (said["intent"], said["slots"]) == ("none", {})
        assert fault in said["error"]
        assert good["intent"] == "activity"


@pytest.mark.parametrize("said", [b"\xff\xfe\x00\n", b'{"text": "\\ud800", "sent_at": "2026-11-22T12:00:00+08:00"}\n'])
def test_bytes_that_are_no_text_get_an_answer(terminal: Terminal, said: bytes) -> None:
    answer = terminal.run("read", said=said)
    assert (answer.status, answer.err) == (0, "")
    assert json.loads(answer.out)["intent"] == "none"
