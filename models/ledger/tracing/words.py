"""How people ask who has changed the books about people; pure."""

import re

from models.values.wording import whole

_WHO = r"(?:是)?(?:哪个|哪位|谁)"
_CHANGED = r"(?:动|改|调|换|弄|删|加)"
# A whole text that asks who changed the books about people, and one that asks it of the speaker himself.
_ROUND = " ，。,.?？!！吗嘛呢哦啊的"
asks_of_the_roll = whole(
    rf"(?:{_WHO}.{{0,3}}{_CHANGED}[了过]?.{{0,4}}(?:名册|花名册)|(?:名册|花名册).{{0,4}}{_WHO}.{{0,3}}{_CHANGED}.{{0,2}}|"
    r"名册.{0,4}(?:改了|动了)(?:些?什么|哪些|啥子?))",
    around=_ROUND,
)
_MINE = r"我的?(?:个人)?(?:资料|信息|数据|名字|姓名|身份|登记)"
asks_of_oneself = whole(
    rf"(?:我想(?:看看?|晓得|知道))?(?:{_WHO}(?:把|将|给)我.{{0,6}}(?:{_CHANGED}|放|划|分|转|写|登记)(?:到|成|进|在|去)?.{{0,10}}|"
    rf"{_WHO}{_CHANGED}[了过]{_MINE}|{_MINE}(?:被|是)?{_WHO}{_CHANGED}[了过]?)",
    around=_ROUND,
)
# A whole text that asks, without a name for it, how what was just told stands, or in whose hands it is: 哪个在办,
# 批了没, 谁核的, 那个咋样了.
asks_how_it_stands = re.compile(
    r"(?:那|这|它|现在|还|他|她|我的|那个|这个|到底|都)*"
    r"(?:(?:是)?(?:哪个|谁|哪位|哪些人)(?:在|来|去|给我?)?(?:办|弄|管|修|核实?|批|审|答复?|负责|提|定|处理)(?:的|了)?"
    r"|(?:还)?(?:要|得|等)?(?:好久|多久|好多天|几天)(?:能|才|可以)*(?:办|修|弄|批|核|答|搞)?得?(?:好|完|到|下来)?"
    r"|(?:办|弄|修|批|准|核实?|审|过|答应|答复?|同意|成|转|搞|处理)(?:得|好|完|成|下来)?了?(?:没有?|没得|咋样|怎么样|到?哪一?步)了?"
    r"|咋个?样|怎么样|到?哪一?步|啥情况|什么情况)(?:了)?(?:[嘛哦呢哈啊呀]|[?？。\s])*"
).fullmatch
