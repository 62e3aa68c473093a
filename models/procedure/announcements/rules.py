"""What a notice to a group is; pure. Source: feature F48."""

from dataclasses import dataclass

from models.matters.steps.rules import Kind, Step, Wording
from models.organisation.authority.deciders import Own, Part, part, roles
from models.organisation.people.rules import OFFICES, SECRETARIES, Role
from models.values.numbers import Sign
from models.values.refusal import Refusal

TEXT_MOST, TITLE_MOST, NAMED_MOST = 300, 20, 3


# A secretary speaks to the groups of his place, an office to those of every place below it.
SPEAKERS = SECRETARIES | OFFICES
STANDING = "standing"
_ASKED = frozenset({"asked"})
_OFFICES = roles(Role.TOWNSHIP, Role.DISTRICT)
_SECOND = roles(Role.VERIFIER, Role.SUPERVISOR) | _OFFICES
ANNOUNCEMENT = Kind(
    code="announcement",
    sign=Sign.ANNOUNCEMENT,
    name="群通知",
    states={"asked": "等另一位同志看", STANDING: "已安排发到群里", "declined": "没有发", "withdrawn": "已撤下"},
    steps=(
        # Harmless as far as the gate can tell, it is posted by its writer in the same breath.
        Step("post", _ASKED, STANDING, part(Part.OWNER), Own.ONLY),
        Step("let_through", _ASKED, STANDING, _SECOND, Own.NEVER, word="通过"),
        Step("decline", _ASKED, "declined", _SECOND, Own.NEVER, reason=True, word="退回"),
        Step("drop", _ASKED, "withdrawn", part(Part.OWNER), Own.ONLY, word="撤回"),
        Step("withdraw", frozenset({STANDING}), "withdrawn", roles(Role.SECRETARY) | _OFFICES, word="撤回"),
    ),
    open=_ASKED,
    asks=_ASKED,
    said=Wording,
    lasting=True,
)


@dataclass(frozen=True)
class Audience:
    """Who reads a notice: the place that speaks, the places whose groups hear it, and what these are called."""

    unit_id: int
    unit: str
    units: tuple[int, ...]
    groups: str

    @property
    def needs_a_second(self) -> bool:
        """Return whether a second officer has to agree: more than one place reads it (feature F48)."""
        return len(self.units) > 1


NO_GROUP = "{unit}的群还发不进去，发“群”看差哪一步。"
TOO_MUCH_TO_READ = "有 {count} 个字，群里看着累。请缩到 {most} 个字以内再发一次。"
DAY_OVER = "{number} 说的{day}已经过了，没有发。请回“退回 {number} 日子过了”，写的同志看到了会改。"
NOTHING_TO_TAKE_DOWN = "没有还在群里的通知，不用撤。"


def check_length(text: str) -> None:
    """Refuse with TOO_MUCH_TO_READ for more than a group reads."""
    if len(text) > TEXT_MOST:
        raise Refusal(TOO_MUCH_TO_READ, count=len(text), most=TEXT_MOST)
