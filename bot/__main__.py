"""python -m bot COMMAND."""

import sys

from bot.clock import Clock
from bot.operating.cli import main

sys.exit(main(sys.argv[1:], Clock()))
