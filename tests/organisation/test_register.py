"""加人, 改人: people come onto the books and are put right, each by those who keep them."""

import pytest

from models.ledger.audit.tables import AuditRow
from models.organisation.people.tables import Person
from tests.fakes.chat import Chat, 丙, 乙, 外村党员, 甲, 镇干部

NEW = "加人 张三 党员 农村 3组 账号 zhangsan"


async def test_a_secretary_enters_a_member_of_his_village(chat: Chat) -> None:
    shown = (await chat.says(乙, NEW))[0]
    assert shown.startswith("加进名册：张三，莲花池村党支部，正式党员，农村，三组，账号 zhangsan。")
    assert "回“是”" in shown
    assert not await Person.filter(userid="zhangsan").exists()
    assert "张三已经在莲花池村党支部的名册上" in (await chat.says(乙, "是"))[0]
    person = await Person.get(userid="zhangsan").select_related("unit", "branch")
    assert (person.unit.name, person.standing, person.villagers_group) == ("莲花池村", "full", "三组")
    assert (person.noticed_at, person.publish_name) == (None, False)
    row = await AuditRow.get(action="enter_person")
    assert (row.actor, row.subject_id) == (乙, person.id)
    assert "张三" in (await chat.says(乙, "加分 张三 2 抗旱带头 涪委〔2026〕12号"))[0]
    chat.hears_all()


async def test_nothing_is_written_without_the_yes(chat: Chat) -> None:
    await chat.says(乙, NEW)
    assert await chat.says(乙, "取消") != []
    await chat.says(乙, NEW)
    assert "什么都没改" in (await chat.says(乙, "不"))[0]
    await chat.says(乙, NEW)
    # Who looks something up is asked once more; who goes on to yet another thing has let go of it.
    assert "罗正富" in (looked_up := (await chat.says(乙, "我是谁"))[0])
    assert "刚才在问" in looked_up
    await chat.says(乙, "我的记录")
    await chat.says(乙, "是")
    assert not await Person.filter(userid="zhangsan").exists()


async def test_the_same_yes_twice_enters_once(chat: Chat) -> None:
    await chat.says(乙, NEW)
    first = await chat.says(乙, "是", msgid="8001")
    assert await chat.says(乙, "是", msgid="8001") == first
    assert await Person.filter(name="张三").count() == 1
    chat.hears_all()


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "加人 张三 党员 13812345678 账号 zhangsan", "不记党员的手机号"),
        (乙, "加人 张三 党员 账号 CHENGUILAN", "名册里已经有人在用"),
        (乙, "加人 桂花湾村 张三 党员 账号 zhangsan", "桂花湾村（示例）不在您负责的范围里"),
        (镇干部, "加人 青松岭村 张三 党员 账号 zhangsan", "青松岭村（示例）不在您负责的范围里"),
        (镇干部, "加人 张三 党员 账号 zhangsan", "还要说是哪个村"),
        (甲, NEW, "用的，这次没办"),
        (乙, "改人 李志强 三组", "您负责的范围里没有找到“李志强”"),
        (乙, "改人 陈桂兰 正式党员", "已经是这样"),
        (乙, "改人 陈桂兰 群众", "不再是党员要走程序"),
        (乙, "改人 陈桂兰 账号 LuoZhengfu", "名册里已经有人在用"),
    ],
)
async def test_what_may_not_be_entered_is_said_and_changes_nothing(chat: Chat, who: str, said: str, heard: str) -> None:
    before = await AuditRow.all().count()
    assert heard in (await chat.says(who, said))[0]
    await chat.says(who, "是")
    assert await AuditRow.all().count() == before


async def test_an_office_enters_people_below_it(chat: Chat) -> None:
    shown = (await chat.says(镇干部, "加人 桂花湾村 张三 预备党员 账号 zhangsan"))[0]
    assert "桂花湾村党支部（示例），预备党员" in shown
    await chat.says(镇干部, "是")
    shown = (await chat.says(丙, "加人 王五 铁牛街社区 群众 账号 wangwu"))[0]
    assert "王五，铁牛街社区，群众" in shown
    await chat.says(丙, "是")
    assert await Person.filter(userid__in=["zhangsan", "wangwu"]).count() == 2
    chat.hears_all()


async def test_what_is_wrong_about_somebody_is_put_right_and_he_is_told(chat: Chat) -> None:
    shown = (await chat.says(乙, "改人 陈桂兰 3组 流动"))[0]
    assert "类别：农村 → 流动；村民小组：没有登记 → 三组" in shown
    assert "改好了" in (await chat.says(乙, "是"))[0]
    assert "名册里您的资料改了。类别：农村 → 流动" in chat.hears(甲)[0]


async def test_who_gets_another_account_stays_himself(chat: Chat) -> None:
    number = (await Person.get(userid=甲)).id
    await chat.says(乙, "改人 陈桂兰 账号 chenguilan9 改名 陈桂芳")
    await chat.says(乙, "是")
    person = await Person.get(id=number)
    assert (person.userid, person.userid_key, person.name) == ("chenguilan9", "chenguilan9", "陈桂芳")
    chat.hears_all()


async def test_who_was_here_before_is_the_same_person_again(chat: Chat) -> None:
    number = (await Person.get(userid=甲)).id
    await Person.filter(id=number).update(left_on=chat.now.date(), publish_name=True)
    assert "账号 chenguilan" in (await chat.says(乙, "加人 陈桂兰 党员 账号 chenguilan"))[0]
    await chat.says(乙, "是")
    person = await Person.get(id=number)
    assert (person.left_on, person.publish_name, person.noticed_at) == (None, False, None)
    chat.hears_all()


async def test_a_second_of_one_name_is_shown_as_such(chat: Chat) -> None:
    assert "名册里已有1位陈桂兰，这是另一位" in (await chat.says(乙, "加人 陈桂兰 党员 5组 账号 chen5"))[0]


async def test_a_secretary_who_has_moved_keeps_no_books_here(chat: Chat) -> None:
    await chat.says(乙, "转出 罗正富 桂花湾村")
    await chat.says(乙, "是")
    await chat.says(外村党员, "接收 罗正富")
    chat.hears_all()
    assert "用的，这次没办" in (await chat.says(乙, NEW))[0]


async def test_what_is_said_plainly_is_offered_as_its_line(chat: Chat) -> None:
    assert "类别：农村 → 流动" in (await chat.says(乙, "陈桂兰她去外省带孙子了，改成流动党员"))[0]
    assert "加进名册：孙悦" in (await chat.says(乙, "新来了个大学生村官叫孙悦"))[0]
    assert (
        "加进名册：苏小琴，莲花池村党支部，正式党员，没有企业微信账号"
        in (await chat.says(乙, "我们村新来了个党员叫苏小琴，把她加进来"))[0]
    )
    assert "加进名册：王二麻子" in (await chat.says(乙, "再加一个群众，叫王二麻子，住2栋"))[0]
    assert "姓名：周小川 → 周晓川" in (await chat.says(乙, "周小川的名字写错了，是周晓川"))[0]
    assert "身份：预备党员 → 正式党员" in (await chat.says(乙, "林晓雨转正了，改一下"))[0]
    assert "名册里已有周小川" in (await chat.says(乙, "加人 周小川"))[0]
    assert "段晓东同志在" in (await chat.says("LiaoHongmei", "免职 段晓东 书记"))[0]
    assert "上级批下来了再登记" in (await chat.says("LiaoHongmei", "改人 邹婷 党员"))[0]
    assert "没有找到等您批的假" in (await chat.says(乙, "小周那个假准了"))[0]
    assert "等您批的假" not in (await chat.says(甲, "小周那个假准了"))[0]


async def test_whoever_sees_the_wrong_one_shown_says_so(chat: Chat) -> None:
    for said in ("不是他，搞错了", "搞错了，不是这个人", "弄错了"):
        assert "去世" in (await chat.says(乙, "去世 何光荣"))[0]
        assert "什么都没改" in (await chat.says(乙, said))[0], said
        assert "没有在问的事" in (await chat.says(乙, "是"))[0]


async def test_what_is_changed_may_be_called_by_its_heading(chat: Chat) -> None:
    assert "类别：农村 → 流动" in (await chat.says(乙, "改人 陈桂兰 类别 流动"))[0]


async def test_what_else_is_said_of_him_under_the_preview_stands_in_it(chat: Chat) -> None:
    shown = await chat.says(乙, "加人 肖安民 预备党员")
    assert await chat.says(乙, "没得微信") == shown
    assert "肖安民，莲花池村党支部，预备党员，三组，没有企业微信账号" in (await chat.says(乙, "三组"))[0]
    assert "什么都没改" in (await chat.says(乙, "不"))[0]
