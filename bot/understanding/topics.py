"""What people want to get done in their own words (换书记, 生病), and which commands are the way."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bot import texts
from bot.language.data import table
from bot.language.likeness import Likeness
from bot.language.spent import read_minutes
from bot.understanding.command import SEPARATORS, Command, first_word
from models.organisation.people.rules import Role, role_names
from models.organisation.posts.rules import names_of_roles

if TYPE_CHECKING:
    from bot.understanding.request import Request

LINES_MOST = 6
# How like a sentence has to be, from 0 to 1, before whoever might make something else of it, and after all of them.
CLEARLY, SOMEWHAT = 0.45, 0.22
# Lines less like than the likest one by more than this are left out.
_NEARLY = 0.7
# A word that stands in a sentence makes it like by so much for each of its characters.
_HOLDS = 0.15


def not_built(text: str) -> str | None:
    """Return the answer to a line that opens with what nobody has built yet (标准, 责任区); None for others.

    Who says as well how long it took reports.
    """
    word = first_word(text.strip(SEPARATORS))[0]
    unbuilt = next((one for one in table("topics")["unbuilt"] if word in one["said"]), None)
    return texts.not_built(word, unbuilt["near"]) if unbuilt and read_minutes(text) is None else None


class Topics:
    """What people want to get done, by every way of saying it that is known, and the commands for it."""

    def __init__(self, commands: Sequence[Command]) -> None:
        """Learn the topics' words and questions, and each command's own."""
        self._named = [(word, one["commands"]) for one in table("topics")["topic"] for word in one.get("said", ())]
        asked = [(line, one["commands"]) for one in table("topics")["topic"] for line in one.get("asked", ())]
        own = [(line, [one.name]) for one in commands for line in one.words]
        self._known = [*self._named, *asked, *own]
        self._likeness = Likeness([line for line, _ in self._known])

    def word_in(self, text: str) -> str | None:
        """Return the longest word of a topic that a text holds, such as 换书记 in 换书记怎么办; or None."""
        return max((word for word, _ in self._named if word in text), key=len, default=None)

    def commands_of(self, word: str) -> list[str]:
        """Return the names of a topic's commands, the most important first."""
        return [name for one, names in self._named if one == word for name in names]

    def like(self, text: str, least: float) -> list[str]:
        """Return the names of the commands for what a text asks, those of the likest lines first; none below `least`.

        A word of a topic that stands in the text makes it like, the more the longer it is.
        """
        likeness = [
            max(how, _HOLDS * len(line)) if line in text else how
            for (line, _), how in zip(self._known, self._likeness.of(text), strict=True)
        ]
        enough = max(least, max(likeness) * _NEARLY)
        found = sorted((-how, at) for at, how in enumerate(likeness) if how >= enough)
        return [*dict.fromkeys(name for _, at in found for name in self._known[at][1])]


# Every house of one process has the same commands.
topics_of = lru_cache(maxsize=1)(Topics)


def shown(request: "Request", wanted: str, commands: Sequence[Command]) -> str:
    """Return how the thing is done that a word names; `commands` are in the asker's order."""
    topics = request.house.topics
    word = topics.word_in(wanted)
    named = [one.name for one in _holding(commands, wanted)]
    found = _by_name(commands, [*(topics.commands_of(word) if word else ()), *named] or topics.like(wanted, SOMEWHAT))
    return _shown(request, wanted, found, is_topic=word is not None) if found else texts.no_help_on(wanted)


def way_asked(request: "Request", able: str) -> str | None:
    """Return how a thing is done that the asker may do, where a sentence asks clearly for it.

    None where the command that is `able` to answer the sentence is one of the ways.
    """
    found = _asked_for(request, CLEARLY)
    if not found or not request.may(found[0].needs) or able in [one.name for one in found]:
        return None
    return _shown(request, found[0].words[0], found, is_topic=True)


def nearest_way(request: "Request", least: float) -> str | None:
    """Return how the thing is done for which a sentence asks in the likest words, and by whom if not by the asker."""
    # A topic's own word makes it plain.
    clearly = _asked_for(request, SOMEWHAT if request.house.topics.word_in(request.text) else CLEARLY)
    found = clearly or _asked_for(request, least)
    if not found:
        return None
    said = _shown(request, found[0].words[0], found, is_topic=True)
    return said if clearly else texts.perhaps(said)


def _asked_for(request: "Request", least: float) -> list[Command]:
    names = request.house.topics.like(request.text, least)
    # Who asks what all of this is for is shown all of it.
    return [] if names[:1] == ["help"] else _by_name(request.house.commands, names)


def _by_name(commands: Sequence[Command], names: Sequence[str]) -> list[Command]:
    by_name = {one.name: one for one in commands}
    return [by_name[name] for name in dict.fromkeys(names)]


def _holding(commands: Sequence[Command], wanted: str) -> list[Command]:
    # By what a command is for before its own line, in whose example anything may stand.
    others = [one for one in commands if one.name != "help"]
    found = [one for one in others if wanted in "\n".join((one.help.partition("：")[2], *one.words))]
    # Whose own word it is comes first: 通知 is not about the notice of holidays.
    found.sort(key=lambda one: wanted not in one.words)
    return found or [one for one in others if wanted in one.help]


def _shown(request: "Request", wanted: str, found: Sequence[Command], *, is_topic: bool) -> str:
    """Return the lines of what the asker may use, and whose business it is where not his."""
    mine = [one for one in found if request.may(one.needs)]
    own = _own(request, mine)
    if mine and not own:
        return texts.only_private(wanted)
    is_known = found[0] in mine or (own and not is_topic)
    return own if is_known else "\n".join(filter(None, [_others(wanted, found[0], is_topic=is_topic), own]))


def _own(request: "Request", commands: Sequence[Command]) -> str:
    here = [(one.help, one.example) for one in commands if request.private or not one.private]
    return texts.help_on(here[: LINES_MOST - 1])


def _others(wanted: str, command: Command, *, is_topic: bool) -> str:
    if is_topic:
        return texts.others_do(wanted, names_of_roles(command.needs or Role), command.help)
    return texts.help_elsewhere(wanted, role_names(command.needs or frozenset(Role)))
