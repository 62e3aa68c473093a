"""The jobs of the stars: private, at most twice for one thing, only to those for whom something is to be done."""

from collections.abc import Mapping
from datetime import timedelta

from bot.app import build_house
from bot.demo import DemoPlace, demo_doors, demo_settings
from config.policy import load_policy
from models.organisation.people.actions import holders
from models.organisation.people.rules import Role
from tests.fakes.chat import Chat, after, at, 丁, 乙, 核实人, 甲, 镇干部
from tests.fakes.databases import NOON

EVERYBODY = "陈桂兰、唐敏、欧阳春燕、周小川、邓国才、何光荣、吉克·尔古"


async def _at(chat: Chat, moment: str) -> Mapping[str, list[str]]:
    """Move to a moment of 2026 or 2027; return what people were told in private on the way."""
    await chat.moves_to(f"{moment}:00+08:00")
    assert not any("星" in post for posts in chat.groups_hear().values() for post in posts if "红榜" not in post)
    return chat.everybody_hears()


def _about(told: Mapping[str, list[str]], words: str) -> dict[str, int]:
    counts = {who: sum(words in line for line in lines) for who, lines in told.items()}
    return {who: count for who, count in counts.items() if count}


async def test_one_invitation_a_month_to_those_who_may_report_and_have_not(chat: Chat) -> None:
    await chat.says(甲, "自评4星")
    assert "不再记您的服务和自评" in (await chat.says("linxiaoyu", "不要记我的"))[0]
    assert _about(await _at(chat, "2026-11-26T08:36"), "自评") == {}
    invited = _about(await _at(chat, "2026-11-26T08:38"), "2026年11月给自己评几颗星？")
    assert set(invited.values()) == {1}
    assert {乙, 核实人} <= invited.keys()
    assert not {甲, 丁, "pudeming", "linxiaoyu"} & invited.keys()
    assert _about(await _at(chat, "2026-12-03T09:30"), "给自己评几颗星") == {}


async def test_after_the_cut_off_the_secretary_hears_a_number_and_no_name(chat: Chat) -> None:
    await chat.says(甲, "自评4星")
    told = await _at(chat, "2026-12-04T09:30")
    assert _about(told, "2026年11月自评收到 1 份") == {乙: 1}
    assert not any("陈桂兰" in line for line in told[乙] if "自评" in line)
    assert _about(await _at(chat, "2026-12-20T09:30"), "自评收到") == {}


@at("2026-12-30T12:00:00+08:00")
async def test_secretaries_are_reminded_to_propose_twice_at_most(chat: Chat) -> None:
    reminded = _about(await _at(chat, "2027-01-11T09:30"), "2026年度还有 8 位同志的星级等支委会提议")
    assert reminded == {乙: 2}
    assert _about(await _at(chat, "2027-01-31T09:30"), "等支委会提议") == {}


@at("2026-12-10T14:05:00+08:00")
async def _all_proposed(chat: Chat) -> None:
    await chat.says(乙, f"提议 {EVERYBODY} 3星")
    await chat.says(核实人, "提议 罗正富 3星")


@after(_all_proposed, then="2026-12-30T12:00:00+08:00")
async def test_nobody_is_reminded_when_everybody_is_proposed(chat: Chat) -> None:
    assert 乙 not in _about(await _at(chat, "2027-01-11T09:30"), "等支委会提议")


@after(_all_proposed)
async def test_the_ends_of_publicity_and_filing_are_told_twice_at_most(chat: Chat) -> None:
    await chat.says(乙, "评星会 应到8 实到7")
    await chat.says(乙, "星级公示")
    await chat.says(乙, "是")
    chat.groups_hear()
    assert _about(await _at(chat, "2026-12-17T23:00"), "公示满了") == {}
    assert _about(await _at(chat, "2026-12-28T23:00"), "2026年度有 8 位同志的星级公示满了") == {乙: 2}
    await chat.says(乙, "报备")
    told = _about(await _at(chat, "2027-01-08T23:00"), "有 1 个支部的星级等待备案")
    township = {one.userid for one in await holders([Role.TOWNSHIP], NOON.date())}
    assert told.pop(镇干部) == 2
    assert set(told) <= township and set(told.values()) <= {2}


def test_the_days_of_the_reminders() -> None:
    house = build_house(
        demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://x", 0, NOON)), load_policy()
    )
    coming = [NOON.date() + timedelta(days=ahead) for ahead in range(168)]
    wanted = ("star_invitation", "star_cut_off", "propose")
    days = {
        one.name: [f"{day:%m-%d}" for day in coming if one.on_day(day, house)]
        for one in house.reminders
        if one.name in wanted
    }
    assert days == {
        "star_invitation": ["11-26", "12-28", "01-27", "02-24", "03-29", "04-26"],
        "star_cut_off": ["12-04", "01-04", "02-04", "03-04", "04-06", "05-04"],
        "propose": ["01-04", "01-08", "04-06", "04-08"],
    }
