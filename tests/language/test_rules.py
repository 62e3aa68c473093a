"""The word lists are checked, command words are suggested, and equal reports read equal."""

import json
from datetime import datetime

import pytest

from bot.language.suggest import nearest
from bot.language.values import Reading
from bot.understanding.reading import read, read_as, read_lines

SENT_AT = datetime.fromisoformat("2026-07-15T18:00:00+08:00")


def read_activity(text: str, sent_at: datetime) -> Reading:
    return read_as("activity", text, sent_at)


COMMANDS = ["上报", "排行榜", "自评", "值班表", "换班", "请假", "签到", "撤回", "红榜"]


@pytest.mark.parametrize(
    "text",
    [
        "上报 三组 清理沟渠 2小时",
        "上报三组清理沟渠两小时",
        "上报 三组 清理沟渠 2h",
        "上报　三组　清理沟渠　１２０分钟",
    ],
)
def test_the_same_report_in_other_writing_is_the_same_item(text: str) -> None:
    (item,) = read(text, SENT_AT).items
    assert (item.category, item.minutes, item.place, item.description) == (
        "facility",
        120,
        "三组",
        "三组清理沟渠",
    )


def test_after_the_word_of_reporting_even_an_unknown_deed_is_an_activity() -> None:
    reading = read_activity("拌灰2小时", SENT_AT)
    assert (reading.intent, reading.items[0].description, reading.items[0].minutes) == ("activity", "拌灰", 120)


@pytest.mark.parametrize("text", ["", " ", "2小时", "昨天", "，。"])
def test_a_report_of_nothing_asks_which_activity(text: str) -> None:
    assert read_activity(text, SENT_AT).intent == "clarify"


def test_a_report_for_somebody_names_them() -> None:
    assert read_activity("帮李大爷报一下，他扫地2小时", SENT_AT).on_behalf_of == "李大爷"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("上抱", "上报"), ("排航榜", "排行榜"), ("paihangbang", "排行榜"), ("签倒", "签到"), ("请嫁", "请假"),
     ("今天天气不错", None), ("", None), ("上报", None)],
)  # fmt: skip
def test_a_mistyped_command_is_suggested(typed: str, meant: str | None) -> None:
    assert nearest(COMMANDS, typed) == meant


def test_lines_are_answered_in_order_with_plain_characters() -> None:
    lines = [json.dumps({"text": text, "sent_at": SENT_AT.isoformat()}) for text in ("收到", "扫地2小时")]
    answers = list(read_lines([*lines, "\n"]))
    assert [json.loads(answer)["intent"] for answer in answers] == ["none", "activity"]
    assert "扫地" in answers[1]
