"""Every command and job is listed, named once, declared as it is written, and in the manual."""

import importlib
import inspect
from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.app import build_house
from bot.clock import SHANGHAI
from bot.clockwork.job import Job, moments
from bot.understanding.command import Command, Telling, find, openings
from bot.understanding.dialog import Question
from config.policy import ASKED, load_policy
from config.settings import Settings
from docs.manual import MANUAL, manual
from handlers import COMMANDS, QUESTIONS
from models.organisation.people.rules import ROLE_NAMES, Role
from schedules import JOBS
from tests.architecture.sources import ROOT, files

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
HELP_CHARACTERS = 24
RUN_TAKES_FIRST, ACTION_TAKES_FIRST = "request", "act"


def _listed_in_files(folder: str, what: str) -> list[str]:
    """Return the names of what the files below a folder list as their COMMANDS, QUESTIONS or JOBS."""
    inside = [path[:-3].replace("/", ".") for path in files(folder) if not path.endswith("__init__.py")]
    return [one.name for name in inside for one in getattr(importlib.import_module(name), what, ())]


@pytest.mark.parametrize(
    ("folder", "what", "listed"),
    [("handlers", "COMMANDS", COMMANDS), ("handlers", "QUESTIONS", QUESTIONS), ("schedules", "JOBS", JOBS)],
)
def test_what_a_file_lists_is_known_once(folder: str, what: str, listed: Sequence[Command | Question | Job]) -> None:
    assert sorted(_listed_in_files(folder, what)) == sorted(one.name for one in listed)


def test_what_a_file_declares_is_in_its_list() -> None:
    for path in files("handlers", "schedules"):
        module = importlib.import_module(path[:-3].replace("/", "."))
        if path.endswith("__init__.py"):
            continue
        lists = [*getattr(module, "COMMANDS", ()), *getattr(module, "QUESTIONS", ()), *getattr(module, "JOBS", ())]
        declared = [one for one in vars(module).values() if isinstance(one, Command | Question | Job)]
        assert [one.name for one in declared if one not in lists] == [], path


def test_blanks_are_named_like_the_parameters_of_run() -> None:
    for command in COMMANDS:
        told = isinstance(command.run, Telling)
        first, *others = inspect.signature(command.run.action if told else command.run).parameters.values()
        assert first.name == (ACTION_TAKES_FIRST if told else RUN_TAKES_FIRST), command.name
        assert told or all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in others), command.name
        needed = {one.name for one in others if one.default is inspect.Parameter.empty}
        assert needed == {blank.name for blank in command.blanks}, command.name


def test_an_example_parses_to_its_command() -> None:
    found = {command.name: find(command.example, openings(COMMANDS), NOON) for command in COMMANDS}
    parsed = {name: match and match.values is not None and match.command.name for name, match in found.items()}
    assert parsed == {name: name for name in found}


def test_a_help_line_is_short_and_opens_with_the_command() -> None:
    assert [command.help for command in COMMANDS if len(command.help) > HELP_CHARACTERS] == []
    assert [command.help for command in COMMANDS if not command.help.startswith(command.words[0])] == []
    lines = {command.name: command.help.partition("：") for command in COMMANDS}
    assert [name for name, (_said, _colon, meaning) in lines.items() if not meaning] == []
    found = {
        name: find(said.removesuffix("…").strip(), openings(COMMANDS), NOON) for name, (said, *_rest) in lines.items()
    }
    assert {name: match and match.command.name for name, match in found.items()} == {name: name for name in found}


def test_a_job_has_a_time_a_lateness_and_a_day_in_the_coming_year() -> None:
    house = build_house(Settings(_env_file=None), load_policy())
    written = {job.name: house.policy.schedule[job.name].at for job in JOBS}
    assert [job.name for job in JOBS if job.lateness(house.policy).total_seconds() <= 0] == []
    assert [job.name for job in JOBS if (written[job.name] == ASKED) is not (job.asks is not None)] == []
    timed = [job for job in JOBS if written[job.name] != ASKED]
    assert [job.name for job in timed if not any(moments(job, house, NOON, NOON.replace(year=2027)))] == []


def test_titles_of_jobs_are_told_apart() -> None:
    assert len({job.title for job in JOBS}) == len(JOBS)


def test_every_role_has_a_name_for_people() -> None:
    assert ROLE_NAMES.keys() == set(Role)


def test_the_manual_is_fresh() -> None:
    assert (ROOT / MANUAL).read_text(encoding="utf-8") == manual(), "run `make manual`"
