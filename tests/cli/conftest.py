"""The real command line, in a process of its own, away from every .env and with nothing but what a test sets."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import Clock
from tests.fakes.clocks import TODAY, bot
from tests.fakes.forks import Place, fork

ROOT = Path(__file__).parents[2]
CORP_ID, SECRET, TOKEN = "ww1234567890abcdef", "SecretSecretSecret_0123456789-abcdefghijkl", "TokenToken42"
PATIENCE_SECONDS = 120  # of a machine that has much else to do
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA"


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """Return what was said on stderr, which must be one line and no traceback."""
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


@dataclass(frozen=True)
class Terminal:
    """A folder to work in, the settings that hold there, and the clock of what is run."""

    folder: Path
    clock: Clock = TODAY

    @property
    def database(self) -> Path:
        """Return the file of the configured database."""
        return self.folder / "var" / "bot.db"

    def settings(self, **more: str) -> dict[str, str]:
        """Return the surroundings of a command: a complete application, and `more` (without BOT_)."""
        given = {
            "database_url": f"sqlite://{self.database}",
            "policy_file": str(ROOT / "config" / "policy.toml"),
            "wecom_api_base": "http://127.0.0.1:9",
            "corp_id": CORP_ID,
            "app_agent_id": "1000002",
            "app_secret": SECRET,
            "app_token": TOKEN,
            "app_aes_key": AES_KEY,
        } | more
        plain = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C"}
        return plain | {"BOT_" + name.upper(): value for name, value in given.items()}

    def run(self, *words: str, said: str | bytes = "", **more: str) -> Answer:
        """Run a command to its end."""
        with tempfile.TemporaryDirectory() as folder:
            said_in, out, err = (Path(folder) / name for name in ("in", "out", "err"))
            said_in.write_bytes(said if isinstance(said, bytes) else said.encode())
            done = fork([*words], self.settings(**more), self.clock, Place(self.folder, said_in, out, err))
            done.join(PATIENCE_SECONDS)
            assert done.exitcode is not None, f"{words} does not end"
            return Answer(done.exitcode, out.read_text(), err.read_text())

    def executed(self, *words: str, **more: str) -> Answer:
        """Run a command to its end in a process that imports what it needs by itself."""
        command, surroundings = bot(*words, clock=self.clock), self.settings(**more)
        done = subprocess.run(command, cwd=self.folder, env=surroundings, capture_output=True, text=True, check=False)
        return Answer(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def server(self) -> Iterator[None]:
        """Keep a server running on the database until the block ends."""
        log = self.folder / "serve.log"
        os.mkfifo(log)  # so that whoever reads waits for the next line
        running = fork(["serve"], self.settings(port="0"), self.clock, Place(self.folder, log=log))
        try:
            with log.open() as said:
                assert any("listening" in line for line in said)
                yield
                running.terminate()
                running.join(PATIENCE_SECONDS)
        finally:
            running.kill()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Give a terminal without a database."""
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a database with the sample district; nobody changes it."""
    terminal = Terminal(tmp_path_factory.mktemp("sample"))
    answer = terminal.run("sample")
    assert answer == Answer(0, "示例区县已装好。\n", "")
    return terminal.database


@pytest.fixture
def village(terminal: Terminal, sample_file: Path) -> Terminal:
    """Give a terminal whose database holds the sample district."""
    terminal.database.parent.mkdir()
    shutil.copy(sample_file, terminal.database)
    return terminal
