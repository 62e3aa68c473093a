"""Cutting one message into the activities it tells of."""

from dataclasses import dataclass
from itertools import pairwise

from bot.language.categories import lexicon, without_particles
from bot.language.pattern import Pattern
from bot.language.pieces import Piece
from bot.language.spans import Span, holds

PARTS = r"(?:大?清早|早上|早晨|上午|中午|晌午|下午|傍晚|晚上|夜里|凌晨|今早|今晚)"
_SEPARATOR = Pattern(r"[,，;；。、\n\s]+")
_NUMBERED = Pattern(
    r"(?:^|(?<=[\n\s;；。,，:]))\s*(?:[(（]?\d{1,2}[)）.、:](?!\d)|"
    r"[(（]?[一二三四五六七八九十][)）、.]|\ufffd(?![小个钟分时点]))\s*"
)
_FRESH = Pattern(rf"{PARTS}|然后|接着|又去?|另外|还去?|再去?|后来|之后|完了|随后|后头|回来")
_PART = Pattern(PARTS)
_OF_DURATION = Pattern(r"\s*[的多]")
_SAME_PERSON = Pattern(r"(?:帮|给|陪|替|为|和|跟)?[他她它]")
_EMPTY = Pattern(r"[,，;；。、\s]*")


@dataclass(frozen=True)
class Clause:
    """A stretch of text with what decides about cutting before it."""

    span: Span
    acts: bool
    lasts: bool
    fresh: bool
    numbered: bool
    same_person: bool


def split_activities(piece: Piece) -> list[Span]:
    """Return the stretches of text that tell of one activity each."""
    clauses = _clauses(piece)
    groups: list[list[Clause]] = []
    for index, clause in enumerate(clauses):
        if groups and not _opens(groups[-1], clause, clauses[index + 1 :]):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return _with_actions(groups)


def _opens(group: list[Clause], clause: Clause, rest: list[Clause]) -> bool:
    """Return whether another activity begins with the clause."""
    if clause.numbered:
        return True
    if clause.same_person or not _acts(group):
        return False
    ahead = _until_next_action(rest)
    if clause.acts:
        return clause.fresh or (_lasts(group) and _lasts([clause, *ahead]))
    return len(ahead) < len(rest) and _leads_on(group, clause, rest, len(ahead))


def _leads_on(group: list[Clause], clause: Clause, rest: list[Clause], quiet: int) -> bool:
    """Return whether a clause without an action belongs to the action that follows."""
    if clause.fresh:
        return quiet == 0 or _lasts(group)
    return quiet == 0 and _lasts(group) and clause.lasts and _waits_for_a_time(rest)


def _waits_for_a_time(follows: list[Clause]) -> bool:
    """Return whether the next action has no time of its own, so that the one before it belongs to it."""
    return not _lasts([follows[0], *_until_next_action(follows[1:])])


def _acts(clauses: list[Clause]) -> bool:
    return any(clause.acts for clause in clauses)


def _lasts(clauses: list[Clause]) -> bool:
    return any(clause.lasts for clause in clauses)


def _until_next_action(clauses: list[Clause]) -> list[Clause]:
    end = next((index for index, one in enumerate(clauses) if one.acts or one.numbered), len(clauses))
    return clauses[:end]


def _with_actions(groups: list[list[Clause]]) -> list[Span]:
    """Return the stretches, those that name no action joined to the one before or, at the start, after."""
    joined: list[list[Clause]] = []
    for group in groups:
        if joined and not (_acts(group) and _acts(joined[-1])):
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return [(group[0].span[0], group[-1].span[1]) for group in joined]


def _clauses(piece: Piece) -> list[Clause]:
    text = piece.message.text
    numbers = {match.start() for match in _NUMBERED.finditer(text)}
    days = {day.start for day in piece.days if not holds(day.start, piece.duration_spans)}
    cuts = _cuts(piece) | days | numbers | {0, len(text)}
    spans = [span for span in pairwise(sorted(cuts)) if not _EMPTY.fullmatch(text[slice(*span)])]
    return [_clause(piece, span, dated=span[0] in days, numbered=span[0] in numbers) for span in spans]


def _cuts(piece: Piece) -> set[int]:
    """Return the places behind separators and durations, and before parts of the day."""
    text, kept = piece.message.text, piece.time_spans
    # A part of the day right behind its day belongs to it.
    part_of_day = [(day.end - 1, day.end + 1) for day in piece.days]
    return (
        {match.end() for match in _SEPARATOR.finditer(text) if not holds(match.start(), kept)}
        | {end for _, end in piece.duration_spans if not _OF_DURATION.match(text, end)}
        | {match.start() for match in _PART.finditer(text) if not holds(match.start(), kept + part_of_day)}
    )


def _clause(piece: Piece, span: Span, *, dated: bool, numbered: bool) -> Clause:
    text = piece.message.text[slice(*span)]
    return Clause(
        span,
        acts=lexicon().names_an_action(without_particles(text)),
        lasts=any(span[0] <= duration.spans[0][0] < span[1] for duration in piece.durations),
        fresh=dated or _FRESH.match(text) is not None,
        numbered=numbered,
        same_person=_SAME_PERSON.match(text) is not None,
    )
