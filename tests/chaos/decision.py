"""A decision from its proposal to its published result, the process killed around each step: each is done once."""

import asyncio
import random
import signal
from collections import Counter
from datetime import datetime, timedelta

from bot.clock import SHANGHAI, MovableClock
from bot.sandbox.packets import Packet
from models.democracy.decisions.rules import DECISION, INQUIRY
from models.machine.delivery.rules import Fate
from models.machine.delivery.tables import OutboxRow
from models.matters.steps.actions import OPEN
from models.matters.steps.tables import Matter, MatterStep
from models.procedure.meetings.tables import MeetingRecord
from tests.chaos.scene import LATER, Results, Scene, open_scene
from tests.fakes.chat import 乙, 己, 戊, 群众
from tests.whole.street import Process, open_books

PROPOSED = (
    (乙, "提议 修三组路灯"),
    (乙, "1"),
    (乙, "群众"),
    (乙, "3万元，集体收入"),
    (乙, "12月底"),
    (乙, "开会 {decision} 应到2 实到2 赞成2 反对0"),
    (乙, "开会 {decision} 应到4 实到4 赞成3 反对1"),
    (乙, "会议通知 {decision} 11月27日 在三组装20盏路灯"),
    (乙, "是"),
)
DECIDED = (
    (乙, "开会 {decision} 应到8 实到7 赞成6 反对1 列席 刘启航"),
    (乙, "开会 {decision} 应到30 实到22 赞成20 反对1 弃权1 列席 刘启航"),
    (戊, "同意 {decision}"),
    (乙, "公布 {decision}"),
    (乙, "是"),
    (群众, "异议 {decision} 四组为什么没有"),
    (戊, "答复 {objection} 四组明年装"),
    (己, "实施结果 {decision} 花了2.9万元，20盏都亮了"),
    (戊, "同意 {decision}"),
    (乙, "公布 {decision}"),
    (乙, "是"),
)
ONCE = ("take_up", "propose", "discuss", "deliberate", "resolve", "endorse", "post", "report", "accept", "publish")
# The day for which the members' meeting is called.
HELD = datetime(2026, 11, 27, 14, 0, tzinfo=SHANGHAI)
SECONDS_MOST = 0.12


async def decided(number: int, chance: random.Random, engine: str) -> Results:
    """Decide, and kill around so many of the steps, evenly spread; what is delivered again changes nothing more."""
    steps = len(PROPOSED) + len(DECIDED)
    struck = {n * steps // number for n in range(min(number, steps))}
    clock = MovableClock(HELD - timedelta(days=3))
    async with open_scene(engine, clock) as scene:
        process = await scene.serves()
        for at, (who, text) in enumerate((*PROPOSED, *DECIDED)):
            if at == len(PROPOSED):
                # A process goes by the clock with which it was started.
                await scene.street.clear(signal.SIGTERM)
                clock.set(HELD)
                process = await scene.serves()
            packet = scene.street.says(who, text.format(**await _numbers(scene.url)))
            if at in struck:
                await _killed(scene, process, packet, chance.uniform(0, SECONDS_MOST))
                clock.set(clock.now() + LATER)
                process = await scene.serves()
                packet = scene.anew(packet)
            await scene.street.delivers(packet, process.port)
            assert await scene.all_is_settled() == []
        result = await scene.ends()
        wrong = await _done_twice(scene.url)
        yield (
            f"a decision killed around {len(struck)} of {steps} steps, {engine}",
            result | {"each step of the decision is done once": (len(ONCE), wrong)},
        )


async def _killed(scene: Scene, process: Process, packet: Packet, seconds: float) -> None:
    """Deliver something and kill the process so much later."""
    posting = asyncio.create_task(scene.street.posts(packet, process.port))
    await asyncio.sleep(seconds)
    process.signals(signal.SIGKILL)
    await process.ended()
    await posting


async def _numbers(url: str) -> dict[str, str]:
    """Return the numbers of the decision and of the objection, which a kill in between may have moved on."""
    async with open_books(url):
        found = {one.kind: one.id for one in await Matter.filter(kind__in=[DECISION.code, INQUIRY.code])}
    signs = {"decision": DECISION, "objection": INQUIRY}
    return {name: kind.sign.show(found.get(kind.code, 0)) for name, kind in signs.items()}


async def _done_twice(url: str) -> list[str]:
    """Return what is not on the books exactly once: its steps, its meetings, its two postings, the answer."""
    async with open_books(url):
        return await _wrong()


async def _wrong() -> list[str]:
    decision, objection = [await Matter.get(kind=kind.code) for kind in (DECISION, INQUIRY)]
    taken = Counter(await MatterStep.filter(matter_id=decision.id).exclude(step=OPEN).values_list("step", flat=True))
    wrong = [f"{step} {taken[step]} times" for step in ONCE if taken[step] != 1]
    wrong += [] if decision.state == "done" else [f"it is {decision.state}"]
    held = await MeetingRecord.filter(matter_id=decision.id, passed=True).count()
    called = await MeetingRecord.filter(matter_id=decision.id, passed=None).count()
    wrong += [] if (held, called) == (4, 1) else [f"{held} meetings held, {called} called"]
    put_up = await OutboxRow.filter(channel="webhook", payload__contains=DECISION.sign.show(decision.id)).values_list(
        "state", flat=True
    )
    known = {Fate.SENT, Fate.UNCONFIRMED}
    wrong += [] if len(put_up) == 2 and set(put_up) <= known else [f"posted {sorted(put_up)}"]
    answered = await MatterStep.filter(matter_id=objection.id, step="answer").count()
    return wrong + ([] if answered == 1 else [f"answered {answered} times"])
