"""Who may take a step and who is told: the one answer, laid out as a table."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.organisation.authority.deciders import (
    Decision,
    Officer,
    Own,
    Part,
    Place,
    Takers,
    above,
    deciders,
    part,
    roles,
)
from models.organisation.people.rules import Role

VILLAGE, TOWNSHIP, DISTRICT, ELSEWHERE = 1, 2, 3, 4
FIRST, OTHER = 11, 12
SECRETARY, COMMITTEE, SUPERVISOR, OFFICER, DISTRICT_OFFICER, STRANGER, OTHER_BRANCH, MEMBER = range(101, 109)
OFFICERS = (
    Officer(SECRETARY, FIRST, Role.SECRETARY, VILLAGE),
    Officer(COMMITTEE, FIRST, Role.COMMITTEE, VILLAGE),
    Officer(SUPERVISOR, None, Role.SUPERVISOR, VILLAGE),
    Officer(OFFICER, None, Role.TOWNSHIP, TOWNSHIP),
    Officer(DISTRICT_OFFICER, None, Role.DISTRICT, DISTRICT),
    Officer(STRANGER, None, Role.SECRETARY, ELSEWHERE),
    Officer(OTHER_BRANCH, OTHER, Role.SECRETARY, VILLAGE),
)
BRANCH, UNIT = Place(VILLAGE, FIRST, (TOWNSHIP, DISTRICT)), Place(VILLAGE, None, (TOWNSHIP, DISTRICT))
OF_TOWNSHIP = Place(TOWNSHIP, None, (DISTRICT,))
LED, JUDGED = roles(Role.SECRETARY), roles(Role.SECRETARY, Role.COMMITTEE)


@pytest.mark.parametrize(
    ("place", "takers", "own", "about", "may", "told"),
    [
        # Of the branch and of nobody else's.
        (BRANCH, LED, Own.NEVER, MEMBER, {SECRETARY}, {SECRETARY}),
        (UNIT, LED, Own.NEVER, MEMBER, {SECRETARY, OTHER_BRANCH}, {SECRETARY, OTHER_BRANCH}),
        # All of the roles may, the first of them is told.
        (BRANCH, JUDGED, Own.NEVER, MEMBER, {SECRETARY, COMMITTEE}, {SECRETARY}),
        (BRANCH, JUDGED, Own.NEVER, SECRETARY, {COMMITTEE}, {COMMITTEE}),
        (BRANCH, JUDGED, Own.NEVER, COMMITTEE, {SECRETARY}, {SECRETARY}),
        # Alone with his own matter: the office above, and only then.
        (BRANCH, LED, Own.NEVER, SECRETARY, {OFFICER}, {OFFICER}),
        (BRANCH, LED, Own.EITHER, SECRETARY, {SECRETARY}, {SECRETARY}),
        # Nobody in that post at all: the office above as well, or what is pending would wait for ever.
        (BRANCH, roles(Role.VERIFIER), Own.NEVER, MEMBER, {OFFICER}, {OFFICER}),
        (BRANCH, roles(Role.VERIFIER), Own.EITHER, MEMBER, {OFFICER}, {OFFICER}),
        (BRANCH, roles(Role.VERIFIER), Own.ONLY, MEMBER, set(), set()),
        # Another's office is none of his; the district's is one for all below it.
        (UNIT, roles(Role.DISTRICT), Own.EITHER, None, {DISTRICT_OFFICER}, {DISTRICT_OFFICER}),
        (UNIT, roles(Role.TOWNSHIP), Own.EITHER, None, {OFFICER}, {OFFICER}),
        (Place(ELSEWHERE), roles(Role.DISTRICT), Own.EITHER, None, set(), set()),
        (Place(VILLAGE, None, (TOWNSHIP,)), roles(Role.DISTRICT), Own.EITHER, None, set(), set()),
        # The office above is the nearest that has anybody.
        (UNIT, above(), Own.EITHER, None, {OFFICER}, {OFFICER}),
        (OF_TOWNSHIP, above(), Own.EITHER, None, {DISTRICT_OFFICER}, {DISTRICT_OFFICER}),
        (
            Place(VILLAGE, None, (ELSEWHERE, DISTRICT)),
            above(),
            Own.EITHER,
            None,
            {DISTRICT_OFFICER},
            {DISTRICT_OFFICER},
        ),
        (BRANCH, LED | above(), Own.EITHER, None, {SECRETARY, OFFICER}, {SECRETARY}),
        # Those who have a part.
        (BRANCH, part(Part.ABOUT), Own.EITHER, MEMBER, {MEMBER}, {MEMBER}),
        (BRANCH, part(Part.ABOUT), Own.ONLY, MEMBER, {MEMBER}, {MEMBER}),
        (BRANCH, LED, Own.ONLY, MEMBER, set(), set()),
        (BRANCH, LED | part(Part.ABOUT), Own.EITHER, MEMBER, {MEMBER, SECRETARY}, {MEMBER}),
        (BRANCH, part(Part.OTHER), Own.EITHER, MEMBER, set(), set()),
    ],
)
def test_who_may_and_who_is_told(
    place: Place, takers: Takers, own: Own, about: int | None, may: Collection[int], told: Collection[int]
) -> None:
    people = {Part.ABOUT: [about]} if about else {}
    found = deciders(Decision(place, takers, own, people), OFFICERS)
    assert (found.may, set(found.told)) == (may, told)


def test_the_office_above_is_known_as_such() -> None:
    mine = Decision(BRANCH, LED, Own.NEVER, {Part.ABOUT: [SECRETARY]})
    his = Decision(BRANCH, LED, Own.NEVER, {Part.ABOUT: [MEMBER]})
    assert deciders(mine, OFFICERS).above
    assert not deciders(his, OFFICERS).above


@given(
    takers=st.builds(
        Takers,
        roles=st.lists(st.sampled_from(list(Role)), max_size=3).map(tuple),
        parts=st.frozensets(st.sampled_from(list(Part))),
        above=st.booleans(),
    ),
    people=st.dictionaries(st.sampled_from(list(Part)), st.lists(st.integers(101, 108), max_size=3)),
    place=st.sampled_from([BRANCH, UNIT, OF_TOWNSHIP]),
)
def test_nobody_takes_a_step_in_his_own_matter_that_is_never_his(
    takers: Takers, people: dict[Part, list[int]], place: Place
) -> None:
    never, only, either = (
        deciders(Decision(place, takers, own, people), OFFICERS) for own in (Own.NEVER, Own.ONLY, Own.EITHER)
    )
    own = {one for name in (Part.OWNER, Part.ABOUT) for one in people.get(name, ())}
    assert not never.may & own
    assert only.may <= own
    assert only.may | (either.may - own) == either.may
    for found in (never, only, either):
        assert set(found.told) <= found.may
        assert bool(found.told) == bool(found.may)
