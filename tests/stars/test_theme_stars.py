"""十星, 申请, 授予: theme stars of one's class, applied for with evidence, awarded by others once a year."""

import pytest

from config.star_catalogue import CATALOGUE_VERSION
from models.organisation.people.tables import Person
from models.stars.theme_stars.actions import held
from models.stars.theme_stars.tables import StarTheme
from tests.fakes.chat import Chat, both_engines, 乙, 外村党员, 戊, 核实人, 甲, 群众


async def _held(userid: str) -> list[tuple[str, int]]:
    return await held((await Person.get(userid=userid)).id)


async def test_a_member_applies_and_the_committee_awards(chat: Chat) -> None:
    assert "环境卫生星的申请收到了" in (await chat.says(甲, "申请 卫生星 天天扫院坝"))[0]
    assert "陈桂兰申请环境卫生星：天天扫院坝" in chat.hears(乙)[0]
    assert "10 环境卫生星（已申请）" in (await chat.says(甲, "十星"))[0]
    assert "陈桂兰 环境卫生星：天天扫院坝" in (await chat.says(核实人, "授予"))[0]
    assert "授予环境卫生星" in (await chat.says(核实人, "授予 陈桂兰 卫生星 85"))[0]
    assert "祝贺您" in chat.hears(甲)[0]
    assert "10 环境卫生星★" in (await chat.says(甲, "十星"))[0]
    assert await _held(甲) == [("environment", 2026)]
    row = await StarTheme.get()
    assert (row.score, row.member_class, row.catalogue) == (85, "rural", CATALOGUE_VERSION)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("授予陈桂兰卫生星 85", "不授予陈桂兰卫生星"),
        ("授予陈桂兰环境卫生星85", "不授予陈桂兰同志环境卫生星"),
        ("授予 陈桂兰卫生星", "不授予 陈桂兰卫生星"),
        ("授予陈桂兰 卫生星 85分", "不授予陈桂兰 卫生星"),
    ],
)
async def test_blanks_between_name_and_star_may_be_left_out(chat: Chat, said: str, refused: str) -> None:
    assert "环境卫生星的申请收到了" in (await chat.says(甲, "申请卫生星 天天扫院坝"))[0]
    assert "这次没有授予" in (await chat.says(乙, refused))[0]
    assert "环境卫生星的申请收到了" in (await chat.says(甲, "申请卫生星，天天扫院坝"))[0]
    assert "陈桂兰 2026 年授予环境卫生星" in (await chat.says(乙, said))[0]
    chat.hears_all()
    assert await _held(甲) == [("environment", 2026)]


async def test_the_same_theme_twice_in_a_year_is_refused(chat: Chat) -> None:
    await chat.says(乙, "授予 陈桂兰 卫生星 85 天天扫院坝")
    assert "一年一次" in (await chat.says(核实人, "授予 陈桂兰 卫生星 90 又扫了"))[0]
    assert "一年一次" in (await chat.says(甲, "申请 环境卫生星 又扫了"))[0]
    assert await _held(甲) == [("environment", 2026)]
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("授予 陈桂兰 卫生星 79 天天扫院坝", "79 分没到授星的 80 分"),
        ("授予 陈桂兰 卫生星 85", "还没有申请过环境卫生星"),
        ("授予 陈桂兰 家乡星 85 常回家", "不在农村党员的十星里"),
        ("授予 吉克·尔古 卫生星 85 勤快", "不在流动党员的十星里"),
        ("授予 林晓雨 卫生星 85 勤快", "转正以后"),
        ("授予 罗正富 卫生星 85 勤快", "您自己的事"),
        ("授予 李志强 卫生星 85 勤快", "名册里没有“李志强”"),
        ("不授予 陈桂兰 卫生星", "没有待办的环境卫生星申请"),
        ("授予 陈桂兰", "这样发"),
    ],
)
async def test_what_is_not_awarded(chat: Chat, said: str, answer: str) -> None:
    assert answer in (await chat.says(乙, said))[0]
    assert not await StarTheme.exists()


async def test_a_mobile_member_sees_the_themes_of_his_class_only(chat: Chat) -> None:
    shown = (await chat.says("jike.ergu", "十星"))[0]
    assert "流动党员" in shown
    assert "情系家乡星" in shown
    assert "环境卫生星" not in shown
    refused = (await chat.says("jike.ergu", "申请 卫生星 打扫工棚"))[0]
    assert "情系家乡星" in refused


async def test_an_application_is_declined_kindly_and_may_be_made_again(chat: Chat) -> None:
    await chat.says(甲, "申请 守法星 从不违规")
    chat.hears_all()
    assert "这次没有授予" in (await chat.says(乙, "不授予 陈桂兰 守法星"))[0]
    assert "以后可以再申请" in chat.hears(甲)[0]
    assert "收到了" in (await chat.says(甲, "申请 守法星 带头劝阻燃放"))[0]
    chat.hears_all()
    assert await StarTheme.all().count() == 2


async def test_applying_again_adds_to_the_evidence(chat: Chat) -> None:
    await chat.says(甲, "申请 守法星 从不违规")
    await chat.says(甲, "申请 守法星 带头劝阻燃放")
    chat.hears_all()
    assert [row.evidence for row in await StarTheme.all()] == ["从不违规；带头劝阻燃放"]


async def test_a_probationary_member_waits(chat: Chat) -> None:
    assert "转正以后" in (await chat.says("linxiaoyu", "申请 学习星 每天学习"))[0]
    assert not await StarTheme.exists()


@pytest.mark.parametrize("said", ["申请 卫生星", "申请 卫生星 。"])
async def test_an_application_needs_evidence(chat: Chat, said: str) -> None:
    assert "这样发" in (await chat.says(甲, said))[0]


async def test_only_the_committee_of_the_branch_awards(chat: Chat) -> None:
    await chat.says(甲, "申请 卫生星 天天扫院坝")
    chat.hears_all()
    for who in (甲, 戊):
        assert "是支委、书记、镇街、区委组织部用的" in (await chat.says(who, "授予 陈桂兰 卫生星 85"))[0]
    assert "名册里没有" in (await chat.says(外村党员, "授予 陈桂兰 卫生星 85"))[0]
    assert "天天扫院坝" not in (await chat.says(外村党员, "授予"))[0]
    assert "是党员用的" in (await chat.says(群众, "申请 卫生星 天天扫院坝"))[0]
    assert await _held(甲) == []


@both_engines
async def test_one_s_own_application_stands_in_the_others_list_only(chat: Chat) -> None:
    await chat.says(核实人, "申请 卫生星 天天扫院坝")
    assert "唐敏申请环境卫生星" in chat.hears(乙)[0]
    assert await chat.says(核实人, "授予") == ["现在没有等您办的事，辛苦了。"]
    assert "唐敏 环境卫生星：天天扫院坝" in (await chat.says(乙, "授予"))[0]
    assert "您自己的事" in (await chat.says(核实人, "授予 唐敏 卫生星 85"))[0]
    await chat.says(乙, "申请 守法星 从不违规")
    assert "罗正富申请遵纪守法星" in chat.hears(核实人)[0]
    assert "罗正富" not in (await chat.says(乙, "授予"))[0]
    assert "罗正富 " in (await chat.says(核实人, "授予"))[0]


async def test_in_a_group_themes_are_not_spoken_of(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    for who, said in ((甲, "十星"), (甲, "申请 卫生星 天天扫院坝"), (乙, "授予 陈桂兰 卫生星 85")):
        assert "请私聊我发" in (await chat.says(who, said, to=group))[0]
    assert not await StarTheme.exists()
