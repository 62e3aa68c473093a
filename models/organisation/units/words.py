"""Places in a technician's tables: units with branches, groups with their robots, belts with their stops; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.organisation.units.texts import row_at
from models.values.sheets import TableSheet, head_of

_UNIT = {
    "name": ("单位名称", "单位全称", "村社区名称", "名称", "单位"),
    "kind": ("单位类别", "单位类型", "类别", "类型"),
    "above": ("上级", "上级单位", "所属镇街", "所属单位", "隶属"),
    "branches": ("支部", "党支部", "支部名称", "党组织"),
    "code": ("代码", "编码", "区划代码"),
}
_GROUP = {
    "chatid": ("chatid", "群chatid", "群编号", "群id"),
    "name": ("群名", "群名称", "群"),
    "unit": ("单位", "所属单位", "村社区", "村"),
    "robot": ("webhookkey", "webhook", "key", "群机器人", "群机器人地址", "机器人地址", "群机器人key"),
    "heads": ("人数", "群人数"),
}
_STOP = {
    "belt": ("示范带", "带名", "示范带名称"),
    "unit": ("站点", "镇街", "单位", "乡镇"),
    "core": ("核心", "核心区", "是否核心"),
}
# The end of a name or of a kind; 社区 is no 区.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("enterprise", ("企业", "公司", "集团", "厂")),
    ("agency", ("机关", "局", "委", "办", "部", "院", "中心", "学校", "事业单位", "区级部门")),
    ("community", ("社区",)),
    ("village", ("村",)),
    ("township", ("镇街", "乡镇", "街道", "镇", "乡")),
    ("district", ("区", "县", "市")),
)
FORM = {
    "单位": ("单位名称", "类别", "上级", "支部", "代码"),
    "群": ("群名", "单位", "chatid", "群机器人key", "人数"),
    "示范带": ("示范带", "站点", "核心"),
}
# 我们村在哪条带上, 金峰在哪个带; 那个工业港带有哪些地方, and of the same what is lacking.
belt_of_place = re.compile(
    r"(?P<name>.{2,10}?)是?(?:在|属于)(?:哪|啥子?|什么)一?[条个]?(?:示范)?带(?:上|里)?面?的?[啊嘛呢?？]*"
).fullmatch
_BELT = r"(?:那[条个])?(?P<name>[^那条个]{2,6}?)(?:党建)?(?:示范)?带上?(?:都|还)?"
belt_asked = re.compile(_BELT + r"(?:有|是)(?:哪|几|多少|啥)(?!.*[没缺]).*").fullmatch
gaps_asked = re.compile(_BELT + r"有?(?:哪|几|多少|啥).*(?:没得|没有|缺).*示范点.*").fullmatch
site_asked = re.compile(
    r"(?P<name>.{1,8}?[村社区里们])的?(?:是(?:啥子?|什么|哪[一种类]+))?的?示范点(?=.*(?:啥|什么|哪|多久)|(?<=啥子示范点)).*"
).fullmatch
# Where whoever asks is at home.
is_here = re.compile(r"(?:我|咱|本|这)[们]?(?:这)?(?:个)?(?:村|社区|里|儿|点|边)?").fullmatch
_KEY = re.compile(r"(?:.*[?&]key=)?([A-Za-z0-9-]{8,64})")
_HEADS_USUAL = 100


@dataclass(frozen=True)
class UnitRow:
    """A unit: its kind, the one above by name (None: the highest), its branches and its code, as far as said."""

    where: str
    name: str
    kind: str | None
    above: str | None
    branches: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True)
class GroupRow:
    """A group: its chatid, its name, its unit by name, the key of its robot (a secret), how many people are in it."""

    where: str
    chatid: str
    name: str
    unit: str
    robot: str | None
    heads: int


@dataclass(frozen=True)
class StopRow:
    """A place on a belt, both by name, in the order of the rows."""

    where: str
    belt: str
    unit: str
    core: bool


@dataclass(frozen=True)
class Places:
    """What a file says of places."""

    units: tuple[UnitRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    stops: tuple[StopRow, ...] = ()

    def __bool__(self) -> bool:
        """Return whether it says anything."""
        return bool(self.units or self.groups or self.stops)


def read_places(sheets: Sequence[TableSheet]) -> Places:
    """Return what stands in the sheets whose headings are those of units, of groups or of belts."""
    units = [_unit(where, said) for where, said in _said(sheets, _UNIT, ("name", "above"))]
    groups = [_group(where, said) for where, said in _said(sheets, _GROUP, ("chatid", "unit"))]
    stops = [
        StopRow(where, said["belt"], said["unit"], said["core"] in ("是", "核心", "√", "1"))
        for where, said in _said(sheets, _STOP, ("belt", "unit"))
    ]
    return Places(tuple(units), tuple(groups), tuple(stops))


def _unit(where: str, said: Mapping[str, str]) -> UnitRow:
    branches = tuple(filter(None, re.split(r"[\s,，、;；/]+", said["branches"])))
    return UnitRow(where, said["name"], _kind(said), said["above"] or None, branches, said["code"] or None)


def _group(where: str, said: Mapping[str, str]) -> GroupRow:
    robot, heads = _KEY.fullmatch(said["robot"]), said["heads"]
    count = int(heads) if heads.isdecimal() else _HEADS_USUAL
    return GroupRow(where, said["chatid"], said["name"] or said["unit"], said["unit"], robot and robot[1], count)


def _said(
    sheets: Sequence[TableSheet], headings: Mapping[str, Sequence[str]], needs: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (where it stands, {what: words}) for each row with what is needed, in the sheets with such headings."""
    names = {heading: name for name, known in headings.items() for heading in known}
    # Somebody's name makes it a roster, which has units as well.
    for sheet in (one for one in sheets if head_of(one, {"姓名": "person"}, ["person"]) is None):
        head = head_of(sheet, names, needs)
        for number, row in head.under(sheet) if head else ():
            said = dict.fromkeys(headings, "") | row
            if said[needs[0]]:
                yield row_at(sheet.name, number), said


def _kind(said: Mapping[str, str]) -> str | None:
    """Return the kind of a unit by what is said of it, else by the end of its name."""
    words = said["kind"] or re.sub(r"[（(].*[）)]$", "", said["name"])
    return next((kind for kind, endings in _KINDS if words.endswith(endings)), None)


_LEFT_OUT = re.compile(
    r"（.*?）|^(?:中国共产党|中共)|(?:^|(?<=中共)|(?<=共产党)).{1,14}(?:镇|乡|街道)|委员会|[村社]区?|党"
)


def branch_key(name: str) -> str:
    """Return a branch's name without what people write or leave out: 中共金峰镇莲花池村支部委员会 is 莲花池支部."""
    return _LEFT_OUT.sub("", name)
