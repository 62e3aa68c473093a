"""质询: what the supervision committee asks about anything of its village is answered, or goes one level up."""

from tests.democracy.village import yes
from tests.fakes.chat import Chat, 乙, 戊, 核实人, 甲, 镇干部


async def test_a_question_is_answered_in_its_days_or_goes_up(chat: Chat) -> None:
    assert "用的，这次没办" in (await chat.says(甲, "质询 三组的沟修了没有"))[0]
    assert "12388" in (await chat.says(戊, "质询 罗正富收了红包"))[0]
    asked = (await chat.says(戊, "质询 三组的沟修了没有"))[0]
    number = asked.partition("（")[2].partition("）")[0]
    assert "到期没答复，自动报上一级" in asked
    assert f"{number} 三组的沟修了没有：等答复，12月2日前" in (await chat.says(戊, "质询答复了没有"))[0]
    await chat.moves_to("2026-11-23T09:30:00+08:00")
    assert f"答复 {number}" in "".join(chat.hears(乙))
    assert "要请另一位" in (await chat.says(戊, f"答复 {number} 修了"))[0]
    assert "还差一句回话" in (await chat.says(乙, f"答复 {number}"))[0]
    chat.hears_all()
    # On its last day it is still the village's.
    await chat.moves_to("2026-12-02T09:30:00+08:00")
    assert f"答复 {number}" in "".join(chat.hears(乙))
    assert "质询" not in "".join(chat.hears(镇干部))
    chat.hears_all()
    await chat.moves_to("2026-12-03T09:30:00+08:00")
    assert "监督委员会质询：“三组的沟修了没有”，到期没有答复" in "".join(chat.hears(镇干部))
    assert number in (await chat.says(镇干部, "待办"))[0]
    chat.hears_all()
    assert "会转给监督委员会" in (await chat.says(乙, f"答复 {number} 上周修好了，请去看"))[0]
    await chat.moves_to("2026-12-03T09:40:00+08:00")
    assert "罗正富答复：上周修好了" in "".join(chat.hears(戊))
    assert number not in (await chat.says(镇干部, "待办"))[0]
    assert f"{number} 三组的沟修了没有：已经答复\n" in (await chat.says(戊, "质询"))[0]
    again = (await chat.says(戊, "我要质询：A0231 这条记录是谁核实的"))[0].partition("（")[2].partition("）")[0]
    assert "撤回了" in (await chat.says(戊, f"撤回 {again}"))[0]
    chat.hears_all()


async def test_what_a_post_has_begun_stays_when_its_holder_has_gone(chat: Chat) -> None:
    asked = (await chat.says(戊, "质询 三组的沟修了没有"))[0]
    question = asked.partition("（")[2].partition("）")[0]
    await chat.says(乙, "通知 明天上午村里停水")
    await chat.says(乙, "发")
    entered = (await chat.says(乙, "登记公开 财务 3季度 收入1200元，支出800元"))[0]
    chat.hears_all()
    for gone in (乙, 戊):
        await chat.leaves(gone)
    await chat.moves_to("2026-11-23T09:30:00+08:00")
    chat.hears_all()
    await yes(chat, 镇干部, "任职 唐敏 书记 到2029年")
    await chat.says(镇干部, "任职 何光荣 监督委员会主任 到2029年")
    await chat.says(镇干部, "不是")
    chat.hears_all()
    assert question in (await chat.says(核实人, "待办"))[0]
    assert entered.partition("（")[2][:5] in (await chat.says("heguangrong", "待办"))[0]
    assert "已撤下" in (await chat.says(核实人, "撤下"))[0]
    await chat.says(核实人, f"答复 {question} 上周修好了")
    assert "唐敏答复：上周修好了" in "".join(chat.hears("heguangrong"))
    chat.hears_all()
