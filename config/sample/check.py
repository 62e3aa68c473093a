"""What the sample district's files must agree on among themselves; each refusal names file and key."""

from collections.abc import Collection, Iterable
from itertools import chain

from config.sample.records import KINDS, MEMBER_CLASSES, ROLES, STANDINGS, TITLES, SampleDistrict

OFFICE_KINDS = ("district", "township")


def refuse_unknown_words(district: SampleDistrict) -> None:
    """Raises ValueError for a code, role, kind or title that stands nowhere."""
    units = _values(district.units, "code")
    posts = list(chain.from_iterable(person.posts for person in district.people))
    stops = chain.from_iterable(belt.stops for belt in district.belts)
    branches = _values(district.branches, "code")
    refuse_others("units.toml", "kind", _values(district.units, "kind"), KINDS)
    refuse_others("units.toml", "parent", _values(district.units, "parent"), _units(district, *OFFICE_KINDS))
    refuse_others("units.toml", "unit", _values(district.branches, "unit"), units)
    refuse_others("belts.toml", "unit", _values(stops, "unit"), _units(district, "township"))
    refuse_others("sites.toml", "unit", _values(district.sites, "unit"), units)
    refuse_others("sites.toml", "title", _values(district.sites, "title"), TITLES)
    refuse_others("people.toml", "unit", _values(district.people, "unit"), units)
    refuse_others("people.toml", "branch", _values(district.people, "branch"), branches)
    refuse_others("people.toml", "standing", _values(district.people, "standing"), STANDINGS)
    refuse_others("people.toml", "member_class", _values(district.people, "member_class"), MEMBER_CLASSES)
    refuse_others("people.toml", "role", _values(posts, "role"), ROLES)
    refuse_others("people.toml", "unit", _values(posts, "unit"), units)


def refuse_misplaced_members(district: SampleDistrict) -> None:
    """Raises ValueError for a member outside his unit's branches; officers have no branch here."""
    homes = {branch.code: branch.unit for branch in district.branches}
    offices = _units(district, *OFFICE_KINDS)
    for person in district.people:
        wanted = person.standing != "none" and person.unit not in offices
        if wanted and homes.get(person.branch or "") != person.unit:
            raise ValueError(f"people.toml 的 branch：{person.userid} 应在本单位的党支部")


def refuse_repeated_codes(district: SampleDistrict) -> None:
    """Raises ValueError for a code, userid or chat id given twice."""
    # WeCom takes userids that differ only in case for the same; chat ids it does not.
    _refuse_twice("people.toml", "userid", map(str.lower, _values(district.people, "userid")))
    _refuse_twice("units.toml", "code", _values(district.units, "code"))
    _refuse_twice("units.toml", "code", _values(district.branches, "code"))
    _refuse_twice("belts.toml", "code", _values(district.belts, "code"))
    for belt in district.belts:
        _refuse_twice("belts.toml", "unit", _values(belt.stops, "unit"))
    _refuse_twice("groups.toml", "chatid", _values(district.groups, "chatid"))
    _refuse_twice("groups.toml", "webhook_key", _values(district.groups, "webhook_key"))


def refuse_others(file: str, key: str, values: Iterable[str], known: Collection[str]) -> None:
    """Raises ValueError for the first value that is not among the known ones."""
    for value in values:
        if value not in known:
            raise ValueError(f"{file} 的 {key} 写了没有的 {value}")


def _refuse_twice(file: str, key: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"{file} 的 {key} 重复：{value}")
        seen.add(value)


def _values(records: Iterable[object], field: str) -> list[str]:
    return [value for record in records if (value := getattr(record, field)) is not None]


def _units(district: SampleDistrict, *kinds: str) -> set[str]:
    return {unit.code for unit in district.units if unit.kind in kinds}
