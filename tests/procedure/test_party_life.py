"""三会一课: a meeting is entered in one line, once; a word in time, and nothing more."""

from datetime import date

import pytest

from config.holidays import load_calendar
from models.procedure.party_life.rules import RHYTHM, Meeting, due, missing
from tests.democracy.village import DRAFT, proposed, yes
from tests.fakes.chat import Chat, at, both_engines, things, 乙, 核实人, 甲

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
        ("2026-12-21", {Meeting.COMMITTEE_MEETING, Meeting.GROUP_MEETING}),
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
    await chat.moves_to("2026-12-21T18:00:00+08:00")
    said = [one for one in things(chat.hears(乙)) if "还没登记" in one]
    assert said == ["本月还没登记党小组会。开过就补一句，例如“党小组会 12月21日 全到”，没开就忽略。"]
    await chat.says(乙, "小组会 12月21日 全到")
    await chat.says(乙, "党员大会 12月17日 全到")
    await chat.moves_to("2026-12-25T18:00:00+08:00")
    said = [one for one in things(chat.hears(乙)) if "还没登记" in one]
    assert said == ["本季度还没登记党课。开过就补一句，例如“党课 12月25日 全到”，没开就忽略。"]
    await chat.moves_to("2026-12-31T18:00:00+08:00")
    assert not [one for one in things(chat.hears(乙)) if "还没登记" in one]
    chat.hears_all()


@both_engines
async def test_a_members_meeting_about_a_decision_is_the_branch_s_meeting(chat: Chat) -> None:
    number = await proposed(chat)
    await chat.says(乙, f"开会 {number} 应到2 实到2 赞成2 反对0 弃权0")
    await chat.says(乙, f"开会 {number} 应到4 实到4 赞成3 反对1 弃权0")
    await yes(chat, 乙, f"会议通知 {number} 11月25日 {DRAFT}")
    await chat.moves_to("2026-11-25T18:00:00+08:00")
    chat.hears_all()
    held = f"开会 {number} 应到8 实到7 赞成6 反对1 列席 刘启航"
    assert "名册里没有“李志强”" in (await chat.says(乙, f"{held} 缺席 李志强"))[0]
    said = (await chat.says(乙, f"{held} 缺席 何光荣"))[0]
    assert "等最后决议" in said
    assert "谁没来" not in said
    month = (await chat.says(乙, "本月情况"))[0]
    assert "组织生活：11月22日支委会、11月25日党员大会" in month
    assert "党员大会 1 次" in (await chat.says(甲, "我的积分"))[0]
    assert "党员大会" not in (await chat.says("heguangrong", "我的积分"))[0]
