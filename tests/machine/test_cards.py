"""A private message with buttons: one row, one card, and a plain text wherever a card cannot be."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.sending.addressing import pieces
from bot.wecom.cards import TEXT_CHARACTERS, fits
from config.database import transact
from models.machine.delivery.actions import resend
from models.machine.delivery.rules import Button, Enclosure, Groups, Message
from tests.fakes.books import cause_of
from tests.fakes.chat import Chat, 己, 核实人
from tests.fakes.databases import ENGINES
from tests.fakes.rosters import board, publish
from tests.machine.post_office import PostOffice, milliseconds, open_post_office, 乙, 甲

AGREE, DISAGREE = Button("同意 H001", "同意 H001"), Button("不同意 H001", "不同意 H001")
TEXT = "唐敏想和您商量值班（H001）：\n12月3日上午由您值。方便就回“同意 H001”，不方便回“不同意 H001”。"
ASKED = Message(TEXT, to=甲, buttons=(AGREE, DISAGREE))


@pytest.fixture(params=ENGINES)
async def office(request: pytest.FixtureRequest) -> AsyncIterator[PostOffice]:
    async with open_post_office(request.param, patience=1) as opened:
        yield opened


@pytest.fixture
async def desk() -> AsyncIterator[PostOffice]:
    """Give the way out on SQLite, with a client that soon gives up."""
    async with open_post_office("sqlite", patience=0.3) as opened:
        yield opened


def arrived(office: PostOffice) -> list[tuple[str, str]]:
    """Return (type, words) of everything 甲 was told."""
    return [(m.msgtype, m.content) for m in office.stand_in.messages.select(f"app:{甲}")]


async def test_a_message_with_buttons_is_one_row_and_one_card(office: PostOffice) -> None:
    await office.posts(ASKED)
    await office.outbox.deliver()
    row = await office.only()
    assert (row.state, row.payload) == ("sent", TEXT)
    (_, body), *others = office.applied("message/send")
    assert (others, body["msgtype"], body["touser"]) == ([], "template_card", 甲)
    title, _, rest = TEXT.partition("\n")
    assert body["template_card"] == {
        "card_type": "button_interaction",
        "main_title": {"title": title},
        "sub_title_text": rest,
        "task_id": f"outbox-{row.id}",
        "button_list": [
            {"text": "同意 H001", "style": 1, "key": "同意 H001"},
            {"text": "不同意 H001", "style": 2, "key": "不同意 H001"},
        ],
    }


@pytest.mark.parametrize("text", ["请回“同意 H001”。", "长" * 37 + "\n请回“同意 H001”。", "\n请回“同意 H001”。"])
async def test_a_text_without_a_title_stands_whole_below_one(desk: PostOffice, text: str) -> None:
    await desk.posts(Message(text, to=甲, buttons=(AGREE,)))
    await desk.outbox.deliver()
    card = desk.applied("message/send")[0][1]["template_card"]
    assert (card["main_title"], card["sub_title_text"]) == ({"title": "请您答复"}, text)


async def test_a_card_of_unknown_fate_is_repeated_and_arrives_once(office: PostOffice) -> None:
    office.stand_in.faults.script("message/send", ["timeout_after_apply"])
    await office.posts(ASKED)
    await office.runs(20, step=5)
    assert (await office.fates(), arrived(office)) == ({"sent": 1}, [("template_card", TEXT)])
    assert office.calls("message/send") > 1


@pytest.mark.parametrize("code", ["42031", "42038", "42039", "42030", "42014", "43012", "40058", "40008"])
async def test_a_card_that_is_not_taken_goes_as_the_text(desk: PostOffice, code: str) -> None:
    desk.stand_in.faults.script("message/send", [code])
    await desk.posts(ASKED)
    await desk.outbox.deliver()
    assert (await desk.fates(), arrived(desk)) == ({"sent": 1}, [("text", TEXT)])


async def test_whoever_gets_a_text_instead_of_a_card_answers_with_a_word(chat: Chat) -> None:
    await publish("12-03 am 唐敏", "12-08 am 周小川")
    chat.stand_in.faults.script("message/send", ["42045"])
    await chat.says(核实人, "换班 12月3日 周小川")
    (asked,) = chat.hears(己)
    assert "方便就回“同意 H001”" in asked
    assert (await chat.says(己, "同意"))[0].startswith("换好了（H001）")
    assert "换好了（H001）" in chat.hears(核实人)[0]
    assert await board() == ["12-03 am 周小川", "12-08 am 唐敏"]
    chat.hears_all()


async def test_without_a_callback_address_every_card_goes_as_the_text(office: PostOffice) -> None:
    office.stand_in.sending.callback_set = False
    await office.posts(ASKED)
    office.stand_in.faults.script("message/send", ["ok", "timeout_after_apply"])
    await office.runs(20, step=5)
    assert (await office.fates(), arrived(office)) == ({"sent": 1}, [("text", TEXT)])


@pytest.mark.parametrize(("word", "state"), [("81013", "dead"), ("60020", "retry_at"), ("-1", "retry_at")])
async def test_what_is_no_fault_of_the_card_is_not_tried_as_a_text(desk: PostOffice, word: str, state: str) -> None:
    desk.stand_in.faults.script("message/send", [word])
    await desk.posts(ASKED)
    await desk.outbox.deliver()
    assert ((await desk.only()).state, desk.calls("message/send"), arrived(desk)) == (state, 1, [])


async def test_a_card_that_a_person_sends_again_comes_as_a_text_when_its_number_was_used(office: PostOffice) -> None:
    number = await office.posts(ASKED)
    office.stand_in.faults.script("message/send", ["reset_after_apply*9"])
    await office.runs(5 * 3600, step=1800)
    assert (await office.only()).state == "unconfirmed"
    office.stand_in.faults.clear()
    assert await transact(lambda: resend(number, milliseconds(office), cause_of(乙))) == 1
    await office.passes(60)
    assert (await office.only()).state == "sent"
    assert arrived(office) == [("template_card", TEXT), ("text", TEXT)]


async def test_a_text_too_long_for_a_card_and_a_house_without_cards_lose_nothing(desk: PostOffice) -> None:
    long = "请假\n" + "原" * (TEXT_CHARACTERS + 1)
    await desk.posts(Message(long, to=甲, buttons=(AGREE,)))
    await desk.outbox.deliver()
    delivery = desk.policy.delivery.model_copy(update={"cards": False})
    desk.outbox = desk.another(desk.policy.model_copy(update={"delivery": delivery}))
    await desk.posts(ASKED, cause="without")
    await desk.outbox.deliver()
    assert arrived(desk) == [("text", long), ("text", TEXT)]


@pytest.mark.parametrize(
    ("pieces", "fit"),
    [
        (("一",), True),
        (("字" * 160,), True),
        (("字" * 161,), False),
        (("字" * 36 + "\n" + "字" * 160,), True),
        (("字" * 37 + "\n" + "字" * 160,), False),
        (("一", "二"), False),
        ((), False),
    ],
)
def test_a_card_holds_a_title_and_160_characters(pieces: tuple[str, ...], fit: bool) -> None:
    assert fits(*pieces) is fit


FILE = Enclosure("file", "a.ics", b"BEGIN:")
ONE = (AGREE,)


@pytest.mark.parametrize(
    "given",
    [
        {"text": TEXT, "buttons": ONE},
        {"text": TEXT, "to": Groups(1), "buttons": ONE},
        {"text": " ", "to": 甲, "enclosure": FILE, "buttons": ONE},
        {"text": TEXT, "to": 甲, "buttons": (AGREE, Button("好", AGREE.command))},
        {"text": TEXT, "to": 甲, "buttons": tuple(Button(f"{n}", f"{n}") for n in range(7))},
    ],
)
def test_buttons_stand_in_private_below_a_text_at_most_six_of_them(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="buttons"):
        pieces(Message(**given))
    assert len(pieces(Message(TEXT, to=甲, buttons=tuple(Button(f"{n}", f"{n}") for n in range(6))))) == 1


@pytest.mark.parametrize(
    ("label", "command"),
    [("", "同意"), (" ", "同意"), ("字" * 11, "同意"), ("同意", ""), ("同意", "\n"), ("同意", "字" * 342)],
)
def test_a_button_that_wecom_would_refuse_or_cut_is_refused_at_once(label: str, command: str) -> None:
    with pytest.raises(ValueError, match="of"):
        pieces(Message(TEXT, to=甲, buttons=(Button(label, command),)))
    assert pieces(Message(TEXT, to=甲, buttons=(Button("字" * 10, "字" * 341),)))[0].buttons


async def test_a_stale_card_is_not_sent(desk: PostOffice) -> None:
    ends = desk.clock.now() + timedelta(minutes=1)
    await desk.posts(Message(TEXT, to=甲, until=ends, buttons=ONE))
    await desk.passes(120)
    assert (await desk.fates(), arrived(desk)) == ({"expired": 1}, [])


def test_a_text_too_long_for_one_message_goes_on_under_its_first_line() -> None:
    # WeCom does not show again what somebody was sent in the hours before: of two answers no part may be the same.
    lines = "\n".join(f"{day}日 上午唐敏 下午周小川" for day in range(1, 90))
    first, *more = (piece.text for piece in pieces(Message(f"（回复您 12-07 10:15 发的消息）\n{lines}", to=甲)))
    later = [piece.text for piece in pieces(Message(f"（回复您 12-07 11:08 发的消息）\n{lines}", to=甲))]
    assert more and all(one.startswith("（回复您 12-07 10:15 发的消息）（续）\n") for one in more)
    assert "\n".join([first, *(one.partition("\n")[2] for one in more)]) == f"（回复您 12-07 10:15 发的消息）\n{lines}"
    assert not {first, *more} & set(later)
    assert all(len(one.encode()) <= 2048 for one in (first, *more))
