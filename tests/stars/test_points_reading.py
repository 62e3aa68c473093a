"""What a committee types from its paper is read forgivingly, and never guessed."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from bot.clock import SHANGHAI
from models.procedure.party_life.rules import Meeting
from models.procedure.party_life.words import read_dues, read_sheet
from models.stars.findings.words import (
    CancelSaid,
    EntrySaid,
    StarSaid,
    read_amount,
    read_application,
    read_award,
    read_cancel,
    read_deduction,
    read_entry,
    read_entry_number,
    read_finding,
    read_grounded,
    read_review,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)
TWENTIETH = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("11月20日 缺席 张三、李四", ("张三", "李四")),
        ("11月20日缺席张三", ("张三",)),
        ("11月20日 全到", ()),
        ("11月20日全到", ()),
        ("缺席 张三 11月20日", ("张三",)),
        ("20号 张三和李四没来", ("张三", "李四")),
        ("11月20日 缺席：无", ()),
        ("11月20日 没人缺席", ()),
        ("11月20日 除了张三外全到", ("张三",)),
        ("11月20日 全到 除了张三", ("张三",)),
        ("11.20 缺 吉克·尔古", ("吉克·尔古",)),
        ("十一月二十日 没到 周三、李国庆", ("周三", "李国庆")),
        ("2026-11-20 缺席 wangxiulan2", ("wangxiulan2",)),
        ("11月20日 缺席张三同志 张和平", ("张三", "张和平")),
        ("前天 到齐了", ()),
        ("这周五 都到了", ()),
    ],
)
def test_a_sign_in_sheet(text: str, absent: tuple[str, ...]) -> None:
    assert read_sheet(text, NOW) == (TWENTIETH, absent, "")


@pytest.mark.parametrize(
    "text", ["", "11月20日", "全到", "缺席 张三", "11月31日 全到", "11月20日 2小时 听课", "11月20日 张三全到", "明年"]
)
def test_a_sheet_without_day_or_without_who_was_there_is_not_read(text: str) -> None:
    assert read_sheet(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "month", "absent"),
    [
        ("11月 未交 张三", 11, ("张三",)),
        ("11月 全交", 11, ()),
        ("本月 都交了", 11, ()),
        ("上个月 张三没交", 10, ("张三",)),
        ("2026-10 欠交 张三,李四", 10, ("张三", "李四")),
        ("11月份 全部交清了", 11, ()),
    ],
)
def test_a_month_s_dues(text: str, month: int, absent: tuple[str, ...]) -> None:
    assert read_dues(text, NOW) == (date(2026, month, 1), absent, "")


def _said(name: str = "张三", points: str | None = None, **others: object) -> EntrySaid:
    said = EntrySaid(name, Fraction(points) if points else None, None, None, "", None)
    return said._replace(**others)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("张三 8 上半年", _said(points="8", half=1)),
        ("张三8下半年", _said(points="8", half=2)),
        ("张三 上半年 8分", _said(points="8", half=1)),
        ("张三 8.5分 下半年 兑现好", _said(points="8.5", half=2, reason="兑现好")),
        ("张三同志 八分", _said(points="8")),
        ("吉克·尔古 3", _said("吉克·尔古", "3")),
        ("wangxiulan2 2 迟到", _said("wangxiulan2", "2", reason="迟到")),
        ("张三 2 抗洪抢险 涪委〔2026〕12号", _said(points="2", reason="抗洪抢险", document="涪委〔2026〕12号")),
        ("张三 抗洪抢险 2分 涪委[2026]12号", _said(points="2", reason="抗洪抢险", document="涪委[2026]12号")),
        ("张三 -2 无故缺席", _said(points="-2", reason="无故缺席")),
        ("张三 11月20号没来 扣1分", _said(points="1", reason="11月20号没来")),
        ("张三 三次无故缺席 2分", _said(points="2", reason="三次无故缺席")),
        ("张三 3次缺席", _said(reason="3次缺席")),
        ("张三 3 提了3条意见", _said(points="3", reason="提了3条意见")),
        ("张三 去年 2 抢险", _said(points="2", year=2025, reason="抢险")),
        ("张三 2025年 9", _said(points="9", year=2025)),
        ("张三 无故缺席", _said(reason="无故缺席")),
        ("张三", _said()),
    ],
)
def test_a_finding(text: str, said: EntrySaid) -> None:
    assert read_entry(text, NOW) == said


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_entry, "2 张三"),
        (read_entry, ""),
        (read_amount, "张三 无故缺席"),
        (read_review, "张三 8"),
        (read_grounded, "张三 2"),
        (read_deduction, "张三 2"),
        (read_finding, "张三"),
    ],
)
def test_a_finding_that_lacks_something_is_not_read(read: object, text: str) -> None:
    assert callable(read)
    assert read(text, NOW) is None


def test_points_taken_away_may_have_a_sign_or_none() -> None:
    assert read_deduction("张三 -2 迟到", NOW) == read_deduction("张三 2 迟到", NOW) == _said(points="2", reason="迟到")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("P0012", CancelSaid(12)),
        ("12号", CancelSaid(12)),
        ("主题党日 11月20日", CancelSaid(0, (Meeting.THEME_DAY, TWENTIETH))),
        ("11月20日 党小组会", CancelSaid(0, (Meeting.GROUP_MEETING, TWENTIETH))),
        ("党费 11月", CancelSaid(0, (Meeting.DUES, date(2026, 11, 1)))),
        ("主题党日", None),
        ("随便", None),
    ],
)
def test_what_to_cancel(text: str, said: CancelSaid | None) -> None:
    assert read_cancel(text, NOW) == said


def test_a_number_is_a_number_only() -> None:
    assert [read_entry_number(text, NOW) for text in ("P0012", "p12", "12", "A12", "十二")] == [12, 12, 12, None, None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("卫生星 天天扫院坝", StarSaid("卫生星", "天天扫院坝")),
        ("卫生 天天扫院坝", StarSaid("卫生", "天天扫院坝")),
        ("卫生星天天扫院坝", StarSaid("卫生星", "天天扫院坝")),
        ("卫生星", None),
        ("卫生星 。", None),
    ],
)
def test_an_application(text: str, said: StarSaid | None) -> None:
    assert read_application(text, NOW) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("张三 卫生星 85", StarSaid("卫生星", "", "张三", 85)),
        ("张三 卫生星", StarSaid("卫生星", "", "张三")),
        ("张三 卫生 85分", StarSaid("卫生", "", "张三", 85)),
        ("张三 卫生星 85 天天扫院坝", StarSaid("卫生星", "天天扫院坝", "张三", 85)),
        ("张三 卫生星 天天扫院坝", StarSaid("卫生星", "天天扫院坝", "张三")),
        ("吉克·尔古 家乡星 90", StarSaid("家乡星", "", "吉克·尔古", 90)),
        ("卫生星", None),
    ],
)
def test_an_award(text: str, said: StarSaid | None) -> None:
    assert read_award(text, NOW) == said
