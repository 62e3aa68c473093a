"""Who is who and where the office is, in words anybody may read."""

from collections.abc import Sequence

from models.residents.directory.rules import DirectoryOffice, InPost, OfficeQuestion

BETWEEN = "；"
HOW = "想问谁，写出岗位就行，例如“谁是书记”“三组组长是谁”“村委会怎么走”“办公电话”。"


def holders(unit: str, called: str, found: Sequence[InPost], phone: str) -> str:
    """Return who holds a post, with the office's phone; that nobody does, where it is so."""
    if not found:
        return f"{unit}现在没有登记{called}。{_phone(phone)}"
    names = BETWEEN.join(f"{one.name}（{one.title}）" for one in found)
    return f"{unit}：{names}。{_phone(phone)}"


def in_no_post(unit: str, name: str) -> str:
    """Return that somebody has no public post, whoever he is: of others nothing is told here."""
    return f"{unit}公开的岗位里没有叫“{name}”的；别的情况名录不说。找人办事，发“名录 三组组长”这样按岗位问。"


def _phone(phone: str) -> str:
    return f"办公电话 {phone}。" if phone else "办公电话还没有登记。"


def in_person(offices: Sequence[DirectoryOffice]) -> str:
    """Return where one calls or goes to say something, as far as it was entered; empty where nothing was."""
    known = [(one.unit, [each for each in (one.phone, one.address) if each]) for one in offices]
    return BETWEEN.join(f"{unit} {'，'.join(found)}" for unit, found in known if found)


def about_office(one: DirectoryOffice, asked: OfficeQuestion) -> str:
    """Return the office's place, phone or hours; that it was not entered, where it was not."""
    if asked is OfficeQuestion.WAY:
        place = f"：{one.address}" if one.address else "的地址还没有登记"
        return f"{one.unit}{place}。{_phone(one.phone)}"
    if asked is OfficeQuestion.HOURS:
        return f"{one.unit}工作日{'、'.join(one.hours)}有人。{_phone(one.phone)}"
    return f"{one.unit}：{_phone(one.phone)}个人手机号不登记，也不告诉别人。"
