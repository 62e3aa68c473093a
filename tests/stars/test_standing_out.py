"""免评 and 暂缓评星: asked for, agreed to by people; why is for the secretary and the member himself only."""

from datetime import timedelta

import pytest

from config.database import transact
from models.organisation.people.tables import Person
from models.stars.standing_out.actions import decided, left_out
from models.stars.standing_out.rules import Absence
from models.stars.standing_out.tables import StarExemption
from tests.fakes.chat import Chat, at, both_engines, 乙, 外村党员, 戊, 核实人, 甲, 群众, 镇干部

WHY = "年纪大了走不动"


async def _out(chat: Chat, year: int = 2026) -> dict[str, Absence]:
    """Return {userid: why} of those of the village's branch who are left out."""
    branch = (await Person.get(userid=乙)).branch_id or 0
    people = {one.id: one.userid for one in await Person.all()}
    return {people[key]: kind for key, kind in (await left_out(branch, year, chat.now.date())).items()}


async def test_a_member_asks_and_the_secretary_agrees(chat: Chat) -> None:
    assert "我跟书记说" in (await chat.says(甲, f"免评 {WHY}"))[0]
    assert WHY in chat.hears(乙)[0]
    assert await _out(chat) == {"pudeming": Absence.EXEMPT}
    assert "不计入参评人数" in (await chat.says(乙, "同意免评 陈桂兰"))[0]
    assert "支部同意您 2026 年免评" in chat.hears(甲)[0]
    assert await _out(chat) == {"pudeming": Absence.EXEMPT, 甲: Absence.EXEMPT}
    assert 甲 not in await _out(chat, 2027)
    assert "本来就不参评" in (await chat.says(甲, f"免评 {WHY}"))[0]


@both_engines
async def test_nobody_is_left_out_before_the_day_on_which_it_was_decided(chat: Chat) -> None:
    branch = (await Person.get(userid=乙)).branch_id or 0
    he, day = (await Person.get(userid=甲)).id, chat.now.date()
    waits = (await Person.get(userid="heguangrong")).id
    await chat.says(甲, f"免评 {WHY}")
    await chat.waits(timedelta(days=1))
    await chat.says(乙, "同意免评 陈桂兰")
    await chat.says(乙, "暂缓评星 何光荣")
    chat.hears_all()
    for asked in (day - timedelta(days=1), day):
        assert {he, waits}.isdisjoint(await left_out(branch, 2026, asked))
        assert (waits, None) not in await decided([waits], 2026, asked)
    assert {he, waits} <= (await left_out(branch, 2026, chat.now.date())).keys()
    assert (waits, None) in await decided([waits], 2026, chat.now.date())


async def test_who_is_left_out_reads_so_although_he_has_reported(chat: Chat) -> None:
    await chat.says(甲, "自评4星")
    assert "2026年度：已自评" in (await chat.says(甲, "我的星级"))[0]
    await chat.says(甲, f"免评 {WHY}")
    await chat.says(乙, "同意免评 陈桂兰")
    chat.hears_all()
    answer = (await chat.says(甲, "我的星级"))[0]
    assert "2026年度：不参评\n2026年第四季度：不参评" in answer


async def test_free_words_ask_as_well(chat: Chat) -> None:
    assert "我跟书记说" in (await chat.says(甲, "我申请今年免评，原因是身体不好"))[0]
    assert "身体不好" in chat.hears(乙)[0]


async def test_the_secretary_declines_and_the_member_may_ask_again(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    assert "照常参评" in (await chat.says(乙, "不同意免评 陈桂兰"))[0]
    assert "照常参评" in chat.hears(甲)[0]
    assert 甲 not in await _out(chat)
    assert "我跟书记说" in (await chat.says(甲, "免评 眼睛刚做了手术"))[0]
    assert "眼睛刚做了手术" in chat.hears(乙)[0]
    assert await StarExemption.all().count() == 2


async def test_asked_twice_is_one_wish_with_the_newer_reason(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    await chat.says(甲, "免评 腿脚不便")
    chat.hears_all()
    listed = (await chat.says(乙, "同意免评"))[0]
    assert "陈桂兰 2026 年：腿脚不便" in listed
    assert WHY not in listed
    assert await StarExemption.all().count() == 1


async def test_one_who_is_away_is_left_out_as_mobile(chat: Chat) -> None:
    await chat.says("jike.ergu", "免评 长年在外打工")
    await chat.says(乙, "同意免评 吉克·尔古")
    chat.hears_all()
    assert (await _out(chat))["jike.ergu"] is Absence.MOBILE


async def test_in_a_group_the_answer_tells_nothing(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert await chat.says(甲, f"免评 {WHY}", to=group) == ["收到，已私下回复您。"]
    assert "我跟书记说" in chat.hears(甲)[0]
    assert WHY in chat.hears(乙)[0]


async def test_deferral_has_no_reason_and_holds_until_it_is_ended(chat: Chat) -> None:
    assert "今年先不评星" in (await chat.says(乙, "暂缓评星 何光荣"))[0]
    assert (await _out(chat))["heguangrong"] is Absence.DEFERRED
    assert (await _out(chat, 2027))["heguangrong"] is Absence.DEFERRED
    assert "heguangrong" not in await _out(chat, 2025)
    assert "本来就不参评" in (await chat.says(乙, "暂缓评星 何光荣"))[0]
    assert "恢复参评" in (await chat.says(乙, "恢复评星 何光荣"))[0]
    assert "heguangrong" not in await _out(chat)
    assert "没有暂缓" in (await chat.says(乙, "恢复评星 何光荣"))[0]
    assert {row.reason for row in await StarExemption.all()} == {None}
    told = chat.hears("heguangrong")
    assert [text.partition("，")[0] for text in told] == ["支部商量", "您的评星恢复了"]


@pytest.mark.parametrize(
    "said", ["陈桂兰住院了，今年评星她就不参加了嘛", "免评 陈桂兰她住院了", "申请免评 陈桂兰，住院了"]
)
async def test_who_is_named_first_is_meant_and_not_the_secretary(chat: Chat, said: str) -> None:
    answer = (await chat.says(乙, said))[0]
    if answer.startswith("您是不是想说"):
        answer = (await chat.says(乙, "是"))[0]
    assert "陈桂兰" in answer
    assert set(chat.everybody_hears()) == {甲}


async def test_nobody_asks_it_of_somebody_who_is_not_in_his_branch(chat: Chat) -> None:
    assert "免评 何光荣 身体原因" in (await chat.says(甲, "何光荣住院了，今年评星他不参加"))[0]
    assert "没有登记" in (await chat.says(甲, "是"))[0]
    assert not chat.everybody_hears()


async def test_what_was_agreed_is_ended_as_well(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    await chat.says(乙, "同意免评 陈桂兰")
    assert "恢复参评" in (await chat.says(乙, "恢复评星 陈桂兰"))[0]
    chat.hears_all()
    assert 甲 not in await _out(chat)
    assert "名册里改" in (await chat.says(乙, "恢复评星 蒲德明"))[0]


async def test_a_secretary_decides_nothing_about_himself(chat: Chat) -> None:
    assert "我跟上级说" in (await chat.says(乙, f"免评 {WHY}"))[0]
    assert "没有等您办的" in (await chat.says(乙, "同意免评"))[0]
    for said in ("同意免评 罗正富", "不同意免评 罗正富", "暂缓评星 罗正富", "恢复评星 罗正富"):
        assert "关于您本人的由上级（金峰）来办" in (await chat.says(乙, said))[0]
    chat.hears_all()


async def test_the_office_above_decides_on_an_only_secretary_and_reads_no_reason(chat: Chat) -> None:
    for who in ("qindegui", 乙):
        assert "我跟上级说" in (await chat.says(who, f"免评 {WHY}"))[0]
    told = chat.everybody_hears()
    assert "罗正富同志申请 2026 年免评" in told[镇干部][0]
    assert not any(WHY in line for lines in told.values() for line in lines)
    listed = await chat.says(镇干部, "同意免评")
    number = told[镇干部][0].split(" ", 1)[0]
    assert listed == [f"等您办的有 1 件：\n{number} 罗正富 2026 年。发“同意 {number}”"]
    assert "只替独自一人的书记办" in (await chat.says(镇干部, "同意免评 覃德贵"))[0]
    assert "只替独自一人的书记办" in (await chat.says(镇干部, "同意免评 陈桂兰"))[0]
    assert "不计入参评人数" in (await chat.says(镇干部, "同意免评 罗正富"))[0]
    assert "支部同意您 2026 年免评" in chat.hears(乙)[0]
    assert 乙.casefold() in {who.casefold() for who in await _out(chat)}


@pytest.mark.parametrize("said", ["同意免评 何光荣", "不同意免评 何光荣"])
async def test_nobody_is_left_out_who_has_not_asked(chat: Chat, said: str) -> None:
    assert "没有待办的免评申请" in (await chat.says(乙, said))[0]
    assert not await StarExemption.exists()


async def test_a_reason_reaches_the_secretary_and_nobody_else(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    assert list(chat.everybody_hears()) == [乙]
    for who in (核实人, 戊, 甲):
        assert "是书记、镇街、区委组织部用的" in (await chat.says(who, "同意免评"))[0]
    assert WHY not in (await chat.says(外村党员, "同意免评"))[0]
    assert "是党员用的" in (await chat.says(群众, f"免评 {WHY}"))[0]
    assert "回一句原因就行" in (await chat.says(甲, "免评"))[0]


async def test_another_branch_s_secretary_decides_nothing_here(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    chat.hears_all()
    for said in ("同意免评 陈桂兰", "暂缓评星 陈桂兰"):
        assert "名册里没有“陈桂兰”" in (await chat.says(外村党员, said))[0]


async def test_a_wish_does_not_outlive_its_member(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    chat.hears_all()

    async def _goes() -> None:
        await Person.filter(userid=甲).update(left_on=chat.now.date())

    await transact(_goes)
    assert "没有等您办的" in (await chat.says(乙, "同意免评"))[0]


async def test_who_asked_in_a_member_s_name_takes_it_back_and_the_member_hears(chat: Chat) -> None:
    assert "何光荣" in (await chat.says(乙, "免评 何光荣 重病卧床"))[0]
    chat.hears_all()
    assert "没有这样一份还能撤的免评申请" in (await chat.says(乙, "撤回免评 陈桂兰"))[0]
    assert "照常参评" in (await chat.says(乙, "撤回免评 何光荣"))[0]
    assert "罗正富替您申请的 2026 年免评撤回了" in chat.hears("heguangrong")[0]
    assert {row.reason for row in await StarExemption.all()} == {None}


async def test_a_member_takes_his_own_wish_back_by_its_name(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    chat.hears_all()
    assert "照常参评" in (await chat.says(甲, "撤回免评"))[0]
    assert "陈桂兰同志撤回了" in chat.hears(乙)[0]


async def test_a_secretary_is_told_of_whom_it_is_that_is_not_appraised(chat: Chat) -> None:
    assert await chat.says(乙, "免评 蒲德明 癌症住院") == ["蒲德明同志 2026 年本来就不参评，不用再办。"]


@at("2026-12-30T10:00:00+08:00")
async def test_what_nobody_decides_ends_with_its_year_and_leaves_no_reason(chat: Chat) -> None:
    await chat.says(乙, "免评 何光荣 重病卧床")
    chat.everybody_hears()
    assert "您请别人办" not in (await chat.says(乙, "待办"))[0]
    await chat.skips_to("2027-01-30T09:00:00+08:00")
    await chat.moves_to("2027-02-01T09:00:00+08:00")
    assert any("原因已经删掉。今年想免评，再发“免评 原因”。" in told for told in chat.hears("heguangrong"))
    told = "\n".join(chat.hears(乙))
    assert "何光荣同志的 2026 年免评没有商量，那一年评完了，不用办了" in told
    assert {row.reason for row in await StarExemption.all()} == {None}
    assert "免评" not in (await chat.says(乙, "待办"))[0]
    chat.everybody_hears()
    chat.groups_hear()


async def test_what_is_about_him_is_not_what_he_has_brought_forward(chat: Chat) -> None:
    await chat.says(乙, "免评 何光荣 重病卧床")
    chat.hears_all()
    assert (await chat.says("heguangrong", "我的事"))[0].startswith("关于您的：\nM0")
    assert (await chat.says(乙, "我的事"))[0].startswith("您提的事：\nM0")
