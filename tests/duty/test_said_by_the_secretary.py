"""What a secretary says of the roster in plain words: who is missing, who is wrong, who takes turns no more."""

from tests.fakes.chat import Chat, 乙, 己


async def test_who_is_missing_is_told_nothing_and_the_ways_out_are_shown(chat: Chat) -> None:
    [told] = await chat.says(乙, "唐敏没来值班")
    assert "不记谁没来" in told and "电话确认在岗 唐敏" in told and "改班 11月22日上午" in told
    assert chat.everybody_hears() == {}


async def test_a_day_that_is_said_to_be_wrong_is_shown_with_how_it_is_put_right(chat: Chat) -> None:
    [told] = await chat.says(乙, "值班表错了，24号不是唐敏")
    assert told.startswith("11月24日（周二）莲花池村") and "还没有动" in told and "改班 11月24日上午 姓名" in told


async def test_a_shift_is_arranged_in_plain_words_and_shown_first(chat: Chat) -> None:
    assert "“改班 11月25日上午 周小川”" in (await chat.says(乙, "11月25日上午安排周小川"))[0]


async def test_who_takes_turns_no_more_is_shown_first(chat: Chat) -> None:
    [shown] = await chat.says(乙, "周小川不坐班了")
    assert "周小川" in shown and "对的话回“是”" in shown
    await chat.says(乙, "是")
    assert chat.hears(己)


async def test_figures_of_a_meeting_are_a_meeting(chat: Chat) -> None:
    assert "“主题党日 今天 缺席 何光荣”" in (await chat.says(乙, "今天主题党日，到了8个，何光荣请假"))[0]


async def test_who_takes_turns_from_now_on_is_shown_first(chat: Chat) -> None:
    [shown] = await chat.says(乙, "把何光荣也排进值班")
    assert "何光荣" in shown and "对的话回“是”" in shown


async def test_who_would_take_turns_no_more_is_told_who_decides(chat: Chat) -> None:
    for said in ("我不坐班了", "我以后不值班了"):
        assert "跟罗正富说一声，书记发“退出值班 周小川”就行" in (await chat.says(己, said))[0]
    assert "请假 J001" in (await chat.says(己, "我明天不坐班了") and chat.hears(乙))[0]
    assert (await chat.says(乙, "我不坐班了"))[0].startswith("罗正富同志退出坐班名单")
    # What was only shown has not been done.
    assert "销假" in (await chat.says(己, "撤回我的请假") and chat.hears(乙))[0]
