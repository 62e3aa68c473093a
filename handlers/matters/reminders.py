"""How much somebody wants to be reminded of: obeyed and confirmed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from bot.understanding.command import Command
from bot.understanding.request import Request
from models.machine.delivery.rules import Message
from models.matters.reminders import texts
from models.matters.reminders.actions import want
from models.matters.reminders.rules import Amount

LESS, NEVER = "提醒少一点", "不要提醒"
Run = Callable[[Request], Awaitable[list[Message]]]


def _amount(amount: Amount) -> Run:
    async def run(request: Request) -> list[Message]:
        return request.reply(texts.wanted(await want(request.act, amount)))

    return run


def _half_hour(*, on: bool) -> Run:
    async def run(request: Request) -> list[Message]:
        await want(request.act, half_hour=on)
        return request.reply(texts.half_hour(request.policy.duty.reminder_minutes, on=on))

    return run


def _wish(name: str, words: tuple[str, ...], run: Run, meaning: str) -> Command:
    return Command(name, words, run, f"{words[0]}：{meaning}", words[0], private=True)


def _meant(text: str, moment: datetime) -> str | None:
    return LESS if texts.is_too_much(text) else None


def _meant_never(text: str, moment: datetime) -> str | None:
    return NEVER if texts.is_unwanted(text) else None


_NEVER = (NEVER, "不要提醒我", "不要提醒我了", "别提醒我", "别提醒了", "别再提醒了", "别再发提醒了", "退订", "TD")
COMMANDS = (
    replace(_wish("remind_never", _NEVER, _amount(Amount.NONE), "别再主动找我"), meant=_meant_never),
    replace(_wish("remind_less", (LESS, "少提醒", "少提醒我"), _amount(Amount.FEW), "同一件事只说一次"), meant=_meant),
    _wish("remind_as_usual", ("恢复提醒", "照常提醒", "照常提醒我"), _amount(Amount.USUAL), "照常提醒我"),
    _wish("remind_before", ("提前半小时提醒我", "提前半小时提醒", "班前提醒"), _half_hour(on=True), "值班前说一声"),
    _wish("remind_not_before", ("不用提前提醒", "不要提前提醒"), _half_hour(on=False), "值班前不用说"),
)
