"""What comes to stand against a star between its proposal and its filing, and who is told what to do about it."""

from models.ledger.audit.tables import AuditRow
from models.stars.appraisal.rules import StarState
from models.stars.appraisal.tables import StarAppraisal
from models.values.periods import Year
from tests.fakes.chat import Chat, after, at, 乙, 外村党员, 核实人, 甲, 群众, 镇干部
from tests.fakes.databases import ENGINES

YEAR = Year(2026)
桂花湾书记 = 外村党员


async def _goes_to(chat: Chat, day: str) -> None:
    await chat.skips_to(f"2026-{day}T14:05:00+08:00")


@at("2026-12-10T14:05:00+08:00")
async def _proposed(chat: Chat) -> None:
    """Let the branch propose in December: five stars for 陈桂兰 and the secretary, three for the others."""
    await chat.says(乙, "提议 陈桂兰 5星，其余 3星")
    await chat.says(核实人, "提议 罗正富 5星")
    await chat.says(乙, "评星会 应到8 实到7")


@after(_proposed)
async def _shown(chat: Chat) -> None:
    await chat.says(乙, "星级公示")
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    chat.groups_hear()


@after(_shown)
async def _sent(chat: Chat) -> None:
    await _goes_to(chat, "12-18")
    assert "8 名已报上级备案" in (await chat.says(乙, "报备"))[0]


async def _star(name: str = "陈桂兰") -> tuple[str, int | None]:
    row = await StarAppraisal.get(member__name=name, period=str(YEAR))
    return row.state, row.stars


async def _is_vetoed(chat: Chat) -> None:
    await chat.agreed(乙, "一票否决 陈桂兰 受党纪处分 涪纪〔2026〕3号")
    await chat.says(镇干部, "否决确认 P0001")
    chat.everybody_hears()


async def _moves(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    await chat.says(桂花湾书记, "接收 陈桂兰 本人愿意")
    chat.everybody_hears()


async def _found_unqualified(chat: Chat) -> str:
    """Note that 陈桂兰 was found unqualified, once she has been told face to face; return what is answered."""
    assert "要先当面告诉本人（陈桂兰）" in (await chat.says(乙, "民主评议 陈桂兰 不合格"))[0]
    return (await chat.says(乙, "是"))[0]


@after(_shown)
async def test_who_is_found_unqualified_keeps_no_star_that_was_shown(chat: Chat) -> None:
    told = await _found_unqualified(chat)
    assert "陈桂兰的星级正在公示" in told
    assert "“提议 陈桂兰 不评”" in told
    await _goes_to(chat, "12-18")
    answer = (await chat.says(乙, "报备"))[0]
    assert "7 名已报上级备案" in answer
    assert "陈桂兰（民主评议为不合格）没有报" in answer
    assert await _star() == (StarState.OPEN, None)
    assert "5 星：罗正富\n3 星" in (await chat.says(镇干部, "待备案"))[0]
    assert "提议 陈桂兰 不评" in (await chat.says(乙, "提议 陈桂兰 不评"))[0]
    assert "没有定星的同志" in (await chat.says(乙, "星级公示"))[0]
    assert chat.group_hears(chat.group_of("莲花池村")) == []


@after(_proposed)
async def test_an_outcome_that_undoes_a_proposal_says_what_to_send_next(chat: Chat) -> None:
    heard = "陈桂兰的星级提过了，这回不再公示，请发“提议 陈桂兰 不评”"
    assert heard in await _found_unqualified(chat)


@after(_sent)
async def test_an_outcome_that_undoes_a_star_that_was_sent_says_what_to_send_next(chat: Chat) -> None:
    heard = "陈桂兰的星级已报上级，请上级发“退回备案 莲花池村 陈桂兰 原因”"
    assert heard in await _found_unqualified(chat)


@after(_sent)
async def test_an_outcome_after_filing_asks_for_a_veto(chat: Chat) -> None:
    await chat.says(镇干部, "备案 莲花池村")
    assert "“一票否决 陈桂兰 民主评议不合格 文号”" in await _found_unqualified(chat)
    assert (await _star())[0] == StarState.FILED
    assert "一票否决 陈桂兰" not in (await chat.says(乙, "民主评议 陈桂兰 合格"))[0]


@after(_sent)
async def test_what_is_found_out_late_is_not_filed_and_one_member_goes_back_alone(chat: Chat) -> None:
    await _found_unqualified(chat)
    refused = (await chat.says(镇干部, "备案 莲花池村"))[0]
    assert refused == (
        "陈桂兰（民主评议为不合格）的星级不能备案，这次都没有备案。先发“退回备案 莲花池村 陈桂兰 原因”，"
        "由支委会重新提议，再发一次“备案 莲花池村”。"
    )
    assert "1 名星级已退回" in (await chat.says(镇干部, "退回备案 莲花池村 陈桂兰 与民主评议不符"))[0]
    assert "上级退回了本支部陈桂兰的星级备案：与民主评议不符" in chat.hears(乙)[0]
    assert "您2026年度的星级，镇街请支部再议一议：“与民主评议不符”。" in chat.hears(甲)[0]
    assert "7 名星级已备案" in (await chat.says(镇干部, "备案 莲花池村"))[0]
    assert await _star() == (StarState.COMMITTEE_PROPOSED, 5)
    assert "民主评议为不合格" in (await chat.says(乙, "星级公示"))[0]


@after(_sent)
async def test_only_a_name_is_no_reason_to_return_a_star(chat: Chat) -> None:
    assert "还差退回的原因" in (await chat.says(镇干部, "退回备案 莲花池村 陈桂兰"))[0]
    assert "2 名星级已退回" in (await chat.says(镇干部, "退回备案 莲花池村 陈桂兰、唐敏 请再议"))[0]
    assert "陈桂兰、唐敏" in chat.hears(乙)[0]
    assert "6 名星级已退回" in (await chat.says(镇干部, "退回备案 莲花池村 陈桂兰的材料没附"))[0]
    assert len(chat.everybody_hears()) == 8


@after(_shown)
async def test_a_veto_holds_nobody_else_up(chat: Chat) -> None:
    await _is_vetoed(chat)
    await _goes_to(chat, "12-18")
    answer = (await chat.says(乙, "报备"))[0]
    assert "7 名已报上级备案" in answer
    assert "陈桂兰（有经上级确认的一票否决）没有报" in answer
    assert "7 名星级已备案" in (await chat.says(镇干部, "备案 莲花池村"))[0]


@after(_sent)
async def test_who_is_deferred_while_shown_or_sent_is_not_filed(chat: Chat) -> None:
    await chat.says(乙, "暂缓评星 陈桂兰")
    assert "陈桂兰（这一期不参评）的星级不能备案" in (await chat.says(镇干部, "备案 莲花池村"))[0]
    await chat.says(镇干部, "退回备案 莲花池村 陈桂兰 暂不评")
    assert set(chat.everybody_hears()) == {甲, 乙}
    assert "7 名星级已备案" in (await chat.says(镇干部, "备案 莲花池村"))[0]


@after(_shown)
async def test_who_is_deferred_while_shown_is_not_sent(chat: Chat) -> None:
    await chat.says(乙, "暂缓评星 陈桂兰")
    await _goes_to(chat, "12-18")
    assert "陈桂兰（这一期不参评）没有报" in (await chat.says(乙, "报备"))[0]
    assert "没有公示期满的星级" in (await chat.says(乙, "报备"))[0]


@after(_shown)
async def test_nobody_left_to_send_is_said(chat: Chat) -> None:
    await _goes_to(chat, "12-11")
    for name in ("陈桂兰", "唐敏", "欧阳春燕", "周小川", "邓国才", "何光荣", "吉克·尔古"):
        await chat.says(乙, f"暂缓评星 {name}")
    await chat.says(镇干部, "暂缓评星 罗正富")
    await _goes_to(chat, "12-18")
    answer = (await chat.says(乙, "报备"))[0]
    assert answer.startswith("陈桂兰（这一期不参评）、罗正富（这一期不参评）、唐敏")
    assert "已报上级备案" not in answer


@after(_proposed)
async def test_who_was_taken_elsewhere_does_not_hold_up_the_publicity(chat: Chat) -> None:
    await _moves(chat)
    board = (await chat.says(乙, "星级公示"))[0]
    assert "陈桂兰已不在本支部参评，提议已撤回" in board
    assert "5 星：罗正富\n3 星" in board
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    assert await _star() == (StarState.OPEN, None)
    assert await AuditRow.filter(action="star_set_aside").count() == 1
    chat.groups_hear()


@after(_proposed)
async def test_who_was_taken_elsewhere_is_proposed_there(chat: Chat) -> None:
    await _moves(chat)
    assert "提议 陈桂兰 4 星" in (await chat.says(桂花湾书记, "提议 年度 陈桂兰 4星"))[0]
    assert await _star() == (StarState.COMMITTEE_PROPOSED, 4)
    assert "提议 4 星" in (await chat.says(桂花湾书记, "评星档案 年度"))[0]
    await chat.says(乙, "星级公示")
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    chat.groups_hear()


@after(_proposed, *ENGINES)
async def test_the_proposal_for_somebody_who_has_gone_is_taken_back_by_name(chat: Chat) -> None:
    await _moves(chat)
    assert "已撤回：2026年度对陈桂兰的提议" in (await chat.says(乙, "撤回提议 陈桂兰"))[0]
    await chat.says(乙, "星级公示")
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    chat.groups_hear()


async def test_a_deferral_follows_the_member(chat: Chat) -> None:
    await chat.says(乙, "暂缓评星 陈桂兰")
    await _moves(chat)
    await _goes_to(chat, "12-10")
    assert "陈桂兰这一期不参评" in (await chat.says(桂花湾书记, "提议 年度 陈桂兰 4星"))[0]
    assert "恢复参评" in (await chat.says(桂花湾书记, "恢复评星 陈桂兰"))[0]
    assert "提议 陈桂兰 4 星" in (await chat.says(桂花湾书记, "提议 年度 陈桂兰 4星"))[0]
    assert "您的评星恢复了" in chat.hears(甲)[0]


@after(_shown)
async def test_five_stars_that_came_by_objections_are_explained_as_well(chat: Chat) -> None:
    for number, who in enumerate(("何光荣", "唐敏", "邓国才"), 1):
        await chat.says(群众, f"异议 {who} 评低了，抗洪最辛苦")
        answer = (await chat.says(乙, f"答复 Y{9 + number:04} 改为5星 会上都同意"))[0]
        assert f"五星提议了 {2 + number} 名，超出比例（最多 2 名）" in answer
    await _goes_to(chat, "12-18")
    asked = (await chat.says(乙, "报备"))[0]
    assert "五星提议了 5 名，超出比例（最多 2 名）" in asked
    assert "回一句“说明 为什么”" in asked
    assert not await StarAppraisal.filter(state=StarState.SUBMITTED).exists()
    assert "8 名已报上级备案" in (await chat.says(乙, "说明 抗洪中都很突出"))[0]
    assert "超出比例的说明：抗洪中都很突出" in (await chat.says(镇干部, "待备案"))[0]


@after(_shown)
async def test_the_board_of_who_is_shown_anew_is_printed_again(chat: Chat) -> None:
    await chat.says(群众, "异议 陈桂兰 评高了，总在外面")
    await _goes_to(chat, "12-14")
    await chat.says(乙, "答复 Y0010 改为2星 核过记录")
    chat.everybody_hears()
    board = (await chat.says(乙, "星级公示"))[0]
    assert "没有等着公示的星级" in board
    assert "2 星：陈桂兰\n公示时间：12月15日（周二）到12月21日（周一）（5 个工作日）。" in board
    assert "罗正富" not in board
    assert not any(chat.groups_hear().values())


@after(_shown)
async def test_a_publicity_by_mistake_is_taken_back_and_its_group_told_once(chat: Chat) -> None:
    assert "这样发：撤回公示" in (await chat.says(乙, "撤回公示"))[0]
    assert "是书记用的" in (await chat.says(核实人, "撤回公示 贴早了"))[0]
    assert "8 名星级的公示已撤回" in (await chat.says(乙, "撤回公示 贴早了"))[0]
    [post] = chat.groups_hear()[chat.group_of("莲花池村")]
    assert "公示已撤回" in post
    assert "贴早了" not in post
    assert await _star() == (StarState.COMMITTEE_PROPOSED, 5)
    assert [row.reason for row in await AuditRow.filter(action="star_retract")] == ["贴早了"] * 8
    assert "没有可以撤回的公示" in (await chat.says(乙, "撤回公示 贴早了"))[0]
    assert "提议 陈桂兰 4 星" in (await chat.says(乙, "提议 陈桂兰 4星"))[0]
    await chat.says(乙, "星级公示")
    assert "已开始公示" in (await chat.says(乙, "是"))[0]
    chat.groups_hear()


@after(_shown)
async def test_a_publicity_stays_once_somebody_has_objected_or_it_has_ended(chat: Chat) -> None:
    await chat.says(群众, "异议 陈桂兰 评高了，总在外面")
    assert "已经有人提了异议" in (await chat.says(乙, "撤回公示 贴早了"))[0]
    await chat.says(群众, "撤回异议")
    chat.everybody_hears()
    assert "已经有人提了异议" in (await chat.says(乙, "撤回公示 贴早了"))[0]
    await _goes_to(chat, "12-22")
    assert "公示满了，撤不了" in (await chat.says(乙, "撤回公示 贴早了"))[0]


@after(_shown)
async def test_a_star_waits_while_its_veto_does(chat: Chat) -> None:
    await chat.agreed(乙, "一票否决 陈桂兰 受党纪处分 涪纪〔2026〕3号")
    await _goes_to(chat, "12-18")
    answer = (await chat.says(乙, "报备"))[0]
    assert "7 名已报上级备案" in answer
    assert "陈桂兰有一票否决还没有定，没有送" in answer
    assert "陈桂兰有一票否决还没有定" in (await chat.says(乙, "报备"))[0]
    await chat.says(镇干部, "备案 莲花池村")
    await chat.says(镇干部, "否决确认 P0001")
    chat.everybody_hears()
    assert "陈桂兰（有经上级确认的一票否决）没有报" in (await chat.says(乙, "报备"))[0]


@after(_sent)
async def test_nothing_is_filed_past_a_veto_that_waits(chat: Chat) -> None:
    await chat.agreed(乙, "一票否决 陈桂兰 受党纪处分 涪纪〔2026〕3号")
    refused = (await chat.says(镇干部, "备案 莲花池村"))[0]
    assert refused == ("陈桂兰有一票否决还没有定，这次都没有备案。先发“否决确认”看，定了再发一次“备案 莲花池村”。")
    chat.everybody_hears()


@after(_sent)
async def test_after_a_veto_no_list_shows_the_star_that_was(chat: Chat) -> None:
    await chat.says(镇干部, "备案 莲花池村")
    await _is_vetoed(chat)
    assert "陈桂兰" not in (await chat.says(乙, "星级名单"))[0]
    assert "2026年度：一票否决，不评星" in (await chat.says(甲, "我的星级"))[0]
    assert "陈桂兰 参考11.25 一票否决，不评星" in (await chat.says(乙, "评星档案"))[0]
    assert "状态：一票否决，不评星" in (await chat.says(乙, "评星档案 陈桂兰"))[0]
