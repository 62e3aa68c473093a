"""Figures that stand beside their words, such as 应到30 or 20票赞成, read by one grammar; pure.

A figure and its word touch, with no more than a unit between them; a comma parts them. Between two commas all words of
a group stand in one order, after their figures (20同意2反对) or before them (赞成20 反对2), never now so and now so. Of
such orders that one holds in which the fewest words lack a figure, and figures stand nearest.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise, product
from typing import TypeVar

from bot.language.numerals import to_whole

DIGITS = "\\d零一二三四五六七八九十百两"
NUMBER = r"(?P<n>\d{1,5}|[零一二三四五六七八九十百两]{1,7})"
_BETWEEN = re.compile(r"[个名位人票户的数:：=是有为\s]*(?:代表|党员|委员|村民|同志)?[都投了有\s]*")


@dataclass(frozen=True)
class Beside:
    """The figures in a text by the names of their words, what follows each of them, and those that have no word.

    They are `doubtful` where a word has no figure of its own though one stands there, or has two.
    """

    said: Mapping[str, int]
    after: Mapping[str, str]
    spare: Sequence[tuple[int, str]]
    doubtful: bool


@dataclass(frozen=True)
class _Token:
    """A word by the name of what it counts, or a number; and what stands between it and the next of its run."""

    name: str
    number: int
    after: str


_Run = Sequence[_Token]
_Pairs = Mapping[int, int]
_Found = TypeVar("_Found")


def read_beside(text: str, groups: Sequence[Mapping[str, str]]) -> Beside:
    """Return the figures in a text beside the words of some groups, each {name of what is counted: its words}."""
    read = [(run, _best(run, groups)) for run in _runs(_tokens(text, groups))]
    found, lacking = _each(_figures, read), set(_each(_lacking, read))
    said = {name: one.number for name, one in reversed(found)}
    twice = len({(name, one.number) for name, one in found}) > len(said)
    after = {name: one.after for name, one in found}
    return Beside(said, after, _each(_spare, read), doubtful=twice or not lacking <= said.keys())


def _each(of_run: Callable[[_Run, _Pairs], Iterator[_Found]], read: Sequence[tuple[_Run, _Pairs]]) -> list[_Found]:
    return [found for run, pairs in read for found in of_run(run, pairs)]


def _figures(run: _Run, pairs: _Pairs) -> Iterator[tuple[str, _Token]]:
    for at, figure in pairs.items():
        yield run[at].name, run[figure]


def _tokens(text: str, groups: Sequence[Mapping[str, str]]) -> list[_Token]:
    named = "|".join(f"(?P<{name}>{words})" for name, words in chain(*(group.items() for group in groups)))
    matches = [*re.finditer(rf"{named}|(?<![A-Za-z{DIGITS}]){NUMBER}", text)]
    between = [text[one.end() : after.start()] for one, after in pairwise(matches)]
    after = [*between, text[matches[-1].end() :]] if matches else []
    return [_token(one, each) for one, each in zip(matches, after, strict=True)]


def _token(one: re.Match[str], after: str) -> _Token:
    return _Token("", to_whole(one["n"]) or 0, after) if one["n"] else _Token(one.lastgroup or "", 0, after)


def _runs(tokens: Sequence[_Token]) -> Iterator[_Run]:
    """Yield the words and numbers between which nothing stands but what belongs to them."""
    cuts = [at for at, one in enumerate(tokens, 1) if not _BETWEEN.fullmatch(one.after)]
    yield from (tokens[first:last] for first, last in pairwise([0, *cuts, len(tokens)]))


def _best(run: _Run, groups: Sequence[Mapping[str, str]]) -> _Pairs:
    orders = product((1, -1), repeat=len(groups))
    each = [{name: step for group, step in zip(groups, order, strict=True) for name in group} for order in orders]
    return min((_paired(run, steps) for steps in each), key=partial(_cost, run))


def _paired(run: _Run, steps: Mapping[str, int]) -> _Pairs:
    """Return {place of a word: place of its figure} where each stands a step from its word; each is of one word."""
    pairs: dict[int, int] = {}
    for at, one in enumerate(run):
        figure = at + steps.get(one.name, 0)
        free = 0 <= figure < len(run) and not run[figure].name and figure not in pairs.values()
        if one.name and free:
            pairs[at] = figure
    return pairs


def _cost(run: _Run, pairs: _Pairs) -> tuple[int, int]:
    """Return how many words lack a figure, and how often a space parts one from its word."""
    lacking = {one.name for one in run if one.name} - {run[at].name for at in pairs}
    return len(lacking), sum(" " in run[min(pair)].after for pair in pairs.items())


def _lacking(run: _Run, pairs: _Pairs) -> Iterator[str]:
    """Yield the names of the words that have no figure though one stands beside them, whosever it is."""
    for at, one in enumerate(run):
        beside = (*run[max(at - 1, 0) : at], *run[at + 1 : at + 2])
        if at not in pairs and not all(each.name for each in beside) and one.name:
            yield one.name


def _spare(run: _Run, pairs: _Pairs) -> Iterator[tuple[int, str]]:
    """Yield the figures that are of no word, with what follows them."""
    for at, one in enumerate(run):
        if not one.name and at not in pairs.values():
            yield one.number, one.after
