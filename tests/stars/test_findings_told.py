"""Who gains or loses points or his star is told in private, calmly, and may object to it like to a star."""

import pytest

from models.stars.points.tables import StarEntry
from tests.fakes.chat import Chat, 乙, 核实人, 甲, 群众, 镇干部

VETO = "一票否决 陈桂兰 受党纪处分 涪纪〔2026〕3号"


async def _counts() -> bool:
    return (await StarEntry.all().order_by("-id").first()).cancelled_at is None  # type: ignore[union-attr]


async def test_a_veto_is_told_at_each_step_with_basis_and_day(chat: Chat) -> None:
    await chat.agreed(乙, VETO)
    told = chat.hears(甲)[0]
    assert "支部提出2026年您不评星（P0001），依据：受党纪处分，涪纪〔2026〕3号。上级确认才算数。" in told
    assert "11月27日（周五）前发“异议 P0001 您的理由”" in told
    chat.hears_all()
    await chat.says(镇干部, "否决确认 P0001")
    assert "上级确认了 P0001，您2026年不评星，别的都不变，明年照常参加" in chat.hears(甲)[0]
    chat.hears_all()
    why = (await chat.says(甲, "为什么"))[0]
    assert why.startswith("2026年度您的参考分明细（一票否决，不评星，分数只作参考）\n")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("扣分 陈桂兰 2 无故缺席", "支部记了一笔扣分 2 分（P0001）：无故缺席。"),
        ("作假认定 陈桂兰 三次记录查无此事", "您2026年的服务记录有出入（P0001）"),
    ],
)
async def test_what_is_held_against_somebody_is_shown_first_and_told_him_then(
    chat: Chat, said: str, heard: str
) -> None:
    shown = (await chat.says(乙, said))[0]
    assert shown.startswith("要记：陈桂兰 2026 年")
    assert "记了就私下告诉陈桂兰，可以提异议。" in shown
    assert not await StarEntry.exists()
    assert "什么都没改" in (await chat.says(乙, "取消"))[0]
    await chat.agreed(乙, said)
    assert heard in chat.hears(甲)[0]
    await chat.says(乙, "撤销录入 P0001")
    assert "撤销了，不再计算" in chat.hears(甲)[0]


async def test_of_what_is_to_his_good_he_hears_as_well(chat: Chat) -> None:
    await chat.says(乙, "加分 陈桂兰 2 抗旱带头 涪委〔2026〕12号")
    assert "支部给您记了加分 2 分（P0001）：抗旱带头，涪委〔2026〕12号。辛苦了" in chat.hears(甲)[0]


async def test_a_veto_is_for_one_of_the_known_things_and_keeps_no_case(chat: Chat) -> None:
    asked = (await chat.says(乙, "一票否决 陈桂兰 信教 涪纪〔2026〕3号"))[0]
    assert "一票否决只有这几种，案情不用写" in asked
    assert "2. 受刑事或行政处罚" in asked
    assert "没听明白" in (await chat.says(乙, "她信教"))[0]
    shown = (await chat.says(乙, "2"))[0]
    assert "要记：陈桂兰 2026 年一票否决，受刑事或行政处罚，涪纪〔2026〕3号。" in shown
    await chat.says(乙, "是")
    assert "依据：受刑事或行政处罚，涪纪〔2026〕3号。" in chat.hears(甲)[0]
    assert "信教" not in "".join(chat.hears(镇干部))
    assert "受党纪处分，涪纪〔2026〕4号" in (await chat.says(乙, "一票否决 何光荣 赌博受党内警告 涪纪〔2026〕4号"))[0]


async def test_a_deduction_is_objected_to_answered_and_struck(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    chat.hears_all()
    assert "还差要说的内容" in (await chat.says(甲, "异议 P0001"))[0]
    assert "关于扣分 P0001的意见，" in (await chat.says(甲, "异议 P0001 那天我请过假"))[0]
    assert "Y0010" in chat.hears(乙)[0]
    assert "陈桂兰，扣分 P0001" in (await chat.says(核实人, "待答复"))[0]
    chat.hears_all()
    # Nobody answers an objection to what he has entered himself.
    assert "这一笔是您录的" in (await chat.says(乙, "答复 Y0010 维持 核过"))[0]
    assert "不用重复提" in (await chat.says(甲, "异议 P0001 再说一次"))[0]
    assert "“维持”或“撤销”" in (await chat.says(核实人, "答复 Y0010 改为3星 核过"))[0]
    assert "都补一句理由" in (await chat.says(核实人, "答复 Y0010 撤销"))[0]
    assert await _counts()
    assert "扣分 P0001撤销，不再计算" in (await chat.says(核实人, "答复 Y0010 撤销 请假单找到了"))[0]
    assert "扣分 P0001撤销，不再计算。说明：请假单找到了" in chat.hears(甲)[0]
    assert not await _counts()


async def test_nobody_else_objects_to_what_is_entered_about_a_member(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    chat.hears_all()
    for who in (群众, 核实人, 乙):
        assert "没有找到" in (await chat.says(who, "异议 P0001 扣少了"))[0]


async def test_a_veto_is_not_confirmed_while_its_member_objects(chat: Chat) -> None:
    await chat.agreed(乙, VETO)
    await chat.says(甲, "异议 P0001 处分已经撤销")
    chat.hears_all()
    assert "正等答复，先不确认" in (await chat.says(镇干部, "否决确认 P0001"))[0]
    await chat.says(核实人, "答复 Y0010 维持 文件还有效")
    chat.hears_all()
    assert "已确认" in (await chat.says(镇干部, "否决确认 P0001"))[0]
    chat.hears_all()


async def test_what_the_township_has_confirmed_the_office_above_hears(chat: Chat) -> None:
    await chat.agreed(乙, VETO)
    await chat.says(镇干部, "否决确认 P0001")
    chat.hears_all()
    await chat.says(甲, "异议 P0001 处分已经撤销")
    assert "发“待裁定”看内容" in chat.hears(镇干部)[0]
    assert "撤销，不再计算" in (await chat.says(镇干部, "裁定 Y0010 撤销 文件已经撤销"))[0]
    assert not await _counts()
    chat.hears_all()


async def test_after_its_days_nobody_objects(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    await chat.skips_to("2026-11-28T09:00:00+08:00")
    assert "能提异议的日子过了" in (await chat.says(甲, "异议 P0001 那天我请过假"))[0]


async def test_what_nobody_answers_goes_up_by_itself_and_stands_there(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    await chat.says(甲, "异议 P0001 那天我请过假")
    await chat.moves_to("2026-11-30T09:00:00+08:00")
    assert any("Y0010 过了答复的日子，已经交上级" in told for told in chat.hears(甲))
    assert any("待裁定" in told for told in chat.hears(镇干部))
    assert "已交上级裁定，这一步不用办了" in (await chat.says(核实人, "答复 Y0010 维持 核过"))[0]
    assert "已等 8 天" in (await chat.says(镇干部, "待裁定"))[0]
    chat.hears_all()
    assert "维持不变" in (await chat.says(镇干部, "裁定 Y0010 维持 核过"))[0]
    chat.hears_all()


async def test_an_objection_to_a_deduction_is_spoken_of_as_what_it_is(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    chat.hears_all()
    assert "您说的是扣分 P0001 吗" in (await chat.says(甲, "异议 我没有缺席，那天我在医院"))[0]
    assert "关于扣分 P0001的意见，" in (await chat.says(甲, "是"))[0]
    assert chat.hears(乙)[0].startswith("收到一条对扣分 P0001 的异议 Y0010，")
    asked = (await chat.says(乙, "待答复"))[0]
    assert "“答复 Y0010 维持 理由”或“答复 Y0010 撤销 理由”" in asked
    assert "星" not in asked
    await chat.says(核实人, "答复 Y0010 维持 查过签到")
    assert "维持不变" in chat.hears(甲)[0]
    await chat.says(甲, "申诉 Y0010 医院有单子")
    assert chat.hears(镇干部)[0].startswith("有一条对扣分 P0001 的申诉 Y0010 等您裁定，")
    asked = (await chat.says(镇干部, "待裁定"))[0]
    assert "“裁定 Y0010 维持 理由”或“裁定 Y0010 撤销 理由”" in asked
    chat.hears_all()
    assert "“维持”或“撤销”" in (await chat.says(镇干部, "裁定 Y0010 改为3星 材料齐全"))[0]
    assert "扣分 P0001撤销" in (await chat.says(镇干部, "裁定 Y0010 撤销扣分 那天确实在医院看病"))[0]
    assert "说明：那天确实在医院看病" in chat.hears(甲)[0]
    chat.hears_all()
    assert not await _counts()


async def test_words_about_somebody_else_are_no_objection_to_ones_own_deduction(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    chat.hears_all()
    assert "这条先没记" in (await chat.says(甲, "异议 何光荣 评高了"))[0]


async def test_whoever_was_ruled_on_is_not_asked_to_object_once_more(chat: Chat) -> None:
    await chat.agreed(乙, VETO)
    await chat.says(甲, "异议 P0001 处分已经撤销")
    await chat.says(核实人, "答复 Y0010 维持 文件还有效")
    await chat.says(甲, "申诉 Y0010 请再看看")
    await chat.says(镇干部, "裁定 Y0010 维持 核过文件")
    chat.hears_all()
    await chat.says(镇干部, "否决确认 P0001")
    told = chat.hears(甲)[0]
    assert "您的意见 Y0010 已由上级裁定，是最后的结果" in told
    assert "发“异议" not in told
    chat.hears_all()
    again = (await chat.says(甲, "异议 P0001 还是不服"))[0]
    assert "已由上级裁定，是最后的结果，不用重复提。" in again
    assert "申诉" not in again


async def test_points_with_a_comma_are_points(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 1,5 无故缺席")
    assert "扣分 1.5 分（P0001）：无故缺席。" in chat.hears(甲)[0]
    await chat.agreed(乙, "扣分 陈桂兰 1，5次缺席")
    assert "扣分 1 分（P0002）：5次缺席。" in chat.hears(甲)[0]


async def test_a_year_has_one_veto(chat: Chat) -> None:
    await chat.agreed(乙, VETO)
    chat.hears_all()
    assert "2026 年的一票否决已经报过了（P0001）" in (await chat.says(乙, VETO.replace("3号", "4号")))[0]
    assert chat.hears(甲) == chat.hears(镇干部) == []
