"""Every night a backup, every week one brought back for trial; kept are 7 days, 4 weeks, 12 months.

`serve` starts `python -m bot backup --nightly` as a process of its own: whatever it needs, the server answers on.
"""

import asyncio
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from bot import log
from bot.clock import Clock
from bot.copies import Copy, copies, manifest_of
from config.database import transact
from models.machine.schedule.actions import takes_turn

AT = time(2, 30)
TRIAL_EVERY = timedelta(days=7)
LOOK_SECONDS, AGAIN_SECONDS = 600, 3600
ORDER = (sys.executable, "-m", "bot", "backup", "--nightly")
NIGHT_SECONDS = 5 * 3600
# Names of their own making; what a person named, or an upgrade or a restore left behind, is never deleted.
_NAME = re.compile(r"\d{8}-\d{6}\.(db|dump)(\.age)?")
_KEPT = ((7, "%Y-%m-%d"), (4, "%G-%V"), (12, "%Y-%m"))


def is_due(known: Iterable[Copy], now: datetime) -> bool:
    """Return whether no backup has been made since the last night's hour."""
    night = datetime.combine(now.date(), AT, now.tzinfo)
    if night > now:
        night -= timedelta(days=1)
    return all(copy.made < night for copy in known)


def trial_is_due(known: Iterable[Copy], now: datetime) -> bool:
    """Return whether no backup has been brought back for trial within a week."""
    return all(copy.tried is None or now - copy.tried >= TRIAL_EVERY for copy in known)


def worth_keeping(made: Collection[datetime]) -> set[datetime]:
    """Return the newest moment of each of the last 7 days, 4 weeks and 12 months that have one."""
    kept: set[datetime] = set()
    for count, period in _KEPT:
        newest = {moment.strftime(period): moment for moment in sorted(made)}
        kept |= set(list(newest.values())[-count:])
    return kept


def thin_out(folder: Path) -> list[Path]:
    """Delete the nightly backups of a folder that are not worth keeping; return which."""
    own = [copy for copy in copies(folder) if _NAME.fullmatch(copy.file.name)]
    kept = worth_keeping([copy.made for copy in own])
    gone = [copy.file for copy in own if copy.made not in kept]
    for file in gone:
        file.unlink()
        manifest_of(file).unlink()
    return gone


async def nightly_backups(folder: Path, clock: Clock) -> None:
    """See that there are backups; the first look comes after ten minutes.

    Of several workers that keep their copies in one folder one makes the night's; when it comes to nothing, any of them
    tries again after an hour.
    """
    pause = LOOK_SECONDS
    while True:
        await asyncio.sleep(pause)
        now = clock.now()
        due = is_due(copies(folder, now), now) and await has_turn(now)
        pause = AGAIN_SECONDS if due and not await made() else LOOK_SECONDS


async def has_turn(now: datetime) -> bool:
    """Return whether it is this process that makes the backup; without an answer of the database it is nobody."""
    try:
        return await transact(lambda: takes_turn("backup", timedelta(seconds=AGAIN_SECONDS), now))
    except Exception as wrong:
        log.warning("nightly backup not begun", kind=type(wrong).__name__)
        return False


async def made(order: Sequence[str] = ORDER, seconds: float = NIGHT_SECONDS) -> bool:
    """Return whether the night's backup was made; one that hangs, as on a frozen database, is ended after hours."""
    child = await asyncio.create_subprocess_exec(
        *order, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(seconds):
            _, said = await child.communicate()
    except TimeoutError:
        child.kill()
        await child.wait()
        log.warning("nightly backup hangs", seconds=seconds)
        return False
    finally:
        if child.returncode is None:
            child.terminate()
    if child.returncode:
        log.warning("nightly backup failed", said=said.decode(errors="replace").strip().splitlines()[-1:])
        return False
    log.info("nightly backup made")
    return True
