"""Questions about what residents report: behind the word itself, right after it, and what everybody is to be told."""

from tests.fakes.chat import Chat, after, 丁, 乙, 群众

林晓雨 = "linxiaoyu"


async def _reported(chat: Chat) -> None:
    await chat.says(群众, "反映 三组桥栏杆断了")
    chat.hears_all()


@after(_reported)
async def test_who_does_it_and_how_long_it_takes_right_after_reporting(chat: Chat) -> None:
    for asked in ("哪个在办嘛", "要好久", "咋样了"):
        [answer] = await chat.says(群众, asked)
        assert answer.startswith("V0010 三组桥栏杆断了：正在办，林晓雨在办，11月27日前"), asked


async def test_who_is_in_office_reads_what_is_open(chat: Chat) -> None:
    assert await chat.says(乙, "有哪些反映没办") == ["您这里没有还没办完的反映。"]

    await _reported(chat)
    assert await chat.says(乙, "有哪些反映没办") == ["还没办完的反映：\nV0010 三组桥栏杆断了（正在办），11月27日前"]


@after(_reported)
async def test_a_question_behind_the_word_of_somebody_in_office_is_answered_first(chat: Chat) -> None:
    [answer] = await chat.says(乙, "反映 有没有到期的")
    assert "V0010 三组桥栏杆断了" in answer and "回“是”" in answer
    await chat.says(乙, "取消")
    assert "V0011" not in (await chat.says(乙, "有哪些反映没办"))[0]


async def test_what_everybody_is_to_be_told_is_a_notice_of_those_who_may(chat: Chat) -> None:
    [offered] = await chat.says(乙, "给大家说一声，后天停电，充好电")
    assert offered == "您是不是想说“通知 后天停电，充好电”？是就回“是”。"

    [villager] = await chat.says(群众, "给大家说一声，后天停电，充好电")
    assert "反映 给大家" not in villager


@after(_reported)
async def test_what_is_still_wrong_and_what_is_right_now(chat: Chat) -> None:
    await chat.says(林晓雨, "办结 V0010 焊了一截")
    chat.hears_all()

    await chat.says(群众, "不满意")
    [answer] = await chat.says(群众, "这下可以了")
    assert "还没办好" not in answer
    assert not any("还没办好：这下可以了" in said for said in chat.hears(林晓雨))
    chat.hears_all()


@after(_reported)
async def test_not_mended_is_not_satisfied(chat: Chat) -> None:
    await chat.says(林晓雨, "办结 V0010 焊了一截")
    chat.hears_all()

    [shown] = await chat.says(群众, "没有弄好，还在晃")
    assert "不满意 V0010 没有弄好，还在晃" in shown


async def test_what_was_lost_is_offered_as_a_report_and_a_place_or_an_urging_does_not_drop_it(chat: Chat) -> None:
    assert "“反映 黄牛走丢了”" in (await chat.says(群众, "黄牛走丢了"))[0]
    assert "“反映 黄牛走丢了”" in (await chat.says(群众, "搞快点"))[0]
    assert "“反映 黄牛走丢了，就在桥头那里”" in (await chat.says(群众, "就在桥头那里"))[0]
    assert "“反映 黄牛走丢了，就在桥头那里”" in (await chat.says(群众, "急死人了"))[0]
    assert "：黄牛走丢了，就在桥头那里\n" in (await chat.says(群众, "是"))[0]
    # A place said after it was taken up stands with it; a day later it is about something else.
    assert (await chat.says(群众, "就在堰塘旁边"))[0].startswith("补在 V0010 里了")
    assert "补在" not in (await chat.says(丁, "就在堰塘旁边"))[0]
    chat.everybody_hears()


async def test_who_has_reported_nothing_and_asks_how_far_it_is_hears_so(chat: Chat) -> None:
    assert (await chat.says(群众, "上回的事搞好没"))[0].startswith("您还没有反映过事情")
