"""通过, 退回, 同意, 不同意, 办结, 答复, 撤回: one word for every kind of number; without one, what waits."""

from collections import defaultdict
from datetime import timedelta

import pytest

from bot.understanding.numbered import Numbered
from handlers import COMMANDS, NUMBERED
from handlers.matters import words
from models.matters.steps.actions import told_of, waiting
from models.matters.steps.tables import Matter, MatterPerson
from models.organisation.authority.deciders import Part
from models.organisation.people.tables import Person
from models.stars.standing_out.actions import left_out
from models.values.numbers import Sign
from tests.fakes.books import act_of, open_books
from tests.fakes.chat import Chat, both_engines, 乙, 外村党员, 己, 戊, 核实人, 甲, 群众, 镇干部
from tests.fakes.databases import NOON

WHY = "年纪大了走不动"

# Which kinds share a word. Whoever adds a kind adds its letters to every word that it takes.
SHARED = {
    "通过": "A C E N T",
    "退回": "A C D E N T",
    "同意": "BG D GZ H I J M O P Q QB R T U X Z ZC",
    "不同意": "BG D GZ H I J M O Q QB R T U X Z ZC",
    "办结": "C F G K L S V",
    "答复": "F V W Y ZX",
    "撤回": "A BG C D E G GZ H I J M N O Q QB R T U V Y Z ZC ZX",
    "再议": "D",
    "满意": "V",
    "不满意": "V W",
}
# Words of two commands that go by what follows: 撤回 alone, or with the number of a record, is about records; 承诺 with
# a name and points is a review, 提议 with names and stars proposes those, with a number more of it, 进度 with words
# asks which decision is meant.
BY_WHAT_FOLLOWS = {
    "撤回": {"revoke", "take_back"},
    "月度红榜": {"honour_list", "ranking_mode"},
    "承诺": {"pledge", "promise"},
    "提议": {"propose_star", "amend_decision", "propose_decision"},
    "进度": {"decision_progress", "decisions"},
    "进展": {"decision_progress", "decisions"},
    "异议": {"object", "inquire"},
    "质询": {"inquire", "supervisors_question"},
}


def test_every_word_has_one_owner_or_goes_by_number() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for command in COMMANDS:
        for word in command.words:
            owners[word].add(command.name)
    assert {word: names for word, names in owners.items() if len(names) > 1} == BY_WHAT_FOLLOWS


def test_the_table_says_which_kinds_share_a_word() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for one in NUMBERED:
        for word in one.words:
            found[word].append(one.sign.letter)
    shared = {word: " ".join(sorted(signs)) for word, signs in found.items()}
    wanted = "".join(f'    "{word}": "{signs}",\n' for word, signs in shared.items() if SHARED.get(word) != signs)
    assert shared == SHARED, f"SHARED should say:\n{wanted}"
    assert {command.words[0] for command in words.COMMANDS} == set(SHARED)


@pytest.mark.parametrize("word", SHARED)
def test_a_word_is_plain_for_one_kind_at_most(word: str) -> None:
    plain: list[Numbered] = [one for one in NUMBERED if word in one.plain]
    assert len(plain) <= 1
    assert all(word in one.words for one in plain)


@both_engines
async def test_a_number_says_which_kind_is_meant(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    await chat.says(甲, "申请 卫生星 天天扫院坝")
    asked = chat.hears(乙)
    wish, star = (text.split(" ", 1)[0] for text in asked)
    assert (wish[0], star[0]) == ("M", "X")
    assert "环境卫生星这次没有授予" in (await chat.says(乙, f"不同意 {star}"))[0]
    assert "陈桂兰同志 2026 年免评" in (await chat.says(乙, f"同意{wish.lower()}"))[0]
    assert [text[:3] for text in chat.hears(甲)] == ["谢谢您", "支部同"]
    assert "已经同意，这一步不用办了" in (await chat.says(乙, f"同意 {wish}"))[0]
    branch = (await Person.get(userid=乙)).branch_id or 0
    assert (await Person.get(userid=甲)).id in await left_out(branch, 2026, chat.now.date())


async def test_without_a_number_it_is_the_only_thing_that_waits(chat: Chat) -> None:
    assert "没有等您“同意”的事" in (await chat.says(镇干部, "同意"))[0]
    assert "没有找到还在等答复的换班" in (await chat.says(乙, "同意"))[0]
    await chat.says(甲, f"免评 {WHY}")
    chat.hears_all()
    assert "陈桂兰同志 2026 年免评" in (await chat.says(乙, "同意"))[0]
    chat.hears_all()
    assert "没有找到还在等答复的换班" in (await chat.says(乙, "同意"))[0]


async def test_a_stray_word_gives_nothing_but_asks_what_it_would_do(chat: Chat) -> None:
    await chat.says(甲, "申请 卫生星 天天扫院坝")
    chat.hears_all()
    for said in ("同意", "我同意"):
        await chat.waits(timedelta(minutes=1))
        await chat.says(乙, "今天谁值班")
        [shown] = await chat.says(乙, said)
        assert "您是说“同意 X" in shown and "陈桂兰 环境卫生星" in shown and chat.hears(甲) == []
        await chat.says(乙, "取消")
    await chat.says(乙, "同意")
    assert "授予环境卫生星" in (await chat.says(乙, "是"))[0]
    assert chat.hears(甲) and chat.hears_all() is None


async def test_without_a_number_several_things_are_listed_and_nothing_is_done(chat: Chat) -> None:
    await chat.says(甲, f"免评 {WHY}")
    await chat.says(甲, "申请 卫生星 天天扫院坝")
    chat.hears_all()
    answer = (await chat.says(乙, "同意"))[0]
    assert "您可以“同意”的有 2 件" in answer
    assert f"陈桂兰 2026 年：{WHY}" in answer
    assert "陈桂兰 环境卫生星：天天扫院坝" in answer
    assert "先都没动" in answer
    assert "陈桂兰 环境卫生星" in (await chat.says(核实人, "授予"))[0]
    assert WHY not in (await chat.says(镇干部, "同意"))[0]


async def test_a_word_alone_finds_whatever_waits_for_it() -> None:
    """Every kind × word × state × taker: what somebody may say a word of is found by the word alone."""
    kinds = [one for one in NUMBERED if one.kind]
    async with open_books("sqlite"):
        owner, about, other = [await Person.get(userid=who) for who in (甲, 己, 核实人)]
        parts = {Part.OWNER: [owner.id], Part.ABOUT: [about.id], Part.OTHER: [other.id]}
        for one, kind in [(one, one.kind) for one in kinds if one.kind]:
            matter = await Matter.create(
                kind=kind.code, unit_id=owner.unit_id, title="", said={}, state=kind.first, opened_at=NOON
            )
            for part, people in parts.items():
                await MatterPerson.create(matter_id=matter.id, person_id=people[0], part=part, since=NOON)
            by_word = [one for one in kind.steps if one.word]
            for step, state in [(one, state) for one in by_word for state in sorted(one.sources & kind.open)]:
                await Matter.filter(id=matter.id).update(state=state)
                may, _ = await told_of(await act_of(乙), kind, matter.id, step.name, everybody=True)
                assert may, (kind.code, step.name)
                for person in may:
                    act, needs = await act_of(person.userid), one.words[step.word].needs
                    found = [taken.matter.id for taken in await waiting(act, [kind], step.word)]
                    assert matter.id in found, (kind.code, step.word, state, person.name)
                    own = person.id in (owner.id, about.id, other.id)
                    assert own or needs is None or act.asker.roles & needs, (kind.code, step.word, person.name)


def test_what_keeps_rows_of_its_own_says_what_waits_for_its_words() -> None:
    assert [one.sign for one in NUMBERED if one.words and not one.kind and one.waiting is Numbered.waiting] == []


async def test_who_is_asked_answers_without_the_number(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    chat.hears_all()
    assert "记下了" in (await chat.says(甲, "同意"))[0]
    assert "您还在莲花池村党支部，什么都没变" in (await chat.says(甲, "不同意"))[0]
    chat.hears_all()
    await chat.says(甲, f"免评 {WHY}")
    chat.hears_all()
    assert "好的，陈桂兰同志 2026 年照常参评" in (await chat.says(甲, "撤回"))[0]
    await chat.says(甲, "上报 打扫院坝 1小时")
    await chat.says(甲, f"免评 {WHY}")
    chat.hears_all()
    # Her newest record may be meant as well, so that nothing is taken back before she says which.
    answer = (await chat.says(甲, "撤回"))[0]
    assert "您最近报的一条服务" in answer
    assert "陈桂兰 2026 年" in answer
    assert "先都没动" in answer
    asked = (await chat.says(乙, "不同意 他还走得动"))[0]
    assert "只有这一件" in asked
    assert "您说的是：他还走得动" in asked
    assert "陈桂兰同志 2026 年照常参评" in (await chat.says(乙, "是"))[0]
    assert "照常参评" in "".join(chat.hears(甲))
    assert "没有等您“不同意”的事" in (await chat.says(乙, "不同意 他还走得动"))[0]


async def test_a_transfer_is_taken_in_by_its_number(chat: Chat) -> None:
    await chat.says(乙, "转出 陈桂兰 桂花湾村")
    await chat.says(乙, "是")
    number = chat.hears(外村党员)[0].split(" ", 1)[0]
    assert "没有找到" in (await chat.says(乙, f"同意 {number}"))[0]
    assert "已接收，陈桂兰同志" in (await chat.says(外村党员, f"同意 {number} 本人愿意"))[0]
    chat.hears_all()
    assert "桂花湾村" in (await chat.says(甲, "我是谁"))[0]


@pytest.mark.parametrize(
    ("who", "said", "heard"),
    [
        (乙, "同意 M0099", "没有找到 M0099"),
        (乙, "同意 A0001", "A0001 不能用“同意”"),
        (乙, "办结 Y0010", "Y0010 不能用“办结”"),
        (乙, "通过 S001", "S001 不能用“通过”"),
        (甲, "通过", "是核实人、书记、监督委员会、镇街、区委组织部用的"),
        (群众, "办结 S001", "是书记用的"),
        (戊, "同意 M0001", "用的，这次没办"),
    ],
)
async def test_what_a_word_does_not_do_is_said(chat: Chat, who: str, said: str, heard: str) -> None:
    assert heard in (await chat.says(who, said))[0]


async def test_nobody_decides_his_own_by_its_number(chat: Chat) -> None:
    await chat.says(核实人, "申请 卫生星 天天扫院坝")
    number = chat.hears(乙)[0].split(" ", 1)[0]
    assert number.startswith(Sign.THEME_STAR.letter)
    assert "这是您自己的事" in (await chat.says(核实人, f"同意 {number}"))[0]
    assert "没有找到" in (await chat.says(外村党员, f"同意 {number}"))[0]
    assert "祝贺" not in "".join(chat.hears(核实人))


@pytest.mark.parametrize("said", ["承诺得分 陈桂兰 8 上半年", "承诺 陈桂兰 8 上半年", "承诺评议 陈桂兰 8 上半年"])
async def test_a_pledge_is_reviewed_under_its_new_word_and_the_old_ones(chat: Chat, said: str) -> None:
    assert "8 分" in (await chat.says(乙, said))[0]


@pytest.mark.parametrize("said", ["开会 党课 11月20日 全到", "开会党课 11月20日 全到", "党课 11月20日 全到"])
async def test_a_class_is_entered_under_its_new_word_and_the_old_one(chat: Chat, said: str) -> None:
    assert "党课" in (await chat.says(乙, said))[0]
