"""Numbers, durations, days and months are read as people write them."""

from datetime import date, datetime, time

import pytest

from bot.language import spent
from bot.language.days import read_day
from bot.language.numerals import to_number, to_whole
from bot.language.periods import read_month
from bot.language.text import ALIEN, clean, fold
from bot.language.values import Reading
from bot.understanding.reading import read, read_as


def read_activity(text: str, sent_at: datetime) -> Reading:
    return read_as("activity", text, sent_at)


def read_minutes(text: str) -> int | None:
    return spent.read_minutes(fold(clean(text)))


WEDNESDAY = datetime.fromisoformat("2026-07-15T18:00:00+08:00")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3", 3), ("十", 10), ("十二", 12), ("二十", 20), ("廿", 20), ("两百零五", 205), ("俩", 2), ("仨", 3),
        ("肆", 4), ("一万二千", 12000), ("二〇二六", 2026), ("零五", 5), ("两三", 2), ("0", 0),
    ],
)  # fmt: skip
def test_a_whole_number_is_read(words: str, value: int | None) -> None:
    assert to_whole(words) == value


def test_a_decimal_number_is_exact() -> None:
    assert [float(number.value) if (number := to_number(words)) else 0 for words in ("0.5", "一点五", "2.25")] == [
        0.5,
        1.5,
        2.25,
    ]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("2小时", 120), ("两个半小时", 150), ("一个半钟头", 90), ("俩小时", 120), ("仨钟头", 180),
        ("0.5h", 30),
        ("３个小时", 180), ("半小时", 30), ("一刻钟", 15), ("三刻钟", 45), ("1小时20分钟", 80),
        ("1小时半", 90),
        ("90分钟", 90), ("五十分钟", 50), ("半天", 240), ("一上午", 240), ("一天", 480), ("个把小时", 60),
        ("一个多小时", 60), ("两三个小时", 120), ("2-3小时", 120), ("9点到11点半", 150), ("8:30-11:00", 150),
        ("昨晚10点到今早2点", 240), ("从早上9点到下午1点", 240), ("到11点，从8点开始", 180),
        ("一点五小时", 90),
        ("1h30min", 90), ("廿分钟", 20), ("昨晚值守到凌晨1点，从9点开始", 240), ("两个小时零五分钟", 125),
        ("⑤小时", None), ("¹小时", None), ("𝟓小时", None), ("٣小时", None), ("2⑤小时", None),
        ("−2小时", None),
        ("0小时", None), ("好久", None), ("几个小时", None), ("3户", None), ("", None),
        ("1小时和2小时", None),
    ],
)  # fmt: skip
def test_a_duration_is_read_in_minutes(said: str, minutes: int | None) -> None:
    assert read_minutes(said) == minutes


@pytest.mark.parametrize("said", ["半天", "一上午", "一天", "个把小时", "1个多小时", "两三个小时", "半个多小时"])
def test_a_vague_duration_is_only_a_proposal(said: str) -> None:
    assert read_activity(f"扫地{said}", WEDNESDAY).items[0].minutes_assumed


@pytest.mark.parametrize("said", ["2小时", "半小时", "9点到11点", "90分钟"])
def test_an_exact_duration_needs_no_confirmation(said: str) -> None:
    assert not read_activity(f"扫地{said}", WEDNESDAY).items[0].minutes_assumed


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", "2026-07-15"), ("昨儿个", "2026-07-14"), ("前天", "2026-07-13"), ("大前天", "2026-07-12"),
        ("明天", "2026-07-16"), ("大后天", "2026-07-18"), ("上周五", "2026-07-10"), ("周三", "2026-07-15"),
        ("周四", "2026-07-09"), ("星期天", "2026-07-12"), ("下周一", "2026-07-20"), ("28号", "2026-06-28"),
        ("3月5号", "2026-03-05"), ("9月13号", "2025-09-13"), ("上个月30号", "2026-06-30"),
        ("7.13 走访", "2026-07-13"),
        ("7/13 打扫", "2026-07-13"), ("2026-07-01", "2026-07-01"), ("六月二十四", "2026-06-24"),
        ("正月初八", "2026-02-24"), ("农历五月初五", "2026-06-19"), ("昨晚", "2026-07-14"),
        ("去年12月3号", "2025-12-03"),
        ("2.5小时", None), ("1号楼", None), ("2月30号", None), ("没说", None), ("七一表彰", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_the_latest_one(said: str, day: str | None) -> None:
    assert read_day(said, WEDNESDAY) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("said", "month"),
    [("上个月", "2026-06"), ("3月", "2026-03"), ("本月", "2026-07"), ("十二月份", "2025-12"),
        ("2025年3月", "2025-03"),
     ("2026-03", "2026-03"), ("去年8月", "2025-08"), ("随便", None)],
)  # fmt: skip
def test_a_month_is_read(said: str, month: str | None) -> None:
    assert read_month(said, WEDNESDAY) == month


@pytest.mark.parametrize(
    ("sent", "text", "day"),
    [
        ("2026-11-03T00:25:00+08:00", "刚巡完夜，2小时", "2026-11-02"),
        ("2026-11-03T05:00:00+08:00", "扫街1小时", "2026-11-03"),
        ("2026-11-03T01:00:00+08:00", "今晚巡逻2小时", "2026-11-02"),
        ("2026-11-02T16:25:00+00:00", "刚巡完夜，2小时", "2026-11-02"),
        ("2026-10-19T08:00:00+08:00", "重阳节慰问老人2小时", "2026-10-18"),
    ],
)
def test_before_five_a_report_is_about_the_evening_before(sent: str, text: str, day: str) -> None:
    assert read(text, datetime.fromisoformat(sent)).items[0].day == date.fromisoformat(day)


def test_clock_times_are_kept_beside_the_minutes() -> None:
    item = read("昨晚10点到今早2点巡逻", WEDNESDAY).items[0]
    assert (item.starts, item.ends, item.minutes, item.day) == (time(22), time(2), 240, date(2026, 7, 14))


def test_the_copy_for_matching_keeps_every_position() -> None:
    text = clean("上報　三组２小時 ⑤ ㎡ −3 ＡＢＣ")
    assert len(fold(text)) == len(text)
    assert fold(text) == f"上报 三组2小时 {ALIEN} ㎡ -3 abc"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("@示范带管家\u2005上报", "上报"), ("@示范带管家\u3000上报", "上报"), ("上报 @示范带管家", "上报"),
        ("\u200b上\u200d报\u202e", "上报"), ("@所有人 开会", "@所有人 开会"), ("@老王 扫地", "@老王 扫地"),
        ("上\x00报\n二", "上报\n二"),
    ],
)  # fmt: skip
def test_cleaning_takes_away_only_what_is_not_said(typed: str, left: str) -> None:
    assert clean(typed) == left


def test_a_bot_name_given_is_the_one_stripped() -> None:
    assert clean("@小带 扫地", "小带") == "扫地"
