"""`python -m tests.whole.clocked MOMENT`: serve as ever, by a clock that begins at a moment of one's choice."""

import asyncio
import signal
import sys
from datetime import datetime

from bot.app import Bot
from bot.clock import MovableClock
from bot.receiving.entrance import listen
from bot.wecom.client import WeComClient
from config.database import Database
from config.policy import load_policy
from config.settings import load_settings
from models.migrations import migrate


async def run(start: datetime) -> None:
    """Serve until asked to end."""
    settings = load_settings()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database(settings.database_url)
    await database.open(sole=True)
    try:
        await migrate()
        async with WeComClient(settings.wecom_api_base) as client:
            bot = Bot(settings, load_policy(settings.policy_file), MovableClock(start), client)
            entrance = await listen(bot.web_application("all"), settings.host, settings.port)
            async with bot.running():
                await stop.wait()
            await entrance.cleanup()
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(run(datetime.fromisoformat(sys.argv[1])))
