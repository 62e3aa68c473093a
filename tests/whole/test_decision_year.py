"""A decision a year long: holidays, an objection, a quarter without a word, a late result, a revocation; every reminder
once, to whoever it falls to, on a day that is worked."""

from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI
from models.machine.delivery.tables import OutboxRow
from tests.access.town import Town, open_town
from tests.fakes.chat import 乙, 己, 戊, 群众, 镇干部

NUMBER, OBJECTION = "D010", "W011"
# What happens on the way: the day, who, what he says, what he hears.
EVENTS = (
    ("2026-11-26", 乙, f"开会 {NUMBER} 应到8 实到7 赞成6 反对1 列席 刘启航", "等最后决议"),
    ("2026-11-26", 乙, f"开会 {NUMBER} 应到30 实到22 赞成20 反对1 弃权1 列席 刘启航", "等监督委员会意见"),
    ("2026-11-26", 戊, f"同意 {NUMBER}", "同意公开"),
    ("2026-11-26", 乙, f"公布 {NUMBER}", "是"),
    ("2026-11-26", 乙, "是", "公示到12月11日"),
    ("2026-11-27", 群众, f"异议 {NUMBER} 四组为什么没有", OBJECTION),
    ("2026-12-15", 戊, f"答复 {OBJECTION} 四组明年装", "转给提意见的人"),
    ("2027-06-11", 己, f"进度 {NUMBER} 杆子立好了", "记在"),
    ("2027-10-14", 镇干部, f"撤回 {NUMBER} 资金没有到位", "会上定的不再执行"),
    ("2027-10-14", 镇干部, "是", "决议不再执行"),
)
BEGINNING = (
    "提议 修三组路灯", "1", "群众", "3万元，集体收入", "2027年10月3日",
    f"开会 {NUMBER} 应到3 实到3 赞成3", f"开会 {NUMBER} 应到5 实到5 赞成5", 
    f"会议通知 {NUMBER} 11月26日 装20盏路灯", "是",
)  # fmt: skip
# The days lived through, without those on which nothing can be due.
SPANS = (
    ("2026-11-26", "2026-11-27"),
    ("2026-12-04", "2026-12-15"),
    ("2027-03-15", "2027-03-16"),
    ("2027-06-11", "2027-06-15"),
    ("2027-09-15", "2027-09-16"),
    ("2027-09-30", "2027-10-07"),
    ("2027-10-14", "2027-10-14"),
    ("2027-12-15", "2027-12-15"),
)
# Mid-autumn is on the 15th of September, the first three days of October are off. In June something was told in time,
# in December it is revoked.
_STILL = f"{NUMBER} 修三组路灯 还在办，这个季度还没跟大家说过。"
_NEAR, _LATE = (
    f"{NUMBER} 修三组路灯 打算10月3日前办完。",
    f"{NUMBER} 修三组路灯（莲花池村）打算10月3日前办完，结果还没有公布。",
)
_ANSWER = f"对 {NUMBER} 修三组路灯 的意见 {OBJECTION}，12月7日前要答复"
TOLD = (
    ("2026-12-04", 戊, _ANSWER),
    ("2026-12-07", 戊, _ANSWER),
    ("2026-12-08", 镇干部, f"{_ANSWER}，到期还没有人答，请您问一问"),
    ("2026-12-10", 镇干部, f"{_ANSWER}，到期还没有人答，请您问一问"),
    ("2026-12-10", 乙, f"{NUMBER} 修三组路灯 的决议公示到12月11日，前后意见 1 条，已答复 0 条。"),
    *(("2027-03-15", who, _STILL) for who in (乙, "ouyangchunyan", 己)),
    *(("2027-09-16", who, _STILL) for who in (乙, "ouyangchunyan", 己)),
    *(("2027-09-30", who, _NEAR) for who in (乙, "ouyangchunyan", 己)),
    *(("2027-10-06", who, _LATE) for who in (戊, 乙, 镇干部)),
)


async def test_a_year_of_a_decision_is_told_of_once_and_to_the_right_people() -> None:
    async with open_town() as town:
        for line in BEGINNING:
            await town.says(乙, line)
        told = [one for day in _days() for one in await _lived(town, day)]
        assert [(day, who) for day, who, _ in told] == [(day, who) for day, who, _ in TOLD]
        assert [said for (_, _, said), (_, _, words) in zip(told, TOLD, strict=True) if words not in said] == []


def _days() -> list[date]:
    spans = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in SPANS]
    return [first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)]


async def _lived(town: Town, day: date) -> list[tuple[str, str, str]]:
    """Let a morning come, and what happens that evening; return what the morning said."""
    told = await _said_on(town, day)
    for on, who, line, heard in EVENTS:
        if on == day.isoformat():
            town.turns_to(datetime.combine(day, time(18), SHANGHAI))
            assert heard in await town.says(who, line), line
    return told


async def _said_on(town: Town, day: date) -> list[tuple[str, str, str]]:
    """Return (day, to whom, how it begins) of what the morning says of the decision."""
    last = await OutboxRow.all().order_by("-id").first()
    await town.runs("每日提醒", datetime.combine(day, time(8, 37), SHANGHAI))
    rows = await OutboxRow.filter(id__gt=last.id if last else 0).order_by("id")
    found = [row for row in rows if NUMBER in row.payload or OBJECTION in row.payload]
    return [(day.isoformat(), row.destination, row.payload) for row in found]
