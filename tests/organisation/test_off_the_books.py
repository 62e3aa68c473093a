"""减人, 转出 … 区外: who lives elsewhere, or was entered by mistake, is off the books; it can be taken back."""

import pytest

from models.organisation.exits.words import gone_line
from models.organisation.people.tables import Person, Post
from tests.fakes.chat import Chat, 丙, 乙, 外村党员, 己, 核实人, 甲, 群众, 镇干部
from tests.fakes.databases import NOON


async def test_a_resident_who_has_moved_away_is_off_the_books_and_back_again(chat: Chat) -> None:
    shown = (await chat.says(乙, "马小军搬走了，不在我们村了"))[0]
    assert "从莲花池村的名册上去掉马小军" in shown and "会告诉本人" in shown
    assert "马小军不在莲花池村的名册上了" in (await chat.says(乙, "是"))[0]
    assert "没有搬走、弄错了的话，跟书记说一声" in chat.hears(群众)[0]
    assert "名册上已经没有您了" in (await chat.says(群众, "我是谁"))[0]
    assert "没有找到“马小军”" in (await chat.says(乙, "改人 马小军 三组"))[0]
    assert "人回到名册上" in (await chat.says(乙, "撤销减人 马小军"))[0]
    assert "马小军同志还在名册上" in (await chat.says(乙, "是"))[0]
    assert "马小军" in (await chat.says(群众, "我是谁"))[0]
    chat.hears_all()


async def test_a_member_goes_by_a_transfer_or_by_the_office_which_corrects_the_books(chat: Chat) -> None:
    refused = (await chat.says(乙, "减人 唐敏"))[0]
    assert "唐敏同志是党员" in refused and "“转出 唐敏 区外 成都”" in refused
    assert "由别的书记或镇街来办" in (await chat.says(乙, "减人 罗正富"))[0]
    assert "没有找到" in (await chat.says(外村党员, "减人 马小军"))[0]
    assert "他的岗位和值班到今天为止" in (await chat.says(镇干部, "减人 唐敏"))[0]
    await chat.says(镇干部, "是")
    assert "莲花池村现在空着：支委" in "".join(chat.hears(乙))
    assert any("唐敏离开后的交接" in one for one in await chat.says(乙, "待办"))
    chat.hears_all()


async def test_a_member_entered_by_mistake_goes_as_he_came(chat: Chat) -> None:
    await chat.says(乙, "加人 张三 党员 三组 账号 zhangsan")
    await chat.says(乙, "是")
    chat.hears("zhangsan")
    assert "从莲花池村的名册上去掉张三" in (await chat.says(乙, "减人 张三"))[0]
    await chat.says(乙, "是")
    assert (await Person.get(userid="zhangsan")).left_on is not None
    chat.hears_all()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("把马小军从名册上去掉", "减人 马小军"),
        ("马小军搬走了，不在我们村了", "减人 马小军"),
        ("马小军一家去年搬到绵阳去了", "减人 马小军"),
        ("马小军登错了，不是我们村的", "减人 马小军"),
        ("桌子搬走了", None),
        ("把三组的垃圾桶搬走了", None),
        ("我搬走了", None),
        ("马小军搬走了吗", None),
    ],
)
def test_who_has_gone_is_offered_by_name(said: str, meant: str | None) -> None:
    assert gone_line(said, NOON) == meant


async def test_a_member_moves_out_of_the_district_when_he_and_the_office_have_said_so(chat: Chat) -> None:
    shown = (await chat.says(乙, "转出 唐敏 绵阳市游仙区"))[0]
    assert "转到区外（绵阳市游仙区）" in shown and "对方的回执到了" in shown
    assert chat.hears(核实人) == []
    # Nobody beyond the district is asked by the bot, and it does not say so.
    assert (await chat.says(乙, "是"))[0].startswith("谢谢，报给上级了，也问问唐敏同志本人")
    asked = chat.hears(核实人)[0]
    number = asked[asked.index("ZC") :][:5]
    assert "转到绵阳市游仙区" in asked
    assert f"对方的回执到了，发“同意 {number}”" in chat.hears(镇干部)[0]
    assert "已经在办转往绵阳市游仙区" in (await chat.says(乙, "转出 唐敏 桂花湾村"))[0]
    assert "还差一句原因" in (await chat.says(镇干部, f"同意 {number}"))[0]
    assert "记下了" in (await chat.says(核实人, "同意"))[0]
    assert "唐敏同志同意转到绵阳市游仙区" in chat.hears(乙)[0]
    assert "唐敏同志同意转到绵阳市游仙区" in chat.hears(镇干部)[0]
    assert "身份：党员、支委" in (await chat.says(核实人, "我是谁"))[0]
    assert f"{number} 唐敏" in (await chat.says(镇干部, "待办"))[0]
    assert "从今天起不在名册上" in (await chat.says(镇干部, f"同意 {number}"))[0]
    assert "这些年您做的事都记着" in chat.hears(核实人)[0]
    told = chat.hears(乙)
    assert "唐敏同志的组织关系转到绵阳市游仙区了" in told[0]
    assert any("莲花池村现在空着：支委" in one for one in told)
    assert "唐敏离开后的交接" in "".join(await chat.says(乙, "待办"))
    person = await Person.get(userid=核实人)
    assert person.left_on == chat.now.date()
    assert {post.valid_to for post in await Post.filter(person_id=person.id)} == {person.left_on}
    assert "人回到名册上" in (await chat.says(乙, "撤销减人 唐敏"))[0]
    chat.hears_all()


@pytest.mark.parametrize("who", [甲, 己, 外村党员, 丙])
async def test_nobody_but_the_office_above_confirms_it(chat: Chat, who: str) -> None:
    await chat.says(乙, "转出 何光荣 区外 成都")
    await chat.says(乙, "是")
    assert "转到成都" in chat.hears("heguangrong")[0]
    chat.hears_all()
    await chat.says(who, "同意 ZC001 本人愿意")
    assert (await Person.get(userid="heguangrong")).left_on is None
    chat.hears_all()


async def test_who_would_rather_stay_stays(chat: Chat) -> None:
    await chat.says(乙, "转出 何光荣 外省")
    await chat.says(乙, "是")
    chat.hears_all()
    assert "不转了，您还在莲花池村党支部" in (await chat.says("heguangrong", "不同意"))[0]
    assert "想留在" in chat.hears(乙)[0]
    assert "想留在" in chat.hears(镇干部)[0]
