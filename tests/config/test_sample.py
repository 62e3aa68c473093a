"""The sample district holds what the source names, invents the rest, and fills two months and a bit."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.sample import SampleDistrict, SamplePerson, SampleReport, load_district, past_reports
from config.sample.load import read
from config.star_catalogue import catalogue
from models.organisation.people.rules import MOBILE_CLASS, STANDING_NAMES, Role
from models.organisation.units.rules import KIND_NAMES
from models.standards.sites.rules import TITLES

SHANGHAI = ZoneInfo("Asia/Shanghai")
CATEGORIES = {
    "visit",
    "care",
    "mediation",
    "sanitation",
    "publicity",
    "safety",
    "convenience",
    "livelihood",
    "facility",
    "civility",
    "party_life",
    "other",
}
MOMENTS = [
    (datetime(2026, 11, 22, 21, 40, tzinfo=SHANGHAI), 1),
    (datetime(2026, 3, 18, 12, 0, tzinfo=SHANGHAI), 1),
    (datetime(2026, 1, 20, 9, 0, tzinfo=SHANGHAI), 2),
    (datetime(2027, 12, 31, 15, 59, tzinfo=UTC), 3),
]
EARLY_IN_A_MONTH = [
    (datetime(2026, 11, 1, 0, 5, tzinfo=SHANGHAI), 1),
    (datetime(2026, 3, 2, 8, 0, tzinfo=SHANGHAI), 1),
]

at_any_moment = pytest.mark.parametrize(("now", "seed"), MOMENTS + EARLY_IN_A_MONTH)
well_into_a_month = pytest.mark.parametrize(("now", "seed"), MOMENTS)


@pytest.fixture(scope="module")
def district() -> SampleDistrict:
    return load_district()


def person(district: SampleDistrict, userid: str) -> SamplePerson:
    return next(person for person in district.people if person.userid == userid)


def active_members(district: SampleDistrict, unit: str) -> list[SamplePerson]:
    return [
        person
        for person in district.people
        if person.unit == unit and person.standing == "full" and not person.exempt and person.member_class != "mobile"
    ]


def month_of(report: SampleReport) -> tuple[int, int]:
    return report.day.year, report.day.month


def months_up_to(now: datetime) -> list[tuple[int, int]]:
    this = now.astimezone(SHANGHAI).date().replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    before = last - timedelta(days=1)
    return [(day.year, day.month) for day in (before, last, this)]


# The district


def test_the_belts_run_in_the_order_of_the_source_with_one_core(district: SampleDistrict) -> None:
    names = {unit.code: unit.name for unit in district.units}
    chains = {belt.name: " ".join(names[stop.unit] + "*" * stop.core for stop in belt.stops) for belt in district.belts}
    assert list(chains.items()) == [
        ("工业港党建示范带", "龙门 青义 金家林* 新皂 石塘 经开区"),
        ("城镇化党建示范带", "吴家 丰谷"),
        ("新农村党建示范带", "金峰 杨家 玉皇 石洞 关帝"),
    ]


def test_the_places_have_the_agreed_numbers(district: SampleDistrict) -> None:
    kinds = Counter(unit.kind for unit in district.units)
    assert kinds == {
        "district": 1,
        "township": 13,
        "village": 12,
        "community": 7,
        "agency": 1,
        "enterprise": 2,
    }
    assert (len(district.people), len(district.sites), len(district.groups)) == (75, 9, 20)


def test_only_places_of_the_source_carry_a_plain_name(district: SampleDistrict) -> None:
    plain = {
        unit.name
        for unit in district.units
        if unit.kind not in ("district", "township") and "（示例）" not in unit.name
    }
    assert plain == {"莲花池村", "铁牛街社区", "西城集团", "区民政局"}


def test_every_place_below_a_township_has_a_branch_and_one_community_has_two(
    district: SampleDistrict,
) -> None:
    branches = Counter(branch.unit for branch in district.branches)
    below = {unit.code: unit for unit in district.units if unit.kind not in ("district", "township")}
    assert branches.keys() == below.keys()
    assert [below[code].name for code, count in branches.items() if count == 2] == ["铁牛街社区"]
    assert max(branches.values()) == 2


def test_every_branch_has_exactly_one_secretary(district: SampleDistrict) -> None:
    secretaries = Counter(person.branch for person in district.people if person.holds("secretary", date(2026, 6, 1)))
    assert secretaries == {branch.code: 1 for branch in district.branches}


def test_villages_and_communities_are_enough_for_a_red_list_each(district: SampleDistrict) -> None:
    ranked = Counter(unit.kind for unit in district.units if len(active_members(district, unit.code)) >= 5)
    assert ranked == {"village": 4, "community": 3}


@pytest.mark.parametrize(
    ("userid", "role", "unit"),
    [
        ("LuoZhengfu", "secretary", "莲花池村"),
        ("tang.min", "verifier", "莲花池村"),
        ("heguangrong", "group_leader", "莲花池村"),
        ("wangxiulan", "representative", "莲花池村"),
        ("dengguocai", "supervisor", "莲花池村"),
        ("zhou-xiaochuan", "village_committee", "莲花池村"),
        ("zhou-xiaochuan", "cadre", "莲花池村"),
        ("liuqihang", "township", "金峰"),
        ("ShenWenjing", "district", "涪城区"),
        ("cheng.li", "district", "涪城区"),
    ],
)
def test_the_standing_cast_holds_its_posts(district: SampleDistrict, userid: str, role: str, unit: str) -> None:
    names = {place.code: place.name for place in district.units}
    posts = {(post.role, names[post.unit]) for post in person(district, userid).posts}
    assert (role, unit) in posts


def test_lianhuachi_has_every_kind_of_member(district: SampleDistrict) -> None:
    assert person(district, "chenguilan").posts == ()
    assert person(district, "linxiaoyu").standing == "probationary"
    assert person(district, "jike.ergu").member_class == "mobile"
    assert person(district, "pudeming").exempt
    assert person(district, "heguangrong").publish_name
    assert (person(district, "MaXiaojun7").standing, person(district, "MaXiaojun7").branch) == ("none", None)


def test_nobody_sits_on_both_the_committee_and_its_supervisors(district: SampleDistrict) -> None:
    for one in district.people:
        roles = {post.role for post in one.posts}
        assert not {"village_committee", "supervisor"} <= roles, one.userid


def test_names_and_userids_are_as_awkward_as_real_ones(district: SampleDistrict) -> None:
    names = Counter(person.name for person in district.people)
    units = {person.unit for person in district.people if person.name == "王秀兰"}
    userids = {person.userid for person in district.people}
    assert names["王秀兰"] == len(units) == 2
    assert {2, 3, 4} <= {len(name) for name in names}
    assert any("·" in name for name in names)
    assert {"lizhiqiang", "lizhiqing", "tang.min", "zhou-xiaochuan", "MaXiaojun7"} <= userids


def test_a_group_holds_its_units_people_and_the_townships_officer(district: SampleDistrict) -> None:
    above = {unit.code: unit.parent for unit in district.units}
    officers = {
        post.unit: person.userid for person in district.people for post in person.posts if post.role == "township"
    }
    for group in district.groups:
        own = {person.userid for person in district.people if person.unit == group.unit}
        officer = officers.get(above[group.unit] or "")
        assert own | ({officer} if officer else set()) <= set(group.members), group.name
        assert "sample" in group.webhook_key


def test_the_sample_is_read_once(district: SampleDistrict) -> None:
    assert load_district() is district


def test_the_files_agree_with_each_other(district: SampleDistrict) -> None:
    units = {unit.code: unit.kind for unit in district.units}
    offices = {code for code, kind in units.items() if kind in ("district", "township")}
    homes = {branch.code: branch.unit for branch in district.branches}
    posts = [post for one in district.people for post in one.posts]
    assert {unit.parent for unit in district.units} - {None} <= offices
    assert set(units.values()) <= KIND_NAMES.keys()
    assert {stop.unit for belt in district.belts for stop in belt.stops} <= offices
    assert {one.unit for one in (*district.branches, *district.sites, *district.people, *posts)} <= units.keys()
    # A real place has no title that is only a sample without the word for it.
    assert {site.title for site in district.sites} <= {f"{title}（示例）" for title in TITLES}
    assert {post.role for post in posts} <= set(Role)
    assert {one.standing for one in district.people} <= STANDING_NAMES.keys()
    assert {one.member_class for one in district.people} - {None} <= catalogue().classes.keys() | {MOBILE_CLASS}
    assert {one for row in read("groups.toml")["group"] for one in row.get("guests", ())} <= {
        one.userid for one in district.people
    }
    for one in district.people:
        is_placed = one.standing != "none" and one.unit not in offices
        assert not is_placed or homes[one.branch or ""] == one.unit, one.userid


def test_no_code_account_or_group_is_there_twice(district: SampleDistrict) -> None:
    # WeCom takes userids that differ only in case for the same; chat ids it does not.
    for codes in (
        [unit.code for unit in district.units],
        [branch.code for branch in district.branches],
        [belt.code for belt in district.belts],
        *([stop.unit for stop in belt.stops] for belt in district.belts),
        [one.userid.lower() for one in district.people],
        [group.chatid for group in district.groups],
        [group.webhook_key for group in district.groups],
    ):
        assert len(codes) == len(set(codes))


# The past reports


@at_any_moment
def test_the_same_moment_and_seed_give_the_same_reports(district: SampleDistrict, now: datetime, seed: int) -> None:
    assert past_reports(district, now, seed) == past_reports(district, now, seed)
    assert past_reports(district, now, seed) != past_reports(district, now, seed + 1)


@at_any_moment
def test_nothing_lies_in_the_future_and_everything_came_in_on_time(
    district: SampleDistrict, now: datetime, seed: int
) -> None:
    for report in past_reports(district, now, seed):
        reported = report.reported_at.astimezone(SHANGHAI).date()
        assert timedelta(0) <= reported - report.day <= timedelta(days=3)
        assert (reported.year, reported.month) == month_of(report) or reported.day < 4
        assert report.reported_at <= now
        assert report.verified_at is None or report.reported_at < report.verified_at <= now
        assert (report.verified_at is None) == (report.verifier is None)


@at_any_moment
def test_reports_are_confirmed_by_the_secretary_and_his_own_by_the_verifier(
    district: SampleDistrict, now: datetime, seed: int
) -> None:
    for report in past_reports(district, now, seed):
        author = person(district, report.userid)
        assert author.standing != "none"
        if report.verifier:
            confirmer = person(district, report.verifier)
            wanted = "verifier" if author.holds("secretary", report.day) else "secretary"
            assert report.verifier != report.userid
            assert confirmer.branch == author.branch
            assert confirmer.holds(wanted, report.day)


@at_any_moment
def test_reports_read_like_one_line_about_known_work(district: SampleDistrict, now: datetime, seed: int) -> None:
    for report in past_reports(district, now, seed):
        assert report.category in CATEGORIES
        assert 20 <= report.minutes <= 240
        assert "\n" not in report.text and "{" not in report.text and len(report.text) <= 60
        assert report.place is None or report.place in report.text


@well_into_a_month
def test_the_three_months_are_filled_and_the_second_rises(district: SampleDistrict, now: datetime, seed: int) -> None:
    reports = past_reports(district, now, seed)
    before, last, this = months_up_to(now)
    members = {month: {r.userid for r in reports if month_of(r) == month} for month in (before, last, this)}
    assert {month_of(report) for report in reports} == {before, last, this}
    assert len(members[before]) >= 15
    assert len(members[last]) > 1.3 * len(members[before])
    assert len(CATEGORIES & {report.category for report in reports}) >= 10


@well_into_a_month
def test_only_a_few_of_the_current_month_wait_and_some_members_are_silent(
    district: SampleDistrict, now: datetime, seed: int
) -> None:
    reports = past_reports(district, now, seed)
    waiting = [report for report in reports if report.verified_at is None]
    heard = {report.userid for report in reports}
    assert 1 <= len(waiting) <= len(reports) / 5
    assert {month_of(report) for report in waiting} == {months_up_to(now)[-1]}
    assert any(
        one.userid not in heard
        for unit in district.units
        if len(active_members(district, unit.code)) >= 2
        for one in active_members(district, unit.code)
        if one.branch
    )


def test_a_later_moment_only_adds_reports(district: SampleDistrict) -> None:
    monday, friday = (datetime(2026, 11, day, 12, 0, tzinfo=SHANGHAI) for day in (16, 20))
    earlier = {(report.userid, report.day, report.text) for report in past_reports(district, monday)}
    later = {(report.userid, report.day, report.text) for report in past_reports(district, friday)}
    assert earlier < later
