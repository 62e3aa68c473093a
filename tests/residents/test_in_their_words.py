"""What residents say after an answer, and what a secretary says of what they have reported, without a command."""

import pytest

from models.residents.emergencies.rules import urgent
from models.residents.needs.words import asks_in_whose_hands, goes_on, handed, told
from tests.fakes.chat import Chat, 丁, 乙, 己, 群众

YES = "对的话回“是”"


async def test_a_need_is_opened_added_to_handed_on_and_rated_in_plain_words(chat: Chat) -> None:
    opened = (await chat.says(群众, "我要反映个事，二组的路灯坏了三盏"))[0]
    assert opened.startswith("谢谢，记下了（V0010）：二组的路灯坏了三盏\n由欧阳春燕办")
    chat.hears_all()
    assert (await chat.says(群众, "又熄了一盏"))[0] == "补在 V0010 里了，也告诉欧阳春燕了。"
    assert "反映的人又说“又熄了一盏”" in chat.hears("ouyangchunyan")[0]
    assert "V0010 二组的路灯坏了三盏（正在办）" in (await chat.says(乙, "马小军反映的那个完了没"))[0]
    shown = (await chat.says(乙, "路灯那个给周小川办"))[0]
    assert f"把 V0010 二组的路灯坏了三盏 转给周小川办。\n{YES}" in shown
    assert "转给周小川了" in (await chat.says(乙, "是"))[0]
    chat.hears_all()
    whose = (await chat.says(乙, "路灯那个哪个在办"))[0]
    assert "周小川在办" in whose
    assert "马小军又说：又熄了一盏" in whose
    assert "“办结 V0010 路灯换好了”" in (await chat.says(己, "路灯换好了"))[0]
    await chat.says(己, "是")
    chat.hears_all()
    assert "“不满意 V0010 还有一盏没亮”" in (await chat.says(群众, "还有一盏没亮"))[0]
    await chat.says(群众, "是")
    chat.hears_all()


async def test_what_is_asked_more_of_a_service_and_that_it_be_done(chat: Chat) -> None:
    for asked in ("低保要啥子", "那要好久", "要钱不"):
        assert "20 个工作日；费用：不收费" in (await chat.says(群众, asked))[0], asked
    assert f"请村里帮您办：低保申请。\n{YES}" in (await chat.says(群众, "帮我办嘛"))[0]
    assert "V0010" in (await chat.says(群众, "是"))[0]
    chat.hears_all()


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("书记电话给我一个", "个人手机号不登记，也不告诉别人"),
        ("他电话好多", "个人手机号不登记，也不告诉别人"),
        ("咋个联系他", "个人手机号不登记，也不告诉别人"),
        ("哪个管三组", "林晓雨（三组组长）"),
        ("哪个管账", "周小川（村委会委员、文书）"),
        ("哪个管低保", "欧阳春燕（村委会主任）"),
        ("村委会在哪里，好久开门", "莲花池村"),
        ("钱花到哪去了", "财务："),
        ("去年的账看得到不", "财务："),
        ("我们组的水管漏了", "“反映 我们组的水管漏了”"),
        ("明天晚上有会没得", "眼下没有通知要开的会"),
        ("我想反映哈，一组的电线杆歪了", "“反映 一组的电线杆歪了”"),
        ("三组门口那个沟沟又堵了，水都漫到路上了，哪个管哦", "“反映 三组门口那个沟沟又堵了"),
    ],
)
async def test_residents_are_answered(chat: Chat, asked: str, answer: str) -> None:
    assert answer in (await chat.says(群众, asked))[0]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("我建议把广场修一哈", "把广场修一哈"),
        ("我想提个建议，把村口的牌子换了", "把村口的牌子换了"),
        ("我觉得村上该建个公厕", "村上该建个公厕"),
    ],
)
async def test_what_somebody_wishes_is_a_suggestion_to_the_branch(chat: Chat, said: str, title: str) -> None:
    assert f"您是说“建议 {title}”。" in (await chat.says(丁, said))[0]


def test_what_else_sounds_like_it_is_not_taken() -> None:
    assert told("三组沟渠堵了") == "三组沟渠堵了"
    assert handed("路灯换好了") is None
    assert asks_in_whose_hands("哪个在办") is None
    assert not goes_on("又去扫了街")
    assert urgent("水漫到屋头了") is not None
    assert urgent("山洪来了，沟也堵了") is not None
