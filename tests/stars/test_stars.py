"""自评, 互评, 提议, 公示, 备案: people decide; what somebody says of himself stays with him and his committee."""

from datetime import datetime

import pytest

from bot.clock import SHANGHAI
from models.organisation.people.tables import Person
from models.stars.appraisal.tables import StarAppraisal, StarOutcome, StarSelfReport
from tests.fakes.chat import Beginning, Chat, at, begins, 丁, 丙, 乙, 外村党员, 核实人, 甲, 镇干部
from tests.fakes.databases import ENGINES

QUESTION = "星级只有 1、2、3、4、5 星，您自评几星？回一个数就行。"
GRADED = ("陈桂兰", "罗正富", "唐敏", "欧阳春燕", "周小川", "邓国才", "何光荣", "吉克·尔古")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("自评4星 常去清沟渠", "自评记下了：4 星，理由：常去清沟渠。"),
        ("自评 4 星", "自评记下了：4 星。"),
        ("自评⭐⭐⭐⭐", "自评记下了：4 星。"),
        ("自评四星", "自评记下了：4 星。"),
        ("自评：4星", "自评记下了：4 星。"),
        ("我给自己评4星", "自评记下了：4 星。"),
        ("我够得上卫生星和诚信星", "自评记下了：主题：环境卫生星、诚实守信星。"),
    ],
)
async def test_a_self_report_may_be_said_in_many_ways(chat: Chat, said: str, kept: str) -> None:
    answer = (await chat.says(甲, said))[0]
    assert kept in answer
    assert answer.startswith("谢谢，2026年11月")
    assert "12月3日前想改，再发一次就行" in answer


@pytest.mark.parametrize("said", ["自评6星", "自评4.5星", "自评0星", "自评", "自评四星半", "自评 10星"])
async def test_what_is_no_grade_is_asked_once_and_never_rounded(chat: Chat, said: str) -> None:
    assert await chat.says(甲, said) == [QUESTION]
    assert not await StarSelfReport.exists()
    assert "自评记下了：4 星" in (await chat.says(甲, "4"))[0]


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        ("四星", "自评记下了：4 星"),
        ("4星吧", "自评记下了：4 星"),
        ("⭐⭐⭐", "自评记下了：3 星"),
        ("6", "没听明白。星级只有"),
        ("取消", "自评没有记，不报也没关系。"),
    ],
)
async def test_the_question_is_answered_in_a_word(chat: Chat, answer: str, heard: str) -> None:
    await chat.says(甲, "自评6星")
    assert heard in (await chat.says(甲, answer))[0]


@pytest.mark.parametrize("said", ["自评4星 常去清沟渠", "我给自己评4星", "自评⭐⭐⭐⭐", "4"])
@pytest.mark.parametrize("asked", [("自评",), ("自评", "自评"), ("自评6星", "自评")])
async def test_a_whole_self_report_closes_the_question(chat: Chat, asked: tuple[str, ...], said: str) -> None:
    for opening in asked:
        assert await chat.says(甲, opening) == [QUESTION]
    [answer] = await chat.says(甲, said)
    assert "自评记下了：4 星" in answer and "刚才在问" not in answer
    assert "刚才在问" not in (await chat.says(甲, "评星办法"))[0]
    assert await StarSelfReport.all().count() == 1


async def test_what_was_said_before_the_question_is_kept(chat: Chat) -> None:
    assert await chat.says(甲, "自评6星 常去清沟渠") == [QUESTION]
    assert "自评记下了：4 星，理由：常去清沟渠。" in (await chat.says(甲, "自评4星"))[0]


@pytest.mark.parametrize("said", ["帮林晓雨自评4星", "免评 年纪大了", "我的星级"])
async def test_what_is_no_report_of_oneself_leaves_the_question_open(chat: Chat, said: str) -> None:
    await chat.says(甲, "自评")
    assert "刚才在问：星级只有" in (await chat.says(甲, said))[0]
    chat.hears_all()


async def test_in_the_group_nothing_that_was_said_is_repeated(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    assert await chat.says(甲, "自评4星 常去清沟渠", to=group) == [
        "谢谢，自评收到了，只有您和支委会看得到。以后私聊我发也行。"
    ]
    assert (await StarSelfReport.get()).stars == 4


@begins(*(Beginning(engine, moment=datetime(2026, 11, 30, 12, 0, tzinfo=SHANGHAI)) for engine in ENGINES))
async def test_the_last_one_counts_and_the_history_stays(chat: Chat) -> None:
    await chat.says(甲, "自评4星 常去清沟渠")
    await chat.says(甲, "自评3星")
    await chat.says(甲, "我够得上环境卫生星")
    rows = await StarSelfReport.all().order_by("version")
    assert [(row.version, row.stars, row.themes) for row in rows] == [
        (1, 4, []),
        (2, 3, []),
        (3, 3, ["environment"]),
    ]
    await chat.skips_to("2026-12-02T10:00:00+08:00")
    assert "2026年11月自评记下了：5 星" in (await chat.says(甲, "自评5星"))[0]
    assert "2026年12月自评记下了：2 星" in (await chat.says(甲, "12月自评2星"))[0]
    await chat.skips_to("2026-12-04T10:00:00+08:00")
    assert "2026年12月自评记下了：4 星" in (await chat.says(甲, "自评4星"))[0]
    assert "2026年11月现在不能自评" in (await chat.says(甲, "11月自评4星"))[0]


async def test_nobody_reports_for_another(chat: Chat) -> None:
    assert "自评要本人来说" in (await chat.says(甲, "帮林晓雨自评4星"))[0]
    assert not await StarSelfReport.exists()
    assert "是党员用的" in (await chat.says(丁, "自评4星"))[0]


async def test_a_probationary_member_reports_and_gets_no_star(chat: Chat) -> None:
    assert "4 星" in (await chat.says("linxiaoyu", "自评4星"))[0]
    assert await chat.says(乙, "提议 林晓雨 4星") == ["林晓雨这一期不参评。"]
    assert not await StarAppraisal.exists()


async def test_the_self_report_is_for_the_own_committee_only(chat: Chat) -> None:
    await chat.says(甲, "自评4星 锦绣鸢尾坡")
    asked = (
        "评星档案 陈桂兰",
        "评议进度",
        "我的星级",
        "星级名单",
        "星级统计",
        "待备案",
        "陈桂兰自评几星",
        "溯源 A0001",
    )
    for who in (丙, 丁, 外村党员, 镇干部, "dengguocai", "ouyangchunyan", "linxiaoyu"):
        for text in asked:
            answers = await chat.says(who, text)
            assert not any("锦绣鸢尾坡" in one or "自评 2026年11月" in one for one in answers), (who, text)
    for who in (乙, 核实人):
        assert "自评 2026年11月：4 星，理由：锦绣鸢尾坡" in (await chat.says(who, "评星档案 陈桂兰"))[0]
    assert "请私聊我发" in (await chat.says(乙, "评星档案 陈桂兰", to=chat.group_of("莲花池村")))[0]
    assert "自评 2026年11月：4 星" in (await chat.says(甲, "我的星级"))[0]


async def test_hand_counts_are_averaged_and_not_rounded(chat: Chat) -> None:
    answer = (await chat.says(乙, "互评 陈桂兰 5星2 4星4 3星4"))[0]
    assert answer.startswith("记下了：陈桂兰 2026年第四季度互评 10 人，3星4 4星4 5星2，平均 3.8。")
    assert "平均 3.6" in (await chat.says(乙, "互评陈桂兰 四星2票、三星1票"))[0]
    assert "互评 2026年第四季度：3 人，平均 3.6" in (await chat.says(核实人, "评星档案 陈桂兰"))[0]
    own = "不能评自己的星。您本人的由支委会其他同志来办，没有其他支委的由上级来办。"
    assert await chat.says(乙, "互评 罗正富 5星9") == [own]
    assert "平均 5.0" in (await chat.says(核实人, "互评 罗正富 5星9"))[0]
    assert "蒲德明这一期不参评" in (await chat.says(乙, "互评 蒲德明 5星9"))[0]
    assert "没有“李志强”这位党员" in (await chat.says(乙, "互评 李志强 5星9"))[0]
    assert "您说的是 11 人，支部名册上是 10 位党员" in (await chat.says(乙, "互评 陈桂兰 5星8 4星3"))[0]
    guests = (await chat.says(乙, "是"))[0]
    assert guests.endswith("支部名册上是 10 位党员，数字不对就再发一次。")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("评星会 应到10 实到7", "应到 10 人、实到 7 人，人数够了"),
        ("评星会 应到7 实到7", "应到 7 人、实到 7 人，人数够了"),
        ("评星会 年度 应到9人，实到6人", "2026年度评星会"),
        ("评星会 应到9 实到5", "没到应到的 2/3，评星会要补开"),
        ("评星会 应到3 实到4", "对不上"),
        ("评星会 应到6 实到6", "应到的不少于 7 位（参评的，流动在外的可以不算），应到 6 人少了"),
        ("评星会 应到38 实到30", "人数够了。支部名册上是 10 位党员，数字不对就再发一次"),
        ("评星会 今天", "还差一点"),
    ],
)
async def test_a_meeting_needs_two_thirds(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(乙, said))[0]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("提议 陈桂兰 4星", "记下了：2026年第四季度提议 陈桂兰 4 星。"),
        ("提议 陈桂兰、何光荣 4星", "提议 陈桂兰、何光荣 4 星。"),
        ("提议 年度 陈桂兰 四星", "记下了：2026年度提议 陈桂兰 4 星。"),
        ("提议陈桂兰4星", "提议 陈桂兰 4 星"),
        ("提议 陈桂兰 不评", "提议 陈桂兰 不评。"),
        ("提议 陈桂兰 6星", "星级只有 1、2、3、4、5 星"),
        ("提议 陈桂兰 4.5星", "星级只有 1、2、3、4、5 星"),
        ("提议 陈桂兰 四星半", "星级只有 1、2、3、4、5 星"),
        ("提议 陈桂兰 0星", "星级只有 1、2、3、4、5 星"),
        ("提议 陈桂兰、罗正富 4星", "不能评自己的星"),
        ("提议 蒲德明 4星", "蒲德明这一期不参评"),
        ("提议 2027年 陈桂兰 4星", "2027年度还没开始"),
        ("提议 王小明 4星", "没有“王小明”这位党员"),
    ],
)
async def test_a_proposal_is_read_forgivingly_and_checked_strictly(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(乙, said))[0]
    assert await StarAppraisal.exists() == heard.endswith(("星。", "不评。", "提议 陈桂兰 4 星"))


async def test_far_from_the_self_report_a_reason_is_needed(chat: Chat) -> None:
    await chat.says(甲, "自评5星")
    assert (await chat.says(乙, "提议 陈桂兰 3星"))[0].startswith("陈桂兰的提议和本人自评差 2 星，请写一句为什么")
    assert "提议 陈桂兰 4 星" in (await chat.says(乙, "提议 陈桂兰 4星"))[0]
    assert "提议 陈桂兰 3 星" in (await chat.says(乙, "提议 陈桂兰 3星 理由：下半年外出多"))[0]
    assert "提议 3 星，理由：下半年外出多" in (await chat.says(乙, "评星档案 陈桂兰"))[0]


async def test_an_unqualified_member_holds_no_star(chat: Chat) -> None:
    assert "要先当面告诉本人（陈桂兰）" in (await chat.says(乙, "民主评议 陈桂兰 不合格"))[0]
    said = (await chat.says(乙, "是"))[0].splitlines()
    assert said[0] == "记下了：2026年民主评议 陈桂兰 不合格。"
    assert said[1].startswith("民主评议会也记在11月22日了。")
    await chat.says(乙, "民主评议 陈桂兰 不合格")
    assert await chat.says(乙, "是") == ["记下了：2026年民主评议 陈桂兰 不合格。"]
    assert " 2026 年民主评议为不合格，最多 0 星" in (await chat.says(乙, "提议 年度 陈桂兰 1星"))[0]
    assert "提议 陈桂兰 不评" in (await chat.says(乙, "提议 年度 陈桂兰 不评"))[0]
    answer = (await chat.says(核实人, "民主评议 罗正富、何光荣、欧阳春燕、周小川 优秀"))[0]
    assert "优秀已有 4 名" in answer
    assert "不能评自己的星" in (await chat.says(乙, "民主评议 罗正富 优秀"))[0]


async def test_the_quota_warns_names_the_tie_and_lowers_nobody(chat: Chat) -> None:
    await chat.says(乙, "提议 年度 陈桂兰、唐敏 5星")
    answer = (await chat.says(乙, "提议 年度 何光荣 5星"))[0]
    assert "五星提议了 3 名，超出比例（最多 2 名）" in answer
    assert "程序不降任何人的星" in answer
    stars = await StarAppraisal.filter(period="2026").values_list("stars", flat=True)
    assert list(stars) == [5, 5, 5]


async def test_progress_counts_and_names_nobody(chat: Chat) -> None:
    await chat.says(甲, "自评4星")
    await chat.says(乙, "互评 陈桂兰 4星3")
    answer = (await chat.says(乙, "评议进度"))[0]
    assert "参评 8 人，不参评 1 人\n2026年11月自评 1 份，自愿，不用催\n已互评 1 人，已提议 0 人" in answer
    assert not any(name in answer for name in GRADED)


async def test_a_name_is_published_only_by_wish(chat: Chat) -> None:
    assert "可以写您的名字了" in (await chat.says(甲, "同意公布姓名"))[0]
    assert "群里不写您的名字" in (await chat.says(甲, "不公开姓名"))[0]


async def test_everybody_may_know_how_stars_are_given(chat: Chat) -> None:
    answer = (await chat.says(丁, "评星办法", to=chat.group_of("莲花池村")))[0]
    assert "参考分数线：5星 96 分，4星 90 分，3星 80 分，2星 70 分，1星 60 分" in answer
    assert "第 1 版" in answer


async def test_a_member_sees_where_his_points_come_from(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过")
    answer = (await chat.says(甲, "为什么"))[0]
    assert answer.startswith("2026年度您的参考分明细")
    assert "联系服务群众 " in answer
    assert "分数只作参考" in answer
    assert (await chat.says(甲, "我有多少积分"))[0] == answer


@pytest.mark.parametrize(
    "said", ["我的星级2026年", "查一下我的星", "我几颗星", "我现在几星", "我现在是几星", "我的星是多少"]
)
async def test_ones_own_stars_are_asked_for_in_many_ways(chat: Chat, said: str) -> None:
    assert (await chat.says(甲, said))[0].startswith("我的星级（2026年度）\n2026年度：未开始")


@pytest.mark.parametrize(
    "said", ["为什么", "为什么？", "为什么是4星", "为啥给我4星", "为什么我才3星", "我的星怎么来的"]
)
async def test_why_is_answered_with_the_lines(chat: Chat, said: str) -> None:
    assert "发“为什么”" in (await chat.says(甲, "我的星级"))[0]
    assert (await chat.says(甲, said))[0].startswith("2026年度您的参考分明细")


@at("2027-02-10T10:00:00+08:00")
async def test_the_answer_says_of_which_year_it_is(chat: Chat) -> None:
    chat.hears_all()
    assert (await chat.says(乙, "评议进度年度"))[0].startswith("2026年度评星进度")
    assert (await chat.says(乙, "评议进度"))[0].startswith("2027年第一季度评星进度")
    assert (await chat.says(乙, "评星档案 年度"))[0].startswith("2026年度评星一览")
    assert (await chat.says(甲, "我的星级"))[0].startswith("我的星级（2027年度）")


@at("2026-12-18T12:00:00+08:00")
async def test_a_branch_s_review_is_one_line_and_shown_before_it_is_kept(chat: Chat) -> None:
    shown = (await chat.says(乙, "民主评议 12月6日 优秀 唐敏、陈桂兰，其余合格"))[0]
    assert "2026年民主评议（12月6日开的会）：唐敏、陈桂兰 优秀；" in shown
    assert "、何光荣、" in shown
    assert "您本人的不由自己记" in shown
    assert not await StarOutcome.exists()
    assert "民主评议会也记在12月6日了" in (await chat.says(乙, "是"))[0]
    assert "12月6日民主评议会" in (await chat.says(乙, "本月情况"))[0]
    assert await StarOutcome.filter(outcome="excellent").count() == 2
    others = await StarOutcome.filter(outcome="qualified").count()
    # What is found about one by his name is not undone by what is said of the others.
    again = (await chat.says(核实人, "民主评议 全部合格"))[0]
    assert "2026年民主评议（12月6日开的会）：罗正富 合格。" in again
    assert "已经记过的不动：" in again
    await chat.says(核实人, "是")
    assert await StarOutcome.filter(outcome="qualified").count() == others + 1
    assert "没有还要记的。" in (await chat.says(乙, "民主评议 其余合格"))[0]
    assert "何光荣 优秀；唐敏 合格。" in (await chat.says(乙, "民主评议 何光荣 优秀，唐敏 合格"))[0]


async def test_one_of_two_of_a_name_is_shown_by_his_group(chat: Chat) -> None:
    await Person.filter(userid__in=["linxiaoyu", "pudeming"]).update(name="张伟", standing="full")
    await Person.filter(userid="pudeming").update(villagers_group="三组")
    said = (await chat.says(乙, "民主评议 pudeming 合格"))[0]
    assert "张伟（三组） 合格" in said
    assert "pudeming" not in said
