"""讲课: by the speaker's own word, booked by a village, told of twice, held, thanked; a tour over several villages."""

from datetime import date

import pytest

from config.holidays import load_calendar
from models.library.talks.rules import told_today
from tests.democracy.village import yes
from tests.fakes.chat import Chat, both_engines, things, 丙, 乙, 核实人, 甲, 群众, 镇干部

讲师 = "chengang"
桂花湾书记 = "lizhiqiang"
CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("day", "today", "ahead"),
    [
        ("2026-12-08", "2026-12-04", 3),  # three days before is a Saturday
        ("2026-12-08", "2026-12-07", 1),
        ("2026-12-08", "2026-12-09", 0),
        ("2026-12-08", "2026-12-06", None),
        ("2026-12-04", "2026-12-07", 0),
    ],
)
def test_on_which_days_a_talk_is_told_of(day: str, today: str, ahead: int | None) -> None:
    assert told_today(date.fromisoformat(day), date.fromisoformat(today), CALENDAR) == ahead


@both_engines
async def test_a_talk_from_the_speaker_s_word_to_the_thanks(chat: Chat) -> None:
    assert "还没有人登记讲课" in (await chat.says(群众, "讲课"))[0]
    assert "大家都看得到" in (await chat.says(丙, "可讲 低保户老李的事"))[0]
    assert "您讲：讲创业。" in (await chat.says(丙, "可讲 讲创业"))[0]
    assert "要写以后的日子" in (await chat.says(丙, "可讲时间 11月3日上午"))[0]
    times = "可讲时间 12月8日上午 12月9日下午 12月10日上午"
    assert "12月8日上午、12月9日下午、12月10日上午" in (await chat.says(丙, times))[0]
    assert "【讲课】" in (await chat.says(丙, "我的数据"))[0]
    assert "讲创业：沈文静" in (await chat.says(群众, "谁能来讲党课"))[0]
    assert "政策宣传" in (await chat.says(甲, "讲课 2小时"))[0]
    assert "用的，这次没办" in (await chat.says(甲, "预约党课 12月8日上午 讲创业"))[0]
    assert "还没有人讲“讲发展”" in (await chat.says(乙, "预约党课 12月8日上午 讲发展"))[0]
    assert "这样发" in (await chat.says(乙, "预约党课 讲创业"))[0]
    free = (await chat.says(乙, "预约党课 12月8日下午 讲创业"))[0]
    assert "12月8日下午沈文静没说有空，没有约上。接下来有空的：12月8日上午、12月9日下午。" in free
    first = await chat.says(乙, "预约党课 12月8日上午 讲创业", msgid="7001")
    assert await chat.says(乙, "预约党课 12月8日上午 讲创业", msgid="7001") == first
    number = first[0].split("\n")[1].split(" ")[0]
    assert [said.partition("（")[0] for said in chat.hears(丙)] == ["莲花池村想请您12月8日上午去讲“讲创业”"]
    taken = (await chat.says(桂花湾书记, "预约党课 12月8日上午 讲创业"))[0]
    assert "有莲花池村先约了，正等回话" in taken
    assert "接下来有空的：12月9日下午、12月10日上午。" in taken
    assert number in (await chat.says(丙, "待办"))[0]
    assert "没有找到" in (await chat.says(桂花湾书记, f"撤回 {number} 不要了"))[0]
    assert "定了" in (await chat.says(丙, f"同意 {number}"))[0]
    assert "沈文静答应来了" in chat.hears(乙)[0]
    assert number not in (await chat.says(乙, "待办"))[0]
    await chat.moves_to("2026-12-04T18:00:00+08:00")
    told = [one for who in (乙, 丙) for one in things(chat.hears(who)) if "快到讲课的日子了" in one]
    assert len(told) == 2
    await chat.moves_to("2026-12-07T18:00:00+08:00")
    told += [one for who in (乙, 丙) for one in things(chat.hears(who)) if "快到讲课的日子了" in one]
    assert len(told) == 4
    chat.hears_all()
    assert "还没到" in (await chat.says(乙, f"听课 {number} 35人"))[0]
    await chat.moves_to("2026-12-08T08:30:00+08:00")
    assert "报个人数" not in (await chat.says(乙, "待办"))[0]
    await chat.moves_to("2026-12-09T18:00:00+08:00")
    assert [one for one in things(chat.hears(乙)) if "讲完了吗" in one]
    assert not [one for one in chat.hears(丙) if "讲完了吗" in one]
    chat.hears_all()
    assert f"讲完了，报个人数。发“听课 {number}”" in (await chat.says(乙, "待办"))[0]
    held = (await chat.says(乙, f"听课 {number} 35人 大家都爱听"))[0]
    assert "35 人听课" in held
    assert "党课 12月8日 缺席" in held
    assert "莲花池村 35 位同志听了您的“讲创业”。他们说：大家都爱听。" in chat.hears(丙)[0]
    assert "12月8日党课" in (await chat.says(乙, "本月情况"))[0]
    assert "讲过了，这一步不用办了" in (await chat.says(乙, f"听课 {number} 36人"))[0]


async def test_a_tour_and_what_comes_between(chat: Chat) -> None:
    await chat.says(丙, "可讲 讲责任")
    await chat.says(丙, "可讲时间 12月8日 12月9日上午")
    seen = (await chat.says(镇干部, "讲课"))[0]
    assert "今年还没讲到的：莲花池村" in seen
    line = "巡讲 讲责任 莲花池村 12月8日上午 桂花湾村 12月8日下午"
    assert "2 站" in (await chat.says(镇干部, line))[0]
    assert "我去问讲师" in (await chat.says(镇干部, "是"))[0]
    asked = chat.hears(丙)
    assert len(asked) == 2
    for host in (乙, 桂花湾书记):
        assert "巡讲安排到" in chat.hears(host)[0]
    again = await yes(chat, 镇干部, "巡讲 讲责任 莲花池村 12月9日上午 桂花湾村 12月9日下午")
    assert "没说有空" in again
    assert chat.hears(丙) == []
    first, second = (said[said.index("I") :][:4] for said in asked)
    assert "不去" in (await chat.says(丙, f"不同意 {second}"))[0]
    assert "这次来不了" in chat.hears(桂花湾书记)[0]
    await chat.says(丙, f"同意 {first}")
    chat.hears_all()
    assert "还差一句原因" in (await chat.says(乙, f"撤回 {first}"))[0]
    assert "取消了，也会告诉对方" in (await chat.says(乙, f"撤回 {first} 那天收稻子"))[0]
    assert "取消了：那天收稻子" in chat.hears(丙)[0]
    assert "12月8日上午、12月9日上午有空" in (await chat.says(群众, "讲课 讲责任"))[0]
    await chat.says(乙, "预约党课 12月8日 讲责任")
    third = chat.hears(丙)[0]
    third = third[third.index("I") :][:4]
    # Who booked is secretary no longer: the talk is the village's, whoever speaks for it.
    await yes(chat, 镇干部, "免职 罗正富 书记")
    await yes(chat, 镇干部, "任职 唐敏 书记 到2029年")
    assert "没有找到" in (await chat.says(乙, f"撤回 {third} 换个日子"))[0]
    chat.hears_all()
    assert "取消了，也会告诉对方" in (await chat.says(核实人, f"撤回 {third} 换个日子"))[0]
    assert "取消了：换个日子" in chat.hears(丙)[0]
    assert "我去问讲师" in (await chat.says(核实人, "预约党课 12月8日 讲责任"))[0]
    chat.hears_all()
    assert "不再请您讲课了" in (await chat.says(丙, "不讲了 讲责任"))[0]
    assert "没有登记过您讲" in (await chat.says(丙, "不讲了 讲责任"))[0]
    await chat.leaves(丙)
    await chat.moves_to("2026-11-23T09:08:00+08:00")
    assert "讲师不在这边了" in "".join(chat.hears(核实人))
    chat.hears_all()
