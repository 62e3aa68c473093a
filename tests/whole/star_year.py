"""A branch of forty for a whole year, as data: who they are, what each of them did, and who says what when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from random import Random

from bot.clock import SHANGHAI
from config.policy import Policy, load_policy
from config.sample import SampleDistrict, SamplePerson, SamplePost, load_district

YEAR, SEED = 2026, 20260104
HOME, NEXT_DOOR = "510703009201", "510703009202"
GROUP, NEXT_GROUP = "wrLHC0001aB", "wrGHW0002cD"
镇干部, 区干部, 邻村书记, 群众, 邻村群众 = "liuqihang", "ShenWenjing", "ghw.shuji", "lhc.cunmin", "ghw.cunmin"

# Words of every self-report: whoever else reads them has read what was not for him.
SECRET = "鸢尾坡"

# fmt: off
NAMES = (
    "罗正平", "唐慧敏", "何光耀", "林晓燕", "马俊杰", "蒲德厚", "邓国梁", "欧阳淑芬", "吉克·阿依", "陈桂香",
    "杨兴旺", "杜丽萍", "彭建设", "曾志刚", "司马长青", "冯小勇", "吕春林", "苏婉清", "袁朝阳", "谢家宝",
    "宋玉珍", "许永康", "韩世昌", "曹秀莲", "丁福贵", "沈国华", "姜文涛", "范晓东", "石磊磊", "廖红霞",
    "侯立新", "段长江", "雷雨田", "易冬梅", "钟声远", "汪海波", "田禾丰", "任志远", "柳成荫", "苟永强",
)
# fmt: on
MEMBERS = range(1, 41)
书记, 核实人, 支委, 流动, 转入 = 1, 2, 3, 9, 40
PROBATIONARY, EXEMPT, ASKS = (4, 5), 6, (7, 8)
GRADED = tuple(n for n in MEMBERS if n not in (*PROBATIONARY, EXEMPT, *ASKS))
VETOED, UNQUALIFIED, FALSIFIED, MODEST, OPEN_NAMES = 38, 39, 31, 20, (10, 23)
TIED, LOWERED = (16, 17, 18), 18
KEPT, CHANGED, RULED = 24, 21, 34
VETOED_LATE, VETOED_AFTER = 35, 36


def named(number: int) -> str:
    """Return a member's name."""
    return NAMES[number - 1]


def names(numbers: tuple[int, ...]) -> str:
    """Return several names as a secretary writes them."""
    return "、".join(named(number) for number in numbers)


def who(number: int) -> str:
    """Return a member's userid."""
    return f"lhc.{number:02}"


def secret(number: int) -> str:
    """Return why a member gives himself his stars, in words that nobody else uses."""
    return f"常去{SECRET}{number:02}"


@dataclass(frozen=True)
class Deeds:
    """A member's year: hours of service (each in a month of its own), and what others enter about him, in points."""

    star: int
    hours: tuple[float, ...] = ()
    bonus: tuple[int, ...] = ()
    missed: int = 0
    unpaid: int = 0
    halves: tuple[str, str] = ("10", "10")
    duties: tuple[str, ...] = ("9",)
    deduction: int = 0


# Whose meetings, dues, pledges and duties are complete has 70; an hour is half a point, six hours a month the most.
DEEDS = {
    书记: Deeds(5, (6,) * 10),
    核实人: Deeds(5, (6,) * 8, (6,)),
    支委: Deeds(4, (6,) * 7),
    流动: Deeds(4, (6,) * 9, missed=15),
    10: Deeds(5, (6,) * 6, (6, 4)),
    11: Deeds(5, (6,) * 7, (8,), duties=("5", "4")),
    12: Deeds(5, (6,) * 8, (4,)),
    13: Deeds(5, (6,) * 9, (2,)),
    14: Deeds(5, (9,) * 11, (8, 6), duties=("9", "9")),
    15: Deeds(5, (6,) * 9, (4,)),
    16: Deeds(5, (6,) * 9),
    17: Deeds(5, (6,) * 7, (6,)),
    18: Deeds(5, (6,) * 6, (9,)),
    19: Deeds(4, (*(6,) * 6, 4)),
    20: Deeds(4, (*(6,) * 8, 3)),
    21: Deeds(4, (6,) * 8),
    22: Deeds(4, (6,) * 6, (4,)),
    23: Deeds(3, (*(6,) * 6, 3)),
    24: Deeds(3, (6,) * 4),
    25: Deeds(3, (6,) * 5, missed=2),
    26: Deeds(3, (*(6,) * 4, 1.5), missed=1),
    27: Deeds(3, (6,) * 6, deduction=2),
    28: Deeds(3, (5,) * 5),
    29: Deeds(3, (6,) * 4, (2,), unpaid=1),
    30: Deeds(3, (6,) * 5, halves=("8", "9")),
    31: Deeds(2, (6,) * 8, (2,)),
    32: Deeds(2, (6,) * 2, missed=2),
    33: Deeds(2, (4,) * 2, halves=("8.5", "9.5")),
    34: Deeds(2, (6,) * 3, deduction=1),
    35: Deeds(1, missed=3),
    36: Deeds(1, halves=("8", "8"), unpaid=2),
    37: Deeds(0, missed=6, halves=("8", "7"), duties=("6.5",)),
    38: Deeds(3, (6,) * 5),
    39: Deeds(3, (6,) * 5, deduction=3),
    转入: Deeds(4, (6, 6, 6, 6, 2.5)),
}
SHEETS = (
    *(("主题党日", month, 5) for month in range(1, 13)),
    *(("党员大会", month, 10) for month in (3, 6, 9, 12)),
    *(("小组会", month, 12) for month in (1, 4, 7, 10)),
    *(("党课", month, 15) for month in (2, 5, 8)),
)


@dataclass(frozen=True)
class Drawn:
    """What chance decides of a member's year: when he served, what he missed, when he spoke of himself."""

    served: dict[int, float]
    missed: frozenset[int]
    unpaid: frozenset[int]
    spoke: frozenset[int]


@cache
def drawn(number: int) -> Drawn:
    """Return a member's year as chance has it, always the same; nothing before a transfer in July."""
    chance, deeds = Random(SEED + number), DEEDS[number]
    months = range(7, 13) if number == 转入 else range(2, 13)
    served = dict(zip(sorted(chance.sample(months, len(deeds.hours))), deeds.hours, strict=True))
    silent = number in (VETOED, UNQUALIFIED, 37)
    spoke = frozenset() if silent else frozenset(chance.sample(months, 3))
    missed = frozenset(chance.sample(range(len(SHEETS)), deeds.missed))
    return Drawn(served, missed, frozenset(chance.sample(range(1, 13), deeds.unpaid)), spoke)


def _post(role: str, unit: str, title: str) -> SamplePost:
    return SamplePost(role, unit, title, date(2024, 1, 1), date(2028, 12, 31))


def _posts(number: int) -> tuple[SamplePost, ...]:
    held = {
        书记: (("secretary", "村党支部书记"), ("cadre", "坐班干部")),
        核实人: (("committee", "组织委员"), ("verifier", "活动记录核实人")),
        支委: (("committee", "宣传委员"),),
    }
    return tuple(_post(role, HOME, title) for role, title in held.get(number, ()))


def _member(number: int) -> SamplePerson:
    home = NEXT_DOOR if number == 转入 else HOME
    return SamplePerson(
        userid=who(number),
        name=named(number),
        unit=home,
        branch=f"{home}-1",
        standing="probationary" if number in PROBATIONARY else "full",
        member_class="mobile" if number == 流动 else "rural",
        exempt=number == EXEMPT,
        publish_name=False,
        posts=_posts(number),
    )


def _neighbour(userid: str, name: str, home: str) -> SamplePerson:
    return SamplePerson(userid, name, home, None, "none", None, exempt=False, publish_name=False, posts=())


def branch_of_forty() -> SampleDistrict:
    """Return the sample's places with the forty, some neighbours, and the officers above them."""
    sample = load_district()
    officers = [person for person in sample.people if person.userid in (镇干部, 区干部)]
    head = _member(转入)
    head = replace(head, userid=邻村书记, name="李志坚", posts=(_post("secretary", NEXT_DOOR, "村党支部书记"),))
    neighbours = [_neighbour(群众, "马小兰", HOME), _neighbour(邻村群众, "古月明", NEXT_DOOR)]
    people = (*map(_member, MEMBERS), head, *neighbours, *officers)
    groups = tuple(
        replace(group, members=(镇干部, *(one.userid for one in people if one.unit == group.unit)))
        for group in sample.groups
        if group.chatid in (GROUP, NEXT_GROUP)
    )
    return replace(sample, people=people, groups=groups)


def policy() -> Policy:
    """Return the shipped policy, but that daily jobs of other topics share a moment: the clock stops half as often."""
    shipped = load_policy()
    aside = ("books_trim", "evening", "collective_day_notice")
    return shipped.model_copy(
        update={
            "schedule": {
                **shipped.schedule,
                **{name: shipped.schedule[name].model_copy(update={"at": "09:47"}) for name in aside},
            }
        }
    )


Said = tuple[str, str]


def moment(month: int, day: int, hour: int = 14, year: int = YEAR) -> datetime:
    """Return a moment of the play; the thirteenth month is the next January."""
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, day, hour, 5, tzinfo=SHANGHAI)


def there(month: int) -> tuple[int, ...]:
    """Return those of the graded who are in the branch in a month."""
    return tuple(number for number in GRADED if number != 转入 or month >= 7)


def sheets(month: int) -> Iterator[Said]:
    """Yield the sign-in sheets and the dues of a month, entered by the secretary."""
    for position, (meeting, when, day) in enumerate(SHEETS):
        if when == month:
            away = [named(number) for number in there(month) if position in drawn(number).missed]
            yield who(书记), f"{meeting} {month}月{day}日 {'缺席 ' + ' '.join(away) if away else '全到'}"
    late = [named(number) for number in there(month) if month in drawn(number).unpaid]
    yield who(书记), f"党费 {month}月 {'未交 ' + ' '.join(late) if late else '全交'}"


def services(month: int) -> Iterator[Said]:
    """Yield what members report of a month."""
    for number in there(month):
        if hours := drawn(number).served.get(month):
            yield who(number), f"上报 三组 清理沟渠 {round(hours * 60)}分钟"


def self_reports(month: int, *, late: bool) -> Iterator[Said]:
    """Yield what members say of themselves for a month: some before its end, some until the third of the next."""
    for number in there(month):
        star = max(1, DEEDS[number].star - (month % 3 == 0))
        if month in drawn(number).spoke and number != MODEST and late is (number % 2 == 0 and month < 12):
            yield who(number), f"自评{star}星 {secret(number)}"


def _entered_by(number: int) -> str:
    return who(书记) if number != 书记 else who(核实人)


def findings(month: int) -> Iterator[Said]:
    """Yield what the committee enters about members in a month; nobody enters anything about himself."""
    for number in there(month):
        deeds, name, by = DEEDS[number], named(number), _entered_by(number)
        if month == 6:
            yield by, f"承诺 {name} {deeds.halves[0]} 上半年"
        if month == 12:
            yield by, f"承诺 {name} {deeds.halves[1]} 下半年"
            yield from ((by, f"履责 {name} {points} 提了好意见") for points in deeds.duties)
        if month == 8:
            yield from ((by, f"加分 {name} {points} 抗洪抢险 涪委〔2026〕{points}号") for points in deeds.bonus)
        if month == 10 and deeds.deduction:
            yield by, f"扣分 {name} {deeds.deduction} 酒席办得大"


def five_star_most() -> int:
    """Return how many five stars are usual among the graded, to the person."""
    return int(Fraction(3, 10) * len(GRADED))


# Who says what in vain, and what he is told: at the year's beginning, before and after the stars are shown, and later.
REFUSED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "january": (
        (群众, "自评4星", "用的，这次没办"),
        (who(10), f"帮{named(11)}自评4星", "自评要本人来说"),
        (who(10), "12月自评4星", "2025年12月现在不能自评"),
        (who(10), f"提议 {named(11)} 4星", "用的，这次没办"),
        (who(10), f"评星档案 {named(11)}", "用的，这次没办"),
        (who(核实人), "星级公示", "用的，这次没办"),
        (who(书记), "否决确认 P0001", "用的，这次没办"),
        (who(书记), f"履责 {named(书记)} 3", "这是关于您自己的"),
        (who(书记), f"互评 {named(书记)} 5星20", "不能评自己的星"),
        (who(书记), f"互评 {named(4)} 5星20", "这一期不参评"),
        (who(书记), f"互评 {named(转入)} 5星20", "没有“苟永强”这位党员"),
        (who(书记), f"承诺 {named(10)} 12 上半年", "可以记 0 到 10 分"),
        (who(书记), f"加分 {named(10)} 2 抗洪抢险", "要有文号才记"),
        (who(书记), f"一票否决 {named(10)} 受处分", "要有文号才记"),
        (who(书记), "主题党日 1月25日 全到", "不在可以登记的时间里"),
        (who(书记), "主题党日 1月5日 缺席 王大明", "没有“王大明”这位党员"),
        (who(书记), f"同意免评 {named(7)}", "没有待办的免评申请"),
        (who(书记), f"恢复评星 {named(7)}", "没有暂缓"),
        (who(EXEMPT), "免评 走不动", "本来就不参评"),
        (who(书记), "提议 2027年 陈桂香 4星", "2027年度还没开始"),
        (who(书记), "评星会 应到38 实到25", "没到应到的 2/3"),
        (who(书记), "评星会 应到38 实到39", "对不上"),
        (who(书记), "撤销录入 P0999", "没有找到可以办的"),
        (who(书记), f"转出 {named(10)} 月亮村", "没有找到“月亮村”的支部"),
        (邻村书记, f"接收 {named(10)}", "没有等本支部接收的"),
        (镇干部, "备案 莲花池村", "没有等待备案的星级"),
        (镇干部, "否决确认 P0999", "没有找到可以办的"),
    ),
    "december": (
        (who(MODEST), "11月自评4星", "2026年11月现在不能自评"),
        (who(书记), "星级公示", "评星会还没有登记"),
        (who(书记), "报备", "还没有公示期满的星级"),
        (who(书记), f"提议 {named(书记)} 5星", "不能评自己的星"),
        (who(书记), f"提议 {named(10)}、{named(书记)} 5星", "不能评自己的星"),
        (who(书记), f"提议 {named(4)} 3星", "这一期不参评"),
        (who(书记), f"提议 {named(7)} 3星", "这一期不参评"),
        (who(书记), f"提议 {named(10)} 4.5星", "星级只有 1、2、3、4、5 星"),
        (who(书记), f"提议 {named(10)} 0星", "星级只有 1、2、3、4、5 星"),
        (who(书记), f"提议 {named(VETOED)} 3星", "经上级确认的一票否决"),
        (who(书记), f"提议 {named(UNQUALIFIED)} 1星", "最多 0 星"),
        (who(书记), f"提议 {named(MODEST)} 4星", "和本人自评差 3 星，请写一句为什么"),
        (who(书记), f"民主评议 {named(书记)} 优秀", "不能评自己的星"),
        (who(书记), f"民主评议 {named(4)} 合格", "这一期不参评"),
        (群众, f"异议 {named(KEPT)} 评高了", "异议要在公示的时候"),
    ),
    "shown": (
        (who(书记), f"提议 {named(10)} 4星", "现在是“公示中”"),
        (who(书记), "报备", "还没有公示期满的星级"),
        (who(书记), "星级公示", "没有等着公示的星级"),
        (邻村群众, f"异议 {named(KEPT)} 评高了", "异议要在公示的时候"),
        (群众, f"异议 {named(4)} 评高了", "异议要在公示的时候"),
        (群众, f"异议 {named(KEPT)}", "还差要说的内容"),
        (who(书记), "答复 Y0099 维持 核过", "没有找到 Y0099"),
    ),
    "objected": (
        (群众, f"异议 {named(CHANGED)} 再说一次", "不用重复提"),
        (who(10), "待答复", "用的，这次没办"),
        (who(书记), "申诉 Y0014 替人说", "没有找到 Y0014"),
        (who(25), "申诉 Y0014 先说", "正等支委会答复"),
        (who(书记), "答复 Y0015 改为3星", "都补一句理由"),
        (who(书记), "答复 Y0015 改为4星 核过", "本来就是这个结果"),
        (who(书记), "答复 Y0015 改为6星 核过", "还差一点"),
        (镇干部, "裁定 Y0016 维持", "没有找到 Y0016"),
    ),
    "filed": (
        (who(书记), f"提议 {named(10)} 4星", "现在是“已备案”"),
        (who(书记), "报备", "还没有公示期满的星级"),
        (镇干部, "备案 莲花池村", "没有等待备案的星级"),
        (镇干部, "裁定 Y0016 维持", "已由上级裁定"),
        (who(10), "异议 我的评低了", "异议要在公示的时候"),
        (who(10), "星级名单", "用的，这次没办"),
        (群众, "我的星级", "用的，这次没办"),
    ),
}
