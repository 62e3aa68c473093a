"""What is said beside a value and goes into none is never lost unasked: a day, a number, an amount, somebody."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.reading import read

SENT_AT = datetime.fromisoformat("2026-07-15T18:00:00+08:00")
TODAY = SENT_AT.date()
DEEDS = ["打扫院坝", "清理沟渠", "巡逻", "走访困难户", "看望孤寡老人", "剪枝"]
OF_TWO = ["领了{a}份发了{b}份传单，2小时", "说是{a}户，其实走访了{b}户，2小时", "剩{a}张，今天贴了{b}张告示1小时"]
NEAR = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}


@given(
    st.sampled_from(DEEDS), st.sampled_from(sorted(NEAR)), st.sampled_from(sorted(NEAR)), st.integers(1, 4),
    st.sampled_from(["{other}说好的那个，{day}我{deed}了，{n}小时", "{other}开会定的事，{day}去办了，{deed}{n}小时"]),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_a_second_day_is_never_taken_for_the_first(deed: str, day: str, other: str, hours: int, order: str) -> None:
    reading = read(order.format(other=other, day=day, deed=deed, n=hours), SENT_AT)
    meant = TODAY - timedelta(days=NEAR[day])
    assert not (reading.items and reading.sure) or {item.day for item in reading.items} == {meant}


@given(
    st.sampled_from(OF_TWO),
    st.integers(2, 90), st.integers(2, 90),
)  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_of_two_numbers_of_one_unit_none_is_taken_unasked(text: str, one: int, other: int) -> None:
    reading = read(text.format(a=one, b=other), SENT_AT)
    assert reading.intent == "activity"
    assert not reading.sure or {item.count for item in reading.items} == {other}


@given(st.sampled_from(["堂", "次", "天", "户", "节", "场"]), st.integers(5, 50), st.sampled_from(DEEDS))
@settings(max_examples=100, deadline=None)
def test_so_much_on_each_of_nobody_knows_how_many_is_shown_first(unit: str, minutes: int, deed: str) -> None:
    reading = read(f"今天{deed}，每{unit}{minutes}分钟", SENT_AT)
    assert not (reading.items and reading.sure and reading.items[0].minutes)


@given(
    st.sampled_from(["老周", "罗姐", "何主任"]), st.sampled_from(["黑娃", "大鹏", "小余", "阿坤"]),
    st.sampled_from(["抬电杆", "砌堡坎", "给新来的讲政策", "把沟清了", "啃红苕"]),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_whoever_is_in_a_list_came_along_or_is_asked_about(one: str, other: str, deed: str) -> None:
    reading = read(f"和{one}、{other}{deed}，2小时", SENT_AT)
    assert not (reading.items and reading.sure) or set(reading.items[0].with_persons) == {one, other}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("我下周出差，请个假", None, None),
        ("下周请假3天", None, None),
        ("请假到周五", None, None),
        ("我下周都值不了班，请假", date(2026, 7, 20), date(2026, 7, 26)),
        ("从明天起请三天，到19号回来", date(2026, 7, 16), date(2026, 7, 18)),
        ("17号请假，18号值班的是小汪不用管", date(2026, 7, 17), None),
        ("17号、18号两天请假", date(2026, 7, 17), date(2026, 7, 18)),
    ],
)
def test_leave_is_of_the_days_that_are_said_or_they_are_asked(text: str, first: date | None, last: date | None) -> None:
    slots = read(text, SENT_AT).slots
    days = [slots["date"], slots["date_end"]]
    assert days == [day and day.isoformat() for day in (first, last)]


def test_a_name_with_a_weekday_in_it_is_a_name() -> None:
    (item,) = read("和周天明一起给敬老院剃头，剃了十三个，2小时", SENT_AT).items
    assert item.day == TODAY


@given(st.integers(2, 9), st.integers(5, 30), st.sampled_from(["份", "圈", "户", "趟"]))
@settings(max_examples=40, deadline=None)
def test_so_much_on_each_is_multiplied_by_how_many(number: int, minutes: int, unit: str) -> None:
    (item,) = read(f"今天给村民办证跑了{number}{unit}，每{unit}约{minutes}分钟", SENT_AT).items
    assert item.minutes == number * minutes


@pytest.mark.parametrize(
    "text", ["找走丢的李婆婆，我跟老王骑车找了2小时", "来了5个老年人学扫码付钱，我一个一个教，1小时"]
)
def test_who_stands_before_a_comma_and_me_did_not_come_along(text: str) -> None:
    (item,) = read(text, SENT_AT).items
    assert set(item.with_persons) <= {"老王"}


def test_what_is_only_said_to_be_the_same_is_no_deed() -> None:
    assert read("同上，2小时", SENT_AT).intent == "clarify"
