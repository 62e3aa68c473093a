"""星级公示, 报备, 备案: five working days on the board, names in the group by consent only, filed by the township."""

from datetime import date

import pytest

from config.database import transact
from models.ledger.audit.actions import Cause
from models.organisation.people.tables import Person
from models.stars.appraisal.actions import appraisal_of, change_star, end_star, start_clock, stop_clock
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal, StarRules
from models.values.periods import Year
from tests.fakes.chat import Chat, after, at, things, 丁, 丙, 乙, 外村党员, 核实人, 甲, 镇干部

YEAR = Year(2026)
OTHERS = "唐敏、欧阳春燕、周小川、邓国才、何光荣、吉克·尔古"


async def _goes_to(chat: Chat, day: str) -> None:
    await chat.skips_to(f"2026-{day}T14:05:00+08:00")


@at("2026-12-10T14:05:00+08:00")
async def _proposed(chat: Chat) -> None:
    """Let the branch appraise everybody in December."""
    await chat.says(甲, "自评4星")
    assert "平均 3.6" in (await chat.says(乙, "互评 陈桂兰 4星6 3星4"))[0]
    await chat.says(乙, "提议 陈桂兰 4星")
    await chat.says(乙, f"提议 {OTHERS} 3星")
    await chat.says(核实人, "提议 罗正富 5星")
    await chat.says(乙, "评星会 应到8 实到7")


@after(_proposed)
async def _shown(chat: Chat) -> str:
    await chat.says(乙, "星级公示")
    answer = (await chat.says(乙, "是"))[0]
    chat.groups_hear()
    return answer


async def _star(name: str = "陈桂兰") -> StarAppraisal:
    person = await Person.get(name=name)
    row = await appraisal_of(person.id, YEAR)
    assert row is not None
    return row


@after(_proposed)
async def test_the_acceptance_of_f32(chat: Chat) -> None:
    board = await _shown(chat)
    assert "5 星：罗正富\n4 星：陈桂兰\n3 星：唐敏、欧阳春燕、周小川、邓国才、何光荣、吉克·尔古" in board
    assert "公示时间：12月11日（周五）到12月17日（周四）（5 个工作日）。" in board
    assert "2026年度：公示中，4 星" in (await chat.says(甲, "我的星级"))[0]
    assert "2026年度星级公示.pdf 这就私下发给您" in (await chat.says(乙, "打印 星级公示 A3"))[0]
    assert "2026年11月的星级公示还是空的" in (await chat.says(乙, "打印 星级公示 11月"))[0]
    row = await _star()
    await transact(lambda: stop_clock(row.id, date(2026, 12, 15), Cause("test", chat.now)))
    assert "2026年度：公示中，有异议待答复，4 星" in (await chat.says(甲, "我的星级"))[0]
    await _goes_to(chat, "12-18")
    assert "2026年度星级 7 名已报上级备案。还有 1 名的公示没结束" in (await chat.says(乙, "报备"))[0]
    assert "还没有公示期满的星级" in (await chat.says(乙, "报备"))[0]
    await transact(lambda: start_clock(row.id, date(2026, 12, 18), Cause("test", chat.now)))
    await _goes_to(chat, "12-23")
    assert "还没有公示期满的星级" in (await chat.says(乙, "报备"))[0]
    await _goes_to(chat, "12-24")
    assert "2026年度星级 1 名已报上级备案" in (await chat.says(乙, "报备"))[0]
    assert (await _star()).publicity_to == date(2026, 12, 23)


@after(_proposed)
async def test_the_group_reads_only_names_of_those_who_agreed(chat: Chat) -> None:
    await chat.says(乙, "星级公示")
    await chat.says(乙, "是")
    posts = chat.groups_hear()
    [post] = posts.pop(chat.group_of("莲花池村"))
    assert not any(posts.values())
    assert "愿意公开姓名的同志：\n3 星：何光荣\n" in post
    assert not any(name in post for name in ("陈桂兰", "罗正富", "唐敏"))
    assert chat.everybody_hears() == {}


@pytest.mark.parametrize(
    ("left_out", "heard"),
    [
        ("评星会", "2026年度的评星会还没有登记，没有公示"),
        ("提议", "还有 1 位参评同志没有提议：罗正富，没有公示"),
    ],
)
@at("2026-12-10T14:05:00+08:00")
async def test_nothing_is_shown_before_meeting_and_proposals(chat: Chat, left_out: str, heard: str) -> None:
    await chat.says(乙, f"提议 陈桂兰、{OTHERS} 3星")
    if left_out != "提议":
        await chat.says(核实人, "提议 罗正富 3星")
    if left_out != "评星会":
        await chat.says(乙, "评星会 应到8 实到7")
    assert heard in (await chat.says(乙, "星级公示"))[0]
    assert not await StarAppraisal.filter(state=StarState.PUBLICITY).exists()


async def test_a_year_is_not_shown_before_its_last_month(chat: Chat) -> None:
    await chat.says(乙, f"提议 年度 陈桂兰、{OTHERS} 3星")
    await chat.says(核实人, "提议 年度 罗正富 3星")
    await chat.says(乙, "评星会 年度 应到8 实到7")
    refused = "2026年度的星级 12 月起才公示，和年底的民主评议一起办，没有公示。提议都留着，到时再发“星级公示”。"
    assert await chat.says(乙, "星级公示") == [refused]
    assert await StarAppraisal.filter(state=StarState.COMMITTEE_PROPOSED).count() == 8
    await _goes_to(chat, "12-01")
    await chat.says(乙, "星级公示")
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    chat.groups_hear()


@after(_proposed)
async def test_more_five_stars_than_usual_have_to_be_explained(chat: Chat) -> None:
    await chat.says(乙, "提议 陈桂兰、何光荣 5星")
    asked = (await chat.says(乙, "星级公示"))[0]
    assert "五星提议了 3 名，超出比例（最多 2 名）" in asked
    assert "回一句“说明 为什么”" in asked
    assert not await StarAppraisal.filter(state=StarState.PUBLICITY).exists()
    assert "公告栏贴：" in (await chat.says(乙, "说明 抗洪中三位同志都很突出"))[0]
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    assert await StarAppraisal.filter(state=StarState.PUBLICITY, stars=5).count() == 3
    chat.groups_hear()
    await _goes_to(chat, "12-18")
    await chat.says(乙, "报备")
    assert "超出比例的说明：抗洪中三位同志都很突出" in (await chat.says(镇干部, "待备案"))[0]


@after(_shown)
async def test_the_township_files_or_returns_and_others_learn_nothing(chat: Chat) -> None:
    await _goes_to(chat, "12-18")
    await chat.says(乙, "报备")
    listed = (await chat.says(镇干部, "待备案"))[0]
    assert "5 星：罗正富\n4 星：陈桂兰" in listed
    assert "评星会应到 8 人、实到 7 人" in listed
    answer = (await chat.says(镇干部, "退回备案 莲花池村 到会人数请再核对"))[0]
    assert "8 名星级已退回" in answer
    assert "到会人数请再核对" in chat.hears(乙)[0]
    await chat.says(乙, "星级公示")
    await chat.says(乙, "是")
    chat.groups_hear()
    await _goes_to(chat, "12-28")
    await chat.says(乙, "报备")
    assert await chat.says(镇干部, "备案 莲花池村") == ["莲花池村 2026年度 8 名星级已备案，有效一年。要改得重新评。"]
    assert "莲花池村没有等待备案的星级" in (await chat.says(镇干部, "备案 莲花池村"))[0]
    row = await _star()
    assert (row.valid_from, row.valid_to) == (date(2026, 12, 28), date(2027, 12, 27))
    assert "2026年度：已备案，有效，4 星" in (await chat.says(甲, "我的星级"))[0]
    assert "陈桂兰 4 星" in (await chat.says(镇干部, "星级名单"))[0]
    statistics = (await chat.says(丙, "星级统计"))[0]
    assert "5 星 1，4 星 1，3 星 6" in statistics
    assert "陈桂兰" not in statistics
    assert await chat.says(丙, "星级名单") == [f"谁几颗星的名单只给支部和镇街看，区里看人数。\n{statistics}"]
    for who in (甲, 丁, 外村党员):
        assert "陈桂兰" not in "".join(await chat.says(who, "星级名单"))


@after(_shown)
async def test_filed_is_read_only_until_a_veto(chat: Chat) -> None:
    await _goes_to(chat, "12-18")
    await chat.says(乙, "报备")
    await chat.says(镇干部, "备案 莲花池村")
    answer = "陈桂兰的2026年度星级现在是“已备案”，这一步做不了。"
    assert await chat.says(乙, "提议 陈桂兰 5星") == [answer]
    member = await Person.get(name="陈桂兰")
    assert await transact(lambda: end_star(member.id, 2026, "一票否决", Cause("test", chat.now)))
    assert not await transact(lambda: end_star(member.id, 2026, "一票否决", Cause("test", chat.now)))
    assert "2026年度：一票否决，不评星" in (await chat.says(甲, "我的星级"))[0]


@after(_shown)
async def test_a_changed_star_is_shown_for_the_full_time_again(chat: Chat) -> None:
    row = await _star()
    await transact(lambda: stop_clock(row.id, date(2026, 12, 11), Cause("test", chat.now)))
    await _goes_to(chat, "12-15")
    await transact(lambda: change_star(row.id, 3, Cause("test", chat.now)))
    changed = await _star()
    assert (changed.stars, changed.state, changed.publicity_from) == (3, StarState.PUBLICITY, date(2026, 12, 15))
    await _goes_to(chat, "12-22")
    assert "7 名已报上级备案。还有 1 名" in (await chat.says(乙, "报备"))[0]
    await _goes_to(chat, "12-23")
    assert "1 名已报上级备案" in (await chat.says(乙, "报备"))[0]


@after(_proposed)
async def test_an_unknown_year_is_said_aloud(chat: Chat) -> None:
    await _goes_to(chat, "12-30")
    await chat.says(乙, "星级公示")
    board = (await chat.says(乙, "是"))[0]
    assert "提一句：2027年的放假安排还没有，先按周一到周五算" in board
    chat.groups_hear()


@after(_proposed)
async def test_a_file_is_judged_by_the_rules_of_its_time(chat: Chat) -> None:
    rules = await StarRules.get()
    content = rules.content
    content["stars"]["publicity_working_days"] = 7
    await StarRules.filter(id=rules.id).update(content=content)
    await chat.says(乙, "星级公示")
    board = (await chat.says(乙, "是"))[0]
    assert "公示时间：12月11日（周五）到12月21日（周一）（7 个工作日）。" in board
    chat.groups_hear()
    assert (await _star()).rules_id == rules.id
    content["stars"]["points"] |= {"conduct": 40, "service": 0}
    await StarRules.filter(id=rules.id).update(content=content)
    assert "唐敏 参考40 " in (await chat.says(乙, "评星档案 2026年"))[0]
    assert "参考分 40" in (await chat.says(乙, "评星档案 2026年 唐敏"))[0]
    assert "第 2 版" in (await chat.says(甲, "评星办法"))[0]


@at("2026-12-09T14:05:00+08:00")
async def test_a_member_hears_of_each_step_once_with_reason_way_and_day(chat: Chat) -> None:
    await chat.says(乙, "提议 年度 何光荣 3星 出勤多")
    await chat.moves_to("2026-12-10T09:00:00+08:00")
    told = chat.everybody_hears()["heguangrong"]
    assert things(told) == [
        "您2026年度的星级支部在议，还没有定，公示的时候告诉您结果。有话想说，这几天找支部书记就行。"
    ]
    await chat.moves_to("2026-12-10T14:05:00+08:00")
    await _proposed(chat)
    await _shown(chat)
    await chat.says(甲, "不要提醒")
    await chat.moves_to("2026-12-11T09:00:00+08:00")
    (told_of_notice,) = [text for text in chat.everybody_hears()[甲] if "公示到" in text]
    assert told_of_notice.startswith("您2026年度评 4 星，公示到12月17日（周四）")
    assert "公示完以前发“异议 您的理由”" in told_of_notice
    await _goes_to(chat, "12-18")
    await chat.says(乙, "报备")
    await chat.says(镇干部, "退回备案 莲花池村 陈桂兰 请再核对出勤")
    assert "您2026年度的星级，镇街请支部再议一议：“请再核对出勤”。" in chat.hears(甲)[0]
    chat.hears_all()
    await chat.says(镇干部, "备案 莲花池村")
    await chat.moves_to("2026-12-21T09:00:00+08:00")
    (told_of_filing,) = [text for text in chat.everybody_hears()[乙] if "备案了" in text]
    assert "您2026年度的星级备案了：评 5 星，有效到2027年12月" in told_of_filing
    chat.hears_all()


@after(_proposed)
async def test_nothing_is_shown_before_the_secretary_has_seen_it(chat: Chat) -> None:
    await Person.filter(userid="heguangrong").update(name="唐敏", villagers_group="三组")
    await Person.filter(userid=核实人).update(villagers_group="一组")
    seen = (await chat.says(乙, "星级公示"))[0]
    assert seen.startswith("提一句：")
    assert "还没有公示，请先看一遍。公告栏贴：\n莲花池村党支部2026年度党员星级公示\n5 星：罗正富" in seen
    assert "唐敏（一组）" in seen and "唐敏（三组）" in seen
    assert "群里说：莲花池村党支部2026年度党员星级已在公告栏公示" in seen
    assert not await StarAppraisal.filter(state=StarState.PUBLICITY).exists()
    await chat.says(乙, "取消")
    assert not await StarAppraisal.filter(state=StarState.PUBLICITY).exists()
    assert not any(chat.groups_hear().values())
