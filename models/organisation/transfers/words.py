"""How somebody says that a member goes to another branch; pure."""

import re

from bot.language.pattern import Pattern
from models.values.wording import line_of

_GOES = Pattern(
    r"^(?!我)(?P<name>[一-龥·]{2,6}?)(?:同志)?(?:的?组织关系)?(?:要|想|准备)?(?:转|调)(?:到|去|往)"
    r"(?P<place>[一-龥（）]{2,16}?)去?了?。?$"
)


# A member who wants to go himself.
wants_to_go = re.compile(
    r"^我(?:想|要|准备|打算)(?:把)?(?:我的?)?(?:党?组织关系)?(?:转|迁|调)"
    r"(?:(?:到|去|往)(?![^组]{0,3}组)[一-龥]{2,8}|(?:党?组织)?关系[一-龥]{0,8})[。了]*$"
).match


# The line that offers a member to the branch that plain words name.
transfer_line = line_of(_GOES.fullmatch, "转出 {name} {place}")
