"""Who is who, for anybody in a group and in private: names, posts and the office's phone; a private mobile never."""

import pytest

from models.residents.directory.words import posts_in
from tests.fakes.chat import Chat, 丙, 乙, 外村党员, 甲, 群众, 镇干部

GROUP = "wrLHC0001aB"
NO_PHONE = "办公电话还没有登记。"


async def test_anybody_asks_who_holds_a_post(chat: Chat) -> None:
    for asked in ("谁是书记", "我们村支书是哪个？", "谁是我们村的书记", "名录 书记"):
        assert await chat.says(群众, asked, to=GROUP) == [f"莲花池村：罗正富（村党支部书记）。{NO_PHONE}"]
    assert await chat.says(外村党员, "莲花池村书记是谁") == [f"莲花池村：罗正富（村党支部书记）。{NO_PHONE}"]
    # In a group its own people are meant, whoever asks; by himself one means one's own.
    assert await chat.says(镇干部, "谁是书记", to=GROUP) == [f"莲花池村：罗正富（村党支部书记）。{NO_PHONE}"]
    assert (await chat.says(外村党员, "谁是书记"))[0].startswith("桂花湾村")
    for asked in ("三组组长是谁", "三组的组长是哪个", "哪个是三社社长"):
        assert await chat.says(群众, asked, to=GROUP) == [f"莲花池村：林晓雨（三组组长）。{NO_PHONE}"]
    assert await chat.says(甲, "村委会主任是谁") == [f"莲花池村：欧阳春燕（村委会主任）。{NO_PHONE}"]
    assert await chat.says(甲, "监委会主任叫什么") == [f"莲花池村：邓国才（村务监督委员会主任）。{NO_PHONE}"]
    assert await chat.says(甲, "文书是哪位") == [f"莲花池村：周小川（村委会委员、文书）。{NO_PHONE}"]
    # What nobody holds is not made up, and a term that is over is over.
    committee = "欧阳春燕（村委会主任）；周小川（村委会委员、文书）"
    assert await chat.says(群众, "五组组长是谁", to=GROUP) == [
        f"莲花池村现在没有登记五组组长，先找{committee}。{NO_PHONE}"
    ]
    assert await chat.says(甲, "妇女主任是谁") == [f"莲花池村现在没有登记妇女主任，先找{committee}。{NO_PHONE}"]
    await chat.says("liuqihang", "免职 罗正富 书记")
    await chat.says("liuqihang", "是")
    chat.hears_all()
    assert await chat.says(群众, "书记是谁", to=GROUP) == [f"莲花池村现在没有登记书记，先找{committee}。{NO_PHONE}"]


async def test_the_office_says_where_it_is_and_gives_its_own_phone_only(chat: Chat) -> None:
    hours = "工作日08:30-12:00、14:30-17:30有人。"
    assert await chat.says(群众, "村委会怎么走", to=GROUP) == [f"莲花池村的地址还没有登记，{hours}{NO_PHONE}"]
    await chat.says(乙, "值班设置 地址 三组村小旁边，过了石桥右手")
    assert "个人手机号" in (await chat.says(乙, "值班设置 电话 13800138000"))[0]
    await chat.says(乙, "值班设置 电话 0816-2212345")
    way = f"莲花池村：三组村小旁边，过了石桥右手，{hours}办公电话 0816-2212345。"
    never = "个人手机号不登记，也不告诉别人。"
    for asked in ("村委会怎么走", "村部在哪儿", "去村委会咋个走", "村委会几点上班"):
        assert await chat.says(群众, asked, to=GROUP) == [way]
    for asked in ("办公电话", "村上电话好多", "村委会电话好多，在哪点"):
        assert await chat.says(群众, asked, to=GROUP) == [f"{way}{never}"]
    assert await chat.says(群众, "书记手机号多少", to=GROUP) == [
        f"莲花池村：罗正富（村党支部书记）。办公电话 0816-2212345。{never}"
    ]
    assert "还没有登记" in (await chat.says(丙, "办公电话"))[0]


@pytest.mark.parametrize("text", ["今天谁值班", "今晚值夜的是谁", "路灯是谁修的", "第一名是谁呀", "书记今天去市里开会"])
async def test_other_questions_are_none_of_the_directory(chat: Chat, text: str) -> None:
    assert "罗正富（" not in "".join(await chat.says(群众, text))


@pytest.mark.parametrize("text", ["我要找书记", "谢谢，顺便问下书记叫啥"])
async def test_who_looks_for_somebody_asks_who_that_is(chat: Chat, text: str) -> None:
    assert await chat.says(群众, text) == [f"莲花池村：罗正富（村党支部书记）。{NO_PHONE}"]


@pytest.mark.parametrize("text", ["唐敏电话好多", "在几楼，电话好多"])
async def test_of_somebody_by_name_the_office_s_phone_is_told(chat: Chat, text: str) -> None:
    assert NO_PHONE in (await chat.says(群众, text))[0]


async def test_a_name_is_found_where_it_has_a_public_post_and_nothing_else_is_told(chat: Chat) -> None:
    assert "莲花池村：罗正富（村党支部书记）" in (await chat.says(群众, "名录 罗正富"))[0]
    assert "公开的岗位里没有叫“陈桂兰”的" in (await chat.says(群众, "名录 陈桂兰"))[0]


@pytest.mark.parametrize("said", ["村长是哪个", "村长电话好多"])
def test_a_village_s_head_is_asked_after_by_what_he_is_called(said: str) -> None:
    assert [post.title for post in posts_in(said)] == ["主任"]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("支书是那个", "罗正富（村党支部书记）"),
        ("@示范带管家 村长是哪个", "欧阳春燕（村委会主任）"),
        ("唐敏是干啥子的", "唐敏（组织委员）"),
        ("二组找哪个说话", "没有登记二组组长，先找欧阳春燕"),
        ("镇上哪个管我们村", "刘启航（组织干事）"),
        ("书记和主任是哪个", "罗正富（村党支部书记）。莲花池村：欧阳春燕（村委会主任）"),
        (
            "监督委员会是干啥的，有哪些人",
            "邓国才（村务监督委员会主任）。办公电话还没有登记。各管什么，发“清单 村干部职权”看",
        ),
        ("村里有好多个组，组长都是哪些", "林晓雨（三组组长）"),
        ("三组路灯不亮了哪个管嘛", "林晓雨（三组组长）。办公电话还没有登记。要请人来办，私聊我发“反映 …”"),
    ],
)
async def test_the_group_hears_who_is_who_however_it_is_asked(chat: Chat, asked: str, answer: str) -> None:
    assert answer in (await chat.says(群众, asked, to=GROUP))[0]
