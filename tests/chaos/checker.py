"""What a day has cost: every invariant of the contract, from what clients saw, what the books say and what WeCom has.

Each check returns how many things it looked at and a sentence for each that is wrong. A check that had nothing to look
at says 0, and so cannot be taken for one that found all well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import build_house
from bot.clock import SHANGHAI
from bot.clockwork.job import due_moments
from bot.demo import DemoPlace, demo_doors, demo_settings
from bot.sandbox.messages import Message
from bot.sandbox.packets import Packet
from bot.sandbox.wecom import StandIn
from bot.wecom.fitting import plain
from config.database import on_postgres, rows, transact
from config.policy import load_policy
from config.sample import load_district
from models.ledger.audit.tables import AuditRow
from models.ledger.feedback.tables import Feedback
from models.machine.delivery.rules import OPEN, Fate
from models.machine.delivery.tables import OutboxRow
from models.machine.delivery.told import summary
from models.machine.dialogs.tables import Dialog
from models.machine.inbox.tables import InboxRow
from models.machine.schedule.rules import TRIES_MOST, RunState
from models.machine.schedule.tables import JobRun, Schedule
from models.service.activities.tables import ActivityRecord
from tests.fakes.books import month_rows, recount

MINUTE = timedelta(seconds=60)
# A due moment this near to now, or to the beginning, may be looked at by the next tick only.
GRACE = timedelta(seconds=90)
LOG_SHOWN = 3_000
# What Python itself says in a process that was being begun when its bot was killed: nothing of ours runs there yet.
BEGUN_IN_VAIN = re.compile(
    r'Traceback \(most recent call last\):\n  File "<string>", line 1, in <module>\n'
    r"(?:  .*\n)*?    preparation_data = reduction\.pickle\.load\(from_parent\)\n"
    r"(?:    .*\n)*EOFError: Ran out of input\n"
)
MEGABYTES_MOST = 64
# Every report of a day has a place of its own: its number in signs that nothing in the sample has.
SIGNS = "松柏竹梅兰菊荷桂桐槐"
REPORT = re.compile(rf"^上报 三组 ([{SIGNS}]+)坡清理沟渠 (\d+)分钟$")
MARK = re.compile(rf"([{SIGNS}]{{4,}})坡清理")


def report(number: int) -> str:
    """Return the n-th report of a day; no other has its place, and few minutes leave room for many on one day."""
    mark = "".join(SIGNS[int(digit)] for digit in f"{number:04}")
    return f"上报 三组 {mark}坡清理沟渠 {10 + number % 10}分钟"


@dataclass
class Day:
    """What was seen from outside: who said what and was told what, and where everything else can be read.

    `quiet_sends` are the messages that WeCom got from a process that was started with nothing to do; `pages` what
    /metrics and /readyz said; `growth` how many megabytes a process gained; `restored` whether the books were.
    """

    stand_in: StandIn
    log: Path
    began: datetime
    now: datetime
    said: dict[str, tuple[Packet, str]] = field(default_factory=dict)
    statuses: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pages: list[str] = field(default_factory=list)
    quiet_sends: int | None = None
    growth: list[float] = field(default_factory=list)
    restored: bool = False

    @property
    def acknowledged(self) -> set[str]:
        """Return the keys of what was answered 200 at least once."""
        return {key for key, statuses in self.statuses.items() if 200 in statuses}


Checked = tuple[int, list[str]]
Check = Callable[[Day], Awaitable[Checked]]


def _twice(counts: Counter[str], what: str) -> list[str]:
    return [f"{what} {key}: {count}" for key, count in counts.items() if count > 1]


async def _records() -> list[ActivityRecord]:
    return await ActivityRecord.exclude(message_key="sample")


async def acknowledged_is_stored(day: Day) -> Checked:
    known = set(await InboxRow.all().values_list("message_key", flat=True))
    return len(day.acknowledged), [f"lost: {key}" for key in day.acknowledged - known]


async def effects_are_single(day: Day) -> Checked:
    """Two tables that one word writes into, and the audit of a report."""
    records = Counter(record.message_key for record in await _records())
    feedback = Counter(str(key) for key in await Feedback.all().values_list("message_key", flat=True))
    audited = Counter(str(key) for key in await AuditRow.filter(action="report").values_list("message_key", flat=True))
    del audited["sample"]
    found = [*_twice(records, "recorded"), *_twice(feedback, "taken"), *_twice(audited, "audited")]
    return len(records) + len(feedback), found


async def books_are_what_was_said(day: Day) -> Checked:
    """Each acknowledged report is on record as it was said; the month's rows are the sum of the records."""
    minutes = {record.message_key: record.minutes for record in await _records()}
    wrong, looked = [], 0
    for key in day.acknowledged:
        if told := REPORT.match(day.said[key][1]):
            looked += 1
            if minutes.get(key) != int(told[2]):
                wrong.append(f"{key}: said {told[2]}, on record {minutes.get(key)}")
    wrong += [f"nobody said {key}" for key in minutes if key not in day.said]
    if await month_rows() != await recount():
        wrong.append("month rows differ from a recount")
    states = Counter(await InboxRow.filter(message_key__in=list(day.said)).values_list("state", flat=True))
    wrong += [f"{count} left {state}" for state, count in states.items() if state != "done"]
    for key, said in day.answers.items():
        spoken = {text for text in said if text}
        if len(spoken) > 1:
            wrong.append(f"{key}: {len(spoken)} different answers")
    return looked, wrong


async def due_moments_have_runs(day: Day) -> Checked:
    house = build_house(
        demo_settings(demo_doors(), "http://127.0.0.1:9", DemoPlace("sqlite://unused", 0, day.now)), load_policy()
    )
    ran: dict[str, list[datetime]] = defaultdict(list)
    for run in await JobRun.all():
        ran[run.job].append(run.due.astimezone(SHANGHAI))
    looked, wrong = 0, []
    known = set(await Schedule.all().values_list("job", flat=True))
    for job in house.jobs:
        if job.name not in known:
            continue
        wrong += [f"{job.name} twice at {due}" for due, count in Counter(ran[job.name]).items() if count > 1]
        if job.asks is not None:
            continue
        since, until = day.began + GRACE, day.now - GRACE
        due = set(await transact(lambda job=job, s=since, u=until: due_moments(job, house, s, u)))  # type: ignore[misc]
        looked += len(due) + len(ran[job.name])
        wrong += [f"{job.name} not run at {moment}" for moment in due - set(ran[job.name])]
        for moment in ran[job.name]:
            if not await transact(
                lambda job=job, m=moment: due_moments(job, house, m - timedelta(seconds=1), m)  # type: ignore[misc]
            ):
                wrong.append(f"{job.name} ran at {moment}, when nothing was due")
    return looked, wrong


async def runs_have_ended(day: Day) -> Checked:
    found = await JobRun.all()
    wrong = [f"{run.job} {run.due}: {run.state}, {run.tries} tries" for run in found if not _ended(run)]
    return len(found), wrong


def _ended(run: JobRun) -> bool:
    if run.state == RunState.FAILED:
        return run.tries >= TRIES_MOST
    return run.state in (RunState.DONE, RunState.SKIPPED)


async def destinations_are_single(day: Day) -> Checked:
    found = await OutboxRow.all()
    places = Counter(
        f"{row.broadcast_id} {row.destination} {row.once_key.rsplit(':', 1)[1]} {row.payload}" for row in found
    )
    return len(found), _twice(places, "queued")


def _got(messages: Iterable[Message]) -> Counter[tuple[str, str]]:
    """Return how often each text was shown; pictures and files look alike and are left out."""
    texts = [one for one in messages if one.sender in ("app", "webhook") and not {"image", "file"} & one.extra.keys()]
    return Counter((message.chat, message.content) for message in texts)


def _place(row: OutboxRow) -> tuple[str, str]:
    return (f"app:{row.destination}" if row.channel == "app" else row.destination), plain(row.payload)


async def deliveries_are_single(day: Day) -> Checked:
    """At most once each, and surely where the books say sent; answers on callbacks are no deliveries."""
    got = _got(day.stand_in.messages.since(0))
    queued, sent = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in await OutboxRow.filter(enclosure_id=None):
        queued[_place(row)] += 1
        sent[_place(row)] += row.state == Fate.SENT
    wrong = [
        f"{chat}: {got[chat, text]} of {count}" for (chat, text), count in queued.items() if got[chat, text] > count
    ]
    wrong += [f"{chat}: sent but not there" for (chat, text), count in sent.items() if got[chat, text] < count]
    if not day.restored:
        wrong += [f"{chat}: nobody queued it" for (chat, text) in got if (chat, text) not in queued]
    return sum(queued.values()), wrong


async def nothing_ends_silently(day: Day) -> Checked:
    found = await OutboxRow.all()
    wrong = [f"{row.id} {row.state}" for row in found if row.state in OPEN]
    for number in {row.broadcast_id for row in found if row.broadcast_id}:
        told = await summary(number)
        listed = {(one.destination, one.fate) for one in told.troubled} if told else set()
        wrong += [
            f"{row.id} {row.state} is not listed"
            for row in found
            if row.broadcast_id == number and row.state not in (Fate.SENT, Fate.CANCELLED)
            if (row.destination, row.state) not in listed
        ]
    return len(found), wrong


async def stale_is_not_sent(day: Day) -> Checked:
    """What expired was never shown; what was shown was shown before it grew stale."""
    shown = defaultdict(list)
    for message in day.stand_in.messages.since(0):
        shown[message.chat, message.content].append(message.when.timestamp() * 1000)
    looked, wrong = 0, []
    for row in await OutboxRow.exclude(not_after=None):
        looked += 1
        if row.state in (Fate.EXPIRED, Fate.CANCELLED) and shown[_place(row)]:
            wrong.append(f"{row.id} {row.state} was shown")
        late = [at for at in shown[_place(row)] if row.not_after is not None and at > row.not_after + 10_000]
        wrong += [f"{row.id} was shown when stale" for _ in late]
    return looked, wrong


async def pace_is_kept(day: Day) -> Checked:
    policy = load_policy().delivery
    sent: dict[str, list[datetime]] = defaultdict(list)
    for message in day.stand_in.messages.since(0):
        if message.sender in ("app", "webhook"):
            sent[message.chat].append(message.when)
    wrong = [f"dropped: {entry.note}" for entry in day.stand_in.ledger.entries if entry.note.startswith("dropped")]
    for whom, at in sent.items():
        most = policy.member_per_minute if whom.startswith("app:") else policy.webhook_per_minute
        for begins in at:
            count = sum(begins <= moment < begins + MINUTE for moment in at)
            if count > most:
                wrong.append(f"{whom}: {count} within a minute")
                break
    return sum(map(len, sent.values())), wrong


async def nobody_hears_of_others(day: Day) -> Checked:
    """What somebody reported is shown in his own chat and in no other."""
    owners = {told[1]: packet.userid for packet, text in day.said.values() if (told := REPORT.match(text))}
    shown = [(message.chat, message.content) for message in day.stand_in.messages.since(0)]
    shown += [(f"app:{day.said[key][0].userid}", text) for key, answers in day.answers.items() for text in answers]
    found = [(chat, mark) for chat, text in shown for mark in MARK.findall(text)]
    return len(found), [f"{owners[mark]}'s {mark} in {chat}" for chat, mark in found if chat != f"app:{owners[mark]}"]


async def secrets_stay(day: Day) -> Checked:
    doors = day.stand_in.world.doors
    secrets = [doors.app_secret, doors.app_token, doors.app_aes_key, doors.smartbot_token, doors.smartbot_aes_key]
    secrets += [chat.webhook_key for chat in day.stand_in.world.chats]
    secrets += [row["token"] for row in await rows("SELECT token FROM access_tokens", [])]
    written = [day.log.read_text(encoding="utf-8", errors="replace") if day.log.is_file() else "", *day.pages]
    words = [person.name for person in load_district().people]
    wrong = [f"a secret of {len(one)} characters" for one in secrets if one and any(one in text for text in written)]
    wrong += [f"the name of {name}" for name in words if any(name in text for text in written)]
    return sum(text.count("\n") for text in written), wrong


async def no_fault_reaches_anybody(day: Day) -> Checked:
    found = Counter(status for statuses in day.statuses.values() for status in statuses)
    wrong = [f"status {status}: {count}" for status, count in found.items() if status not in (0, 200, 503)]
    wrong += [f"grew by {grown:.0f} MB" for grown in day.growth if grown > MEGABYTES_MOST]
    text = day.log.read_text(encoding="utf-8", errors="replace") if day.log.is_file() else ""
    text = BEGUN_IN_VAIN.sub("", text)
    for mark in ("Traceback (most", "never retrieved", "quarantined"):
        _, found_there, after = text.partition(mark)
        wrong += [f"in the log: {mark}{after[:LOG_SHOWN]}"] if found_there else []
    return found.total(), wrong


async def one_question_is_open(day: Day) -> Checked:
    found = Counter(str(one) for one in await Dialog.filter(state="open").values_list("conversation", flat=True))
    return await Dialog.all().count(), _twice(found, "open questions of")


async def changes_are_audited(day: Day) -> Checked:
    audited = set(await AuditRow.all().values_list("message_key", flat=True))
    changed = [record.message_key for record in await _records()]
    return len(changed), [f"no audit of {key}" for key in changed if key not in audited]


async def a_quiet_start_sends_nothing(day: Day) -> Checked:
    if day.quiet_sends is None:
        return 0, []
    return 1, [f"{day.quiet_sends} messages from a start with nothing to do"] if day.quiet_sends else []


async def books_agree_after_a_restore(day: Day) -> Checked:
    if not day.restored:
        return 0, []
    wrong = [f"{one} {where}" for one, where in await _orphans()]
    return await AuditRow.all().count(), wrong


async def _orphans() -> list[tuple[str, str]]:
    """Return what refers to something that is not there; the engines keep most of it from happening."""
    found = await rows(
        "SELECT subject_id AS id FROM audit_rows WHERE subject = 'activity' "
        "AND NOT EXISTS (SELECT 1 FROM activity_records WHERE id = audit_rows.subject_id)",
        [],
    )
    broken = [(str(row["id"]), "audited but not on record") for row in found]
    if not on_postgres():
        broken += [("page", str(row)) for row in await rows("PRAGMA foreign_key_check", [])]
        check = await rows("PRAGMA integrity_check", [])
        broken += [("file", str(row)) for row in check if row != {"integrity_check": "ok"}]
    return broken


# I18 (one live long connection) is missing: the bot has no long connection.
INVARIANTS: dict[str, tuple[str, Check]] = {
    "I1": ("what was acknowledged is in the inbox", acknowledged_is_stored),
    "I2": ("each message has one set of effects", effects_are_single),
    "I3": ("the books are what was said; every repeat is answered alike", books_are_what_was_said),
    "I4": ("each due moment has one run, and no other moment has any", due_moments_have_runs),
    "I5": ("every run has ended in a state that somebody sees", runs_have_ended),
    "I6": ("one row for a destination of a broadcast", destinations_are_single),
    "I7": ("one delivery at most, one exactly where the books say sent", deliveries_are_single),
    "I8": ("nothing ends silently", nothing_ends_silently),
    "I9": ("nothing is delivered when it is stale or cancelled", stale_is_not_sent),
    "I10": ("the pace of WeCom is kept", pace_is_kept),
    "I11": ("nobody hears of another's report", nobody_hears_of_others),
    "I12": ("no secret and no name in log, /metrics, /readyz", secrets_stay),
    "I13": ("no status but 200 and 503, no fault, memory flat", no_fault_reaches_anybody),
    "I14": ("one open question for a person and chat", one_question_is_open),
    "I15": ("every change is audited", changes_are_audited),
    "I16": ("a start with nothing to do sends nothing", a_quiet_start_sends_nothing),
    "I17": ("audit and records agree after a restore", books_agree_after_a_restore),
}


async def check(day: Day) -> dict[str, Checked]:
    """Return {invariant: (things looked at, what is wrong)}; the database of the day must be open."""
    return {name: await check(day) for name, (_, check) in INVARIANTS.items()}
