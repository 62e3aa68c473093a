"""python -m bot COMMAND."""

import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path

# Whoever types it outside the environment is led into it; where there is none yet, he hears how to make it.
if find_spec("tortoise") is None:
    inside = Path(__file__).parents[1] / ".venv" / "bin" / "python"
    if inside.exists() and Path(sys.prefix) != inside.parents[1]:
        os.execv(inside, [str(inside), "-m", "bot", *sys.argv[1:]])
    sys.exit("还没有安装，或者没有装全；在程序的目录里运行 make install，再来一次。")

from bot.clock import Clock
from bot.operating.cli import main

# Most of what is made lives as long as the process: the collector need not look for garbage so often.
gc.set_threshold(20_000, 20, 20)
sys.exit(main(sys.argv[1:], Clock()))
