"""The register of people in words."""

from collections.abc import Mapping

from models.organisation.people.rules import CLASS_NAMES, MEMBER_STANDINGS, STANDING_NAMES
from models.organisation.register.rules import PersonEntry

LEDGER = "人员台账"
LEDGER_COLUMNS = ("姓名", "单位", "党支部", "身份", "村民小组", "岗位", "到支部的日子")
WITHOUT = "没有账号的同志照样上名册、算应到，只是收不到消息，做了什么由书记补录。"
_FIELDS = {
    "new_name": "姓名",
    "standing": "身份",
    "member_class": "类别",
    "villagers_group": "村民小组",
    "account": "账号",
}


def counted(people: Mapping[str, int]) -> str:
    """Return how many members are on the books that the asker keeps, given {standing: how many}."""
    members = {STANDING_NAMES[one]: people.get(one, 0) for one in sorted(MEMBER_STANDINGS)}
    each = "、".join(f"{name} {number}" for name, number in members.items())
    return f"您管的名册上有 {sum(members.values())} 位党员（{each}）。看名单发“台账 人员”。"


def _shown(field: str, value: str | None) -> str:
    if value is None:
        return "没有登记"
    return {"standing": STANDING_NAMES, "member_class": CLASS_NAMES}.get(field, {}).get(value, value)


def to_enter(name: str, place: str, entry: PersonEntry, namesakes: int) -> str:
    """Return what would be entered about somebody new."""
    facts = [
        place,
        _shown("standing", entry.standing or "none"),
        _shown("member_class", entry.member_class) if entry.member_class else "",
        entry.villagers_group or "",
        f"账号 {entry.account}" if entry.account else "没有企业微信账号",
    ]
    note = "" if entry.account else f"\n{WITHOUT}有了账号发“改人 {name} 账号 …”补上。"
    note += f"\n名册里已有{namesakes}位{name}，这是另一位；写上村民小组，以后好分清。" if namesakes else ""
    return f"加进名册：{name}，{'，'.join(fact for fact in facts if fact)}。{note}"


def entered_without(name: str, place: str) -> str:
    """Return that somebody without an account is on the books, and how he is spoken for."""
    return f"好的，{name}已经在{place}的名册上，应到有他。他做了什么由书记补录，例如“补录 {name} 今天 扫街 1小时”。"


def entered(name: str, place: str) -> str:
    """Return that somebody is on the books."""
    return f"好的，{name}已经在{place}的名册上，从今天起就能用。要给他登记岗位，发“任职 {name} 岗位 到哪一年”。"


def welcome(place: str) -> str:
    """Return what somebody new reads."""
    return f"您好，您已经在{place}的名册上。做了什么直接私聊说就行；记了您什么，发“我的资料”；发“帮助”看能做什么。"


def changes_said(changes: Mapping[str, tuple[str | None, str]]) -> str:
    """Return {field: (before, after)} for people."""
    shown = [f"{_FIELDS[one]}：{_shown(one, old)} → {_shown(one, new)}" for one, (old, new) in changes.items()]
    return "；".join(shown)


def to_change(name: str, changes: Mapping[str, tuple[str | None, str]]) -> str:
    """Return what would change about somebody; who becomes a member has been admitted elsewhere."""
    joins = changes.get("standing", (None, ""))[0] == "none"
    note = "\n新发展的党员，上级批下来了再登记；还在预备期的写“预备党员”。" if joins else ""
    return f"改{name}的资料。{changes_said(changes)}。{note}"


def changed(name: str, changes: Mapping[str, tuple[str | None, str]]) -> str:
    """Return that it is changed."""
    return f"好的，{name}的资料改好了。{changes_said(changes)}。"


def changed_about_you(changes: Mapping[str, tuple[str | None, str]]) -> str:
    """Return to whom it concerns what is now on the books."""
    return f"名册里您的资料改了。{changes_said(changes)}。哪里不对，跟书记说一声。"
