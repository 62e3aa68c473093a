"""A whole year of a branch of forty, by dialogue and clock: every state, every refusal, and stars that people give."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime
from fractions import Fraction

from bot.sandbox.messages import Message
from models.ledger.audit.tables import AuditRow
from models.matters.reminders.tables import ReminderCount
from models.organisation.people.tables import Person
from models.stars.appraisal.rules import STATE_NAMES, StarState
from models.stars.appraisal.tables import StarAppraisal, StarSelfReport
from tests.fakes.chat import Chat, open_chat
from tests.fakes.databases import fresh_url
from tests.whole import star_sums
from tests.whole import star_year as play
from tests.whole.star_year import (
    GROUP,
    NEXT_GROUP,
    moment,
    named,
    names,
    who,
    书记,
    区干部,
    支委,
    核实人,
    群众,
    转入,
    邻村书记,
    镇干部,
)

UNSTARRED = (play.VETOED, play.UNQUALIFIED)


async def _says(chat: Chat, userid: str, text: str, to: str = "app") -> str:
    return "\n".join(await chat.says(userid, text, to))


async def _do(chat: Chat, said: Iterable[play.Said], heard: str = "谢谢") -> None:
    """Let people say things, each of which has to be answered with these words."""
    for userid, text in said:
        answer = await _says(chat, userid, text)
        if "对的话回“是”" in answer:
            answer = await _says(chat, userid, "是")
        assert heard in answer, (userid, text, answer)


async def _refused(chat: Chat, when: str) -> None:
    """Let people try in vain; nothing is written but what they said."""
    before = await AuditRow.all().count(), await StarAppraisal.all().order_by("id").values()
    for userid, text, heard in play.REFUSED[when]:
        answer = await _says(chat, userid, text)
        assert heard in answer, (userid, text, answer)
    assert (await AuditRow.all().count(), await StarAppraisal.all().order_by("id").values()) == before


async def _verifies(chat: Chat, *verifiers: str) -> None:
    for verifier in verifiers:
        while "等您核实" in await _says(chat, verifier, "待核实") and "已核实" in await _says(chat, verifier, "通过"):
            pass


async def _month(chat: Chat, month: int) -> None:
    """Play what is said every month: on the 20th, and on the 2nd of the next one before self-reports close."""
    await chat.moves_to(moment(month, 20))
    await _do(chat, [*play.sheets(month), *play.services(month), *play.findings(month)])
    await _verifies(chat, who(书记), who(核实人))
    await _do(chat, play.self_reports(month, late=False), "只有您和支委会看得到")
    await _special(chat, month)
    if month < 12:
        await chat.moves_to(moment(month + 1, 2))
        await _do(chat, play.self_reports(month, late=True), f"{play.YEAR}年{month}月自评记下了")
    if month in (3, 6, 9):
        await _quarter(chat, month // 3)


async def _special(chat: Chat, month: int) -> None:
    """Play what happens once in the year."""
    acts = {1: _january, 2: _two_ask_out, 3: _in_the_group, 5: _waits, 6: _resumed, 9: _findings, 12: _in_december}
    if month in acts:
        await acts[month](chat)


async def _january(chat: Chat) -> None:
    await _refused(chat, "january")
    assert "星级只有 1、2、3、4、5 星" in await _says(chat, who(22), "自评6星")
    assert "自评没有记" in await _says(chat, who(22), "取消")
    assert "参评 36 人，不参评 1 人" in await _says(chat, who(书记), "评议进度 2026年")
    assert "2026年度：未开始" in await _says(chat, who(37), "我的星级 2026年")


async def _two_ask_out(chat: Chat) -> None:
    first, second = play.ASKS
    assert "我跟书记说" in await _says(chat, who(first), "免评 常年卧床")
    assert (await chat.says(who(second), "免评 老寒腿", to=GROUP))[0].startswith("收到，已私下回复您。")
    # On a day off nobody is told unasked; the secretary looks.
    waiting = await _says(chat, who(书记), "待免评")
    assert "常年卧床" in waiting and "老寒腿" in waiting
    assert "不计入参评人数" in await _says(chat, who(书记), f"同意免评 {named(first)}")
    assert "不计入参评人数" in await _says(chat, who(书记), f"同意免评 {named(second)}")
    assert "参评 34 人，不参评 3 人" in await _says(chat, who(书记), "评议进度 2026年")


async def _in_the_group(chat: Chat) -> None:
    """Let somebody report where all can read, and the platform deliver a report twice."""
    answer = await _says(chat, who(11), f"自评5星 {play.secret(11)}", to=GROUP)
    assert answer == "谢谢，自评收到了，只有您和支委会看得到。以后私聊我发也行。"
    said = f"自评3星 {play.secret(26)}"
    first = await chat.says(who(26), said, msgid="2026032001")
    assert await chat.says(who(26), said, msgid="2026032001") == first
    member = await Person.get(userid=who(26))
    assert await StarSelfReport.filter(member_id=member.id, month="2026-03", stars=3).count() == 1
    assert "2026年度：已自评" in await _says(chat, who(26), "我的星级")


async def _waits(chat: Chat) -> None:
    assert "今年先不评星，原因不写" in await _says(chat, who(书记), f"暂缓评星 {named(39)}")
    assert "参评 33 人，不参评 4 人" in await _says(chat, who(书记), "评议进度 2026年")
    assert "自评记下了：4 星" in await _says(chat, who(4), f"自评4星 {play.secret(4)}")


async def _resumed(chat: Chat) -> None:
    assert "恢复参评" in await _says(chat, who(书记), f"恢复评星 {named(39)}")
    assert "自评记下了：5 星" in await _says(chat, who(30), f"自评5星 {play.secret(30)}")


async def _findings(chat: Chat) -> None:
    """Let the committee find a falsified case, and a veto that the township confirms."""
    assert "作假认定" in (await chat.agreed(who(核实人), f"作假认定 {named(play.FALSIFIED)} 三次记录查无此事"))[0]
    await _vetoed(chat, play.VETOED, "涪纪〔2026〕3号")


async def _vetoed(chat: Chat, number: int, document: str) -> None:
    """Let the committee find a veto and the township confirm it."""
    kept = (await chat.agreed(who(支委), f"一票否决 {named(number)} 受党纪处分 {document}"))[0]
    entry = re.search(r"P\d{4}", kept)
    assert entry and "上级确认了才算数" in kept
    assert f"否决确认 {entry[0]}" in "".join(chat.hears(镇干部))
    assert "2026 年不评星" in await _says(chat, 镇干部, f"否决确认 {entry[0]}")


async def _in_december(chat: Chat) -> None:
    for userid in map(who, play.OPEN_NAMES):
        assert "可以写您的名字了" in await _says(chat, userid, "公开姓名")
    await _do(chat, [(who(play.MODEST), f"自评1星 {play.secret(play.MODEST)}")], "自评记下了：1 星")


async def _quarter(chat: Chat, quarter: int) -> None:
    """Play hand counts and interim stars of some, and a self-report that takes the place of an earlier one."""
    some = (play.KEPT, play.CHANGED, play.RULED)
    for number in some:
        assert "平均" in await _says(chat, who(书记), f"互评 {named(number)} 4星12 3星{quarter}")
        stars = play.DEEDS[number].star
        assert f"第{'一二三'[quarter - 1]}季度提议" in await _says(chat, who(支委), f"提议 {named(number)} {stars}星")
    assert "支部内，供年底参考" in await _says(chat, who(play.KEPT), "我的星级")
    if quarter == 2:
        assert "2026年6月自评记下了：3 星" in await _says(chat, who(30), f"6月自评3星 {play.secret(30)}")
        member = await Person.get(userid=who(30))
        kept = StarSelfReport.filter(member_id=member.id, month="2026-06").order_by("version")
        assert (await kept.values_list("stars", flat=True))[-2:] == [5, 3]


async def _comes_over(chat: Chat) -> None:
    """Let the member of the next village be sent and taken in, on the second of July."""
    name = named(转入)
    assert "请莲花池村" in await _says(chat, 邻村书记, f"转出 {name} 莲花池村")
    assert "我请莲花池村" in await _says(chat, 邻村书记, "是")
    assert f"再回“接收 {name}”" in "".join(chat.hears(who(书记)))
    assert "按在这里的月份算" in await _says(chat, who(书记), f"接收 {name} 本人愿意")
    assert "参评 35 人，不参评 3 人" in await _says(chat, who(书记), "评议进度 2026年")


# The year's end.


async def _reviews(chat: Chat) -> None:
    """Play the yearly review, the hand counts and what is refused before anything is shown."""
    best = tuple(number for number in play.GRADED if play.DEEDS[number].star == 5 and number != 书记)
    assert "优秀" in await _says(chat, who(书记), f"民主评议 {names(best)} 优秀")
    assert "要先当面告诉本人" in await _says(chat, who(书记), f"民主评议 {named(play.UNQUALIFIED)} 不合格")
    assert "不合格" in await _says(chat, who(书记), "是")
    for number in (*play.TIED, play.CHANGED):
        assert "年度互评 24 人" in await _says(chat, who(书记), f"互评 {named(number)} 5星4 4星20")
    assert "2026年度：已互评" in await _says(chat, who(play.CHANGED), "我的星级")
    await _refused(chat, "december")
    assert "人数够了" in await _says(chat, who(书记), "评星会 应到38 实到31")
    dossier = await _says(chat, who(支委), f"评星档案 {named(play.MODEST)}")
    assert f"自评 2026年12月：1 星，理由：{play.secret(play.MODEST)}" in dossier
    assert "参评 35 人，不参评 3 人" in await _says(chat, who(书记), "评议进度")


async def _shown_totals_are(chat: Chat, sums: Mapping[int, Fraction]) -> None:
    """Assert that every graded member is shown what the rows come to, never rounded up."""
    for number, points in sums.items():
        answer = await _says(chat, who(number), "为什么")
        total = re.search(r"合计 ([\d.]+)", answer)
        assert total and Fraction(total[1]) == Fraction(int(points * 100), 100), (named(number), points, answer)
        sides = [Fraction(side) for side in re.findall(r"(?m)^\S+ ([\d.]+)/[\d.]+：", answer)]
        assert 0 <= points - sum(sides) < Fraction(len(sides), 100), answer


async def _proposes(chat: Chat, stars: Mapping[int, int | None]) -> None:
    """Let the committee propose by its own rule; the eleventh five stars are warned of, and nobody is lowered."""
    for star in (4, 3, 2, 1):
        mine = tuple(n for n, given in stars.items() if given == star and n not in (*UNSTARRED, play.MODEST))
        assert f"{star} 星" in await _says(chat, who(书记), f"提议 {names(mine)} {star}星")
    modest = f"提议 {named(play.MODEST)} 4星 理由：实绩在这里"
    assert "4 星" in await _says(chat, who(书记), modest)
    none = tuple(n for n, given in stars.items() if given is None or n in UNSTARRED)
    assert "不评" in await _says(chat, who(书记), f"提议 {names(none)} 不评 理由：会上议定")
    five = tuple(n for n, given in stars.items() if given == 5 and n != 书记)
    assert "超出" not in await _says(chat, who(书记), f"提议 {names(five)} 5星")
    assert "还有 1 位参评同志没有提议：罗正平" in await _says(chat, who(书记), "星级公示")
    warned = await _says(chat, who(核实人), f"提议 {named(书记)} 5星")
    assert f"五星提议了 11 名，超出比例（最多 {play.five_star_most()} 名）" in warned
    assert f"分数并列：{names(play.TIED)}，请会议说明或调整，程序不降任何人的星。" in warned
    assert await StarAppraisal.filter(period="2026", stars=5).count() == 11
    assert "2026年度：支委会已提议" in await _says(chat, who(10), "我的星级")


async def _published(chat: Chat) -> None:
    """Let the meeting explain itself and the stars be shown into a year whose holidays nobody knows yet."""
    asked = await _says(chat, who(书记), "星级公示")
    assert "回一句“说明 为什么”" in asked and names(play.TIED) in asked
    await _says(chat, who(书记), "说明 三位同志并列，抗洪时都在一线")
    board = await _says(chat, who(书记), "是")
    assert "12月29日（周二）到1月5日（周二）" in board
    assert "2027年的放假安排还没有，先按周一到周五算" in board
    assert "2026年度：公示中，5 星" in await _says(chat, who(10), "我的星级")
    await _refused(chat, "shown")


async def _objected(chat: Chat) -> None:
    """Play the next two days: three objections, answered; one is upheld, one goes on to the township."""
    await chat.moves_to(moment(12, 29, 10))
    await _do(chat, [(who(25), f"异议 {named(play.KEPT)} 有两次没到")], "（Y0014）")
    await _do(chat, [(群众, f"异议 {named(play.CHANGED)} 下半年少见他")], "（Y0015）")
    assert "是对您本人的星级提意见" in await _says(chat, who(play.RULED), "异议 我有两次活动没算上")
    await _do(chat, [(who(play.RULED), "是")], "（Y0016）")
    assert "2026年度：公示中，有异议待答复，3 星" in await _says(chat, who(play.KEPT), "我的星级")
    await chat.moves_to(moment(12, 30, 10))
    await _refused(chat, "objected")
    await _do(chat, [(who(支委), "待答复")], "等您答复 3 条")
    assert "星级维持不变" in await _says(chat, who(书记), "答复 Y0014 维持 对照签到表核过")
    assert "改为 3 星，公示时间从头算起" in await _says(chat, who(支委), "答复 Y0015 改为3星 下半年外出多")
    assert "星级维持不变" in await _says(chat, who(书记), "答复 Y0016 维持 记录里没有")
    assert "交上级了" in await _says(chat, who(play.RULED), "申诉 Y0016 签到本上有我")
    assert "签到本上有我" in await _says(chat, 镇干部, "待裁定")
    assert "2026年度：公示中，异议已答复，3 星" in await _says(chat, who(play.KEPT), "我的星级")


async def _returned(chat: Chat) -> None:
    """Play the first days of January: what is over is sent, ruled on, and comes back once."""
    await chat.moves_to(moment(13, 6, 10))
    assert "改为 3 星" in await _says(chat, 镇干部, "裁定 Y0016 改为3星 签到本上确有两次")
    assert "星级 32 名已报上级备案。还有 3 名的公示没结束" in await _says(chat, who(书记), "报备")
    assert "2026年度：已报上级备案，5 星" in await _says(chat, who(10), "我的星级")
    listed = await _says(chat, 镇干部, "待备案")
    assert "应到 38 人、实到 31 人" in listed and "超出比例的说明：三位同志并列" in listed
    await _vetoed(chat, play.VETOED_LATE, "涪纪〔2027〕2号")
    assert "一票否决）的星级不能备案" in await _says(chat, 镇干部, "备案 莲花池村")
    assert "32 名星级已退回" in await _says(chat, 镇干部, "退回备案 莲花池村 五星请按比例再议")
    assert "五星请按比例再议" in "".join(chat.hears(who(书记)))
    await chat.moves_to(moment(13, 6, 10))
    lowered = await _says(chat, who(书记), f"提议 {named(play.LOWERED)} 4星 理由：三位并列，会上举手定的")
    assert "4 星" in lowered and "超出" not in lowered
    assert "经上级确认的一票否决" in await _says(chat, who(书记), "星级公示")
    assert "不评" in await _says(chat, who(书记), f"提议 {named(play.VETOED_LATE)} 不评 理由：一票否决")
    assert "1月7日（周四）到1月13日（周三）" in await _says(chat, who(书记), "星级公示")
    await _says(chat, who(书记), "是")


async def _filed(chat: Chat) -> dict[int, int | None]:
    """Play the filing; return {member's number: star} as the books have it."""
    await chat.moves_to(moment(13, 14, 10))
    assert "星级 35 名已报上级备案。" in await _says(chat, who(书记), "报备")
    assert "莲花池村 2026年度 35 名星级已备案" in await _says(chat, 镇干部, "备案 莲花池村")
    await _refused(chat, "filed")
    assert "2026年度：已备案，有效，5 星" in await _says(chat, who(10), "我的星级")
    rows = await StarAppraisal.filter(period="2026", state=StarState.FILED).select_related("member")
    assert {(row.valid_from, row.valid_to) for row in rows} == {(date(2027, 1, 14), date(2028, 1, 13))}
    last = {int(row.member.userid[-2:]): row.publicity_to for row in rows}
    # A clock that stood, and two that began anew; for the others the notice was put up again on the sixth.
    anew = {play.KEPT: date(2027, 1, 7), play.CHANGED: date(2027, 1, 7), play.RULED: date(2027, 1, 13)}
    assert last == dict.fromkeys(play.GRADED, date(2027, 1, 13)) | anew
    return {int(row.member.userid[-2:]): row.stars for row in rows}


async def _ended(chat: Chat) -> None:
    """Let a veto after the filing end one star."""
    await _vetoed(chat, play.VETOED_AFTER, "涪法〔2027〕1号")
    assert "2026年度：一票否决，不评星" in await _says(chat, who(play.VETOED_AFTER), "我的星级")


# What has to be true of the whole year.


def _from_bot(said: Iterable[Message]) -> list[Message]:
    people = {person.userid for person in play.branch_of_forty().people}
    return [message for message in said if message.sender not in people]


def _groups_named_nobody(said: Iterable[Message]) -> None:
    """Assert that the groups read no name but those of who agreed to it, in the notice of the stars."""
    posts = [message.content for message in said if message.chat in (GROUP, NEXT_GROUP)]
    assert any("星级已在公告栏公示" in post for post in posts)
    for post in posts:
        agreed = map(named, play.OPEN_NAMES) if "星级已在公告栏公示" in post else ()
        assert {name for name in play.NAMES if name in post} == set(agreed), post


def _nobody_was_asked_twice(said: Iterable[Message]) -> None:
    """Assert one invitation a month at most, none to who is left out."""
    invited = Counter((m.chat, m.content.partition("给自己评几颗星")[0]) for m in said if "给自己评几颗星" in m.content)
    assert len({month for _, month in invited}) == 12
    assert set(invited.values()) == {1}
    assert f"app:{who(play.EXEMPT)}" not in {chat for chat, _ in invited}
    asked_out = {f"app:{who(number)}" for number in play.ASKS}
    assert {month for chat, month in invited if chat in asked_out} <= {"2026年1月"}
    for month in range(1, 13):
        reported = {f"app:{userid}" for userid, _ in play.self_reports(month, late=False)}
        assert not reported & {chat for chat, named_month in invited if named_month == f"{play.YEAR}年{month}月"}


def _nobody_learnt_what_others_said(said: Iterable[Message]) -> None:
    """Assert that self-reports, reasons and objections were read by those they were meant for only."""
    committee = {f"app:{who(number)}" for number in (书记, 核实人, 支委)}
    first, second = play.ASKS
    readers = {
        "常年卧床": {f"app:{who(first)}", f"app:{who(书记)}"},
        "老寒腿": {f"app:{who(second)}", f"app:{who(书记)}"},
        "有两次没到": committee,
        "下半年少见他": committee,
        "签到本上有我": {f"app:{镇干部}"},
        **{play.secret(number): {f"app:{who(number)}", *committee} for number in play.MEMBERS},
    }
    read: dict[str, set[str]] = {words: {m.chat for m in said if words in m.content} for words in readers}
    assert {words: rooms - readers[words] for words, rooms in read.items() if rooms - readers[words]} == {}
    assert all(read[words] for words in ("常年卧床", "老寒腿", "有两次没到", "下半年少见他", "签到本上有我"))


async def _every_state_was_reached(said: Iterable[Message]) -> None:
    steps = await AuditRow.filter(subject="star_appraisal").exclude(after=None)
    seen = {row.after.get("state") for row in steps} | {(row.before or {}).get("state") for row in steps}
    for message in said:
        for shown in re.findall(r"(?m)^2026年度：(.+?)(?:，\d 星|，未评星)?$", message.content):
            seen |= {state for state, name in STATE_NAMES.items() if name == shown}
    assert seen - {None} == set(StarState)


async def _people_took_every_step() -> None:
    """Assert that no job ever moved a star, and that each step was taken by those whose step it is."""
    committee, township = {who(number) for number in (书记, 核实人, 支委)}, {镇干部}
    takers = {
        "star_propose": committee,
        "star_publish": {who(书记)},
        "star_submit": {who(书记)},
        "star_change": committee | township,
        "star_file": township,
        "star_return": township,
        "star_end": township,
    }
    people = {person.userid for person in play.branch_of_forty().people}
    rows = await AuditRow.filter(subject__startswith="star_")
    assert {row.actor for row in rows} <= people - {区干部, 邻村书记}
    assert {row.action for row in rows} >= takers.keys()
    assert not [row for row in rows if row.actor not in takers.get(row.action, people)]
    assert max(await ReminderCount.all().values_list("sent", flat=True)) <= 2


@asynccontextmanager
async def _open(url: str, start: datetime, said: list[Message]) -> AsyncIterator[Chat]:
    """Run the branch's bot from a moment on; what it says is added to `said`."""
    async with open_chat(url, start=start, district=play.branch_of_forty(), policy=play.policy()) as chat:
        yield chat
        said += _from_bot(chat.stand_in.messages)
        chat.hears_all()


async def test_a_year_of_a_branch_of_forty() -> None:
    url, said = await fresh_url("sqlite"), list[Message]()
    # In the first half of a month nobody says anything: the bot is switched off meanwhile.
    begin = {1: moment(1, 4, 10), 7: moment(7, 2, 15)}
    for month in range(1, 12):
        async with _open(url, begin.get(month, moment(month, 18, 10)), said) as chat:
            if month == 7:
                await _comes_over(chat)
            await _month(chat, month)
    async with _open(url, moment(12, 18, 10), said) as chat:
        await _month(chat, 12)
        await chat.moves_to(moment(12, 28, 10))
        await _reviews(chat)
        sums = await star_sums.sums()
        stars = {number: star_sums.star(points) for number, points in sums.items()}
        assert stars == {number: play.DEEDS[number].star or None for number in play.GRADED}
        assert len({sums[number] for number in play.TIED}) == 1
        await _shown_totals_are(chat, sums)
        await _proposes(chat, stars)
        await _published(chat)
        await _objected(chat)
        await _returned(chat)
        decided = {**dict.fromkeys((*UNSTARRED, play.VETOED_LATE)), play.LOWERED: 4, play.CHANGED: 3, play.RULED: 3}
        filed = await _filed(chat)
        assert filed == stars | decided
        assert Counter(filed.values())[5] == play.five_star_most() == 10
        assert "5 星 10，" in await _says(chat, 区干部, "星级统计 2026年")
        await _ended(chat)
        await _every_state_was_reached([*said, *_from_bot(chat.stand_in.messages)])
        await _people_took_every_step()
    _groups_named_nobody(said)
    _nobody_was_asked_twice(said)
    _nobody_learnt_what_others_said(said)
