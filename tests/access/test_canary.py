"""What a member has done is known to him, his branch's committee and the supervisors, and to nobody else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from config.sample import load_district
from models.honour.month_figures.tables import MonthRow
from models.organisation.people.tables import Person
from models.service.activities.actions import number_of
from models.service.activities.tables import ActivityRecord
from models.values.periods import Month
from tests.access.town import ELSEWHERE, OFFICES, VILLAGE, Town, open_town, said_in_groups, said_to
from tests.fakes.databases import NOON
from tests.fakes.honour import approve_list

MEMBER, SECRETARY, SUPERVISOR = "chenguilan", "LuoZhengfu", "dengguocai"
# Nothing else in the sample is called so or lasts so long.
WORDS, HOURS, NAME = "锦绣鸢尾坡", "7 小时 37 分", "陈桂兰"
CANARIES = (WORDS, HOURS, "7.6 小时", "457", NAME)
REPORT = f"上报 三组 {WORDS}清理沟渠 457分钟"
PUBLISHED = datetime(2026, 12, 7, 10, 7, tzinfo=SHANGHAI)

# Those of the village who have no part in verifying, and one of every other kind of place.
OUTSIDERS = (
    "ouyangchunyan", "linxiaoyu", "wangxiulan", "MaXiaojun7", "lizhiqiang", "LvChunsheng", "LiaoHongmei", "zouting",
    "YeJianping", "liuqihang", "songjia", "ShenWenjing", "somebody.else",
)  # fmt: skip
CHANGES = ("更正 {number} 1小时", "改一下 {number} 前天", "撤销 {number}", "撤销")
QUESTIONS = (
    *CHANGES, "上报 打扫院坝 1小时", "我的记录", "我的记录 11月", "待核实", "通过", "通过 除了 1",
    "退回 {number} 看一看", "退回 1 看一看", "红榜预览", "我的名次", "红榜", "红榜 10月", "红榜 11月", "汇总",
    "汇总 10月", "溯源 {number}", "投递", "投递 B001", "定时", "试发", "试发 月度红榜", "重发 B001", "示范带",
    "带 莲花池村", "帮助", "帮助 2", "我是谁", "隐私", "关于", "投诉建议 谁报得最多", "谁是最后一名",
    "陈桂兰这个月做了几个小时", "陈桂兰报了什么", "莲花池村谁做得最多", "我们村这个月做了多少小时", "查一下 {number}",
)  # fmt: skip


async def _reported(town: Town) -> str:
    """Let the member report, one record waiting and one verified; return the number that waits."""
    await town.says(MEMBER, REPORT)
    await town.says(SECRETARY, "待核实")
    await town.says(SECRETARY, "通过")
    await town.says(MEMBER, REPORT.replace("上报", "上报 昨天"))
    newest = await ActivityRecord.all().order_by("-id").first()
    assert newest is not None
    assert (newest.minutes, number_of(newest)) == (457, newest.id)
    return f"A{newest.id:04}"


def _leaked(texts: list[str]) -> list[str]:
    return [text for text in texts if any(canary in text for canary in CANARIES)]


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_nobody_outside_learns_what_a_member_has_done(who: str) -> None:
    async with open_town() as town:
        number = await _reported(town)
        for question in QUESTIONS:
            for group in (None, VILLAGE, ELSEWHERE):
                await town.says(who, question.format(number=number), group)
        assert _leaked(await said_to(who)) == []


@pytest.mark.parametrize("who", [MEMBER, SECRETARY, "tang.min", SUPERVISOR])
async def test_those_who_should_know_do(who: str) -> None:
    async with open_town() as town:
        answer = await town.says(who, f"溯源 {await _reported(town)}")
        assert all(canary in answer for canary in (WORDS, HOURS, NAME))


async def test_the_second_branch_of_a_community_does_not_see_the_first() -> None:
    async with open_town() as town:
        first, second = "baixuelian", "duanxiaodong"
        await town.says(first, REPORT)
        newest = await ActivityRecord.all().order_by("-id").first()
        assert newest is not None
        number = f"A{newest.id:04}"
        for question in QUESTIONS:
            await town.says(second, question.format(number=number))
        assert _leaked(await said_to(second)) == []
        assert WORDS in await town.says("LiaoHongmei", f"溯源 {number}")


async def test_the_receipt_in_a_group_holds_no_words_and_no_name() -> None:
    async with open_town() as town:
        answer = await town.says(MEMBER, REPORT, VILLAGE)
        assert HOURS in answer
        assert WORDS not in answer
        assert NAME not in answer


async def _groups_after(questions: Sequence[str]) -> list[str]:
    async with open_town() as town:
        number = await _reported(town)
        for question in questions:
            for who in (MEMBER, SECRETARY, SUPERVISOR):
                for group in (VILLAGE, ELSEWHERE, OFFICES):
                    await town.says(who, question.format(number=number), group)
        return await said_in_groups()


async def test_a_group_learns_nothing_of_a_member_from_what_insiders_ask() -> None:
    assert _leaked(await _groups_after([question for question in QUESTIONS if question not in CHANGES])) == []


@pytest.mark.parametrize("change", CHANGES)
async def test_a_group_learns_nothing_of_a_record_that_is_changed_there(change: str) -> None:
    assert _leaked(await _groups_after([change])) == []


@pytest.mark.parametrize("said", ["上报 昨天 {words} 23.5小时", "上报 昨天 {words} 上午8点半到9点半"])
async def test_a_refusal_in_a_group_tells_nothing_of_other_records(said: str) -> None:
    async with open_town() as town:
        await town.says(MEMBER, REPORT)
        await town.says(MEMBER, f"上报 昨天 {WORDS}值守 上午8点到9点")
        answer = await town.says(MEMBER, said.format(words=WORDS), VILLAGE)
        assert "先没记" in answer
        assert _leaked([answer]) == []
        assert "08:00–09:00" not in answer


async def test_the_honour_list_and_its_correction_name_no_person_and_no_last_place() -> None:
    names = {person.name for person in load_district().people}
    async with open_town() as town:
        await _reported(town)
        await approve_list(Month(2026, 11), PUBLISHED - timedelta(hours=1))
        await town.runs("honour_list", PUBLISHED)
        counted = await MonthRow.filter(month="2026-11").first()
        assert counted is not None
        await counted.delete()
        await town.says("ShenWenjing", "更正红榜 11月 补核实")
        await town.says("ShenWenjing", "批准")
        assert len(await said_in_groups()) == 40
        await town.says("cheng.li", "批准")
        posts = await said_in_groups()
        # Two texts; the second has its picture only where a place in the list has changed.
        pictures = [post for post in posts if post.startswith("[图片")]
        assert (len(posts) - len(pictures), len(pictures)) == (40, 28)
        assert _leaked(posts) == []
        for post in posts:
            assert not [name for name in names if name in post]
            assert not [word for word in ("倒数", "落后", "居然", "末位", "最后", "未上报") if word in post]


async def test_a_digest_goes_to_verifiers_only_and_names_nobody() -> None:
    async with open_town() as town:
        await _reported(town)
        await town.runs("morning", PUBLISHED - timedelta(hours=1))
        for person in await Person.all():
            told = await said_to(person.userid)
            if person.userid not in (MEMBER, SECRETARY):
                assert _leaked(told) == []


def test_the_canaries_are_rare() -> None:
    district = load_district()
    assert [person.name for person in district.people].count(NAME) == 1
    assert NOON < PUBLISHED
