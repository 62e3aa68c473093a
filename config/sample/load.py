"""Reads the sample district's files, which come with the program; tests hold what they must agree on."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

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

Row = dict[str, Any]


@cache
def load_district() -> SampleDistrict:
    """Return the sample district."""
    places, people = read("units.toml"), tuple(_people(read("people.toml")))
    units = tuple(SampleUnit(**row) for row in places["unit"])
    above = {unit.code: unit.parent for unit in units}
    return SampleDistrict(
        units=units,
        belts=tuple(_belt(**row) for row in read("belts.toml")["belt"]),
        sites=tuple(SampleSite(**row) for row in read("sites.toml")["site"]),
        branches=tuple(SampleBranch(**row) for row in places["branch"]),
        people=people,
        groups=tuple(_group(row, people, above[row["unit"]]) for row in read("groups.toml")["group"]),
    )


def read(file: str) -> Row:
    """Return what one of the files says."""
    return tomllib.loads((SAMPLE_FOLDER / file).read_text(encoding="utf-8"))


def _belt(stops: list[Row], **row: Any) -> SampleBelt:
    return SampleBelt(**row, stops=tuple(SampleStop(**stop) for stop in stops))


def _people(file: Row) -> Iterator[SamplePerson]:
    term = {"valid_from": file["term_from"], "valid_to": file["term_to"]}
    for unit in file["unit"]:
        usual = {"unit": unit["code"], "branch": unit.get("branch"), "member_class": unit.get("member_class")}
        for row in unit["people"]:
            posts = tuple(SamplePost(**{"unit": unit["code"], **term, **post}) for post in row.get("posts", ()))
            nobody = {"branch": None, "member_class": None} if row.get("standing") == "none" else {}
            yield SamplePerson(**{**usual, **row, **nobody, "posts": posts})


def _group(row: Row, people: tuple[SamplePerson, ...], township: str | None) -> SampleGroup:
    """Return a group with the people of its unit, the township's officers above it and the guests the row names."""
    guests = row.pop("guests", ())
    members = [
        person.userid
        for person in people
        if person.unit == row["unit"]
        or person.userid in guests
        or any(post.role == "township" and post.unit == township for post in person.posts)
    ]
    return SampleGroup(**row, members=tuple(members))
