"""三委: who sits where until when; who may not sit there is refused with the reason; a word before terms end."""

from datetime import date

import pytest

from config.holidays import load_calendar
from models.organisation.people.rules import Role
from models.procedure.bodies.rules import Bodies, Body, BodySeat, Misfit, ending, misfits
from tests.fakes.chat import Chat, at, things, 丙, 乙, 戊, 甲, 群众, 镇干部

SUPERVISOR = "任职 何光荣 监督委员会委员 到2028年"


async def test_three_bodies_side_by_side(chat: Chat) -> None:
    shown = (await chat.says(群众, "三委 莲花池村"))[0]
    assert shown.splitlines()[0] == "莲花池村的三委"
    assert "支部委员会（2 人）\n村党支部书记 罗正富，2024年1月1日当选，到2028年12月31日\n组织委员 唐敏" in shown
    assert "村民委员会（2 人）\n村委会主任 欧阳春燕" in shown
    assert "村务监督委员会（1 人）\n村务监督委员会主任 邓国才" in shown
    assert "请核对" not in shown
    assert "主任 邓国才，2024年1月1日当选，到2028年" in (await chat.says(群众, "监委会哪些人，任期到哪年"))[0]
    assert "村务监督委员会登记了 1 人，应有 3 到 5 人" in (await chat.says(戊, "三委"))[0]
    assert "居民委员会（1 人）\n居委会主任 黎芳" in (await chat.says(丙, "三委 铁牛街社区"))[0]
    assert "不是村或社区" in (await chat.says(丙, "三委 区民政局"))[0]


async def test_who_may_not_supervise_is_refused_with_the_reason(chat: Chat) -> None:
    for said in ("任职 欧阳春燕 监督委员会委员 到2028年", "任职 邓国才 村委会委员 到2028年"):
        assert "不能同时在村(居)务监督委员会任职" in (await chat.says(镇干部, said))[0]
    asked = (await chat.says(镇干部, SUPERVISOR))[0]
    assert "何光荣同志是不是欧阳春燕、周小川的近亲属" in asked
    assert "近亲属不在村(居)务监督委员会任职" in (await chat.says(镇干部, "是"))[0]
    assert "何光荣" not in (await chat.says(群众, "三委 莲花池村"))[0]
    await chat.says(镇干部, SUPERVISOR)
    assert "岗位照旧" in (await chat.says(镇干部, "取消"))[0]
    await chat.says(镇干部, SUPERVISOR)
    assert "监督委员会委员，到2028年12月31日为止" in (await chat.says(镇干部, "不是"))[0]
    chat.hears_all()
    assert "监督委员会委员 何光荣，2026年11月22日当选" in (await chat.says(群众, "三委 莲花池村"))[0]
    # The other way round it is asked as well: who may be in the village committee beside a supervisor.
    assert "是不是邓国才、何光荣的近亲属" in (await chat.says(乙, "任职 唐敏 村委会委员 到2028年"))[0]


@at("2028-06-30T12:00:00+08:00")
async def test_half_a_year_and_a_month_before_the_terms_end_it_is_said_once(chat: Chat) -> None:
    await chat.moves_to("2028-07-04T12:00:00+08:00")
    for who in (乙, 镇干部):
        told = [thing for thing in things(chat.hears(who)) if thing.startswith("莲花池村") and "任期到" in thing]
        assert len(told) == 1
        assert "支部委员会、村民委员会、村务监督委员会的任期到2028年12月31日，还有 18" in told[0]
    chat.hears_all()


def _bodies(**seats: list[tuple[int, Role]]) -> Bodies:
    found = {
        Body(body): [
            BodySeat(str(one), "", role, date(2030, 12, 31), person_id=one, since=date(2026, 1, 1))
            for one, role in people
        ]
        for body, people in seats.items()
    }
    return Bodies(1, "", "village", {body: found.get(body, []) for body in Body})


@pytest.mark.parametrize(
    ("seats", "wrong"),
    [
        ({"branch_committee": [(1, Role.SECRETARY)], "village_committee": [(2, Role.VILLAGE_COMMITTEE)]}, ["empty"]),
        ({"supervision_committee": [(1, Role.SUPERVISOR)]}, ["empty", "empty", "size"]),
        (
            {
                "branch_committee": [(1, Role.SECRETARY)],
                "village_committee": [(1, Role.VILLAGE_COMMITTEE), (2, Role.VILLAGE_COMMITTEE)],
                "supervision_committee": [(1, Role.SUPERVISOR), (2, Role.SUPERVISOR), (3, Role.SUPERVISOR)],
            },
            ["both", "both", "secretary_supervises"],
        ),
    ],
)
def test_what_does_not_fit_together_is_found(seats: dict[str, list[tuple[int, Role]]], wrong: list[str]) -> None:
    assert [misfit for misfit, _, _ in misfits(_bodies(**seats))] == [Misfit(one) for one in wrong]


def test_a_term_is_told_of_on_the_first_working_day_at_its_distance() -> None:
    calendar, bodies = load_calendar(), _bodies(branch_committee=[(1, Role.SECRETARY)])
    end = date(2030, 12, 31)
    told = [
        day for day in range(1, 366) if ending(bodies, date.fromordinal(end.toordinal() - day), (183, 30), calendar)
    ]
    assert len(told) == 2
    assert all(0 <= ahead - day <= 3 for day, ahead in zip(sorted(told), (30, 183), strict=True))


async def test_representatives_are_four_fifths_of_their_meeting(chat: Chat) -> None:
    few = "村民代表会议登记了 3 人，其中村民代表 1 人，不到五分之四（3 人）。"
    assert few in (await chat.says(乙, "三委 莲花池村"))[0]
    assert few not in (await chat.says(甲, "三委 莲花池村"))[0]
