"""Kinds of faults that users of such systems met elsewhere, played in the chat: read or asked, never guessed."""

import pytest

from models.ledger.feedback.rules import OtherDoor
from tests.fakes.chat import Chat, at, 乙, 核实人, 甲, 群众, 镇干部

林, 何, 蒲 = "linxiaoyu", "heguangrong", "pudeming"


@pytest.mark.parametrize(
    ("said", "booked"),
    [
        ("上报 四天前掏水沟1小时", "1 小时，11月18日（周三）"),
        ("立冬那天给李婆婆送菜2小时", "2 小时，11月7日（周六）"),
        ("上报 11.20. 扫街 1小时", "1 小时，11月20日（周五）"),
        ("上报 上上周五巡河1小时", "1 小时，11月6日（周五）"),
        ("上报 上个星期的星期三给老人理发1小时", "1 小时，11月11日（周三）"),
        ("上报 捡垃圾 3/4小时", "45 分钟，"),
        ("上报 捡垃圾 1h40m", "1 小时 40 分，"),
        ("上报 捡垃圾 两小时差五分", "1 小时 55 分，"),
        ("上报 宣传反诈 陆拾分钟", "1 小时，"),
        ("上报 捡垃圾 叁拾分钟", "30 分钟，"),
        ("上报 送药 1时40分", "1 小时 40 分，"),
        ("昨黑巡夜两个钟头", "2 小时，11月21日（周六）"),
    ],
)
async def test_a_day_and_an_amount_are_what_was_said(chat: Chat, said: str, booked: str) -> None:
    assert booked in (await chat.says(甲, said))[0]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("前阵子扫了院坝2小时", "“前阵子”是哪一天"),
        ("上周扫了院坝2小时", "“上周”是哪一天"),
        ("上报 4月31号 扫街 1小时", "日历上没有这一天"),
        ("上报 10月32号 扫街 1小时", "是哪一天做的？"),
        ("上报 端午节扫街1小时", "是哪一天"),
        ("上报 11月18日周五 扫街1小时", "看看是不是这样"),
        ("上报 11月20日 捡垃圾 1，5小时", "看看是不是这样：\n11月20日（周五），捡垃圾，1.5 小时"),
        ("修塘坎 三小时五", "看看是不是这样"),
        ("上报 今天下午4点到6点 扫街", "还没到，先不记"),
        ("今晚七点到九点巡逻", "还没到，先不记"),
        ("上报 周一周三扫街，3小时、2小时、1小时", "看看是不是这样"),
        ("上报 11月17日、18日 扫街共3小时", "看看是不是这样"),
        ("不是昨天是前天扫街2小时", "看看是不是这样"),
        ("掏堰沟一上午 不对 我九点半才去的 十二点收工", "看看是不是这样"),
        ("上报 掏堰沟一上午 不对 我九点半才去的 十二点收工", "看看是不是这样"),
    ],
)
async def test_what_does_not_fit_is_asked_before_anything_is_stored(chat: Chat, said: str, asked: str) -> None:
    assert asked in (await chat.says(甲, said))[0]
    await chat.says(甲, "取消")
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize(
    "said",
    ["上报 昨天下午4点到2点 扫街", "上报 昨天9:30-9:30 扫街", "上报 扫街 -1小时"],
)
async def test_hours_that_run_backwards_or_are_not_told_for_each_day_are_asked(chat: Chat, said: str) -> None:
    answer = (await chat.says(甲, said))[0]
    assert "做了多久？" in answer
    assert "小时，" not in answer


async def test_so_much_each_day_is_so_much_on_each_day(chat: Chat) -> None:
    answer = (await chat.says(林, "上报 11月16日到18日 每天巡山1小时"))[0]
    assert [f"1 小时，11月{day}日" in answer for day in (16, 17, 18)] == [True, True, True]


@at("2026-11-30T09:31:00+08:00")
@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("请假 周三12月16日 有事", "12月16日（周三），转给"),
        ("请假 12月15日（周二）到12月17日（周四） 有事", "12月15日（周二）到12月17日（周四）共 3 天"),
        ("请假 下下周周二 有事", "12月15日（周二），转给"),
        ("请假 12月21号起请两周 生娃", "12月21日（周一）到1月3日（周日）共 14 天"),
        ("请假 20号后的三天 有事", "12月21日（周一）到12月23日（周三）共 3 天"),
        ("请假 12月17日周五 有事", "星期和日期对不上"),
        ("请假 12月25日到23日 走亲戚", "先后反了"),
        ("请假 每周四 有事", "“每周四”"),
        ("请假 12月8号和10号 有事", "先说第一段"),
        ("请假 除了周二这周都请", "先说第一段"),
        ("请假 下个月底可能要请几天", "想请哪天的假"),
    ],
)
async def test_leave_is_for_the_days_said_or_asked(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(核实人, said))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("谢谢哈", "不客气"), ("🙏", "不客气"), ("你好呀", "您好，我是"), ("早上好", "您好，我是"),
        ("讲个笑话", "这话我接不上"), ("吃了没", "这话我接不上"),
        ("「何光荣：上报 三组 送水 1小时」\n- - - - - - -\n辛苦了", "不客气"),
    ],
)  # fmt: skip
async def test_talk_gets_a_human_answer(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(何, said))[0]


@pytest.mark.parametrize(
    "said", ["收到", "好嘞", "嗯嗯", "哈哈哈", "👌", "「何光荣：上报 三组 送水 1小时」\n- - - - - - -\n收到"]
)
async def test_a_nod_is_left_in_peace(chat: Chat, said: str) -> None:
    assert await chat.says(何, said) == []


@pytest.mark.parametrize(
    "said", ["任务 防火排查 周五前", "已核实", "通知 今天扫街2小时", "公告：昨天扫街3小时", "已经核实了"]
)
async def test_the_words_of_a_command_are_no_deed(chat: Chat, said: str) -> None:
    await chat.says(何, said)
    assert "还没有记录" in (await chat.says(何, "我的记录"))[0]


@pytest.mark.parametrize(
    "said", ["昨天好像巡逻了个把小时吧，记不清了", "听说三组昨天扫了两个小时", "哪个把三轮停路上了", "谢谢"]
)
async def test_a_group_hears_nothing_about_what_is_not_sure(chat: Chat, said: str) -> None:
    assert await chat.says(林, said, to=chat.group_of("莲花池村")) == []


async def test_a_mention_with_nothing_gets_one_line_of_help(chat: Chat) -> None:
    (line,) = await chat.says(林, "@示范带助手", to=chat.group_of("莲花池村"))
    assert "帮助" in line
    assert "\n" not in line


async def test_a_question_is_repeated_once_and_dies(chat: Chat) -> None:
    assert "做了多久？" in (await chat.says(何, "昨天巡逻了"))[0]
    assert "刚才在问" in (await chat.says(何, "我的记录"))[0]
    assert "刚才在问" not in (await chat.says(何, "红榜"))[0]
    assert "刚才在问" not in (await chat.says(何, "我的记录"))[0]


async def test_the_same_words_from_three_are_asked_about_once(chat: Chat) -> None:
    said = "今天上午大家一起清理三组沟渠2小时"
    asked = [("一样的话" in (await chat.says(who, said))[0]) for who in (甲, 何, 林, 蒲)]
    assert asked == [False, False, True, False]
    assert "记成一起做的" in (await chat.says(林, "是"))[0]
    listed = (await chat.says(核实人, "待核实"))[0]
    assert listed.count("同一句话 3 人报") == 3


async def test_a_record_may_be_spoken_of_by_its_day_and_kind(chat: Chat) -> None:
    await chat.says(甲, "11月13号宣传反诈1小时")
    await chat.says(甲, "昨天走访了6户，1小时")
    assert "现在：走访民情：走访了6户，1 小时，7 户" in (await chat.says(甲, "昨天走访那条改成7户"))[0]
    assert "已撤销：政策宣传" in (await chat.says(甲, "11月13号那条撤了"))[0]
    assert "没找到您说的那条记录" in (await chat.says(甲, "11月2号那条撤了"))[0]


@pytest.mark.parametrize("said", ["A0237", "A0237呢", "A0237 谢谢", "A0237是我的"])
async def test_a_number_without_a_word_of_taking_back_takes_nothing_back(chat: Chat, said: str) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    await chat.says(甲, said, to=chat.group_of("莲花池村"))
    await chat.says(甲, said)
    assert "2 小时，11月22日（周日），待核实" in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize("said", ["唐敏那条时间不对，退回去", "上条时间报多了，减半个小时", "那条时间不对"])
async def test_what_is_only_said_to_be_wrong_takes_nothing_back(chat: Chat, said: str) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    await chat.says(甲, said)
    assert "2 小时，11月22日（周日），待核实" in (await chat.says(甲, "我的记录"))[0]


async def test_what_was_wrong_and_what_is_right_corrects_the_last_record(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    assert "3 小时" in (await chat.says(甲, "刚才那个不对，是3个小时"))[0]
    assert "3 小时，11月22日（周日），待核实" in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize(
    ("who", "said", "line"),
    [
        (乙, "12月的班排一下", "排班 12月"),
        (群众, "三组的路灯啥时候修", "反映 三组的路灯啥时候修"),
        (群众, "村口有个坑，车都过不去，哪个来修", "反映 村口有个坑，车都过不去，哪个来修"),
        (甲, "不想让别人看到我名字", "不公开姓名"),
        (甲, "我身体不好今年能不能不评", "免评 身体原因"),
        (甲, "我觉得给何光荣评五星不合适", "异议 何光荣 评五星不合适"),
        (镇干部, "哪些村上个月没人报活动", "汇总 10月"),
        (镇干部, "金峰镇这个月情况", "汇总 11月"),
        (乙, "昨天开了支委会", "支委会 昨天"),
        (群众, "大槐树那里的路灯黑了一个多星期了", "反映 大槐树那里的路灯黑了一个多星期了"),
        (群众, "我提个意见，垃圾桶太少了", "反映 我提个意见，垃圾桶太少了"),
    ],
)
async def test_what_is_said_plainly_is_offered_as_the_command_it_amounts_to(
    chat: Chat, who: str, said: str, line: str
) -> None:
    assert await chat.says(who, said) == [f"您是不是想说“{line}”？是就回“是”。"]


@pytest.mark.parametrize(
    "said", ["15号唐敏请假了，要找人顶班", "12月15号唐敏请假了，换周小川顶", "15号唐敏请假了", "唐敏明天请假了，哪个来"]
)
async def test_somebody_else_s_leave_is_not_one_s_own(chat: Chat, said: str) -> None:
    await chat.says(乙, said)
    assert chat.everybody_hears() == {}
    assert "请假" not in (await chat.says(乙, "我的数据"))[0]


async def test_words_of_corruption_are_shown_their_doors_however_they_are_said(chat: Chat) -> None:
    assert await chat.says(群众, "书记贪污了钱") == [OtherDoor.text]
    for deed in ("今天上午劝导违法停车1小时", "昨天上午给老人送红包慰问2小时"):
        assert (await chat.says(甲, deed))[0].startswith("谢谢，记下了")


async def test_who_waits_for_an_answer_asks_how_far_it_is(chat: Chat) -> None:
    await chat.says(群众, "反映 三组的路灯坏了")
    chat.everybody_hears()
    for asked in ("办得咋样了", "好久能修好"):
        assert (await chat.says(群众, asked))[0].startswith("V0010 三组的路灯坏了：正在办")
