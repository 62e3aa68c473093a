"""Questions: one at a time, answered in a word, interrupted at will, dropped with 取消, kept over a restart."""

from datetime import datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from bot.sandbox.packets import Act
from handlers.about.help import ASK_MEANT
from tests.fakes.chat import Chat, both_engines, open_chat, 乙, 核实人, 甲
from tests.fakes.databases import ENGINES, sample_url


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        ("2小时", "A0237 按 2 小时 记下了"),
        ("两个半小时", "A0237 按 2.5 小时 记下了"),
        ("2", "A0237 按 2 小时 记下了"),
        ("四十分钟", "A0237 按 40 分钟 记下了"),
        ("不是2小时是3小时", "A0237 按 3 小时 记下了"),
        ("大概两个小时吧", "A0237 按 2 小时 记下了"),
        ("我做了差不多2个钟头", "A0237 按 2 小时 记下了"),
        ("不到一小时", "A0237 按 1 小时 记下了"),
        ("老何做了2小时，我没有", "刚才在问：A0237 做了多久？"),
        ("明天开会2小时", "A0237 做了多久？"),
        ("群众说要修2小时", "A0237 做了多久？"),
        ("不记得了", "A0237 就按原来的留着"),
        ("取消", "好的，不问了。A0237 就按原来的留着"),
        ("帮助", "正在问您：A0237 做了多久？"),
        ("上一步", "正在问您：A0237 做了多久？"),
        ("45", "没听明白。A0237 做了多久？"),
        ("⑤", "没听明白。A0237 做了多久？"),
    ],
)
async def test_an_unsaid_duration_is_answered_in_a_word(chat: Chat, answer: str, heard: str) -> None:
    await chat.says(甲, "今天搞了卫生")
    assert heard in (await chat.says(甲, answer))[0]


@both_engines
async def test_a_vague_duration_is_confirmed_or_put_right(chat: Chat) -> None:
    assert "A0237 的时长按 4 小时 记，对吗？" in (await chat.says(甲, "今天修水渠忙了半天"))[0]
    assert "按 3 小时 记下了" in (await chat.says(甲, "3小时"))[0]
    await chat.says(甲, "昨天义务劳动一天")
    assert await chat.says(甲, "对") == ["好的，A0239 就按 8 小时 记，谢谢。"]


@pytest.mark.parametrize(
    ("answer", "heard", "left"),
    [("是", "A0238 已撤销", "1 条"), ("不是", "A0238 也留着", "2 条"), ("取消", "A0238 就按原来的留着", "2 条")],
)
async def test_a_twin_is_taken_back_by_yes(chat: Chat, answer: str, heard: str, left: str) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    await chat.says(甲, "上报 打扫院坝 2小时")
    assert heard in (await chat.says(甲, answer))[0]
    assert left in (await chat.says(甲, "我的记录"))[0]


async def test_help_in_a_question_tells_how_to_leave_it(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    answer = (await chat.says(甲, "帮助"))[0]
    assert answer.endswith("\n不想回答就说“取消”；要办别的，直接说就行。")


async def test_whoever_gave_up_on_one_question_is_not_asked_the_one_before(chat: Chat) -> None:
    await chat.says(核实人, "今天搞了卫生")
    await chat.says(核实人, "请假")
    said = [(await chat.says(核实人, nonsense))[0] for nonsense in ("呵呵哒", "略略略")]
    assert said[-1] == "先不问了。没有请假。"


async def test_a_question_never_outlives_the_record_it_asks_about(chat: Chat) -> None:
    await chat.says(甲, "上报 打扫院坝 2小时")
    await chat.says(甲, "上报 打扫院坝 2小时")
    taken_back = (await chat.says(甲, "撤销 A0238"))[0]
    assert "A0238 已撤销" in taken_back
    assert "刚才在问" not in taken_back
    assert "留着" not in "".join(await chat.says(甲, "不是"))


async def test_something_else_in_between_is_answered_and_the_question_comes_back(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    answer = (await chat.says(甲, "我的记录"))[0]
    assert answer.endswith("刚才在问：A0237 做了多久？说“1小时”这样就行，不记得可以不填。")
    assert "按 1 小时 记下了" in (await chat.says(甲, "一个小时"))[0]


async def test_a_second_question_puts_the_first_aside_and_brings_it_back(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    assert "A0238 做了多久？" in (await chat.says(甲, "昨天看望老党员"))[0]
    answer = (await chat.says(甲, "1小时"))[0]
    assert answer.startswith("谢谢，A0238 按 1 小时 记下了")
    assert answer.endswith("刚才在问：A0237 做了多久？说“1小时”这样就行，不记得可以不填。")
    assert "A0237 按 2 小时 记下了" in (await chat.says(甲, "2小时"))[0]


async def test_a_question_is_repeated_once_and_no_more(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    assert (await chat.says(甲, "呵呵哒"))[0].startswith("没听明白。")
    assert (await chat.says(甲, "呵呵哒"))[0].startswith("先不问了。A0237 就按原来的留着")
    assert "这话我接不上" in (await chat.says(甲, "呵呵哒"))[0]


async def test_a_question_in_the_group_waits_for_its_own_person(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    await chat.says(甲, "今天搞了卫生", to=group)
    assert "A0237" not in "".join(await chat.says(乙, "2小时", to=group))
    assert "A0237 按 2 小时 记下了" in (await chat.says(甲, "2小时", to=group))[0]


@pytest.mark.parametrize(("to", "span"), [("app", timedelta(hours=25)), ("group", timedelta(minutes=11))])
async def test_a_question_left_alone_ends_in_silence(chat: Chat, to: str, span: timedelta) -> None:
    where = chat.group_of("莲花池村") if to == "group" else to
    await chat.says(甲, "今天搞了卫生", to=where)
    await chat.waits(span)
    chat.everybody_hears()
    answer = await chat.says(甲, "2小时", to=where)
    assert not answer or "记下了" not in answer[0]


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_question_survives_a_restart(engine: str) -> None:
    url = await sample_url(engine)
    async with open_chat(url) as chat:
        await chat.says(甲, "今天搞了卫生")
    async with open_chat(url) as chat:
        assert "A0237 按 2 小时 记下了" in (await chat.says(甲, "2小时"))[0]


async def test_a_mistyped_command_is_run_after_a_yes(chat: Chat) -> None:
    answer = await chat.says(甲, "上抱 打扫院坝 2小时")
    assert answer == ["您是不是想说“上报”？是就回“是”。"]
    assert "谢谢，记下了 A0237" in (await chat.says(甲, "是"))[0]


async def test_a_suggestion_dies_with_the_next_message(chat: Chat) -> None:
    await chat.says(甲, "上抱 打扫院坝 2小时")
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]
    assert await chat.says(甲, "是") == ["现在没有在问的事，什么都没办。要办什么，说一声就行。"]


@pytest.mark.parametrize(
    "yes", ["行", "要得", "对的", "对头", "好嘛", "是的是的", "可以的", "就这样", "办吧", "没问题", "嗯嗯"]
)
async def test_a_yes_is_taken_in_anybody_s_words(chat: Chat, yes: str) -> None:
    await chat.says(甲, "上抱 打扫院坝 2小时")
    assert "谢谢，记下了 A0237" in (await chat.says(甲, yes))[0]


async def test_a_new_sentence_is_answered_as_itself_beside_an_open_question(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    told = (await chat.says(甲, "你们那边的油菜花开得好看得很嘛"))[0]
    assert not told.startswith("没听明白")
    assert told.endswith("刚才在问：A0237 做了多久？说“1小时”这样就行，不记得可以不填。")
    assert "刚才在问" not in (await chat.says(甲, "我家屋头的猫儿今天又下了三个崽"))[0]
    assert "A0237 按 2 小时 记下了" in (await chat.says(甲, "2小时"))[0]


async def test_whoever_cancels_is_not_walked_back_to_the_question_before(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    await chat.says(甲, "上抱 打扫院坝 2小时")
    assert await chat.says(甲, "取消") == ["好的，什么都没记。"]
    assert await chat.says(甲, "取消") == ["现在没有在问的事，不用取消。"]


@pytest.mark.parametrize(
    ("answer", "heard"), [("是", "谢谢，记下了 A0237"), ("不是", "什么都没记"), ("取消", "什么都没记")]
)
async def test_what_was_spoken_is_confirmed_once(chat: Chat, answer: str, heard: str) -> None:
    callbacks = chat.sandbox.callbacks
    spoken = {"msgtype": "voice", "voice": {"content": "今天上午打扫院坝两小时"}}
    packet = callbacks.pack(Act("bot", f"bot:{甲}", 甲, "v-1", spoken))
    delivery = await callbacks.deliver(packet)
    assert "听到的是：“今天上午打扫院坝两小时”，要记下来吗？" in delivery.replies[0].content
    chat.hears_all()
    assert heard in (await chat.says(甲, answer, to="bot"))[0]


async def test_cancelling_nothing_is_answered_kindly(chat: Chat) -> None:
    assert await chat.says(甲, "取消") == ["现在没有在问的事，不用取消。"]


async def test_what_is_of_no_known_kind_is_asked_once(chat: Chat) -> None:
    await chat.says(甲, "志愿服务1小时")
    assert await chat.says(甲, "走访民情") == ["谢谢，A0237 记在“走访民情”，待核实。"]


async def test_a_quoted_receipt_says_which_record_is_meant(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    await chat.says(甲, "上报 清理沟渠 2小时", to=group)
    await chat.says(甲, "上报 昨天巡逻 1小时", to=group)
    quoting = {
        "msgtype": "text",
        "text": {"content": "@示范带助手 撤销"},
        "quote": {"msgtype": "text", "text": {"content": "谢谢，记下了 A0237：公益劳动，2 小时"}},
    }
    callbacks = chat.sandbox.callbacks
    delivery = await callbacks.deliver(callbacks.pack(Act("bot", group, 甲, "q-1", quoting)))
    assert delivery.replies[0].content.startswith("A0237 已撤销")
    chat.hears_all()


def test_a_word_of_assent_is_no_choice_between_two() -> None:
    now, values = datetime(2026, 11, 22, 10, tzinfo=SHANGHAI), {"kinds": ["activity", "duty_swap"]}
    read = {word: ASK_MEANT.read(word, now, values) for word in ("发", "行", "要得", "是", "1", "换班", "不是")}
    # A plain yes is none either: which of the two is asked once more.
    chosen = {"1": "activity", "换班": "duty_swap", "不是": "none"}
    assert read == {word: chosen.get(word) for word in read}
    assert ASK_MEANT.read("要得", now, {"kinds": ["activity", "none"]}) == "activity"
