"""A tired secretary with forty members: many stars in one message, all at a glance, and every slip taken back."""

import pytest

from models.organisation.people.tables import Person
from models.procedure.meetings.tables import MeetingRecord
from models.service.activities.tables import ActivityRecord
from models.stars.appraisal.tables import StarAppraisal, StarPeerCount
from models.values.periods import Year
from tests.fakes.chat import Chat, at, both_engines, 乙, 外村党员, 核实人, 甲


async def _proposed(period: str = "2026-Q4") -> dict[str, int | None]:
    rows = await StarAppraisal.filter(period=period).exclude(proposed_at=None).select_related("member")
    return {row.member.name: row.stars for row in rows}


@pytest.mark.parametrize(
    ("said", "stars"),
    [
        ("提议 邓国才 5星 周小川 4星", {"邓国才": 5, "周小川": 4}),
        ("提议 邓国才5星，周小川 4星", {"邓国才": 5, "周小川": 4}),
        ("提议\n邓国才 5星\n周小川、唐敏 4星\n何光荣 不评", {"邓国才": 5, "周小川": 4, "唐敏": 4, "何光荣": None}),
        ("提议 邓国才 4 星；周小川 ⭐⭐⭐", {"邓国才": 4, "周小川": 3}),
        ("提议 陈桂兰 4", {"陈桂兰": 4}),
        ("提议 陈桂兰，何光荣 唐敏 ４ 星", {"陈桂兰": 4, "何光荣": 4, "唐敏": 4}),
        ("提议 陈桂兰 3星 理由：何光荣 5星 更好", {"陈桂兰": 3}),
    ],
)
async def test_one_message_may_propose_for_many(chat: Chat, said: str, stars: dict[str, int | None]) -> None:
    assert (await chat.says(乙, said))[0].startswith("记下了：2026年第四季度提议 ")
    assert await _proposed() == stars


async def test_of_many_all_are_proposed_or_nobody(chat: Chat) -> None:
    assert "没有“周小床”这位党员" in (await chat.says(乙, "提议 邓国才 5星 周小床 4星"))[0]
    assert "星级只有" in (await chat.says(乙, "提议 邓国才 5星\n周小川 6星"))[0]
    assert "不能评自己的星" in (await chat.says(乙, "提议 邓国才 5星\n罗正富 5星"))[0]
    assert await _proposed() == {}


async def test_the_others_are_those_without_a_proposal_but_oneself(chat: Chat) -> None:
    await chat.says(乙, "提议 陈桂兰 4星")
    answer = (await chat.says(乙, "提议 邓国才 5星，其余 3星"))[0]
    assert "邓国才 5 星；唐敏、欧阳春燕、周小川、何光荣、吉克·尔古 3 星" in answer
    assert (await _proposed())["陈桂兰"] == 4
    assert "罗正富" not in await _proposed()
    assert "您能提的都提过了" in (await chat.says(乙, "提议 其他人 3星"))[0]


async def test_all_who_need_a_reason_are_named_at_once(chat: Chat) -> None:
    await chat.says(甲, "自评5星")
    await chat.says("heguangrong", "自评1星")
    answer = (await chat.says(乙, "提议 其余 3星"))[0]
    assert answer.startswith("陈桂兰、何光荣的提议和本人自评差 2 星，请写一句为什么")
    assert await _proposed() == {}


@pytest.mark.parametrize("said", ["提议 陈桂兰 4星 年度", "提议 年度 陈桂兰 4星", "提议 陈桂兰 4星，2026年度"])
async def test_the_period_may_come_last(chat: Chat, said: str) -> None:
    assert "2026年度提议 陈桂兰 4 星" in (await chat.says(乙, said))[0]
    assert (await StarAppraisal.get()).reason is None


@pytest.mark.parametrize("said", ["评星会 应到9 实到8 年度", "评星会 年度 应到9 实到8", "评星会 实到8人 应到9人 年度"])
async def test_a_meeting_is_of_the_period_that_is_said(chat: Chat, said: str) -> None:
    assert "2026年度评星会应到 9 人、实到 8 人" in (await chat.says(乙, said))[0]
    assert [one.period for one in await MeetingRecord.filter(assembly="star_meeting")] == ["2026"]


@both_engines
async def test_a_proposal_is_taken_back_before_it_is_shown(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    assert "提议 陈桂兰、唐敏 4 星" in (await chat.says(乙, "提议 2026年度 陈桂兰、唐敏 4星"))[0]
    assert await chat.says(乙, "撤回提议 2026年度 陈桂兰、唐敏") == [
        "已撤回：2026年度对陈桂兰、唐敏的提议。要提就重新发“提议 姓名 几星”。"
    ]
    assert await _proposed("2026") == {}
    assert "还没有提议" in (await chat.says(乙, "评星档案 2026年度 陈桂兰"))[0]
    assert "这一步做不了" in (await chat.says(乙, "撤回提议 2026年度 陈桂兰"))[0]
    await chat.says(核实人, "提议 罗正富 5星")
    assert "不能评自己的星" in (await chat.says(乙, "撤回提议 罗正富"))[0]
    assert "没有“陈桂兰”这位党员" in (await chat.says(外村党员, "撤回提议 陈桂兰"))[0]
    assert not await ActivityRecord.filter(status="revoked").exists()


async def test_hand_counts_of_many_come_in_one_message(chat: Chat) -> None:
    answer = (await chat.says(乙, "互评 年度\n唐敏 4星9\n何光荣 5星1，3星8"))[0]
    assert "唐敏 2026年度互评 9 人" in answer
    assert "何光荣 2026年度互评 9 人，3星8 5星1，平均 3.2" in answer
    assert await StarPeerCount.filter(period="2026").count() == 2


async def test_pledges_of_several_come_in_one_message(chat: Chat) -> None:
    answer = (await chat.says(乙, "承诺 陈桂兰、何光荣 8 下半年"))[0]
    assert "陈桂兰 2026 年下半年承诺评议 8 分" in answer
    assert "何光荣 2026 年下半年承诺评议 8 分" in answer
    assert "履责 3 分" in (await chat.says(乙, "履责 唐敏、何光荣 3"))[0]
    assert "请支部另一位同志来录" in (await chat.says(乙, "履责 唐敏、罗正富 3"))[0]


async def test_the_committee_sees_all_at_a_glance(chat: Chat) -> None:
    await chat.says(甲, "自评4星")
    await chat.says(乙, "互评 年度 陈桂兰 4星8 3星2")
    await chat.says(乙, "提议 年度 陈桂兰 4星")
    await chat.says(乙, "民主评议 陈桂兰 优秀")
    answer = (await chat.says(核实人, "评星档案 年度"))[0]
    assert answer.startswith("2026年度评星一览（只供支委会），参评 8 人\n")
    assert "\n陈桂兰 自评4 互评3.8 优秀 参考" in answer
    assert "提议 4 星\n" in answer
    assert "\n周小川 参考" in answer
    assert "蒲德明" in answer.split("不参评：")[1]
    assert "请私聊我发" in (await chat.says(乙, "评星档案", to=chat.group_of("莲花池村")))[0]
    assert "是支委、书记用的" in (await chat.says(甲, "评星档案"))[0]


async def test_the_glance_of_a_branch_of_one_names_who_is_not_proposed(chat: Chat) -> None:
    answer = (await chat.says("qindegui", "评星档案"))[0]
    assert "覃德贵 参考" in answer
    assert Year(2026).name not in answer
    assert await Person.filter(name="覃德贵").exists()


async def test_of_a_line_nobody_is_proposed_and_that_is_said(chat: Chat) -> None:
    heard = "蒲德明这一期不参评。这一行的各位都先没记，改好再发一次就行。"
    assert await chat.says(乙, "提议 陈桂兰、唐敏、蒲德明 4星") == [heard]
    assert "不能评自己的星。" in (own := (await chat.says(乙, "提议 陈桂兰 4星，罗正富 3星"))[0])
    assert own.endswith("这一行的各位都先没记，改好再发一次就行。")
    assert "已提议 0 人" in (await chat.says(乙, "评议进度"))[0]


@at("2027-02-09T10:00:00+08:00")
async def test_while_last_years_stars_are_open_it_is_asked_which_are_meant(chat: Chat) -> None:
    chat.hears_all()
    asked = (await chat.says(乙, "提议 陈桂兰 4星"))[0]
    assert "2026年度的还没提议齐，先问一句是哪一期的，还没记。" in asked
    assert "“提议 2026年度 陈桂兰 4星”" in asked
    assert (await chat.says(乙, "提议 2026年度 陈桂兰 4星"))[0].startswith("记下了：2026年度提议 陈桂兰 4 星")
    assert (await chat.says(乙, "提议 2027年第一季度 陈桂兰 4星"))[0].startswith("记下了：2027年第一季度提议")


async def test_who_asks_why_he_lost_points_is_told_where_to_object(chat: Chat) -> None:
    await chat.agreed(乙, "扣分 陈桂兰 2分 三次没来开会")
    chat.hears_all()
    said = (await chat.says(甲, "为啥扣我分"))[0]
    assert "扣分 -2 分（三次没来开会）" in said
    assert "觉得记的 P0001 不对，发“异议 P0001 您的理由”。" in said
