"""The process beside the bot goes home in silence when the bot is gone, whatever it was about to say."""

import multiprocessing
from collections.abc import Callable

import pytest

from bot.workers import _serve

PATIENCE_SECONDS = 60


def prepare() -> Callable[[int], int]:
    """Return what doubles a number."""
    return double


def double(number: int) -> int:
    """Return it twice."""
    return number * 2


@pytest.mark.parametrize("left", ["an answer", "half a job"])
def test_a_worker_whose_bot_was_killed_ends_without_a_word(left: str, capfd: pytest.CaptureFixture[str]) -> None:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(theirs, prepare), daemon=True)
    process.start()
    theirs.close()
    ours.send(21)
    assert ours.poll(PATIENCE_SECONDS)
    if left == "half a job":
        assert ours.recv() == (True, 42)
        with open(ours.fileno(), "wb", closefd=False) as line:
            line.write(b"\x00\x00\x01\x00half")  # its length, and not all of it
    ours.close()
    process.join(PATIENCE_SECONDS)
    assert (process.exitcode, capfd.readouterr().err) == (0, "")
