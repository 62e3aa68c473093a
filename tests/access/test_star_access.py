"""Each state of a star × everybody × every question: who learns what a member said of himself, and who his star."""

from collections.abc import Iterable
from io import StringIO

import pytest

from bot.operating.exporting import write_csv
from config.holidays import load_calendar
from config.policy import load_policy
from config.sample import load_district
from handlers import COMMANDS
from models.matters.steps.tables import Matter, MatterPerson, MatterStep
from models.organisation.authority.act import Act
from models.organisation.authority.deciders import Part
from models.organisation.people.actions import asker
from models.organisation.people.tables import Person
from models.procedure.objections.rules import OBJECTION, Stage
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal, StarSelfReport
from models.stars.objections.tables import StarObjection
from models.stars.points.tables import StarEntry
from models.stars.standing_out.actions import ask
from models.stars.standing_out.rules import EXEMPTION
from models.stars.standing_out.tables import StarExemption
from tests.access.town import ELSEWHERE, PEOPLE, VILLAGE, Town, open_town, said_in_groups, said_to, spoken
from tests.fakes.databases import NOON

MEMBER, NAME = "chenguilan", "陈桂兰"
# Two more of the branch, whose stars stand elsewhere while every command is tried.
BESIDE = {"lhc.beside1": "司马长青", "lhc.beside2": "姜文涛"}
NAMES = (NAME, *BESIDE.values())
COMMITTEE = ("LuoZhengfu", "tang.min", "heguangrong")
TOWNSHIP = "liuqihang"
# Secretary, committee and member of another village, the other branch of a community, another township, a candidate.
OTHERS = ("lizhiqiang", "wangxiulan2", "gouyonghong", "duanxiaodong", "songjia", "linxiaoyu")
EVERYBODY = tuple(dict.fromkeys([*PEOPLE.values(), *OTHERS]))
OUTSIDERS = tuple(one for one in EVERYBODY if one not in (MEMBER, *COMMITTEE))

# He says two stars, his interim star is one, his star of the year three: nothing else in these books has so many.
SAID = ("锦绣鸢尾坡", "2 星")
ENTERED = ("鸢尾嘉奖令",)
INTERIM, FINAL = ("1 星",), ("3 星",)
LEFT_OUT, WHY_OUT = "dengguocai", ("评星档案 邓国才", "评星档案 年度 邓国才")
OBJECTED, ASKED_OUT = ("鸢尾坡那次他没去",), ("静脉曲张鸢尾",)
COUNTS_ONLY = "已备案星级（只有数）"
FIRST = "A0001"

PROPOSED = (StarState.COMMITTEE_PROPOSED,)
SHOWN = (StarState.PUBLICITY, StarState.OBJECTION, StarState.REVIEWED)
SENT = (StarState.SUBMITTED, StarState.FILED, StarState.ENDED)
# In states of one line everybody may know as much: they stand in the same books, each with another member's star.
ALIKE = ((StarState.SELF_REPORTED, StarState.PEER_REVIEWED), PROPOSED, SHOWN, SENT[:-1], SENT[-1:])
STATES = tuple(state for alike in ALIKE for state in alike)

LOOKS = (
    "我的星级", "我的星级 2026年", "为什么", "我的积分", "评星档案 陈桂兰", "评星档案 年度 陈桂兰", "评议进度",
    "评议进度 年度", "星级名单", "星级名单 2026年", "星级统计", "星级统计 2026年", "待备案", "待答复", "待裁定",
    "评星办法", "我的记录", "我的记录 11月", "我的名次", "红榜", "红榜预览", "汇总", "待核实", f"溯源 {FIRST}", "投递",
    "我是谁", "陈桂兰几颗星", "陈桂兰自评了几星", "我几颗星", "我们支部哪些人是五星", "十星", "免评", "待免评",
)  # fmt: skip


async def _write_books(state: StarState, stage: Stage | None = None) -> None:
    """Write what is known of the member while his star of the year is in a state, over whatever stands there."""
    await _clear_books()
    old = await asker(LEFT_OUT, NOON.date())
    await ask(Act(old, NOON, None, load_policy(), load_calendar()), ASKED_OUT[0])
    await _write_star(MEMBER, state, stage)


async def _clear_books() -> None:
    await StarObjection.all().delete()
    await MatterPerson.filter(matter__kind=OBJECTION.code).delete()
    objections = await Matter.filter(kind=OBJECTION.code).values_list("id", flat=True)
    await MatterStep.filter(matter_id__in=list(objections)).delete()
    await Matter.filter(kind=OBJECTION.code).delete()
    for one in (StarAppraisal, StarSelfReport, StarEntry, StarExemption):
        await one.all().delete()
    wishes = [matter.id for matter in await Matter.filter(kind=EXEMPTION.code)]
    for part in (MatterPerson, MatterStep):
        await part.filter(matter_id__in=wishes).delete()
    await Matter.filter(id__in=wishes).delete()


async def _write_star(userid: str, state: StarState, stage: Stage | None = None) -> None:
    member, secretary = await Person.get(userid=userid), await Person.get(userid="LuoZhengfu")
    his = {"member_id": member.id, "branch_id": member.branch_id}
    await StarSelfReport.create(**his, month="2026-11", version=1, stars=2, themes=[], reason=SAID[0], at=NOON)
    await StarEntry.create(
        **his, year=2026, kind="bonus", tenths=17, reason=ENTERED[0], entered_by_id=secretary.id, at=NOON
    )
    by = {"proposed_by_id": secretary.id, "proposed_at": NOON}
    await StarAppraisal.create(**his, **by, period="2026-Q4", state=StarState.COMMITTEE_PROPOSED, stars=1)
    is_proposed = state in (*PROPOSED, *SHOWN, *SENT)
    year = await StarAppraisal.create(
        **his, **(by if is_proposed else {}), period="2026", state=state, stars=3 if is_proposed else None
    )
    if state in (*SHOWN, *SENT):
        await StarAppraisal.filter(id=year.id).update(publicity_from=NOON.date())
    if state in SENT:
        sent = {"submitted_at": NOON, "filed_at": NOON, "valid_from": NOON.date(), "valid_to": NOON.date()}
        await StarAppraisal.filter(id=year.id).update(**sent)
    if stage is not None:
        await _write_objection(year, stage)


async def _write_objection(star: StarAppraisal, stage: Stage) -> None:
    raised_by = await Person.get(userid=PEOPLE["群众"])
    matter = await Matter.create(
        kind=OBJECTION.code,
        unit_id=raised_by.unit_id,
        branch_id=star.branch_id,
        title="2026年度星级",
        said=OBJECTION.said.model_validate({"text": OBJECTED[0]}).model_dump(),
        state=stage,
        due_on=NOON.date(),
        opened_by_id=raised_by.id,
        opened_at=NOON,
    )
    for part, person_id in ((Part.OWNER, raised_by.id), (Part.ABOUT, star.member_id)):
        await MatterPerson.create(matter_id=matter.id, person_id=person_id, part=part, since=NOON)
    await StarObjection.create(matter_id=matter.id, appraisal_id=star.id)


def _holds(texts: Iterable[str], canaries: Iterable[str]) -> bool:
    """Return whether one of the texts holds a canary; a page of counts may hold figures, but no name."""
    found = [text for text in texts if COUNTS_ONLY not in text or any(name in text for name in NAMES)]
    return any(canary in text for text in found for canary in canaries)


async def _asks(town: Town, who: str, questions: Iterable[str]) -> list[str]:
    """Let somebody ask in private; return all that he was ever answered or told."""
    for question in questions:
        await town.says(who, question)
    return await said_to(who)


def _knows_final(who: str, state: StarState) -> bool:
    """Return whether somebody may know the star of the year: committee, then the member, then the township.

    Nobody is shown a star that a veto has ended.
    """
    if state is StarState.ENDED:
        return False
    if who in COMMITTEE:
        return state in (*PROPOSED, *SHOWN, *SENT)
    if who in (MEMBER, *BESIDE):
        return state in (*SHOWN, *SENT)
    return who == TOWNSHIP and state in SENT


async def _write_each(*states: StarState) -> list[str]:
    """Write a star for each state, the first of the member, the others of those beside him; return the names."""
    await _write_books(states[0])
    alike = await Person.get(userid=MEMBER)
    for (userid, name), state in zip(BESIDE.items(), states[1:], strict=False):
        beside = alike.clone()
        beside.userid = beside.userid_key = userid
        beside.name = name
        await beside.save()
        await _write_star(userid, state, Stage.OPEN if state is StarState.OBJECTION else None)
    return list(NAMES[: len(states)])


@pytest.mark.parametrize("states", ALIKE, ids=" ".join)
async def test_who_learns_what_in_each_state(states: tuple[StarState, ...]) -> None:
    async with open_town() as town:
        names = await _write_each(*states)
        looks = dict.fromkeys(look.replace(NAME, name) for name in names for look in LOOKS)
        members, learnt = (MEMBER, *list(BESIDE)[: len(names) - 1]), {}
        for who in (*EVERYBODY, *members[1:]):
            told = await _asks(town, who, looks)
            learnt[who] = [_holds(told, canaries) for canaries in (SAID, ENTERED, INTERIM, FINAL)]
            for name in names if who in COMMITTEE else ():
                his = [text for text in told if name in text]
                assert [_holds(his, one) for one in (SAID, ENTERED, INTERIM, FINAL)] == learnt[who], (who, name)
            # Why somebody wishes to be left out is between him and the secretary.
            asked = told if StarState.FILED not in states else await _asks(town, who, WHY_OUT)
            assert who in (LEFT_OUT, COMMITTEE[0]) or not _holds(asked, ASKED_OUT), who
        insiders = (*members, *COMMITTEE)
        assert learnt == {who: [who in insiders] * 3 + [_knows_final(who, states[0])] for who in learnt}
        assert all(_knows_final(who, state) is learnt[who][-1] for who in learnt for state in states)


@pytest.mark.parametrize("stage", Stage)
async def test_who_learns_what_was_objected_and_by_whom(stage: Stage) -> None:
    deciders = {Stage.OPEN: COMMITTEE, Stage.APPEALED: (TOWNSHIP,)}.get(stage, ())
    async with open_town() as town:
        await _write_books(StarState.OBJECTION, stage)
        for who in EVERYBODY:
            told = await _asks(town, who, ("待答复", "待裁定", "我的星级", "评星档案 年度 陈桂兰", f"溯源 {FIRST}"))
            assert _holds(told, OBJECTED) is (who in deciders), who
            assert _holds(told, ["马小军"]) is (who in deciders), who


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_command_at_all_opens_a_door_for_an_outsider(who: str) -> None:
    """Every command there is, by its example, about each of the three; a township may know what it is sent."""
    async with open_town() as town:
        names = await _write_each(StarState.COMMITTEE_PROPOSED, StarState.OBJECTION, StarState.FILED)
        said = dict.fromkeys(spoken(command).replace(NAME, name) for name in names for command in COMMANDS)
        told = await _asks(town, who, said)
        final = () if who == TOWNSHIP else FINAL
        found = [text for text in told if _holds([text], (*SAID, *ENTERED, *INTERIM, *final, *OBJECTED))]
        assert found == []


@pytest.mark.parametrize("state", [StarState.SELF_REPORTED, StarState.OBJECTION, StarState.FILED])
async def test_a_group_learns_nothing_from_what_insiders_ask_there(state: StarState) -> None:
    async with open_town() as town:
        await _write_books(state, Stage.OPEN if state is StarState.OBJECTION else None)
        for who in (MEMBER, *COMMITTEE[:2], TOWNSHIP):
            for question in LOOKS:
                for group in (VILLAGE, ELSEWHERE):
                    await town.says(who, question, group)
        posts = await said_in_groups()
        assert not _holds(posts, (*SAID, *ENTERED, *INTERIM, *FINAL, *OBJECTED, *ASKED_OUT))


@pytest.mark.parametrize("said", ["自评2星 {words}", "我自评2星，理由是{words}", "自评⭐⭐ {words}", "异议 {words}"])
async def test_what_is_said_in_a_group_is_not_repeated_there(said: str) -> None:
    async with open_town() as town:
        answer = await town.says(MEMBER, said.format(words=SAID[0]), VILLAGE)
        assert answer
        assert not [word for word in (*SAID, "2星", "⭐", "二星", "两星") if word in answer]


async def test_the_second_branch_of_a_community_does_not_see_the_first() -> None:
    first, second = "baixuelian", ("duanxiaodong", "houli")
    looks = [look.replace(NAME, "白雪莲") for look in LOOKS]
    async with open_town() as town:
        assert SAID[1] in await town.says(first, f"自评2星 {SAID[0]}")
        for who in second:
            assert not _holds(await _asks(town, who, looks), SAID)
        assert _holds(await _asks(town, "LiaoHongmei", looks), SAID)


@pytest.mark.parametrize("what", ["activities", "people", "audit"])
async def test_no_exported_list_holds_a_self_report_or_anybody_s_words(what: str) -> None:
    async with open_town() as town:
        await town.says(MEMBER, f"自评2星 {SAID[0]}")
        await _write_books(StarState.PUBLICITY)
        await town.says(PEOPLE["群众"], f"异议 {NAME} {OBJECTED[0]}")
        await town.says(COMMITTEE[0], f"答复 Y0011 维持 {OBJECTED[0]}")
        page = StringIO()
        await write_csv(what, page, NOON.date())
        assert len(page.getvalue().splitlines()) > 2
        assert not [
            word for word in (*SAID, *ENTERED, *OBJECTED, *ASKED_OUT, '""stars"": 2') if word in page.getvalue()
        ]


def test_the_canaries_are_rare() -> None:
    assert [person.name for person in load_district().people if person.name in NAMES] == [NAME]
    assert len(STATES) == len(StarState) - 3, "every state but the first and the two that are only shown"
