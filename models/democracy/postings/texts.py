"""The two postings in words, and what is asked about them. What stands in a group names nobody."""

from collections.abc import Sequence
from datetime import date, datetime

from models.democracy.decisions.rules import INQUIRY, VillageDecision
from models.democracy.decisions.texts import POST, cost, line, meeting, next_step, opinion, shown
from models.democracy.postings.rules import DecisionPosting, Nearness
from models.values.listing import Row
from models.values.showing import show_date, show_hour, show_long_day

LEDGER = "四议台账"
LEDGER_COLUMNS = ("编号", "事项", "会议", "日期", "应到、实到、票数", "结果", "列席", "公示", "公布结果")
_OPINIONS = {"post": ("endorse", "object"), "publish": ("accept", "dispute")}
_TITLES = {"post": "决议公示", "publish": "实施结果公布"}


def posted(one: VillageDecision, posting: DecisionPosting, places: str) -> str:
    """Return a posting as everybody reads it: the resolution or the result, with the opinion of the supervisors.

    `places` is where one objects by telephone or in person.
    """
    number, first = one.code, posting.step == "post"
    lines = [
        f"{_TITLES[posting.step]} {number} {one.title}",
        _resolved(one, posting) if first else "",
        f"方案：{one.draft}" if first and one.draft else "",
        cost(one),
        "" if first else f"结果：{one.said.result}",
        f"监督委员会意见：{_opinion(one, posting.step)}",
        f"公示到{show_date(posting.until)}。有意见私聊我发“异议 {number} …”，监督委员会会答复。",
        f"打电话、当面说也行：{places}。" if places else "",
        f"——{one.unit}",
    ]
    return "\n".join(filter(None, lines))


def _resolved(one: VillageDecision, posting: DecisionPosting) -> str:
    """Return the vote as it hangs, and what it was corrected to since."""
    last = one.resolution
    if last is None:
        return ""
    hung = last.as_of(posting.on)
    since = f"\n（后来更正为{last.roll}：{last.correction}）" if hung is not last else ""
    return f"{meeting(hung)}{since}"


def _opinion(one: VillageDecision, step: str) -> str:
    found = [opinion(note) for note in one.noted if note.step in _OPINIONS[step]]
    return found[-1] if found else "还没有"


def not_yet(found: Sequence[VillageDecision]) -> str:
    """Return to the secretary what of some decisions is missing before anything is put up, and by when that is due."""
    if len(found) != 1:
        return "\n".join(["眼下没有等着公布的。", *map(line, found)])
    one = found[0]
    due = f"（打算{show_long_day(one.due)}前办完）" if one.due and next_step(one) else ""
    return f"{shown(one)}：{one.standing}，现在没有要公布的。\n{next_step(one)}{due}".strip()


def which_posting(found: Sequence[VillageDecision]) -> str:
    """Return to the secretary which of several decisions that wait for their posting he may mean."""
    return "\n".join(["等着公布的有几件，先公布哪件？", *map(line, found), f"发“{POST} {found[0].code}”这样。"])


def preview(unit: str, shown_there: str) -> str:
    """Return to the secretary what the group would read."""
    return f"发到{unit}的群，大家看到的是：\n{shown_there}"


def posted_now(one: VillageDecision, posting: DecisionPosting, goes: datetime | None, today: date) -> str:
    """Return to the secretary that it is up, or when the group reads it, and what follows by itself."""
    when = f"{show_hour(goes, today)}发到群里" if goes else "这就发到群里"
    up = f"好的，{_TITLES[posting.step]}{when}，公示到{show_date(posting.until)}，当天不算。纸质的也请贴一份。"
    if posting.step == "publish":
        return f"{up}\n{shown(one)} 到这里就办完了，辛苦。"
    due = f"{show_long_day(one.due)}前" if one.due else "办好以后"
    return f"{up}\n接着还要公布实施结果，{due}，快到了我提醒。"


def both(one: VillageDecision, postings: Sequence[DecisionPosting], places: str) -> str:
    """Return both postings of a decision, word for word, with their days; or what is not up yet."""
    parts = [f"{show_date(posting.on)}\n{posted(one, posting, places)}" for posting in postings]
    if len(postings) < 2:
        parts.append("实施结果还没有公布。" if postings else f"{shown(one)} 还没有公示。")
    return "\n\n".join(parts)


def reported(one: VillageDecision) -> str:
    """Return to the village committee that its result is on the books."""
    return f"辛苦了，{shown(one)} 的结果记下了：{one.said.result}。请监督委员会验收，验收后书记公布。"


def please_accept(one: VillageDecision) -> str:
    """Return to the supervision committee what it is to look at."""
    number = one.code
    return (
        f"{shown(one)} 报来结果：{one.said.result}。{cost(one)}。\n"
        f"看过没问题发“同意 {number}”，有意见发“不同意 {number} 意见”，要重办发“退回 {number} 还差什么”。"
    )


def asked(number: int, due: date) -> str:
    """Return that what somebody asks or objects is on its way."""
    return f"谢谢您，意见记下了（{INQUIRY.sign.show(number)}），{show_date(due)}前答复您。不写是谁提的。"


def please_answer(number: int, about: str, text: str, due: date) -> str:
    """Return to those who answer what is asked, without whose it is."""
    return f"{raised(number, about, text)}{show_date(due)}前发“答复 {INQUIRY.sign.show(number)} …”就行。"


def answered(number: int, about: str, answer: str, *, final: bool) -> str:
    """Return the answer to whoever asked, and how it goes up where it is not the final one."""
    sign = INQUIRY.sign.show(number)
    more = "这是镇街的答复，到此为止。" if final else f"还不满意，发“不满意 {sign} 哪里没说清”，交镇街答复。"
    return f"您对 {about} 的意见（{sign}），答复：{answer}。{more}"


def goes_up(number: int, due: date) -> str:
    """Return to whoever was not content that the office above has it now."""
    return f"好的，{INQUIRY.sign.show(number)} 交镇街了，{show_date(due)}前答复您，还是不写是谁提的。"


def raised(number: int, about: str, text: str) -> str:
    """Return to those who answer what is asked about what, without whose it is."""
    return f"对 {about} 有一条意见 {INQUIRY.sign.show(number)}：“{text}”。"


def please_rule(first: str, answer: str, why: str) -> str:
    """Return to the office above what was objected and answered, and why the answer does not content."""
    return f"{first}村里答复：“{answer}”。提的人还不满意：“{why}”。请您看看，您的答复是最后的。\n"


def answer_sent(number: int) -> str:
    """Return that an answer is given."""
    return f"谢谢，{INQUIRY.sign.show(number)} 的答复会转给提意见的人。"


def answer_due(number: int, about: str, due: date, *, late: bool = False) -> str:
    """Return that an answer is owed; to the office above, once it is `late`, that nobody has given it."""
    sign = INQUIRY.sign.show(number)
    owed = "前要答复，到期还没有人答，请您问一问；也可以直接" if late else "前要答复。"
    return f"对 {about} 的意见 {sign}，{show_date(due)}{owed}发“答复 {sign} …”。"


def result_due(one: VillageDecision, near: Nearness) -> str:
    """Return that the result of a decision is to be published: to whom it falls, or, past its day, to who watches."""
    number, day = one.code, show_date(one.due) if one.due else ""
    if near is Nearness.NEAR:
        return f"{shown(one)} 打算{day}前办完。办好了发“实施结果 {number} 花了多少、办成什么样”，验收后公布。"
    return f"{shown(one)}（{one.unit}）打算{day}前办完，结果还没有公布。怎么样了，发“进度 {number}”看经过。"


def posting_ends(one: VillageDecision, posting: DecisionPosting) -> str:
    """Return to the secretary that a posting has hung long enough, and what was said of it."""
    said = f"前后意见 {one.inquiries} 条，已答复 {one.answered} 条" if one.inquiries else "没有人提意见"
    return f"{shown(one)} 的{_TITLES[posting.step]}到{show_date(posting.until)}，{said}。纸质的那时可以取下来存档。"


def progress_wanted(one: VillageDecision) -> str:
    """Return that a quarter has gone by without a word about what is carried out."""
    return (
        f"{shown(one)} 还在办，这个季度还没跟大家说过。"
        f"补一句“进度 {one.code} 办得怎样”，办完了就发“实施结果 {one.code} …”。"
    )


def ledger_rows(found: Sequence[VillageDecision], first: date, last: date) -> list[Row]:
    """Return the rows of the ledger, one for each meeting of some days, as in the registration book."""
    return [
        (
            one.code,
            one.title,
            held.assembly.name,
            held.day,
            held.roll,
            "通过" if held.passed else "没有通过",
            held.attendant,
            one.said.posted_on,
            one.said.published_on,
        )
        for one in found
        for held in one.meetings
        if first <= held.day <= last
    ]
