"""Every usual way of naming a day is that day, or a question; never another day, never silently today."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from bot.language.days import find_days
from bot.language.values import Message

FRIDAY = datetime(2026, 12, 4, 10, 30, tzinfo=SHANGHAI)


def named(text: str, at: datetime = FRIDAY, *, ahead: bool = False) -> list[str]:
    """Return the days named as MM-DD, a stretch as first..last, what must be asked as ?."""
    shown = []
    for said in find_days(Message.of(text, at), ahead=ahead):
        days = [f"{day:%m-%d}" for day in said.days]
        gap = any(later - day != timedelta(days=1) for day, later in zip(said.days, said.days[1:], strict=False))
        together = ",".join(days) if gap else "..".join(dict.fromkeys((days[0], days[-1]))) if days else ""
        shown.append("?" if said.doubt else together)
    return shown


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("今天扫街", ["12-04"]), ("昨儿个扫街", ["12-03"]), ("大前天扫街", ["12-01"]), ("昨晚巡逻", ["12-03"]),
        ("三天前扫街", ["12-01"]), ("一周前扫街", ["11-27"]), ("两个星期前扫街", ["11-20"]),
        ("上周星期二扫街", ["11-24"]), ("上周周二扫街", ["11-24"]), ("上周的周二扫街", ["11-24"]),
        ("上上周五扫街", ["11-20"]), ("周三扫街", ["12-02"]), ("周五扫街", ["12-04"]), ("周六扫街", ["11-28"]),
        ("11.29. 扫街", ["11-29"]), ("11/29 扫街", ["11-29"]), ("11月29扫街", ["11-29"]), ("29号扫街", ["11-29"]),
        ("11.25-11.27 巡山", ["11-25..11-27"]), ("11月25日到27日巡山", ["11-25..11-27"]),
        ("11月25、26日巡山", ["11-25", "11-26"]), ("周一周三扫街", ["11-30", "12-02"]),
        ("周一、三、五三个晚上", ["11-30,12-02,12-04"]), ("上上个月5号", ["10-05"]),
        ("12月2日（周三）扫街", ["12-02"]), ("周三（12月2日）扫街", ["12-02"]),
        ("1号到3号，除了2号", ["12-01,12-03"]), ("11月最后一天", ["11-30"]), ("上个月头一个星期六", ["11-07"]),
        ("重阳那天", ["?"]), ("国庆节扫街", ["?"]), ("11月31号扫街", ["?"]), ("13月5日扫街", ["?"]),
        ("25/12 扫街", ["?"]),
        ("月底扫街", ["?"]), ("前几天扫街", ["?"]), ("那天扫街", ["?"]), ("上周扫街", ["?"]), ("半个月前扫街", ["?"]),
        ("每周二扫街", ["?"]), ("11月30日到25日", ["?"]), ("12月2日周四扫街", ["?"]),
        ("上回扫街", ["?"]), ("上个赶场天扫街", ["?"]), ("立冬前一天扫街", ["11-06"]), ("立冬前三天扫街", ["?"]),
        ("2.5小时", []), ("1号楼打扫", []), ("三组打扫", []), ("第二天", []), ("5号线施工", []), ("1.5米宽", []),
    ],
)  # fmt: skip
def test_a_report_names_days_that_have_passed(text: str, days: list[str]) -> None:
    assert named(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周五12月18日", ["12-18"]), ("12月10日（周四）到12月12日（周六）", ["12-10..12-12"]), ("下周周五", ["12-11"]),
        ("三天后上午", ["12-07"]), ("元旦前一天", ["12-31"]),
        ("12月10日周四到12日周六", ["12-10..12-12"]), ("下下周周一", ["12-14"]), ("这周五到周一", ["12-04..12-07"]),
        ("15号后的两天", ["12-16..12-17"]), ("12月8号起请一周", ["12-08..12-14"]),
        ("从15号起连续3天", ["12-15..12-17"]),
        ("十二月十六到十八", ["12-16..12-18"]), ("12月9号和11号", ["12-09", "12-11"]), ("下下个月5号", ["02-05"]),
        ("18号下午到20号上午", ["12-18..12-20"]), ("28到30号", ["12-28..12-30"]), ("冬月初八", ["12-16"]),
        ("请假从周五起三个工作日", ["12-04,12-07,12-08"]), ("请三个工作日，从周五起", ["12-04,12-07,12-08"]),
        ("12月10日起请三天，周末不算", ["12-10,12-11,12-14"]), ("请三天，从周一起", ["12-07..12-09"]),
        ("下个月", ["01-01..01-31"]), ("周末", ["12-05..12-06"]),
        ("12月9日周四", ["?"]), ("下周日12月12日", ["?"]), ("12月20日到18日", ["?"]), ("每周二", ["?"]),
        ("2月30号", ["?"]),
    ],
)  # fmt: skip
def test_duty_talk_names_days_to_come(text: str, days: list[str]) -> None:
    assert named(text, ahead=True) == days


WEEKDAYS = "一二三四五六日"
SENTENCES = ["{}扫街2小时", "上报 {} 清沟渠 2小时", "我{}在三组清沟", "清沟渠 {}", "报一下{}的：巡山两个钟头"]
MOMENTS = st.integers(0, 670 * 24 * 60).map(lambda minutes: FRIDAY.replace(month=3, day=1) + timedelta(minutes=minutes))


def _expressions(today: date, back: int) -> list[str]:
    """Return ways of naming the day so many days back."""
    day = today - timedelta(days=back)
    week = {0: "这", 1: "上", 2: "上上"}.get(
        ((today - timedelta(today.weekday())) - (day - timedelta(day.weekday()))).days // 7
    )
    ways = [f"{day.month}月{day.day}日", f"{day.month}月{day.day}号（周{WEEKDAYS[day.weekday()]}）", f"{day:%Y-%m-%d}"]
    ways += [f"{back}天前"] if back else []
    ways += [f"{week}周{WEEKDAYS[day.weekday()]}", f"{week}个星期{WEEKDAYS[day.weekday()]}"] if week else []
    return ways + ([("今天", "昨天", "前天", "大前天")[back]] if back < 4 else [])


@given(MOMENTS, st.integers(0, 13), st.sampled_from(SENTENCES), st.data())
@settings(max_examples=400, deadline=None)
def test_a_day_is_that_day_whatever_the_words_the_sentence_and_the_hour(
    at: datetime, back: int, sentence: str, data: st.DataObject
) -> None:
    text = sentence.format(data.draw(st.sampled_from(_expressions(at.date(), back))))
    said = find_days(Message.of(text, at))
    assert [one.doubt or one.days for one in said] == [(at.date() - timedelta(days=back),)], text


@given(MOMENTS, st.integers(1, 12), st.integers(1, 31), st.integers(0, 6), st.sampled_from(SENTENCES))
@settings(max_examples=300, deadline=None)
def test_a_weekday_that_contradicts_its_date_is_asked(
    at: datetime, month: int, number: int, weekday: int, sentence: str
) -> None:
    text = sentence.format(f"{month}月{number}日周{WEEKDAYS[weekday]}")
    for said in find_days(Message.of(text, at)):
        assert said.doubt or [day.weekday() for day in said.days] == [weekday], text
        assert said.doubt or [(day.month, day.day) for day in said.days] == [(month, number)], text


@given(MOMENTS, st.integers(1, 31), st.integers(1, 31), st.sampled_from(["到", "至", "-", "~"]))
@settings(max_examples=200, deadline=None)
def test_a_stretch_never_ends_before_it_begins(at: datetime, first: int, last: int, until: str) -> None:
    for said in find_days(Message.of(f"请假 12月{first}日{until}{last}日", at), ahead=True):
        assert said.doubt or (said.days[0].day, said.days[-1].day) == (first, last)
        assert bool(said.doubt) == (last < first)
