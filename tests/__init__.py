"""Tests. They kill the bot, never the machine: where memory can stand for the disk, what they write lies there.

A transaction waits for its disk several times, which is most of what a dialogue would take.
"""

import os
import shutil

MEMORY, ENOUGH = "/dev/shm", 2 * 1024**3

if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ["TMPDIR"] = MEMORY
