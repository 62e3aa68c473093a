"""更名, 并村: two of the district decide; books and people follow, and by its old name a place is still found."""

from models.duty.roster.tables import DutySlot
from models.honour.month_figures.tables import MonthRow
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Branch, ChatGroup, FormerName, Unit
from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, 丁, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部
from tests.organisation.tables import xlsx

第二位 = "cheng.li"


async def test_two_villages_become_one_and_nothing_is_lost(chat: Chat) -> None:
    for said in ("排班 12月", "确认排班 12月"):
        await chat.says(乙, said)
    report = (await chat.says(甲, "上午扫院坝 2小时"))[0]
    await chat.says(甲, "免评 年纪大了")
    chat.hears_all()
    old, new = await Unit.get(name="莲花池村"), await Unit.get(name="桂花湾村（示例）")
    people = await Person.filter(unit_id=old.id, left_on=None).count()

    assert "用的，这次没办" in (await chat.says(镇干部, "并村 莲花池村 桂花湾村"))[0]
    assert "同类的才能合并" in (await chat.says(丙, "并村 莲花池村 金峰"))[0]
    assert "没有找到叫“梅花村”" in (await chat.says(丙, "并村 梅花村 桂花湾村"))[0]
    shown = (await chat.says(丙, "并村 莲花池村 并入 桂花湾村"))[0]
    assert f"人：{people} 人过去" in shown
    assert "莲花池村党支部，支部不变" in shown
    assert chat.files(f"app:{丙}")[-1][0].endswith("谁去哪里.xlsx")
    number = (await chat.says(丙, "是"))[0].partition("（")[2].partition("）")[0]
    assert "核对过就发“同意" in chat.hears(第二位)[0]
    assert "要请另一位" in (await chat.says(丙, f"同意 {number}"))[0]
    assert "莲花池村" in (await chat.says(甲, "我是谁"))[0]

    assert "办好了：莲花池村并入桂花湾村" in (await chat.says(第二位, f"同意 {number}"))[0]
    assert "并入桂花湾村" in chat.hears(丙)[0]
    assert "您做过的事都还在" in chat.hears(甲)[0]
    assert "接着担任：村党支部书记" in chat.hears(乙)[0]
    assert "到今天为止，辛苦您了" in chat.hears(戊)[0]
    assert "现在有 2 位书记" in chat.hears(外村党员)[0]
    chat.hears_all()
    assert "桂花湾村" in (await chat.says(甲, "我是谁"))[0]
    assert "原来的莲花池村，2026年11月22日起是桂花湾村" in (await chat.says(甲, "带 莲花池村"))[0]
    assert not await Person.filter(unit_id=old.id, left_on=None).exists()
    assert not await Post.held_on(chat.now.date()).filter(unit_id=old.id).exists()
    assert await ChatGroup.filter(unit_id=new.id).count() == 2
    assert (await Branch.get(name="莲花池村党支部")).unit_id == new.id
    assert not await DutySlot.filter(unit_id=old.id, starts_at__gt=chat.now).exists()
    assert not await ActivityRecord.filter(unit_id=old.id, status="claimed").exists()
    assert await MonthRow.filter(unit_id=old.id).count() == 0 or await MonthRow.filter(unit_id=new.id).exists()
    # What waited goes on, each with somebody who may: the report with its verifier, the wish with its secretary.
    assert "扫院坝" in "".join(await chat.says(核实人, "待核实")), report
    assert "2026 年：年纪大了" in (await chat.says(乙, "待办"))[0]
    # Two secretaries stand on the township's list until it has said who leads; or each leads a branch of his own.
    open_now = (await chat.says(镇干部, "空缺"))[0]
    assert "桂花湾村（示例）并村后有 2 位书记：李志强、罗正富，谁负责请镇街定" in open_now
    assert "有两位书记，等您定" in (await chat.says(镇干部, "待办"))[0]
    assert "并村后有两位书记" in (await chat.says(镇干部, "三委 桂花湾村"))[0]
    await _agreed(chat, "任职 罗正富 书记 到2028年12月31日", 镇干部)
    assert "书记" not in (await chat.says(镇干部, "空缺"))[0]
    assert "两位书记" not in "".join(await chat.says(镇干部, "三委 桂花湾村"))
    await chat.says(甲, "上午扫院坝 2小时")
    assert "不用办了" in (await chat.says(第二位, f"同意 {number}"))[0]
    assert "村里的" not in (await chat.says(丁, "我是谁"))[0]
    await chat.says(己, "我的值班")
    chat.hears_all()


async def test_a_name_a_branch_and_an_answer_of_no(chat: Chat) -> None:
    assert "已经有叫“竹林湾村（示例）”" in (await chat.says(丙, "更名 莲花池村 竹林湾村（示例）"))[0]
    shown = (await chat.says(丙, "更名 莲花池村 荷花村"))[0]
    assert "支部一起改：莲花池村党支部" in shown
    number = (await chat.says(丙, "是"))[0].partition("（")[2].partition("）")[0]
    assert "没有办：等公文" in (await chat.says(第二位, f"不同意 {number} 等公文"))[-1]
    assert "一切照旧" in "".join(chat.hears(丙))
    number = (await _agreed(chat, "更名 莲花池村 荷花村")).partition("（")[2].partition("）")[0]
    await chat.says(第二位, f"同意 {number}")
    assert "莲花池村从今天起叫荷花村" in chat.hears(乙)[0]
    assert "荷花村党支部" in (await chat.says(甲, "我是谁"))[0]
    assert "荷花村" in (await chat.says(甲, "带 莲花池村"))[0]
    number = (await _agreed(chat, "合并 荷花村党支部 桂花湾村党支部")).partition("（")[2].partition("）")[0]
    await chat.says(第二位, f"同意 {number}")
    assert "桂花湾村党支部" in (await chat.says(甲, "我是谁"))[0]
    assert "荷花村" in (await chat.says(镇干部, "空缺"))[0]
    chat.hears_all()


async def _agreed(chat: Chat, said: str, who: str = 丙) -> str:
    await chat.says(who, said)
    answer = (await chat.says(who, "是"))[0]
    chat.hears_all()
    return answer


async def test_a_merger_said_plainly_is_offered_and_no_record(chat: Chat) -> None:
    assert "枫香村（示例）并入塘角村（示例）" in (await chat.says(丙, "枫香村和塘角村合并成新河村"))[0]
    await chat.says(丙, "取消")
    assert "莲花池村并入桂花湾村（示例）" in (await chat.says(丙, "把莲花池村并到桂花湾村"))[0]


async def test_two_villages_that_become_one_have_the_name_that_is_said(chat: Chat) -> None:
    shown = (await chat.says(丙, "把莲花池村和桂花湾村合并成新河村"))[0]
    assert shown.startswith("莲花池村并入桂花湾村（示例），合起来叫新河村，")
    number = (await chat.says(丙, "是"))[0].partition("（")[2].partition("）")[0]
    assert "合起来叫新河村" in (await chat.says(第二位, f"同意 {number}"))[0]
    assert "从今天起并入桂花湾村（示例），合起来叫新河村" in chat.hears(外村党员)[0]
    chat.hears_all()
    assert "新河村" in (await chat.says(甲, "我是谁"))[0]
    assert "新河村" in (await chat.says(外村党员, "岗位 桂花湾村"))[0]
    assert "已经有叫“金峰”的了" in (await chat.says(丙, "并村 枫香村 塘角村 金峰"))[0]


async def test_a_former_name_is_known_as_people_say_it(chat: Chat) -> None:
    unit = await Unit.get(name="莲花池村")
    await FormerName.create(name="梨花坳村（示例）", unit_id=unit.id, until=chat.now.date())
    for said in ("三委 梨花坳村", "岗位 梨花坳村", "三委 梨花坳"):
        assert "莲花池村" in (await chat.says(乙, said))[0], said
    assert "莲花池村" in (await chat.says(群众, "梨花坳村今天谁值班"))[0]
    assert "莲花池村党支部" in (await chat.says(外村党员, "转出 苟永红 梨花坳村"))[0]
    shown = await chat.sends(乙, "册.xlsx", xlsx([["姓名", "单位", "身份"], ["王军", "金峰镇梨花坳村", "党员"]]))
    assert "新增 1，修改 0，不变 0，有问题 0" in shown[0]
    chat.hears_all()
