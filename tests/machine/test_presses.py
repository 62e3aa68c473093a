"""A press is the same as typing the command, for whoever presses, however often it is delivered."""

from datetime import datetime

import pytest

from bot.clock import SHANGHAI
from bot.sandbox.acting import Acting
from bot.sandbox.messages import Message
from bot.sandbox.packets import Packet
from bot.wecom import application
from models.duty.swaps.tables import DutySwap
from models.machine.delivery.tables import OutboxRow
from models.machine.inbox.tables import InboxRow
from tests.fakes.chat import Chat, both_engines, 丙, 乙, 己, 戊, 核实人, 甲
from tests.fakes.rosters import board, publish


def newest(chat: Chat, who: str) -> Message:
    """Return the newest card in somebody's private chat."""
    return next(m for m in reversed(chat.stand_in.messages.select(f"app:{who}")) if "card" in m.extra)


def pressed_by(chat: Chat, who: str, card: Message, key: str) -> Packet:
    """Return the callback of a press, whoever's card it is and whatever stands on it."""
    callbacks = chat.sandbox.callbacks
    acting = Acting(chat.stand_in, callbacks.api_url)
    return callbacks.pack(acting.press(acting.person(who), card, key, callbacks.packer.new_msgid()))


async def arrives(chat: Chat, packet: Packet) -> tuple[list[str], list[str]]:
    """Deliver a callback; return (what the card shows after it, what the person is told)."""
    delivery = await chat.sandbox.callbacks.deliver(packet)
    assert (delivery.status, delivery.problem) == (200, "")
    await chat.sandbox.bot.settle()
    return [reply.content for reply in delivery.replies], chat.hears(packet.userid)


async def asked_to_swap(chat: Chat) -> Message:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    await chat.says(核实人, "换班 12月3日 周小川")
    chat.hears_all()
    return newest(chat, 己)


def live(card: Message) -> list[str]:
    """Return what stands on a card's buttons: the labels, or the one grey word."""
    shown = card.extra["card"]
    return [shown["replace_text"]] if "replace_text" in shown else [b["text"] for b in shown["button_list"]]


async def test_a_swap_is_agreed_by_one_press(chat: Chat) -> None:
    card = await asked_to_swap(chat)
    assert live(card) == ["同意 H001", "不同意 H001"]
    assert (await chat.presses(己, "同意 H001"))[0].startswith("换好了（H001）：12月3日（周四）上午由您值")
    assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]
    assert (live(card), len(chat.hears(核实人)), len(chat.hears(乙))) == (["已按：同意"], 1, 1)


async def test_a_swap_is_declined_by_one_press(chat: Chat) -> None:
    card = await asked_to_swap(chat)
    before = await board()
    assert await chat.presses(己, "不同意 H001") == ["好的，这就告诉唐敏，班没动。"]
    assert (live(card), await board()) == (["已按：不同意"], before)
    assert "这次不方便" in chat.hears(核实人)[0]


@both_engines
async def test_a_leave_is_granted_by_one_press(chat: Chat) -> None:
    await publish("12-03 am 唐敏")
    await chat.says(核实人, "请假 12月3日 带娃看病")
    assert chat.hears(乙)[0].startswith("唐敏请假 J001：12月3日（周四）\n原因：带娃看病\n这几天的班：")
    assert live(newest(chat, 乙)) == ["准假 J001"]
    assert (await chat.presses(乙, "准假 J001"))[0].startswith("J001 已准，会私下告诉唐敏。\n唐敏请假，空出 1 个班：")
    assert await board() == ["12-03 am 空"]
    assert chat.hears(核实人)[0].startswith("J001 准了")


async def test_presence_is_confirmed_by_one_press(chat: Chat) -> None:
    await chat.says(乙, "值班设置 到岗提醒 开")
    await publish("11-24 am 周小川")
    await chat.moves_to(datetime(2026, 11, 24, 9, 34, tzinfo=SHANGHAI))
    assert "没事就回“电话确认在岗 周小川”。" in chat.hears(乙)[-1]
    assert live(newest(chat, 乙)) == ["电话确认在岗"]
    assert await chat.presses(乙, "电话确认在岗") == ["好的，周小川在岗（11月24日（周二）上午），电话已确认。"]
    assert live(newest(chat, 乙)) == ["已按：电话确认在岗"[:10]]
    chat.hears_all()


async def test_only_requests_that_wait_have_buttons_and_no_group_has(chat: Chat) -> None:
    await asked_to_swap(chat)
    await chat.says(己, "同意 H001")
    chat.hears_all()
    with_buttons = await OutboxRow.exclude(buttons=None)
    assert [(row.channel, row.destination) for row in with_buttons] == [("app", 己)]
    assert await OutboxRow.filter(channel="app", buttons=None).count() > 1


@pytest.mark.parametrize("who", [甲, 乙, 丙, 戊, 核实人, "MaXiaojun7"])
async def test_a_press_by_somebody_else_does_what_his_own_words_would(chat: Chat, who: str) -> None:
    card = await asked_to_swap(chat)
    before = await board()
    typed = await chat.says(who, "同意 H001")
    _, told = await arrives(chat, pressed_by(chat, who, card, "同意 H001"))
    # Whoever writes for the first time is told about his data as well, once.
    assert told[0] == typed[0].partition("\n\n")[0]
    assert (await board(), chat.hears(核实人), chat.hears(己)) == (before, [], [])


async def test_a_press_delivered_again_changes_nothing_and_shows_the_same(chat: Chat) -> None:
    card = await asked_to_swap(chat)
    packet = pressed_by(chat, 己, card, "同意 H001")
    first, told = await arrives(chat, packet)
    assert (first, len(told)) == (["已按：同意"], 1)
    chat.hears_all()
    card.extra = {**card.extra, "card": {**card.extra["card"], "replace_text": "?"}}
    assert await arrives(chat, packet) == (first, [])
    assert live(card) == first
    assert (await board(), chat.unheard()) == (["12-03 am 周小川", "12-08 am 唐敏"], [])


async def test_a_second_press_gets_the_answer_of_a_second_command(chat: Chat) -> None:
    card = await asked_to_swap(chat)
    await chat.presses(己, "同意 H001")
    chat.hears_all()
    again = await chat.press(己, card.seq, "不同意 H001")
    assert "H001 已经办过，现在是“已换好”，不能再改" in again[0]
    assert (await board(), chat.unheard()) == (["12-03 am 周小川", "12-08 am 唐敏"], [])


@pytest.mark.parametrize("key", ["take", "repair-0012", "qpxz 7"])
async def test_a_key_that_no_command_knows_is_answered_kindly(chat: Chat, key: str) -> None:
    card = await asked_to_swap(chat)
    shown, told = await arrives(chat, pressed_by(chat, 己, card, key))
    assert shown == [f"已按：{key.split()[0]}"[:10]]
    assert told[0].startswith("这句我没看懂，什么都没记，")


async def test_a_press_beside_an_open_question_is_no_answer_to_it(chat: Chat) -> None:
    await asked_to_swap(chat)
    question = (await chat.says(己, "请假"))[0]
    told = await chat.presses(己, "同意 H001")
    assert told[0].startswith("换好了（H001）")
    assert question in told[0]
    chat.hears_all()


async def test_a_press_that_waited_is_answered_in_words_and_its_repetition_changes_the_card(chat: Chat) -> None:
    card = await asked_to_swap(chat)
    packet = pressed_by(chat, 己, card, "同意 H001")
    update = application.read_update(packet.inside, chat.stand_in.world.doors.corp_id)
    await InboxRow.create(
        message_key=update.key, conversation=update.conversation, received=0, payload=update.to_json(), state="pending"
    )
    await chat.sandbox.bot.settle()
    assert (chat.hears(己)[0][:10], live(card)) == ("换好了（H001）：", ["同意 H001", "不同意 H001"])
    assert await arrives(chat, packet) == (["已按：同意"], [])
    assert live(card) == ["已按：同意"]
    chat.hears_all()


async def test_a_press_that_failed_leaves_the_button_alive(chat: Chat) -> None:
    card = await asked_to_swap(chat)
    await DutySwap.all().update(kind="unheard-of")
    shown, told = await arrives(chat, pressed_by(chat, 己, card, "同意 H001"))
    assert (shown, live(card)) == ([], ["同意 H001", "不同意 H001"])
    assert "没办成，是我这边" in told[0]
    row = await InboxRow.get(state="quarantined")
    assert (row.reply, row.replied_by) == ("", "card")
    chat.hears_all()
