"""三会一课: a meeting is entered in one line, once; a word in time, and nothing more."""

from datetime import date

import pytest

from config.holidays import load_calendar
from models.procedure.party_life.rules import RHYTHM, Meeting, due, missing
from tests.democracy.village import DRAFT, proposed, yes
from tests.fakes.chat import Chat, at, both_engines, things, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部

CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2026-11-20", {Meeting.COMMITTEE_MEETING, Meeting.GROUP_MEETING}),
        ("2026-11-10", set()),
        ("2026-12-01", {Meeting.LIFE_MEETING, Meeting.MEMBERS_REVIEW}),
        ("2026-12-10", {Meeting.MEMBERS_MEETING, Meeting.PARTY_CLASS}),
        ("2026-12-15", {Meeting.REPRESENTATIVES}),
        # The 20th is a Sunday.
        ("2026-12-20", set()),
        ("2026-12-21", {Meeting.COMMITTEE_MEETING, Meeting.GROUP_MEETING, Meeting.TALK}),
        ("2026-12-25", {Meeting.MEMBERS_MEETING, Meeting.PARTY_CLASS}),
    ],
)
def test_what_is_asked_about_on_which_day(day: str, asked: set[Meeting]) -> None:
    assert {one.meeting for one in due(date.fromisoformat(day), CALENDAR)} == asked


def test_what_is_on_record_is_not_asked_about() -> None:
    today, held = date(2026, 12, 15), [(Meeting.REPRESENTATIVES, date(2026, 9, 30))]
    every = [one for one in RHYTHM if one.meeting is Meeting.REPRESENTATIVES]
    assert [one.period.__name__ for one in missing(every, "village", held, today)] == ["Quarter"]
    assert missing(every, "community", held, today) == []
    assert missing(every, "agency", [], today) == []


@at("2026-12-18T12:00:00+08:00")
async def test_a_month_of_a_branch(chat: Chat) -> None:
    assert "记下了：2026年12月3日（周四）支委会。" in (await chat.says(乙, "支委会 12月3日"))[0]
    assert "共 10 人，缺席 1 人：何光荣" in (await chat.says(核实人, "组织生活会 12月8日 缺席 何光荣"))[0]
    assert "代表会议" in (await chat.says(乙, "代表会议 12月9日"))[0]
    assert "这样发" in (await chat.says(乙, "支委会 研究路灯"))[0]
    assert "用的，这次没办" in (await chat.says(甲, "支委会 12月3日"))[0]
    month = (await chat.says(乙, "本月情况"))[0]
    assert "组织生活：12月3日支委会、12月8日组织生活会、12月9日代表会议" in month
    assert "登记已撤销" in (await chat.says(乙, "撤销录入 代表会议 12月9日"))[0]
    assert "2026年下半年记了 1 天的，跟谁谈的不记。" in (await chat.says(乙, "谈心谈话 12月10日 唐敏"))[0]
    assert "2026年下半年记了 2 天的，" in (await chat.says(乙, "谈心谈话 12月11日"))[0]
    await chat.moves_to("2026-12-21T18:00:00+08:00")
    said = [one for one in things(chat.hears(乙)) if "还没登记" in one]
    assert said == ["本月还没登记党小组会。开过就补一句，例如“党小组会 12月21日 全到”，没开就忽略。"]
    await chat.says(乙, "党员大会 12月17日 全到")
    # Nobody asks again this month: it stands in his own list only, until it is on record.
    assert "本月还没登记党小组会，2026年度还没登记民主评议会，" in (await chat.says(乙, "待办"))[0]
    await chat.says(乙, "小组会 12月21日 全到")
    assert "党小组会" not in (await chat.says(乙, "待办"))[0]
    await chat.moves_to("2026-12-25T18:00:00+08:00")
    said = [one for one in things(chat.hears(乙)) if "还没登记" in one]
    assert said == ["本季度还没登记党课。开过就补一句，例如“党课 12月25日 全到”，没开就忽略。"]
    await chat.moves_to("2026-12-31T18:00:00+08:00")
    assert not [one for one in things(chat.hears(乙)) if "还没登记" in one]
    chat.hears_all()


@at("2026-11-30T12:00:00+08:00")
async def test_the_group_hears_of_the_theme_day_and_of_dues_where_its_branch_wants_it(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    for wrong in ("群里提醒 主题党日 每月第一个周五", "群里提醒 主题党日 40号", "群里提醒 党费 未交 何光荣"):
        assert "这样发" in (await chat.says(乙, wrong))[0], wrong
    assert "大家都看得到" in (await chat.says(乙, "群里提醒 主题党日 5号 去低保户老李家"))[0]
    assert "用的，这次没办" in (await chat.says(甲, "群里提醒 党费 开"))[0]
    assert "主题党日：没有设。\n党费：没有设。" in (await chat.says(乙, "群里提醒"))[0]
    first = await chat.says(乙, "群里提醒 主题党日 每月五号 上午9点 党群服务中心", msgid="5101")
    assert await chat.says(乙, "群里提醒 主题党日 每月五号 上午9点 党群服务中心", msgid="5101") == first
    assert "每月5号 上午9点 党群服务中心，提前 3 天" in first[0]
    assert "党费：每月10号在群里提一句，不点名。" in (await chat.says(乙, "群里提醒 党费 开"))[0]
    # The fifth is a Saturday; three days before is a Wednesday.
    await chat.moves_to("2026-12-10T18:00:00+08:00")
    theme = "12月5日（周六）莲花池村党支部主题党日 上午9点 党群服务中心。方便的同志来，来不了跟支部说一声就行。"
    dues = "莲花池村党支部：本月党费请党员同志自行缴纳，交过的不用管。"
    why = "\n——群里提醒，嫌多就跟书记说一声。"
    assert [one for one in chat.group_hears(group) if "党" in one] == [theme + why, dues + why]
    await chat.says(乙, "群里提醒 党费 关")
    assert "主题党日：没有设" in (await chat.says(乙, "群里提醒 主题党日 不要"))[0]
    await chat.moves_to("2027-01-12T18:00:00+08:00")
    assert not [one for one in chat.group_hears(group) if "党日" in one or "党费" in one]
    told = [one for one in things(chat.hears(乙)) if "还没公开" in one]
    assert len(told) == 1
    assert "2026年第四季度的财务还没公开" in told[0]
    assert "2026年第四季度的财务还没公开" in (await chat.says(己, "待办"))[0]
    await chat.says(己, "登记公开 财务 2026年第四季度 收入3万元，支出2万元")
    assert "还没公开" not in (await chat.says(己, "待办"))[0]
    assert any("规章制度有 8 条满一年没改过" in one for one in things(chat.hears(丙)))
    chat.hears_all()


@at("2027-10-29T12:00:00+08:00")
async def test_the_supervisors_hear_of_accounts_and_of_the_yearly_review(chat: Chat) -> None:
    await chat.moves_to("2027-11-02T12:00:00+08:00")
    told = [one for one in things(chat.hears(戊)) if "民主评议" in one]
    assert told == [
        "2027年的村民委员会成员民主评议，一年至少一次，由监督委员会主持。评过了就不用管，还没评的可以跟书记定个日子。"
    ]
    assert "居民委员会成员" in "".join(chat.hears("yaojinfeng"))
    chat.hears_all()


@both_engines
async def test_a_members_meeting_about_a_decision_is_the_branch_s_meeting(chat: Chat) -> None:
    number = await proposed(chat)
    await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2 反对0 弃权0")
    await chat.says(乙, f"开会 {number} 应到4 实到4 赞成3 反对1 弃权0")
    await yes(chat, 乙, f"会议通知 {number} 11月25日 {DRAFT}")
    await chat.skips_to("2026-11-25T18:00:00+08:00")
    held = f"开会 {number} 应到8 实到7 赞成6 反对1 列席 刘启航"
    assert "名册里没有“李志强”" in (await chat.says(乙, f"{held} 缺席 李志强"))[0]
    said = (await chat.says(乙, f"{held} 缺席 何光荣"))[0]
    assert "等最后决议" in said
    assert "谁没来" not in said
    month = (await chat.says(乙, "本月情况"))[0]
    assert "组织生活：11月22日支委会、11月25日党员大会" in month
    assert "党员大会 1 次" in (await chat.says(甲, "我的积分"))[0]
    assert "党员大会" not in (await chat.says("heguangrong", "我的积分"))[0]


@at("2026-12-18T12:00:00+08:00")
async def test_figures_and_bare_days_are_kept_and_one_question_asks_who_was_absent(chat: Chat) -> None:
    said = (await chat.says(乙, "主题党日 12月5日 学习二十大 到了9个"))[0]
    assert "记下了：2026年12月5日（周六）主题党日（学习二十大）。只有人数我记不了，要看是哪几位。" in said
    assert "12月5日主题党日谁没来？" in said
    assert "缺席 1 人：何光荣" in (await chat.says(乙, "何光荣没来"))[0]
    # The day said again takes nothing back, and nothing is asked twice.
    assert "谁没来" not in (await chat.says(乙, "主题党日 12月5日"))[0]
    assert "主题党日" not in (await chat.says("heguangrong", "我的积分"))[0]
    assert "谁没来？" in (await chat.says(乙, "党课 12月6日 应到12 到9"))[0]
    assert "缺席 2 人：何光荣、唐敏" in (await chat.says(乙, "何光荣、唐敏"))[0]
    assert "谁没来？" in (await chat.says(乙, "小组会 12月3日"))[0]
    assert "没有缺席的" in (await chat.says(乙, "全到"))[0]
    assert "谁没来？" in (await chat.says(乙, "组织生活会 12月6日 应到12 实到10"))[0]
    assert "谁没来，以后补一句“组织生活会 12月6日 缺席 …”" in (await chat.says(乙, "取消"))[0]
    assert "没有缺席的" in (await chat.says(乙, "支委会开了，昨天，5个人都到了"))[0]
    assert "没有缺席的" in (await chat.says(乙, "党员大会 12月10日 应到10 实到10"))[0]
    for other in ("主题党日 12月5日取消了", "党课 12月6日 我去了", "支委会昨天开了，应到3实到3，都同意"):
        assert "记下了" not in (await chat.says(乙, other))[0], other
        await chat.says(乙, "取消")
    month = (await chat.says(乙, "本月情况"))[0]
    assert "12月3日党小组会、12月5日主题党日（学习二十大）、12月6日党课、12月6日组织生活会、" in month
    assert "组织生活会、12月10日党员大会、12月17日支委会" in month


@pytest.mark.parametrize("told", ["这个月主题党日开了，何光荣没来", "主题党日开了，就何光荣没来"])
async def test_a_meeting_told_without_its_day_is_asked_for_it_and_the_rest_is_kept(chat: Chat, told: str) -> None:
    assert "主题党日是哪天开的" in (await chat.says(乙, told))[0]
    assert "缺席 1 人：何光荣" in (await chat.says(乙, "昨天"))[0]
    assert "主题党日 昨天 缺席 何光荣" in (await chat.says(乙, "昨天主题党日开了，何光荣没来"))[0]
    await chat.says(乙, "取消")
    assert "是哪天开的" not in (await chat.says(乙, "这个月主题党日开了没"))[0]
    assert "是哪天开的" not in (await chat.says(甲, told))[0]


@at("2026-12-18T12:00:00+08:00")
async def test_what_was_held_what_is_missing_and_what_one_was_at_is_answered_to_whoever_asks(chat: Chat) -> None:
    for line in ("主题党日 11月5日 缺席 陈桂兰", "主题党日 12月5日 全到", "党员大会 12月10日 全到", "党费 11月 全交"):
        await chat.says(乙, line)
    own = "您到了：主题党日 1 次、党员大会 1 次、党费 1 个月"
    for asked in ("我今年开会去了几回", "今年我参加了几次会", "我缺了几次会"):
        said = (await chat.says(甲, asked))[0]
        assert said.startswith("莲花池村党支部2026年度的组织生活\n主题党日 2 次，最近12月5日\n"), (asked, said)
        assert own in said
    assert "您到了：党费 1 个月" in (await chat.says(甲, "我交了几个月党费"))[0]
    assert "您到了：党员大会 1 次。" in (await chat.says(甲, "我党员大会去了几次"))[0]
    for asked in ("今年还差啥子会没开", "还有哪些会没开"):
        said = (await chat.says(乙, asked))[0]
        assert "本月还没登记支委会、党小组会，本季度还没登记党课、代表会议，2026年度还没登记组织生活会" in said, said
    for who in (乙, 甲, 镇干部):
        assert "主题党日 2 次，最近12月5日" in (await chat.says(who, "莲花池村主题党日开了没"))[0]
    assert "支委会 " not in (await chat.says(镇干部, "莲花池村主题党日开了没"))[0]
    assert "组织生活" not in (await chat.says(外村党员, "莲花池村主题党日开了没"))[0]
    assert "组织生活" not in (await chat.says(群众, "莲花池村主题党日开了没"))[0]
    assert (await chat.says(乙, "去年主题党日开了几次"))[0].endswith("还没有登记主题党日")


@at("2026-12-18T12:00:00+08:00")
async def test_one_s_own_outcome_of_the_yearly_review_is_told_to_nobody_else(chat: Chat) -> None:
    assert "民主评议：还没有登记结果" in (await chat.says(甲, "我民主评议是什么等次"))[0]
    await chat.says(乙, "民主评议 陈桂兰 合格")
    await chat.says(乙, "是")
    for asked in ("我民主评议是什么等次", "我评的啥子等次", "民主评议我得的啥子"):
        assert "民主评议：合格" in (await chat.says(甲, asked))[0]
    chat.hears_all()


async def test_who_alone_was_missing_is_missing_however_it_is_said(chat: Chat) -> None:
    assert "“党员大会 昨天 缺席 何光荣”" in (await chat.says(乙, "昨天开了党员大会，除了何光荣都到了"))[0]
    assert "缺席 1 人：何光荣" in (await chat.says(乙, "是"))[0]
    said = "主题党日 昨天 陈桂兰、何光荣请假，其他全到"
    assert "缺席 2 人：陈桂兰、何光荣" in (await chat.says(乙, said))[0]


async def test_who_alone_was_judged_otherwise_is_asked_about(chat: Chat) -> None:
    asked = (await chat.says(乙, "民主评议 除了何光荣都合格"))[0]
    assert asked.startswith("何光荣评的是什么？先没记。")
    assert "何光荣 基本合格" in (await chat.says(乙, "民主评议 何光荣 基本合格，其余合格"))[0]


@pytest.mark.parametrize("said", ["上周五主题党日，除了蒲德明都来了", "上周五主题党日，蒲德明没来"])
async def test_who_was_missing_is_told_without_saying_that_it_was_held(chat: Chat, said: str) -> None:
    assert "“主题党日 上周五 缺席 蒲德明”" in (await chat.says(乙, said))[0]
