"""Whoever has no account of WeCom: on the roll and counted, told nothing, spoken for by the secretary."""

from models.machine.delivery.tables import OutboxRow
from models.organisation.people.tables import Person
from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, after, 乙, 甲, 镇干部
from tests.organisation.tables import xlsx

OLD = "何世明"


async def enters_him(chat: Chat) -> None:
    shown = (await chat.says(乙, f"加人 {OLD} 党员 三组 没有账号"))[0]
    assert (
        shown.startswith(f"加进名册：{OLD}，莲花池村党支部，正式党员，三组，没有企业微信账号。") and "回“是”" in shown
    )
    entered = (await chat.says(乙, "是"))[0]
    assert f"{OLD}已经在莲花池村党支部的名册上" in entered and "应到有他" in entered and "补录" in entered
    assert "从今天起就能用" not in entered


async def test_without_a_word_of_the_account_it_is_said_what_that_means(chat: Chat) -> None:
    shown = (await chat.says(乙, f"加人 {OLD} 党员"))[0]
    assert "没有企业微信账号" in shown and "改人" in shown
    assert "名册里已有陈桂兰" in (await chat.says(乙, "加人 陈桂兰 党员"))[0]
    assert not await Person.filter(name=OLD).exists()


@after(enters_him)
async def test_he_is_counted_and_nothing_is_sent_to_him(chat: Chat) -> None:
    assert OLD in (await chat.says(乙, f"改人 {OLD} 五组"))[0]
    assert "改好了" in (await chat.says(乙, "是"))[0]
    assert not await OutboxRow.filter(destination__startswith="-").exists()
    shown = (await chat.says(乙, f"改人 {OLD} 账号 heshiming"))[0]
    assert "账号：没有登记 → heshiming" in shown
    await chat.says(乙, "是")
    person = await Person.get(name=OLD)
    assert (person.userid, person.villagers_group) == ("heshiming", "五组")
    assert await OutboxRow.filter(destination="heshiming").count() == 1


@after(enters_him)
async def test_his_secretary_reports_for_him_and_nobody_else_does(chat: Chat) -> None:
    assert f"{OLD}同志没有企业微信账号" in (await chat.says(甲, f"帮{OLD}报一下，他今天扫了2个小时的巷子"))[0]
    assert not await ActivityRecord.filter(member__name=OLD).exists()
    shown = (await chat.says(乙, f"帮{OLD}报一下，他今天扫了2个小时的巷子"))[0]
    assert f"补录 {OLD}" in shown
    done = (await chat.says(乙, "是"))[0]
    assert "补录了" in done and OLD in done and f"{OLD}没有企业微信账号，收不到消息" in done
    row = await ActivityRecord.get(member__name=OLD).select_related("entered_by")
    assert row.entered_by and row.entered_by.userid == 乙
    assert "由罗正富补录" in (await chat.says(甲, "补录"))[0]


@after(enters_him)
async def test_named_as_a_companion_he_is_not_said_to_be_asked(chat: Chat) -> None:
    said = (await chat.says(甲, f"今天上午和{OLD}一起打扫院坝2小时"))[0]
    assert f"{OLD}同志没有企业微信账号" in said and "问一声" not in said


@after(enters_him)
async def test_he_holds_only_posts_that_ask_for_no_account(chat: Chat) -> None:
    assert "要有企业微信账号" in (await chat.says(镇干部, f"任职 莲花池村 {OLD} 书记 到2029年"))[0]
    assert "要有企业微信账号" in (await chat.says(乙, f"加入值班 {OLD}"))[0]
    assert "要有企业微信账号" in (await chat.says(乙, f"代行 {OLD} 到12月20日"))[0]
    assert "村民代表" in (await chat.says(乙, f"任职 {OLD} 村民代表 到2029年"))[0]
    await chat.says(乙, "是")
    assert not await OutboxRow.filter(destination__startswith="-").exists()


async def test_a_table_brings_those_who_have_none(chat: Chat) -> None:
    table = xlsx([["姓名", "账号", "身份", "小组"], [OLD, "", "党员", "三组"], ["何世明", "", "党员", "五组"]])
    shown = (await chat.sends(乙, "表.xlsx", table))[0]
    assert "新增 2" in shown and "没有写账号的 2 位" in shown
    await chat.says(乙, "导入")
    assert await Person.filter(name=OLD).count() == 2
    assert "不变 2" in (await chat.sends(乙, "表.xlsx", table))[0]
    twice = xlsx([["姓名", "账号", "身份"], ["何老三", "", "党员"], ["何老三", "", "党员"]])
    assert "出现了两次" in (await chat.sends(乙, "表.xlsx", twice))[0]
    named = xlsx([["姓名", "账号", "小组"], [OLD, "heshiming", "三组"]])
    assert "修改 1" in (await chat.sends(乙, "表.xlsx", named))[0]
    chat.hears_all()
    assert "哪一位" in (await chat.says(乙, f"改人 {OLD} 一组"))[0]
    assert "五组 → 一组" in (await chat.says(乙, "五组的"))[0]
