"""Reads the sample district's files and refuses a broken one with one sentence that names file and key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from config.file_faults import line_of
from config.sample.check import refuse_misplaced_members, refuse_others, refuse_repeated_codes, refuse_unknown_words
from config.sample.records import (
    SampleBelt,
    SampleBranch,
    SampleDistrict,
    SampleGroup,
    SamplePerson,
    SamplePost,
    SampleSite,
    SampleStop,
    SampleUnit,
)

SAMPLE_FOLDER = Path(__file__).parents[1] / "data" / "sample"
LIBRARY_FOLDER = SAMPLE_FOLDER / "library"

Record = TypeVar("Record")
Row = Mapping[str, Any]


@cache
def load_district(folder: Path = SAMPLE_FOLDER) -> SampleDistrict:
    """The sample district; ValueError with one sentence naming file and key when a file is broken."""
    district = SampleDistrict(
        units=read_records(SampleUnit, folder, "units.toml", "unit"),
        belts=tuple(_belt(row) for row in _rows(folder, "belts.toml", "belt")),
        sites=read_records(SampleSite, folder, "sites.toml", "site"),
        branches=read_records(SampleBranch, folder, "units.toml", "branch"),
        people=tuple(_people(folder)),
        groups=(),
    )
    refuse_unknown_words(district)
    refuse_misplaced_members(district)
    groups = tuple(_group(row, district) for row in _rows(folder, "groups.toml", "group"))
    complete = replace(district, groups=groups)
    refuse_repeated_codes(complete)
    return complete


def _rows(folder: Path, file: str, key: str) -> list[Row]:
    return _listed(file, _read(folder, file), key)


def _read(folder: Path, file: str) -> Row:
    try:
        return tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{folder} 里读不到 {file}；请给资料所在的目录，格式同 config/data/sample") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{folder / file} 不是 UTF-8 编码，请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{folder / file} {line_of(error)}写法有误，请照 config/data/sample 改") from error


def _listed(file: str, table: Row, key: str) -> list[Row]:
    rows = table.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{file} 的 {key} 应是一列表格")
    return rows


def _build(record: type[Record], file: str, row: Row, **parsed: object) -> Record:
    """A record of the row's plain values and the given parsed ones.

    ValueError names the key that is missing, unknown or of the wrong type.
    """
    plain = {key: hint for key, hint in get_type_hints(record).items() if key not in parsed}
    unknown = row.keys() - plain.keys() - parsed.keys()
    if unknown:
        raise ValueError(f"{file} 里有不认识的键 {min(unknown)}")
    for key, hint in plain.items():
        _refuse_wrong_type(file, key, row.get(key), hint)
    return record(**{key: row.get(key) for key in plain}, **parsed)


def _refuse_wrong_type(file: str, key: str, value: object, hint: Any) -> None:
    # A TOML date with a time would pass for a date.
    if not isinstance(value, hint) or isinstance(value, datetime):
        raise ValueError(f"{file} 的 {key} 缺了或写法不对：{value}")


def read_records(record: type[Record], folder: Path, file: str, key: str) -> tuple[Record, ...]:
    """The records a file lists under a key; ValueError when the file or a row is broken."""
    return tuple(_build(record, file, row) for row in _rows(folder, file, key))


def _belt(row: Row) -> SampleBelt:
    stops = _listed("belts.toml", row, "stops")
    return _build(
        SampleBelt,
        "belts.toml",
        row,
        stops=tuple(_build(SampleStop, "belts.toml", {"core": False, **stop}) for stop in stops),
    )


def _people(folder: Path) -> Iterator[SamplePerson]:
    file = _read(folder, "people.toml")
    term = {"valid_from": file.get("term_from"), "valid_to": file.get("term_to")}
    for unit in _listed("people.toml", file, "unit"):
        usual = {
            "unit": unit.get("code"),
            "branch": unit.get("branch"),
            "member_class": unit.get("member_class"),
            "standing": "full",
            "exempt": False,
            "publish_name": False,
        }
        for row in _listed("people.toml", unit, "people"):
            yield _person({**usual, **row}, term)


def _person(row: Row, term: Row) -> SamplePerson:
    if row["standing"] == "none":
        row = {**row, "branch": None, "member_class": None}
    rows = _listed("people.toml", {"posts": [], **row}, "posts")
    posts = (_build(SamplePost, "people.toml", {"unit": row["unit"], **term, **post}) for post in rows)
    return _build(SamplePerson, "people.toml", row, posts=tuple(posts))


def _group(row: Row, district: SampleDistrict) -> SampleGroup:
    """A group with the people of its unit, the township's officers above it and the guests the row names."""
    unit = row.get("unit")
    above = {place.code: place.parent for place in district.units}
    if unit not in above:
        raise ValueError(f"groups.toml 的 unit 写了没有的单位 {unit}")
    guests = row.get("guests", [])
    refuse_others("groups.toml", "guests", guests, {person.userid for person in district.people})
    members = [
        person.userid
        for person in district.people
        if person.unit == unit or person.userid in guests or _is_officer(person, above[unit])
    ]
    plain = {key: value for key, value in row.items() if key != "guests"}
    return _build(SampleGroup, "groups.toml", plain, members=tuple(members))


def _is_officer(person: SamplePerson, township: str | None) -> bool:
    return any(post.role == "township" and post.unit == township for post in person.posts)
