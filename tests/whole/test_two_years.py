"""Two years of one township, by dialogue and clock: people come, go, die, are elected and stand in; villages merge.

Beside the bot a plain book is kept of who holds what until when. After every event, and at every midnight at which a
post ends, the two are compared: each duty has somebody entitled or stands on the township's list; what waits has
somebody who may; nobody keeps a right a minute too long. Which event comes when is drawn; SEED=12 in the environment
plays another life.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from bot.clock import SHANGHAI
from handlers import NUMBERED
from models.matters.steps.actions import told_of
from models.matters.steps.rules import Kind
from models.matters.steps.tables import Matter, MatterPerson
from models.organisation.people.actions import asker
from models.organisation.people.rules import HasLeft, Role
from models.organisation.people.tables import Person, Post
from models.organisation.units.tables import Unit
from tests.access.town import Town, open_town
from tests.fakes.books import act_of

TOWNSHIP, DISTRICT, SECOND = "liuqihang", "ShenWenjing", "cheng.li"
VILLAGES = ["莲花池村", "桂花湾村（示例）"]
BRANCHES = ["莲花池村党支部", "桂花湾村党支部（示例）"]
TITLES = {
    Role.SECRETARY: "村党支部书记",
    Role.VERIFIER: "核实人",
    Role.VILLAGE_COMMITTEE: "村委会委员",
    Role.SUPERVISOR: "监督委员会委员",
}
SHOWN = {
    Role.SECRETARY: "书记",
    Role.VERIFIER: "核实人",
    Role.VILLAGE_COMMITTEE: "村(居)委会",
    Role.SUPERVISOR: "监督委员会",
}
KINDS: dict[str, Kind] = {one.kind.code: one.kind for one in NUMBERED if one.kind}
END = date(2028, 11, 20)
FEWEST, SEED = 5, int(os.environ.get("SEED", "11"))


@dataclass
class Held:
    """A post in the plain book."""

    userid: str
    role: Role
    unit: str
    until: date | None
    stands_in: bool = False


@dataclass
class Book:
    """Who is where under which name, member or not, and who holds what; `units` are those that stand."""

    units: list[str]
    people: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    posts: list[Held] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    @classmethod
    async def begun(cls) -> "Book":
        """Return the book of the two villages as they begin."""
        book = cls(list(VILLAGES))
        for one in await Person.filter(unit__name__in=VILLAGES, left_on=None).select_related("unit"):
            book.people[one.userid] = (one.name, one.unit.name, one.standing == "full")
        for post in await Post.filter(unit__name__in=VILLAGES).select_related("person", "unit"):
            book.posts.append(Held(post.person.userid, Role(post.role), post.unit.name, post.valid_to))
        return book

    def of(self, unit: str) -> list[str]:
        """Return the members of a unit."""
        return sorted(one for one, (_, where, member) in self.people.items() if where == unit and member)

    def roles(self, userid: str) -> set[tuple[Role, str]]:
        """Return what somebody holds."""
        return {(one.role, one.unit) for one in self.posts if one.userid == userid}

    def holders(self, unit: str, role: Role) -> list[str]:
        """Return who holds a role in a unit."""
        return [one.userid for one in self.posts if (one.unit, one.role) == (unit, role)]

    def goes(self, userid: str) -> None:
        """Let somebody be gone for good."""
        del self.people[userid]
        self.gone.add(userid)
        self.posts = [one for one in self.posts if one.userid != userid]

    def gaps(self) -> set[tuple[str, str]]:
        """Return (unit, duty) of the needed duties that nobody has, though somebody may stand in."""
        held = {(one.unit, one.role) for one in self.posts if not one.stands_in}
        return {(unit, SHOWN[role]) for unit in self.units for role in SHOWN if (unit, role) not in held}


class Life:
    """The township as it lives: the bot, the book beside it, the clock, and what is drawn."""

    def __init__(self, town: Town, book: Book, now: datetime) -> None:
        """Begin at a moment."""
        self.town, self.book, self.now, self.drawn = town, book, now, random.Random(SEED)
        self.done: Counter[str] = Counter()
        self.led: dict[str, set[tuple[Role, str]]] = {}
        self.number = self.seen = 0

    async def says(self, who: str, text: str, heard: str = "") -> str:
        """Let somebody say something, and hear what is expected."""
        answer = await self.town.says(who, text)
        assert heard in answer, (who, text, answer)
        return answer

    async def agreed(self, who: str, text: str) -> str:
        """Let somebody say something that is shown to him first, and agree."""
        shown = await self.says(who, text)
        assert "是" in shown, (who, text, shown)
        return await self.says(who, "都不是" if "近亲属" in shown else "是")

    async def turns_to(self, moment: datetime) -> None:
        """Turn the clock; at each midnight that ends a post its right is there before and gone after."""
        for end in sorted({one.until for one in self.book.posts if one.until and one.until < moment.date()}):
            ending = [one for one in self.book.posts if one.until == end]
            midnight = datetime(end.year, end.month, end.day, tzinfo=SHANGHAI) + timedelta(days=1)
            await self._at(midnight - timedelta(seconds=1))
            for one in ending:
                await self.compare(one.userid)
            self.book.posts = [one for one in self.book.posts if one.until != end]
            await self._at(midnight + timedelta(seconds=1))
            for one in ending:
                await self.compare(one.userid)
            await self.listed()
        await self._at(moment)

    async def _at(self, moment: datetime) -> None:
        self.now = moment
        self.town.turns_to(moment)

    async def compare(self, userid: str) -> None:
        """Compare what somebody may with the book; whoever is gone is refused his next word."""
        if userid in self.book.gone:
            with pytest.raises(HasLeft):
                await asker(userid, self.now.date())
            await self.says(userid, "待核实", "名册上已经没有您")
            return
        names = {one.id: one.name for one in await Unit.all()}
        held = {(one.role, names[one.unit_id]) for one in (await asker(userid, self.now.date())).posts}
        assert held == self.book.roles(userid), (userid, self.now)
        if Role.SECRETARY in {role for role, _ in held | self.led.get(userid, set())}:
            may = "用的，这次没办" not in await self.says(userid, "加人")
            assert may is any(role is Role.SECRETARY for role, _ in held), (userid, self.now)
        self.led[userid] = held

    async def listed(self) -> None:
        """Compare the list of what is empty; and what waits has somebody who may see to it."""
        said = await self.says(TOWNSHIP, "空缺")
        lines = [line.partition("空着：") for line in said.splitlines() if "空着：" in line and "岗位" not in line[:6]]
        assert {(unit, duty) for unit, _, duties in lines for duty in duties.split("、")} == self.book.gaps(), self.now
        act = await act_of(TOWNSHIP, self.now)
        # Of what has waited before, a tenth is looked at again each time.
        for matter in await Matter.filter(closed_at=None, unit__name__in=self.book.units).order_by("id"):
            steps = KINDS[matter.kind].waiting(matter.state)
            if steps and (matter.id > self.seen or self.drawn.random() < 0.1):
                told = [(await told_of(act, KINDS[matter.kind], matter.id, one.name))[0] for one in steps]
                assert any(told), (matter.title, self.now)
            self.seen = max(self.seen, matter.id)

    def _member(self, unit: str, *, but: Role | None = None) -> str:
        """Return a member of a unit who was drawn, of those who do not hold a role."""
        held = {one.userid for one in self.book.posts if one.role is but}
        return self.drawn.choice([one for one in self.book.of(unit) if one not in held])

    def _unit(self) -> str:
        return self.drawn.choice(self.book.units)

    # What happens.

    async def joins(self, name: str = "", group: str = "四组") -> str:
        """Let somebody new be entered."""
        unit, userid = self._unit(), f"new{self.number:02}"
        # A merged village has two branches, of which one is named.
        place = unit if len(self.book.units) > 1 else self.drawn.choice(BRANCHES)
        self.number += 1
        name = (
            name
            or "赵钱孙李周吴郑"[self.number % 7] + "东南西北春夏秋冬"[self.number % 8] + "来去之安明"[self.number % 5]
        )
        await self.agreed(TOWNSHIP, f"加人 {place} {name} 党员 {group} 账号 {userid}")
        self.book.people[userid] = (name, unit, True)
        self.done["joins"] += 1
        return userid

    async def leaves(self) -> str:
        """Let the list of contacts say that somebody has gone, whoever he is."""
        userid = self._member(self._unit())
        await self.town.leaves(userid)
        self.book.goes(userid)
        self.done["leaves"] += 1
        return userid

    async def dies(self) -> str:
        """Let somebody's death be noted."""
        userid = self._member(self._unit(), but=Role.SECRETARY)
        assert "走好" in await self.agreed(TOWNSHIP, f"去世 {userid}")
        self.book.goes(userid)
        self.done["deaths"] += 1
        return userid

    async def moves(self) -> str | None:
        """Let somebody be transferred between the villages, where both have a secretary; the book follows."""
        if len(self.book.units) < 2:
            return None
        source, target = self.drawn.sample(self.book.units, 2)
        heads, takers = self.book.holders(source, Role.SECRETARY), self.book.holders(target, Role.SECRETARY)
        if not heads or not takers:
            return None
        userid = self._member(source, but=Role.SECRETARY)
        await self.agreed(heads[0], f"转出 {userid} {target}")
        matter = await Matter.filter(kind="transfer").order_by("-id").first()
        assert matter is not None
        assert (Role.SECRETARY, source) not in self.book.roles(userid)
        await self.says(takers[0], f"同意 R{matter.id:04} 本人愿意", "接收")
        name, _, member = self.book.people[userid]
        self.book.people[userid] = (name, target, member)
        self.book.posts = [one for one in self.book.posts if (one.userid, one.unit) != (userid, source)]
        self.done["transfers"] += 1
        return userid

    async def elected(self, role: Role, unit: str) -> str:
        """Let somebody be given a post, for years or for some months; a secretary's predecessor is dismissed."""
        across = {Role.SUPERVISOR: Role.VILLAGE_COMMITTEE, Role.VILLAGE_COMMITTEE: Role.SUPERVISOR}.get(role)
        barred = {one.userid for one in self.book.posts if one.role in (role, across)}
        userid = self.drawn.choice([one for one in self.book.of(unit) if one not in barred])
        until = self.drawn.choice([date(2031, 12, 31), (self.now.date() + timedelta(days=75)).replace(day=28)])
        for before in dict.fromkeys(self.book.holders(unit, role) if role is Role.SECRETARY else []):
            await self.dismissed(before, role)
        answer = await self.agreed(
            TOWNSHIP, f"任职 {userid} {TITLES[role]} 到{until.year}年{until.month}月{until.day}日"
        )
        assert "从今天起是" in answer, answer
        self.book.posts.append(Held(userid, role, unit, until))
        self.done["elections"] += 1
        return userid

    async def dismissed(self, userid: str, role: Role) -> None:
        """Let a post be ended; the right is gone with the answer."""
        await self.agreed(TOWNSHIP, f"免职 {userid} 书记")
        self.book.posts = [one for one in self.book.posts if (one.userid, one.role) != (userid, role)]
        await self.compare(userid)

    async def stands_in(self, unit: str, days: int) -> str:
        """Let somebody stand in for the secretary up to a day."""
        held = self.book.holders(unit, Role.SECRETARY)
        userid = self.drawn.choice([one for one in self.book.of(unit) if one not in held])
        until = self.now.date() + timedelta(days=days)
        await self.agreed(TOWNSHIP, f"代行 {userid} 到{until.year}年{until.month}月{until.day}日")
        self.book.posts = [one for one in self.book.posts if not (one.stands_in and one.unit == unit)]
        self.book.posts.append(Held(userid, Role.SECRETARY, unit, until, stands_in=True))
        self.done["delegations"] += 1
        return userid

    async def fills(self) -> list[str]:
        """Let the township fill one of the duties that stand on its list, most of the time."""
        gaps = sorted(self.book.gaps())
        if not gaps or self.drawn.random() < 0.3:
            return []
        unit, duty = self.drawn.choice(gaps)
        return [await self.elected(next(role for role, shown in SHOWN.items() if shown == duty), unit)]

    async def merges(self) -> None:
        """Let the first village go into the second: what is of a village ends, what is of the people goes along."""
        old, new = VILLAGES
        shown = await self.says(DISTRICT, f"并村 {old} {new}")
        here = [one for one, (_, unit, _) in self.book.people.items() if unit == old]
        assert f"人：{len(here)} 人过去" in shown
        number = (await self.says(DISTRICT, "是")).partition("（")[2].partition("）")[0]
        await self.says(SECOND, f"同意 {number}", "办好了")
        stays = {Role.SECRETARY, Role.COMMITTEE, Role.VERIFIER, Role.GROUP_LEADER}
        stays |= {Role.REPRESENTATIVE, Role.VILLAGERS_GROUP_LEADER}
        self.book.posts = [one for one in self.book.posts if one.unit != old or one.role in stays]
        for one in self.book.posts:
            one.unit = new if one.unit == old else one.unit
        for userid in here:
            name, _, member = self.book.people[userid]
            self.book.people[userid] = (name, new, member)
        self.book.units.remove(old)
        for userid in here:
            await self.compare(userid)


async def _homonyms(life: Life) -> None:
    """Let two of one name come; whoever says the name is asked which, and the right one is changed."""
    for name in ("张伟", "刘洋"):
        first, second = await life.joins(name, "一组"), await life.joins(name, "三组")
        answer = await life.says(TOWNSHIP, f"改人 {name} 流动", "是哪一位")
        assert "一组" in answer or "三组" in answer or "村" in answer
        await life.says(TOWNSHIP, "取消")
        await life.agreed(TOWNSHIP, f"改人 {second} 流动")
        classes = dict(await Person.filter(userid__in=[first, second]).values_list("userid", "member_class"))
        assert (classes[first], classes[second]) == (None, "mobile")


async def _ill_on_roster_day(life: Life) -> None:
    """Let the secretary fall ill on the day of the roster: another makes it, and may no more when he is well.

    What has come in meanwhile, and what the other has not seen to, waits for the secretary as if he had been there.
    """
    unit = VILLAGES[1]
    await life.turns_to(datetime(2026, 11, 25, 8, 30, tzinfo=SHANGHAI))
    head = life.book.holders(unit, Role.SECRETARY)[0]
    deputy = await life.stands_in(unit, 4)
    await life.says(deputy, "排班 12月", "12月")
    await life.says(deputy, "确认排班 12月", "12月")
    number = await _asks(life, unit, {deputy, head})
    await life.says(deputy, "待办", number)
    await life.compare(deputy)
    await life.listed()
    roster = await life.says(head, "值班表 12月", "12月")
    await life.turns_to(datetime(2026, 11, 30, 9, 0, tzinfo=SHANGHAI))
    await life.says(deputy, "排班 1月", "用的，这次没办")
    await life.says(deputy, f"同意 {number}", "这次没办")
    assert await life.says(head, "值班表 12月") == roster
    await life.says(head, f"同意 {number}", "免评")
    await life.compare(head)


async def _asks(life: Life, unit: str, others: set[str]) -> str:
    """Let a member ask for something that his secretary decides; return its number."""
    asked = await MatterPerson.filter(matter__kind="exemption").values_list("person__userid", flat=True)
    userid = next(one for one in life.book.of(unit) if one not in {*others, *asked})
    await life.says(userid, "免评 年纪大了走不动", "收到")
    matter = await Matter.filter(kind="exemption").order_by("-id").first()
    assert matter is not None
    return f"M{matter.id:04}"


async def _everybody_is_elected_anew(life: Life) -> None:
    """Let all terms of a village end on one day and the new ones begin some days later: the office decides between."""
    unit, last = VILLAGES[1], life.now.date() + timedelta(days=20)
    while len(free := [one for one in life.book.of(unit) if not life.book.roles(one)]) < 8:
        await life.joins()
    people = iter(free)
    old = {role: await _takes_office(life, next(people), role, last) for role in TITLES}
    number = await _asks(life, unit, set(old.values()))
    # What is compared at midnight of the last day: each right is there a second before, and gone a second after.
    await life.turns_to(datetime(last.year, last.month, last.day, 9, tzinfo=SHANGHAI) + timedelta(days=1))
    assert {(unit, shown) for shown in SHOWN.values()} <= life.book.gaps()
    await life.says(old[Role.SECRETARY], f"同意 {number}", "这次没办")
    await life.says(TOWNSHIP, "待办", number)
    await life.turns_to(life.now + timedelta(days=3))
    new = {role: await _takes_office(life, next(people), role, date(2032, 12, 31)) for role in TITLES}
    assert not {gap for gap in life.book.gaps() if gap[0] == unit}
    await life.says(TOWNSHIP, f"同意 {number}", "没有找到")
    await life.says(old[Role.SECRETARY], "待办", "现在没有等您办的事")
    await life.says(new[Role.SECRETARY], "待办", number)
    await life.says(new[Role.SECRETARY], f"同意 {number}", "免评")


async def _takes_office(life: Life, userid: str, role: Role, until: date) -> str:
    """Let somebody be given a post up to a day in the place of all who hold it."""
    unit = life.book.people[userid][1]
    for before in dict.fromkeys(life.book.holders(unit, role)):
        await life.agreed(TOWNSHIP, f"免职 {before} {TITLES[role]}")
        life.book.posts = [one for one in life.book.posts if (one.userid, one.role, one.unit) != (before, role, unit)]
        await life.compare(before)
    await life.agreed(TOWNSHIP, f"任职 {userid} {TITLES[role]} 到{until.year}年{until.month}月{until.day}日")
    life.book.posts.append(Held(userid, role, unit, until))
    await life.compare(userid)
    await life.listed()
    life.done["elections"] += 1
    return userid


async def _happens(life: Life) -> list[str]:
    """Let the next thing happen that is drawn; return whom it concerns."""
    counted = {"leaves": "leaves", "moves": "transfers", "dies": "deaths", "stands_in": "delegations"}
    rare = [what for what, name in counted.items() if life.done[name] < FEWEST]
    what = life.drawn.choices(["joins", "leaves", "moves", "dies", "elected", "stands_in"], [15, 3, 4, 3, 4, 3])[0]
    what = life.drawn.choice(rare) if rare and life.drawn.random() < 0.3 else what
    if what == "elected":
        return [await life.elected(life.drawn.choice(list(TITLES)), life._unit())]
    if what == "stands_in":
        return [await life.stands_in(life._unit(), life.drawn.randint(1, 20))]
    found = await getattr(life, what)()
    return [found] if found else []


async def test_two_years_of_a_township() -> None:
    async with open_town() as town:
        await Post.filter(person__userid="heguangrong", role=Role.COMMITTEE).delete()
        life = Life(town, await Book.begun(), datetime(2026, 11, 22, 12, tzinfo=SHANGHAI))
        await life.listed()
        await _ill_on_roster_day(life)
        await _homonyms(life)
        await _everybody_is_elected_anew(life)
        merged = False
        while life.now.date() < END:
            await life.turns_to(
                life.now + timedelta(days=life.drawn.randint(4, 12), minutes=life.drawn.randint(1, 300))
            )
            if not merged and life.now.date() > date(2028, 3, 1):
                await life.merges()
                merged = True
            concerned = [*await _happens(life), *await life.fills()]
            for userid in concerned:
                await life.compare(userid)
            await life.listed()
        for userid in sorted({*life.book.people, *life.book.gone}):
            await life.compare(userid)
        assert life.done["joins"] >= 40, life.done
        assert all(
            life.done[what] >= FEWEST for what in ("leaves", "transfers", "deaths", "elections", "delegations")
        ), life.done
