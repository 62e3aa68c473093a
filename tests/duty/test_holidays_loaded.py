"""放假安排: a notice pasted or sent as a table, read back first; who is concerned is told once, others nothing."""

from datetime import date

import pytest

from config.holidays import HolidayNotice
from models.duty.holidays.rules import check_notice
from models.duty.holidays.words import read_notice
from models.values.refusal import Refusal
from tests.fakes.chat import Chat, at, 丙, 乙, 己, 核实人, 甲, 镇干部
from tests.fakes.databases import NOON

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
经国务院批准，现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月5日（周一）放假，与周末连休。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假。
六、中秋节：9月15日（周三）放假。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2026年11月4日"""


def days(*named: tuple[int, int, int]) -> frozenset[date]:
    return frozenset(date(2027, month, day) for month, first, last in named for day in range(first, last + 1))


OFF = days((1, 1, 3), (2, 5, 11), (4, 5, 5), (5, 1, 5), (6, 9, 9), (9, 15, 15), (10, 1, 7))
WORKED = days((1, 31, 31), (2, 14, 14), (4, 25, 25), (5, 8, 8), (9, 26, 26), (10, 9, 9))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (NOTICE, HolidayNotice(2027, OFF, WORKED)),
        ("2027年 1月1日到3日放假，1月4日、5日上班", HolidayNotice(2027, days((1, 1, 3)), days((1, 4, 5)))),
        ("2027年 12月31日至1月2日放假", HolidayNotice(2027, days((1, 1, 2)) | {date(2026, 12, 31)}, frozenset())),
        ("2027年1月1日休；2027年1月3日补班", HolidayNotice(2027, days((1, 1, 1)), days((1, 3, 3)))),
        ("2027年", 2027),
        ("2027年 2月30日放假", 2027),
        ("元旦放假", None),
    ],
)
def test_a_notice_is_read_as_it_is_written(typed: str, read: object) -> None:
    assert read_notice(typed, NOON) == read


@pytest.mark.parametrize(
    ("off", "worked", "why"),
    [
        (OFF - days((10, 1, 1)), WORKED, "没有10月1日（周五），这天按规定放假"),
        (OFF, WORKED | days((3, 1, 1)), "3月1日（周一）本来就上班"),
        (OFF | days((1, 31, 31)), WORKED, "1月31日（周日）又放假又上班"),
        (OFF | {date(2025, 1, 1)}, WORKED, "1月1日（周三）不在那一年里"),
        (OFF | days((7, 1, 30)), WORKED, "放假有 55 天"),
    ],
)
def test_what_was_misread_is_said(off: frozenset[date], worked: frozenset[date], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check_notice(HolidayNotice(2027, off, worked), NOON.date())


def test_a_year_that_is_over_stays_as_it_was() -> None:
    with pytest.raises(Refusal, match="已经过完"):
        check_notice(HolidayNotice(2026, OFF, WORKED), date(2027, 1, 1))


@at("2026-12-28T09:00:00+08:00")
async def test_the_notice_moves_published_days_and_each_who_is_concerned_hears_it_once(chat: Chat) -> None:
    drafted = (await chat.says(乙, "排班 1月"))[0]
    assert "放假通知还没有装进来" in drafted
    await chat.says(乙, "确认排班 1月")
    chat.hears_all()
    assert "用的，这次没办" in (await chat.says(镇干部, f"放假安排 {NOTICE}"))[0]
    assert "2027年的放假安排还没有" in (await chat.says(丙, "放假安排"))[0]
    assert "没有2月5日" in (await chat.says(丙, "放假安排 2027年 1月1日到3日放假"))[0]
    shown = (await chat.says(丙, f"放假安排 {NOTICE}"))[0]
    assert "2027年放假：1月1日到3日、2月5日到11日、4月5日、5月1日到5日" in shown
    assert "周末要上班：1月31日（周日）、2月14日（周日）" in shown
    assert "和现在算的不一样的有：1月2日到3日、1月31日" in shown
    assert not any(chat.everybody_hears().values())
    before = (await chat.says(甲, "值班表 1月"))[0]
    done = (await chat.says(丙, "是", msgid="77"))[0]
    assert "2027年的放假安排装好了。调整了 1 个单位已公布的班" in done
    assert (await chat.says(丙, "是", msgid="77"))[0] == done
    told = chat.everybody_hears()
    assert told
    assert set(told) <= {乙, 核实人, 己, "ouyangchunyan"}
    for texts in told.values():
        assert len(texts) == 1
        assert texts[0].startswith("2027年放假安排出来了，值班表有调整。")
    after = (await chat.says(甲, "值班表 1月"))[0]
    for line in ("2日周六 带班", "3日周日 带班", "31日周日 上午"):
        assert line in after, after
        assert line not in before
    # What no notice touches stands as it was published.
    assert [line for line in before.splitlines() if line.startswith("5日")] == [
        line for line in after.splitlines() if line.startswith("5日")
    ]
    assert "放假通知还没有装进来" not in (await chat.says(乙, "排班 2月"))[0]
    assert "2027年放假：1月1日到3日" in (await chat.says(丙, "放假安排 2027年"))[0]
    again = (await chat.says(丙, f"放假安排 {NOTICE}"))[0]
    assert "和现在算的一样，已公布的班都不用动" in again
    await chat.says(丙, "是")
    assert not any(chat.everybody_hears().values())


@at("2026-11-30T12:00:00+08:00")
async def test_the_district_is_reminded_twice_and_a_table_does_as_well(chat: Chat) -> None:
    await chat.moves_to("2026-12-20T12:00:00+08:00")
    heard = [text for text in chat.hears(丙) if "2027年的放假安排还没装进来" in text]
    assert len(heard) == 2
    chat.hears_all()
    table = "日期,安排\n" + "\n".join(
        [*(f"{day},放假" for day in sorted(OFF)), *(f"{day:%Y年%-m月%-d日},上班" for day in sorted(WORKED))]
    )
    shown = (await chat.sends(丙, "2027放假.csv", table.encode()))[0]
    assert "2027年放假：1月1日到3日、2月5日到11日" in shown
    assert "已公布的班都不用动" in (await chat.says(丙, "是", "bot"))[0]
