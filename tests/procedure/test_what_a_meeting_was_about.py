"""What a meeting of the regular life was about is kept with it and shown in the branch's month."""

from tests.fakes.chat import Chat, 乙


async def test_a_topic_is_kept_with_the_meeting_and_shown_in_the_month(chat: Chat) -> None:
    kept = (await chat.says(乙, "主题党日 11月20日 学习全会精神 全到"))[0]
    assert "主题党日（学习全会精神），共 10 人，没有缺席的" in kept
    # Said again without it, it stays.
    await chat.says(乙, "主题党日 11月20日 缺席 陈桂兰")
    assert "您是不是想说" in (await chat.says(乙, "11月21号开了党员大会，学的是防火，全到"))[0]
    assert "党员大会（学的是防火），共 10 人，没有缺席的" in (await chat.says(乙, "是"))[0]
    assert "支委会（修路灯）" in (await chat.says(乙, "支委会 11月18日 议题：修路灯"))[0]
    assert "有些像是家里的难处" in (await chat.says(乙, "支委会 11月18日 研究低保户名单"))[0]
    month = (await chat.says(乙, "本月情况"))[0]
    assert (
        "组织生活：11月18日支委会（修路灯）、11月20日主题党日（学习全会精神）、11月21日党员大会（学的是防火）" in month
    )


async def test_what_takes_hours_is_a_deed_and_no_topic(chat: Chat) -> None:
    assert "组织生活：主题党日学习，2 小时" in (await chat.says(乙, "主题党日 11月20日 学习2小时"))[0]
    assert "学习" not in (await chat.says(乙, "本月情况"))[0].partition("组织生活：")[2].partition("\n")[0]
