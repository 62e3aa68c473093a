"""What every test can ask for: a policy, a database on either engine, a chat."""

import gc
from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from config.database import Database
from config.policy import Policy
from tests.fakes.chat import Beginning, Chat, books_for, open_chat
from tests.fakes.databases import ENGINES, POLICY, empty_url

# Properties are checked with the same examples on every run, however busy the machine is.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
# Until all tests are collected: what is loaded stays, and there is ever more of it to look through for garbage.
gc.disable()


@pytest.fixture
def policy() -> Policy:
    """Return the shipped policy."""
    return POLICY


@pytest.fixture
async def chat(request: pytest.FixtureRequest) -> AsyncIterator[Chat]:
    """Give a chat with the sample district: on SQLite at noon, or as `both_engines`, `after` and `at` say."""
    url, start = await books_for(getattr(request, "param", Beginning()))
    async with open_chat(url, start=start) as opened:
        yield opened


@pytest.fixture(params=ENGINES)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """Give an open, migrated, empty database, on each engine."""
    opened = Database(await empty_url(request.param))
    async with opened.opened():
        yield opened


def pytest_collection_finish(session: pytest.Session) -> None:
    """Collect garbage from now on, as rarely as the bot does, and spare the collector what is loaded by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
