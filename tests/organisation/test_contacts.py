"""The list of contacts: by event where it comes, else looked at; who is gone has no rights, and leaves a list."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.app import CONTACTS_EVERY
from bot.sandbox.packets import Act
from config.database import Database, transact
from models.ledger.audit.tables import AuditRow
from models.machine.schedule.actions import takes_turn
from models.organisation.contacts.rules import OnBooks, compare
from models.organisation.people.tables import Person
from tests.fakes.chat import Chat, 丙, 乙, 核实人, 甲, 镇干部
from tests.fakes.databases import NOON

GONE = "名册上已经没有您了，这条没办。弄错了的话，跟书记说一声。"


async def look(chat: Chat) -> None:
    """Let the bot look at the list as it does every ten minutes, and send what it says."""
    await chat.sandbox.bot._bot.look()  # type: ignore[attr-defined]
    await chat.sandbox.bot.settle()


async def is_told(chat: Chat, change: str, **more: str) -> None:
    """Let the platform tell of a change of the list."""
    fields = {"MsgType": "event", "Event": "change_contact", "ChangeType": change, **more}
    packet = chat.sandbox.callbacks.pack(Act("app", "app:sys", "sys", change, fields, "change_contact"))
    assert (await chat.sandbox.callbacks.deliver(packet)).status == 200
    await chat.sandbox.bot.settle()


async def test_who_is_on_the_list_no_more_has_left_and_leaves_a_list(chat: Chat) -> None:
    await chat.says(甲, "建议 修一条水渠")
    chat.hears_all()
    await look(chat)
    assert await Person.filter(in_contacts=False).count() == 0
    chat.stand_in.contacts.leave(核实人)
    await look(chat)
    assert await chat.says(核实人, "待核实") == [GONE]
    assert "莲花池村现在空着：支委" in chat.hears(乙)[0]
    waits = (await chat.says(乙, "待办"))[0]
    assert "唐敏离开后的交接：莲花池村现在空着：支委" in waits
    number = waits[waits.index("K") :][:4]
    chat.hears_all()
    await chat.moves_to("2026-11-23T09:30:00+08:00")
    told = "".join(chat.hears(乙))
    assert f"唐敏离开后的交接还没有办完，看清单发“待办”，都办好了发“办结 {number}”。" in told
    # Another matter that is open is no handover.
    assert told.count("还没有办完") == 1
    assert await chat.says(乙, f"办结 {number}") == [f"好的，{number} 交接完了，辛苦您。"]
    assert "唐敏" not in (await chat.says(乙, "待办"))[0]
    await look(chat)
    chat.hears_all()


async def test_who_was_never_on_it_does_not_leave_by_it(chat: Chat) -> None:
    await chat.says(乙, "加人 张三 党员 账号 zhangsan")
    await chat.says(乙, "是")
    await look(chat)
    await look(chat)
    assert (await Person.get(userid="zhangsan")).left_on is None
    chat.hears_all()


async def test_an_answer_with_many_missing_removes_nobody_and_is_asked_about(chat: Chat) -> None:
    await look(chat)
    for userid in [one.userid for one in await Person.filter(unit__name="莲花池村")]:
        chat.stand_in.contacts.leave(userid)
    await look(chat)
    assert await Person.exclude(left_on=None).count() == 0
    told = chat.hears(丙)
    assert "通讯录里这次少了 12 人" in told[0]
    await chat.waits(timedelta(hours=5))
    await look(chat)
    assert chat.hears(丙) == []
    assert "按离开办" in (await chat.says(丙, "确认离开"))[0]
    await chat.says(丙, "取消")
    assert await chat.says(甲, "我是谁") != [GONE]
    await chat.says(丙, "确认离开")
    assert "按离开办了" in (await chat.says(丙, "是"))[0]
    assert await chat.says(甲, "我是谁") == [GONE]
    # Nobody of the village is left to see to it: the office above does.
    assert "离开后的交接" in (await chat.says(镇干部, "待办"))[0]
    assert "没有要确认的" in (await chat.says(丙, "确认离开"))[0]
    chat.hears_all()


@pytest.mark.parametrize("by_event", [True, False])
async def test_another_account_is_the_same_person(chat: Chat, by_event: bool) -> None:
    await look(chat)
    number = (await Person.get(userid=甲)).id
    chat.stand_in.contacts.rename(甲, "Chen.GuiLan88")
    if by_event:
        await is_told(chat, "update_user", UserID=甲.upper(), NewUserID="Chen.GuiLan88")
    await look(chat)
    person = await Person.get(id=number)
    assert (person.userid, person.userid_key, person.left_on) == ("Chen.GuiLan88", "chen.guilan88", None)
    assert "陈桂兰在企业微信换了账号" in chat.hears(乙)[0]
    assert await AuditRow.filter(action="change_person", subject_id=number).count() == 1
    chat.hears_all()


async def test_a_list_that_does_not_come_changes_nothing(chat: Chat) -> None:
    await look(chat)
    chat.sandbox.stand_in.faults.script("user/simplelist", ["ok", "500"])
    await look(chat)
    chat.sandbox.stand_in.faults.script("department/simplelist", ["60011"])
    await look(chat)
    assert await Person.exclude(left_on=None).count() == 0
    await is_told(chat, "update_user", UserID="nobody", NewUserID="somebody")
    await is_told(chat, "update_user", UserID=甲, NewUserID=乙)
    assert (await Person.get(userid=甲)).name == "陈桂兰"


async def test_of_all_workers_one_looks_every_ten_minutes(database: Database) -> None:
    async def looking(at: datetime, workers: int = 1) -> list[bool]:
        turns = (transact(lambda: takes_turn("contacts", CONTACTS_EVERY, at)) for _ in range(workers))
        return await asyncio.gather(*turns)

    later = NOON + CONTACTS_EVERY
    assert sum(await looking(NOON, workers=4)) == 1
    assert await looking(later - timedelta(seconds=1)) == [False]
    assert sum(await looking(later, workers=4)) == 1
    # A clock that was a day ahead is put right.
    assert await looking(NOON - timedelta(days=1)) == [True]


def test_one_may_always_be_missing_and_letters_do_not_matter() -> None:
    people = [OnBooks(number, f"U{number}", f"人{number}", True) for number in range(10)]
    accounts = {one.userid.lower(): one.name for one in people}
    assert compare(people, accounts).missing == ()
    del accounts["u3"]
    one_less = compare(people, accounts)
    assert ([one.id for one in one_less.missing], one_less.too_many) == ([3], False)
    del accounts["u4"]
    assert compare(people, accounts).too_many
    # Two new ones of one name, or somebody known of that name, are nobody's new account.
    assert compare(people, accounts | {"a": "人3", "b": "人3"}).renamed == {}
    assert compare(people, accounts | {"a": "人3"}).renamed == {"U3": "a"}


async def test_more_than_one_yes_should_stop_are_chosen_village_by_village_and_never_the_asker(chat: Chat) -> None:
    await look(chat)
    for one in await Person.filter(unit__name__in=["莲花池村", "桂花湾村（示例）", "青松岭村（示例）"]):
        chat.stand_in.contacts.leave(one.userid)
    chat.stand_in.contacts.leave(丙)
    await look(chat)
    chat.hears_all()
    said = (await chat.says(丙, "确认离开"))[0]
    assert "太多了，一个也没停" in said and "莲花池村 12 人" in said and "区委" not in said
    assert "通讯录里没了" in (await chat.says(丙, "待办"))[0]
    assert "通讯录里没了" not in (await chat.says(镇干部, "待办"))[0]
    shown = (await chat.says(丙, "确认离开 莲花池村"))[0]
    assert "唐敏（莲花池村）" in shown and "桂花湾村" not in shown
    await chat.says(丙, "取消")
    assert "罗正富（莲花池村）。按离开办" in (await chat.says(丙, "确认离开 罗正富"))[0]
    await chat.says(丙, "是")
    assert await Person.exclude(left_on=None).count() == 1
    # Village by village is a mass as well: of more than twenty in a day another officer says the rest.
    for village in ("莲花池村", "桂花湾村"):
        await chat.says(丙, f"确认离开 {village}")
        await chat.says(丙, "是")
    assert await Person.exclude(left_on=None).count() == 17
    said = (await chat.says(丙, "确认离开 青松岭村"))[0]
    assert "今天您已经按离开办了 17 人" in said and "另一位同志" in said
    chat.hears_all()
    assert "按离开办：" in (await chat.says("cheng.li", "确认离开 青松岭村"))[0]
    await chat.moves_to("2026-11-23T09:30:00+08:00")
    assert "按离开办：" in (await chat.says(丙, "确认离开 青松岭村"))[0]
    chat.hears_all()
    chat.hears_all()
