"""What every process of the bot does before it does anything of its own: import it, and read a first message.

The nursery of `tests.fakes.forks` imports this, once.
"""

from bot.app import warm_up
from bot.clock import Clock
from bot.operating import commands as commands
from bot.operating import doctor as doctor
from bot.operating import nightly as nightly
from bot.operating import watch as watch
from models import migrations as migrations

warm_up(Clock())
