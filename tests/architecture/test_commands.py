"""Every command and job is listed, named once, declared as it is written, and in the manual."""

import importlib
import inspect
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.clock import SHANGHAI
from bot.command import Command, find, fold
from bot.dialog import Question
from bot.job import Job, moments
from config.policy import ASKED, load_policy
from docs.manual import MANUAL, manual
from handlers import COMMANDS, QUESTIONS
from models.people.rules import ROLE_NAMES, Role
from schedules import JOBS
from tests.architecture.sources import ROOT, files, text

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
HELP_CHARACTERS = 24
RUN_TAKES_FIRST = "request"


def _modules(folder: str) -> list[str]:
    return [path[:-3].replace("/", ".") for path in files(folder) if not path.endswith("__init__.py")]


def _named(command: Command) -> str:
    return command.name


def _declared(folder: str, what: str) -> dict[str, Command | Question | Job]:
    """Return {module: declaration} of the modules below a folder that declare a COMMAND, QUESTION or JOB."""
    modules = {name: importlib.import_module(name) for name in _modules(folder)}
    return {name: getattr(module, what) for name, module in modules.items() if hasattr(module, what)}


@pytest.mark.parametrize(
    ("folder", "what", "listed"),
    [("handlers", "COMMAND", COMMANDS), ("handlers", "QUESTION", QUESTIONS), ("schedules", "JOB", JOBS)],
)
def test_what_a_file_declares_is_listed_once(
    folder: str, what: str, listed: Sequence[Command | Question | Job]
) -> None:
    assert sorted(one.name for one in _declared(folder, what).values()) == sorted(one.name for one in listed)


@pytest.mark.parametrize(("folder", "what"), [("handlers", "COMMAND"), ("schedules", "JOB")])
def test_a_file_is_called_like_what_it_declares(folder: str, what: str) -> None:
    assert {name.rpartition(".")[2]: one.name for name, one in _declared(folder, what).items()} == {
        one.name: one.name for one in _declared(folder, what).values()
    }


def test_a_question_s_file_says_that_it_asks() -> None:
    declared = _declared("handlers", "QUESTION")
    assert {name.rpartition(".")[2] for name in declared} == {f"ask_{one.name}" for one in declared.values()}


def test_a_file_that_declares_nothing_serves_others_of_its_topic() -> None:
    declaring = {*_declared("handlers", "COMMAND"), *_declared("handlers", "QUESTION")}
    for name in set(_modules("handlers")) - declaring:
        topic = name.rpartition(".")[0].replace(".", "/")
        assert any(name in text(path) for path in files(topic))


def test_no_word_belongs_to_two_commands() -> None:
    counted = Counter(fold(word) for command in COMMANDS for word in command.words)
    assert [word for word, count in counted.items() if count > 1 and word != "?"] == []


@pytest.mark.parametrize("command", COMMANDS, ids=_named)
def test_blanks_are_named_like_the_parameters_of_run(command: Command) -> None:
    first, *others = inspect.signature(command.run).parameters.values()
    assert first.name == RUN_TAKES_FIRST
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in others)
    needed = {one.name for one in others if one.default is inspect.Parameter.empty}
    assert needed == {blank.name for blank in command.blanks}


@pytest.mark.parametrize("command", COMMANDS, ids=_named)
def test_an_example_parses_to_its_command(command: Command) -> None:
    match = find(command.example, COMMANDS, NOON)
    assert match is not None
    assert match.command is command
    assert match.values is not None


@pytest.mark.parametrize("command", COMMANDS, ids=_named)
def test_a_help_line_is_short_and_opens_with_the_command(command: Command) -> None:
    assert len(command.help) <= HELP_CHARACTERS
    assert command.help.startswith(command.words[0])
    said, _, meaning = command.help.partition("：")
    assert meaning
    match = find(said.removesuffix("…").strip(), COMMANDS, NOON)
    assert match is not None
    assert match.command is command


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_has_a_time_a_lateness_and_a_day_in_the_coming_year(job: Job) -> None:
    from bot.app import build_house
    from config.settings import Settings

    house = build_house(Settings(_env_file=None), load_policy())
    assert job.lateness(house.policy).total_seconds() > 0
    written = house.policy.schedule[job.name]
    assert (written == ASKED) is (job.asks is not None)
    assert written == ASKED or next(moments(job, house, NOON, NOON.replace(year=2027)), None) is not None


def test_titles_of_jobs_are_told_apart() -> None:
    assert len({job.title for job in JOBS}) == len(JOBS)


def test_every_role_has_a_name_for_people() -> None:
    assert ROLE_NAMES.keys() == set(Role)


def test_the_manual_is_fresh() -> None:
    assert (ROOT / MANUAL).read_text(encoding="utf-8") == manual(), "run `make manual`"
