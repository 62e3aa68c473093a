"""What every process of the bot does before its own work: import it, read a first message, describe the tables.

The nursery of `tests.fakes.forks` imports this, once.
"""

import asyncio
import tempfile

from bot.app import warm_up
from bot.clock import Clock
from bot.operating import commands as commands
from bot.operating import doctor as doctor
from bot.operating import nightly as nightly
from bot.operating import watch as watch
from config.database import Database
from models import migrations as migrations


async def _describe_tables() -> None:
    """Open a first database, and close it: the next one on SQLite opens in a hundredth of the time."""
    with tempfile.TemporaryDirectory() as place:
        async with Database(f"sqlite://{place}/first.db").opened():
            pass


asyncio.run(_describe_tables())
warm_up(Clock())
