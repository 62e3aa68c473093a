"""What a list of contacts says about the people on the books; pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# More than this is more likely a visible range that somebody has changed than people who have gone. Source: issue 11.
MISSING_MOST_RATIO = 0.05


@dataclass(frozen=True)
class OnBooks:
    """Somebody on the books, and whether the list has named him before: only then his absence says something."""

    id: int
    userid: str
    name: str
    listed: bool


@dataclass(frozen=True)
class ListCompared:
    """Who of the books is named, who is named no more, whose account is another now: {account: the new one}."""

    named: frozenset[int]
    missing: tuple[OnBooks, ...]
    renamed: Mapping[str, str]

    @property
    def too_many(self) -> bool:
        """Return whether so many are missing that nobody is taken for gone; one alone may always be."""
        return len(self.missing) > max(1, MISSING_MOST_RATIO * (len(self.named) + len(self.missing)))


# So many may one officer take for gone, at once and in a day; more are another officer's. Source: issue 11.
AT_ONCE_MOST = 20
NOBODY_MISSING = "现在名册上的人通讯录里都在，没有要确认的。"


def compare(people: Sequence[OnBooks], accounts: Mapping[str, str]) -> ListCompared:
    """Return what a list of contacts {account: name} says; accounts in other letters are the same.

    Who is missing while somebody unknown of his very name has come, one of each, is himself under another account.
    """
    found = {account.casefold(): name for account, name in accounts.items()}
    known = {one.userid.casefold() for one in people}
    missing = [one for one in people if one.listed and one.userid.casefold() not in found]
    renamed = _renamed(
        missing, {account: name for account, name in accounts.items() if account.casefold() not in known}
    )
    named = frozenset(one.id for one in people if one.userid.casefold() in found)
    return ListCompared(named, tuple(one for one in missing if one.userid not in renamed), renamed)


def _renamed(missing: Sequence[OnBooks], unknown: Mapping[str, str]) -> dict[str, str]:
    come, gone = Counter(unknown.values()), Counter(one.name for one in missing)
    accounts = {name: account for account, name in unknown.items()}
    return {one.userid: accounts[one.name] for one in missing if come[one.name] == 1 == gone[one.name]}
