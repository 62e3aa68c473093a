"""Every command × every role × every kind of chat, against a table that a person has read: matrix.txt.

In a cell stand the answers in a private chat, in the own group and in another group:
可 obeyed, 私 sent to the private chat, 否 not for this role, 册 not on the books, 离 has left.
"""

from itertools import zip_longest
from pathlib import Path

import pytest

from bot.understanding.command import Command
from handlers import COMMANDS
from tests.access.town import ELSEWHERE, OWN_GROUP, PEOPLE, VILLAGE, Town, open_town, spoken

TABLE = Path(__file__).parent / "matrix.txt"
SIGNS = {
    "请私聊我发": "私",
    "用的，这次没办": "否",
    "名册上还没有您，先没记": "册",
    "名册上已经没有您": "离",
}


def sign_of(answer: str) -> str:
    """Return the sign of an answer."""
    return next((sign for words, sign in SIGNS.items() if words in answer), "可")


def written() -> dict[str, dict[str, str]]:
    """Return {command: {role: cell}} as it is checked in."""
    head, *lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return {name: dict(zip_longest(head[1:], cells, fillvalue="")) for name, *cells in lines}


async def _attempt(town: Town, role: str, command: Command, group: str | None) -> str:
    before = town.written()
    sign = sign_of(await town.says(PEOPLE[role], spoken(command), group))
    if sign != "可":
        assert town.written() == before, f"{role} was refused {command.name} and yet something was written"
    return sign


async def row_of(command: Command) -> dict[str, str]:
    """Return {role: cell} as the bot behaves."""
    async with open_town(noted=True) as town:
        row = {}
        for role in PEOPLE:
            places = (None, OWN_GROUP.get(role, VILLAGE), ELSEWHERE)
            row[role] = "".join([await _attempt(town, role, command, place) for place in places])
        return row


def test_every_command_and_every_role_is_in_the_table() -> None:
    table = written()
    names = [command.name for command in COMMANDS]
    assert [name for name in names if name not in table] == [], (
        "it has no row: pytest tests/access/test_matrix.py -k NAME"
    )
    assert list(table) == names, "one row for each command, in the order of the help"
    assert [name for name, row in table.items() if list(row) != list(PEOPLE)] == [], "a cell for each role"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_a_command_is_for_those_the_table_says(command: Command) -> None:
    row = await row_of(command)
    behaves = f"{command.name:<14} {'　 '.join(row.values())}"
    agrees = row == written().get(command.name)
    assert agrees, f"read what the bot does, then make it the row of tests/access/matrix.txt:\n{behaves}"


@pytest.mark.parametrize(("name", "said"), [("my_records", "我这个月报了几条"), ("my_place", "我们支部排第几")])
async def test_words_of_ones_own_open_no_other_door(name: str, said: str) -> None:
    row = written()[name]
    async with open_town() as town:
        for role, userid in PEOPLE.items():
            for sign, group in zip(row[role], (None, OWN_GROUP.get(role, VILLAGE), ELSEWHERE), strict=True):
                assert sign_of(await town.says(userid, said, group)) == sign, (role, group)
