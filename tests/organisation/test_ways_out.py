"""Where somebody once was stuck, `帮助` and an everyday word lead to the line that is the way out.

A row is who asks, by which word, the line that the answer must show, then what he says, and what he is told.
"""

import pytest

from bot.language.data import table
from bot.understanding.topics import CLEARLY, LINES_MOST, Topics
from handlers import COMMANDS
from tests.fakes.chat import Chat, 丁, 丙, 乙, 己, 戊, 核实人, 甲, 群众, 镇干部

何光荣 = "heguangrong"
WAYS_OUT = [
    (乙, "新来的党员", "加人", "加人 张三 党员 农村 三组 账号 zhangsan", "对的话回“是”"),
    (镇干部, "换书记", "任职", "任职 唐敏 书记 到2029年", "对的话回“是”"),
    (镇干部, "书记走了", "任职", "空缺", "您这边没有空着的岗位"),
    (乙, "生病", "代行", "代行 唐敏 到12月10日", "对的话回“是”"),
    (乙, "有人调走了", "转出", "转出 何光荣 桂花湾村", "也问问他本人"),
    (乙, "离开", "转出", "退党 何光荣", "对的话回“是”"),
    (乙, "去世", "去世", "去世 何光荣", "对的话回“是”"),
    (乙, "两个人同名", "改人", "改人 何光荣 三组", "对的话回“是”"),
    (甲, "没人答复", "申诉", "申诉 Y0001 两个月没人答复", "没有找到"),
    (丙, "红榜没发", "补发", "补发 月度红榜 10月", "10月"),
    (乙, "忘了报", "补录", "补录 何光荣 10月2日 扫街 1小时", "补录了"),
    (核实人, "群众报的", "待核实", "待核实", "核实"),
    (乙, "坐班日志", "坐班日志", "坐班日志", "坐班日志"),
    (镇干部, "坐班", "坐班情况", "各村坐班情况", "莲花池村"),
    (丙, "投诉", "投诉建议", "投诉建议", "投诉建议"),
    (甲, "核实过的记错了", "更正", "更正 A0231 1小时", "A0231"),
    (乙, "替别人申请免评", "免评", "免评 何光荣 年纪大了", "以何光荣同志的名义"),
    (何光荣, "不参评", "免评", "撤回免评", "照常参评"),
    (甲, "导出", "我的数据", "我的数据", "记着您的都在这里"),
    (甲, "注销", "删除我的资料", "删除我的资料", "您要删除您的资料"),
    (丙, "并村", "并村", "并村 莲花池村 桂花湾村", "对的话回“是”"),
    (镇干部, "新群", "换群", "群", "莲花池村"),
    (群众, "投诉", "投诉建议", "投诉建议 路灯三个月没人修", "收到，谢谢"),
    (丙, "投诉建议", "答复", "投诉建议", "投诉建议"),
    (乙, "没有账号", "加人", "加人 何大山 党员 没有账号", "没有企业微信账号"),
    (乙, "企业微信账号", "导入名册", "导入名册", "账号"),
    (乙, "换人", "任职", "任职 唐敏 支委 到2030年", "对的话回“是”"),
    (核实人, "更正", "更正", "更正 A0002 1小时", "A0002"),
    (丙, "红榜", "补发", "补发 月度红榜 10月", "10月"),
    (乙, "财务", "登记公开", "登记公开 财务 1季度 收入3.2万元，支出2.8万元", "请邓国才看一看"),
    (乙, "地址", "值班设置", "值班设置 地址 莲花池村一组12号", "莲花池村一组12号"),
    (群众, "地址", "名录", "村委会地址在哪里", "一组12号"),
    (乙, "撤回免评", "撤回", "撤回免评", "免评"),
]


async def test_help_leads_out_of_every_dead_end_in_two_steps(chat: Chat) -> None:
    for who, word, shown, said, told in WAYS_OUT:
        lines = (await chat.says(who, f"帮助 {word}"))[0].splitlines()
        assert any(line.startswith(shown) for line in lines), (word, lines)
        assert len(lines) <= 6, word
        assert told in "\n".join(await chat.says(who, said)), said
        await chat.says(who, "取消")
        chat.hears_all()


async def test_who_may_not_hears_who_does_it_and_free_words_find_it_as_well(chat: Chat) -> None:
    assert "“换书记”的事由书记或镇街或区委组织部来办" in (await chat.says(甲, "帮助 换书记"))[0]
    assert (await chat.says(乙, "怎么换书记"))[0].startswith("任职")
    assert "由书记来办" in (await chat.says(甲, "我要搬到成都去了"))[0]
    group = chat.group_of("莲花池村")
    assert "请私聊我发" in (await chat.says(乙, "帮助 换书记", to=group))[0]


@pytest.mark.parametrize("said", ["我病了，哪个能替我", "我住院了，谁来替我"])
async def test_whoever_is_ill_is_shown_leave_and_a_secretary_who_acts_for_him(chat: Chat, said: str) -> None:
    assert "请假 " in (await chat.says(己, said))[0]
    shown = (await chat.says(乙, said))[0]
    assert "请假 " in shown and "代行 姓名" in shown


async def test_what_is_asked_about_accounts_and_tables_is_answered_by_them(chat: Chat) -> None:
    for said in ("怎么把表格发给你", "企业微信账号在哪里看"):
        assert "导入名册" in (await chat.says(乙, said))[0]
    assert (
        "加进名册：王五，莲花池村党支部，正式党员，三组，账号 wangwu5"
        in (await chat.says(乙, "加 王五，正式党员，三组，账号wangwu5"))[0]
    )


@pytest.mark.parametrize(
    ("who", "said", "first"),
    [
        (乙, "上报怎么报", "上报"),
        (乙, "提议怎么提", "提议"),
        (乙, "反映怎么弄", "反映"),
        (乙, "通知怎么发", "通知"),
        (乙, "坐班日志在哪看", "坐班日志"),
        (乙, "书记换人怎么办", "任职"),
        (乙, "想给大家发个通知，咋弄", "通知"),
        (乙, "陈桂兰8月份做的活没报，怎么补", "补录"),
        (乙, "核实错了怎么改", "更正"),
        (乙, "民主评议的票数在哪里填", "民主评议"),
        (甲, "怎么看我排第几", "我的名次"),
        (甲, "对评星不服找谁", "异议"),
        (己, "到岗怎么打卡", "到岗"),
        (镇干部, "哪些村的星级等我备案", "待备案"),
        (群众, "我想提个建议，找哪个", "建议"),
        (丙, "怎么暂停群发", "收住"),
    ],
)
async def test_who_asks_how_something_is_done_is_shown_how_and_nothing_is_done(
    chat: Chat, who: str, said: str, first: str
) -> None:
    [answer] = await chat.says(who, said)
    assert answer.startswith(first), answer
    assert "没有在问" in (await chat.says(who, "是"))[0]


async def test_what_is_only_somewhat_like_is_said_to_be_so(chat: Chat) -> None:
    answer = (await chat.says(群众, "垃圾没人收咋个反映"))[0]
    assert answer.startswith("不知道您问的是不是这几样：\n反映")


@pytest.mark.parametrize("said", ["怎么用这个东西", "你能做啥"])
async def test_who_asks_what_all_of_this_is_for_is_shown_all_of_it(chat: Chat, said: str) -> None:
    assert "还有：发“帮助 2”" in (await chat.says(甲, said))[0]


@pytest.mark.parametrize(
    ("said", "answer"), [("盖章找谁", "盖章证明"), ("入党怎么弄", "入党申请书"), ("决定怎么样了", "还没有登记的决定")]
)
async def test_what_the_books_answer_is_answered_by_them(chat: Chat, said: str, answer: str) -> None:
    assert answer in (await chat.says(群众, said))[0]


def test_what_is_asked_in_known_words_leads_to_its_own_topic() -> None:
    topics = Topics(COMMANDS)
    asked = [(line, topic["commands"][0]) for topic in table("topics")["topic"] for line in topic.get("asked", ())]
    assert [line for line, first in asked if first not in topics.like(line, CLEARLY)[:LINES_MOST]] == []


async def test_talk_is_answered_with_the_way_of_who_says_it(chat: Chat) -> None:
    ways = {甲: "“反映”", 群众: "“反映”", 戊: "“质询”", 乙: "“待办”", 镇干部: "“待办”", 丙: "“待办”"}
    for who, way in ways.items():
        answer = (await chat.says(who, "这个村的事情我看不懂"))[0]
        assert answer.startswith("这话我接不上，什么都没记，对不住。")
        assert [one for one in ("“反映”", "“质询”", "“待办”") if one in answer] == [way], who


def test_a_topic_names_commands_that_exist_in_words_that_tell_something() -> None:
    for topic in table("topics")["topic"]:
        assert set(topic["commands"]) <= {command.name for command in COMMANDS}, topic
        assert all(len(word) >= 2 for word in (*topic.get("said", ()), *topic.get("asked", ()))), topic


@pytest.mark.parametrize(
    "said",
    [
        "标准 先锋社区",
        "一定四有 莲花池村",
        "责任区 陈桂兰",
        "考核 莲花池村 2025",
        "任务 防汛排查 新农村带 周五前",
        "订 会议室 周五上午",
        "亮点",
        "学 莲花池村",
        "项目 种树 5个名额",
        "申报 先锋社区",
    ],
)
async def test_what_nobody_has_built_is_said_with_what_comes_nearest(chat: Chat, said: str) -> None:
    [answer] = await chat.says(乙, said)
    assert answer.startswith(f"“{said.split()[0]}”这件事我还不会办，什么都没记，对不住。")
    assert "没有在问" in (await chat.says(乙, "是"))[0]


async def test_a_deed_that_opens_so_is_a_deed(chat: Chat) -> None:
    assert "还不会办" not in (await chat.says(甲, "任务 扫街2小时"))[0]


@pytest.mark.parametrize("one", table("topics")["unbuilt"], ids=lambda one: one["said"][0])
def test_what_is_built_meanwhile_is_not_said_to_be_missing(one: dict[str, list[str]]) -> None:
    assert not set(one["said"]) & {word for command in COMMANDS for word in command.words}


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        (群众, "我们村在哪条带上啊", "莲花池村"),
        (丁, "金峰在哪个带", "金峰"),
        (己, "那个工业港带有哪些地方 几个示范点", "工业港党建示范带"),
        (甲, "工业港带有哪些地方", "工业港党建示范带"),
        (丙, "工业港带还有哪些地方没得示范点", "断点"),
        (乙, "我们村是啥子示范点 哪年批的", "莲花池村"),
        (乙, "我们村示范点啥时候复核", "莲花池村"),
    ],
)
async def test_belts_and_sites_are_asked_about_in_plain_words(chat: Chat, who: str, said: str, answer: str) -> None:
    told = (await chat.says(who, said))[0]
    assert answer in told
    assert not any(lost in told for lost in ("接不上", "查不到", "未收录", "还没有登记的决定", "没有找到"))


async def test_in_the_group_it_is_answered_as_well(chat: Chat) -> None:
    assert "莲花池村" in (await chat.says(群众, "我们村在哪条带上啊", to=chat.group_of("莲花池村")))[0]
