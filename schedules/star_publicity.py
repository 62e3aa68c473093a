"""Every working day: a private note to secretaries that publicity of stars is over, at most twice."""

from datetime import date, timedelta

from bot.job import Job, JobRequest
from bot.request import House
from models.committees.actions import secretaries_by_branch
from models.delivery.rules import Message
from models.publicity import texts
from models.publicity.actions import over_by_branch
from models.stars.actions import may_remind


def on_day(day: date, house: House) -> bool:
    """Return whether it is a working day."""
    return house.calendar.is_working_day(day)


async def run(request: JobRequest) -> list[Message]:
    day, policy = request.due.date(), request.policy.stars
    over, messages = await over_by_branch(day, request.house.calendar, policy), []
    people = await secretaries_by_branch({branch_id for branch_id, _ in over}, day)
    stale = request.due + timedelta(days=2)
    for (branch_id, period), count in over.items():
        if not await may_remind("submit", f"{branch_id}:{period}", policy.reminders_most, request.due):
            continue
        text = texts.over_note(period, count)
        messages += [Message(text, userid=person.userid, not_after=stale) for person in people[branch_id]]
    return messages


JOB = Job(name="star_publicity", title="公示期满", on_day=on_day, run=run, newest_only=True)
