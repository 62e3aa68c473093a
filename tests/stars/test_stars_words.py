"""Free words about stars: one's own are kept, those about others never; what is unsure is asked or pointed to."""

from datetime import date

import pytest

from models.organisation.people.tables import Person
from models.service.activities.tables import ActivityRecord
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal, StarPeerCount, StarSelfReport
from tests.fakes.chat import Chat, at, both_engines, 丁, 乙, 甲, 群众, 镇干部

OFFERED = "您是不是想说“{}”？是就回“是”。"


@pytest.mark.parametrize(
    "said",
    [
        "何光荣不该评三星",
        "5星我不够格",
        "把罗正富的星改成3星",
        "罗正富改3星",
        "何光荣评4星，唐敏3星",
        "我不同意何光荣评3星",
        "何光荣应该评5星",
        "唐敏评5星",
        "他们说我该评2星",
        "去年我评了3星",
        "我家是五星级文明户",
        "这个宾馆是五星级",
        "我老汉自评4星",
        "我觉得唐敏可以评5星",
        "自评1到2星",
        "自评三星或者四星",
        "自评3~4星",
    ],
)
async def test_what_is_not_ones_own_star_is_never_kept(chat: Chat, said: str) -> None:
    await chat.says(甲, said)
    await chat.says(甲, said, to=chat.group_of("莲花池村"))
    assert not await StarSelfReport.exists()


@pytest.mark.parametrize(
    ("said", "line", "heard"),
    [
        ("给陈桂兰评4星", "提议 陈桂兰 4星", "提议 陈桂兰 4 星"),
        ("陈桂兰评四星", "提议 陈桂兰 4星", "提议 陈桂兰 4 星"),
        ("陈桂兰定四星", "提议 陈桂兰 4星", "提议 陈桂兰 4 星"),
        ("给陈桂兰提议4星", "提议 陈桂兰 4星", "提议 陈桂兰 4 星"),
        ("把陈桂兰的星改成4星", "提议 陈桂兰 4星", "提议 陈桂兰 4 星"),
        ("陈桂兰评4星，唐敏3星", "提议 陈桂兰 4星 唐敏3星", "提议 陈桂兰 4 星"),
        ("建议陈桂兰评5星", "提议 陈桂兰 5星", "提议 陈桂兰 5 星"),
        ("我提议陈桂兰同志评为四星", "提议 陈桂兰 4星", "提议 陈桂兰 4 星"),
        ("今天开了评星会应到八人实到七人", "评星会 应到8 实到7", "应到 8 人、实到 7 人"),
    ],
)
async def test_a_secretarys_words_are_offered_as_a_command(chat: Chat, said: str, line: str, heard: str) -> None:
    assert await chat.says(乙, said) == [OFFERED.format(line)]
    assert not await StarAppraisal.exists()
    assert heard in (await chat.says(乙, "是"))[0]
    assert not await StarSelfReport.exists()


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("何光荣不该评三星", "异议 何光荣 不该评三星"),
        ("我对何光荣的星级有意见，他没来", "异议 何光荣 他没来"),
        ("对何光荣的星级有异议", "异议 何光荣"),
        ("我对唐敏评四星有意见，她都没怎么来", "异议 唐敏 她都没怎么来"),
        ("我有异议", "异议"),
    ],
)
async def test_an_objection_in_plain_words_is_offered_to_villagers_and_members(
    chat: Chat, said: str, line: str
) -> None:
    for who in (群众, 甲):
        assert await chat.says(who, said) == [OFFERED.format(line)]
    assert await chat.says(群众, said, to=chat.group_of("莲花池村")) == []


@both_engines
async def test_an_objection_in_plain_words_is_raised_once_it_is_confirmed(chat: Chat) -> None:
    member = await Person.get(name="何光荣")
    shown = {
        "period": "2026",
        "state": StarState.PUBLICITY,
        "stars": 3,
        "publicity_from": date(2026, 11, 20),
        "stops": [],
    }
    await StarAppraisal.create(member=member, branch_id=member.branch_id, **shown)
    await chat.says(群众, "对何光荣的星级有异议")
    assert "还差要说的内容。这样发：异议 何光荣" in (await chat.says(群众, "是"))[0]
    await chat.says(群众, "何光荣不该评三星")
    assert "关于何光荣星级的意见收到了" in (await chat.says(群众, "是"))[0]
    chat.everybody_hears()


@pytest.mark.parametrize("said", ["撤销自评", "撤回自评", "删除自评", "取消自评", "撤销 自评", "把自评撤了"])
async def test_a_self_report_is_taken_back_and_never_a_record(chat: Chat, said: str) -> None:
    await chat.says(甲, "上报 三组 清理沟渠 2小时")
    before = await ActivityRecord.exclude(status="revoked").count()
    assert await chat.says(甲, said) == ["现在没有能撤的自评。撤服务记录发“撤销 编号”。"]
    await chat.says(甲, "自评4星 常去清沟渠")
    await chat.says(甲, "自评3星")
    assert await chat.says(甲, said) == ["好的，2026年11月自评撤了，就当没报过。想报再说“自评3星”这样就行。"]
    assert not await StarSelfReport.exists()
    assert [row.state for row in await StarAppraisal.all()] == [StarState.OPEN, StarState.OPEN]
    assert "撤回异议请发“撤回异议”" in (await chat.says(甲, "撤销 异议"))[0]
    assert "书记可以发“撤回公示 原因”" in (await chat.says(甲, "撤销公示"))[0]
    assert await ActivityRecord.exclude(status="revoked").count() == before


async def test_a_theme_star_of_another_class_is_refused(chat: Chat) -> None:
    refused = (await chat.says("jike.ergu", "我够得上卫生星和致富星"))[0]
    assert "“环境卫生星”不在流动党员的十星里。可以选：" in refused
    assert "情系家乡星" in refused
    assert not await StarSelfReport.exists()
    assert "主题：情系家乡星" in (await chat.says("jike.ergu", "自评 家乡星"))[0]


@pytest.mark.parametrize("said", ["自评6星", "自评", "自评1到2星"])
async def test_in_the_group_nothing_is_asked(chat: Chat, said: str) -> None:
    group = chat.group_of("莲花池村")
    assert await chat.says(甲, said, to=group) == ["自评是 1 到 5 星，私聊我发“自评4星”这样就行。"]
    assert await chat.says(甲, "4", to=group) == []


async def test_the_reason_stays_while_no_new_grade_is_said(chat: Chat) -> None:
    await chat.says(甲, "自评4星 帮了三组清沟")
    assert "4 星，主题：环境卫生星，理由：帮了三组清沟" in (await chat.says(甲, "我够得上环境卫生星"))[0]
    assert "理由" not in (await chat.says(甲, "自评3星"))[0]


@pytest.mark.parametrize("said", ["自评3星👍", "我自评三颗星星", "给自己打3颗星星嘛"])
async def test_a_self_report_may_be_said_warmly(chat: Chat, said: str) -> None:
    assert "自评记下了：3 星。" in (await chat.says(甲, said))[0]


@pytest.mark.parametrize(("said", "line"), [("四星", "自评4星"), ("3星", "自评3星"), ("改成3星", "自评3星")])
async def test_a_bare_grade_is_asked_back(chat: Chat, said: str, line: str) -> None:
    assert await chat.says(甲, said) == [OFFERED.format(line)]
    assert not await StarSelfReport.exists()
    assert "自评记下了" in (await chat.says(甲, "是"))[0]


@pytest.mark.parametrize("said", ["我该得卫生星", "我想要卫生星", "给我个卫生星"])
async def test_a_theme_star_may_be_wished_for(chat: Chat, said: str) -> None:
    assert "主题：环境卫生星" in (await chat.says(甲, said))[0]


@pytest.mark.parametrize("said", ["我自评了没有", "我的自评"])
async def test_a_member_asks_what_he_has_reported(chat: Chat, said: str) -> None:
    await chat.says(甲, "自评4星")
    assert "自评 2026年11月：4 星" in (await chat.says(甲, said))[0]


@pytest.mark.parametrize("said", ["自评啥时候截止", "要多少分才有五星", "怎么才能评五星", "怎么自评"])
async def test_questions_about_the_appraisal_lead_to_its_rules(chat: Chat, said: str) -> None:
    answer = (await chat.says(甲, said))[0]
    assert answer.startswith("党员评星办法")
    assert "次月3日" in answer


async def test_health_words_about_the_appraisal_become_no_record(chat: Chat) -> None:
    before = await ActivityRecord.exclude(status="revoked").count()
    assert "免评的事我跟书记说" in (await chat.says(甲, "我身体不好不想参加评星了"))[0]
    assert "陈桂兰同志申请 2026 年免评：我身体不好。" in chat.hears(乙)[0]
    await chat.says(甲, "住院两周，评星的事顾不上")
    assert await ActivityRecord.exclude(status="revoked").count() == before


async def test_the_reason_of_an_exemption_is_asked_once(chat: Chat) -> None:
    asked = await chat.says(甲, "申请免评")
    assert asked == ["想今年免评的话，回一句原因就行，例如“年纪大了走不动”。原因只有书记和您看得到。"]
    assert "我跟书记说" in (await chat.says(甲, "眼睛刚做了手术"))[0]
    chat.everybody_hears()
    assert await chat.says(甲, "申请免评", to=chat.group_of("莲花池村")) == ["想免评的话，请私聊我发“免评 原因”。"]


async def test_votes_may_be_counted_in_characters(chat: Chat) -> None:
    assert "互评 10 人，4星7 5星3" in (await chat.says(乙, "互评 陈桂兰 五星三票 四星七票"))[0]
    assert (await StarPeerCount.get()).counts == [0, 0, 0, 7, 3]


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "看下陈桂兰的评星档案", "陈桂兰 2026年第四季度评星档案"),
        (乙, "陈桂兰几星", "陈桂兰 2026年第四季度评星档案"),
        (乙, "评到哪一步了", "2026年第四季度评星进度"),
        (镇干部, "有哪些要备案", "没有等待备案的星级"),
        (镇干部, "同意备案", "没有等待备案的星级"),
        (镇干部, "退回 莲花池村 不行", "您是不是想说“退回备案 莲花池村 不行”"),
        (镇干部, "同意备案 莲花池村", "您是不是想说“备案 莲花池村”"),
        (甲, "我的数据", "记着您的都在这里"),
        (丁, "导出我的资料", "记着您的都在这里"),
    ],
)
async def test_plain_questions_are_answered(chat: Chat, who: str, said: str, heard: str) -> None:
    assert heard in (await chat.says(who, said))[0]


async def test_ones_own_data_are_no_matter_for_a_group(chat: Chat) -> None:
    assert "请私聊我发，群里不说" in (await chat.says(甲, "导出我的资料", to=chat.group_of("莲花池村")))[0]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("提议 陈桂兰同志 4星", "提议 陈桂兰 4 星"),
        ("提议 陈贵兰 4星", "没有“陈贵兰”这位党员。是不是陈桂兰？请把姓名写全再发一次。"),
        ("提议 桂兰 4星", "没有“桂兰”这位党员。是不是陈桂兰？请把姓名写全再发一次。"),
        ("提议 王小明 4星", "没有“王小明”这位党员。请把姓名写全再发一次。"),
        ("提议 陈桂兰 5星 2025年", "陈桂兰这一期不参评"),
        ("提议 陈桂兰 5星 今年", "2026年度提议 陈桂兰 5 星"),
    ],
)
async def test_names_and_years_of_a_proposal_are_read_forgivingly(chat: Chat, said: str, heard: str) -> None:
    assert heard in (await chat.says(乙, said))[0]


async def _filed(userid: str, year: int, stars: int, until: date) -> None:
    member = await Person.get(userid=userid)
    dates = {"valid_from": until.replace(year=until.year - 1), "valid_to": until}
    await StarAppraisal.create(
        member=member,
        branch_id=member.branch_id,
        period=str(year),
        state=StarState.FILED,
        stars=stars,
        stops=[],
        **dates,
    )


@at("2027-03-15T10:00:00+08:00")
async def test_ones_stars_show_what_is_in_force_and_the_years_before(chat: Chat) -> None:
    await _filed(甲, 2025, 3, date(2027, 1, 14))
    await _filed(甲, 2026, 4, date(2028, 1, 14))
    chat.everybody_hears(), chat.groups_hear()
    await chat.says(甲, "自评5星")
    shown = (await chat.says(甲, "我的星级"))[0].splitlines()
    assert shown[:2] == ["我的星级（2027年度）", "现在有效：2026年度 4 星，到2028年1月14日"]
    assert "自评 2027年3月：5 星" in shown
    assert [line for line in shown if line.startswith(("2026年度", "2025年度"))] == [
        "2026年度：已备案，有效，4 星",
        "2025年度：已结束，3 星",
    ]
    for said in ("去年的星级", "我去年的星级", "我的星级 2026年"):
        assert (await chat.says(甲, said))[0].startswith("我的星级（2026年度）\n现在有效：2026年度 4 星")


@at("2027-01-10T10:00:00+08:00")
async def test_in_january_the_new_months_report_is_shown(chat: Chat) -> None:
    chat.everybody_hears(), chat.groups_hear()
    await chat.says(甲, "自评5星")
    assert "自评 2027年1月：5 星" in (await chat.says(甲, "我的星级"))[0]


@at("2027-03-15T10:00:00+08:00")
async def test_lists_without_a_year_are_of_the_newest_that_has_filed_stars(chat: Chat) -> None:
    await _filed(甲, 2026, 4, date(2028, 1, 14))
    chat.everybody_hears(), chat.groups_hear()
    assert (await chat.says(乙, "星级名单"))[0].startswith("2026年度已备案星级")
    assert (await chat.says(镇干部, "星级统计"))[0].startswith("2026年度已备案星级")
    assert "2027年还没有" in (await chat.says(镇干部, "星级统计 2027年"))[0]


async def test_a_secretary_asks_in_a_member_s_name_who_knows_and_may_take_it_back(chat: Chat) -> None:
    answer = (await chat.says(乙, "免评 何光荣 年纪大了走不动"))[0]
    assert "以何光荣同志的名义申请 2026 年免评，会私下告诉本人" in answer
    told = chat.hears("heguangrong")[0]
    assert told.startswith("罗正富替您申请了 2026 年免评（M")
    number = told[told.index("（") + 1 : told.index("）")]
    assert "何光荣同志 2026 年照常参评" in (await chat.says("heguangrong", f"撤回 {number}"))[0]
    assert chat.hears(乙) == [f"{number} 何光荣同志撤回了，2026 年照常参评，不用办了。"]
    assert "已经撤回" in (await chat.says(乙, f"同意 {number}"))[0]
    # Who is no secretary of his asks for nobody: least of all for himself, by a slip.
    assert "由本人说，或由他支部的书记" in (await chat.says(甲, "免评 何光荣 年纪大了走不动"))[0]
    assert "由本人说，或由他支部的书记" in (await chat.says(乙, "免评 李志强 年纪大了走不动"))[0]
    chat.hears_all()


async def test_each_consent_is_withdrawn_by_its_word_and_what_ends_is_said(chat: Chat) -> None:
    await chat.says(甲, "公开姓名")
    assert "群里不写您的名字" in (await chat.says(甲, "撤回同意"))[0]
    assert "姓名上群里的名单：没有同意" in (await chat.says(甲, "我的数据"))[0]
    assert "不再记您的服务和自评" in (await chat.says(甲, "不要记我的"))[0]
    for said in ("上报 三组 清理沟渠 2小时", "自评4星"):
        assert "陈桂兰说过不在这里记，这条没记" in (await chat.says(甲, said))[0]
    assert "陈桂兰说过不在这里记" in (await chat.says(乙, "补录 陈桂兰 10月1日 扫街 1小时"))[0]
    await chat.says(乙, "今天上午我和陈桂兰在二组扫街2小时")
    assert chat.everybody_hears() == {}
    assert "又可以记了" in (await chat.says(甲, "可以记我的"))[0]
    assert "谢谢，记下了" in (await chat.says(甲, "上报 三组 清理沟渠 2小时"))[0]


PLAINLY = {
    "取消我的授权": "撤回同意",
    "我的名字可不可以不上红榜": "不公开姓名",
    "别发我的名字": "不公开姓名",
    "红榜上的名字可以写我": "公开姓名",
    "我没同意过让你记我": "不要记我的",
    "还是记吧": "可以记我的",
    "以后不要给我发消息": "不要提醒",
}


async def test_what_is_said_of_ones_own_consent_is_offered_by_its_word(chat: Chat) -> None:
    for said, word in PLAINLY.items():
        assert f"您是不是想说“{word}”" in (await chat.says(甲, said))[0], said
    assert "记着您的都在这里" in (await chat.says(甲, "你存了我哪些东西"))[0]
    assert "您要删除您的资料" in (await chat.says(甲, "把我的东西都删了"))[0]
    for said in ("别人能看到我报的不", "谁看过我的记录", "你会不会告诉书记", "我说的话会保存吗", "不报会怎样"):
        assert "3. 谁能看" in (await chat.says(甲, said))[0], said
    for said in ("我现在是哪个支部的", "我现在是哪的"):
        assert "莲花池村党支部" in (await chat.says(甲, said))[0], said
    assert "记着您的都在这里" in (await chat.says(甲, "我的资料对不对"))[0]


async def test_what_is_missing_is_said_beside_a_proposal_and_decides_nothing(chat: Chat) -> None:
    answer = (await chat.says(乙, "提议 年度 陈桂兰 4星"))[0]
    assert "提一句：陈桂兰没有互评票数、没有民主评议结果、参考分没到那一档。怎么定，支部商量。" in answer
    await chat.says(乙, "互评 年度 唐敏 4星6 3星4")
    assert "没有互评票数" not in (await chat.says(乙, "提议 年度 唐敏 4星"))[0]


async def test_a_star_put_right_keeps_its_reason_and_is_taken_back_when_he_would_rather_not(chat: Chat) -> None:
    await chat.says(甲, "自评4星 清沟扫地都去了")
    assert "3 星，理由：清沟扫地都去了" in (await chat.says(甲, "不对，3星就行了"))[0]
    assert await chat.says(甲, "算了不评了") == [OFFERED.format("撤回自评")]
    await chat.says(甲, "是")
    assert not await StarSelfReport.exists()
