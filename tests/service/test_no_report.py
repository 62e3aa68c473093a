"""What sounds like a deed and is something else: what somebody saw, answers, proposes, or says of others."""

import pytest

from tests.fakes.chat import Chat, 乙, 己, 戊, 甲

NOT_ON_RECORD = (
    (戊, "我去看了，扫得亮堂"),
    (戊, "我去验了，达标"),
    (戊, "沟渠不占他的地，跟他讲"),
    (乙, "名单贴在公示栏头的，贴了二十天"),
    (乙, "我们支部想提一件事，把河堤加高，花9万块"),
    (甲, "对头，我去了嘛"),
    (己, "还有一件代办医保"),
    (乙, "给唐敏加3分，救火"),
    (甲, "整了两个钟头"),
    (甲, "补 2h"),
    (甲, "婷姐厉害，一个人扫了整条街3小时"),
    (甲, "听杨国强讲，他昨天调解了三起纠纷，用了一整天"),
    (甲, "三组清理河道两小时，本人在外未及参与"),
    (甲, "哎呀点错了点错了，不是跟你说话"),
    (甲, "昨晚又梦到在坐班，吓醒了"),
)


@pytest.mark.parametrize(("who", "said"), NOT_ON_RECORD)
async def test_what_is_no_deed_of_ones_own_is_never_put_on_record_unasked(chat: Chat, who: str, said: str) -> None:
    [answer] = await chat.says(who, said)
    assert "记下了" not in answer

    [records] = await chat.says(who, "我的记录")
    assert said[:4] not in records


async def test_a_deed_is_still_told_in_few_words(chat: Chat) -> None:
    [looked] = await chat.says(甲, "今天我去看了蒋婆婆，帮她劈了柴，1小时")
    assert "帮扶关爱" in looked and "1 小时" in looked

    [led] = await chat.says(甲, "组织党员志愿者7人巡河4小时")
    assert "平安应急" in led


async def test_a_name_that_goes_on_is_not_that_of_somebody_else(chat: Chat) -> None:
    await chat.says(甲, "昨天扫院坝2小时")
    assert (await chat.says(甲, "陈光清也在")) == ["好的，陈光清也写进 A0237 了。"]


async def test_the_day_before_the_day_before_yesterday(chat: Chat) -> None:
    [told] = await chat.says(甲, "昨天清沟2小时，前天巡逻3小时，再前天扫街1小时")
    assert "扫街，1 小时，11月19日（周四）" in told
    assert "再扫街" not in told


async def test_how_a_record_stands_that_was_just_told(chat: Chat) -> None:
    await chat.says(甲, "昨天扫院坝2小时")

    [stands] = await chat.says(甲, "哪个核的")
    assert stands.startswith("A0237 莲花池村 陈桂兰，现在待核实")


@pytest.mark.parametrize("asked", ["给自己茶馆扫地算不算哦", "收了工钱的算不算", "巡自己的林子算不算"])
async def test_whether_paid_work_or_ones_own_counts_is_answered(chat: Chat, asked: str) -> None:
    [answer] = await chat.says(甲, asked)
    assert "本职工作和自家的事不算" in answer
