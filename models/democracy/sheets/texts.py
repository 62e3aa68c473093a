"""The six sheets of a decision: four deliberations, two postings. Totals only; what is unsaid is left to the pen."""

from collections.abc import Collection, Sequence
from typing import Any

from config.voting import voting
from models.democracy.decisions.rules import DELIBERATIONS, DecisionState, MeetingHeld, VillageDecision, assemblies_for
from models.democracy.decisions.texts import cost, opinion
from models.democracy.postings.rules import DecisionPosting
from models.values.showing import show_long_day

SHEETS = "登记表"
_NAMES = ("提议", "商议", "审议", "决议", "决议公开", "实施结果公开")
_ATTENDED = DELIBERATIONS[2:]
_OR = "或"
Lines = dict[str, str]


def title(one: VillageDecision) -> str:
    """Return what the file is called."""
    return f"{one.code}{SHEETS}"


def sheets(one: VillageDecision, postings: Sequence[DecisionPosting]) -> dict[str, Any]:
    """Return the data of the six sheets; what has not happened yet is empty, to be written by hand."""
    put_up = {posting.step: posting for posting in postings}
    pages = [
        *(_meeting(one, state) for state in DELIBERATIONS),
        _posting(one, _resolution(one), put_up.get("post"), ("endorse", "object")),
        _posting(
            one, {"公开内容": one.said.result, "预计花费": one.said.cost}, put_up.get("publish"), ("accept", "dispute")
        ),
    ]
    named = [{"name": name, "rows": list(rows.items())} for name, rows in zip(_NAMES, pages, strict=True)]
    return {"unit": one.unit, "number": one.code, "title": one.title, "sheets": named}


def _common(one: VillageDecision) -> Lines:
    ticked = "　".join(f"{'■' if one.said.origin == code else '□'} {name}" for code, name in voting().origins.items())
    kind = voting().matters.get(one.said.kind)
    return {"动议事由": ticked, "事项": one.title, "类别": kind.name if kind else ""}


def _meeting(one: VillageDecision, state: DecisionState) -> Lines:
    able = assemblies_for(one, state)
    held = next((each for each in reversed(one.meetings) if each.assembly in able and each.passed), None)
    names = _OR.join(each.name for each in able)
    said = _held(one, held) if held else {"会议": names, **dict.fromkeys(_OF_MEETING, "")}
    attended = {"镇街列席": held.attendant if held else ""} if state in _ATTENDED else {}
    return {**_common(one), **said, **attended, "主持、记录": "", "参会人签字": ""}


_OF_MEETING = ("时间、地点", "形式", "应到、实到", "内容", "结果", "依据")


def _held(one: VillageDecision, held: MeetingHeld) -> Lines:
    minutes = f"纪要：{held.minutes}" if held.minutes else ""
    corrected = f"更正过：{held.correction}" if held.correction else ""
    came = f"{held.roll.partition(' 赞成')[0]}，到会 {held.percent}%"
    content = "\n".join(filter(None, [held.draft, minutes, cost(one), corrected]))
    day, assembly = f"{show_long_day(held.day)}　地点：", held.assembly
    said = (day, held.ballot or assembly.ballot, came, content, f"{held.roll}，通过", assembly.basis)
    return {"会议": assembly.name, **dict(zip(_OF_MEETING, said, strict=True))}


def _resolution(one: VillageDecision) -> Lines:
    last = one.resolution
    decided = f"{show_long_day(last.day)} {last.assembly.name}\n{last.roll}，通过" if last else ""
    return {"公开内容": "\n".join(filter(None, [decided, one.draft, cost(one)]))}


def _posting(one: VillageDecision, content: Lines, posting: DecisionPosting | None, steps: Collection[str]) -> Lines:
    days = f"{show_long_day(posting.on)}到{show_long_day(posting.until)}（当天不算）　地点：" if posting else ""
    asked = f"{one.inquiries} 条，已答复 {one.answered} 条" if posting else ""
    found = [opinion(note) for note in one.noted if note.step in steps]
    said = {"公开时间、地点": days, "群众意见": asked, "监督委员会意见": found[-1] if found else ""}
    return {**_common(one), **content, **said, "监督委员会签字": "", "书记签字": ""}
