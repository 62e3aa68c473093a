"""What rules know for certain is never booked, whatever the examples say."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.values import Reading
from bot.understanding.reading import read

AT = datetime.fromisoformat("2026-11-29T20:00:00+08:00")
EFFECTS = {"activity", "star_report", "duty_swap", "duty_leave", "duty_checkin", "revoke"}
DEEDS = [
    "扫街2小时",
    "清理沟渠2小时",
    "给王婆婆送药1小时",
    "巡河两个钟头",
    "走访6户",
    "调解纠纷1起，1小时",
    "发传单30份",
]


def books(reading: Reading) -> bool:
    """Return whether something would be written without a question first."""
    complete = not reading.doubt and all(item.day is not None for item in reading.items)
    return reading.intent in EFFECTS and reading.sure and complete


@pytest.mark.parametrize("deed", DEEDS)
def test_a_report_books(deed: str) -> None:
    assert books(read(f"昨天{deed}", AT))


@given(
    st.sampled_from(["昨天", "今天上午", ""]),
    st.sampled_from(DEEDS),
    st.sampled_from(["{}吗", "{}没", "{}了没有？", "听说{}", "明天{}", "打算{}", "谢谢老李{}", "{}，谢谢他", "{}?"]),
)
@settings(max_examples=200, deadline=None)
def test_a_question_a_plan_hearsay_and_thanks_book_nothing(day: str, deed: str, frame: str) -> None:
    text = frame.format(day + deed)
    assert not books(read(text, AT)), text


@pytest.mark.parametrize(
    "text",
    [
        "任务 防汛排查 新农村带 周五前", "已核实", "已经核实了", "通知：明天上午清理沟渠2小时",
        "【通知】周六打扫卫生，时长2小时",
        "请各位党员周六参加清洁日，2小时", "@所有人 明早扫街", "转发：某村党员打扫院坝3小时", "老李昨天扫街3小时，表扬",
        "谁家的狗跑到3组来了", "谢谢", "你好", "收到", "好的", "哈哈", "他们全评了五星", "今天打扫辛苦大家了",
        "“我帮他们代办了二十件事”，这话说得好",
    ],
)  # fmt: skip
def test_what_is_not_said_of_oneself_is_not_booked(text: str) -> None:
    assert not books(read(text, AT))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("「何光荣：上报 五组 修剪绿化带 90分钟」\n- - - - - - - - - - - - - - -\n辛苦辛苦", "none"),
        ("这是一条引用/回复消息：\n\"何光荣：\n上报 三组 清理沟渠 2小时\"\n------\n收到", "none"),
        ("> 何光荣：上报 三组 送水 1小时\n好的", "none"),
        ("「何光荣：上报 五组 修剪绿化带 90分钟」\n- - - - - -\n昨天我扫街2小时", "activity"),
    ],
)  # fmt: skip
def test_of_a_quoted_message_only_what_stands_below_is_ones_own(text: str, own: str) -> None:
    reading = read(text, AT)
    assert reading.intent == own
    assert all("何光荣" not in item.description and item.minutes == 120 for item in reading.items)
