"""导入名册: a secretary's own table is shown, entered after one yes, and taken back as a whole."""

import io
import zipfile
from datetime import timedelta

import pytest

from config.database import transact
from models.duty.roster.tables import DutySlot
from models.ledger.audit.tables import AuditRow
from models.machine.inbox.tables import InboxRow
from models.organisation.imports.tables import RollImport
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Branch, FormerName
from models.stars.appraisal.tables import StarAppraisal
from tests.fakes.chat import Chat, both_engines, 丙, 乙, 核实人, 甲, 群众, 镇干部
from tests.organisation.tables import Rows, cells, comma_separated, xlsx

# Two rows of headings, one of them merged, a title above and a sum below; names with blanks, groups in three forms.
OWN_FORM: Rows = [
    ["莲花池村党员花名册"],
    ["序号", "姓名", "基本情况", "", "", "企业微信账号", "职务", "任期至"],
    ["", "", "政治面貌", "所在组", "性别", "", "", ""],
    [1, "张 三", "中共党员", "3组", "男", "zhangsan", "支委", "2029年12月"],
    [2, "陈桂兰", "党员", "第一村民小组", "女", "", "", ""],
    [3, "李思远", "预备党员", 2, "男", "lisiyuan", "会计", ""],
    [4, "王小二", "党员", "二组", "男", 1.38e10, "", ""],
    ["合计：4人"],
]
TABLE = xlsx(OWN_FORM, "党员", [(1, 2, 1, 4, "基本情况")])


def file_for(chat: Chat, who: str) -> tuple[str, bytes]:
    """Return the newest file in somebody's private chat with the application."""
    return chat.files(f"app:{who}")[-1]


async def counts() -> tuple[int, int, int]:
    return await Person.filter(left_on=None).count(), await Post.all().count(), await AuditRow.all().count()


@both_engines
async def test_a_secretary_brings_his_own_table_and_takes_it_back(chat: Chat) -> None:
    before = await counts()
    shown = (await chat.sends(乙, "花名册.xlsx", TABLE))[0]
    assert shown.splitlines() == [
        "表看过了，还没有写进去。新增 2，修改 1，不变 0，有问题 1。",
        "新增：张三（正式党员，三组，支委）、李思远（预备党员，二组）",
        "修改：",
        "· 陈桂兰　村民小组：没有登记 → 一组",
        "有问题，先不导：",
        "· “党员”第7行 王小二　企业微信账号：这里像是手机号。要填的是企业微信账号，"
        "在“通讯录”里点这位同志就看得到；名册不记手机号。",
        "岗位没有登记的：",
        "· “党员”第6行 李思远　岗位“会计”认不出来，没有登记。",
        "这些列没有读：性别。",
        "有问题的行已单独做成一份表，由应用私聊发给您，红格里改好再发给我。发“导入”就写进名册；表里没有的人不动。"
        "24 小时内发“撤销导入”可以整批撤回。",
    ]
    assert await counts() == before
    assert chat.hears(乙) == ["[文件] 要改的行.xlsx"]
    head, names, row = cells(file_for(chat, 乙)[1])
    assert (head[1], names[8], row[1], row[8][:7]) == ("姓名", "哪里不对", "王小二", "这里像是手机号")

    said = (await chat.says(乙, "导入", "bot"))[0]
    assert said.startswith("好了，新增 2 人，修改 1 人。有问题的 1 行没有导。")
    assert chat.hears(甲) == ["名册里您的资料改了。村民小组：没有登记 → 一组。哪里不对，跟书记说一声。"]
    zhang = await Person.get(userid="zhangsan").select_related("branch")
    assert zhang.branch is not None
    assert (zhang.branch.name, zhang.standing, zhang.villagers_group) == ("莲花池村党支部", "full", "三组")
    # Nobody counts as told, and nobody has agreed to anything, because of a table.
    assert (zhang.noticed_at, zhang.publish_name) == (None, False)
    assert [post.title for post in await Post.filter(person_id=zhang.id)] == ["支委"]
    assert "支委" in (await chat.says(乙, "岗位"))[0]
    actions = [row.action for row in await AuditRow.filter(actor=乙, at=chat.now).order_by("id")]
    assert actions == ["enter_person", "give_post", "change_person", "enter_person", "import"]

    entered = await counts()
    again = (await chat.sends(乙, "花名册.xlsx", TABLE))[0]
    assert again.startswith("表看过了，还没有写进去。新增 0，修改 0，不变 3，有问题 1。")
    assert "发“导入”" not in again
    assert "现在没有等您确认的名册" in (await chat.says(乙, "导入"))[0]
    assert await counts() == entered

    assert (await chat.says(乙, "撤销导入"))[0].startswith("把最近这次导入的 3 人整批撤回")
    assert await chat.says(乙, "是") == ["好了，3 人已经撤回。"]
    assert chat.hears(甲)[0].startswith("名册里您的资料和岗位改回了原来的样子")
    assert (await counts())[:2] == before[:2]
    assert (await Person.get(userid=甲)).villagers_group is None
    assert "没有 24 小时以内的导入" in (await chat.says(乙, "撤销导入"))[0]
    chat.hears_all()


async def test_the_form_holds_what_is_known_and_changes_nothing_as_it_is(chat: Chat) -> None:
    assert (await chat.says(乙, "导入名册"))[0].startswith("名册模板由应用私聊发给您，现有的人已经填在里面。")
    name, form = file_for(chat, 乙)
    assert name == "名册模板.xlsx"
    head, *rows = cells(form)
    assert head == ["姓名", "企业微信账号", "单位", "支部", "身份", "类别", "村民小组", "岗位", "任到"]
    assert {row[0] for row in rows} >= {"罗正富", "陈桂兰", "马小军"}
    assert b"<dataValidation " in zipfile.ZipFile(io.BytesIO(form)).read("xl/worksheets/sheet1.xml")
    shown = (await chat.sends(乙, name, form))[0]
    assert shown.splitlines()[0] == f"表看过了，还没有写进去。新增 0，修改 0，不变 {len(rows)}，有问题 0。"
    assert shown.splitlines()[-1] == "这张表和名册一样，不用导入。"
    # An office, which leads no unit of its own, writes into an empty one.
    await chat.says(镇干部, "导入名册")
    assert len(cells(file_for(chat, 镇干部)[1])) == 1
    chat.hears_all()


FORMS = [
    comma_separated([["帐号", "党员姓名", "组"], ["zhangsan", "张　三", "三社"]], "gbk"),
    comma_separated([["姓名", "企微账号（userid）", "身份"], ["张三", "ＺｈａｎｇＳａｎ", "正式"]]),
    "姓名\t账号\n张三\tzhangsan\n".encode("utf-16"),
    xlsx(
        [["一、名单"], [], ["组别", "姓  名", "账号*"], ["三组", "张三", "zhangsan"], ["", "李四", "lisi"]],
        merged=[(3, 0, 4, 0, "三组")],
    ),
]


@pytest.mark.parametrize("table", FORMS, ids=["gbk", "utf-8", "utf-16 with tabs", "merged groups"])
async def test_a_table_may_look_as_it_likes(chat: Chat, table: bytes) -> None:
    assert "新增 1" in (await chat.sends(乙, "表.csv", table))[0].replace("新增 2", "新增 1")
    await chat.says(乙, "导入")
    assert await Person.filter(userid_key="zhangsan", name="张三").count() == 1
    assert {one.villagers_group for one in await Person.filter(userid="lisi")} <= {"三组"}
    chat.hears_all()


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024 * 1024))
    return written.getvalue()


NOT_TAKEN = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "这个文件打不开"),
    "a broken archive": (b"PK\x03\x04" + bytes(99), "这个文件打不开"),
    "a web page": (b"\xef\xbb\xbf<html><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d</td></tr></table>", "这是网页存成的表"),
    "services": (xlsx([["日期", "姓名", "做了什么", "时长"], ["12月1日", "陈桂兰", "扫街", "1小时"]]), "像是服务记录"),
    "no names": (xlsx([["日期", "事项"], ["12月1日", "开会"]]), "没有找到“姓名”这一列"),
    "identity numbers": (xlsx([["姓名", "身份证号"], ["张三", ""]]), "表里有“身份证”"),
    "an identity number": (xlsx([["姓名", "编号"], ["张三", "510703197001011234"]]), "表里有证件号码（“Sheet1”第2行）"),
    "hardship": (xlsx([["姓名", "是否低保"], ["张三", "是"]]), "表里有“低保”"),
    "a secret": (xlsx([["机密★1年"], ["姓名", "账号"], ["张三", "zhangsan"]]), "表里有“机密”字样"),
}  # fmt: skip


async def test_a_branch_is_known_by_its_full_its_short_and_its_former_name(chat: Chat) -> None:
    branch = await Branch.get(name="莲花池村党支部")
    await transact(lambda: FormerName.create(name="荷塘村党支部", branch_id=branch.id, until=chat.now.date()))
    head = ["党员姓名", "人员类别", "所在党组织", "现任职务", "任职起止"]
    table = comma_separated(
        [
            ["中共莲花池村支部委员会党员名册"],
            head,
            ["冯　一", "正式党员", "中共金峰镇莲花池村支部委员会", "支委", "2026.11-2029.11"],
            ["陈二", "正式党员", "莲花池党支部", "党小组长", "2026年11月至2029年11月"],
            head,
            ["卫三", "正式党员", "荷塘村支部", "", ""],
            ["蒋四", "正式党员", "桂花湾村党支部", "", ""],
        ],
        "gbk",
    )
    shown = (await chat.sends(乙, "名册.csv", table))[0]
    assert "新增 3，修改 0，不变 0，有问题 1。" in shown
    assert "第7行 蒋四　支部：没有找到“桂花湾村党支部”" in shown
    await chat.says(乙, "导入", "bot")
    assert [one.valid_to.isoformat() for one in await Post.filter(person__name="冯一")] == ["2029-11-30"]
    assert await Person.filter(name__in=["冯一", "陈二", "卫三"], branch_id=branch.id).count() == 3
    chat.hears_all()


async def test_what_is_no_roster_is_not_taken_and_not_kept(chat: Chat) -> None:
    before = await counts()
    for what, (table, said) in (NOT_TAKEN | {"a bomb": (bomb(), "这个文件太大了")}).items():
        assert said in (await chat.sends(乙, "表.xlsx", table))[0], what
        assert "现在没有等您确认的名册" in (await chat.says(乙, "导入"))[0], what
    assert (await counts(), await RollImport.all().count()) == (before, 0)
    assert [row.payload for row in await InboxRow.exclude(payload=None)] == []
    assert "表格没有留下：名册由书记和镇街的同志导入" in (await chat.sends(群众, "表.xlsx", TABLE))[0]
    chat.hears_all()


ROWS_WITH_FAULTS = [
    (["张三", "", "党员", "核实人", "2029年"], "岗位：核实人要在这里办事，要有企业微信账号"),
    (["张三", "1.38E+10", "", "", ""], "这一格被表格软件变成了 1.38E+10"),
    (["张三", "张三", "", "", ""], "“张三”不是账号"),
    (["张3", "zhang3", "", "", ""], "姓名：“张3”不像是姓名"),
    (["陈桂兰", "guilan2", "", "", ""], "名册里已有陈桂兰（账号 chenguilan）"),
    (["李志强", "lizhiqiang", "", "", ""], "这个账号是别的单位名册上的"),
    (["陈桂兰", "", "群众", "", ""], "不再是党员要走程序"),
    (["陈桂兰", "", "高级党员", "", ""], "“高级党员”认不出来"),
    (["马小军", "", "", "支委", "2029年"], "岗位：支委要由正式党员担任，马小军在名册上是群众"),
    (["邓国才", "", "", "村委会委员", "2029年"], "不能同时在村(居)务监督委员会任职"),
    (["陈桂兰", "", "", "支委", "下一届"], "任到：“下一届”看不出是哪一天"),
]


async def test_each_row_with_a_fault_says_where_and_why_and_is_left_out(chat: Chat) -> None:
    head = ["姓名", "账号", "身份", "岗位", "任到"]
    for row, said in ROWS_WITH_FAULTS:
        shown = (await chat.sends(乙, "表.xlsx", xlsx([head, row])))[0]
        assert "有问题 1" in shown, row
        assert "“Sheet1”第2行" in shown and said in shown, (row, shown)
        assert cells(file_for(chat, 乙)[1])[1][0] == row[0]
    twice = (await chat.sends(乙, "表.xlsx", xlsx([head, ["陈桂兰"], ["陈桂兰", "chenguilan"]])))[0]
    assert "有问题 2" in twice and "出现了两次" in twice
    shared = (await chat.sends(乙, "表.xlsx", xlsx([head, ["张三", "m005"], ["李四", "m005"]])))[0]
    beside = [[*row, "", *row] for row in (["姓名", "账号"], ["张三", "m005"])]
    assert "右边另有一张表，请放到另一个工作表里再发" in (await chat.sends(乙, "表.xlsx", xlsx(beside)))[0]
    assert "李四　企业微信账号：一个账号写给了张三、李四2个人" in shared
    chat.hears_all()


async def test_posts_that_are_others_to_give_are_left_out_and_the_row_is_not(chat: Chat) -> None:
    head = ["姓名", "账号", "岗位", "任到"]
    rows = [
        ["张三", "zhangsan", "书记", "2029年"],
        ["李四", "lisi", "支委", ""],
        ["王五", "wangwu", "党小组长", "2025-1-1"],
        ["罗正富", "", "支委", "2029年"],
    ]
    shown = (await chat.sends(乙, "表.xlsx", xlsx([head, *rows])))[0]
    assert "新增 3，修改 0，不变 1，有问题 0" in shown
    for said in ("书记由镇街或区委组织部登记", "“支委”没有写任到哪天", "任期已经过了", "自己的岗位要由上级登记"):
        assert said in shown
    await chat.says(乙, "导入")
    assert await Post.filter(person__userid__in=["zhangsan", "lisi", "wangwu"]).count() == 0
    chat.hears_all()


async def test_three_hundred_rows_with_two_broken_are_done_in_three_messages(chat: Chat) -> None:
    days = ["2029-12-31", "2029/12/31", "2029年12月31日", "2029.12", "20291231"]
    names = ["".join((a, b, c)) for a in "赵钱孙李周吴" for b in "建国文明春" for c in "华强军芳兰英平安福德"]
    head = ["村名", "姓名", "账号", "身份", "小组", "岗位", "任到"]
    rows = [
        [
            "桂花湾",
            name,
            f"u{number:03}",
            "党员",
            f"{number % 9 + 1}组",
            "党小组长" if number % 10 == 0 else "",
            days[number // 10 % 5] if number % 10 == 0 else "",
        ]
        for number, name in enumerate(names)
    ]
    rows[7][2], rows[200][1] = "1.38E+10", "赵"
    shown = (await chat.sends(镇干部, "全镇.xlsx", xlsx([head, *rows], "名单")))[0]
    assert "新增 298，修改 0，不变 0，有问题 2" in shown
    assert len(cells(file_for(chat, 镇干部)[1])) == 3
    assert "好了，新增 298 人" in (await chat.says(镇干部, "导入"))[0]
    assert await Person.filter(unit__name__startswith="桂花湾村", userid__startswith="u").count() == 298
    ends = {str(post.valid_to) for post in await Post.filter(person__userid__startswith="u")}
    assert ends == {"2029-12-31"}
    chat.hears_all()

    # More than twenty people of an office are taken back by two of the district.
    await chat.says(镇干部, "撤销导入")
    asked = (await chat.says(镇干部, "是"))[0]
    assert "整批撤回要区里另一位同志同意（U" in asked
    assert await Person.filter(userid__startswith="u", left_on=None).count() == 298
    number = asked.partition("（")[2][:4]
    assert number in chat.hears(丙)[-1]
    assert f"已经报上去了（{number}）" in (await chat.says(镇干部, "撤销导入"))[0]
    # It was asked in time; what the import held is kept for the answer.
    await chat.waits(timedelta(hours=25))
    chat.hears_all()
    assert number in (await chat.says(丙, "待办"))[0]
    assert (await chat.says(丙, f"同意 {number}"))[0] == "好了，298 人已经撤回。"
    assert "298 人已经撤回" in chat.hears(镇干部)[-1]
    assert await Person.filter(userid__startswith="u", left_on=None).count() == 0
    chat.hears_all()


async def test_what_changed_since_stays(chat: Chat) -> None:
    await chat.sends(乙, "表.xlsx", TABLE)
    await chat.says(乙, "加人 王老五 党员 账号 wanglaowu")
    await chat.says(乙, "是")
    await chat.says(乙, "改人 陈桂兰 一组")
    await chat.says(乙, "是")
    # What was shown is no longer so: it is shown anew, and nothing is written.
    assert (await chat.says(乙, "导入"))[0].startswith("看过之后名册又改过，没有写进去。现在是这样：")
    assert not await Person.filter(userid="zhangsan").exists()
    await chat.says(乙, "导入")
    await chat.says(乙, "改人 张三 五组")
    await chat.says(乙, "是")
    assert "整批撤回" in (await chat.says(乙, "撤回刚才导入的"))[0]
    assert await chat.says(乙, "是") == ["好了，1 人已经撤回。这几位后来又改过，没有动：张三。"]
    assert (await Person.get(userid="zhangsan")).left_on is None
    assert (await Person.get(userid="wanglaowu")).left_on is None
    chat.hears_all()


async def test_a_file_that_comes_again_or_cannot_be_had_does_no_harm(chat: Chat) -> None:
    assert "列的顺序不限" in (await chat.says(乙, "我有张党员花名册，怎么放进来"))[0]
    first = await chat.sends(乙, "表.xlsx", TABLE, msgid="file-1")
    assert "不算了，以这份为准" not in first[0]
    assert (await chat.sends(乙, "表.xlsx", TABLE))[0].endswith("前面那份看过、还没导入的表不算了，以这份为准。")
    assert await chat.sends(乙, "表.xlsx", TABLE, msgid="file-1") == first
    assert await RollImport.all().count() == 2
    # WeCom keeps it for five minutes.
    chat.stand_in.encrypted.keep = lambda data, name="": "/aibot/media/gone"  # type: ignore[method-assign]
    assert "没有取到，什么都没有记" in (await chat.sends(乙, "表.xlsx", TABLE))[0]
    chat.hears_all()


async def test_what_stood_on_paper_comes_with_the_same_table_and_goes_with_it(chat: Chat) -> None:
    head = ["姓名", "村", "上年星级", "承诺事项", "本月值班"]
    rows = [
        ["陈桂兰", "莲花池", "4星", "12月底前修好三组路灯；明年3月底前清一遍沟", ""],
        ["唐敏", "莲花池", "2025年★★★", "帮低保户李四修房子 12月底前", "12月3日上午、12月8日"],
        ["何光荣", "莲花池", "", "", "12月3日下午"],
        ["周小川", "莲花池", "", "修路灯", ""],
    ]
    table = xlsx([head, *rows])
    # A star is the township's to file, on paper as here.
    shown = (await chat.sends(乙, "期初.xlsx", table))[0]
    assert "上年星级“2025年4星”：由镇街或区委组织部导入" in shown
    assert "何光荣　本月值班" not in shown and "还不在坐班名单，先由书记发“加入值班”" in shown
    assert "从纸上带过来：承诺 2 项、值班 3 项。" in shown
    assert "值班 12月3日上午、值班 12月8日上午" in shown
    assert "大家都看得到" in shown
    assert "承诺：要写到哪天" in shown
    await chat.says(乙, "导入")
    assert "修好三组路灯" in (await chat.says(群众, "公开承诺"))[0]
    assert "12月8日" in (await chat.says(乙, "排班 12月"))[0]
    seats = await DutySlot.filter(person__name="唐敏", why=None).values_list("day", "part")
    assert {f"{day} {part}" for day, part in seats} >= {"2026-12-03 am", "2026-12-08 am", "2026-12-08 pm"}
    chat.hears_all()

    shown = (await chat.sends(镇干部, "期初.xlsx", table))[0]
    assert "从纸上带过来：上年星级 2 项。" in shown
    await chat.says(镇干部, "导入")
    for asked in ("我的星级 2025年", "我的星级"):
        lines = (await chat.says(甲, asked))[0].split("\n")
        assert ["4 星" in one for one in lines if one.startswith("2025年度：")] == [True]
    for who in (镇干部, 乙):
        again = (await chat.sends(who, "期初.xlsx", table))[0]
        assert "从纸上带过来" not in again and "新增 0，修改 0" in again
    for who in (镇干部, 乙):
        await chat.says(who, "撤销导入")
        assert "已经撤回" in (await chat.says(who, "是"))[0]
    assert not await StarAppraisal.filter(period="2025").exists()
    assert "这里还没有公开承诺" in (await chat.says(群众, "公开承诺"))[0]
    assert await DutySlot.filter(person__name="唐敏", day="2026-12-08", why=None).count() == 0
    chat.hears_all()


async def test_a_branch_where_a_unit_should_stand_is_read_as_that_branch_of_its_unit(chat: Chat) -> None:
    rows: Rows = [
        ["姓名", "单位", "身份"],
        ["赵大力", "莲花池村党支部", "正式党员"],
        ["钱二", "火星村党支部", "正式党员"],
    ]
    shown = (await chat.sends(乙, "名册.xlsx", xlsx(rows)))[0]
    assert "新增：赵大力（莲花池村党支部，正式党员）" in shown
    assert "钱二　单位：没有找到叫“火星村党支部”" in shown
    await chat.says(乙, "导入")
    entered = await Person.get(name="赵大力").select_related("unit", "branch")
    assert (entered.unit.name, entered.branch and entered.branch.name) == ("莲花池村", "莲花池村党支部")


async def test_a_promise_of_which_something_was_said_since_stays_when_its_table_is_taken_back(chat: Chat) -> None:
    rows: Rows = [["姓名", "村", "承诺事项"], ["唐敏", "莲花池", "12月底前修好三组路灯；明年3月底前清一遍沟"]]
    await chat.sends(乙, "期初.xlsx", xlsx(rows))
    await chat.says(乙, "导入")
    number = next(line.split()[0] for line in (await chat.says(核实人, "公开承诺"))[0].split("\n") if "路灯" in line)
    await chat.says(核实人, f"办结承诺 {number} 六盏都亮了")
    chat.hears_all()
    await chat.says(乙, "撤销导入")
    await chat.says(乙, "是")
    left = (await chat.says(群众, "公开承诺"))[0]
    assert "修好三组路灯" in left and "清一遍沟" not in left
    chat.hears_all()


async def test_the_class_is_read_by_each_of_its_names_and_its_want_is_said(chat: Chat) -> None:
    for heading in ("人员类型", "身份类别", "人员类别"):
        rows: Rows = [["姓名", "账号", "单位", heading], ["张三", "zhangsan", "金峰镇莲花池村", "正式党员"]]
        shown = (await chat.sends(乙, "名单.xlsx", xlsx(rows)))[0]
        assert "正式党员）" in shown and "没有读" not in shown, heading
    rows = [["姓名", "账号", "单位"], ["张三", "zhangsan", "金峰镇莲花池村"]]
    shown = (await chat.sends(乙, "名单.xlsx", xlsx(rows)))[0]
    assert "表里没有“身份”这一列，新增的 1 位都按群众记" in shown
    chat.hears_all()


async def test_what_many_rows_lack_is_said_once(chat: Chat) -> None:
    rows: Rows = [
        ["姓名", "企业微信账号"],
        *([f"王{one}军", f"wang{n}x"] for n, one in enumerate("安民海山川河江湖天地")),
    ]
    shown = (await chat.sends(镇干部, "花名册.xlsx", xlsx(rows)))[0]
    assert "· “Sheet1”第2行起 10 行　单位：没有写是哪个村、社区或单位的，加一列“单位”就行。" in shown
    assert shown.count("没有写是哪个村") == 1
    assert chat.hears(镇干部) == ["[文件] 要改的行.xlsx"]


async def test_many_who_come_by_one_table_are_one_line_of_the_changes(chat: Chat) -> None:
    rows: Rows = [["姓名", "企业微信账号", "身份", "岗位", "任到"]]
    rows = [*rows, *([f"王{one}军", f"wang{n}x", "党员", "", ""] for n, one in enumerate("安民海山川"))]
    rows = [*rows, ["赵大海", "zhaodahai", "党员", "村(居)委会主任", "2029年"]]
    await chat.sends(乙, "花名册.xlsx", xlsx(rows))
    await chat.says(乙, "导入", "bot")
    chat.hears_all()
    lines = (await chat.says(乙, "名册改动"))[0].splitlines()[1:]
    assert [line.partition("：")[2] for line in lines[:2]] == ["赵大海 任职 村(居)委会", "导入 6 人"]
