"""示范带, 带, 汇总: the chains and what happens along them."""

import re

import pytest

from models.organisation.units.rules import line_up, tree_below
from tests.fakes.chat import Chat, 丙, 甲, 群众, 镇干部


async def test_a_belt_is_told_in_the_order_of_its_chain(chat: Chat) -> None:
    lines = (await chat.says(群众, "示范带 工业港"))[0].splitlines()
    assert lines[0] == "工业港党建示范带，从头到尾 6 处"
    assert [line.split()[1] for line in lines[1:]] == [
        "龙门", "青义", "金家林（核心）", "新皂", "石塘", "经开区",
    ]  # fmt: skip
    assert all("示范点" in line for line in lines[1:])


async def test_the_three_belts(chat: Chat) -> None:
    lines = (await chat.says(甲, "示范带"))[0].splitlines()
    assert [line.split("：")[0] for line in lines[1:4]] == [
        "工业港党建示范带", "城镇化党建示范带", "新农村党建示范带",
    ]  # fmt: skip
    assert ["2 处" in lines[2], "5 处" in lines[3]] == [True, True]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("带 莲花池村", "所在示范带：新农村党建示范带（金峰）"),
        ("带 莲花池", "莲花池村（村，属金峰）"),
        ("带 铁牛街社区", "不在示范带上"),
        ("带 月亮村", "没有找到叫“月亮村”的村、社区或单位"),
        ("示范带 月亮", "没有找到叫“月亮”的示范带。现有：工业港党建示范带"),
    ],
)
async def test_where_a_place_lies(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(甲, said))[0]


async def test_a_township_sums_up_its_own_units_only(chat: Chat) -> None:
    answer = (await chat.says(镇干部, "汇总"))[0]
    assert "莲花池村" in answer
    assert "铁牛街社区" not in answer


async def test_the_district_sums_up_by_township_without_names_of_people(chat: Chat) -> None:
    answer, picture = await chat.says(丙, "汇总 10月")
    assert re.search(r"\n参加人数：(\d+月 \d+/\d+，)*10月 \d+/\d+$", answer)
    assert picture == "[图片]"
    assert answer.startswith("2026年10月汇总")
    assert "金峰：" in answer
    assert "陈桂兰" not in answer


async def test_members_do_not_sum_up(chat: Chat) -> None:
    assert "是镇街、区委组织部用的" in (await chat.says(甲, "汇总"))[0]


# A district, two townships, three villages.
PARENTS = {1: None, 2: 1, 3: 1, 4: 2, 5: 3, 6: 2}


@pytest.mark.parametrize(
    ("unit", "above", "below"),
    [(1, [1], [1, 2, 3, 4, 5, 6]), (2, [2, 1], [2, 4, 6]), (3, [3, 1], [3, 5]), (6, [6, 2, 1], [6])],
)
def test_what_lies_above_a_unit_and_below_it(unit: int, above: list[int], below: list[int]) -> None:
    assert (line_up(unit, PARENTS), tree_below(unit, PARENTS)) == (above, below)
