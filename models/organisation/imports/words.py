"""A roster in somebody's own form: which column says what, and what stands in a cell; pure."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.language.pattern import Pattern
from models.organisation.imports import texts
from models.organisation.imports.balances import Balance
from models.organisation.imports.rules import Field, Page, Row, RowFault
from models.organisation.people.rules import Role
from models.organisation.posts.words import post_named
from models.organisation.register.words import CLASSES, STANDINGS, group_named
from models.organisation.units.texts import row_at
from models.values.delicate import Delicate, delicate_in
from models.values.refusal import Refusal
from models.values.sheets import SheetCell, TableSheet, cell_at, head_of, words_of

_EPOCH = datetime(2026, 1, 1)  # noqa: DTZ001  # for tables without days that count from a moment
# How a column is called; what stands in brackets, blanks and marks do not count.
_HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: ("姓名", "名字", "党员姓名", "人员姓名", "成员姓名"),
    Field.ACCOUNT: (
        "账号",
        "帐号",
        "企业微信账号",
        "企业微信帐号",
        "企微账号",
        "企微号",
        "企业微信号",
        "成员账号",
        "userid",
    ),
    Field.UNIT: (
        "单位",
        "单位名称",
        "所在单位",
        "工作单位",
        "村",
        "社区",
        "村社区",
        "村居",
        "所在村",
        "所在社区",
        "所属村",
        "村名",
        "村名称",
        "社区名称",
        "村居名称",
        "村社区名称",
    ),
    Field.BRANCH: (
        "支部",
        "党支部",
        "所在支部",
        "所在党支部",
        "支部名称",
        "党支部名称",
        "所在党组织",
        "党组织",
        "党组织名称",
    ),
    Field.STANDING: ("身份", "党员身份", "政治面貌", "人员身份", "党籍状态", "党员类型", "正式预备", "党籍"),
    Field.CLASS: (
        "类别",
        "党员类别",
        "人员类别",
        "人员类型",
        "身份类别",
        "类型",
        "流动情况",
        "是否流动",
        "是否流动党员",
    ),
    Field.GROUP: (
        "村民小组",
        "小组",
        "组别",
        "组",
        "社",
        "所在小组",
        "所在组",
        "村组",
        "居民小组",
        "村民组",
        "居住小组",
        "网格",
        "所在网格",
    ),
    Field.POST: ("岗位", "职务", "党内职务", "现任职务", "担任职务", "村内职务", "任职情况", "职务岗位", "岗位职务"),
    Field.UNTIL: (
        "任到",
        "任期",
        "任期至",
        "任期到",
        "任期截止",
        "任职起止",
        "任期起止",
        "起止时间",
        "届满",
        "届满时间",
        "任期届满",
        "到期时间",
        "任职到期",
    ),
}
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
# What nobody needs to be told is not read: it says nothing of a person.
_PLAIN = ("序号", "编号", "no.", "no", "哪里不对")
# A table with such a column, or under such a title, is not taken at all.
_IDENTITY = re.compile(r"身份证|公民身份|证件号|社保卡?号|银行卡|一卡通|账户")
_HARDSHIP = re.compile(r"贫困|低保|五保|特困|困难|残疾|致贫|病情|病种|患病|救助|帮扶原因")
_SECRET = re.compile(r"绝密|机密|秘密|内部资料|涉密|信访|处分|案件")
_REFUSED = ((_SECRET, texts.SECRET), (_IDENTITY, texts.IDENTITY), (_HARDSHIP, texts.HARDSHIP))
# Of a table that says beside these only what was done, nothing comes onto the books.
_WHO = frozenset({Field.NAME, Field.UNIT, Field.BRANCH, Field.GROUP})
_DEED = re.compile(r"做了什么|服务内容|时长|工时|活动")
# How long a heading is at most, and a number of an identity card or of a bank at least.
_HEADING_MOST, _IDENTITY_LEAST = 40, 15
_NAME = Pattern(r"[\u3400-\u9fff\U00020000-\U0003134f](?:[·\u3400-\u9fff\U00020000-\U0003134f]{1,15})")
_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_SUMS = re.compile(r"合计|小计|总计|共计|填表|制表|审核|注[:：]|说明|备注")
_NOTHING = frozenset(
    {"", "无", "—", "－", "-", "/", "\\", "空", "暂无", "没有", "党员", "群众", "无职党员", "普通党员"}
)
_NO_CLASS = frozenset({"", "无", "—", "－", "-", "/", "空", "暂无", "否", "不是", "非流动"})
_MORE_STANDINGS = {"正式": "full", "普通党员": "full", "无职党员": "full"} | dict.fromkeys(
    ("积极分子", "入党积极分子", "发展对象", "非党员"), "none"
)
_MEMBER = "党员"
_POWER = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_MOBILE_NUMBER = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
# A day, one of a short year, a day without signs, a month, a year; what is not said is empty.
_DAYS = (
    re.compile(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})(?!\d)日?"),
    re.compile(r"(?<!\d)([2-4]\d)[年./-](\d{1,2})[月./-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)([2-4]\d)年(\d{1,2})月()"),
    re.compile(r"(20\d\d)(\d\d)(\d\d)"),
    re.compile(r"(20\d\d)[年./-](\d{1,2})月?()"),
    re.compile(r"(20\d\d)年?()()"),
)
_DIGITS = {ord(digit): str(value) for value, digits in enumerate(("〇零○", *"一二三四五六七八九")) for digit in digits}
# Day 0 of what a spreadsheet counts days from.
_SPREADSHEET_ERA = date(1899, 12, 30)


# Who asks how his own roster comes onto the books.
asks_how_to_import = re.compile(
    r"(?:花名册|名册|党员名单).{0,10}(?:导入|放进|放到|录入|录进|传|弄进)|(?:导入|上传|录入).{0,6}(?:花名册|名册)"
).search
_UNDO = re.compile(r"撤.{0,8}导入|导入.{0,6}(?:撤|错了)")


def undo_line(text: str, moment: datetime) -> str | None:
    """Return the line that takes an import back for words such as 撤回刚才导入的, None for others."""
    return "撤销导入" if _UNDO.search(text) else None


OF_SERVICE = "这张像是服务记录，不是名册，什么都没有记。以前做的由书记一条条补：“补录 张三 10月2日 扫街 1小时”。"


class NoRoster(Refusal):
    """No sheet with names under a heading."""

    text = (
        "这张表里没有找到“姓名”这一列，什么都没有记。请保留表头，或者发“导入名册”要一份模板。"
        "值班表不用导，发“排班”就排得出来。"
    )


TABLE_NOT_TAKEN = (
    "表里有{what}，整张表都没有收，也没有留下。请删掉再发一次；名册只要姓名、账号、单位、身份、小组和岗位。"
)


def read_roll(
    sheets: Sequence[TableSheet], title: str = "", balances: Sequence[Balance] = (), moment: datetime = _EPOCH
) -> tuple[list[Page], list[Row]]:
    """Return the roster that stands in the sheets of a file of a title, read at a local moment.

    Refuses with TABLE_NOT_TAKEN for a table with identity numbers, hardship or secrets, NoRoster for one without names,
    OF_SERVICE for one that says of people only what they did.
    """
    pages, rows = [], []
    for sheet in sheets:
        page = _page(sheet, balances)
        _check_taken(sheet, page, title)
        if page is not None:
            pages.append(page)
            usual = "full" if _is_of_members(sheet, page, title) else None
            found = [row for row in _rows(sheet, page, usual) if row]
            rows += [_with_brought(row, sheet, page, balances, moment) for row in found]
    _check_roster(pages)
    return pages, rows


def _check_roster(pages: Sequence[Page]) -> None:
    """Refuse with NoRoster without a sheet that has names, OF_SERVICE for sheets that say beside them what was done."""
    if not pages:
        raise NoRoster
    if all(page.columns.keys() <= _WHO and any(map(_DEED.search, page.unread)) for page in pages):
        raise Refusal(OF_SERVICE)


def _check_taken(sheet: TableSheet, page: Page | None, title: str) -> None:
    """Refuse with TABLE_NOT_TAKEN for a sheet with secrets, or with what must not come onto these books."""
    above = sheet.rows[: page.rows[1]] if page else sheet.top
    head = _short([title, sheet.name, *(words_of(cell) for row in above for cell in row)])
    for pattern, what in _REFUSED if page else _REFUSED[:1]:
        found = pattern.search(head)
        if found:
            raise Refusal(TABLE_NOT_TAKEN, what=what.format(found[0]))
    if page:
        _check_numbers(sheet)


def _short(words: Sequence[str]) -> str:
    return "\n".join([one for one in words if len(one) <= _HEADING_MOST])


def _check_numbers(sheet: TableSheet) -> None:
    for number, row in enumerate(sheet.rows, 1):
        if any(map(_is_identity, row)):
            raise Refusal(TABLE_NOT_TAKEN, what=texts.IDENTITY_IN.format(row_at(sheet.name, number)))


def _is_identity(cell: SheetCell) -> bool:
    words = words_of(cell)
    return len(words) >= _IDENTITY_LEAST and Delicate.NUMBER in delicate_in(words)


def _page(sheet: TableSheet, balances: Sequence[Balance]) -> Page | None:
    """Return which column of a sheet is which, None for a sheet without names."""
    head = head_of(sheet, _FIELDS | {one: each.name for each in balances for one in each.headings}, [Field.NAME])
    if head is None:
        return None
    return Page(head.columns, head.rows, tuple(one for one in head.unread if one not in _PLAIN), sheet.name)


def _is_of_members(sheet: TableSheet, page: Page, title: str) -> bool:
    """Return whether a sheet without standings lists Party members, as its title says."""
    above = [words_of(cell) for row in sheet.rows[: page.rows[0] - 1] for cell in row]
    # 党员姓名 says it as well as a title does.
    above += [words_of(cell_at(row, page.columns[Field.NAME])) for row in sheet.rows[: page.rows[1]]]
    return Field.STANDING not in page.columns and any("党员" in words for words in (title, sheet.name, *above))


def _rows(sheet: TableSheet, page: Page, usual: str | None) -> list[Row | None]:
    return [
        _row(cells, page, number, usual) for number, cells in enumerate(sheet.rows[page.rows[1] :], page.rows[1] + 1)
    ]


def _row(cells: Sequence[SheetCell], page: Page, number: int, usual: str | None) -> Row | None:
    """Return what a row says, None for a blank one, a sum or a note under the table."""
    said = {field: cell_at(cells, column) for field, column in page.columns.items()}
    words = {field: re.sub(r"\s+", "", words_of(said.get(field))) for field in Field}
    if _says_nothing(words, cells):
        return None
    account, no_account = _account(words_of(said.get(Field.ACCOUNT)).strip())
    standing, no_standing = _standing(words[Field.STANDING])
    member_class = _class(words[Field.CLASS])
    told, no_class = _standing_in_class(words[Field.CLASS], member_class, usual)
    until, no_day = _until(said.get(Field.UNTIL))
    no_name = "" if _NAME.fullmatch(words[Field.NAME]) else texts.no_name(words[Field.NAME])
    wrong = {
        Field.NAME: no_name,
        Field.ACCOUNT: no_account,
        Field.STANDING: no_standing,
        Field.CLASS: no_class,
        Field.UNTIL: no_day,
    }
    return Row(
        page.sheet,
        number,
        words[Field.NAME],
        account,
        words[Field.UNIT],
        words[Field.BRANCH],
        standing or told,
        member_class,
        _group(words[Field.GROUP]),
        _posts(words_of(said.get(Field.POST))),
        until,
        faults=tuple(RowFault(field, reason) for field, reason in wrong.items() if reason),
    )


def _with_brought(row: Row, sheet: TableSheet, page: Page, balances: Sequence[Balance], moment: datetime) -> Row:
    """Return a row with what its other columns bring over from paper."""
    brings, faults = list[tuple[str, str]](), list[RowFault]()
    for one in balances:
        column = page.columns.get(one.name)
        words = words_of(cell_at(sheet.rows[row.number - 1], column)) if column is not None else ""
        if words in _NOTHING:
            continue
        things = one.read(words, moment)
        if things is None:
            faults.append(RowFault(one.name, one.unreadable))
        else:
            brings += [(one.name, thing) for thing in things]
    return replace(row, brings=tuple(brings), faults=(*row.faults, *faults))


def _says_nothing(words: Mapping[Field, str], cells: Sequence[SheetCell]) -> bool:
    """Return whether a row is blank, a sum, a note under the table, or its heading on the next page."""
    first = next(filter(None, map(words_of, cells)), "")
    said = sum(map(bool, words.values()))
    is_sum = any(map(_SUMS.match, (words[Field.NAME], first)))
    is_sum = is_sum or words[Field.NAME] in _HEADINGS[Field.NAME]
    return not said or is_sum or (said == 1 and not words[Field.NAME])


def _account(words: str) -> tuple[str | None, str]:
    """Return (account, what is wrong with it)."""
    if words in _NOTHING:
        return None, ""
    if _POWER.fullmatch(words):
        return None, texts.power(words)
    words = words.removesuffix(".0")
    if _MOBILE_NUMBER.fullmatch(words):
        return None, texts.MOBILE_NUMBER
    return (words, "") if _ACCOUNT.fullmatch(words) else (None, texts.no_account(words))


def _standing_in_class(words: str, member_class: str | None, usual: str | None) -> tuple[str | None, str]:
    """Return (standing, what is wrong) by a column of classes, which may hold standings: 类别 中共预备党员."""
    if member_class or words in _NO_CLASS:
        return ("full" if words.endswith(_MEMBER) else usual), ""
    found, wrong = _standing(words)
    return found or usual, wrong


def _standing(words: str) -> tuple[str | None, str]:
    """Return (standing, what is wrong)."""
    words = words.removeprefix("中共")
    if words in ("", "—", "-"):
        return None, ""
    found = STANDINGS.get(words) or _MORE_STANDINGS.get(words)
    return found, "" if found else texts.no_standing(words)


def _class(words: str) -> str | None:
    return (
        CLASSES.get(words) or CLASSES.get(words.removesuffix("党员")) or ("mobile" if words in ("流动", "是") else None)
    )


def _group(words: str) -> str | None:
    """Return a villagers' group as it is written on the books; a bare number is one."""
    if words in _NOTHING:
        return None
    # 莲花池村3组 names the village once more.
    words = re.sub(r"^.*[村区](?=第?[\d一二三四五六七八九十]+)", "", words)
    return group_named(words) or group_named(f"{words}组") or words[:16]


def _posts(words: str) -> tuple[tuple[str, Role | None], ...]:
    titles = [one for one in re.split(r"[\s,，、;；/兼]+", words) if one and one not in _NOTHING]
    return tuple((title[:32], post_named(title)) for title in dict.fromkeys(titles))


def _until(cell: SheetCell) -> tuple[date | None, str]:
    """Return (last day, what is wrong)."""
    day, words = last_day(cell), words_of(cell)
    return day, "" if day or words in _NOTHING else texts.no_day(words)


def last_day(cell: SheetCell) -> date | None:
    """Return the last day that a cell names, a year or a month by its last one; None for none.

    2029-12-31, 2029/12/31, 2029.12.31, 2029年12月, 29年12月, 二〇二九年十二月, 20291231, 2029, and the number by which
    a spreadsheet counts days.
    """
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, int | float) and 30_000 < cell < 80_000:
        return _SPREADSHEET_ERA + timedelta(days=int(cell))
    words = re.sub(r"[一二三四五六七八九]?十[一二三四五六七八九]?", lambda said: str(_tens(said[0])), words_of(cell))
    words = re.sub(r"\s+", "", words).translate(_DIGITS)
    found = next(filter(None, (pattern.findall(words) for pattern in _DAYS)), None)
    return _day(*map(int, filter(None, found[-1]))) if found else None


def _tens(words: str) -> int:
    tens, ones = (one.translate(_DIGITS) for one in words.split("十"))
    return int(tens or 1) * 10 + int(ones or 0)


def _day(year: int, month: int = 12, day: int = 0) -> date | None:
    try:
        year += 2000 if year < 100 else 0
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None
