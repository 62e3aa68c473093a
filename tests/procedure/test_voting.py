"""Every assembly against a table written by hand, over all meetings of up to 60; and the data with the numbers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config.file_faults import FileError
from config.voting import VOTING_FILE, voting
from models.organisation.people.rules import Role
from models.procedure.meetings.rules import Tally, Vote, decide, in_time
from models.procedure.meetings.texts import arithmetic
from models.values.refusal import Refusal

Valid = Callable[[int, int], bool]
Passed = Callable[[int, int, int], bool]
# N should attend, P are present, Y are in favour; by the articles of domain rules 5.2, as integer tests.
TABLE: dict[tuple[str, bool], tuple[Valid, Passed]] = {
    ("branch_committee", False): (lambda n, p: 2 * p > n, lambda n, p, y: 2 * y > n),
    ("two_committees", False): (lambda n, p: 2 * p > n, lambda n, p, y: 2 * y > p),
    ("members_meeting", False): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 2 * y > n),
    ("villager_reps", False): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 2 * y > p),
    ("villagers_assembly", False): (lambda n, p: 2 * p > n, lambda n, p, y: 2 * y > p),
    ("villagers_assembly", True): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 2 * y > p),
    ("village_group", False): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 2 * y > p),
    ("village_group", True): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 2 * y > p),
    ("resident_reps", False): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 2 * y > p),
    ("residents_assembly", False): (lambda n, p: 2 * p > n, lambda n, p, y: 2 * y > p),
    ("residents_assembly", True): (lambda n, p: 2 * p > n, lambda n, p, y: 2 * y > p),
    ("collective_assembly", False): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 3 * y >= 2 * n),
    ("collective_reps", False): (lambda n, p: 3 * p >= 2 * n, lambda n, p, y: 3 * y >= 2 * n),
}
MOST = 60


def test_the_table_knows_every_assembly() -> None:
    ways = {(one.code, by) for one in voting().assemblies.values() for by in (False, True) if not by or one.households}
    assert TABLE.keys() == ways
    assert {seat for one in voting().assembly for seat in one.seats} <= set(Role)


@pytest.mark.parametrize(("code", "households"), TABLE)
def test_every_meeting_of_up_to_sixty_is_decided_as_the_articles_say(code: str, households: bool) -> None:
    valid, passed = TABLE[code, households]
    assembly = voting().assemblies[code]
    for n in range(1, MOST + 1):
        for p in range(1, n + 1):
            for y in range(p + 1):
                found = decide(assembly, Tally(n, p, y, p - y, 0, households))
                wanted = Vote.NO_QUORUM if not valid(n, p) else Vote.PASSED if passed(n, p, y) else Vote.LOST
                assert found.vote is wanted, (code, n, p, y)
                assert valid(n, found.present_least)
                assert not valid(n, found.present_least - 1)
                assert passed(n, p, found.ayes_least)
                assert not passed(n, p, found.ayes_least - 1)


def test_abstaining_is_not_being_in_favour() -> None:
    reps = voting().assemblies["villager_reps"]
    assert decide(reps, Tally(30, 22, 11, 1, 10)).vote is Vote.LOST
    assert decide(reps, Tally(30, 22, 12, 0, 10)).vote is Vote.PASSED


@pytest.mark.parametrize(
    ("code", "tally", "said"),
    [
        ("members_meeting", Tally(40, 26, 26, 0, 0), "应到40 实到26，未达应到2/3（27），这次会不能作数。"),
        (
            "members_meeting",
            Tally(40, 27, 20, 7, 0),
            "应到40 实到27，已达应到2/3（27）；赞成20，未过应到半数（21），没有通过。",
        ),
        (
            "members_meeting",
            Tally(40, 27, 21, 6, 0),
            "应到40 实到27，已达应到2/3（27）；赞成21，已过应到半数（21），通过。",
        ),
        ("two_committees", Tally(8, 5, 3, 2, 0), "应到8 实到5，已过应到半数（5）；赞成3，已过实到半数（3），通过。"),
        (
            "collective_assembly",
            Tally(90, 60, 60, 0, 0),
            "应到90 实到60，已达应到2/3（60）；赞成60，已达应到2/3（60），通过。",
        ),
    ],
)
def test_the_arithmetic_is_said_aloud(code: str, tally: Tally, said: str) -> None:
    assembly = voting().assemblies[code]
    assert arithmetic(assembly, tally, decide(assembly, tally)) == said


@pytest.mark.parametrize(
    "tally", [Tally(8, 9, 9, 0, 0), Tally(8, 0, 0, 0, 0), Tally(8, 7, 7, 1, 0), Tally(8, 7, 5, 1, 0)]
)
def test_figures_that_do_not_fit_together_are_refused(tally: Tally) -> None:
    with pytest.raises(Refusal, match="对不上，先没记"):
        decide(voting().assemblies["two_committees"], tally)
    with pytest.raises(Refusal, match="按人算，不按户算"):
        decide(voting().assemblies["villager_reps"], Tally(30, 22, 22, 0, 0, households=True))


def test_the_draft_comes_early_enough() -> None:
    members, day = voting().assemblies["members_meeting"], date(2026, 12, 4)
    assert in_time(members, date(2026, 12, 1), day)
    assert not in_time(members, date(2026, 12, 2), day)


def test_collective_rights_are_decided_by_all_members_only() -> None:
    kinds = voting().matters
    assert kinds["collective_rights"].village == ("collective_assembly",)
    assert {"villager_reps", "villagers_assembly"} >= set(kinds["public_works"].village)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('quorum = ">1/2"', 'quorum = "1/2"'),
        ('village = ["collective_assembly"]', 'village = ["nobody"]'),
        ("version", "versio"),
    ],
)
def test_a_file_that_does_not_fit_together_says_so(tmp_path: Path, written: str, instead: str) -> None:
    wrong = tmp_path / "voting.toml"
    wrong.write_text(VOTING_FILE.read_text(encoding="utf-8").replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(FileError, match="表决规则"):
        voting(wrong)
