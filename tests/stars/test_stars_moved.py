"""Who goes to another branch after a year has ended is still appraised for it where he was when it ended."""

from datetime import timedelta

from models.organisation.people.tables import Person
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from models.values.periods import Year
from tests.fakes.chat import Chat, after, at, 乙, 外村党员, 核实人, 甲, 镇干部

桂花湾书记 = 外村党员


JANUARY, APRIL = "2027-01-05T10:00:00+08:00", "2027-04-05T10:00:00+08:00"


async def _moves(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意")
    chat.hears_all()


async def _moved_in_november(chat: Chat) -> None:
    await chat.moves_to("2026-11-23T10:00:00+08:00")
    await _moves(chat)


@at(JANUARY)
async def _moved_in_january(chat: Chat) -> None:
    await _moves(chat)


async def _deferred(chat: Chat) -> None:
    await chat.says(乙, "暂缓评星 陈桂兰")
    assert "先缓一缓" in chat.hears(甲)[0]


async def _branch_of_the_star() -> str:
    row = await StarAppraisal.get(member__name="陈桂兰", period="2026").select_related("branch__unit")
    return row.branch.unit.name


async def _worked(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 6小时")
    await chat.says(乙, "主题党日 11月20日 全到")
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过")


@after(_worked, then=JANUARY)
async def test_who_moves_in_january_is_appraised_for_the_old_year_where_he_was(chat: Chat) -> None:
    before = (await chat.says(乙, "评星档案 年度 陈桂兰"))[0]
    await _moves(chat)
    assert (await chat.says(乙, "评星档案 年度 陈桂兰"))[0] == before
    assert "\n2026年度：未开始\n" in (await chat.says(甲, "我的星级"))[0]
    assert "陈桂兰这一期不参评" in (await chat.says(桂花湾书记, "提议 年度 陈桂兰 4星"))[0]
    assert "平均 3.6" in (await chat.says(乙, "互评 年度 陈桂兰 4星6 3星4"))[0]
    assert "陈桂兰 合格" in (await chat.says(乙, "民主评议 陈桂兰 合格"))[0]
    assert "提议 陈桂兰 4 星" in (await chat.says(乙, "提议 陈桂兰 4星，其余 3星"))[0]
    assert "\n陈桂兰 互评3.6 合格 参考" in (await chat.says(乙, "评星档案 年度"))[0]
    await chat.says(核实人, "提议 罗正富 3星")
    await chat.says(乙, "评星会 应到8 实到7")
    assert "4 星：陈桂兰\n" in (await chat.says(乙, "星级公示"))[0]
    await chat.says(乙, "是")
    await chat.skips_to("2027-01-15T10:00:00+08:00")
    assert "8 名已报上级备案" in (await chat.says(乙, "报备"))[0]
    assert "8 名星级已备案" in (await chat.says(镇干部, "备案 莲花池村"))[0]
    assert "2026年度：已备案，有效，4 星" in (await chat.says(甲, "我的星级"))[0]
    assert await _branch_of_the_star() == "莲花池村"


@after(_moved_in_january)
async def test_what_is_found_in_january_about_the_old_year_is_entered_where_he_was(chat: Chat) -> None:
    assert "2026 年下半年承诺评议 8 分" in (await chat.says(乙, "承诺 陈桂兰 8 下半年"))[0]
    assert "缺席 1 人" in (await chat.says(乙, "主题党日 12月20日 缺席 陈桂兰"))[0]
    assert "没有“陈桂兰”这位党员" in (await chat.says(乙, "扣分 陈桂兰 今年 1 迟到"))[0]
    assert "承诺践诺 8/20：下半年 8 分" in (await chat.says(乙, "评星档案 年度 陈桂兰"))[0]


@after(_moved_in_january, then=APRIL)
async def test_the_new_year_belongs_to_the_new_branch(chat: Chat) -> None:
    await chat.waits(timedelta(minutes=1))
    chat.hears_all()
    assert "提议 陈桂兰 4 星" in (await chat.says(桂花湾书记, "提议 2027年第一季度 陈桂兰 4星"))[0]
    assert "没有“陈桂兰”这位党员" in (await chat.says(乙, "提议 2027年第一季度 陈桂兰 4星"))[0]
    assert (await StarAppraisal.get(member__name="陈桂兰")).period == "2027-Q1"


@after(_moved_in_november, then="2027-01-04T10:00:00+08:00")
async def test_the_old_year_is_as_long_as_the_stay_before_was(chat: Chat) -> None:
    """Back and forth: what counts is where he was when the year ended, from the day on which he came there."""
    await chat.says(桂花湾书记, "转出 陈桂兰 莲花池村")
    await chat.says(桂花湾书记, "是")
    await chat.says(乙, "接收 陈桂兰 本人愿意")
    chat.hears_all()
    assert "提议 陈桂兰 4 星" in (await chat.says(桂花湾书记, "提议 年度 陈桂兰 4星"))[0]
    assert "桂花湾村" in await _branch_of_the_star()
    assert "陈桂兰这一期不参评" in (await chat.says(乙, "提议 年度 陈桂兰 4星"))[0]


@after(_deferred, then=JANUARY)
async def test_a_deferral_counts_for_the_old_year_after_the_move(chat: Chat) -> None:
    await _moves(chat)
    assert "陈桂兰这一期不参评" in (await chat.says(乙, "提议 年度 陈桂兰 4星"))[0]
    assert "不参评 1 人" in (await chat.says(乙, "评议进度 年度"))[0]


@after(_moved_in_january)
async def test_who_has_left_is_appraised_nowhere(chat: Chat) -> None:
    await Person.filter(name="陈桂兰").update(left_on=chat.now.date())
    assert "没有“陈桂兰”这位党员" in (await chat.says(乙, "提议 年度 陈桂兰 4星"))[0]
    assert "已提议 0 人" in (await chat.says(乙, "评议进度 年度"))[0]
    assert not await StarAppraisal.filter(period=str(Year(2026)), state=StarState.COMMITTEE_PROPOSED).exists()
