"""A private note to secretaries and the district that the coming honour list can be looked at."""

from datetime import date

from bot.job import Job, JobRequest, next_moment
from bot.request import House
from models.days import Month
from models.delivery.rules import Message
from models.people.actions import holders
from models.people.rules import Role
from models.rankings import texts
from schedules.honour_list import JOB as HONOUR_LIST


def on_day(day: date, house: House) -> bool:
    """Return whether the preview opens on a day."""
    return day.day == house.policy.ranking.preview_from_day


async def run(request: JobRequest) -> list[Message]:
    coming = next_moment(HONOUR_LIST, request.house, request.due)
    if request.policy.ranking.mode == "off" or coming is None:
        return []
    text = texts.preview_note(Month.of(request.due).before, f"{coming:%m月%d日 %H:%M}")
    people = await holders([Role.SECRETARY, Role.DISTRICT], request.due.date())
    return [Message(text, userid=person.userid, not_after=coming) for person in people]


JOB = Job(name="honour_list_preview", title="红榜预览提醒", on_day=on_day, run=run)
