"""A report on somebody's behalf waits for his own yes; two people of one name are never merged."""

from datetime import timedelta

import pytest

from tests.fakes.chat import Chat, both_engines, 乙, 戊, 甲


@both_engines
async def test_the_named_member_confirms_and_it_is_his(chat: Chat) -> None:
    answer = await chat.says(甲, "帮邓国才报一下，他今天扫了2个小时的巷子")
    assert answer == ["谢谢，我问问邓国才，本人说“是”就记上。"]
    assert chat.hears(戊) == [
        "陈桂兰帮您报了：“帮邓国才报一下，他今天扫了2个小时的巷子”。对的话回复“是”就记在您名下，不对回复“不是”。"
    ]
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]
    assert "谢谢，记下了 A0237" in (await chat.says(戊, "是"))[0]
    assert "A0237" in (await chat.says(戊, "我的记录"))[0]


async def test_a_no_records_nothing(chat: Chat) -> None:
    await chat.says(甲, "帮邓国才报一下，他今天扫了2个小时的巷子")
    chat.hears(戊)
    assert await chat.says(戊, "不是") == ["好的。"]
    assert "A0237" not in (await chat.says(戊, "我的记录"))[0]


async def test_an_unclear_name_is_asked_about_and_nobody_is_guessed(chat: Chat) -> None:
    answer = await chat.says(甲, "帮李大爷报一下，他今天扫了2个小时的巷子")
    assert answer == ["李大爷是哪一位？说全名就行，这条等您说了再记；不报了就说“取消”。"]
    assert "我问问邓国才" in (await chat.says(甲, "邓国才"))[0]
    assert len(chat.hears(戊)) == 1


@pytest.mark.parametrize("said", ["帮张三报 昨天扫街 1小时", "替李四报昨天栽树2小时"])
async def test_what_is_reported_for_somebody_unknown_is_nobody_s_yet(chat: Chat, said: str) -> None:
    assert "说全名就行，这条等您说了再记" in (await chat.says(甲, said))[0]
    assert "A0237" not in (await chat.says(甲, "我的记录"))[0]


@pytest.mark.parametrize("said", ["张三今天扫街2小时", "邓国才今天扫街2小时"])
async def test_what_somebody_else_did_is_not_booked_as_ones_own(chat: Chat, said: str) -> None:
    assert "记下了" not in (await chat.says(甲, said))[0]
    assert "A0237" not in (await chat.says(甲, "我的记录"))[0]


async def test_ones_own_name_in_front_is_oneself(chat: Chat) -> None:
    assert "谢谢，记下了 A0237" in (await chat.says(甲, "上报 三组 清理沟渠 2小时"))[0]
    assert "谢谢，记下了 A0238" in (await chat.says(乙, "罗正富 今天打扫院坝1小时"))[0]


async def test_oneself_is_not_asked_to_confirm_oneself(chat: Chat) -> None:
    await chat.says(甲, "今天搞了卫生")
    await chat.says(甲, "帮李大爷报一下，他今天扫了2个小时的巷子")
    answer = (await chat.says(甲, "陈桂兰"))[0]
    assert answer.startswith("那是您自己。")
    assert answer.endswith("刚才在问：A0237 做了多久？说“1小时”这样就行，不记得可以不填。")


@pytest.mark.parametrize(
    "said",
    [
        "党员活动接龙：\n1.邓国才 2小时\n2.唐敏 2小时",
        "帮大家报 昨天扫街1小时",
        "帮三组报 扫街1小时",
        "@邓国才 上报 扫街 2小时",
    ],
)
async def test_what_others_did_is_never_the_sender_s(chat: Chat, said: str) -> None:
    await chat.says(甲, said)
    assert "还没有记录" in (await chat.says(甲, "我的记录"))[0]


async def test_nobody_is_asked_about_what_has_not_come_yet(chat: Chat) -> None:
    assert (await chat.says(甲, "帮邓国才报 今天下午3点到5点 扫街"))[0].startswith("还没到，先不记")


async def test_who_has_answered_is_not_asked_again_in_the_morning(chat: Chat) -> None:
    await chat.waits(timedelta(hours=10))
    await chat.says(甲, "帮邓国才报一下，他今天扫了2个小时的巷子")
    assert (await chat.says(戊, "是"))[0].startswith("谢谢，记下了")
    await chat.waits(timedelta(hours=12))
    assert "帮您报了" not in "".join(chat.hears(戊))
    chat.hears_all()
