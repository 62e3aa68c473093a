"""Sign-in sheets and findings: entered by the committee of the same branch, never about oneself, seen by few."""

import pytest

from config.database import transact
from config.policy import load_policy
from models.ledger.audit.tables import AuditRow
from models.organisation.people.tables import Person
from models.organisation.units.tables import Branch
from models.procedure.meetings.tables import MeetingRecord
from models.procedure.party_life.rules import Meeting
from models.stars.points.actions import sheets, vetoed
from models.stars.points.rules import Dimension, FindingKind
from models.stars.points.tables import StarEntry
from tests.fakes.chat import Chat, at, both_engines, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部

POLICY = load_policy().stars.points
CLOSED = "用的，这次没办"


async def _person(userid: str) -> Person:
    return await Person.get(userid=userid)


async def _points(userid: str, side: Dimension) -> float:
    person = await _person(userid)
    return float((await sheets([person], 2026, POLICY))[person.id].of(side))


@pytest.mark.parametrize(
    ("said", "meeting", "worth"),
    [
        ("主题党日 11月20日 缺席 何光荣", Meeting.THEME_DAY, 1),
        ("党员大会 11月20日 缺席 何光荣", Meeting.MEMBERS_MEETING, 1.5),
        ("小组会 11月20日 缺席 何光荣", Meeting.GROUP_MEETING, 1),
        ("党小组会11月20日缺席何光荣", Meeting.GROUP_MEETING, 1),
        ("党课 11月20日 缺席 何光荣", Meeting.PARTY_CLASS, 1),
    ],
)
async def test_everybody_but_the_absent_took_part(chat: Chat, said: str, meeting: Meeting, worth: float) -> None:
    answer = (await chat.says(乙, said))[0]
    assert "11月20日（周五）" in answer
    assert "共 10 人，缺席 1 人：何光荣" in answer
    assert [row.assembly for row in await MeetingRecord.all()] == [meeting]
    assert await _points(甲, Dimension.ORGANISATIONAL_LIFE) == worth
    assert await _points("heguangrong", Dimension.ORGANISATIONAL_LIFE) == 0


async def test_a_month_s_dues(chat: Chat) -> None:
    answer = (await chat.says(核实人, "党费 11月 未交 吉克·尔古、何光荣"))[0]
    assert "2026年11月 党费，共 10 人，未交 2 人：吉克·尔古、何光荣" in answer
    assert await _points(甲, Dimension.DUTIES) == 0.5
    assert await _points("jike.ergu", Dimension.DUTIES) == 0


async def test_the_last_sheet_of_a_day_counts(chat: Chat) -> None:
    await chat.says(乙, "主题党日 11月20日 缺席 何光荣")
    assert "已换成新的" in (await chat.says(核实人, "主题党日 11月20日 全到"))[0]
    assert await MeetingRecord.all().count() == 1
    assert await _points("heguangrong", Dimension.ORGANISATIONAL_LIFE) == 1
    rows = await AuditRow.filter(action="roll").order_by("id")
    assert rows[1].before == {"absent": [(await _person("heguangrong")).id], "topic": None}


async def test_a_sheet_entered_for_the_wrong_day_is_taken_back(chat: Chat) -> None:
    await chat.says(乙, "主题党日 11月20日 全到")
    assert "的登记已撤销" in (await chat.says(乙, "撤销录入 主题党日 11月20日"))[0]
    assert "没有找到" in (await chat.says(乙, "撤销录入 主题党日 11月20日"))[0]
    assert await _points(甲, Dimension.ORGANISATIONAL_LIFE) == 0


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("主题党日 11月20日 学习", "这样发"),
        ("主题党日 全到", "这样发"),
        ("主题党日 12月20日 全到", "不在可以登记的时间里"),
        ("主题党日 11月20日 缺席 李志强", "名册里没有“李志强”"),
        ("承诺得分 陈桂兰 8", "这样发"),
        ("承诺 陈桂兰 11 上半年", "0 到 10 分"),
        ("承诺 陈桂兰 7.25 上半年", "最小到 0.1 分"),
        ("履责 陈桂兰", "这样发"),
        ("加分 陈桂兰 2 抗洪抢险", "要有文号"),
        ("加分 陈桂兰 11 抗洪 涪委〔2026〕12号", "0.1 到 10 分"),
        ("扣分 陈桂兰 2", "这样发"),
        ("一票否决 陈桂兰 受处分", "要有文号"),
        ("作假认定 陈桂兰", "这样发"),
        ("加分 李志强 2 抗洪 涪委〔2026〕12号", "名册里没有“李志强”"),
        ("加分 王秀兰 2 抗洪 涪委〔2026〕12号", "名册里没有“王秀兰”"),
        ("撤销录入 P0099", "没有找到可以办的 P0099"),
    ],
)
async def test_what_cannot_be_kept_is_refused_with_the_way_out(chat: Chat, said: str, answer: str) -> None:
    assert answer in (await chat.says(乙, said))[0]
    assert not await MeetingRecord.exists()
    assert not await StarEntry.exists()


async def test_findings_count_and_a_review_replaces_that_of_its_half(chat: Chat) -> None:
    for said in (
        "承诺 陈桂兰 8 上半年",
        "承诺陈桂兰9上半年",
        "承诺 陈桂兰 下半年 7.5分",
        "履责 陈桂兰 3 提了意见",
        "加分 陈桂兰 2 抗洪抢险 涪委〔2026〕12号",
    ):
        assert "P00" in (await chat.says(乙, said))[0]
    assert "P00" in (await chat.agreed(乙, "扣分 陈桂兰 -1 迟到"))[0]
    assert await _points(甲, Dimension.PLEDGES) == 16.5
    assert await _points(甲, Dimension.DUTIES) == 3
    assert await _points(甲, Dimension.BONUS) == 2
    assert await _points(甲, Dimension.CONDUCT) == 9
    assert await StarEntry.filter(cancelled_at=None).count() == 5
    chat.hears_all()


async def test_falsified_records_cancel_the_service_of_the_year(chat: Chat) -> None:
    assert await _points(甲, Dimension.SERVICE) > 0
    await chat.agreed(乙, "作假认定 陈桂兰 三次记录查无此事")
    assert await _points(甲, Dimension.SERVICE) == 0
    await chat.says(乙, "撤销录入 P0001")
    assert await _points(甲, Dimension.SERVICE) > 0
    chat.hears_all()


@pytest.mark.parametrize(
    "said",
    [
        "履责 罗正富 3",
        "承诺 罗正富 9 上半年",
        "加分 罗正富 2 抗洪 涪委〔2026〕12号",
        "扣分 罗正富 1 迟到",
        "一票否决 罗正富 受处分 涪纪〔2026〕3号",
        "作假认定 罗正富 查无此事",
    ],
)
async def test_nobody_enters_anything_about_himself(chat: Chat, said: str) -> None:
    assert "关于您自己的" in (await chat.says(乙, said))[0]
    assert not await StarEntry.exists()


async def test_a_colleague_enters_it_and_the_secretary_cannot_cancel_what_is_about_him(chat: Chat) -> None:
    assert "P0001" in (await chat.agreed(核实人, "扣分 罗正富 1 迟到"))[0]
    assert "没有找到可以办的 P0001" in (await chat.says(乙, "撤销录入 P0001"))[0]
    assert "P0001" not in (await chat.says(乙, "撤销录入"))[0]
    assert "P0001 已撤销" in (await chat.says(核实人, "撤销录入 P0001"))[0]
    chat.hears_all()


async def test_a_cancelled_entry_stays_on_the_books_and_counts_no_longer(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 迟到")
    assert "P0001 陈桂兰 2026 年扣分 2 分，迟到" in (await chat.says(乙, "撤销录入"))[0]
    assert "不再计算" in (await chat.says(乙, "撤销录入 p1"))[0]
    assert await _points(甲, Dimension.CONDUCT) == 10
    assert await StarEntry.all().count() == 1
    row = await AuditRow.get(action="cancel_star_entry")
    assert row.before == {"kind": "deduction", "year": 2026, "tenths": 20}
    assert "没有找到" in (await chat.says(乙, "撤销录入 P0001"))[0]
    chat.hears_all()


@both_engines
async def test_a_veto_counts_once_the_township_has_confirmed_it(chat: Chat) -> None:
    he = (await _person("heguangrong")).id
    assert "上级确认了才算数" in (await chat.agreed(乙, "一票否决 何光荣 受党纪处分 涪纪〔2026〕3号"))[0]
    told = chat.hears(镇干部)
    assert "莲花池村党支部报来一票否决 P0001：何光荣" in told[0]
    assert await vetoed([he], 2026) == set()
    assert "P0001" in (await chat.says(镇干部, "否决确认"))[0]
    assert "已确认" in (await chat.says(镇干部, "否决确认 P0001"))[0]
    assert "已确认" in chat.hears(乙)[0]
    assert (await vetoed([he], 2026), await vetoed([he], 2025)) == ({he}, set())
    assert "没有找到可以办的" in (await chat.says(镇干部, "否决确认 P0001"))[0]
    assert "没有找到可以办的" in (await chat.says(乙, "撤销录入 P0001"))[0]
    assert "已撤销" in (await chat.says(镇干部, "撤销录入 P0001"))[0]
    assert await vetoed([he], 2026) == set()
    chat.hears_all()


async def test_a_township_reaches_vetoes_below_it_and_nothing_else(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 迟到")
    assert "没有可以撤销的录入" in (await chat.says(镇干部, "撤销录入"))[0]
    assert "没有找到可以办的" in (await chat.says(镇干部, "否决确认 P0001"))[0]
    assert "没有找到可以办的" in (await chat.says(镇干部, "撤销录入 P0001"))[0]
    assert await chat.says(镇干部, "否决确认") == ["现在没有等您办的事，辛苦了。"]
    chat.hears_all()


async def test_another_branch_s_committee_reaches_nobody_here(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 何光荣 2 迟到")
    for said in ("扣分 陈桂兰 2 试试", "撤销录入 P0001", "主题党日 11月20日 缺席 陈桂兰"):
        answer = (await chat.says(外村党员, said))[0]
        assert "没有找到可以办的" in answer or "名册里没有" in answer
    assert "何光荣" not in (await chat.says(外村党员, "撤销录入"))[0]
    chat.hears_all()


@pytest.mark.parametrize("who", [甲, 丙, 戊, 己, 群众, 镇干部])
async def test_others_enter_nothing(chat: Chat, who: str) -> None:
    for said in ("主题党日 11月20日 全到", "扣分 何光荣 2 试试", "一票否决 何光荣 受处分 涪纪〔2026〕3号"):
        answer = (await chat.says(who, said))[0]
        assert CLOSED in answer or (who in (丙, 镇干部) and "上级只替独自一人的书记办" in answer)
    assert not await StarEntry.exists()


async def test_in_a_group_nothing_is_entered(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert "请私聊我发" in (await chat.says(乙, "扣分 何光荣 2 迟到", to=group))[0]
    assert not await StarEntry.exists()


async def test_a_member_received_in_july_is_brought_to_twelve_months(chat: Chat) -> None:
    """Six months there: half the sheets bring the whole, and what was before his coming does not count."""
    he = await _person("heguangrong")
    joined = chat.now.date().replace(month=7, day=15)
    await transact(lambda: _came(he.id, joined))
    for said in ("主题党日 6月20日 全到", "主题党日 7月10日 全到", "主题党日 7月20日 全到", "党费 7月 全交"):
        await chat.says(乙, said)
    everybody = await sheets([await _person("heguangrong"), await _person(甲)], 2026, POLICY)
    assert everybody[he.id].of(Dimension.ORGANISATIONAL_LIFE) == 2
    assert everybody[he.id].of(Dimension.DUTIES) == 1
    assert everybody[(await _person(甲)).id].of(Dimension.ORGANISATIONAL_LIFE) == 3
    assert "共 9 人" in (await chat.says(乙, "主题党日 6月20日 全到"))[0]


async def _came(person_id: int, day: object) -> None:
    await Person.filter(id=person_id).update(branch_since=day)


async def test_the_audit_keeps_who_and_what_but_no_words(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 酒后闹事")
    row = await AuditRow.get(action="star_entry")
    assert (row.actor, row.subject) == (乙, "star_entry")
    assert "酒后闹事" not in str(row.after)
    assert "陈桂兰" not in str(row.after)
    chat.hears_all()


@at("2027-01-11T12:00:00+08:00")
async def test_in_january_an_entry_is_about_the_year_before_unless_another_is_said(chat: Chat) -> None:
    chat.hears_all()
    assert "2026 年下半年承诺评议 8 分" in (await chat.says(乙, "承诺 陈桂兰 8 下半年"))[0]
    assert "2027 年扣分 1 分" in (await chat.agreed(乙, "扣分 陈桂兰 今年 1 迟到"))[0]
    chat.hears_all()


async def test_everybody_of_a_branch_has_a_sheet(chat: Chat) -> None:
    branch = await Branch.get(name="莲花池村党支部")
    found = await sheets(await Person.filter(branch_id=branch.id), 2026, POLICY)
    assert len(found) == 10
    assert {one.of(Dimension.CONDUCT) for one in found.values()} == {10}
    assert FindingKind.PLEDGE_1 in {line.name for one in found.values() for line in one.lines}
