"""What people want to get done in their own words (换书记, 生病), and which commands are the way."""

from collections.abc import Sequence

from bot import texts
from bot.language.data import table
from bot.language.spent import read_minutes
from bot.understanding.command import SEPARATORS, Command, first_word
from bot.understanding.request import Request
from models.organisation.people.rules import Role, role_names
from models.organisation.posts.rules import names_of_roles

LINES_MOST = 6


def not_built(text: str) -> str | None:
    """Return the answer to a line that opens with what nobody has built yet (标准, 责任区); None for others.

    Who says as well how long it took reports.
    """
    word = first_word(text.strip(SEPARATORS))[0] if read_minutes(text) is None else ""
    return next((texts.not_built(word, one["near"]) for one in table("topics")["unbuilt"] if word in one["said"]), None)


def topic_in(text: str) -> str | None:
    """Return the longest word of a topic that a text holds, such as 换书记 in 换书记怎么办; or None."""
    return max((word for one in _topics() for word in one["said"] if word in text), key=len, default=None)


def _topics() -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = table("topics")["topic"]
    return found


def ways(commands: Sequence[Command], wanted: str) -> list[Command]:
    """Return the commands for what is wanted: those of its topic, then those in whose words or help it stands."""
    word = topic_in(wanted)
    named = [name for one in _topics() if word in one["said"] for name in one["commands"]]
    by_name = {one.name: one for one in commands}
    return list(dict.fromkeys([*(by_name[name] for name in named), *_holding(commands, wanted)]))


def _holding(commands: Sequence[Command], wanted: str) -> list[Command]:
    # By what a command is for before its own line, in whose example anything may stand.
    others = [one for one in commands if one.name != "help"]
    found = [one for one in others if wanted in "\n".join((one.help.partition("：")[2], *one.words))]
    # Whose own word it is comes first: 通知 is not about the notice of holidays.
    found.sort(key=lambda one: wanted not in one.words)
    return found or [one for one in others if wanted in one.help]


def shown(request: Request, wanted: str, commands: Sequence[Command]) -> str:
    """Return how something is done, and whose business it is where not the asker's; `commands` are in his order."""
    found = ways(commands, wanted)
    if not found:
        return texts.no_help_on(wanted)
    mine = [one for one in found if request.may(one.needs)]
    own = _own(request, mine)
    if mine and not own:
        return texts.only_private(wanted)
    is_known = found[0] in mine or (own and topic_in(wanted) is None)
    return own if is_known else "\n".join(filter(None, [_others(wanted, found[0]), own]))


def _own(request: Request, commands: Sequence[Command]) -> str:
    here = [(one.help, one.example) for one in commands if request.private or not one.private]
    return texts.help_on(here[: LINES_MOST - 1])


def _others(wanted: str, command: Command) -> str:
    if topic_in(wanted) is None:
        return texts.help_elsewhere(wanted, role_names(command.needs or frozenset(Role)))
    return texts.others_do(wanted, names_of_roles(command.needs or Role), command.help)
