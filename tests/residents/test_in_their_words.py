"""What residents say after an answer, and what a secretary says of what they have reported, without a command."""

import pytest

from models.residents.emergencies.rules import urgent
from models.residents.needs.words import asks_in_whose_hands, goes_on, handed, told
from tests.fakes.chat import Chat, 丁, 乙, 己, 戊, 群众

YES = "对的话回“是”"
GROUP = "wrLHC0001aB"


async def test_a_case_keeps_the_word_it_was_opened_by(chat: Chat) -> None:
    assert "低保申请\n由欧阳春燕办" in (await chat.says(群众, "办事 低保申请"))[0]
    assert "要办：低保申请" in chat.hears("ouyangchunyan")[0]


async def test_the_group_is_answered_on_a_card_and_on_accounts_and_of_a_number_nothing_is_said(chat: Chat) -> None:
    await chat.says(己, "登记公开 财务 3季度 收入3.2万元，支出2.8万元，结余0.4万元")
    chat.hears_all()
    await chat.says(戊, "通过 E0010")
    chat.hears_all()
    assert "低保申请" in (await chat.says(群众, "低保要带啥子", to=GROUP))[0]
    for asked in ("那好久能办", "找哪个"):
        assert "20 个工作日" in (await chat.says(群众, asked, to=GROUP))[0], asked
    assert "收入3.2万元" in (await chat.says(群众, "三季度的账公开没得", to=GROUP))[0]
    assert "邓国才看过同意" in (await chat.says(群众, "哪个批的这个账", to=GROUP))[0]
    await chat.says(群众, "反映 三组堰塘边的护栏松了")
    chat.hears_all()
    [answer] = await chat.says(群众, "V0011办得咋样了", to=GROUP)
    assert "请私聊我发" in answer and "护栏" not in answer
    assert "V0011 三组堰塘边的护栏松了：正在办" in (await chat.says(群众, "V0011办得咋样了"))[0]
    assert "再请罗正富、林晓雨看看：V0011" in (await chat.says(群众, "催一下嘛"))[0]
    chat.hears_all()


async def test_of_two_needs_the_one_that_is_asked_after_is_shown_and_let_go(chat: Chat) -> None:
    await chat.says(群众, "反映 三组堰塘边的护栏松了")
    await chat.says(群众, "办事 老年证")
    chat.hears_all()
    assert (await chat.says(群众, "三组护栏弄了没得"))[0].startswith("V0010 三组堰塘边的护栏松了：正在办")
    assert "撤回 V0011" in (await chat.says(群众, "那个老年证不办了"))[0]


async def test_a_dog_that_bites_is_the_village_s_and_who_was_bitten_is_told_whom_to_call(chat: Chat) -> None:
    said = "二组堰塘边上有条狗咬人，吓死人了"
    assert f"“反映 {said}”" in (await chat.says(群众, said))[0]
    [called] = await chat.says(群众, "狗咬到人了，流了好多血")
    assert called.startswith("马上打 120") and "前面加“反映”两个字再发一次" in called


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
    for asked in ("低保要啥子", "那要好久", "要钱不", "收不收钱", "要照片不", "办得快不快"):
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
        ("我是哪个", "马小军"),
        ("我要找个说理的地方", "反映 三组沟渠堵了"),
        ("医保断了一年，还能不能补", "医保缴费"),
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
