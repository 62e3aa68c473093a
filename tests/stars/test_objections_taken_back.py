"""撤回异议: who objected may take it back while nobody has answered; and no answer goes without words."""

import pytest

from config.database import transact
from models.ledger.audit.tables import AuditRow
from models.organisation.people.tables import Person, Post
from models.stars.appraisal.tables import StarAppraisal
from models.stars.objections.tables import StarObjection
from tests.fakes.chat import Chat, both_engines, 丁, 乙, 核实人, 甲, 群众, 镇干部
from tests.stars.test_objections import _objected, _shown, _state


@pytest.mark.parametrize("said", ["撤回异议 Y0010", "撤回异议Y10", "撤销异议 y0010", "取消异议 10", "撤回异议"])
async def test_an_objection_is_taken_back_while_it_is_open(chat: Chat, said: str) -> None:
    star = await _shown(甲)
    await _objected(chat)
    assert await chat.says(群众, said) == ["Y0010 已撤回，公示时间接着走。谢谢您。还想提，再发“异议 姓名 内容”。"]
    assert chat.everybody_hears() == {
        甲: ["关于您星级的那条意见（Y0010）已经撤回，公示时间接着走。"],
        乙: ["异议 Y0010 已由提的人撤回，不用答复了。"],
        核实人: ["异议 Y0010 已由提的人撤回，不用答复了。"],
    }
    assert await _state(star) == ("reviewed", 4, [["2026-11-22", "2026-11-22"]])
    assert await AuditRow.filter(action="objection_withdraw", subject="matter").count() == 1
    assert await chat.says(乙, "待答复") == ["没有等您答复的异议，辛苦了。"]
    assert "意见收到了" in (await chat.says(群众, "异议 陈桂兰 那天他确实没来"))[0]
    chat.everybody_hears()


async def test_the_newest_that_is_still_open_is_meant(chat: Chat) -> None:
    await _shown(甲), await _shown(乙)
    first = await _objected(chat)
    await chat.says(群众, "异议 罗正富 评高了")
    await chat.says(核实人, "答复 Y0011 维持 核过")
    chat.everybody_hears()
    assert (await chat.says(群众, "撤回异议"))[0].startswith(f"{first} 已撤回")
    chat.everybody_hears()


async def test_a_clock_is_not_stopped_over_and_over_by_one_person(chat: Chat) -> None:
    await _shown(甲)
    for _ in range(2):
        await chat.says(群众, "异议 陈桂兰 那天他没来")
        await chat.says(群众, "撤回异议")
    assert "提过又撤回了 2 次" in (await chat.says(群众, "异议 陈桂兰 那天他没来"))[0]
    assert "意见收到了" in (await chat.says(丁, "异议 陈桂兰 我也有话说"))[0]
    chat.everybody_hears()


async def test_nobody_takes_back_what_another_has_raised(chat: Chat) -> None:
    star = await _shown(甲)
    number = await _objected(chat)
    for who in (丁, 乙, 甲, 镇干部):
        assert f"没有找到 {number}" in (await chat.says(who, f"撤回异议 {number}"))[0]
    assert (await _state(star))[0] == "objection"
    assert await chat.says(丁, "撤回异议") == ["您没有等答复的异议。"]


async def test_after_the_answer_there_is_nothing_to_take_back(chat: Chat) -> None:
    await _shown(甲)
    await _objected(chat)
    await chat.says(乙, "答复 Y0010 维持 核过")
    chat.everybody_hears()
    assert "已经答复，这一步不用办了" in (await chat.says(群众, "撤回异议 Y0010"))[0]


async def test_the_clock_goes_on_standing_for_another_objection(chat: Chat) -> None:
    star = await _shown(甲)
    await _objected(chat)
    await _objected(chat, 丁)
    answer = (await chat.says(丁, "撤回异议 Y0011"))[0]
    assert answer.startswith("Y0011 已撤回，这一位还有别的意见没办完，公示时间等办完再走。")
    chat.everybody_hears()
    assert (await _state(star))[0] == "objection"


async def test_no_answer_and_no_ruling_goes_without_words(chat: Chat) -> None:
    await _shown(甲)
    await _objected(chat)
    assert "都补一句理由再发一次，好让本人和提的人明白" in (await chat.says(乙, "答复Y0010 维持"))[0]
    assert chat.everybody_hears() == {}
    await chat.says(乙, "答复Y0010 维持 对照过签到表")
    await chat.says(群众, "申诉Y0010 我不同意")
    chat.everybody_hears()
    assert "支委会答复：对照过签到表\n" in (await chat.says(镇干部, "待裁定"))[0]
    assert "都补一句理由" in (await chat.says(镇干部, "裁定Y0010 维持"))[0]
    await chat.says(镇干部, "裁定Y0010 改为3星 核过签到表")
    told = chat.everybody_hears()
    assert told[甲] == ["Y0010 上级定了：改为 3 星，公示时间从头算起。说明：核过签到表。这是最后的结果，谢谢您。"]


@both_engines
async def test_the_district_is_the_office_above_a_unit_of_no_township(chat: Chat) -> None:
    """A department's branch: veto, filing and appeal go to the district's organisation department."""
    secretary, office = "YeJianping", "ShenWenjing"
    assert "上级确认了才算数" in (await chat.agreed(secretary, "一票否决 潘晓莉 受处分 涪纪〔2026〕3号"))[0]
    assert "P0001" in "".join(chat.everybody_hears()[office])
    assert "P0001 已确认" in (await chat.says(office, "否决确认 P0001"))[0]
    chat.everybody_hears()
    star = await _shown(secretary, 3)
    await chat.says("pan.xiaoli", "异议 叶建平 这次评高了")
    assert "等您裁定" in "".join(chat.everybody_hears()[office])
    assert "裁定：" in (await chat.says(office, "待裁定"))[0]
    assert "已裁定" in (await chat.says(office, "裁定 Y0010 维持 核过"))[0]
    chat.everybody_hears()
    await StarAppraisal.filter(id=star).update(state="submitted")
    assert "【区民政局】" in (await chat.says(office, "待备案"))[0]
    assert "1 名星级已备案" in (await chat.says(office, "备案区民政局"))[0]
    assert "叶建平 3 星" in (await chat.says(office, "星级名单"))[0]
    assert not await StarObjection.filter(matter__state="appealed").exists()


async def test_the_office_above_proposes_for_a_secretary_who_has_nobody_beside_him(chat: Chat) -> None:
    head = await Person.get(userid="qindegui").select_related("unit")
    assert "关于您本人的由上级（新皂）来办" in (await chat.says("qindegui", "提议 覃德贵 4星"))[0]
    above = [one.userid for one in await Person.filter(unit_id=head.unit.parent_id)]
    office = above[0] if above else "fangxiaofeng"
    for who in {镇干部, "songjia", "fangxiaofeng", office}:
        answer = (await chat.says(who, "提议 覃德贵 4星"))[0]
        assert ("提议 覃德贵 4 星" in answer) == (who in above), answer
        assert "上级只替独自一人的书记办" in (await chat.says(who, "提议 陈桂兰 4星"))[0]
        assert "上级只替独自一人的书记办" in (await chat.says(who, "提议 其余 4星"))[0]


async def _left_alone(userid: str) -> None:
    """Let the posts of the others of somebody's committee end."""
    head = await Person.get(userid=userid)
    await transact(lambda: Post.filter(unit_id=head.unit_id, role="committee").delete())


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("提议 罗正富 4星", "提议 罗正富 4 星"),
        ("承诺 罗正富 8 上半年", "上半年承诺评议 8 分"),
        ("履责 罗正富 3 提了好意见", "履责 3 分"),
        ("加分 罗正富 2 抗洪抢险 涪委〔2026〕12号", "加分 2 分"),
        ("扣分 罗正富 1 迟到", "扣分 1 分"),
        ("互评 罗正富 5星3", "平均 5.0"),
        ("民主评议 罗正富 合格", "民主评议 罗正富 合格"),
        ("授予 罗正富 卫生星 85 天天扫院坝", "授予环境卫生星"),
    ],
)
async def test_the_office_above_does_what_is_about_a_secretary_who_is_alone(chat: Chat, said: str, heard: str) -> None:
    assert "上级只替独自一人的书记办" in (await chat.says(镇干部, said))[0]
    await _left_alone(乙)
    refused = "关于您本人的由上级（金峰）来办。请把这句话转给上级，由他们来发。"
    assert refused in (await chat.says(乙, said))[0]
    assert heard in (await chat.says(镇干部, said))[0]
    chat.hears_all()


async def test_the_district_acts_for_a_unit_of_no_township(chat: Chat) -> None:
    """The secretary of a department is alone in its committee once the others' posts have ended."""
    secretary, office = "YeJianping", "ShenWenjing"
    await _left_alone(secretary)
    assert "由上级（涪城区）来办" in (await chat.says(secretary, "履责 叶建平 3 提了好意见"))[0]
    assert "履责 3 分" in (await chat.says(office, "履责 叶建平 3 提了好意见"))[0]
    assert "P0001 已撤销" in (await chat.says(office, "撤销录入 P0001"))[0]
    assert "提议 叶建平 4 星" in (await chat.says(office, "提议 叶建平 4星"))[0]
