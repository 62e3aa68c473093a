"""典型: found in the records, recommended, checked, agreed to by himself, published with a picture, visited again."""

from models.organisation.people.tables import Person
from models.service.activities.rules import Status
from models.service.activities.tables import ActivityRecord
from models.service.examples.rules import CANDIDATES_MOST, Deeds, candidates
from models.service.examples.tables import ExampleRow
from tests.fakes.chat import Chat, 丙, 乙, 外村党员, 核实人, 甲, 群众, 镇干部

STORY = "一年里带着院坝里的邻居清了十条沟渠，下雨天先去看独居的老人"


async def recommended(chat: Chat) -> str:
    told = (await chat.says(乙, f"推荐典型 陈桂兰 {STORY}"))[0]
    assert "先请上级核事实，再问本人" in told
    return told.split("（")[1][:4]


async def test_nobody_is_told_of_before_he_agrees(chat: Chat) -> None:
    number = await recommended(chat)
    asked = chat.hears(镇干部)[0]
    assert f"推荐典型陈桂兰（{number}）：{STORY}\n账上：" in asked
    assert "小时" not in asked
    assert "没有公布过的典型" in (await chat.says(群众, f"典型 {number}"))[0]
    assert "已经在办" in (await chat.says(乙, f"推荐典型 陈桂兰 {STORY}"))[0]
    assert "这一步" in (await chat.says(镇干部, f"公布典型 {number}"))[0]
    assert "事实核过了" in (await chat.says(镇干部, f"通过 {number}"))[0]
    assert "事实核过了" in chat.hears(乙)[0]
    assert f"愿意就发“同意 {number}”" in chat.hears(甲)[0]
    assert number in (await chat.says(甲, "待办"))[0]
    assert "这一步" in (await chat.says(镇干部, f"公布典型 {number}"))[0]
    assert "谢谢您" in (await chat.says(甲, f"同意 {number}"))[0]
    assert "本人同意公布" in chat.hears(乙)[0]
    assert f"公布典型 {number}" in chat.hears(镇干部)[0]
    assert f"{number} 典型陈桂兰，本人同意了。发“公布典型 {number}”" in (await chat.says(镇干部, "待办"))[0]
    assert not any(chat.groups_hear().values())
    shown = (await chat.says(镇干部, f"公布典型 {number}"))[0]
    assert f"身边的典型：莲花池村 陈桂兰\n{STORY}\n" in shown
    assert not any(chat.groups_hear().values())
    assert "发到" in (await chat.says(镇干部, "是"))[0]
    posts = chat.group_hears(chat.group_of("莲花池村"))
    assert posts[0].startswith("身边的典型：莲花池村 陈桂兰")
    assert posts[1:] == ["[图片]"]
    assert "您的事迹公布了" in chat.hears(甲)[0]
    assert f"{number} 莲花池村 陈桂兰" in (await chat.says(群众, "典型"))[0]
    assert (await chat.says(群众, f"典型 {number}"))[1:] == ["[图片]"]
    assert "这就私下发给您" in (await chat.says(乙, "打印 典型"))[0]
    assert "收回了" in (await chat.says(甲, f"撤回 {number}"))[0]
    assert "没有公布过的典型" in (await chat.says(群众, "典型"))[0]
    chat.hears_all()


async def test_whoever_says_no_is_asked_no_reason_and_nobody_hears_of_it(chat: Chat) -> None:
    number = await recommended(chat)
    chat.hears_all()
    await chat.says(镇干部, f"通过 {number}")
    chat.hears_all()
    assert (await chat.says(甲, f"不同意 {number}"))[0] == "好的，不公布。您做的事都在，谢谢您。"
    assert "尊重本人的意思" in chat.hears(乙)[0]
    assert not any(chat.groups_hear().values())
    assert number not in (await chat.says(镇干部, "待办"))[0]
    again = await recommended(chat)
    chat.hears_all()
    assert again not in (await chat.says(甲, "待办"))[0]
    assert (await chat.says(甲, "不同意"))[0] == "好的，不公布。您做的事都在，谢谢您。", "also before he is asked"
    assert again not in (await chat.says(镇干部, "待办"))[0]
    chat.hears_all()
    await chat.says(甲, "不要记我的")
    assert "说过不在这里记，所以没有去问" in (await chat.says(乙, f"推荐典型 陈桂兰 {STORY}"))[0]


async def published_at_night(chat: Chat, night: str) -> str:
    number = await recommended(chat)
    for who, said in ((镇干部, "通过"), (甲, "同意")):
        await chat.says(who, f"{said} {number}")
    await chat.moves_to(night)
    await chat.says(镇干部, f"公布典型 {number}")
    await chat.says(镇干部, "是")
    chat.everybody_hears()
    assert not any(chat.groups_hear().values())
    return number


async def test_what_waits_for_the_morning_is_not_told_when_he_takes_it_back(chat: Chat) -> None:
    number = await published_at_night(chat, "2026-11-23T21:30:00+08:00")
    assert "收回了" in (await chat.says(甲, f"撤回 {number}"))[0]
    await chat.moves_to("2026-11-24T09:00:00+08:00")
    chat.everybody_hears()
    assert not any(chat.groups_hear().values())
    await published_at_night(chat, "2026-11-24T21:30:00+08:00")
    await chat.moves_to("2026-11-25T09:00:00+08:00")
    chat.everybody_hears()
    posts = chat.groups_hear()[chat.group_of("莲花池村")]
    assert [post.partition("：")[0] for post in posts] == ["身边的典型", "[图片]"]


async def test_an_example_is_visited_again_after_a_year(chat: Chat) -> None:
    number = await recommended(chat)
    chat.hears_all()
    for who, said in ((镇干部, "通过"), (甲, "同意"), (镇干部, "公布典型")):
        await chat.says(who, f"{said} {number}")
        chat.hears_all()
    await chat.says(镇干部, "是")
    chat.hears_all()
    assert "没有一年没回访的典型" in (await chat.says(镇干部, "典型 老"))[0]
    await ExampleRow.all().update(published_on="2025-11-22")
    assert f"{number} 莲花池村 陈桂兰，上次 11月22日" in (await chat.says(镇干部, "典型 老"))[0]
    assert "记下了" in (await chat.says(镇干部, f"回访典型 {number} 还在带着大家做"))[0]
    assert "没有一年没回访的典型" in (await chat.says(丙, "典型 老"))[0]


async def test_what_is_refused_says_why(chat: Chat) -> None:
    assert "10 到 200 个字" in (await chat.says(乙, "推荐典型 陈桂兰 好人"))[0]
    assert "要请另一位同志" in (await chat.says(乙, f"推荐典型 罗正富 {STORY}"))[0]
    assert "名册里没有" in (await chat.says(乙, f"推荐典型 李志强 {STORY}"))[0]
    assert "人的名字" in (await chat.says(乙, "推荐典型 陈桂兰 她照顾瘫痪在床的邻居蒲德明好几年了"))[0]
    assert "这次没办" in (await chat.says(甲, f"推荐典型 唐敏 {STORY}"))[0]
    number = await recommended(chat)
    chat.hears_all()
    assert "没有找到" in (await chat.says(外村党员, f"同意 {number}"))[0]
    found = (await chat.says(乙, "典型 候选"))[0]
    assert "只您和支委看得到" in found or "还看不出来" in found
    assert "小时" not in found


async def test_who_served_steadily_is_shown_to_the_committee_and_nobody_himself(chat: Chat) -> None:
    done = await ActivityRecord.filter(status=Status.VERIFIED).order_by("id").limit(6)
    for place, row in enumerate(done):
        who = await Person.get(userid=(甲, 乙)[place % 2])
        month = f"2026-{8 + place // 2:02}"
        await ActivityRecord.filter(id=row.id).update(member_id=who.id, month=month, category="care")
    found = (await chat.says(乙, "典型 候选"))[0]
    assert ("陈桂兰" in found, "罗正富" in found) == (True, False)
    assert "罗正富" in (await chat.says(核实人, "典型 候选"))[0]
    await chat.says(甲, "不要记我的")
    assert "陈桂兰" not in (await chat.says(乙, "典型 候选"))[0]
    chat.hears_all()


def test_candidates_are_the_steady_ones_in_the_order_of_the_roster() -> None:
    found = {name: Deeds(records, months, {}) for name, records, months in [("甲", 3, 3), ("乙", 9, 2), ("丙", 20, 6)]}
    assert [name for name, _ in candidates(found)] == ["甲", "丙"]
    many = {str(n): Deeds(n + 5, 5, {}) for n in range(9)}
    assert [name for name, _ in candidates(many)] == ["4", "5", "6", "7", "8"]
    assert len(candidates(many)) == CANDIDATES_MOST
