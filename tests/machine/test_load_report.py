"""减负报告: how much came of itself, by groups and by roles, each office its own area; and what joining has saved."""

from tests.fakes.chat import Chat, both_engines, 丙, 乙, 核实人, 镇干部
from tests.fakes.rosters import publish


@both_engines
async def test_the_district_reads_what_came_of_itself_and_a_township_its_own(chat: Chat) -> None:
    await publish("11-24 am 唐敏", "11-25 am 空")
    await chat.moves_to("2026-11-24T12:00:00+08:00")
    chat.hears_all()
    lines = (await chat.says(丙, "减负报告 11月"))[0].splitlines()
    assert lines[0] == "减负报告 2026年11月：群里收到的都算，个人算机器人主动发的"
    assert lines[1] == "群 20 个：共 0 条，平均 0.0 条，最多 0 条"
    roles = [
        "群众",
        "党员",
        "党小组长",
        "核实人",
        "书记",
        "监督委员会",
        "村民代表",
        "村民小组长",
        "坐班干部",
        "镇街",
        "区委组织部",
    ]
    assert [line.split()[0] for line in lines[2:13]] == roles
    assert "核实人 15 人：" in lines[5]
    assert lines[13].startswith("几件事并成一条，少发了 ")
    own = (await chat.says(镇干部, "减负报告"))[0].splitlines()
    assert int(own[1].split()[1]) < 20
    chat.hears_all()


async def test_what_somebody_lets_the_bot_post_counts_for_its_group(chat: Chat) -> None:
    await chat.moves_to("2026-11-24T12:00:00+08:00")
    chat.hears_all()
    await chat.says(乙, "通知 垃圾桶换到村口了")
    await chat.says(乙, "发")
    lines = (await chat.says(丙, "减负报告 11月"))[0].splitlines()
    assert lines[1] == "群 20 个：共 1 条，平均 0.1 条，最多 1 条"
    assert lines[2] == "　有人让发的 1 条，别的到点自动发。各群：莲花池村党群连心群 1 条"
    chat.hears_all()


async def test_a_month_that_is_kept_no_longer_and_whoever_may_not_read_it(chat: Chat) -> None:
    assert await chat.says(丙, "减负报告 5月") == ["发过的消息只留 90 天，这个月的已经没有了。"]
    for who in (乙, 核实人):
        assert "用的，这次没办" in (await chat.says(who, "减负报告 11月"))[0]
