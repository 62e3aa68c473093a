"""Every night: what has served its purpose is deleted (what people typed, delivery keys, pace counts)."""

from datetime import date, timedelta

from bot.clock import to_milliseconds
from bot.job import Job, JobRequest
from bot.request import House
from models.activities.actions import forget_texts
from models.delivery.actions import forget_keys
from models.delivery.rules import Message


def on_day(day: date, house: House) -> bool:
    """Return True: every day."""
    return True


async def run(request: JobRequest) -> list[Message]:
    await forget_texts(request.due - timedelta(days=request.policy.activity.text_days))
    keys = request.due - timedelta(days=request.policy.delivery.reply_key_days)
    await forget_keys(to_milliseconds(keys))
    return []


JOB = Job(name="books_trim", title="每晚整理", on_day=on_day, run=run, newest_only=True)
