"""What people who have never seen a manual say of their village's affairs, played by their posts."""

import pytest

from tests.democracy.village import NUMBER, proposed
from tests.fakes.chat import Chat, after, 丁, 丙, 乙, 戊, 甲, 镇干部

社区书记 = "LiaoHongmei"


async def test_who_would_like_something_for_the_village_brings_it_forward(chat: Chat) -> None:
    said = "我们还想修二组的水渠"
    assert "您是说“提议 修二组的水渠”" in (await chat.says(乙, said))[0]
    await chat.says(乙, "取消")
    assert "您是说“建议 修二组的水渠”" in (await chat.says(丁, said))[0]
    await chat.says(丁, "取消")
    # A plan for today is no wish.
    assert "提议" not in (await chat.says(乙, "我们下午准备去修水渠"))[0]


@after(proposed)
async def test_who_were_all_there_are_counted_as_told(chat: Chat) -> None:
    await chat.says(乙, f"开会 {NUMBER} 应到2 实到2 赞成2 反对0 弃权0")
    shown = (await chat.says(乙, "两委会也开了，4个人到齐，3个赞成1个反对"))[0]
    assert "的两委会：应到4 实到4 赞成3 反对1 弃权0" in shown


@pytest.mark.parametrize("said", ["党员人数", "我们村好多党员", "全区党员总共好多人", "我们支部有几个党员"])
async def test_how_many_members_there_are_is_told_of_the_books_one_keeps(chat: Chat, said: str) -> None:
    assert "名册上有 10 位党员（正式党员 9、预备党员 1）" in (await chat.says(乙, said))[0]
    whole = (await chat.says(丙, said))[0]
    assert "名册上有 7" in whole
    assert "名册上有" not in (await chat.says(甲, said))[0]


@after(proposed)
async def test_the_supervision_committee_asks_in_its_own_words(chat: Chat) -> None:
    assert "您是说“质询 为啥选三组不选四组”" in (await chat.says(戊, "我有个疑问，为啥选三组不选四组"))[0]
    asked = (await chat.says(戊, "是"))[0]
    assert "质询记下了" in asked
    chat.hears_all()
    assert "等您办的" in (await chat.says(戊, "有哪些要我监督的"))[0]
    assert "坐班日志" in (await chat.says(戊, "坐班日志我看下"))[0]
    assert f"{NUMBER} 修三组路灯 的五权：" in (await chat.says(戊, "五权用了哪些"))[0]
    assert "意见" in (told := (await chat.says(戊, "有没有人对路灯提意见"))[0])
    assert f"{NUMBER} 修三组路灯" in told
    listed = (await chat.says(戊, "11月份党员都报了些啥"))[0]
    assert listed.startswith("莲花池村2026年11月服务台账")
    assert (await chat.says(乙, "村里党员这个月报了些什么"))[0] == listed
    assert "列席 邓国才" in (await chat.says(戊, "昨天列席了两委会，2个小时"))[0]
    await chat.says(乙, "答复 ZX011 四组明年再装，钱不够")
    chat.hears_all()
    assert "ZX011 为啥选三组不选四组：已经答复" in (await chat.says(戊, "我不满意这个答复"))[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("下个月排班", "12月"),
        ("新来了个党员叫张伟，三组的", "加进名册：张伟"),
        ("群众反映的事有几件没办", "还没办完的反映"),
        ("把村里的党员名单给我", "人员台账，共"),
        ("帮我把11月的台账打出来", "打印"),
        ("镇上要数据，11月我们报了好多条", "11月莲花池村的情况"),
        ("公布结果", "眼下没有等着公布的"),
    ],
)
async def test_a_secretary_says_what_he_wants_to_have(chat: Chat, said: str, told: str) -> None:
    assert told in (await chat.says(乙, said))[0]


@pytest.mark.parametrize(
    ("who", "said", "told"),
    [
        (社区书记, "提议 给老楼加装电梯", "记下了，D"),
        (乙, "村上的老水塘想租出去", "提议 老水塘租出去"),
        (镇干部, "哪些村没排12月的班", "莲花池村"),
        (镇干部, "下面几个村这个月搞得咋样", "11月汇总"),
        (丙, "把红榜关了", "您是说“红榜方式 关”"),
        (丙, "怎么加一个村的书记", "任职"),
    ],
)
async def test_each_in_his_office_is_understood_in_his_own_words(chat: Chat, who: str, said: str, told: str) -> None:
    assert told in (await chat.says(who, said))[0]


async def test_the_district_asks_what_does_not_go_out(chat: Chat) -> None:
    shown = await chat.says(丙, "投递")
    for said in ("有没有发不出去的消息", "今天系统正常不"):
        assert await chat.says(丙, said) == shown
