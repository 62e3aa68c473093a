"""Several people of one name: what tells them apart, the question which of them is meant, and its answer; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.machine.delivery.rules import Asks
from models.organisation.people import texts
from models.values.refusal import Refusal


@dataclass(frozen=True)
class Traits:
    """What tells somebody apart from his namesakes, as words; the account always does, and is what people know least.

    In this order: the villagers' group, the unit, a post, the standing, the account.
    """

    account: str
    group: str = ""
    unit: str = ""
    post: str = ""
    standing: str = ""

    @property
    def in_order(self) -> tuple[str, ...]:
        """Return the words, those that people know best first."""
        return (self.group, self.unit, self.post, self.standing, texts.account(self.account))


def apart(people: Sequence[Traits]) -> dict[str, str]:
    """Return {account: what tells this one apart from the others}: for each the first trait by which all differ.

    What all have in common, such as their village, tells nobody apart.
    """
    columns = [column for column in zip(*(one.in_order for one in people), strict=True) if len(set(column)) > 1]
    traits = list(zip(*columns, strict=True))
    for first in range(len(columns)):
        said = [next(filter(None, one[first:])) for one in traits]
        if len(set(said)) == len(people):
            break
    return {one.account: words for one, words in zip(people, said, strict=True)}


def meant(word: str, found: Mapping[str, str]) -> str | None:
    """Return the account of the one whom an answer means: by position, by what tells him apart, or by the account.

    Args:
        word: the answer, without signs around it.
        found: {account: what tells this one apart}, in the order in which they were listed.
    """
    if word.isdecimal() and 1 <= int(word) <= len(found):
        return list(found)[int(word) - 1]
    said = texts.plain(word)
    fits = [
        account
        for account, label in found.items()
        if said and (said in label or label in word or account.casefold() == word.casefold())
    ]
    return fits[0] if len(fits) == 1 else None


class WhichOne(Refusal):
    """A name that several people have: nothing is done before one question is answered.

    `line` is the message that can be obeyed once it is known who is meant; whoever obeys it sets it.
    """

    text = "{question}"

    def __init__(self, name: str, found: Mapping[str, str]) -> None:
        """Ask which of {account: what tells this one apart} is meant by a name."""
        self.name, self.found = name, dict(found)
        self.line: Mapping[str, Any] | None = None
        super().__init__(question=texts.which_one(name, self.found))

    @property
    def asks(self) -> Asks | None:
        """Return the question that stays open, None when the message cannot be obeyed again."""
        return Asks("which_one", {**self.line, "name": self.name, "found": self.found}) if self.line else None


def names_of(people: Collection[tuple[int, str, str | None]]) -> dict[int, str]:
    """Return {id: name} of (id, name, villagers' group), with the group where several of them have the name."""
    names = [name for _, name, _ in people]
    return {one: texts.in_group(name, group) if names.count(name) > 1 else name for one, name, group in people}
