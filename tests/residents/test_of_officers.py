"""What is reported of somebody in office: it has doors of its own, and is never his to do."""

import pytest

from tests.fakes.chat import Chat, at, 乙, 己, 群众, 镇干部
from tests.residents.test_needs import GROUP, LEADER, number_in


@pytest.mark.parametrize(
    "said",
    [
        "书记喝酒开车",
        "欧阳春燕乱收费",
        "林晓雨把修沟的钱吃了",
        "罗书记打牌不管事",
        "村长天天喝酒",
        "干部偏心，低保不公",
    ],
)
async def test_a_misdeed_of_somebody_in_office_is_kept_nowhere(chat: Chat, said: str) -> None:
    for where in ("app", GROUP):
        [answer] = await chat.says(群众, f"反映 {said}", to=where)
        assert "12388" in answer and "110" in answer and "镇街纪检" in answer
    assert chat.everybody_hears() == {}
    assert await chat.says(群众, "我的反映") == ["您还没有反映过事情。有事就说一声，例如“反映 三组沟渠堵了”。"]


async def test_what_speaks_of_somebody_in_office_is_never_his_to_do(chat: Chat) -> None:
    # Of 三组 and of its leader: the village has it, and hands it not to him.
    [taken] = await chat.says(群众, "反映 三组的沟，林晓雨说了修一直没来")
    assert "由欧阳春燕办" in taken and chat.hears("ouyangchunyan") and chat.hears(LEADER) == []
    assert "没有转" in (await chat.says("ouyangchunyan", f"转办 {number_in(taken)} 林晓雨"))[0]
    # Of the committee and the secretary: the township has it, and nobody of the village hears of it when it is late.
    [above] = await chat.says(群众, "反映 书记和主任都不理我们二组的路")
    assert "由刘启航办" in above
    assert number_in(above) in chat.hears(镇干部)[0]
    await chat.moves_to("2026-12-07T09:30:00+08:00")
    heard = chat.everybody_hears()
    assert not any(number_in(above) in one for who in (乙, 己, "ouyangchunyan") for one in heard.get(who, []))
    chat.groups_hear()


@at("2026-11-24T10:00:00+08:00")
async def test_what_somebody_who_has_left_had_in_hand_is_another_s_at_once(chat: Chat) -> None:
    number = number_in((await chat.says(群众, "反映 一组的垃圾没人收"))[0])
    await chat.says("ouyangchunyan", f"转办 {number} 周小川")
    chat.hears_all()
    await chat.leaves(己)
    assert "罗正富在办" in (await chat.says(群众, f"我的反映 {number}"))[0]
    told = f"{number} 请您接着办，12月1日前，原来办的同志不在岗了。看是什么事发“我的反映 {number}”。"
    assert any(told in one for one in chat.hears(乙))
    assert f"{number} 一组的垃圾没人收" in (await chat.says(乙, "待办"))[0]
    await chat.moves_to("2026-12-01T09:30:00+08:00")
    heard = chat.everybody_hears()
    assert 己 not in heard and any(number in one for one in heard[乙])
    chat.groups_hear()


@pytest.mark.parametrize("said", ["我屋头娃儿住院了，家里揭不开锅了，想申请点补助", "给村里说一声，我屋头没得米了"])
async def test_who_is_in_need_hears_what_there_is_for_him_and_whom_to_call(chat: Chat, said: str) -> None:
    [answer] = await chat.says(群众, said)
    assert "临时救助" in answer and "12345" in answer and "请假" not in answer


async def test_two_things_promised_in_one_breath_are_two_promises(chat: Chat) -> None:
    said = "我承诺月底前把村口的路灯修好，春节前把水渠清完"
    [answer] = await chat.says(乙, said)
    for title in ("把村口的路灯修好，11月30日", "把水渠清完，2月6日"):
        assert title in answer
    assert chat.everybody_hears() == {}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("谢谢，办得快", "满意"),
        ("清了，好得很", "满意"),
        ("拿到了，可以", "满意"),
        ("还是堵起的，水都流不动", "不满意"),
    ],
)
async def test_what_he_says_who_was_asked_is_of_that_case(chat: Chat, said: str, word: str) -> None:
    number = number_in((await chat.says(群众, "反映 三组沟渠堵了"))[0])
    await chat.says(LEADER, f"办结 {number} 掏通了")
    chat.hears_all()
    assert f"“{word} {number}" in (await chat.says(群众, said))[0]


async def test_who_says_how_somebody_is_kin_has_said_that_he_is(chat: Chat) -> None:
    assert "近亲属" in (await chat.says(镇干部, "任职 林晓雨 监委会委员 到2028年12月31日"))[0]
    assert "近亲属" in (await chat.says(镇干部, "她是周小川的老婆"))[0]
    assert chat.everybody_hears() == {}
    assert "林晓雨" not in (await chat.says(镇干部, "监委会有哪些人"))[0]


async def test_who_is_only_asked_to_come_is_not_spoken_of(chat: Chat) -> None:
    [taken] = await chat.says(群众, "反映 请干部来管一下，三组坝子天天有人喝酒吵到半夜")
    assert "由林晓雨办" in taken
    chat.hears_all()
    [beaten] = await chat.says(群众, "反映 三组有人喝酒打人，请干部来一趟")
    assert beaten.startswith("有危险先打 110")
    chat.hears_all()
    assert "12388" in (await chat.says(群众, "反映 书记喝酒打人"))[0]
