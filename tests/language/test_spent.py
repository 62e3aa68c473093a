"""How long something took is read as said; a part of an amount is never the amount."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.spent import find_spent
from bot.language.text import fold


def minutes(text: str) -> list[int | None]:
    """Return the minutes of every amount in the text."""
    return [one.minutes for one in find_spent(fold(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("清沟渠 2,5小时", [150]), ("清沟渠1/2小时", [30]), ("扫院坝1h30m", [90]), ("买药 2時30分", [150]),
        ("扫院坝 壹佰貳拾分钟", [120]), ("清沟渠 一百二分钟", [120]), ("清沟渠一天半", [720]), ("两小时差十分", [110]),
        ("三小时差一刻", [165]), ("1小时45", [105]), ("2小时一刻", [135]), ("一个钟头零五分", [65]),
        ("快两小时", [120]),
        ("1~2小时", [60]), ("个把小时", [60]),
        ("三刻钟", [45]), ("90分钟", [90]), ("一个小时出头", [60]),
        ("前天上午10点到9点", [None]), ("下午5点到3点", [None]), ("8点半到8点", [None]), ("9:00-9:00", [None]),
        ("早上8点到下午5点半", [570]),
        ("昨晚10点到今早2点", [240]), ("22:00-次日01:00", [180]), ("9点到11点半", [150]), ("10到11:15", [75]),
        ("昨天早上七点找到今早七点", [1440]), ("下午2点搞到5点20", [200]),
        ("昨天8点到10点，今天7点到8点", [120, 60]), ("-2小时", [None]), ("⑤小时", []), ("½小时", []), ("3户", []),
        ("一亩二分地", []), ("七点五", []), ("小半天", []),
    ],
)  # fmt: skip
def test_an_amount_is_read_or_left_open(text: str, wanted: list[int | None]) -> None:
    assert minutes(text) == wanted


@given(st.integers(1, 12), st.sampled_from(["", "半"]), st.sampled_from(["小时", "个小时", "个钟头", "h"]))
@settings(max_examples=100, deadline=None)
def test_hours_are_hours(hours: int, half: str, unit: str) -> None:
    said = f"{hours}{half}{unit}" if unit == "h" or not half else f"{hours}个半{unit.removeprefix('个')}"
    found = minutes(f"清沟渠{said}") if not (half and unit == "h") else [hours * 60 + 30]
    assert found == [hours * 60 + (30 if half else 0)]


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
@settings(max_examples=300, deadline=None)
def test_a_stretch_of_the_clock_lasts_what_it_lasts_or_is_asked(begin: int, since: int, end: int, until: int) -> None:
    (found,) = minutes(f"巡逻 {begin}:{since:02}-{end}:{until:02}")
    straight = (end * 60 + until) - (begin * 60 + since)
    if straight > 0:
        assert found == straight
    else:
        longest = 12 if begin >= 12 else 8
        assert found is None or (0 < found <= longest * 60 and found in (straight + 12 * 60, straight + 24 * 60))


@given(st.integers(10, 99), st.sampled_from([",", "."]), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_no_part_of_a_number_is_the_number(whole: int, sign: str, tenth: int) -> None:
    assert minutes(f"清沟渠 {whole}{sign}{tenth}分钟") in ([round(whole + tenth / 10)], [])


_QUARTERS = {0: "", 15: "一刻", 30: "半", 45: "三刻"}
CLOCKS = {
    "9时30分": lambda hour, minute: f"{hour}时" + (f"{minute}分" if minute else ""),
    "9点30分": lambda hour, minute: f"{hour}点" + (f"{minute}分" if minute else ""),
    "9点半": lambda hour, minute: f"{hour}点{_QUARTERS[minute]}",
    "9:30": lambda hour, minute: f"{hour}:{minute:02}",
    "9：30": lambda hour, minute: f"{hour}：{minute:02}",
}
SPANS = [
    "{0}到{1}巡堤", "{0}至{1}，参加党员大会", "参加党员大会（{0}～{1}）", "{0}-{1}清沟渠", "从{0}开始清沟渠到{1}",
    "自{0}起至{1}止，值守", "值守，{0}去的，{1}才回来", "{0}去的{1}走的，值守", "{0}巡堤一直到{1}", "昨天{0}—{1}巡堤",
]  # fmt: skip


def _part(hour: int) -> str:
    return next(part for until, part in ((12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上")) if hour < until)


@given(
    st.sampled_from(SPANS), st.sampled_from(sorted(CLOCKS)), st.integers(6, 18), st.sampled_from(sorted(_QUARTERS)),
    st.integers(2, 16), st.booleans(),
)  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_a_stretch_lasts_as_long_however_it_is_written(
    frame: str, clock: str, hour: int, minute: int, quarters: int, by_parts: bool
) -> None:
    ends = hour * 60 + minute + quarters * 15

    def said(hour: int, minute: int) -> str:
        part = _part(hour) if by_parts else ""
        return part + CLOCKS[clock](hour - 12 if part and hour > 12 else hour, minute)

    assert minutes(frame.format(said(hour, minute), said(*divmod(ends, 60)))) == [quarters * 15]


@given(st.integers(6, 23), st.integers(1, 59), st.sampled_from(["上午", "从", "", "今天", "于"]))
def test_when_something_began_is_not_how_long_it_took(hour: int, minute: int, before: str) -> None:
    assert minutes(f"{before}{hour}时{minute}分参加党员大会") == []
