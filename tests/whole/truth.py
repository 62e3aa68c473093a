"""What is said about state and delivery, compared with the books at the moment at which it is said.

The books are asked in SQL of their own, apart from what wrote the sentence. What has no row in `SAID` says nothing that
the books could contradict; each line that somebody is told of itself has one.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.clock import SHANGHAI, to_milliseconds
from config.database import rows
from models.machine.delivery.rules import BY_MESSAGE
from tests.whole.months import Heard

Says = re.Match[str]
Check = Callable[[Heard, Says], Awaitable[bool]]

_SHIFT = re.compile(
    r"(\d+)月(\d+)日（周.）(上午|下午|电话值班|带班|节假日值守|24小时[^ ]*)\S* (\d\d:\d\d)-(?:次日)?(\d\d:\d\d)"
)
_NUMBER = re.compile(r"\b([A-Z])(\d{3,})\b")
MATTERS = {"C": "promise", "V": "need", "D": "decision", "W": "inquiry", "N": "announcement", "Y": "objection"}


def _day(one: Heard, month: str, day: str) -> date:
    """Return a day that is named without its year: the one that lies nearest to when it is said."""
    years = (one.at.year - 1, one.at.year, one.at.year + 1)
    days = [date(year, int(month), int(day)) for year in years]
    return min(days, key=lambda found: abs(found - one.at.date()))


async def _count(sql: str, *values: Any) -> int:
    return int((await rows(sql, list(values)))[0]["n"])


async def _on_duty(one: Heard, said: Says) -> bool:
    """Every shift that somebody is told to keep is his, as published, with its hours, and still to come."""
    for month, day, _, starts, ends in _SHIFT.findall(one.text):
        begins = datetime.combine(_day(one, month, day), time.fromisoformat(starts), SHANGHAI)
        found = await rows(
            "SELECT duty_slots.ends_at FROM duty_slots JOIN persons ON persons.id = duty_slots.person_id "
            "JOIN duty_rosters ON duty_rosters.id = duty_slots.roster_id "
            "WHERE persons.userid = ? AND starts_at = ? AND superseded_at IS NULL AND published_at IS NOT NULL",
            [one.to, begins.astimezone(UTC).isoformat(" ")],
        )
        if not found or begins < one.at or f"{_moment(found[0]['ends_at']):%H:%M}" != ends:
            return False
    return bool(_SHIFT.search(one.text))


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).astimezone(SHANGHAI)


async def _to_verify(one: Heard, said: Says) -> bool:
    return int(said[1]) == await _count(
        "SELECT COUNT(DISTINCT activity_records.id) AS n FROM activity_records JOIN posts ON posts.unit_id = "
        "activity_records.unit_id JOIN persons ON persons.id = posts.person_id WHERE status = 'claimed' "
        "AND posts.role IN ('secretary', 'verifier') AND persons.userid = ? AND member_id <> persons.id "
        "AND (persons.branch_id IS NULL OR activity_records.branch_id IS NULL "
        "OR persons.branch_id = activity_records.branch_id)",
        one.to,
    )


async def _nobody_verifies(one: Heard, said: Says) -> bool:
    return int(said[2]) == await _count(
        "SELECT COUNT(*) AS n FROM activity_records JOIN units ON units.id = activity_records.unit_id "
        "WHERE units.name = ? AND status = 'claimed'",
        said[1],
    )


async def _unproposed(one: Heard, said: Says) -> bool:
    """Those of his branch that are rated, full members, less those for whom something was proposed."""
    return int(said[1]) == await _count(
        "SELECT COUNT(*) AS n FROM persons JOIN persons AS he ON he.branch_id = persons.branch_id WHERE he.userid = ? "
        "AND persons.standing = 'full' AND NOT persons.exempt AND persons.left_on IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM star_appraisals WHERE member_id = persons.id AND period = ? AND proposed_at IS NOT NULL)",
        one.to,
        f"{one.at.year - 1}",
    )


async def _self_reports(one: Heard, said: Says) -> bool:
    return int(said[2]) == await _count(
        "SELECT COUNT(*) AS n FROM star_self_reports JOIN persons ON persons.id = star_self_reports.member_id "
        "JOIN persons AS he ON he.branch_id = persons.branch_id WHERE he.userid = ? AND month = ?",
        one.to,
        said[1].replace("年", "-").replace("月", "").strip(),
    )


def _roster(published: bool) -> Check:
    async def check(one: Heard, said: Says) -> bool:
        count = await _count(
            "SELECT COUNT(*) AS n FROM duty_rosters JOIN posts ON posts.unit_id = duty_rosters.unit_id "
            "JOIN persons ON persons.id = posts.person_id AND persons.userid = ? AND posts.role = 'secretary' "
            "WHERE month = ? AND published_at IS " + ("NOT NULL" if published else "NULL"),
            one.to,
            f"{said[1]}-{int(said[2]):02}",
        )
        return count > 0

    return check


async def _not_out(one: Heard, said: Says) -> bool:
    """The honour list of a month is not out, and comes at the hour that is named."""
    return not await _count(
        "SELECT COUNT(*) AS n FROM outbox WHERE channel = 'webhook' AND payload LIKE ?", f"%{said[1]}%红榜%"
    )


# Of a branch's regular life: {what a meeting is called: (what it is kept under, of how many months)}.
REGULAR = {
    "支委会": ("branch_committee", 1),
    "党小组会": ("group_meeting", 1),
    "党员大会": ("members_meeting", 3),
    "党课": ("party_class", 3),
    "代表会议": ("villager_reps", 3),
    "组织生活会": ("life_meeting", 12),
    "民主评议会": ("members_review", 12),
    "谈心谈话": ("talk", 6),
}


async def _not_held(one: Heard, said: Says) -> bool:
    """Nothing is on record of a meeting that a secretary is asked about."""
    for name in re.split("、|，[^，]+?还没登记", said[1]):
        code, months = REGULAR[name]
        first = one.at.date().replace(month=(one.at.month - 1) // months * months + 1, day=1)
        if await _count(
            "SELECT COUNT(*) AS n FROM meetings JOIN persons ON persons.unit_id = meetings.unit_id "
            "AND (meetings.branch_id IS NULL OR meetings.branch_id = persons.branch_id) WHERE persons.userid = ? "
            "AND assembly = ? AND day >= ? AND day <= ? AND (matter_id IS NULL OR passed IS NOT NULL)",
            one.to,
            code,
            first.isoformat(),
            one.at.date().isoformat(),
        ):
            return False
    return True


async def _undisclosed(one: Heard, said: Says) -> bool:
    """A village's accounts of a quarter are not published."""
    return not await _count(
        "SELECT COUNT(*) AS n FROM matters JOIN posts ON posts.unit_id = matters.unit_id "
        "JOIN persons ON persons.id = posts.person_id WHERE kind = 'disclosure' AND state = 'published' "
        "AND matters.title LIKE ? AND persons.userid = ?",
        f"%财务%{said[1]}%",
        one.to,
    )


async def _no_notice(one: Heard, said: Says) -> bool:
    return not await _count("SELECT COUNT(*) AS n FROM holiday_notices WHERE year = ?", int(said[1]))


async def _waits(one: Heard, said: Says) -> bool:
    """Every matter that is named to somebody as his to act upon is open."""
    for sign, number in _NUMBER.findall(one.text):
        if sign in MATTERS and not await _count(
            "SELECT COUNT(*) AS n FROM matters WHERE id = ? AND closed_at IS NULL", int(number)
        ):
            return False
    return True


async def _in_state(one: Heard, said: Says, *states: str) -> bool:
    found = await rows("SELECT state FROM matters WHERE id = ?", [int(said[1])])
    return bool(found) and found[0]["state"] in states


def _matter(*states: str) -> Check:
    async def check(one: Heard, said: Says) -> bool:
        return await _in_state(one, said, *states)

    return check


def _leave(*states: str) -> Check:
    async def check(one: Heard, said: Says) -> bool:
        found = await rows("SELECT state FROM duty_absences WHERE id = ?", [int(said[1])])
        return bool(found) and found[0]["state"] in states

    return check


async def _nothing(one: Heard, said: Says) -> bool:
    """It tells what is so whatever the books hold: a rule, a day, what somebody else wrote."""
    return True


SAID: Sequence[tuple[re.Pattern[str], Check]] = [
    (re.compile(pattern), check)
    for pattern, check in [
        (r"^(?:您值班|下周您值的班)：", _on_duty),
        (r"^有 (\d+) 条服务记录等您核实", _to_verify),
        (r"^(\S+?)有 (\d+) 条服务记录没人能核实", _nobody_verifies),
        (r"还有 (\d+) 位同志的星级等支委会提议", _unproposed),
        (r"^(\d+年\d+月)自评收到 (\d+) 份", _self_reports),
        (r"^\d+年\d+月给自己评", _nothing),
        (r"^(\d+)年(\d+)月值班草稿排好了", _roster(published=False)),
        (r"^(\d+)年(\d+)月值班表还是草稿", _roster(published=False)),
        (r"^(\d+年\d+月)红榜(?:区里批准后|可以看了|今天该公布，还没人批准)", _not_out),
        (r"^(\d+年\d+月)没有核实过的服务记录", _not_out),
        (r"^(\S+)的财务(?:还没公开|村里还没报来公开)", _undisclosed),
        (r"还没登记(\S+?)。开过就补一句", _not_held),
        (r"主题党日.*来不了跟支部说一声|：本月党费请|^规章制度有 \d+ 条满一年没改过", _nothing),
        (r"^(\d+)年的放假安排还没装进来", _no_notice),
        (r"^这个月该复核的示范点", _nothing),
        (r"请假 J(\d+)(?:（[^）]*）*）|：.*)[^\n]*(?:\n.*)*(?:还等您一句话|同意发)", _leave("asked")),
        (r"^J(\d+) 准了", _leave("approved", "ended")),
        (r"^V(\d+) .*今天到期", _matter("open", "raised")),
        (r"^V(\d+) .*到期还?没有?(?:办|结果)", _matter("raised")),
        (r"^您说的 V(\d+) .*到期还没有办好", _matter("open", "raised", "settled")),
        (r"^V(\d+) .*(?:反映|要办)：", _matter("open", "raised")),
        (r"^您反映的 V(\d+) [^，]*，\S*办好了：", _matter("settled", "done")),
        (r"^您反映的 V(\d+) .*(?:回话|现在由)", _nothing),
        (r"V(\d+) .*说满意", _matter("closed")),
        (r"^您公开承诺的事到日子了", _waits),
        (r"公开承诺 C(\d+) .*报来结果", _matter("reported")),
        (r"您的承诺 C(\d+) .*已兑现", _matter("kept")),
        (r"^会议通知：", _waits),
        (r"^通知：", _nothing),
        (r"值班表\n", _nothing),
        (r"集中办公\n", _nothing),
    ]
]  # fmt: skip

# What an answer says was told to others, and when.
_TOLD = re.compile(
    r"，转给|，请\S{1,20}看一看。|。请监督委员会验收|，请上级确认|会(?:私下)?告诉(?!您)|会听到|会(?:带|转)给|通知发了|这就发到群里"
)
_HOUR = re.compile(r"(?:明早|(\d+)月(\d+)日)(\d+)点(?:送到|发到群里|发(?!，大家))")


PACE = 120_000
# A reply that came after its callback was answered: checked as what it replies to, not as something the bot begins.
_LATE_REPLY = re.compile(r"^（回复您 \d\d-\d\d \d\d:\d\d 发的消息）")


async def of_delivery(one: Heard) -> bool:
    """Return whether what an answer says about telling others is what its own rows in the outbox are."""
    found = await rows(
        "SELECT outbox.due, outbox.state FROM outbox JOIN broadcasts ON broadcasts.id = outbox.broadcast_id "
        "WHERE broadcasts.cause = ? AND outbox.channel <> 'reply'",
        [BY_MESSAGE.format(key=one.key)],
    )
    now = to_milliseconds(one.at)
    # What WeCom's pace holds back for a minute is on its way all the same.
    waiting = {row["due"] for row in found if row["due"] > now + PACE}
    hours = _HOUR.findall(one.text)
    if _TOLD.search(one.text) and not found:
        return False
    if not hours:
        return not waiting
    named = {
        datetime.combine(_day(one, m, d) if m else one.at.date() + timedelta(days=1), time(int(hour)), SHANGHAI)
        for m, d, hour in hours
    }
    return waiting == {to_milliseconds(moment) for moment in named}


async def false_in(heard: Sequence[Heard]) -> list[str]:
    """Return what is not so of what somebody has heard just now."""
    wrong = []
    for one in heard:
        if one.channel == "answer":
            if not await of_delivery(one):
                wrong.append(f"{one.at:%m-%d %H:%M} {one.to}: {one.text}")
            continue
        if _LATE_REPLY.match(one.text):
            continue
        for line in one.text.partition("\n——")[0].split("\n\n"):
            found = [(said, check) for pattern, check in SAID if (said := pattern.search(line))]
            if not found:
                wrong.append(f"unread: {line}")
            thing = Heard(one.at, one.channel, one.to, line)
            wrong += [
                f"{one.at:%m-%d %H:%M} {one.to}: {line}" for said, check in found[:1] if not await check(thing, said)
            ]
    return wrong
