"""The six sheets of a decision: four deliberations, two postings. Totals only; what is unsaid is left to the pen."""

from collections.abc import Sequence
from typing import Any

from config.voting import voting
from models.democracy.decisions.rules import DELIBERATIONS, DecisionState, MeetingHeld, VillageDecision, assemblies_for
from models.democracy.decisions.texts import ORIGIN_NAMES, cost, opinion
from models.democracy.postings.rules import DecisionPosting
from models.values.showing import show_long_day

SHEETS = "登记表"
_NAMES = ("提议", "商议", "审议", "决议", "决议公开", "实施结果公开")
_OPINIONS = (("endorse", "object"), ("accept", "dispute"))
_ATTENDED = DELIBERATIONS[2:]
Line = tuple[str, str]


def title(one: VillageDecision) -> str:
    """Return what the file is called."""
    return f"{one.code}{SHEETS}"


def sheets(one: VillageDecision, postings: Sequence[DecisionPosting]) -> dict[str, Any]:
    """Return the data of the six sheets; what has not happened yet is empty, to be written by hand."""
    put_up = {posting.step: posting for posting in postings}
    pages = [_meeting(one, state) for state in DELIBERATIONS]
    pages += [_posting(one, place, put_up.get(step)) for place, step in enumerate(("post", "publish"))]
    named = [{"name": name, "rows": rows} for name, rows in zip(_NAMES, pages, strict=True)]
    return {"unit": one.unit, "number": one.code, "title": one.title, "sheets": named}


def _common(one: VillageDecision) -> list[Line]:
    ticked = "　".join(f"{'■' if one.said.origin == code else '□'} {name}" for code, name in ORIGIN_NAMES.items())
    kind = voting().matters.get(one.said.kind)
    return [("动议事由", ticked), ("事项", one.title), ("类别", kind.name if kind else "")]


def _meeting(one: VillageDecision, state: DecisionState) -> list[Line]:
    able = [voting().assemblies[code] for code in assemblies_for(one, state)]
    held = next((each for each in reversed(one.meetings) if each.assembly in able and each.passed), None)
    assembly = held.assembly if held else able[0] if able else None
    attendant = [("镇街列席", held.attendant if held else "")] if state in _ATTENDED else []
    return [
        *_common(one),
        ("会议", "或".join(each.name for each in ([assembly] if held and assembly else able))),
        ("时间、地点", f"{show_long_day(held.day)}　地点：" if held else ""),
        ("形式", assembly.ballot if assembly else ""),
        ("应到、实到", _came(held) if held else ""),
        ("内容", _content(one, held)),
        ("结果", f"{held.roll}，通过" if held else ""),
        ("依据", assembly.basis if assembly else ""),
        *attendant,
        ("主持、记录", ""),
        ("参会人签字", ""),
    ]


def _came(held: MeetingHeld) -> str:
    return f"{held.roll.partition(' 赞成')[0]}，到会 {held.percent}%"


def _content(one: VillageDecision, held: MeetingHeld | None) -> str:
    said = [held.draft, f"纪要：{held.minutes}" if held.minutes else ""] if held else []
    corrected = [f"更正过：{held.correction}"] if held and held.correction else []
    return "\n".join(filter(None, [*said, cost(one), *corrected]))


def _posting(one: VillageDecision, place: int, posting: DecisionPosting | None) -> list[Line]:
    last = one.resolution
    decided = f"{show_long_day(last.day)}{last.assembly.name}：{last.roll}，通过" if last else ""
    draft = next((held.draft for held in reversed(one.meetings) if held.draft), "")
    content = "\n".join(filter(None, [decided, draft, cost(one)])) if place == 0 else one.said.result
    found = [opinion(note.step, note.words) for note in one.noted if note.step in _OPINIONS[place]]
    days = f"{show_long_day(posting.on)}到{show_long_day(posting.until)}（当天不算）" if posting else ""
    return [
        *_common(one)[1:],
        ("公开内容", content),
        *([("预计花费", one.said.cost)] if place else []),
        ("公开时间、地点", days),
        ("群众意见", f"{one.inquiries} 条，已答复 {one.answered} 条" if posting else ""),
        ("监督委员会意见", found[-1] if found else ""),
        ("监督委员会签字", ""),
        ("书记签字", ""),
    ]
