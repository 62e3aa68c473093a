"""Thanks and greetings get a human answer, nods get peace; what is unclear is asked about once."""

import pytest

from bot.understanding.smalltalk import of_others
from tests.fakes.chat import Chat, both_engines, 甲


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("谢谢", ["不客气，您辛苦了。"]),
        (
            "她身份证号510703193001012345",
            ["身份证号不用发给我，这里不收，也没有记。办事的时候带上身份证就行；刚发的这条，能撤回就撤回。"],
        ),
        ("谢谢书记", ["不客气，您辛苦了。"]),
        ("多谢王主任了", ["不客气，您辛苦了。"]),
        ("多谢啦🙏", ["不客气，您辛苦了。"]),
        ("收到，谢谢哈", ["不客气，您辛苦了。"]),
        ("好的，谢谢书记", ["不客气，您辛苦了。"]),
        ("收到", []),
        ("好的", []),
        ("👍", []),
        ("哈哈哈", []),
    ],
)
async def test_thanks_are_answered_and_nods_are_left_in_peace(chat: Chat, said: str, heard: list[str]) -> None:
    assert await chat.says(甲, said) == heard


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("邓国才是不是低保户", "别家的情况我这里不说。"),
        ("听说李家吃上低保了，他家凭啥，一个月领多少", "别家的情况我这里不说。"),
        ("哪个党员上个月一次都没来搞活动", "谁没来、谁没报，这里不列"),
        ("哪些人还没报自评", "谁没来、谁没报，这里不列"),
        ("陈桂兰这个月报了几条", "别人的记录这里不说。"),
        ("你咋这么笨", "是我没弄明白，对不住。"),
        ("我下个月去广东打工，可能帮不了忙了", "好的，路上平安"),
        ("在吗", "在的，您说。"),
        ("你是真人不", "我是程序"),
        ("我不会认字，说话你听得到不", "可以，按住说话就行"),
        ("昨天陪区领导调研，不用记", "好的，不记。"),
        ("您帮我记一下，我想想，算了", "好的，有事"),
        ("我昨天去捡垃圾两个小时能不能算服务", "给大家做的、自己愿意做的"),
        ("党员活动是不是必须报，不报要扣分不", "都是自愿的"),
        *[
            (said, None)
            for said in ("今天必须上报的材料写了两小时", "明天下雨就算了", "我在组里扫地", "那算了，我请假")
        ],
        *[(said, None) for said in ("低保要什么条件", "我是不是低保户", "我这个月报了几条", "全村这个月报了几条")],
        *[(said, None) for said in ("不晓得哪个没搞卫生，我扫了2小时", "谁说我没报", "三组这个月做了几次坝坝会")],
        *[
            (said, None)
            for said in ("谁值班", "谁的党费没交", "今天帮王婆婆去广东打工的儿子寄东西", "11月没报的补报一条")
        ],
    ],
)
def test_what_is_nobody_else_s_business_is_said_kindly(said: str, heard: str | None) -> None:
    answer = of_others(said)
    assert answer is None if heard is None else answer is not None and answer.startswith(heard)


@both_engines
async def test_a_day_that_does_not_exist_is_asked_before_anything_is_stored(chat: Chat) -> None:
    answer = (await chat.says(甲, "上报 11月31号 清沟渠 2小时"))[0]
    assert answer.startswith("“11月31号”日历上没有这一天，是哪一天做的？")
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]
    assert "11月20日" in (await chat.says(甲, "11月20日"))[0]


async def test_more_deeds_than_a_message_may_hold_are_shown_first(chat: Chat) -> None:
    said = "\n".join(f"{number}. 扫{place} 1小时" for number, place in enumerate("街院坝路沟河", 1))
    assert (await chat.says(甲, f"上报\n{said}"))[0].startswith("先不记，看看是不是这样：")
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]


async def test_what_is_quoted_is_nobody_s_own_report(chat: Chat) -> None:
    quoted = "「何光荣：上报 五组 修剪绿化带 90分钟」\n- - - - - - - - - -\n辛苦辛苦"
    assert "记下了" not in "".join(await chat.says(甲, quoted))
