"""溯源: every number leads back to the message that caused it, for those who may see it."""

from datetime import date

import pytest

from handlers import NUMBERED
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from models.values.numbers import Sign
from tests.fakes.chat import Chat, after, both_engines, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部


async def _a_verified_record(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(甲, "更正 A0237 1小时")
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过")


@after(_a_verified_record)
async def test_the_member_and_the_branch_see_every_step(chat: Chat) -> None:
    for who in (甲, 乙, 戊):
        assert await chat.says(who, "溯源 A0237") == [
            "A0237 莲花池村 陈桂兰，现在已核实\n"
            "公益劳动：三组清理沟渠，1 小时，11月22日（周日）\n"
            "2026-11-22 12:00 上报：陈桂兰（应用私聊）\n"
            "2026-11-22 12:00 更正：陈桂兰（应用私聊）\n"
            "2026-11-22 12:00 核实：罗正富（应用私聊）"
        ]


@after(_a_verified_record)
async def test_offices_see_the_steps_without_hours_words_and_names(chat: Chat) -> None:
    for who in (丙, 镇干部):
        answer = (await chat.says(who, "溯源 A0237"))[0]
        assert answer.startswith("A0237 莲花池村 陈同志，现在已核实\n2026-11-22 12:00 上报：陈同志")
        assert "小时" not in answer
        assert "桂兰" not in answer


async def test_a_number_alone_shows_what_it_is(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    assert await chat.says(甲, "A0237") == await chat.says(甲, "来历 A0237")
    assert await chat.says(乙, "a237。") == await chat.says(乙, "来历 A0237")
    number = (await chat.says(乙, "提议 修三组路灯"))[0].split()[0].removeprefix("记下了，")
    await chat.says(乙, "取消")
    assert (await chat.says(乙, number))[0].startswith(f"{number} 修三组路灯：等支部会提议")
    # A number that is too long for any is answered as well.
    assert "故障" not in (await chat.says(甲, "A1234567890"))[0]
    # In a group a number is nobody's question.
    assert await chat.says(甲, "A0237", to=chat.group_of("莲花池村")) == []


@after(_a_verified_record)
async def test_others_learn_not_even_that_it_exists(chat: Chat) -> None:
    there = (await chat.says(外村党员, "溯源 A0237"))[0]
    nowhere = (await chat.says(外村党员, "溯源 A9999"))[0]
    assert there.replace("A0237", "…") == nowhere.replace("A9999", "…")
    assert "是党员" in (await chat.says(群众, "溯源 A0237"))[0]


async def _an_objected_star(chat: Chat) -> None:
    """Let a star be proposed and shown, a resident object, and the committee answer."""
    await chat.says(甲, "自评4星 常去清沟渠")
    await chat.says(乙, "提议 年度 陈桂兰 4星 理由：出勤多")
    star = await StarAppraisal.get(period="2026", stars=4)
    await StarAppraisal.filter(id=star.id).update(state=StarState.PUBLICITY, publicity_from=date(2026, 11, 20))
    await chat.says(群众, "异议 陈桂兰 那两次她没有去")
    await chat.says(乙, "答复 Y0010 维持 对照签到表核过")
    chat.everybody_hears()


@after(_an_objected_star)
async def test_the_committee_traces_a_star_an_objection_and_an_entry(chat: Chat) -> None:
    await chat.says(乙, "履责 陈桂兰 3 提了三条好意见")
    star = (await chat.says(乙, "溯源 陈桂兰 星级"))[0].splitlines()
    assert star[0] == "陈桂兰 2026年度星级，现在：公示中，异议已答复，4 星"
    assert "2026-11-22 12:00 自评：陈桂兰（应用私聊）" in star
    assert "2026-11-22 12:00 提议 4 星：罗正富（应用私聊），出勤多" in star
    assert "2026-11-22 12:00 收到异议，公示先停：马小军（应用私聊）" in star
    assert (await chat.says(乙, "溯源 Y0010"))[0].splitlines() == [
        "异议 Y0010，关于陈桂兰 2026年度星级",
        "2026-11-22 12:00 提出：马小军（应用私聊），那两次她没有去",
        "2026-11-22 12:00 答复：罗正富（应用私聊），对照签到表核过",
    ]
    assert (await chat.says(乙, "溯源 P0001"))[0].splitlines() == [
        "P0001 陈桂兰 2026年履责 3 分",
        "事由：提了三条好意见",
        "2026-11-22 12:00 录入：罗正富（应用私聊）",
    ]


@after(_an_objected_star)
async def test_the_member_sees_who_decided_about_him_and_why_but_never_who_objected(chat: Chat) -> None:
    await chat.says(乙, "履责 陈桂兰 3 提了三条好意见")
    for asked in ("溯源 我的星级", "谁定的", "谁定的 2026年度 陈桂兰 星级", "溯源 Y0010", "谁定的 P0001"):
        answer = (await chat.says(甲, asked))[0]
        assert "：罗正富（" in answer
        assert not any(word in answer for word in ("马小军", "没有去"))
    assert "提议 4 星：罗正富（应用私聊），出勤多" in (await chat.says(甲, "谁定的"))[0]
    assert "收到异议，公示先停：（姓名不显示）" in (await chat.says(甲, "谁定的"))[0]
    assert "答复：罗正富（应用私聊），对照签到表核过" in (await chat.says(甲, "溯源 Y0010"))[0]


async def test_an_objection_to_a_finding_is_traced(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2 无故缺席")
    await chat.says(甲, "异议 P0001 那天我请过假")
    number = chat.hears(乙)[-1]
    number = number[number.index("Y") :][:5]
    await chat.says(核实人, f"答复 {number} 维持 请假单没有找到")
    chat.hears_all()
    for who in (甲, 乙):
        assert (await chat.says(who, f"来历 {number}"))[0].splitlines() == [
            f"异议 {number}，关于陈桂兰 扣分 P0001",
            "2026-11-22 12:00 提出：陈桂兰（应用私聊），那天我请过假",
            "2026-11-22 12:00 答复：唐敏（应用私聊），请假单没有找到",
        ]
    assert (await chat.says(外村党员, f"来历 {number}"))[0].startswith("没有找到")


async def test_a_member_does_not_learn_his_star_before_it_is_shown(chat: Chat) -> None:
    await chat.says(乙, "提议 年度 陈桂兰 4星")
    assert "4 星" not in (await chat.says(甲, "溯源 我的星级"))[0]


@after(_an_objected_star)
async def test_an_office_traces_what_was_sent_up_and_others_nothing(chat: Chat) -> None:
    await chat.says(乙, "履责 陈桂兰 3 提了三条好意见")
    for who in (镇干部, 丙, 外村党员, 戊):
        for asked in ("溯源 陈桂兰 星级", "溯源 Y0010", "溯源 P0001", "溯源 Y0099", "溯源 王小明 星级"):
            assert (await chat.says(who, asked))[0].startswith("没有找到")
    await StarAppraisal.filter(stars=4).update(state=StarState.FILED)
    shown = (await chat.says(镇干部, "溯源 陈桂兰 星级"))[0]
    assert shown.startswith("陈桂兰 2026年度星级，现在：已备案，4 星")
    assert not any(word in shown for word in ("罗正富", "马小军", "出勤多"))
    assert (await chat.says(外村党员, "溯源 陈桂兰 星级"))[0].startswith("没有找到")


@both_engines
async def test_a_matter_is_traced_by_those_who_decide_and_those_who_have_a_part(chat: Chat) -> None:
    await chat.says(甲, "免评 年纪大了走不动")
    number = chat.hears(乙)[0].split(" ", 1)[0]
    await chat.says(乙, f"不同意 {number}")
    chat.hears_all()
    assert await chat.says(乙, f"溯源 {number}") == [
        f"{number} 免评申请，现在没有同意\n"
        "2026-11-22 12:00 在等书记办：陈桂兰（应用私聊）\n"
        "2026-11-22 12:00 没有同意：罗正富（应用私聊）"
    ]
    his = (await chat.says(甲, f"溯源 {number}"))[0]
    assert "在等书记办：陈桂兰" in his
    assert "没有同意：罗正富" in his
    for who in (外村党员, 戊, 丙, 镇干部):
        assert f"没有找到 {number}" in (await chat.says(who, f"溯源 {number}"))[0]
    assert "没有找到 B001" in (await chat.says(乙, "溯源 B001"))[0]


TOLD_APART = {Sign.RECORD, Sign.OBJECTION, Sign.FINDING}


def test_every_number_that_people_see_can_be_traced() -> None:
    traced = {one.sign for one in NUMBERED if one.kind or one.kept}
    assert traced | TOLD_APART == set(Sign)


@pytest.mark.parametrize("sign", Sign)
async def test_a_number_that_is_not_there_or_somebody_elses_is_not_found(chat: Chat, sign: Sign) -> None:
    shown = sign.show(9999)
    answer = (await chat.says(甲, f"溯源 {shown}"))[0]
    assert answer.startswith("没有找到")
    assert shown in answer


async def test_a_matter_of_a_collective_day_a_suggestion_and_a_batch_of_messages_are_traced(chat: Chat) -> None:
    await chat.says(乙, "集中事项 11月25日 办理社保认证")
    traced = (await chat.says(乙, "溯源 S001"))[0].splitlines()
    assert traced == ["S001 办理社保认证，现在还没办", "2026-11-22 12:00 登记：罗正富（应用私聊）"]
    await chat.says(甲, "投诉建议 提醒太多了")
    assert "收下：陈桂兰" in (await chat.says(甲, "溯源 F0001"))[0]
    at_the_district = (await chat.says(丙, "溯源 F0001"))[0]
    assert "收下：（姓名不显示）" in at_the_district
    assert "桂兰" not in at_the_district
    assert (await chat.says(乙, "溯源 F0001"))[0].startswith("没有找到")
    chat.everybody_hears()


async def test_a_leave_is_traced_by_himself_and_his_secretary_only(chat: Chat) -> None:
    await chat.says(己, "请假 12月3日 家里有事")
    chat.everybody_hears()
    await chat.says(乙, "同意 J001")
    chat.everybody_hears()
    his = (await chat.says(己, "来历 J001"))[0].splitlines()
    assert his == [
        "J001 请假，现在已准",
        "2026-11-22 12:00 请假：周小川（应用私聊）",
        "2026-11-22 12:00 批准：罗正富（应用私聊）",
    ]
    assert "批准：罗正富" in (await chat.says(乙, "溯源 J001"))[0]
    assert (await chat.says(甲, "溯源 J001"))[0].startswith("没有找到")


async def test_who_changed_the_books_about_people_is_told_by_right(chat: Chat) -> None:
    await chat.says(乙, "改人 陈桂兰 三组")
    await chat.says(乙, "是")
    await chat.says(乙, "任职 何光荣 核实人 到2029年")
    await chat.says(乙, "是")
    chat.hears_all()
    told = (await chat.says(乙, "谁动了名册"))[0]
    assert "罗正富：何光荣 任职 核实人" in told
    assert "罗正富：陈桂兰 村民小组：" in told and "→ 三组" in told
    assert (await chat.says(戊, "名册谁改的"))[0] == told
    own = (await chat.says(甲, "谁把我改到三组的"))[0]
    assert "罗正富：村民小组：" in own and "何光荣" not in own
    for asked in ("谁动了名册", "谁动过我的资料", "哪个改过我的信息", "我的名字被谁改了"):
        assert (await chat.says(甲, asked))[0] == own
    assert "何光荣" not in (await chat.says(外村党员, "名册改动"))[0]
    assert "还没有谁改过" in (await chat.says(乙, "谁把我改到三组的"))[0]


async def test_who_decided_is_a_deduction_where_there_is_no_star(chat: Chat) -> None:
    assert "没有找到" in (await chat.says(甲, "谁定的"))[0]
    await chat.agreed(核实人, "扣分 陈桂兰 5 开会迟到")
    chat.hears_all()
    told = (await chat.says(甲, "谁定的"))[0]
    assert told.startswith("P0001 陈桂兰 2026年扣分 5 分")
    assert "录入：唐敏" in told


async def test_who_went_to_another_branch_stands_in_the_changes_of_both_until_there(chat: Chat) -> None:
    for who, said in ((乙, "转出 何光荣 桂花湾村"), (乙, "是"), ("heguangrong", "同意"), (外村党员, "接收 何光荣")):
        await chat.says(who, said)
    told = (await chat.says(乙, "名册改动"))[0]
    assert "李志强：何光荣 组织关系转接" in told and "何光荣 组织关系转接" in (await chat.says(外村党员, "名册改动"))[0]
    await chat.says(外村党员, "改人 何光荣 二组")
    await chat.says(外村党员, "是")
    chat.hears_all()
    assert await chat.says(乙, "名册改动") == [told]


async def test_two_who_are_entered_one_by_one_are_two_lines_of_the_changes(chat: Chat) -> None:
    for group, account in (("一组", "zhangwei1"), ("三组", "zhangwei3")):
        await chat.says(乙, f"加人 张伟 党员 农村 {group} 账号 {account}")
        await chat.says(乙, "是")
    chat.hears_all()
    lines = (await chat.says(乙, "名册改动"))[0].splitlines()[1:]
    assert [line.partition("：")[2] for line in lines] == ["张伟（三组） 加人", "张伟（一组） 加人"]
