"""绑定, 换群, 群机器人, 群: which group is whose, and whether it can be heard and spoken in."""

import re

from models.organisation.groups.rules import one_meant
from models.organisation.units.tables import ChatGroup, Unit
from tests.fakes.chat import Chat, 丙, 乙, 外村党员, 甲, 镇干部

ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
莲花池, 桂花湾 = "wrLHC0001aB", "wrGHW0002cD"


def _key(chat: Chat, chatid: str) -> str:
    return next(one.webhook_key for one in chat.stand_in.world.chats if one.chatid == chatid)


def _number(answer: str) -> str:
    return answer.partition("（")[2].partition("）")[0]


async def test_a_group_is_heard_once_it_is_bound_and_spoken_in_once_it_has_a_robot(chat: Chat) -> None:
    await ChatGroup.filter(chatid=莲花池).delete()
    assert "还没有群的：莲花池村" in (await chat.says(乙, "群"))[0]
    assert "请到要绑定的那个群里发" in (await chat.says(乙, "绑定 莲花池村"))[0]
    assert "“绑定”是书记、镇街、区委组织部用的" in (await chat.says(甲, "绑定 莲花池村", 莲花池))[0]
    assert "桂花湾村（示例）不在您负责的范围里" in (await chat.says(乙, "绑定 桂花湾村", 莲花池))[0]
    asked = (await chat.says(乙, "绑定 莲花池村", 莲花池))[0]
    assert "请上级确认把这个群绑定到莲花池村" in asked
    assert "我听得到；能不能往群里发" in asked
    number = _number(asked)
    assert f"已经报上去了（{number}）" in (await chat.says(乙, "绑定", 莲花池))[0]
    assert f"是就发“同意 {number}”" in chat.hears(镇干部)[0]
    assert "莲花池村的群绑好了" in (await chat.says(镇干部, f"同意 {number}"))[0]
    assert "听：通了。说：还没有" in chat.hears(乙)[0]
    assert "已经是莲花池村的群" in (await chat.says(乙, "绑定", 莲花池))[0]
    assert "“莲花池村群”现在发不进去" in (await chat.says(乙, "待办"))[0]

    key = _key(chat, 莲花池)
    assert "不像群机器人的地址" in (await chat.says(乙, "群机器人 https://example.com/key=1"))[0]
    assert "等于发言权" in (await chat.says(乙, f"群机器人 {ADDRESS}{key}", 莲花池))[0]
    entered = (await chat.says(乙, f"{ADDRESS}{key}"))[0]
    assert f"结尾 {key[-4:]}" in entered
    assert key not in entered
    assert ["公示这些发到这个群里" in one for one in chat.group_hears(莲花池)] == [True]
    shown = (await chat.says(乙, "群"))[0]
    assert f"听：11月22日有人 @过我　说：群机器人结尾 {key[-4:]}，11月22日发过" in shown
    assert key not in shown
    assert "发不进去" not in (await chat.says(乙, "待办"))[0]

    wrong = f"{ADDRESS}{'0' * 36}"
    for said in (f"绑定 {wrong}", f"{wrong[:-1]}1"):
        entered, back = await chat.says(乙, said)
        assert "正往群里试发一条" in entered
        assert f"地址（结尾 {said[-4:]}）发不出去，还是用原来那个" in back
    assert "别发到群里" in (await chat.says(乙, f"绑定 {wrong}", 莲花池))[0]
    # A slip of the paste silences nobody.
    assert "是不是想说“群”" in (await chat.says(乙, "莲花池村绑了群没有"))[0]
    assert f"群机器人结尾 {key[-4:]}（新记的地址发不出去，还是用这个），11月22日发过" in (await chat.says(乙, "是"))[0]
    assert "发不进去" not in (await chat.says(乙, "待办"))[0]
    assert "往群里试发" in (await chat.says(乙, f"{ADDRESS}{key}"))[0]
    assert len(chat.group_hears(莲花池)) == 1

    chat.stand_in.webhook.removed.add(key)
    entered, broken = await chat.says(乙, f"群机器人 {ADDRESS}{key}")
    assert "正往群里试发一条" in entered
    assert "收不到消息了" in broken
    assert "群机器人可能被人删了" in (await chat.says(乙, "群"))[0]
    assert "0 个能往里发" not in (await chat.says(丙, "群"))[0]
    chat.hears_all()


async def test_a_new_group_takes_the_place_of_the_old_one_when_it_can_speak(chat: Chat) -> None:
    await ChatGroup.filter(chatid=桂花湾).delete()
    assert "用不着换" in (await chat.says(外村党员, "换群 桂花湾村", 桂花湾))[0]
    assert "这个群是莲花池村的群了。听：通了。说：还没有" in (await chat.says(镇干部, "换群 莲花池村", 桂花湾))[0]
    for asked in ("webhook 在哪里找", "机器人怎么加到群里", "群机器人"):
        assert "在群里“添加群机器人”，复制它的地址" in (await chat.says(镇干部, asked))[0], asked
    assert "在群里回" in (await chat.says(镇干部, "chatid 是什么"))[0]
    assert "不像群机器人的地址，没有存" in (await chat.says(镇干部, f"{ADDRESS}abc"))[0]
    assert await ChatGroup.filter(chatid=莲花池, broken_at=None).exists(), "until the new one speaks the old one does"
    assert "这个地址已经是" in (await chat.says(镇干部, f"{ADDRESS}{_key(chat, 莲花池)}"))[0]
    assert "旧的“莲花池村党群连心群”不再用了" in (await chat.says(镇干部, f"{ADDRESS}{_key(chat, 桂花湾)}"))[0]
    assert len(chat.group_hears(桂花湾)) == 1
    assert [one.chatid for one in await ChatGroup.filter(unit__name="莲花池村")] == [桂花湾]


async def test_the_group_of_another_village_changes_hands_with_its_robot_and_that_village_is_told(chat: Chat) -> None:
    assert "已经是桂花湾村" in (await chat.says(外村党员, "绑定 桂花湾村", 桂花湾))[0]
    key = _key(chat, 桂花湾)[-4:]
    said = (await chat.says(镇干部, "换群 莲花池村", 桂花湾))[0]
    assert "原来是“桂花湾村党群连心群（示例）”，那边也会听到。旧的“莲花池村党群连心群”不再用了。" in said
    assert said.endswith(f"说：群里原来的机器人（结尾 {key}）接着用。")
    assert "改绑给莲花池村了。你们的消息往后不发到那里" in chat.hears(外村党员)[0]
    assert "还没有群的：桂花湾村（示例）" in (await chat.says(外村党员, "群"))[0]
    assert [one.chatid for one in await ChatGroup.filter(unit__name="莲花池村")] == [桂花湾]


async def test_who_may_bind_at_once_and_what_is_not_confirmed(chat: Chat) -> None:
    assert "已经绑定给涪城区" in (await chat.says("YeJianping", "绑定", "wrQZQ0020sT"))[0]
    await ChatGroup.filter(chatid=莲花池).delete()
    number = _number((await chat.says(乙, "绑定", 莲花池))[0])
    assert "没有绑定：不是村里的群" in (await chat.says(镇干部, f"不同意 {number} 不是村里的群"))[0]
    assert "没有绑定：不是村里的群" in chat.hears(乙)[0]
    number = _number((await chat.says(乙, "绑定", 莲花池))[0])
    assert "撤回了，没有绑定" in (await chat.says(乙, f"撤回 {number}"))[0]
    assert not await ChatGroup.filter(chatid=莲花池).exists()
    chat.hears_all()


async def test_an_address_that_is_pasted_into_a_group_is_everybody_s_and_said_to_be(chat: Chat) -> None:
    group = chat.group_of("莲花池村")
    pasted = "群机器人 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0b8a3c1e-1111-4a2b-9c3d-abcdefabcdef"
    said = (await chat.says(乙, pasted, to=group))[0]
    assert "等于发言权" in said and "请在群里把那个机器人删了重新添加" in said
    assert "请私聊我发" in (await chat.says(乙, "群机器人", to=group))[0]
    for who in (甲, 乙):
        said = (await chat.says(who, f"大家看，机器人建好了 {pasted.split()[1]} 以后用它发通知", to=group))[0]
        assert "等于发言权" in said and "撤回" in said


async def test_one_of_several_groups_is_chosen_by_its_number(chat: Chat) -> None:
    key = "0b8a3c1e-1111-4a2b-9c3d-abcdefabcdef"
    asked = (await chat.says(镇干部, f"群机器人 {ADDRESS}{key}"))[0]
    names = re.findall(r"\d (.+?)[，。]", asked)
    assert len(names) > 1 and "写上序号或群名再发一次" in asked
    assert names[1] in (await chat.says(镇干部, f"群机器人 2 {ADDRESS}{key}"))[0]
    chat.hears_all()


def test_a_group_is_meant_without_what_marks_an_invented_village() -> None:
    names = ["河清村（示例）党群连心群", "桂花湾村（示例）党群连心群"]
    assert one_meant("河清村党群连心群", names) == 0
    assert one_meant("河清村（示例）党群连心群", names) == 0


async def test_of_several_groups_one_is_replaced_by_its_number(chat: Chat) -> None:
    village = await Unit.get(name="莲花池村")
    await ChatGroup.create(chatid="wrSECOND", name="莲花池村群2", unit_id=village.id, heads=5, webhook_key="second")
    await ChatGroup.filter(chatid=桂花湾).update(chatid="wrELSE")
    asked = (await chat.says(镇干部, "换群 莲花池村", 桂花湾))[0]
    assert "1 莲花池村党群连心群，2 莲花池村群2。换哪个就写上序号或群名，例如：换群 莲花池村 1" in asked
    assert "这个群是莲花池村的群了" in (await chat.says(镇干部, "换群 莲花池村 1", 桂花湾))[0]


async def test_a_number_alone_is_a_group_of_his_own_village(chat: Chat) -> None:
    assert "这个群已经是桂花湾村（示例）的群" in (await chat.says(外村党员, "换群 1", 桂花湾))[0]


async def test_a_group_s_number_in_private_is_no_village(chat: Chat) -> None:
    assert "@我 换群 莲花池村。" in (await chat.says(乙, "换群 wrLHC0001aB"))[0]
