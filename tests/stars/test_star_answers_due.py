"""异议答复提醒: who may answer hears of it a working day before; what nobody answers goes one level up."""

from datetime import date

import pytest

from models.organisation.people.tables import Person
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from tests.fakes.chat import Chat, after, things, 丙, 乙, 核实人, 甲, 群众, 镇干部

DUE = "异议 Y0010 11月27日（周五）前办就行。有空时发“待答复”看内容；已经有人在办就不用管。"
# From the Sunday on which it is raised: the job's mornings until two weeks later.
MORNINGS = [date(2026, 11, day) for day in range(23, 31)] + [date(2026, 12, day) for day in range(1, 7)]


async def _objected(chat: Chat, subject: str = 甲, who: str = 群众, said: str = "异议 陈桂兰 评高了") -> None:
    member = await Person.get(userid=subject)
    await StarAppraisal.create(
        member=member,
        branch_id=member.branch_id,
        period="2026",
        state=StarState.PUBLICITY,
        stars=4,
        publicity_from=date(2026, 11, 20),
        stops=[],
    )
    assert "收到了" in (await chat.says(who, said))[0]
    chat.everybody_hears()


async def _reminders(chat: Chat) -> dict[str, list[tuple[int, str]]]:
    """Let the mornings pass; return {who: [(day of the month, what he was reminded of)]}."""
    found: dict[str, list[tuple[int, str]]] = {}
    for day in MORNINGS:
        await chat.moves_to(f"{day}T09:50:00+08:00")
        for who, heard in chat.everybody_hears().items():
            found.setdefault(who, []).extend((day.day, line) for line in things(heard) if "Y0010" in line)
        assert not [post for posts in chat.groups_hear().values() for post in posts if "Y0010" in post]
    return {who: heard for who, heard in found.items() if heard}


@after(_objected)
async def test_the_committee_is_reminded_the_day_before_and_then_the_office_above_is_asked(chat: Chat) -> None:
    told = await _reminders(chat)
    assert told.keys() == {乙, 核实人, 镇干部, 甲, 群众}
    assert [told[who] for who in (乙, 核实人)] == [[(26, DUE)]] * 2
    assert told[镇干部] == [(30, "有一条星级申诉 Y0010 等您裁定，12月14日（周一）前就行。发“待裁定”看内容。")]
    moved = "Y0010 过了答复的日子，已经交上级，12月14日（周一）前裁定并告诉您。让您久等了。"
    assert [told[who] for who in (甲, 群众)] == [[(30, moved)]] * 2


async def test_the_one_whom_it_is_about_is_not_reminded(chat: Chat) -> None:
    await _objected(chat, 乙, 群众, "异议 罗正富 评高了")
    told = await _reminders(chat)
    assert told.keys() == {核实人, 乙, 镇干部, 群众}
    assert not any("待答复" in line for _, line in told[乙])


@after(_objected)
async def test_an_answer_ends_the_reminders(chat: Chat) -> None:
    await chat.says(乙, "答复 Y0010 维持 核过")
    chat.everybody_hears()
    assert await _reminders(chat) == {}


@after(_objected)
@pytest.mark.parametrize("ruled", [False, True])
async def test_an_appeal_is_the_township_s(chat: Chat, ruled: bool) -> None:
    await chat.says(乙, "答复 Y0010 维持 核过")
    await chat.says(群众, "申诉 Y0010 再看看")
    if ruled:
        await chat.says(镇干部, "裁定 Y0010 维持 核过")
    chat.everybody_hears()
    told = await _reminders(chat)
    assert {who: [day for day, _ in heard] for who, heard in told.items()} == ({} if ruled else {镇干部: [3]})
    assert all("星级申诉 Y0010 12月4日（周五）前办就行" in line for heard in told.values() for _, line in heard)


@after(_objected)
async def test_what_the_township_does_not_rule_on_is_the_district_s(chat: Chat) -> None:
    await chat.says(乙, "答复 Y0010 维持 核过")
    await chat.says(群众, "申诉 Y0010 再看看")
    chat.everybody_hears()
    await chat.moves_to("2026-12-08T09:50:00+08:00")
    heard = chat.everybody_hears()
    assert any("Y0010 过了裁定的日子，已经再交上一级，12月" in line for line in heard[群众])
    assert any("星级申诉 Y0010 等您裁定" in line for line in heard[丙])
    assert "陈桂兰，2026" in (await chat.says(丙, "待裁定"))[0]
    assert "已裁定" in (await chat.says(丙, "裁定 Y0010 维持 材料齐全"))[0]
    assert any("上级定了" in line for line in chat.hears(群众))
    chat.everybody_hears()
