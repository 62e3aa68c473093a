"""Books that answer questions: quoted with number and page, or honestly not; loaded in versions."""

from pathlib import Path

import pytest

from config.database import transact
from config.sample import LIBRARY_FOLDER
from models.ledger.audit.rules import Cause
from models.library.catalogue.actions import load_book
from models.library.catalogue.rules import BookRefused, read_book
from tests.fakes.chat import Chat, at, 丙, 乙, 外村党员, 甲, 群众
from tests.organisation.tables import xlsx

GROUP = "wrLHC0001aB"
PARTY, RULES, SERVICES = (
    (LIBRARY_FOLDER / f"{name}.toml").read_text(encoding="utf-8") for name in ("party_abc", "rules", "services")
)
SAMPLE = "示例，以本村公布为准。"
MEETING = (
    "《基层党建ABC》示例问答 第 党1 条，第 1 页：党员大会多久开一次\n"
    f"支部党员大会一般每季度召开一次。依据：《中国共产党支部工作条例（试行）》。\n{SAMPLE}"
)


async def test_a_further_question_is_about_the_entry_just_shown(chat: Chat) -> None:
    [told] = await chat.says(群众, "我妈83了高龄补贴一个月好多钱")
    assert told.startswith("领多少，清单里没有写，可以到村(居)委会问一声。\n为民服务清单（示例） 第 5 条：高龄津贴\n")
    assert (await chat.says(群众, "要带啥子"))[0] == told.partition("\n")[2]
    # Of whom nothing was asked before nothing is known.
    assert "高龄津贴" not in (await chat.says(甲, "要带啥子"))[0]


async def test_a_handbook_is_quoted_or_says_that_it_holds_nothing(chat: Chat) -> None:
    assert await chat.says(群众, "ABC 党员大会多久开一次", to=GROUP) == [MEETING]
    assert await chat.says(甲, "abc 支部大会好久开一回") == [MEETING]
    assert await chat.says(甲, "手册 党1") == [MEETING]
    # What no entry tells is not made up: three titles at most, and nothing else.
    assert await chat.says(甲, "ABC 党员大会由谁召集") == [
        "未收录。最近的：党1 党员大会多久开一次；党9 党员大会要到多少人才能开；党10 党员大会怎么算通过"
    ]
    assert await chat.says(甲, "ABC 火星上怎么过冬") == [
        "未收录。我不乱说，可以到村(居)委会问一声。收录了什么，发“清单”“制度”或“ABC”看。"
    ]
    [several] = await chat.says(甲, "ABC 党员大会")
    assert several.startswith("讲到这个的不止一条：党1 党员大会多久开一次；")
    [listed] = await chat.says(甲, "ABC")
    assert listed.startswith("共 38 条：\n党1 党员大会多久开一次\n")
    # What the district has not loaded stands nowhere, by the word or said plainly.
    assert await chat.says(甲, "十法") == ["《群众工作十法》的资料尚未录入。"]
    assert await chat.says(甲, "基层干部十有是哪些", to=GROUP) == ["《基层干部十有》的资料尚未录入。"]
    assert await chat.says(甲, "老易 讲责任") == ["《老易讲党课》的资料尚未录入。"]
    assert await chat.says(甲, "民主ABC里村民代表会议怎么算通过") == [
        "《基层民主ABC》示例问答 第 民3 条，第 1 页：村民代表会议怎么算通过\n"
        f"要有三分之二以上的村民代表到会，决定由到会人员的过半数通过。依据：村民委员会组织法。\n{SAMPLE}"
    ]


async def test_a_repealed_rule_leads_to_the_one_that_holds(chat: Chat) -> None:
    [asked] = await chat.says(甲, "制度 财务审批")
    assert asked.startswith("规章制度（示例） 第 制02 条，第 1 页：村级财务审批制度\n每笔开支要有经手人")
    [repealed] = await chat.says(乙, "制度 一支笔")
    assert repealed == f"您问的“财务一支笔审批办法”已废止，现在执行的是下面这条。\n{asked}"
    # A rule that ends without another says so.
    without = RULES.replace("until = 2025-12-31\nreplaced_by", "until = 2025-12-31\n# replaced_by")
    await transact(lambda: load_book(read_book(without, "制度.toml"), Cause("book", chat.now)))
    [ended] = await chat.says(甲, "制度 一支笔")
    assert ended.endswith("这一条到2025年12月31日为止，已经废止，没有新的代替。")
    assert (await chat.says(甲, "制度"))[0].startswith("共 8 条：\n制02 村级财务审批制度\n")


async def test_what_a_service_needs_is_told_whole(chat: Chat) -> None:
    stamp = (
        "为民服务清单（示例） 第 1 条：盖章证明\n法律法规要求村里出的证明，村里才能出；村里不知道、查不清的事不盖章。\n"
        "带什么：本人身份证，要证明的事说清楚\n找谁：村(居)委会；谁批：书记或村委会主任\n"
        "多久：1 个工作日；费用：不收费\n"
        f"在哪里：村党群服务中心，工作日；投诉：12345\n{SAMPLE}"
    )
    assert await chat.says(群众, "清单 盖章证明") == [stamp]
    assert await chat.says(群众, "开证明找哪个", to=GROUP) == [stamp]
    assert await chat.says(群众, "清单 健康证明") == ["未收录。最近的：1 盖章证明"]
    assert "纠纷调解" in (await chat.says(群众, "我家地边和邻居扯皮找哪个"))[0]
    assert (await chat.says(群众, "村上能办哪些事"))[0].startswith("共 22 条：\n1 盖章证明\n2 低保申请\n")


async def test_a_new_version_replaces_and_a_village_has_its_own(chat: Chat) -> None:
    cause = Cause("book", chat.now)
    same = await transact(lambda: load_book(read_book(PARTY, "手册.toml"), cause))
    assert same == (0, 0)
    newer = PARTY.replace("一般每季度召开一次", "一般每季度开一次").partition('[[entry]]\nnumber = "党14"')[0]
    newer = newer.replace("示例-1", "示例-2").replace("2026-01-01", "2026-11-20", 1)
    assert await transact(lambda: load_book(read_book(newer, "手册.toml"), cause)) == (1, 1)
    assert "一般每季度开一次" in (await chat.says(甲, "ABC 党员大会多久开一次"))[0]
    [dues] = await chat.says(甲, "ABC 党费怎么交")
    assert dues.endswith("这一条到2026年11月19日为止，已经废止，没有新的代替。")
    # What holds only from next month on is not said before.
    coming = newer.replace("一般每季度开一次", "每季度至少开一次").replace("示例-2", "示例-3")
    assert await transact(
        lambda: load_book(read_book(coming.replace("2026-11-20", "2026-12-01", 1), "手册.toml"), cause)
    )
    assert "一般每季度开一次" in (await chat.says(甲, "ABC 党员大会多久开一次"))[0]
    # A village's own list stands before everybody's, and is nobody else's.
    own = SERVICES.partition('[[entry]]\nnumber = "2"')[0].replace("sample = true", 'unit = "510703009201"')
    own = own.replace("（示例）", "").replace("不收费", "免费")
    await transact(lambda: load_book(read_book(own, "清单.toml"), cause))
    [mine] = await chat.says(群众, "清单 盖章证明")
    assert "费用：免费" in mine and SAMPLE not in mine
    assert SAMPLE in (await chat.says(外村党员, "清单 盖章证明"))[0]


@at("2027-01-09T12:00:00+08:00")
async def test_who_keeps_rules_hears_once_a_year_of_those_that_nobody_has_changed_and_of_no_others(chat: Chat) -> None:
    own = "[[entry]]".join(RULES.split("[[entry]]")[::2][:2]).replace("sample = true", 'unit = "510703009201"')
    own = own.replace("（示例）", "").replace("2024-01-01", "2026-11-20", 1)
    await transact(lambda: load_book(read_book(own, "制度.toml"), Cause("book", chat.now)))
    await chat.moves_to("2027-01-11T09:00:00+08:00")
    assert "规章制度有" in "".join(chat.hears(丙))
    # A village whose rules are all new has nothing to look through.
    assert "规章制度有" not in "".join(chat.hears(乙))
    chat.hears_all()


async def test_of_a_small_book_whatever_it_holds_is_near_and_entries_stand_by_number(chat: Chat) -> None:
    entry = '[[entry]]\nnumber = "{}"\ntitle = "{}"\ntext = "示例。"\n'
    of_talks = [entry.format("10", "讲创业"), entry.format("9", "讲责任")]
    book = 'book = "laoyi"\nsource = "示例"\nversion = "1"\nvalid_from = 2026-01-01\n' + "".join(of_talks)
    await transact(lambda: load_book(read_book(book, "老易.toml"), Cause("book", chat.now)))
    assert (await chat.says(甲, "老易 讲发展"))[0].startswith("未收录。最近的：")
    assert "9 讲责任\n10 讲创业\n" in (await chat.says(甲, "老易"))[0]
    # What is repealed is nobody's way on.
    assert "制01" not in (await chat.says(甲, "制度 财务报销"))[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("book = ", "写法有误"),
        (PARTY.replace('number = "党2"', 'number = "党1"'), "编号 党1 有两条"),
        (RULES.replace('replaced_by = "制02"', 'replaced_by = "制99"'), "制01 的 replaced_by"),
        (SERVICES.replace("days = 1,", "days = -1,"), "days"),
        (PARTY.replace("# 示例问答", "# 机密 示例问答"), "密级标志"),
        (SERVICES.replace('phone = "12345"', 'phone = "13800138000"', 1), "手机号"),
        (PARTY.replace('book = "party_abc"', 'book = "novel"'), "book"),
    ],
    ids=["no file", "twice", "no successor", "days", "secret", "a mobile", "no book"],
)
def test_a_broken_book_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(BookRefused, match=f"没有装入 手册.toml：.*{why}"):
        read_book(text, "手册.toml")


async def test_one_entry_a_day_only_for_who_wants_it(chat: Chat) -> None:
    assert await chat.says(丙, "每日一条") == ["好的，工作日早上给您发一条。不想看了，发“不要每日一条”。"]
    await chat.moves_to("2026-11-23T09:30:00+08:00")
    heard = chat.everybody_hears()
    assert [who for who, told in heard.items() if any("今天的一条" in one for one in told)] == [丙]
    for said in ("不要每天发了", "不看了那个每天的"):
        assert "不再每天发了" in (await chat.says(丙, said))[0]
        await chat.says(丙, "每日一条")
    assert await chat.says(丙, "不要每日一条") == ["好的，不再每天发了。想查随时问，例如“ABC 党员大会多久开一次”。"]
    assert "每日一条没有开着" in (await chat.says(丙, "不要每日一条"))[0]
    await chat.moves_to("2026-11-24T09:30:00+08:00")
    assert not any("今天的一条" in one for told in chat.everybody_hears().values() for one in told)


def test_every_sample_says_that_it_is_one() -> None:
    for file in sorted(Path(LIBRARY_FOLDER).glob("*.toml")):
        book = read_book(file.read_text(encoding="utf-8"), file.name)
        assert book.sample and "示例" in book.source, file.name


HEADS = ("编号", "题目", "正文", "页码", "又叫")
METHODS = [HEADS, ("法1", "串门走访法", "多到群众家里坐一坐，听他说完再开口。", "3", "走访、串门")]


async def test_a_book_that_is_sent_as_a_table_is_shown_and_then_answers(chat: Chat) -> None:
    assert "发一张表格给我" in (await chat.says(丙, "装书"))[0]
    wrong = await chat.sends(丙, "手册.xlsx", xlsx(METHODS))
    assert "没有装入 手册.xlsx：文件名里要写是哪一本" in wrong[0]
    mobile = [HEADS, ("法1", "打电话", "打13812345678", "3", "")]
    assert "手机号" in (await chat.sends(丙, "群众工作十法.xlsx", xlsx(mobile)))[0]
    twice = [*METHODS, METHODS[1]]
    assert "编号 法1 有两条" in (await chat.sends(丙, "群众工作十法.xlsx", xlsx(twice)))[0]
    assert "由区里装入" in (await chat.sends(乙, "群众工作十法.xlsx", xlsx(METHODS)))[0]
    shown = (await chat.sends(丙, "群众工作十法（示例）.xlsx", xlsx(METHODS), "6101"))[0]
    counts = "全区的《群众工作十法》（群众工作十法（示例），标着示例）：共 1 条，新的、改过的 1 条，停用 0 条。"
    assert counts in shown
    assert (await chat.sends(丙, "群众工作十法（示例）.xlsx", xlsx(METHODS), "6101"))[0] == shown
    assert await chat.says(甲, "十法") == ["《群众工作十法》的资料尚未录入。"]
    assert f"装好了：{counts}" in (await chat.says(丙, "是"))[0]
    entry = "群众工作十法（示例） 第 法1 条，第 3 页：串门走访法\n多到群众家里坐一坐，听他说完再开口。\n" + SAMPLE
    assert await chat.says(甲, "十法 串门") == [entry]
    again = (await chat.sends(丙, "群众工作十法（示例）.xlsx", xlsx(METHODS)))[0]
    assert "新的、改过的 0 条，停用 0 条" in again
    await chat.says(丙, "取消")
    # A village's own list, of everything that stands in the sample's; nobody else reads it.
    own = [
        (*HEADS, "类别", "带什么", "找谁", "谁批", "工作日", "费用", "在哪里", "投诉"),
        (
            "1",
            "盖章证明",
            "先问清楚再盖。",
            "",
            "",
            "便民服务",
            "身份证",
            "村委会",
            "书记",
            "2",
            "免费",
            "村部",
            "12345",
        ),
    ]
    assert "本村的《为民服务清单》" in (await chat.sends(乙, "莲花池村为民服务清单.xlsx", xlsx(own)))[0]
    await chat.says(乙, "是")
    [mine] = await chat.says(群众, "盖章要带啥")
    assert mine.startswith("莲花池村为民服务清单 第 1 条：盖章证明\n先问清楚再盖。\n带什么：身份证\n找谁：村(居)委会；")
    assert "多久：2 个工作日" in mine
    assert SAMPLE in (await chat.says(外村党员, "清单 盖章证明"))[0]
    passed = [(*HEADS, "通过"), ("制1", "红白喜事从简", "酒席不过十桌。", "", "", "村民代表会议2026年11月20日")]
    await chat.sends(乙, "规章制度.xlsx", xlsx(passed))
    await chat.says(乙, "是")
    assert (await chat.says(甲, "制度 红白喜事"))[0].endswith("酒席不过十桌。\n村民代表会议2026年11月20日通过")
