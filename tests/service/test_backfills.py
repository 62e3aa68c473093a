"""补录, 同去的人, 人家的难处: what the secretary enters long after, who was there as well, and what is not kept."""

import re

from models.service.activities.tables import ActivityRecord
from tests.fakes.chat import Chat, both_engines, 乙, 己, 戊, 核实人, 甲, 群众


async def test_what_is_too_old_is_entered_by_the_secretary_marked_and_read_by_all(chat: Chat) -> None:
    assert "他发“补录 姓名 哪天做了什么、多久”就能补上" in (await chat.says(甲, "上报 10月1日 三组 扫街 1小时"))[0]
    assert "“补录 陈桂兰 10月1日 三组扫街 1 小时”" in (await chat.says(乙, "帮陈桂兰报 10月1日 三组 扫街 1小时"))[0]
    assert "在本人能报的日子里" in (await chat.says(乙, "补录 陈桂兰 昨天 扫街 1小时"))[0]
    assert "用的，这次没办" in (await chat.says(核实人, "补录 陈桂兰 10月1日 扫街 1小时"))[0]
    assert "负责的范围里没有找到" in (await chat.says(乙, "补录 李志强 10月1日 扫街 1小时"))[0]
    assert chat.everybody_hears() == {}
    answer = (await chat.says(乙, "补录 陈桂兰 10月1日 三组 扫街 1小时"))[0]
    assert answer.startswith("补录了 A0237 陈桂兰，待核实。")
    assert chat.hears(甲)[0].startswith("罗正富给您补录了 A0237：")
    assert "A0237 陈桂兰" in (await chat.says(核实人, "待核实"))[0]
    assert "〔补录" in (await chat.says(核实人, "待核实"))[0]
    await chat.says(核实人, "通过")
    assert "补录，已核实" in (await chat.says(甲, "我的记录 10月"))[0]
    assert "补录：罗正富" in (await chat.says(甲, "来历 A0237"))[0]
    public = (await chat.says(群众, "补录", to=chat.group_of("莲花池村")))[0]
    assert public.endswith("今年补录的有 1 条：\nA0237 10月1日（周四） 环境卫生 1 小时，11月22日由罗正富补录")


async def test_those_who_were_there_are_each_asked_once_and_may_say_no(chat: Chat) -> None:
    answer = (await chat.says(甲, "今天上午我和何光荣、周小川在二组扫街2小时"))[0]
    assert "周小川、何光荣那里我问一声，他们点头才给他们记。" in answer
    asked = chat.hears(己)
    assert asked[0].startswith("陈桂兰报了一条，说您也在：环境卫生：")
    assert len(chat.hears("heguangrong")) == 1
    assert "谢谢，记下了 A0238" in (await chat.says(己, "是"))[0]
    # Who was not there stands in the record no more, and who reported it hears so.
    assert await chat.says("heguangrong", "我没去扫街") == [
        "好的，没给您记。陈桂兰报的 A0237 里您的名字去掉了，也跟他说一声。"
    ]
    assert chat.hears(甲) == ["何光荣说那次他没在，A0237 里把他的名字去掉了。"]
    assert "何光荣" not in (await chat.says(甲, "我的记录"))[0]
    his = await ActivityRecord.get(id=238)
    assert (his.minutes, his.companions) == (120, ["陈桂兰", "何光荣"])
    # He has told it himself: nobody asks him again.
    await chat.says(戊, "今天上午和周小川在二组扫街2小时")
    assert chat.everybody_hears() == {}


@both_engines
async def test_who_is_asked_by_the_application_may_answer_the_bot_in_a_sentence(chat: Chat) -> None:
    await chat.says(甲, "今天上午我和何光荣、周小川在二组扫街2小时")
    assert chat.everybody_hears().keys() == {己, "heguangrong"}
    # A nod answers only what was asked here.
    assert await chat.says(己, "好的", to="bot") == []
    assert (await chat.says(己, "不是我，我在屋头带孙子", to="bot"))[0].startswith("好的，没给您记。")
    assert "周小川说那次他没在" in chat.hears(甲)[0]
    assert "谢谢，记下了" not in "".join(await chat.says(己, "是"))
    assert "谢谢，记下了 A0239" in (await chat.says("heguangrong", "是的，我也去了", to="bot"))[0]
    assert "谢谢，记下了" not in "".join(await chat.says("heguangrong", "是"))


async def test_what_is_nobody_s_business_is_not_kept_and_the_writer_hears_it(chat: Chat) -> None:
    said = "上报 帮王婆婆（身份证510702195001011234，肺癌）拿药 1小时"
    answer = (await chat.says(甲, said))[0]
    assert "为人家着想，证件号、电话或微信号、病情没有记。" in answer
    kept = await ActivityRecord.get(id=237)
    assert (kept.description, kept.source_text) == ("帮老人拿药", "上报 帮老人拿药 1小时")
    group = (await chat.says(甲, "上报 给三组低保户送药 1小时", to=chat.group_of("莲花池村")))[0]
    assert "家里的难处没有记" in group
    assert "困难户" in (await ActivityRecord.get(id=238)).description


async def test_who_came_along_is_known_by_what_he_is_called_and_may_deny_it_later(chat: Chat) -> None:
    answer = (await chat.says("heguangrong", "今天上午和老蒲、小林在二组挖沟3小时"))[0]
    assert "林晓雨、蒲德明那里我问一声" in answer
    chat.hears("linxiaoyu")
    assert "A0237" in chat.hears("pudeming")[0]
    assert (await chat.says("pudeming", "取消")) == ["好的，没给您记。"]
    # What is about nothing that names him takes him out of nothing.
    assert "去掉" not in (await chat.says("pudeming", "我没去过北京"))[0]
    assert "去掉" not in (await chat.says("pudeming", "我没在二组挖过沟，是不是"))[0]
    answer = (await chat.says("pudeming", "我没和老何去挖沟，我那天在家"))[0]
    assert answer == "好的，没给您记。何光荣报的 A0237 里您的名字去掉了，也跟他说一声。"
    assert chat.hears("heguangrong") == ["蒲德明说那次他没在，A0237 里把他的名字去掉了。"]
    assert "和小林在二组挖沟" in (await chat.says("heguangrong", "我的记录"))[0]
    changed = (await chat.says("heguangrong", "小林没去，是老唐"))[0]
    assert changed.startswith("好的，A0237 里小林换成老唐了。\n唐敏那里我问一声")
    assert "和老唐在二组挖沟" in chat.hears(核实人)[0]
    # Reported for by what he is called, he is asked himself.
    assert "我问问蒲德明" in (await chat.says("heguangrong", "帮老蒲报，他昨天扫祠堂一个半小时"))[0]
    assert chat.hears("pudeming")
    assert (await chat.says("linxiaoyu", "不是"))[0].startswith("好的，没给您记。")


async def test_a_secretary_is_offered_the_entry_of_what_is_long_past_and_takes_his_own_back(chat: Chat) -> None:
    [offered] = await chat.says(乙, "帮何光荣补一个10月1日扫街1小时")
    assert "您是不是想说“补录 何光荣 10月1日 扫街 1 小时”" in offered
    number = re.search(r"A\d{4}", (await chat.says(乙, "是"))[0])
    assert number
    assert "已撤销" in (await chat.says(乙, f"撤销 {number[0]}"))[0]
    assert any("撤销了，说是录错的" in one for told in chat.everybody_hears().values() for one in told)


async def test_what_others_tell_of_somebody_waits_for_his_word_in_his_list(chat: Chat) -> None:
    await chat.says(戊, "昨天上午我和唐敏、何光荣在三组清沟2小时")
    chat.hears_all()
    for _ in "twice":
        listed = (await chat.says(核实人, "待办"))[0]
        assert "邓国才报了一条，说您也在：" in listed and "发“是”" in listed and "刚才在问" not in listed
    assert "谢谢，记下了 A0238" in (await chat.says(核实人, "同意"))[0]
    assert "邓国才报了一条" not in (await chat.says(核实人, "待办"))[0]
    assert "没给您记" in (await chat.says("heguangrong", "不同意"))[0]
    chat.hears_all()


async def test_the_name_of_one_who_is_not_recorded_stands_in_nobodys_words(chat: Chat) -> None:
    await chat.says(甲, "不要记我的")
    told = (await chat.says(戊, "昨天下午我和陈桂兰、何光荣扫街1小时"))[0]
    assert "我和一位同志、何光荣扫街" in told and "为人家着想，陈桂兰的名字没有记。" in told
    chat.hears_all()
    kept = await ActivityRecord.get(id=237)
    assert (kept.companions, "陈桂兰" in (kept.source_text or "")) == (["何光荣"], False)
    assert "陈桂兰" not in (await chat.says(戊, "更正 A0237 2小时"))[0]
    chat.hears_all()


async def test_several_days_are_entered_each_and_never_for_the_one_who_enters(chat: Chat) -> None:
    [said] = await chat.says(乙, "补录 陈桂兰 10月1日 10月2日 扫街 各1小时")
    assert said.startswith("补录了 A0237 陈桂兰") and "补录了 A0238 陈桂兰" in said
    assert "A0237" in chat.hears(甲)[0]
    [said] = await chat.says(乙, "补录 陈桂兰 10月5日周四 扫街 1小时")
    assert said.startswith("“10月5日周四”星期和日期对不上。还差一点。这样发：补录")
    assert "扫街" not in (await chat.says(乙, "我的记录 10月"))[0]
