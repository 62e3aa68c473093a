"""异议, 待答复, 答复, 申诉, 待裁定, 裁定: a star under publicity waits for people, and nobody learns who asked."""

from datetime import date

import pytest

from models.ledger.audit.tables import AuditRow
from models.matters.steps.tables import Matter, MatterStep
from models.organisation.people.tables import Person, Post
from models.procedure.objections.rules import Stage
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from models.stars.objections.rules import NothingUnderPublicity
from models.stars.objections.tables import StarObjection
from tests.fakes.chat import Chat, at, both_engines, 丁, 丙, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部

WORDS = "锦绣鸢尾坡那两次他没有去"
OBJECTION = f"异议 陈桂兰 {WORDS}"
FRIDAY = date(2026, 11, 20)
NOTHING = [NothingUnderPublicity.text]


async def _shown(
    userid: str,
    stars: int | None = 4,
    *,
    since: date = FRIDAY,
    period: str = "2026",
    state: StarState = StarState.PUBLICITY,
) -> int:
    """Put up the notice of a member's star; return its id. One of Friday hangs until the 26th: the Sunday is worked."""
    member = await Person.get(userid=userid)
    row = await StarAppraisal.create(
        member=member,
        branch_id=member.branch_id,
        period=period,
        state=state,
        stars=stars,
        publicity_from=since,
        stops=[],
    )
    return row.id


async def _state(star: int) -> tuple[str, int | None, list[list[str | None]]]:
    row = await StarAppraisal.get(id=star)
    return row.state, row.stars, row.stops


async def _objected(chat: Chat, who: str = 群众, said: str = OBJECTION) -> str:
    """Let somebody object; return the number, with everybody's notes heard."""
    answer = (await chat.says(who, said))[0]
    assert "意见收到了" in answer
    chat.everybody_hears()
    newest = await StarObjection.all().order_by("-id").first()
    assert newest is not None
    assert f"（Y{newest.matter_id:04}）" in answer
    return f"Y{newest.matter_id:04}"


async def test_a_resident_objects_and_the_committee_answers(chat: Chat) -> None:
    star, other = await _shown(甲), await _shown(戊)
    assert await chat.says(群众, OBJECTION) == [
        "谢谢您认真看公示。关于陈桂兰星级的意见收到了（Y0010），支委会11月27日（周五）前给您回话；"
        "这几天这一位的公示先停一停。谁提的只有支委会看得到，不会进群。"
    ]
    told = chat.everybody_hears()
    assert told.keys() == {甲, 乙, 核实人}
    assert told[乙] == told[核实人] == ["公示的时候收到一条异议 Y0010，11月27日（周五）前答复就行。发“待答复”看内容。"]
    assert await _state(star) == ("objection", 4, [["2026-11-22", None]])
    assert (await _state(other))[0] == "publicity"
    listed = (await chat.says(乙, "待答复"))[0]
    assert all(word in listed for word in ("Y0010", "陈桂兰", "2026年度", "4 星", "马小军提", WORDS))
    assert await chat.says(乙, "答复 Y0010 维持 对照签到表核过") == [
        "Y0010 已答复：星级维持不变。公示时间接着走。会私下告诉有关的人。"
    ]
    told = chat.everybody_hears()
    assert told.keys() == {甲, 群众}
    assert told[甲] == told[群众]
    assert told[甲][0].startswith("Y0010 有答复了：星级维持不变。说明：对照签到表核过")
    assert await _state(star) == ("reviewed", 4, [["2026-11-22", "2026-11-22"]])
    assert await chat.says(乙, "待答复") == ["没有等您答复的异议，辛苦了。"]


async def test_the_member_never_learns_who_objected_nor_the_words(chat: Chat) -> None:
    await _shown(甲)
    heard = []
    for who, said in (
        (群众, OBJECTION),
        (乙, "答复 Y0010 维持 核过"),
        (群众, f"申诉 Y0010 还是{WORDS}"),
        (镇干部, "裁定 Y0010 改为3星 复核过"),
    ):
        await chat.says(who, said)
        heard += chat.hears(甲)
        chat.everybody_hears()
    assert len(heard) == 4
    assert not [line for line in heard if "马小军" in line or WORDS in line]
    for question in ("待答复", "待裁定", "申诉 Y0010 为什么", "答复 Y0010 维持", "我的记录", "帮助"):
        heard += await chat.says(甲, question)
    assert not [line for line in heard if "马小军" in line or WORDS in line]


async def test_an_objection_outlives_who_raised_it(chat: Chat) -> None:
    await _shown(甲)
    number = await _objected(chat)
    await chat.leaves(群众)
    chat.hears_all()
    assert f"{number} 已答复" in (await chat.says(乙, f"答复 {number} 维持 核过"))[0]
    assert chat.hears(甲) and not chat.everybody_hears()


@both_engines
async def test_a_changed_star_is_shown_anew_for_all_its_days(chat: Chat) -> None:
    star = await _shown(甲)
    number = await _objected(chat)
    await chat.moves_to("2026-11-25T10:00:00+08:00")
    chat.everybody_hears()
    assert "都补一句理由" in (await chat.says(乙, f"答复 {number} 改为3星"))[0]
    assert "本来就是这个结果" in (await chat.says(乙, f"答复 {number} 改为4星 核过"))[0]
    assert "还差一点" in (await chat.says(乙, f"答复 {number} 改为6星 核过"))[0]
    assert (await _state(star))[0] == "objection"
    assert "改为 3 星，公示时间从头算起" in (await chat.says(乙, f"答复 {number} 改为3星 少了两次"))[0]
    chat.everybody_hears()
    assert await _state(star) == ("publicity", 3, [])
    assert (await StarAppraisal.get(id=star)).publicity_from == date(2026, 11, 25)
    assert "是对您本人的星级提意见：“我那两次是去了的”" in (await chat.says(甲, "异议 我那两次是去了的"))[0]
    assert "（Y0011）" in (await chat.says(甲, "是"))[0]
    chat.everybody_hears()
    assert "未评星" in (await chat.says(核实人, "答复 Y0011 不评 材料不足"))[0]
    chat.everybody_hears()
    assert await _state(star) == ("publicity", None, [])


async def test_nobody_answers_about_himself_nor_his_own_objection(chat: Chat) -> None:
    await _shown(乙), await _shown(甲)
    assert "关于罗正富" in (await chat.says(群众, "异议 罗正富 评高了"))[0]
    told = chat.everybody_hears()
    assert told.keys() == {乙, 核实人}
    assert "发“待答复”" not in told[乙][0]
    assert await chat.says(乙, "待答复") == ["没有等您答复的异议，辛苦了。"]
    assert "这是您自己的事" in (await chat.says(乙, "答复 Y0010 维持 我看可以"))[0]
    assert "关于陈桂兰" in (await chat.says(乙, OBJECTION))[0]
    assert chat.everybody_hears().keys() == {甲, 核实人}
    assert "这是您自己的事" in (await chat.says(乙, "答复 Y0011 改为1星 就这样"))[0]
    assert "罗正富提" in (await chat.says(核实人, "待答复"))[0]
    for number in ("Y0010", "Y0011"):
        assert "已答复" in (await chat.says(核实人, f"答复 {number} 维持 核过"))[0]
    chat.everybody_hears()


async def test_where_nobody_of_the_committee_may_answer_the_township_decides(chat: Chat) -> None:
    star = await _shown(核实人)
    assert "直接交上级了" in (await chat.says(乙, f"异议 唐敏 {WORDS}"))[0]
    told = chat.everybody_hears()
    assert told.keys() == {核实人, 镇干部}
    assert WORDS not in str(told)
    assert await chat.says(核实人, "待答复") == ["没有等您答复的异议，辛苦了。"]
    assert "这是您自己的事" in (await chat.says(核实人, "答复 Y0010 维持"))[0]
    listed = (await chat.says(镇干部, "待裁定"))[0]
    assert "支委会没有答复（到期没答，或都要回避），转到上级" in listed
    assert WORDS in listed
    assert "已裁定" in (await chat.says(镇干部, "裁定 Y0010 维持 核过"))[0]
    assert chat.everybody_hears().keys() == {乙, 核实人}
    assert (await _state(star))[0] == "reviewed"


@pytest.mark.parametrize(("who", "other"), [(群众, 甲), (甲, 群众)])
async def test_either_side_appeals_once_and_the_ruling_is_final(chat: Chat, who: str, other: str) -> None:
    star = await _shown(甲)
    await _objected(chat)
    assert "正等支委会答复" in (await chat.says(who, "申诉 Y0010 快一点"))[0]
    await chat.says(乙, "答复 Y0010 维持 核过")
    chat.everybody_hears()
    assert "交上级了" in (await chat.says(who, "申诉 Y0010 还有两次"))[0]
    told = chat.everybody_hears()
    assert told.keys() == {other, 镇干部}
    assert "Y0010 请上级再看一次" in told[other][0]
    assert (await _state(star))[0] == "objection"
    for side in (甲, 群众):
        assert "已交上级裁定" in (await chat.says(side, "申诉 Y0010 再看看"))[0]
    listed = (await chat.says(镇干部, "待裁定"))[0]
    name = {群众: "马小军", 甲: "陈桂兰"}[who]
    assert all(word in listed for word in (WORDS, "马小军提", "支委会答复：核过", f"{name}申诉：还有两次"))
    assert "已交上级裁定" in (await chat.says(乙, "答复 Y0010 改为5星 算了"))[0]
    assert "改为 5 星" in (await chat.says(镇干部, "裁定 Y0010 改为5星 两次都在"))[0]
    told = chat.everybody_hears()
    assert told.keys() == {甲, 群众, 乙}
    assert "最后的结果" in told[甲][0]
    assert await _state(star) == ("publicity", 5, [])
    for side in (甲, 群众):
        assert "最后的结果" in (await chat.says(side, "申诉 Y0010 再看看"))[0]
    assert "最后的结果" in (await chat.says(镇干部, "裁定 Y0010 维持 核过"))[0]


@pytest.mark.parametrize(
    ("moment", "taken"),
    [("2026-12-04T09:00:00+08:00", True), ("2026-12-07T09:00:00+08:00", False)],
)
async def test_one_may_appeal_within_days_of_the_answer(chat: Chat, moment: str, taken: bool) -> None:
    star = await _shown(甲)
    await _objected(chat)
    await chat.skips_to("2026-11-27T10:00:00+08:00")
    await chat.says(乙, "答复 Y0010 维持 核过")
    sent = {"state": StarState.SUBMITTED, "submitted_at": chat.now, "publicity_to": date(2026, 11, 27)}
    await StarAppraisal.filter(id=star).update(**sent)
    await chat.skips_to(moment)
    answer = (await chat.says(群众, "申诉 Y0010 还有两次"))[0]
    assert ("收到了" in answer) is taken
    assert ("申诉期已经过了" in answer) is not taken
    chat.everybody_hears()
    if taken:
        assert (await _state(star))[0] == "submitted"
        assert "改为 3 星" in (await chat.says(镇干部, "裁定 Y0010 改为3星 核过"))[0]
        chat.everybody_hears()
        assert await _state(star) == ("publicity", 3, [])


@pytest.mark.parametrize("first", ["Y0010", "Y0011"])
async def test_the_clock_runs_again_when_every_objection_is_settled(chat: Chat, first: str) -> None:
    star = await _shown(甲)
    await _objected(chat)
    await _objected(chat, 己)
    second = {"Y0010": "Y0011", "Y0011": "Y0010"}[first]
    assert "还有别的意见没办完" in (await chat.says(乙, f"答复 {first} 维持 核过"))[0]
    assert (await _state(star))[0] == "objection"
    await chat.says(群众 if first == "Y0010" else 己, f"申诉 {first} 再看看")
    assert "还有别的意见没办完" in (await chat.says(乙, f"答复 {second} 维持 核过"))[0]
    assert await _state(star) == ("objection", 4, [["2026-11-22", None]])
    await chat.says(镇干部, f"裁定 {first} 维持 核过")
    assert await _state(star) == ("reviewed", 4, [["2026-11-22", "2026-11-22"]])
    chat.everybody_hears()


async def test_a_star_changed_while_another_objection_waits_keeps_its_clock_standing(chat: Chat) -> None:
    star = await _shown(甲)
    await _objected(chat)
    await _objected(chat, 己)
    await chat.says(乙, "答复 Y0010 改为3星 少了两次")
    assert await _state(star) == ("objection", 3, [["2026-11-22", None]])
    await chat.says(乙, "答复 Y0011 维持 已改过")
    assert (await _state(star))[0] == "reviewed"
    chat.everybody_hears()


async def test_a_second_objection_to_the_same_star_is_the_first_one(chat: Chat) -> None:
    await _shown(甲)
    await _objected(chat)
    assert "Y0010，正等支委会答复，不用重复提" in (await chat.says(群众, OBJECTION))[0]
    await chat.says(乙, "答复 Y0010 维持 核过")
    chat.everybody_hears()
    assert "Y0010，已经答复" in (await chat.says(群众, OBJECTION))[0]
    assert await StarObjection.all().count() == 1


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (群众, "异议 蒲德明 评高了"),
        (群众, "异议 欧阳春燕 评高了"),
        (群众, "异议 林晓雨 评高了"),
        (群众, "异议 王五娃 评高了"),
        (群众, "异议 李志强 评高了"),
        (群众, "异议 评得不公"),
        (外村党员, OBJECTION),
        (镇干部, OBJECTION),
        (丙, OBJECTION),
        ("baixuelian", OBJECTION),
        ("baixuelian", "异议 段晓东 评高了"),
        (己, "异议 我少算了两次"),
        (己, "异议 张三丰 评高了"),
    ],
)
async def test_what_is_not_ones_business_is_refused_in_one_sentence(chat: Chat, who: str, said: str) -> None:
    """Exempt, not shown yet, probationary, unknown, other village, nobody's, other branch, own one that is not up."""
    await _shown(甲), await _shown(外村党员), await _shown("duanxiaodong")
    await _shown("ouyangchunyan", state=StarState.COMMITTEE_PROPOSED), await _shown(己, since=date(2026, 11, 12))
    assert await chat.says(who, said) == NOTHING
    assert not await StarObjection.all().exists()


async def test_after_the_last_day_the_answer_is_the_same_as_for_a_stranger(chat: Chat) -> None:
    star = await _shown(甲)
    await chat.skips_to("2026-11-26T19:59:00+08:00")
    await _objected(chat)
    await chat.says(乙, "答复 Y0010 维持 核过")
    await chat.skips_to("2026-12-03T10:00:00+08:00")
    assert await chat.says(己, OBJECTION) == NOTHING
    await StarAppraisal.filter(id=star).update(state=StarState.FILED)
    assert await chat.says(甲, "异议 少算了") == NOTHING


async def test_nothing_of_it_stands_in_a_group(chat: Chat) -> None:
    await _shown(甲)
    await _objected(chat)
    group = chat.group_of("莲花池村")
    for who, said in (
        (丁, OBJECTION),
        (乙, "待答复"),
        (乙, f"答复 Y0010 维持 {WORDS}"),
        (甲, f"申诉 Y0010 {WORDS}"),
        (镇干部, "待裁定"),
        (镇干部, f"裁定 Y0010 维持 {WORDS}"),
    ):
        answer = await chat.says(who, said, to=group)
        read = "这条大家都看得到，我没有记，要紧的话请撤回。" if WORDS in said else ""
        assert answer == [f"“{said.split()[0]}”是您自己的事或支部里的事，请私聊我发，群里不说。{read}"]
    assert await StarObjection.filter(matter__state=Stage.OPEN).count() == await StarObjection.all().count() == 1
    assert not any(chat.groups_hear().values())


@pytest.mark.parametrize("who", [甲, 己, 戊, 外村党员, 群众, 镇干部, 丙])
async def test_an_objection_is_out_of_reach_for_everybody_else(chat: Chat, who: str) -> None:
    await _shown(甲)
    await _objected(chat, 丁)
    for said in ("待答复", "答复 Y0010 维持", "申诉 Y0010 再看看", "待裁定", "裁定 Y0010 维持", "答复 Y0099 维持"):
        answer = (await chat.says(who, said))[0]
        assert WORDS not in answer
        assert "王秀兰" not in answer
        assert any(word in answer for word in ("用的，这次没办", "没有找到", "没有等您", "正等支委会答复")), answer
    assert (await Matter.get(id=10)).state == Stage.OPEN


async def test_words_are_cut_to_their_column_and_only_reasons_stand_in_the_ledger(chat: Chat) -> None:
    await _shown(甲)
    await _objected(chat, said=OBJECTION + "长" * 400)
    await chat.says(乙, f"答复 Y0010 维持 {WORDS}{'久' * 400}")
    await chat.says(甲, f"申诉 Y0010 {WORDS}{'宽' * 400}")
    await chat.says(镇干部, f"裁定 Y0010 维持 {WORDS}{'高' * 400}")
    chat.hears_all()
    said = (await Matter.get(id=10)).said
    assert {len(said[name]) for name in ("text", "answer", "appeal", "rule")} == {300}
    rows = await AuditRow.filter(subject="matter").order_by("id")
    assert [one.action for one in rows] == [f"objection_{step}" for step in ("open", "answer", "appeal", "rule")]
    assert not [one for one in rows if "锦绣" in f"{one.before}{one.after}{one.reason}"]
    steps = await MatterStep.filter(matter_id=10).order_by("id")
    assert [len(one.reason or "") for one in steps] == [0, 200, 0, 200]
    assert (rows[-1].after, said["kept"]) == ({"state": "decided"}, True)


async def test_a_committee_member_of_another_branch_answers_nothing(chat: Chat) -> None:
    first, second = "baixuelian", "duanxiaodong"
    await _shown(first)
    await chat.says(first, f"异议 {WORDS}")
    assert "关于您本人星级的意见收到了" in (await chat.says(first, "是"))[0]
    assert chat.everybody_hears().keys() == {"LiaoHongmei", "qinlang"}
    assert await chat.says(second, "待答复") == ["没有等您答复的异议，辛苦了。"]
    assert "没有找到 Y0010" in (await chat.says(second, "答复 Y0010 维持"))[0]


async def test_no_clock_stands_where_nobody_could_let_it_run_again(chat: Chat) -> None:
    """The community hangs on the district, in which nobody holds the post that could rule."""
    await Post.filter(role="district").delete()
    star = await _shown("baixuelian")
    await chat.says("baixuelian", f"异议 {WORDS}")
    await chat.says("baixuelian", "是")
    await chat.says("LiaoHongmei", "答复 Y0010 维持 核过")
    chat.everybody_hears()
    assert "还没有适合办这件事的同志" in (await chat.says("baixuelian", "申诉 Y0010 再看看"))[0]
    assert (await _state(star))[0] == "reviewed"


@at("2026-12-06T10:00:00+08:00")
async def test_the_star_of_one_waits_while_the_others_go_on_to_the_township(chat: Chat) -> None:
    """The whole way by what people say, from the meeting to the filing."""
    await chat.says(乙, "评星会 年度 应到9 实到8")
    for who, names in ((乙, "陈桂兰、唐敏、欧阳春燕、周小川、邓国才、何光荣、吉克·尔古"), (核实人, "罗正富")):
        assert "记下了" in (await chat.says(who, f"提议 年度 {names} 3星 会上商定"))[0]
    await chat.says(乙, "星级公示")
    board = (await chat.says(乙, "是"))[0]
    assert "陈桂兰" in board
    chat.hears_all()
    await chat.skips_to("2026-12-09T10:00:00+08:00")
    number = await _objected(chat)
    await chat.skips_to("2026-12-15T10:00:00+08:00")
    assert "星级 7 名已报上级备案" in (await chat.says(乙, "报备"))[0]
    assert "已备案" in (await chat.says(镇干部, "备案 莲花池村"))[0]
    await chat.says(乙, f"答复 {number} 维持 核过")
    chat.hears_all()
    for moment, answer in (("12-17T20:00", "还没有公示期满的星级"), ("12-19T10:00", "星级 1 名已报上级备案")):
        await chat.skips_to(f"2026-{moment}:00+08:00")
        assert answer in (await chat.says(乙, "报备"))[0]


@pytest.mark.parametrize(
    "reason",
    ["王代表说的不属实", "代表反映的和记录不一样", "她说的不属实", "你老婆说的不属实", "秀兰看错了", "王大姐看错了"],
)
async def test_a_reason_gives_nobody_away(chat: Chat, reason: str) -> None:
    await _shown(乙)
    number = await _objected(chat, 丁, f"异议 罗正富 {WORDS}")
    assert "不写是谁提的" in (await chat.says(核实人, f"答复 {number} 维持 {reason}"))[0]
    assert chat.hears(乙) == []
    await chat.says(核实人, f"答复 {number} 维持 记录核对过，那两次他去了")
    assert "那两次他去了" in chat.hears(乙)[0]
    chat.everybody_hears()
