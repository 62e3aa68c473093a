"""Two people of one name: who is meant is asked once, by what tells them apart, and nothing else remembers it."""

import pytest

from models.organisation.people.namesakes import Traits, apart, meant
from models.organisation.people.tables import Person
from tests.fakes.chat import Chat, 乙, 己, 核实人

WHICH = "叫张伟的有2位，是哪一位：1 一组，2 三组？回序号或回“一组的”这样，我就接着办。"
ONE, OTHER = "chenguilan", "heguangrong"


async def _called_alike(one: str = ONE, other: str = OTHER, name: str = "张伟") -> None:
    """Let two people of 莲花池村 have one name, one of the first and one of the third villagers' group."""
    for userid, group in ((one, "一组"), (other, "三组")):
        await Person.filter(userid=userid).update(name=name, villagers_group=group)


@pytest.mark.parametrize(("answer", "who"), [("1", ONE), ("三组的", OTHER), (OTHER, OTHER)])
async def test_one_question_and_the_line_is_obeyed(chat: Chat, answer: str, who: str) -> None:
    await _called_alike()
    assert await chat.says(乙, "加分 张伟 2 抗旱带头 涪委〔2026〕12号") == [WHICH]
    assert "张伟" in (await chat.says(乙, answer))[0]
    chat.hears_all()
    other = OTHER if who == ONE else ONE
    assert "抗旱" in (await chat.says(who, "为什么"))[0]
    assert "抗旱" not in (await chat.says(other, "为什么"))[0]


async def test_who_says_something_else_is_asked_no_more(chat: Chat) -> None:
    await _called_alike()
    assert await chat.says(乙, "加分 张伟 2 抗旱带头 涪委〔2026〕12号") == [WHICH]
    assert "罗正富" in (await chat.says(乙, "我是谁"))[0]
    said = (await chat.says(乙, "三组的"))[0]
    assert "张伟" not in said and "抗旱" not in said


async def test_several_in_one_line_are_asked_one_after_another(chat: Chat) -> None:
    await _called_alike()
    await _called_alike("jike.ergu", "linxiaoyu", "李强")
    assert await chat.says(乙, "党费 11月 未交 张伟 李强") == [WHICH]
    assert "叫李强的有2位" in (await chat.says(乙, "一组的"))[0]
    assert "2" in (await chat.says(乙, "2"))[0]
    assert "刚才" not in (await chat.says(乙, "我是谁"))[0]


async def test_a_swap_asks_too(chat: Chat) -> None:
    await _called_alike("ouyangchunyan", 己)
    await chat.says(乙, "排班 12月")
    await chat.says(乙, "确认排班 12月")
    chat.hears_all()
    day = (await chat.says(核实人, "我的值班"))[0].splitlines()[1].split("（")[0]
    assert await chat.says(核实人, f"换班 {day} 张伟") == [WHICH]
    assert "张伟" in (await chat.says(核实人, "三组的"))[0]
    assert chat.hears("ouyangchunyan") == []
    assert "唐敏" in chat.hears(己)[0]


@pytest.mark.parametrize(
    ("people", "labels"),
    [
        ([Traits("a", "一组", "甲村"), Traits("b", "三组", "甲村")], ["一组", "三组"]),
        ([Traits("a", "一组", "甲村"), Traits("b", "一组", "乙村")], ["甲村", "乙村"]),
        ([Traits("a", "", "甲村", "书记"), Traits("b", "三组", "甲村")], ["书记", "三组"]),
        ([Traits("a", "", "甲村"), Traits("b", "", "甲村")], ["账号a", "账号b"]),
    ],
)
def test_what_tells_people_apart(people: list[Traits], labels: list[str]) -> None:
    assert list(apart(people).values()) == labels


@pytest.mark.parametrize(
    ("word", "account"),
    [("2", "b"), ("一组", "a"), ("三组的那位", "b"), ("B", "b"), ("组", None), ("3", None), ("好", None)],
)
def test_an_answer_means_one_of_them_or_nobody(word: str, account: str | None) -> None:
    assert meant(word, {"a": "一组", "b": "三组"}) == account


async def test_for_which_of_them_something_is_reported_is_asked_by_the_villagers_group(chat: Chat) -> None:
    await _called_alike()
    assert await chat.says(乙, "帮张伟报 昨天 扫街 1小时") == [WHICH]
    assert "我问问张伟" in (await chat.says(乙, "三组"))[0]
    assert "罗正富帮您报了" in chat.hears(OTHER)[0]
    assert chat.hears(ONE) == []


async def test_which_of_them_came_along_is_asked_of_who_reports_and_the_length_after_it(chat: Chat) -> None:
    await _called_alike()
    said = (await chat.says(核实人, "昨天上午我和周小川、张伟在三组扫街"))[0]
    assert WHICH in said and "周小川那里我问一声" in said
    assert chat.hears(ONE) == chat.hears(OTHER) == []
    after = (await chat.says(核实人, "三组的"))[0]
    assert "张伟那里我问一声" in after
    assert "唐敏" in chat.hears(OTHER)[0]
    assert chat.hears(ONE) == []
    assert "谢谢，记下了" in (await chat.says(OTHER, "是"))[0]
    chat.hears_all()
