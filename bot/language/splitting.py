"""Cutting one message into the activities it tells of."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.language.categories import lexicon, without_particles
from bot.language.dates import DaySpan
from bot.language.durations import Duration
from bot.language.pattern import Pattern

PARTS = r"(?:大?清早|早上|早晨|上午|中午|晌午|下午|傍晚|晚上|夜里|凌晨|今早|今晚)"
_SEPARATOR = Pattern(r"[,，;；。、\n\s]+")
_NUMBERED = Pattern(
    r"(?:^|(?<=[\n\s;；。,，]))\s*(?:[(（]?\d{1,2}[)）.、:](?!\d)|[(（]?[一二三四五六七八九十][)）、.]|\ufffd(?![小个钟分时点]))\s*"
)
_FRESH = Pattern(rf"{PARTS}|然后|接着|又去?|另外|还去?|再去?|后来|之后|完了|随后|后头|回来")
_PART = Pattern(PARTS)
_OF_DURATION = Pattern(r"\s*[的多]")
_SAME_PERSON = Pattern(r"(?:帮|给|陪|替|为|和|跟)?[他她它]")


@dataclass(frozen=True)
class Clause:
    """A stretch of text with what decides about cutting before it."""

    start: int
    end: int
    acts: bool
    lasts: bool
    fresh: bool
    numbered: bool
    dated: bool
    same_person: bool


def split_activities(text: str, durations: list[Duration], days: list[DaySpan]) -> list[tuple[int, int]]:
    """Return the stretches of text that tell of one activity each."""
    clauses = _clauses(text, durations, days)
    groups: list[list[Clause]] = []
    for index, clause in enumerate(clauses):
        if groups and not _opens(groups[-1], clause, clauses[index + 1 :]):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return _with_actions([(group[0].start, group[-1].end, any(c.acts for c in group)) for group in groups])


def _opens(group: list[Clause], clause: Clause, rest: list[Clause]) -> bool:
    """Return whether another activity begins with the clause."""
    if clause.numbered:
        return True
    if clause.same_person or not any(c.acts for c in group):
        return False
    lasting = any(c.lasts for c in group)
    ahead = _until_next_action(rest)
    if clause.acts:
        return clause.fresh or clause.dated or (lasting and (clause.lasts or any(c.lasts for c in ahead)))
    follows = rest[len(ahead) :]
    if not follows:
        return False
    if clause.dated or clause.fresh:
        return not ahead or lasting
    own = _until_next_action(follows[1:])
    return lasting and clause.lasts and not ahead and not any(c.lasts for c in [follows[0], *own])


def _until_next_action(clauses: list[Clause]) -> list[Clause]:
    quiet = []
    for clause in clauses:
        if clause.acts or clause.numbered:
            break
        quiet.append(clause)
    return quiet


def _with_actions(groups: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Return the stretches, those that name no action joined to the one before or, at the start, after."""
    joined: list[tuple[int, int, bool]] = []
    for start, end, acts in groups:
        if joined and not (acts and joined[-1][2]):
            start, _, before = joined.pop()
            acts = acts or before
        joined.append((start, end, acts))
    return [(start, end) for start, end, _ in joined]


def _clauses(text: str, durations: list[Duration], days: list[DaySpan]) -> list[Clause]:
    spans = [span for duration in durations for span in duration.spans]
    day_starts = [day.start for day in days if not any(start < day.start < end for start, end in spans)]
    numbered = {match.end() for match in _NUMBERED.finditer(text)}
    kept = spans + [(day.start, day.end) for day in days]
    cuts = {match.end() for match in _SEPARATOR.finditer(text) if not _inside(match.start(), kept)}
    cuts |= {end for _, end in spans if not _OF_DURATION.match(text, end)}
    cuts |= {match.start() for match in _PART.finditer(text) if not _inside(match.start(), kept, days)}
    cuts |= set(day_starts) | numbered | {0}
    cuts -= {match.start() for match in _NUMBERED.finditer(text)} - {0}
    places = sorted(cut for cut in cuts if cut < len(text))
    starts = [
        place
        for place in places
        if not re.fullmatch(r"[,，;；。、\s]*", text[place : _next(places, place, text)])
    ]
    marks = (set(day_starts), numbered, [duration.spans[0][0] for duration in durations])
    return [_clause(text, start, _next(starts, start, text), marks) for start in starts]


def _clause(text: str, start: int, end: int, marks: tuple[set[int], set[int], list[int]]) -> Clause:
    days, numbered, lasting = marks
    piece = text[start:end]
    return Clause(
        start,
        end,
        acts=lexicon().names_an_action(without_particles(piece)),
        lasts=any(start <= place < end for place in lasting),
        fresh=bool(_FRESH.match(piece)),
        numbered=start in numbered,
        dated=start in days,
        same_person=bool(_SAME_PERSON.match(piece)),
    )


def _inside(place: int, spans: list[tuple[int, int]], days: list[DaySpan] = []) -> bool:  # noqa: B006
    """Return whether the place lies in a span, or right behind a day, whose part it then is."""
    return any(start < place < end for start, end in spans) or any(day.end == place for day in days)


def _next(places: list[int], place: int, text: str) -> int:
    index = bisect_right(places, place)
    return places[index] if index < len(places) else len(text)
