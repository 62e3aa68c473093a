"""集中办公, 集中事项, 办结: days kept together, what they are for, and one notice to the village the evening before."""

from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from tests.fakes.chat import Beginning, Chat, after, books_for, both_engines, open_chat, 乙, 外村党员, 核实人, 甲, 群众
from tests.fakes.databases import ENGINES
from tests.fakes.rosters import december_published

VILLAGE = "莲花池村"
EVENING = "2026-12-06T19:20:00+08:00"  # before a Monday


@after(december_published)
async def _two_matters(chat: Chat) -> None:
    await chat.says(乙, "集中事项 12月7日 医保缴费代办 地点 村便民中心")
    await chat.says(乙, "集中事项 12月7日 高龄补贴申报")


@after(_two_matters, then="2026-12-06T12:00:00+08:00")
async def test_the_evening_before_the_village_learns_time_place_and_matters_once(chat: Chat) -> None:
    # What is done already brings nobody there.
    await chat.says(乙, "集中事项 12月7日 社保认证")
    await chat.says(乙, "办结 S003")
    await chat.moves_to("2026-12-06T19:06:00+08:00")
    chat.hears_all()
    await chat.moves_to(EVENING)
    heard = chat.groups_hear()
    assert heard.pop(chat.group_of(VILLAGE)) == [
        "12月7日（周一）莲花池村集中办公\n时间：08:30-12:00、14:30-17:30\n地点：村便民中心\n"
        "办理：医保缴费代办；高龄补贴申报\n有事请来。\n——集中办公通知，嫌多就跟书记说一声。"
    ]
    assert not any(heard.values())
    await chat.moves_to("2026-12-07T18:00:00+08:00")
    assert not any("集中办公" in text for text in chat.group_hears(chat.group_of(VILLAGE)))
    chat.hears_all()
    # The next one has nothing to it that the roster in the group did not say.
    await chat.moves_to("2026-12-14T18:00:00+08:00")
    assert chat.group_hears(chat.group_of(VILLAGE)) == []
    chat.hears_all()


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_restart_in_the_evening_neither_loses_nor_doubles_the_notice(engine: str) -> None:
    url, _ = await books_for(Beginning(engine, december_published))
    async with open_chat(url, start=datetime(2026, 12, 6, 12, 0, tzinfo=SHANGHAI)) as chat:
        await chat.says(乙, "集中事项 12月7日 医保缴费代办")
        await chat.moves_to(EVENING)
        assert len(chat.group_hears(chat.group_of(VILLAGE))) == 1
        chat.hears_all()
        moment = chat.now
    async with open_chat(url, start=moment) as chat:
        await chat.moves_to("2026-12-07T09:00:00+08:00")
        assert chat.group_hears(chat.group_of(VILLAGE)) == []
        chat.hears_all()


@after(december_published)
async def _a_matter_on_each_of_two_days(chat: Chat) -> None:
    first = (await chat.says(乙, "集中事项 12月7日 医保缴费代办"))[0]
    assert first.startswith("记下了 S001：12月7日（周一） 医保缴费代办。")
    await chat.says(乙, "集中事项 12月14日 换届政策讲解")


@after(_a_matter_on_each_of_two_days, then="2026-12-08T09:00:00+08:00")
async def test_the_month_lists_days_held_matters_done_and_open(chat: Chat) -> None:
    await chat.waits(timedelta(minutes=1))
    chat.hears_all()
    assert await chat.says(乙, "办结 S001") == ["S001 医保缴费代办，已办结，辛苦了。"]
    assert "S001 已经办结过了" in (await chat.says(乙, "办结 1"))[0]
    common = [
        "2026年12月集中办公",
        "已开 1 天：12月7日",
        "安排了 3 天：12月14日、12月21日、12月28日",
        "事项 2 件，办结 1 件，在办 1 件",
    ]
    assert (await chat.says(群众, "集中办公 12月", chat.group_of(VILLAGE)))[0].splitlines() == common
    assert (await chat.says(甲, "集中办公"))[0].splitlines() == common
    for who in (乙, 核实人):
        shown = (await chat.says(who, "集中办公 12月"))[0].splitlines()
        assert shown[:4] == common
        assert shown[4] == "12月7日（周一） 在岗 4 人"
        assert shown[-3:-1] == ["S001 12月7日 医保缴费代办（12月8日办结）", "S002 12月14日 换届政策讲解（在办）"]


@both_engines
async def test_a_meeting_day_without_a_roster_is_announced_by_the_hours_of_the_desk(chat: Chat) -> None:
    await chat.says(乙, "集中事项 11月24日 村民代表会议")
    await chat.moves_to("2026-11-23T19:20:00+08:00")
    heard = chat.group_hears(chat.group_of(VILLAGE))
    assert len(heard) == 1
    assert "时间：08:30-12:00、14:30-17:30" in heard[0]
    assert "办理：村民代表会议" in heard[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "集中事项 11月23日", "还差一句要办什么"),
        (乙, "集中事项 11月1日 医保缴费", "11月1日（周日）已经过去"),
        (乙, "集中事项 医保缴费", "集中事项 〈日期 内容〉"),
        (乙, "办结 S099", "没有找到您这里的集中事项 S099"),
        (外村党员, "办结 S001", "没有找到您这里的集中事项 S001"),
        (甲, "集中事项 11月23日 医保缴费", "用的，这次没办"),
        (甲, "办结 S001", "用的，这次没办"),
    ],
)
async def test_what_cannot_be_done_says_so(chat: Chat, who: str, said: str, heard: str) -> None:
    await chat.says(乙, "集中事项 11月30日 养老认证")
    assert heard in (await chat.says(who, said))[0]


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("3月", "2026年3月"),
        ("10月", "2026年10月"),
        ("12月", "2026年12月"),
        ("1月", "2026年1月"),
        ("2027年1月", "2027年1月"),
    ],
)
async def test_a_month_without_a_year_is_one_that_was_held(chat: Chat, said: str, month: str) -> None:
    assert (await chat.says(甲, f"集中办公 {said}"))[0].startswith(f"{month}集中办公")
