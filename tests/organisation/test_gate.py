"""What everybody reads, in dialogue: a reason or a title is not held back in vain, and what is meant is named."""

import pytest

from tests.democracy.village import NUMBER, proposed, resolved
from tests.fakes.chat import Chat, after, 乙, 己, 戊, 群众


@pytest.mark.parametrize(
    "title",
    ["把集体的老学校租出去", "把集体的老村小租给做加工的老板", "把老粮站租给养鸡的", "集体的鱼塘租给外头来的老板"],
)
async def test_what_a_village_decides_about_is_opened(chat: Chat, title: str) -> None:
    assert (await chat.says(乙, f"提议 {title}"))[0].startswith(f"记下了，{NUMBER} {title}")


@pytest.mark.parametrize("reason", ["不搞了", "没得钱了", "大家不愿意", "算了，不弄了"])
async def test_the_commonest_reasons_are_reasons(chat: Chat, reason: str) -> None:
    await proposed(chat)
    assert f"{NUMBER} 修三组路灯" in (said := (await chat.says(乙, f"撤回 {NUMBER} {reason}"))[0])
    assert said.endswith(f"，撤回了：{reason}。")
    chat.hears_all()


@after(resolved)
@pytest.mark.parametrize("opinion", ["我没看到会议记录", "没通知我们列席", "票据不全"])
async def test_an_opinion_of_the_supervision_committee_is_kept(chat: Chat, opinion: str) -> None:
    said = (await chat.says(戊, f"不同意 {NUMBER} {opinion}"))[0]
    assert "先没发、没记" not in said
    assert opinion in (await chat.says(乙, f"进度 {NUMBER}"))[0]
    chat.hears_all()


async def test_where_something_is_held_back_it_is_named(chat: Chat) -> None:
    figures = "登记公开 财务 3季度 收入5万元，支出3万，"
    for drowned in ("其中给张老三家看病500元", "付给住院的刘大爷慰问金500元，其余是办公用品"):
        said = (await chat.says(己, f"{figures}{drowned}"))[0]
        assert f"里面有些像是病情（“{drowned.partition('，')[0]}”），先没发、没记" in said
    said = (await chat.says(己, f"{figures}陈桂兰领了500元"))[0]
    assert "里面有还没同意上群的人的名字（“陈桂兰”），先没发、没记" in said


async def test_a_need_is_kept_without_what_is_nobodys_business(chat: Chat) -> None:
    told = (await chat.says(群众, "反映 王大爷癌症住院没人照看，电话13800138000"))[0]
    assert "：老人没人照看\n" in told
    assert told.endswith("\n为人家着想，证件号、电话或微信号、病情没有记。")
    heard = [said for told in chat.everybody_hears().values() for said in told]
    assert heard
    assert not [said for said in heard if "1380013" in said or "癌" in said]
