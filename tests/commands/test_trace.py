"""溯源: every number leads back to the message that caused it, for those who may see it."""

from tests.fakes.chat import Chat, 丙, 乙, 外村党员, 戊, 甲, 群众, 镇干部


async def _a_verified_record(chat: Chat) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    await chat.says(甲, "更正 A0237 1小时")
    await chat.says(乙, "待核实")
    await chat.says(乙, "通过")


async def test_the_member_and_the_branch_see_every_step(chat: Chat) -> None:
    await _a_verified_record(chat)
    for who in (甲, 乙, 戊):
        assert await chat.says(who, "溯源 A0237") == [
            "A0237 莲花池村 陈桂兰，现在已核实\n"
            "公益劳动：三组清理沟渠，1 小时，11月22日（周日）\n"
            "2026-11-22 12:00 上报：陈桂兰（应用私聊）\n"
            "2026-11-22 12:00 更正：陈桂兰（应用私聊）\n"
            "2026-11-22 12:00 核实：罗正富（应用私聊）"
        ]


async def test_offices_see_the_steps_without_hours_words_and_names(chat: Chat) -> None:
    await _a_verified_record(chat)
    for who in (丙, 镇干部):
        answer = (await chat.says(who, "溯源 A0237"))[0]
        assert answer.startswith("A0237 莲花池村 陈同志，现在已核实\n2026-11-22 12:00 上报：陈同志")
        assert "小时" not in answer
        assert "桂兰" not in answer


async def test_others_learn_not_even_that_it_exists(chat: Chat) -> None:
    await _a_verified_record(chat)
    there = (await chat.says(外村党员, "溯源 A0237"))[0]
    nowhere = (await chat.says(外村党员, "溯源 A9999"))[0]
    assert there.replace("A0237", "…") == nowhere.replace("A9999", "…")
    assert "由党员" in (await chat.says(群众, "溯源 A0237"))[0]
